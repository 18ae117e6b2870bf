"""A week of traffic in simulated time: what it leaves in the database, and whether the rows explain its size.

`python -m tests.benchmarks.week [SECONDS]`: one update every so many simulated seconds, 60 unless told; the size at one
a second is worked out from the bytes that each kind of row takes.
"""

import asyncio
import random
import sqlite3
import sys
import tempfile
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from telegram import Update, User

from bot.app import build
from bot.desk import Desk
from bot.settings import load
from store import semantic
from store.database import Database
from tests.conversation import offline_telegram
from tests.sample import load as load_sample

START = datetime(2025, 6, 2, tzinfo=UTC)
WEEK = timedelta(days=7)
PEOPLE = 2000
JOBS = {"tidy": timedelta(days=1), "forget": timedelta(hours=6)}
QUESTIONS = ("Who demanded a ceasefire?", "What did {} say about {}?", "Has {} rejected {}?", "{} {}", "/s{}", "/help")
WORDS = "Russia Ukraine Zelenskiy Medinsky land sanctions prisoners exchange elections harbour bridges rivers".split()  # noqa: SIM905
PER_UPDATE = {"seen_updates", "pages", "questions"}
"""Tables that grow with the updates; the others hold the record, and the people once each."""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows, bytes of them and of their indexes, and bytes of the pages these are in."""

    rows: int
    used: int
    pages: int


def main() -> None:
    """Print the size of each table that holds something, of the file, and at one update a second."""
    every = next((float(word) for word in sys.argv[1:] if word.isdecimal()), 60.0)
    with tempfile.TemporaryDirectory() as folder, semantic.only_if(False):
        path = Path(folder) / "week.db"
        db = Database(f"sqlite:///{path}")
        db.upgrade()
        db.write_now(load_sample)
        fresh = _tables(path)
        updates = asyncio.run(_week(db, timedelta(seconds=every)))
        db.close()
        tables, size = _tables(path), path.stat().st_size
    print(f"{updates} updates in a week, one every {every:g} s: the file has {size / 1e6:.2f} MB")
    for name, table in sorted(tables.items(), key=lambda item: -item[1].pages):
        if table.rows > fresh[name].rows:
            each = f"{table.used / table.rows:5.0f} bytes each"
            print(f"  {name:14} {table.rows:7} rows, {each}, {table.pages / 1e6:.2f} MB")
    explained = sum(table.pages for table in tables.values())
    print(f"  all tables' pages are {explained / size:.1%} of the file, {_fill(tables):.0%} full")
    print(f"at one update a second: {_at_one_a_second(fresh, tables, every) / 1e6:.0f} MB by the bytes of each row")


async def _week(db: Database, every: timedelta) -> int:
    """Live through it; returns how many updates came."""
    moment, dice = START, random.Random(1)
    telegram = offline_telegram(clock=lambda: moment.timestamp())  # noqa: PLW0108 - the moment moves on
    app = build(load(bot_token=None), db, request=telegram, clock=lambda: moment)
    done = dict.fromkeys(JOBS, START)
    count = 0
    async with app:
        await app.start()
        assert app.job_queue is not None
        app.job_queue.scheduler.pause()
        desk = Desk(app, db)
        while moment < START + WEEK:
            moment += every
            count += 1
            person = User(10_000 + dice.randrange(PEOPLE), "P", False, language_code=dice.choice(("en", "uk", "ru")))
            update = telegram.user_says(person, _words(dice))
            await desk.receive(Update.de_json(update, app.bot))
            await desk.note()
            telegram.calls.clear()
            telegram.inbox.queue.clear()
            for name, pause in JOBS.items():
                if moment - done[name] >= pause:
                    done[name] = moment
                    await app.job_queue.get_jobs_by_name(name)[0].run(app)
        await app.stop()
    return count


def _words(dice: random.Random) -> str:
    """A question; one in three is of words that nobody has asked before."""
    question = dice.choice(QUESTIONS).replace("{}", "%s")
    made = "".join(dice.choice("abcdefghiklmnoprstuvz") for _ in range(8))
    parts = [dice.choice([*WORDS, made, str(dice.randrange(1, 25))]) for _ in range(question.count("%s"))]
    return question % tuple(parts)


def _tables(path: Path) -> Mapping[str, Table]:
    """Every table with its indexes, after the log of writes is folded in."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        of = "SELECT tbl_name, name FROM sqlite_schema WHERE type IN ('table', 'index')"
        owner = {name: table for table, name in connection.execute(of)} | {"sqlite_schema": "sqlite_schema"}
        used: dict[str, tuple[int, int]] = {}
        for name, payload, pages in connection.execute("SELECT name, SUM(payload), SUM(pgsize) FROM dbstat GROUP BY 1"):
            before = used.get(owner[name], (0, 0))
            used[owner[name]] = before[0] + payload, before[1] + pages
        rows = {name: connection.execute(f'SELECT COUNT(*) FROM "{name}"').fetchone()[0] for name in used}
    return {name: Table(rows[name], *each) for name, each in used.items()}


def _fill(tables: Mapping[str, Table]) -> float:
    return sum(table.used for table in tables.values()) / sum(table.pages for table in tables.values())


def _at_one_a_second(fresh: Mapping[str, Table], tables: Mapping[str, Table], every: float) -> float:
    """Bytes: what grows with the updates as many times over, the rest as it is."""
    grown = {name: tables[name].pages - fresh[name].pages for name in tables}
    return sum(fresh[name].pages + more * (every if name in PER_UPDATE else 1.0) for name, more in grown.items())


if __name__ == "__main__":
    main()
