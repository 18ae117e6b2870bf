"""Whether two statements are the same, opposed, or different: by fields before words. Pure.

Words are the same when each of one has its counterpart in the other, but for spelling and slips; an added word may
narrow what is said, an exchanged one (North for South, 5 for 50) says something else.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from rapidfuzz.distance import OSA

from store.acts import AGAINST, CALLS, CLAIMS, VOWS
from store.record import Act, Draft, Statement
from store.text import FUNCTION_WORDS, fold, latin, stem, tokens

COVERED = 0.7
"""Share of the longer statement's content words that the shorter one must have."""

SLIPS = 4
"""Words at most that are misspelt or spelt otherwise."""

FEWEST = 2
"""Content words in common, below which nothing can be told."""

_NEGATIONS = "not no never neither without cannot refuse refuses не ні ніколи жодного без нет никогда"
_NOT = frozenset(_NEGATIONS.split())


class Relation(StrEnum):
    """What a statement on record is to a draft: `other` is the same said by another side."""

    SAME = "same"
    OPPOSED = "opposed"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Words:
    """A sentence as it is compared: content words in order, their stems, which of them are names, and the
    negations counted."""

    content: tuple[str, ...]
    stems: frozenset[str]
    names: frozenset[str]
    negations: int

    @property
    def numbers(self) -> frozenset[str]:
        return frozenset(word for word in self.content if word[0].isdigit())


@lru_cache(maxsize=4096)
def words_of(text: str) -> Words:
    """Cut a sentence into what is compared."""
    told = tokens(_spelt_out(text))
    written = text.split()
    names = {fold(word) for at, word in enumerate(written) if at == 0 or word[:1].isupper()}
    content = tuple(word for word in told if word not in FUNCTION_WORDS and word not in _NOT)
    return Words(content, frozenset(map(stem, content)), frozenset(names), sum(word in _NOT for word in told))


def relation(draft: Draft, found: Statement, *, same_side: bool) -> Relation | None:
    """What a statement on record is to a draft, None when they are different.

    The same are of one kind of act, to the same addressees where both name some, in the same words. Opposed are the
    same words with the opposite act, or with one negation more. `same_side` is whether one side says both.
    """
    if not same_words(draft.text, found.text) and not _same_quote(draft.quote, found.quote):
        return None
    if _for(draft.act, draft.text) != _for(found.act, found.text):
        return Relation.OPPOSED if _alike(draft.act, found.act) or _one_is_against(draft.act, found.act) else None
    if not _alike(draft.act, found.act) or _elsewhere(draft, found):
        return None
    return Relation.SAME if same_side else Relation.OTHER


def same_words(one: str, other: str) -> bool:
    """Whether two sentences say the same, negations aside."""
    first, second = words_of(one), words_of(other)
    if not may_be_same(first.stems, second.stems) or not may_be_same(second.stems, first.stems):
        return False
    if first.numbers and second.numbers and first.numbers != second.numbers:
        return False
    short, long = sorted((first, second), key=lambda each: len(each.content))
    pairs, left = _paired(short.content, long.content)
    if len(pairs) < min(FEWEST, len(long.content)) or len(pairs) < COVERED * len(long.content):
        return False
    if len(pairs) < len(short.content) and left:
        return False  # a word was exchanged for another
    return _in_order(pairs, short, long)


def may_be_same(wanted: Collection[str], stems: Iterable[str]) -> bool:
    """Whether enough of the stems of one are among those of another: tells at once for nearly all that it is not so."""
    return len(frozenset(wanted).intersection(stems)) >= COVERED * len(wanted) - SLIPS


def _paired(short: Sequence[str], long: Sequence[str]) -> tuple[list[tuple[str, str]], list[str]]:
    """Each word of the shorter with its counterpart in the longer, and what is left of the longer."""
    open_, left, pairs = list(short), list(long), list[tuple[str, str]]()
    for fits in (_equal, _of_one_stem, _spelt_alike):
        for word in tuple(open_):
            match = next((each for each in left if fits(word, each)), None)
            if match is not None:
                open_.remove(word)
                left.remove(match)
                pairs.append((word, match))
        if len(open_) > SLIPS:
            break
    return pairs, left


def _equal(one: str, other: str) -> bool:
    return one == other


def _of_one_stem(one: str, other: str) -> bool:
    return stem(one) == stem(other)


def _in_order(pairs: Sequence[tuple[str, str]], short: Words, long: Words) -> bool:
    """Whether the names that both have come in the same order: who does it to whom."""
    named = [(one, other) for one, other in pairs if one in short.names and other in long.names]
    if len({one for one, _ in named}) < 2:
        return True
    ours = [word for word in short.content if word in {one for one, _ in named}]
    theirs = [word for word in long.content if word in {other for _, other in named}]
    return ours == [{other: one for one, other in named}[word] for word in theirs]


@lru_cache(maxsize=20_000)
def _spelt_alike(one: str, other: str) -> bool:
    """Another spelling of a word, or a slip: a letter in five or more, two in nine or more, never the first."""
    if one[0].isdigit() or other[0].isdigit():
        return False
    first, second = latin(one), latin(other)
    if first == second:
        return True
    shorter = min(len(first), len(second))
    most = 0 if shorter < 5 else 1 if shorter < 9 else 2
    slips = min(OSA.distance(first, second), OSA.distance(one, other))
    return first[:1] == second[:1] and slips <= most


def _spelt_out(text: str) -> str:
    """`won't`, `isn't`, `cannot` with their negation as a word."""
    plain = text.replace("’", "'")
    return plain.replace("n't", " not").replace("cannot", "can not")


def _same_quote(one: str | None, other: str | None) -> bool:
    return bool(one and other) and len(fold(one or "")) > 8 and fold(one or "") == fold(other or "")


def _for(act: Act, text: str) -> bool:
    """Whether it is for what it speaks of: a rejection of `no NATO` is."""
    return (act in AGAINST) == (words_of(text).negations % 2 == 1)


def _alike(one: Act, other: Act) -> bool:
    return one == other or any({one, other} <= kind for kind in (CALLS, VOWS, CLAIMS, AGAINST))


def _one_is_against(one: Act, other: Act) -> bool:
    return (one in AGAINST) != (other in AGAINST)


def _elsewhere(draft: Draft, found: Statement) -> bool:
    """Whether both name addressees, and none in common."""
    ours, theirs = set(map(fold, draft.addressees)), {fold(actor.name) for actor in found.addressees}
    return bool(ours and theirs) and not ours & theirs
