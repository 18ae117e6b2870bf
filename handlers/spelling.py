"""Slips in a question: “whta”, “demadn”, “hostges”. Pure.

A word is mended that is no name, that the record does not know and that no dictionary has; otherwise a word the record
lacks would become one that only looks like it. Names are compared with names (`mentions`).
"""

from collections.abc import Collection, Mapping, Sequence
from functools import cache
from typing import Protocol

from rapidfuzz import process
from rapidfuzz.distance import OSA

from handlers.dictionary import is_common, is_word, nearest
from handlers.lexicon import ASKING, AUXILIARY, COMMON, MONTHS, SMALL_TALK, STANDING, act_words, acts_meant
from handlers.mentions import WORD, Word, mentions, words_of
from store.record import Directory
from store.text import fold, stem, tokens
from store.thesaurus import synonyms

SHORT, LONG = 5, 8
"""Letters below which only the words that ask are mended, and from which a word that asks may have two slips."""

SAYING = frozenset({"said", "say", "want", "wants", "made", "asked", "reply"})
"""Short words of nearly every question, which are mended as the words that ask are."""

SHORTEST, TWO_SLIPS = 4, 6
"""Letters of the shortest word of content that is mended, and from which two slips are allowed towards the record."""


_UKRAINIAN = frozenset("іїєґ")


class Vocabulary(Protocol):
    """The words of a record."""

    def holds(self, stems: Collection[str]) -> Collection[str]:
        """Those of some stems that it holds."""

    def near(self, word: str) -> Sequence[tuple[int, str]]:
        """Its words that are up to two slips away from one, the nearest first, with the number of slips."""


class _Everything:
    """No record at hand: every word may be one of its."""

    def holds(self, stems: Collection[str]) -> Collection[str]:
        return stems

    def near(self, _: str) -> Sequence[tuple[int, str]]:
        return ()


EVERYTHING: Vocabulary = _Everything()


def mended(text: str, names: Directory, record: Vocabulary) -> str:
    """The question with its slips put right."""
    words = words_of(text)
    named = {at for one in mentions(words, names) for at in range(one.start, one.end)}
    strange = {at: word for at, word in enumerate(words) if at not in named and _is_strange(word.folded)}
    if not strange:
        return text
    known = record.holds({word.stem for word in strange.values()})
    meant: dict[str, str] = {}
    cased = not all(word.capital for word in words)
    ukrainian = not _UKRAINIAN.isdisjoint(text.lower())
    for at, word in strange.items():
        if word.stem not in known:
            opens = at > 0 or any(after.folded in {"on", "about"} for after in words[1:2])  # “Deliveroo on …”
            name = cased and opens and word.capital
            own = is_common(word.folded) and (name or len(word.folded) >= SHORT)  # “White House” is no “while”
            asking = None if own else _asking(word.folded)
            if right := asking or _content(word, record, name=name, ukrainian=ukrainian):
                meant[word.folded] = right
    if not meant:
        return text
    return WORD.sub(lambda match: _in_place(match[0], meant), text)


def _in_place(written: str, meant: Mapping[str, str]) -> str:
    right = meant.get(fold(written))
    return written if right is None else right.capitalize() if written.istitle() else right


def _is_strange(word: str) -> bool:
    own = stem(word)
    known = word in _places() or word in COMMON or acts_meant(own) is not None or bool(synonyms(own))
    return word.isalpha() and tokens(word) == [word] and not known


def _asking(word: str) -> str | None:
    """The likeliest word of a question that is one slip away (two for a long word) and begins alike."""
    most = 1 if len(word) < LONG else 2
    near = process.extract(word, _places().keys(), scorer=OSA.distance, score_cutoff=most, limit=20)
    shorts = ASKING | AUXILIARY | MONTHS | (frozenset() if is_word(word) else SAYING)
    alike = [
        (distance, word[0] != other[0], _places()[other], other)
        for other, distance, _ in near
        if _begin_alike(word, other) and (len(word) >= SHORT or other in shorts)
    ]
    return min(alike)[-1] if alike else None


def _content(word: Word, record: Vocabulary, *, name: bool, ukrainian: bool) -> str | None:
    """What a word of content was meant to be: first what the record says, then what people usually write."""
    spelt = word.folded
    if len(spelt) < SHORTEST or (ukrainian and spelt[0] > "\u0400") or is_word(spelt):
        return None
    near = record.near(spelt)
    if near and near[0][0] == 1:
        return near[0][1]
    # A strange name is nobody's slip: whoever is not on record must not become some other word.
    if not name and (usual := nearest(spelt)):
        return usual
    return near[0][1] if near and len(spelt) >= TWO_SLIPS else None


def _begin_alike(word: str, other: str) -> bool:
    return word[0] == other[0] or word[:2] == other[1::-1]


@cache
def _places() -> dict[str, int]:
    """The words of questions, those first that matter most."""
    asking = [word for word in (*sorted(ASKING), *sorted(AUXILIARY)) if len(word) >= 3]
    others = [
        word for word in (*sorted(act_words()), *sorted(STANDING | SMALL_TALK | COMMON | MONTHS)) if len(word) >= 4
    ]
    return {word: at for at, word in reversed(list(enumerate((*asking, *others))))}
