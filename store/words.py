"""The record's own vocabulary: in how many statements a stem occurs, and which word a misspelt one was meant to be."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from rapidfuzz.distance import OSA
from sqlalchemy import bindparam, text
from sqlmodel import Session

from store.text import is_cyrillic, latin, stem

PREFIX = 7
"""Letters of a word that deletions are taken from, as in SymSpell; the rest is compared in full."""

SHORTEST = 4
"""Letters of the shortest word that is corrected: below, too many words are one letter away."""

CORRECTIONS = 3

_COUNT = text("SELECT word, documents FROM search_words WHERE word IN :words").bindparams(
    bindparam("words", expanding=True)
)
_TOTAL = text("SELECT documents FROM search_words WHERE word = ''")
_ADD = text(
    "INSERT INTO search_words (word, documents) VALUES (:word, :by) "
    "ON CONFLICT (word) DO UPDATE SET documents = search_words.documents + excluded.documents"
)
_KNOWN = text("SELECT word FROM search_spellings WHERE deletion IN :words AND word = deletion").bindparams(
    bindparam("words", expanding=True)
)
_SPELL = text("INSERT INTO search_spellings (deletion, word) VALUES (:deletion, :word) ON CONFLICT DO NOTHING")
_NEAR = text("SELECT DISTINCT word FROM search_spellings WHERE deletion IN :deletions").bindparams(
    bindparam("deletions", expanding=True)
)


def frequencies(session: Session, words: Iterable[str]) -> dict[str, int]:
    """Of each stem the number of statements it occurs in; `""` is the number of all statements."""
    wanted = sorted({*words, ""})
    return {word: documents for word, documents in session.execute(_COUNT, {"words": wanted}) if documents > 0}


def total(session: Session) -> int:
    """How many statements can be found."""
    return session.scalar(_TOTAL) or 0


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The record's words, asked of in one transaction."""

    session: Session

    def holds(self, stems: Collection[str]) -> Collection[str]:
        """Those of some stems that occur on record."""
        return frequencies(self.session, stems).keys() & set(stems)

    def near(self, word: str) -> Sequence[tuple[int, str]]:
        """The words up to two slips away from one, as they are spelt: the nearest and those that begin alike first."""
        found = self.session.scalars(_NEAR, {"deletions": sorted(deletions(word))})
        rated = [(OSA.distance(word, other, score_cutoff=2), other[0] != word[0], other) for other in found]
        return [(slips, other) for slips, _, other in sorted(rated) if slips <= 2]


def count(session: Session, changes: Mapping[str, int]) -> None:
    """Add to the frequencies; in one order, so that two writers never wait for each other."""
    rows = [{"word": word, "by": by} for word, by in sorted(changes.items()) if by]
    if rows:
        session.execute(_ADD, rows)


def learn(session: Session, spelt: Iterable[str]) -> None:
    """Make words known as right, so that misspelt ones find them."""
    new = sorted({word for word in spelt if len(word) >= SHORTEST and not word.isdecimal()})
    known = set(session.scalars(_KNOWN, {"words": new})) if new else set()
    rows = [
        {"deletion": deletion, "word": word}
        for word in new
        if word not in known
        for deletion in sorted({word, *deletions(word)})
    ]
    if rows:
        session.execute(_SPELL, rows)


def deletions(word: str) -> set[str]:
    """The beginning of a word with up to two letters left out (up to one of a word of four letters)."""
    start = word[:PREFIX]
    most = 1 if len(word) <= SHORTEST else 2
    return {
        "".join(char for at, char in enumerate(start) if at not in left_out)
        for size in range(most + 1)
        for left_out in combinations(range(len(start)), size)
    }


def correct(session: Session, words: Sequence[str]) -> dict[str, dict[str, float]]:
    """For folded words that are not in the vocabulary: the stems they may be meant for → how near (0 to 1)."""
    asked = {word: _sounds(word) for word in words if len(word) >= SHORTEST and not word.isdecimal()}
    spelt = {each for word, sounds in asked.items() for each in (word, *sounds)}
    every = sorted({deletion for each in spelt for deletion in deletions(each)})
    near = list(session.scalars(_NEAR, {"deletions": every})) if every else []
    found = {word: _nearest(word, near) or _heard(sounds, near) for word, sounds in asked.items()}
    return {word: stems for word, stems in found.items() if stems}


def _sounds(word: str) -> tuple[str, ...]:
    """How a word in Cyrillic letters may be spelt in Latin ones, with its ending and without: “Лачинського”, Lachin."""
    if not is_cyrillic(word):
        return ()
    own = stem(word)
    place = own.removesuffix("ськ").removesuffix("ск")
    return latin(word), latin(own), *([latin(place)] if len(place) >= SHORTEST and place != own else [])


def _heard(sounds: Sequence[str], near: Sequence[str]) -> dict[str, float]:
    return next((found for sound in sounds if (found := _nearest(sound, near, heard=True))), {})


def _nearest(word: str, near: Sequence[str], *, heard: bool = False) -> dict[str, float]:
    """What is `heard` is in other letters than the record: its names differ little, its ordinary words much."""
    most = 1 if len(word) <= SHORTEST or heard else 2
    rated: dict[str, float] = {}
    for other in near:
        distance = OSA.distance(word, other, score_cutoff=most)
        if distance > most or (heard and word[:1] != other[:1]):
            continue
        nearness = 1 - (distance + 0.3 * (word[0] != other[0])) / max(len(word), len(other))
        rated[stem(other)] = max(rated.get(stem(other), 0.0), nearness)
    best = sorted(rated.items(), key=lambda item: (-item[1], item[0]))[:CORRECTIONS]
    return {found: nearness for found, nearness in best if nearness >= best[0][1] - 0.12}
