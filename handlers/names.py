"""Which speaker or topic somebody means by a name. Pure."""

import re
from collections.abc import Iterable, Sequence
from typing import TypeVar

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from handlers.errors import Refused
from store.record import Actor, Directory, Topic
from store.text import fold

_BETWEEN = re.compile(r"[,;]|\s(?:and|vs\.?|versus|with|і|й|та|и|с|з)\s", re.IGNORECASE)

Named = TypeVar("Named", Actor, Topic)

LETTERS_A_SLIP = 5
"""A misspelt name is taken for a known one with one slip (a letter wrong, missing, doubled or swapped) in so many."""


def named_actor(names: Directory, text: str) -> Actor:
    """The actor of this name.

    Raises:
        Refused: when nobody is called so, or several are, naming the nearest.
    """
    found = _named(text, names.actors.values())
    if len(found) == 1:
        return found[0]
    if found:
        raise Refused("which-one", name=text[:80], names=", ".join(actor.name for actor in found[:5]))
    raise Refused("nobody-called", name=text[:80], names=_nearest(text, names.actors.values()))


def named_topic(names: Directory, text: str, *, missing_ok: bool = False) -> Topic | None:
    """The topic of this name; None when there is none and that is fine. Raises Refused otherwise."""
    found = _named(text, names.topics.values())
    if found:
        return found[0]
    if missing_ok:
        return None
    raise Refused("no-topic-called", name=text[:80], names=_nearest(text, names.topics.values()))


def two_actors_and_topic(names: Directory, text: str) -> tuple[Actor, Actor, Topic | None]:
    """Two speakers and perhaps a topic, as people write them: `Russia Ukraine NATO`, `Putin, Zelensky, ceasefire`.

    Raises:
        Refused: when fewer than two of the names are on record.
    """
    parts = _split_by_names(names, " ".join(_BETWEEN.split(text)))
    if len(parts) < 2:
        raise Refused("compare-whom")
    topic = named_topic(names, " ".join(parts[2:])) if len(parts) > 2 else None
    return named_actor(names, parts[0]), named_actor(names, parts[1]), topic


def _split_by_names(names: Directory, text: str) -> list[str]:
    """Cut words into the longest runs that name an actor; what is left over is the topic."""
    words = text.split()
    parts: list[str] = []
    while words and len(parts) < 2:
        for size in range(len(words), 0, -1):
            if _named(" ".join(words[:size]), names.actors.values()):
                parts.append(" ".join(words[:size]))
                words = words[size:]
                break
        else:
            return parts
    return [*parts, *([" ".join(words)] if words else [])]


def _named(text: str, known: Iterable[Named]) -> list[Named]:
    """Those with exactly this name or alias; failing that, the ones nearest to it."""
    folded, everyone = fold(text), list(known)
    exact = [one for one in everyone if folded and folded in _names_of(one)]
    if exact or not folded:
        return exact
    slips = [(min(OSA.distance(folded, name) for name in _names_of(one)), one) for one in everyone]
    fewest = min((slip for slip, _ in slips), default=0)
    return [one for slip, one in slips if slip == fewest <= len(folded) // LETTERS_A_SLIP]


def _names_of(one: Actor | Topic) -> Sequence[str]:
    return [fold(name) for name in (one.name, *one.aliases)]


def _nearest(text: str, known: Iterable[Actor | Topic]) -> str:
    choices = [one.name for one in known]
    found = process.extract(text, choices, scorer=fuzz.ratio, limit=3, processor=fold)
    return ", ".join(name for name, score, _ in found if score >= 40) or "—"
