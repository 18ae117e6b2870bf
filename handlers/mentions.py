"""Which of a question's words name somebody on record: exact names first, then inflected and misspelt ones. Pure."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from weakref import WeakKeyDictionary

from rapidfuzz import fuzz, process

from handlers.lexicon import ACTS, COMMON
from store.record import Actor, Directory, Kind
from store.text import fold, latin, stem

LONGEST = 7
"""Words of the longest name looked for."""

_WORD = re.compile(r"\d+(?:[.,]\d+)+|\w+(?:['’ʼ]\w+)*", re.UNICODE)
_SIDE_WORDS = frozenset(
    [
        "side",
        "government",
        "authorities",
        "forces",
        "military",
        "army",
        "officials",
        "leaders",
        "people",
        "regime",
        "state",
    ]
)
_ARTICLES = frozenset({"the", "a", "an"})
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the question: as written, folded, stemmed, and whether it was a possessive."""

    written: str
    folded: str
    stem: str
    owner: bool
    at: int

    @property
    def capital(self) -> bool:
        return self.written[:1].isupper()


@dataclass(frozen=True, slots=True)
class Mention:
    """Words `start` to `end` (exclusive) that may name these actors."""

    start: int
    end: int
    actors: tuple[int, ...]
    exact: bool


def words_of(text: str) -> list[Word]:
    """The words of a text, in order."""
    found = []
    for match in _WORD.finditer(unicodedata.normalize("NFKC", text)):
        written = match[0]
        owner = bool(re.search(r"['’ʼ]s$|s['’ʼ]$", written)) or text[match.end() : match.end() + 1] in {"'", "’"}
        for folded in fold(written).split():
            found.append(Word(written, folded, stem(folded), owner, match.start()))
    return found


def mentions(words: Sequence[Word], names: Directory) -> list[Mention]:
    """The names in a question, left to right, longest first where several overlap."""
    index = _index(names)
    found, at = [], 0
    while at < len(words):
        mention = next(index.at(words, at), None)
        if mention is None:
            at += 1
        else:
            found.append(mention)
            at = mention.end
    return found


class NameIndex:
    """All names of a directory, ready to be looked up."""

    def __init__(self, names: Directory) -> None:
        self._exact: dict[str, set[int]] = {}
        self._stemmed: dict[str, set[int]] = {}
        self._short: dict[str, set[str]] = {}
        for actor in names.actors.values():
            for name in _names_of(actor):
                self._add(actor.id, name)
        self._latin: dict[str, set[int]] = {}
        for name, ids in self._exact.items():
            if (" " not in name and len(name) >= 4 and name not in COMMON) or (name.count(" ") == 1 and len(name) >= 8):
                self._latin.setdefault(latin(name), set()).update(ids)
        self._choices = list(self._latin)

    def _add(self, actor: int, name: str) -> None:
        folded = fold(name)
        parts = folded.split()
        if parts and parts[0] in _ARTICLES and len(parts) > 1:
            folded, name = " ".join(parts[1:]), name.split(maxsplit=1)[1]
        if not folded:
            return
        self._exact.setdefault(folded, set()).add(actor)
        self._stemmed.setdefault(_stem_all(folded), set()).add(actor)
        if folded in COMMON:
            self._short.setdefault(folded, set()).add(name)

    def at(self, words: Sequence[Word], start: int) -> Iterator[Mention]:
        """The mention that begins at a word, the longest there is."""
        for end in range(min(len(words), start + LONGEST), start, -1):
            ids = self._known(words[start:end])
            if ids:
                yield Mention(start, end, tuple(sorted(ids)), True)
                return
        for end in (start + 2, start + 1):
            ids = self._near(words[start:end]) if end <= len(words) else set()
            if ids:
                yield Mention(start, end, tuple(sorted(ids)), False)
                return

    def _known(self, words: Sequence[Word]) -> set[int]:
        folded = " ".join(word.folded for word in words)
        if folded in COMMON and not self._written_as_name(words, folded):
            return set()
        found = self._exact.get(folded)
        if found is None and any(len(word.folded) >= 5 for word in words):
            found = self._stemmed.get(" ".join(word.stem for word in words))
        return found or set()

    def _written_as_name(self, words: Sequence[Word], folded: str) -> bool:
        written = " ".join(word.written for word in words)
        return any(written == name for name in self._short.get(folded, ()))

    def _near(self, words: Sequence[Word]) -> set[int]:
        """Misspelt, inflected or in another script; the shorter the name, the nearer it has to be."""
        folded = " ".join(word.folded for word in words)
        if len(folded) < 4 or any(_ordinary(word) for word in words):
            return set()
        spelt = latin(folded)
        cutoff = 90 if len(spelt) <= 4 else 80 if len(spelt) <= 6 else 84
        if _CYRILLIC.search(folded):
            cutoff -= 6
        hits = process.extract(spelt, self._choices, scorer=fuzz.ratio, score_cutoff=cutoff, limit=2)
        hits = [hit for hit in hits if hit[0][:1] == spelt[:1] or hit[1] >= 92]
        return set(self._latin[hits[0][0]]) if hits else set()


def _ordinary(word: Word) -> bool:
    return word.folded in COMMON or word.folded.isdecimal() or (word.stem,) in ACTS


def _stem_all(folded: str) -> str:
    return " ".join(stem(part) for part in folded.split())


def _names_of(actor: Actor) -> Iterator[str]:
    yield actor.name
    yield from actor.aliases
    for name in (actor.name, *actor.aliases):
        parts = name.split()
        if len(parts) == 2 and parts[-1].lower() in _SIDE_WORDS:
            yield parts[0]
        if actor.kind is Kind.PERSON and len(parts) in {2, 3} and len(parts[-1]) >= 4:
            yield parts[-1]
        if actor.kind is Kind.STATE and len(parts) == 1 and name.endswith("ians"):
            yield name[:-1]


_indexes: "WeakKeyDictionary[Directory, NameIndex]" = WeakKeyDictionary()


def _index(names: Directory) -> NameIndex:
    found = _indexes.get(names)
    if found is None:
        found = _indexes[names] = NameIndex(names)
    return found
