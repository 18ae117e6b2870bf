"""Stores of any size, grown from the evaluation records: their sentences with other names and words in them."""

import json
import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import insert
from sqlmodel import Session

from store import search
from store.database import Database
from store.models import ActorRow, AddresseeRow, StatementRow
from store.record import Act
from tests.conftest import NOW, SAMPLE

RECORDS = (SAMPLE, Path(__file__).parent.parent / "quality" / "record-dev.jsonl")
BATCH = 5000
_SYLLABLES = "ba ko ri ta mu shen del vor zan li pe gra hul oso ne qui tor may fi dra sel ku ".split()  # noqa: SIM905


@dataclass(frozen=True, slots=True)
class Grown:
    """A statement as it was generated, to be asked about: its number and what makes it findable."""

    number: int
    speaker: str
    act: str
    text: str


def grow(db: Database, size: int, *, seed: int = 1, progress: Callable[[int], None] = lambda _: None) -> list[Grown]:
    """Fill an empty store; returns some 400 of its statements, spread evenly."""
    chance = random.Random(seed)
    actors = _actors(chance, max(200, size // 40))
    db.write_now(_add_actors, actors)
    sentences = list(_sentences())
    kept: list[Grown] = []
    every = max(1, size // 400)
    for start in range(1, size + 1, BATCH):
        rows, to = [], []
        for number in range(start, min(start + BATCH, size + 1)):
            speaker = chance.randrange(len(actors)) + 1
            row = _row(chance, number, speaker, sentences, actors)
            rows.append(row)
            to.append({"statement_id": number, "actor_id": chance.randrange(len(actors)) + 1, "position": 0})
            if number % every == 0:
                kept.append(Grown(number, actors[speaker - 1], row["act"], row["text"]))
        db.write_now(_add, rows, to)
        progress(len(rows))
    db.analyze()  # as an import does
    return kept


def _add_actors(session: Session, actors: Sequence[str]) -> None:
    session.execute(
        insert(ActorRow),
        [{"id": at, "name": name, "folded": name.lower(), "kind": "person"} for at, name in enumerate(actors, 1)],
    )


def _add(session: Session, rows: list[dict[str, Any]], to: list[dict[str, Any]]) -> None:
    session.execute(insert(StatementRow), rows)
    session.execute(insert(AddresseeRow), to)
    search.index(session, [row["id"] for row in rows])


def _row(
    chance: random.Random, number: int, speaker: int, sentences: Sequence[str], actors: Sequence[str]
) -> dict[str, Any]:
    day = date(2015, 1, 1) + timedelta(chance.randrange(3650))
    return {
        "id": number,
        "key": f"g-{number}",
        "speaker_id": speaker,
        "act": str(chance.choice(list(Act))),
        "text": _varied(chance, sentences, actors),
        "said_on": day.isoformat(),
        "said_from": day,
        "said_to": day,
        "status": "open",
        "revision": 1,
        "recorded_at": NOW,
    }


def _varied(chance: random.Random, sentences: Sequence[str], actors: Sequence[str]) -> str:
    """The first half of one sentence, a name, the second half of another, and an invented word now and then."""
    first, second = chance.choice(sentences).split(), chance.choice(sentences).split()
    words = [*first[: len(first) // 2], chance.choice(actors).split()[-1], *second[len(second) // 2 :]]
    for _ in range(3):
        words[chance.randrange(len(words))] = _invented(chance)
    return " ".join(words)


def _invented(chance: random.Random) -> str:
    """One of some ten thousand words, the short ones far more often than the long."""
    return "".join(chance.choice(_SYLLABLES) for _ in range(chance.choice((2, 2, 2, 3))))


def _actors(chance: random.Random, number: int) -> list[str]:
    names: dict[str, None] = {}
    while len(names) < number:
        names[f"{_invented(chance)} {_invented(chance)}{_invented(chance)}".title()] = None
    return list(names)


def _sentences() -> Iterator[str]:
    for path in RECORDS:
        for line in path.read_text("utf-8").splitlines():
            row = json.loads(line)
            if row["type"] == "statement":
                yield row["text"]
