"""Questions as they are typed in a hurry: letters swapped, left out, doubled, or the next key hit instead."""

import random
from collections.abc import Callable, Sequence
from dataclasses import replace

from tests.quality.asking import Question

WORDS = 5
"""A question of fewer words has too little left when one of them is spoilt."""

_MARKS = "?!.,:;'\""
_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm", "йцукенгшщзх", "фівапролджє", "ячсмитьбю")


def mistyped(questions: Sequence[Question], typos: int) -> tuple[list[Question], list[Question]]:
    """The answerable questions of at least `WORDS` words, and the same with so many typos, each in another word."""
    kept = [one for one in questions if one.best and len(one.text.split()) >= WORDS]
    return kept, [replace(one, text=_spoilt(one.text, typos, random.Random(one.id))) for one in kept]


def _spoilt(text: str, typos: int, chance: random.Random) -> str:
    words = text.split()
    long = [at for at, word in enumerate(words) if word.rstrip(_MARKS).isalpha() and len(word.rstrip(_MARKS)) >= 4]
    for at in chance.sample(long, min(typos, len(long))):
        place = chance.randrange(1, len(words[at].rstrip(_MARKS)) - 1)
        words[at] = chance.choice(_TYPOS)(words[at], place, chance)
    return " ".join(words)


def _swapped(word: str, at: int, _: random.Random) -> str:
    return word[:at] + word[at + 1] + word[at] + word[at + 2 :]


def _left_out(word: str, at: int, _: random.Random) -> str:
    return word[:at] + word[at + 1 :]


def _doubled(word: str, at: int, _: random.Random) -> str:
    return word[:at] + word[at] + word[at:]


def _beside(word: str, at: int, chance: random.Random) -> str:
    row = next((row for row in _ROWS if word[at].lower() in row), word[at].lower())
    place = row.index(word[at].lower())
    near = row[max(0, place - 1) : place] + row[place + 1 : place + 2]
    return word[:at] + chance.choice(near or row) + word[at + 1 :]


_TYPOS: tuple[Callable[[str, int, random.Random], str], ...] = (_swapped, _left_out, _doubled, _beside)
