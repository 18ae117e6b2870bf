"""Which of a question's words name somebody on record: exact names first, then inflected and misspelt ones. Pure."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from threading import Lock
from weakref import WeakKeyDictionary

from rapidfuzz import fuzz, process

from handlers.countries import code_of
from handlers.dictionary import is_common
from handlers.lexicon import COMMON, LEADERS, ROLE_WORDS, TITLES, VAGUE, acts_meant
from store.record import Actor, Directory, Kind
from store.text import fold, latin, stem, stems

SMALL = 5000
"""Actors of a record small enough to look through all of their roles."""

MOST_COUNTRY = 3
"""Words of the longest names of countries and capitals that are looked for."""

WORD = re.compile(r"\d+(?:[.,]\d+)+|\w+(?:['’ʼ]\w+)*", re.UNICODE)
STAFF = frozenset(map(stem, ("office", "team", "staff", "aide", "aides", "adviser", "advisor", "camp", "entourage")))
"""Stems of words for those who work for somebody."""

_OWNER = re.compile(r"['’ʼ]s$|s['’ʼ]$", re.IGNORECASE)
_HEAD = re.compile(r"\s+(?:of|to|for|in|at|on)\s+|,|;")
"""Where the head of a role ends: what comes after says of what."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the question: as written, folded, stemmed, and whether it was a possessive."""

    written: str
    folded: str
    stem: str
    owner: bool

    @property
    def capital(self) -> bool:
        return self.written[:1].isupper()


@dataclass(frozen=True, slots=True)
class Mention:
    """Words `start` to `end` (exclusive) that may name these actors; `sure` when spelt as a whole name on record."""

    start: int
    end: int
    actors: tuple[int, ...]
    sure: bool = True


@lru_cache(maxsize=64)
def words_of(text: str) -> Sequence[Word]:
    """The words of a text, in order."""
    found = []
    for match in WORD.finditer(unicodedata.normalize("NFKC", text)):
        written = match[0]
        owner = bool(_OWNER.search(written)) or text[match.end() : match.end() + 1] in {"'", "’"}
        for folded in fold(written).split():
            found.append(Word(written, folded, stem(folded), owner))
    return tuple(found)


def mentions(words: Sequence[Word], names: Directory) -> list[Mention]:
    """The names in a question, left to right, longest first where several overlap."""
    index = _index(names)
    cased = any(word.capital for word in words[1:]) and not all(word.capital for word in words)
    found: list[Mention] = []
    at = 0
    while at < len(words):
        mention = index.at(words, at, cased=cased)
        if mention is None:
            at += 1
        else:
            mention = index.by_role(words, mention)
            if not (cased and index.is_stranger(words, mention)):
                found[-1:] = _joined(words, found[-1:], mention)
            at = mention.end
    return found


def _joined(words: Sequence[Word], last: Sequence[Mention], one: Mention) -> list[Mention]:
    """Two names of the same actor in a row are one: a first name and a misspelt surname."""
    both = set(last[0].actors).intersection(one.actors) if last else set()
    if not both or last[0].end != one.start or words[one.start - 1].owner:
        return [*last, one]
    return [Mention(last[0].start, one.end, tuple(sorted(both)), sure=last[0].sure or one.sure)]


def ambiguous(
    words: Sequence[Word], found: Sequence[Mention], names: Directory, taken: Sequence[int]
) -> tuple[tuple[str, tuple[int, ...]], ...]:
    """Names that several of these actors could have, none of whom speaks for another: the words, and the actors."""
    unclear: dict[str, tuple[int, ...]] = {}
    for one in found:
        together = set(one.actors)
        apart = not any(together.intersection(names.sides(id_)[1:]) for id_ in one.actors)
        if len(together) > 1 and apart and together <= set(taken):
            last = _OWNER.sub("", words[one.end - 1].written)
            spelt = [word.written for word in words[one.start : one.end - 1]]
            unclear.setdefault(" ".join([*spelt, last]), one.actors)
    return tuple(unclear.items())


