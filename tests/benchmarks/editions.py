"""Editions over a big record: one alone, and a thousand that are due at the same minute."""

import asyncio
import random
import statistics
import tempfile
import time
from datetime import UTC, date, datetime, timedelta
from typing import Any
from unittest.mock import Mock
from zoneinfo import ZoneInfo

from sqlalchemy import insert, select
from sqlmodel import Session, col

from handlers import editions as tick
from handlers.context import Tools
from store import digests, editions, search, statements
from store.actors import actor_id, directory, topic_id
from store.answer import answer
from store.composing import Composer
from store.database import Database
from store.matcher import Query
from store.models import ChangeRow, HeadRow, StatementRow, StatementTopicRow
from store.models_digests import DigestRow, EditionRow
from store.record import Act, Author, Draft
from store.schedule import Schedule

STATEMENTS, CHANGES, DIGESTS = 100_000, 1_000, 1_000
NOW = datetime(2025, 6, 2, 6, 0, tzinfo=UTC)
STATUSES = ("open", "rejected", "accepted", "unverified", "stands")


def main() -> None:
    """Print how long an edition takes, and a thousand of them, and questions meanwhile."""
    with tempfile.TemporaryDirectory() as folder:
        db = Database(f"sqlite:///{folder}/record.db")
        db.upgrade()
        db.write_now(_old)
        db.write_now(_new)
        print(
            f"one edition over {STATEMENTS} statements and {CHANGES} changes: {_one(db):.0f} ms (goal: 300)", flush=True
        )
        asyncio.run(_thousand(db))
        db.close()


def _old(session: Session) -> None:
    """A hundred thousand statements with their entries in the log, written in bulk."""
    dice = random.Random(1)
    speakers = [actor_id(session, f"Speaker {n}") for n in range(200)]
    topics = [topic_id(session, f"topic {n}") for n in range(50)]
    rows, about, log = [], [], []
    for n in range(1, STATEMENTS + 1):
        said = date(2022, 1, 1) + timedelta(days=dice.randrange(1200))
        at = NOW - timedelta(days=dice.randrange(8, 300))
        row: dict[str, Any] = {"id": n, "key": f"k-{n}", "speaker_id": dice.choice(speakers), "act": "demand"}
        row |= {"text": f"Demand {n} about something that matters.", "said_on": str(said), "said_from": said}
        row |= {"status": dice.choice(STATUSES), "revision": 1, "recorded_at": at, "said_to": said}
        rows.append(row)
        about.append({"statement_id": n, "topic_id": dice.choice(topics), "position": 0})
        entry: dict[str, Any] = {"id": n, "at": at, "author": "Mira", "action": "add", "subject": "statement"}
        log.append(entry | {"subject_id": n, "revision": 1, "previous_hash": "", "hash": str(n)})
    session.execute(insert(StatementRow), rows)
    session.execute(insert(StatementTopicRow), about)
    session.execute(insert(ChangeRow), log)
    head = session.get_one(HeadRow, 1)
    head.change = STATEMENTS
    for begin in range(0, STATEMENTS, 5000):
        search.index(session, range(begin + 1, begin + 5001))


def _new(session: Session) -> None:
    """A thousand changes since: new statements, a fifth of them answers that move a status."""
    dice, author = random.Random(2), Author(1, "Mira")
    for n in range(CHANGES * 4 // 5):
        draft = Draft(f"Speaker {dice.randrange(200)}", Act.DEMAND, f"New demand {n}.", f"n-{n}", ("Addressee",))
        statements.add(session, draft, author, NOW - timedelta(hours=3))
    for n in range(CHANGES // 5):
        draft = Draft("Addressee", Act.REJECT, f"No to {n}.", f"r-{n}", responds_to=(f"n-{n}",))
        statements.add(session, draft, author, NOW - timedelta(hours=2))


def _digest(session: Session, chat: int, values: dict[str, Any]) -> int:
    schedule = Schedule.daily(9, 0, "Europe/Kyiv")
    number = digests.draft(session, 1, chat, "News", NOW - timedelta(days=1), schedule=schedule, language="en")
    digests.change(session, number, 1, NOW - timedelta(days=1), values)
    digests.switch_on(session, number, 1, NOW - timedelta(hours=12))
    session.get_one(DigestRow, number).covered = STATEMENTS
    return number


def _nothing(*_: Any) -> set[int]:
    return set()


def _one(db: Database) -> float:
    """The median of seven, in milliseconds."""
    digest = db.read_now(digests.find, db.write_now(_digest, -5, {}))
    taken = []
    for _ in range(7):
        began = time.perf_counter()
        [issue] = db.read_now(editions.compose, [digest], NOW, Composer(_nothing))
        taken.append((time.perf_counter() - began) * 1000)
        assert len(issue.edition.numbers()) >= CHANGES
    db.write_now(digests.delete, digest.id, 1, NOW)
    return statistics.median(taken)


async def _thousand(db: Database) -> None:
    """A fifth tell of everything, the others of one topic or speaker each."""
    for n in range(DIGESTS):
        scope: dict[str, Any] = {} if n % 5 == 0 else {"topics": [1 + n % 50]} if n % 2 else {"speakers": [1 + n % 200]}
        db.write_now(_digest, -1000 - n, scope)
    bot = Mock(username="onrecord_bot")
    tools = Tools(db, frozenset(), ZoneInfo("UTC"), 90, lambda: NOW, bot)
    calm = [await _question(db) for _ in range(30)]
    began = time.perf_counter()
    work = asyncio.create_task(tick.work(tools))
    first, busy = None, []
    while not work.done():
        busy.append(await _question(db))
        if first is None and await db.read(_kept):
            first = time.perf_counter() - began
    await work
    taken = time.perf_counter() - began
    print(
        f"{DIGESTS} digests due at once: all composed in {taken:.1f} s (goal: 30), the first in {first or taken:.1f} s"
    )
    print(f"  questions meanwhile: p95 {_p95(busy):.0f} ms, before: {_p95(calm):.0f} ms ({len(busy)} asked)")


def _kept(session: Session) -> bool:
    return session.execute(select(col(EditionRow.id)).limit(1)).first() is not None


async def _question(db: Database) -> float:
    """Milliseconds to the answer of a question."""
    began = time.perf_counter()
    names = await db.read(directory)
    await db.read(answer, Query("demand about something", terms=("demand", "matters")), names)
    return (time.perf_counter() - began) * 1000


def _p95(values: list[float]) -> float:
    return statistics.quantiles(values, n=20)[-1] if len(values) > 1 else sum(values)


if __name__ == "__main__":
    main()
