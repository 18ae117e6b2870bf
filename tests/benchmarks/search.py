"""How long one question takes, against RapidFuzz over every text and a plain FTS5 query, in one run.

`python -m tests.benchmarks.search [SIZE…] [postgresql]`: sizes are numbers of statements.
"""

import random
import sqlite3
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

from rapidfuzz import process
from sqlalchemy import text
from sqlmodel import Session

from handlers.question import understand
from store import recall, search, semantic
from store.actors import directory
from store.answer import answer, ranking
from store.database import Database
from store.ranking import Asked, rank
from store.text import stems
from tests import postgres
from tests.benchmarks._growth import Grown, grow
from tests.conftest import NOW

QUESTIONS = 200
EXHAUSTIVE = 8
"""Questions that are also asked of every row, which takes seconds each."""


def report(size: int, url: str | None = None) -> None:
    """Print the times of a store of this size; `url` names an empty PostgreSQL database instead of SQLite."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "record.db"
        db = Database(url or f"sqlite:///{path}")
        db.upgrade()
        began = perf_counter()
        grown = grow(db, size)
        print(f"\n{size:,} statements, grown in {perf_counter() - began:.0f} s ({db.engine.dialect.name})")
        with semantic.only_if(False):
            _measure(db, grown)
        if url is None:
            print(f"  index                     {_index_bytes(path) / size:8.0f} bytes a statement")
        db.close()


def _measure(db: Database, grown: Sequence[Grown]) -> None:
    chance = random.Random(7)
    questions = [(one, _question(chance, one)) for one in chance.sample(list(grown), min(QUESTIONS, len(grown)))]
    names = db.read_now(directory)
    understand("warm up", names, NOW.date())
    found: list[bool] = []

    def ask(question: tuple[Grown, str]) -> None:
        told = db.read_now(answer, understand(question[1], names, NOW.date()), names)
        found.append(any(match.number == question[0].number for match in told.matches[:1]))

    ours = _times(ask, questions)
    print(f"  one question              {_told(ours)}   P@1 {sum(found) / len(found):.3f}")
    few = questions[:EXHAUSTIVE]
    texts = dict(db.read_now(_texts))
    fuzzy = _times(lambda one: process.extract(one[1], texts, limit=5), few)
    print(f"  rapidfuzz process.extract {_told(fuzzy)}   {median(fuzzy) / median(ours):.0f} times ours")
    if db.is_sqlite:
        plain = _times(lambda one: db.read_now(_plain, one[1]), questions[:50])
        print(f"  FTS5 OR, ORDER BY rank    {_told(plain)}   {median(plain) / median(ours):.1f} times ours")
    same = [db.read_now(_same_first, one[1]) for one in few]
    print(f"  first as if every row were ranked: {sum(same)} of {len(same)}")
    new, others = questions[:100], questions[100:200]
    db.write_now(search.unindex, [one.number for one, _ in new + others])
    within = db.write_now(lambda session: _times(lambda one: _insert(session, one[0].number), new))
    print(f"  a new statement indexed   {_told(within)}")
    apart = _times(lambda one: db.write_now(_insert, one[0].number), others)
    print(f"  with a commit of its own  {_told(apart)}")


def _question(chance: random.Random, one: Grown) -> str:
    """What the speaker did, and half of the words, in order."""
    words = one.text.split()
    kept = sorted(chance.sample(range(len(words)), max(3, len(words) // 2)))
    return f"What did {one.speaker} say about {' '.join(words[at] for at in kept).lower()}?"


def _times(call: Callable[[tuple[Grown, str]], object], questions: Sequence[tuple[Grown, str]]) -> list[float]:
    times = []
    for question in questions:
        began = perf_counter()
        call(question)
        times.append((perf_counter() - began) * 1000)
    return times


def _told(times: Sequence[float]) -> str:
    ordered = sorted(times)
    return f"p50 {median(ordered):9.2f} ms   p95 {ordered[int(len(ordered) * 0.95) - 1]:9.2f} ms"


def _texts(session: Session) -> list[tuple[int, str]]:
    return [(row.id, row.text) for row in session.execute(text("SELECT id, text FROM statements"))]


def _plain(session: Session, question: str) -> list[int]:
    wanted = " OR ".join(f'"{stem}"' for stem in stems(question))
    query = text("SELECT rowid FROM search_index WHERE search_index MATCH :q ORDER BY rank LIMIT 200")
    return list(session.scalars(query, {"q": wanted}))


def _same_first(session: Session, question: str) -> bool:
    """Whether what is recalled puts the same statement first as ranking every row does."""
    names = directory(session)
    query = understand(question, names, NOW.date())
    first = ranking(session, query, names)[1][0]
    everything = Asked(query, recall.groups(session, query, names), names)
    best, after = None, 0
    while rows := list(
        session.scalars(text("SELECT id FROM statements WHERE id > :after ORDER BY id LIMIT 20000"), {"after": after})
    ):
        after = rows[-1]
        top = rank(everything, search.candidates(session, rows), meaning=False)[0]
        best = top if best is None or top.score > best.score else best
    return best is not None and abs(best.score - first.score) < 1e-9


def _insert(session: Session, number: int) -> None:
    search.index(session, [number])


def _index_bytes(path: Path) -> int:
    """Bytes of everything that is kept for searching."""
    connection = sqlite3.connect(path)
    try:
        query = "SELECT COALESCE(SUM(pgsize), 0) FROM dbstat WHERE name LIKE 'search_%'"
        return int(connection.execute(query).fetchone()[0])
    finally:
        connection.close()


def main() -> None:
    """10,000 and 100,000 statements, or the sizes given."""
    for size in [int(word) for word in sys.argv[1:] if word.isdecimal()] or [10_000, 100_000]:
        if "postgresql" not in sys.argv:
            report(size)
        elif (server := postgres.binaries()) is not None:
            with postgres.cluster(server) as url:
                report(size, url + "postgres")


if __name__ == "__main__":
    main()