def _is_no_name(word: Word) -> bool:
    return word.folded in COMMON or word.folded.isdecimal() or acts_meant(word.stem) is not None


def _initials(actor: Actor) -> str:
    """What an organisation is called for short: “Royal College of Nursing” is the RCN."""
    words = [word for word in re.split(r"[\s-]+", actor.name) if word[:1].isupper()]
    return "".join(word[0] for word in words) if actor.kind is Kind.ORGANISATION and len(words) > 2 else ""


def _ends_a_phrase(words: Sequence[Word], at: int) -> bool:
    """Whether no noun follows: “the junta”, “the junta's demands”, but “the power stations”."""
    return words[at].owner or at + 1 == len(words) or _is_no_name(words[at + 1])


def _kind_of(spelt: str) -> tuple[str, int]:
    """Names are only compared that begin with the same letter and have as many words."""
    return spelt[:1], spelt.count(" ")


class NameIndex:
    """All names of a directory, ready to be looked up."""

    def __init__(self, names: Directory) -> None:
        self._names = names
        self._exact: dict[str, set[int]] = {}
        self._longest: dict[str, int] = {}
        """Of each word that a name begins with, how many words the longest such name has."""
        self._parts: dict[str, set[int]] = {}
        self._written: dict[str, set[str]] = {}
        self._countries: dict[str, set[int]] = {}
        self._heads: dict[str, set[int]] = {}
        """Of the last word of an organisation's name: whose it is."""
        for actor in names.actors.values():
            for name in (actor.name, *actor.aliases):
                self._add(actor, name)
        for actor in names.actors.values():
            if (short := _initials(actor)) and fold(short) not in self._exact:
                self._add(actor, short)
        self._near: dict[tuple[str, int], dict[str, set[int]]] = {}
        for name, ids in [*self._exact.items(), *self._parts.items()]:
            if len(name) >= 4 and name not in COMMON and name.count(" ") <= 3:
                spelt = latin(name)
                self._near.setdefault(_kind_of(spelt), {}).setdefault(spelt, set()).update(ids)

    def _add(self, actor: Actor, name: str) -> None:
        folded = fold(name).removeprefix("the ").removeprefix("a ")
        if not folded:
            return
        self._exact.setdefault(folded, set()).add(actor.id)
        first, size = folded.split(" ", 1)[0], folded.count(" ") + 1
        self._longest[first] = max(self._longest.get(first, 0), size)
        if folded in COMMON or len(folded) <= 3:
            self._written.setdefault(folded, set()).add(name)
        if actor.kind in {Kind.STATE, Kind.ORGANISATION} and (code := code_of(folded)):
            self._countries.setdefault(code, set()).add(actor.id)
        parts = folded.split()
        if len(parts) > 1 and actor.kind in {Kind.ORGANISATION, Kind.GROUP} and parts[-1] not in VAGUE | COMMON:
            self._heads.setdefault(parts[-1], set()).add(actor.id)
        proper = all(part[:1].isupper() or not part[:1].islower() for part in name.split())
        if len(parts) > 1 and actor.kind in {Kind.PERSON, Kind.STATE} and proper:
            for part in parts:
                if len(part) >= 3 and part not in COMMON and part not in VAGUE:
                    self._parts.setdefault(part, set()).add(actor.id)

    def at(self, words: Sequence[Word], start: int, *, cased: bool) -> Mention | None:
        """The mention that begins at a word, the longest there is."""
        return self._spelt(words, start, cased=cased) or self._misspelt(words, start, cased=cased)

    def _spelt(self, words: Sequence[Word], start: int, *, cased: bool) -> Mention | None:
        """A name on record, a country by any of its names, or a part of a name."""
        longest = min(len(words), start + self._longest.get(words[start].folded, 0))
        definite = start > 0 and words[start - 1].folded == "the"
        for end in range(longest, start, -1):
            if ids := self._known(words[start:end], cased=cased, definite=definite):
                longer = self._longer(words, start, end) if end - start == 1 else None
                return longer or Mention(start, end, ids)
        for end in range(min(len(words), start + MOST_COUNTRY), start + 1, -1):
            if ids := self._country(words[start:end]):
                return Mention(start, end, ids, sure=False)
        if (ids := self._country(words[start : start + 1])) or (ids := self._part(words[start], cased=cased)):
            longer = self._longer(words, start, start + 1, wanted=86) if len(ids) > 1 else None
            return longer or Mention(start, start + 1, ids, sure=False)
        heads = self._heads.get(words[start].folded, set()) if definite and _ends_a_phrase(words, start) else set()
        return Mention(start, start + 1, tuple(heads), sure=False) if len(heads) == 1 else None

    def _misspelt(self, words: Sequence[Word], start: int, *, cased: bool) -> Mention | None:
        if (cased and not words[start].capital) or len(words[start].folded) < 4 or _is_no_name(words[start]):
            return None
        if not words[start].capital and words[start].folded.isascii() and is_common(words[start].folded):
            return None  # “greedy” is no slip of Greenidge
        for end in range(min(len(words), start + 4), start, -1):
            if ids := self._resembling(words[start:end], cased=cased):
                return Mention(start, end, ids, sure=False)
        return None

    def _longer(self, words: Sequence[Word], start: int, end: int, wanted: float = 93) -> Mention | None:
        """“Russia's armed forces”: a whole name that begins with another one, but for its ending."""
        for stop in range(min(len(words), end + 3), end, -1):
            spelt = latin(" ".join(word.folded for word in words[start:stop]))
            choices = self._near.get(_kind_of(spelt), {})
            hit = process.extractOne(spelt, choices.keys(), scorer=fuzz.ratio, score_cutoff=wanted)
            if hit is not None:
                return Mention(start, stop, tuple(sorted(choices[hit[0]])), sure=False)
        return None

    def _known(self, words: Sequence[Word], *, cased: bool, definite: bool) -> tuple[int, ...]:
        folded = " ".join(word.folded for word in words)
        spellings = self._written.get(folded)
        if spellings and (folded in COMMON or cased):
            written = " ".join(_OWNER.sub("", word.written) for word in words)
            the_us = definite and not cased and any(spelling.isupper() for spelling in spellings)
            if written not in spellings and not the_us:
                return ()
        return tuple(sorted(self._exact.get(folded, ())))

    def _country(self, words: Sequence[Word]) -> tuple[int, ...]:
        name = " ".join(word.folded for word in words)
        code = None if name in COMMON else code_of(name)
        return tuple(sorted(self._countries.get(code, ()))) if code else ()

    def _part(self, word: Word, *, cased: bool) -> tuple[int, ...]:
        if (cased and not word.capital) or word.folded in COMMON:
            return ()
        return tuple(sorted(self._parts.get(word.folded, ())))

    def _resembling(self, words: Sequence[Word], *, cased: bool) -> tuple[int, ...]:
        """Misspelt, inflected or in another script; the shorter the name, the nearer it has to be."""
        if any(map(_is_no_name, words[1:])):
            return ()
        spelt = latin(" ".join(word.folded for word in words))
        # “Yllen”: what begins with “Ye” is kept as if it began with “E”.
        spellings = [spelt, "e" + spelt[1:]] if words[0].folded[:1] == "y" and spelt[:1] == "i" else [spelt]
        cyrillic = words[0].folded[:1] > "\u0400"
        wanted = (86 if len(spelt) <= 4 else 80 if len(spelt) <= 6 else 82) - (8 if cyrillic else 0)
        if len(words) > 1:
            wanted = 86
        elif not cased and not cyrillic:
            wanted += 2
        hits = [
            (score, choices[name])
            for choices, spelt in ((self._near.get(_kind_of(one), {}), one) for one in spellings)
            for name, score, _ in process.extract(
                spelt, choices.keys(), scorer=fuzz.ratio, score_cutoff=wanted, limit=3
            )
        ]
        nearest = max((score for score, _ in hits), default=0.0)
        return tuple(sorted(set().union(*(ids for score, ids in hits if score >= nearest - 2))))

    def is_stranger(self, words: Sequence[Word], mention: Mention) -> bool:
        """“Charles Michel” is nobody on record, though some Charles and some Mitchell may be."""
        if mention.sure or any(self._kind(id_) is not Kind.PERSON for id_ in mention.actors):
            return False
        beside = [
            words[at]
            for at in (mention.start - 1, mention.end)
            if 0 < at < len(words) and not (at == mention.end and words[at - 1].owner)
        ]
        known = {latin(part) for id_ in mention.actors for part in self._parts_of(id_)}
        return any(
            word.capital and not word.folded.isdecimal() and word.folded not in COMMON | TITLES
            and acts_meant(word.stem) is None and not code_of(word.folded) and latin(word.folded) not in known
            for word in beside
        )  # fmt: skip

    def _kind(self, actor: int) -> Kind | None:
        return self._names.actors[actor].kind if actor in self._names.actors else None

    def _parts_of(self, actor: int) -> list[str]:
        found = self._names.actors[actor]
        return fold(" ".join([found.name, *found.aliases, found.role or ""])).split()

    def by_role(self, words: Sequence[Word], mention: Mention) -> Mention:
        """Whoever is named by a role: “Kim's sister”, “the Serbian prime minister”, “the union's boss”."""
        if len(mention.actors) > 3:
            return mention
        for end in range(min(len(words), mention.end + 4), mention.end, -1):
            wanted = [part for word in words[mention.end : end] for part in ROLE_WORDS.get(word.folded, (word.stem,))]
            if any(word.folded in COMMON for word in words[mention.end : end]):
                continue
            holders = {id_ for owner in mention.actors for id_ in self._holders(owner, wanted)}
            if 0 < len(holders) <= 3:
                return replace(mention, end=end, actors=tuple(sorted(holders)), sure=False)
        return mention

    def _holders(self, owner: int, wanted: Sequence[str]) -> set[int]:
        """Members of an actor, or people whose role names it, whose role begins so; else whoever leads it."""
        heads = {id_: self._head(id_) for id_ in self._near_to(owner)}
        serve = wanted[-1] in STAFF
        exact = heads.keys() & self._serving(owner) if serve else {id_ for id_ in heads if set(wanted) <= heads[id_]}
        if exact or len(wanted) > 1 or wanted[0] not in LEADERS:
            return exact
        return {id_ for id_, head in heads.items() if head & LEADERS}

    def _near_to(self, owner: int) -> set[int]:
        actors = self._names.actors
        named = frozenset(stems(actors[owner].name)) if owner in actors else frozenset()
        members = set(self._names.members.get(owner, frozenset()))
        if named and len(actors) <= SMALL:
            members |= {id_ for id_, actor in actors.items() if actor.role and named <= _stems_of(actor.role)}
            members |= self._serving(owner)
        return members - {owner}

    def _serving(self, owner: int) -> set[int]:
        """Those whose role is with somebody: “Chief of staff to the President of Ukraine”."""
        actors = self._names.actors
        leads = _stems_of(actors[owner].role or "") if owner in actors else frozenset()
        return {id_ for id_, actor in actors.items() if leads and actor.role and leads < _stems_of(actor.role)}

    def _head(self, actor: int) -> frozenset[str]:
        return _stems_of(_HEAD.split(self._names.actors[actor].role or "")[0])


@lru_cache(maxsize=4 * SMALL)
def _stems_of(role: str) -> frozenset[str]:
    return frozenset(stems(role))


_indexes: "WeakKeyDictionary[Directory, NameIndex]" = WeakKeyDictionary()
_building = Lock()
"""Many who ask at once wait for one index instead of building one each."""


def _index(names: Directory) -> NameIndex:
    with _building:
        found = _indexes.get(names)
        if found is None:
            found = _indexes[names] = NameIndex(names)
    return found
