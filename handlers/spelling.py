"""Slips in the words that make a question a question: “whta”, “demadn”, “unaswered”. Pure.

The words a question is about are mended against the record's own (`store.words`), names against names; these are of the
language, and a record need not hold one of them.
"""

from collections.abc import Callable, Collection
from functools import cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from handlers.lexicon import ASKING, AUXILIARY, COMMON, MONTHS, SMALL_TALK, STANDING, act_words
from handlers.mentions import WORD, mentions, words_of
from store.record import Directory
from store.text import fold, stem, tokens
from store.thesaurus import synonyms

SHORT, LONG = 5, 8
"""Letters below which only the words that ask are mended, and from which a word may have two slips."""

Heard = Callable[[Collection[str]], Collection[str]]
"""Of some stems those that the record holds."""


def mended(text: str, names: Directory, heard: Heard) -> str:
    """The question with such slips put right; a word that is a name, or known to the record, is left as it is."""
    words = words_of(text)
    named = {word.folded for one in mentions(words, names) for word in words[one.start : one.end]}
    strange = {word.folded: word.stem for word in words if word.folded not in named and _is_strange(word.folded)}
    if not strange:
        return text
    known = heard(set(strange.values()))
    meant = {word: right for word, own in strange.items() if own not in known and (right := _meant(word))}
    return WORD.sub(lambda match: meant.get(fold(match[0]), match[0]), text) if meant else text


def _is_strange(word: str) -> bool:
    known = word in _places() or word in COMMON or tokens(word) != [word] or bool(synonyms(stem(word)))
    return word.isalpha() and not known


def _meant(word: str) -> str | None:
    """The likeliest word of a question that is one slip away (two for a long word) and begins alike."""
    most = 1 if len(word) < LONG else 2
    near = process.extract(word, _places().keys(), scorer=OSA.distance, score_cutoff=most, limit=20)
    alike = [
        (distance, _places()[other], other)
        for other, distance, _ in near
        if _begin_alike(word, other) and (len(word) >= SHORT or other in ASKING | AUXILIARY)
    ]
    return min(alike)[2] if alike else None


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
