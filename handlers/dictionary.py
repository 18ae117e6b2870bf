"""Which words a language has, and which of them a misspelt one was likely meant to be. Pure.

The word lists are those of the wheel `pyspellchecker`, English and Russian. Of each first letter one text of all its
words is kept, most used first: a tenth of the memory that the library's own index takes.
"""

from collections.abc import Mapping
from functools import cache

from rapidfuzz import process
from rapidfuzz.distance import OSA


def is_word(word: str) -> bool:
    """Whether a folded word is in the dictionary of its script."""
    return f"\n{word}\n" in _words(_language(word)).get(word[0], "")


def is_common(word: str) -> bool:
    """Whether it is among the sixth of them that is used most, and so hardly somebody's slip."""
    known = _words(_language(word)).get(word[0], "")
    at = known.find(f"\n{word}\n")
    return at >= 0 and known.count("\n", 0, at) * 6 < known.count("\n")


def nearest(word: str) -> str | None:
    """The most used word that is one slip away and begins with the same letter, or with the first two swapped."""
    for first in dict.fromkeys(word[:2]):
        known = _words(_language(word)).get(first, "").split()
        for other, *_ in process.extract_iter(word, known, scorer=OSA.distance, score_cutoff=1):
            if first == word[0] or other[:2] == word[1::-1]:
                return str(other)
    return None


def _language(word: str) -> str:
    return "ru" if word[:1] > "\u0400" else "en"


@cache
def _words(language: str) -> Mapping[str, str]:
    from spellchecker import SpellChecker  # noqa: PLC0415 - 30 MB for a moment, that only a slip needs

    used = SpellChecker(language=language).word_frequency.dictionary
    found: dict[str, list[str]] = {}
    for word in sorted(used, key=lambda word: (-used[word], word)):
        found.setdefault(word[0], []).append(word)
    return {first: "\n".join(["", *words, ""]) for first, words in found.items()}
