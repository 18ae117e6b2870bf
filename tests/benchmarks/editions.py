"""Editions over a big record: one alone, and a thousand that are due at the same moment, in a bot that is being asked.

`python -m tests.benchmarks.editions [STATEMENTS]`. The thousand are due several times, since few questions come while
they are composed once. They are composed and sent by the program itself, with its own ticks, to a Bot API in another
process, which also asks the questions. Processor time is printed beside what a clock shows, since a busy machine
changes mostly the second.
"""

import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

from sqlalchemy import delete, func, insert, select, update
from sqlmodel import Session, col

from store import digests, editions, statements
from store.actors import directory, topic_id
from store.composing import Composer
from store.database import Database
from store.models import ChangeRow, HeadRow, StatementRow, StatementTopicRow
from store.models_digests import DigestRow, EditionRow, OutboxRow
from store.record import Act, Author, Draft
from store.schedule import Schedule
from tests.benchmarks._bots import Served, load_maker, served
from tests.benchmarks._growth import grow
from tests.benchmarks._load import Measured
from tests.benchmarks.throughput import asked, people

STATEMENTS, CHANGES, DIGESTS = 100_000, 1_000, 1_000
TOPICS = 50
WAVES = 6
"""How often they are due."""

RATE, CALM_SECONDS = 5.0, 20.0
"""Questions a second, and for how long they are asked each time before the editions are due: about as many."""

LEAD = timedelta(seconds=2)


@dataclass(frozen=True, slots=True)
class _Wave:
    """Seconds until all were composed, seconds of processor time, after which each message was sent, what was asked."""

    seconds: float
    spent: float
    posts: Sequence[float]
    asked: Sequence[Measured]


def main(size: int = STATEMENTS) -> None:
    """Print how long an edition takes, and a thousand of them, and questions meanwhile."""
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/record.db"
        db = Database(url)
        db.upgrade()
        questions = asked(grow(db, size))
        db.write_now(_log, size)
        db.write_now(_new)
        db.write_now(people)
        _one(db, size)
        db.write_now(_thousand, size)
        with load_maker() as load, served("ours", url, load.api) as bot:
            load.ask([bot], questions, 3)
            calm, waves = list[Measured](), list[_Wave]()
            ask = partial(load.ask, [bot], questions, rate=RATE)
            for number in range(1, WAVES + 1):
                db.write_now(_drop_unsent)
                calm.append(ask(CALM_SECONDS))
                waves.append(_wave(db, size, DIGESTS * number, bot, partial(ask, 1)))
            _tell(calm, waves)
        db.close()


def _wave(db: Database, size: int, until: int, bot: Served, ask: Callable[[], Measured]) -> _Wave:
    """All digests come due once more; over when so many editions have been composed since the beginning."""
    due = db.write_now(_come_due, size)
    time.sleep(max(0.0, due.timestamp() - time.time()))
    before, asked = bot.processor_seconds(), list[Measured]()
    while db.read_now(_composed) < until:
        asked.append(ask())
    posts = [at - due.timestamp() for one in asked for at in one.posts]
    return _Wave(time.time() - due.timestamp(), bot.processor_seconds() - before, posts, asked)


def _log(session: Session, size: int) -> None:
    """Give the statements topics, statuses and their entries in the log, in bulk."""
    dice, now = random.Random(1), datetime.now(UTC)
    topics = [topic_id(session, f"topic {n}") for n in range(TOPICS)]
    about = [{"statement_id": n, "topic_id": dice.choice(topics), "position": 0} for n in range(1, size + 1)]
    log: list[dict[str, Any]] = [
        {
            "id": n,
            "at": now - timedelta(days=dice.randrange(8, 300)),
            "author": "Mira",
            "action": "add",
            "subject": "statement",
            "subject_id": n,
            "revision": 1,
            "previous_hash": "",
            "hash": str(n),
        }
        for n in range(1, size + 1)
    ]
    session.execute(insert(StatementTopicRow), about)
    session.execute(insert(ChangeRow), log)
    session.execute(update(StatementRow).where(col(StatementRow.id) % 3 != 0).values(status="rejected"))
    session.get_one(HeadRow, 1).change = size


def _new(session: Session) -> None:
    """A thousand changes since: new statements, a fifth of them answers that move a status."""
    dice, author, now = random.Random(2), Author(1, "Mira"), datetime.now(UTC)
    speakers = [session.get_one(StatementRow, n).speaker_id for n in range(1, 201)]
    for n in range(CHANGES * 4 // 5):
        draft = Draft(_name(session, dice.choice(speakers)), Act.DEMAND, f"New demand {n}.", f"n-{n}", ("Addressee",))
        statements.add(session, draft, author, now - timedelta(hours=3))
    for n in range(CHANGES // 5):
        draft = Draft("Addressee", Act.REJECT, f"No to {n}.", f"r-{n}", responds_to=(f"n-{n}",))
        statements.add(session, draft, author, now - timedelta(hours=2))


def _name(session: Session, speaker: int) -> str:
    return directory(session).actors[speaker].name


def _scope(n: int) -> dict[str, Any]:
    """A fifth tell of everything, the others of one topic or speaker each."""
    if n % 5 == 0:
        return {}
    return {"topics": [1 + n % TOPICS]} if n % 2 else {"speakers": [1 + n % 200]}


def _digest(session: Session, chat: int, size: int, values: dict[str, Any], now: datetime) -> int:
    schedule = Schedule.daily(9, 0, "Europe/Kyiv")
    number = digests.draft(session, 1, chat, "News", now - timedelta(days=1), schedule=schedule, language="en")
    digests.change(session, number, 1, now - timedelta(days=1), values)
    digests.switch_on(session, number, 1, now - timedelta(hours=12))
    row = session.get_one(DigestRow, number)
    row.covered, row.due_at, row.wake_at = size, now + timedelta(days=1), now + timedelta(days=1)
    return number


def _thousand(session: Session, size: int) -> None:
    """Their last editions were composed together, as these will be."""
    now = datetime.now(UTC)
    for n in range(DIGESTS):
        _digest(session, -1000 - n, size, _scope(n), now)


def _come_due(session: Session, size: int) -> datetime:
    """All at the same moment, soon, with the same changes to tell as ever."""
    due = datetime.now(UTC) + LEAD
    session.execute(update(DigestRow).values(due_at=due, wake_at=due, covered=size))
    return due


def _drop_unsent(session: Session) -> None:
    session.execute(delete(OutboxRow).where(col(OutboxRow.state) == "planned"))


def _nothing(*_: Any) -> set[int]:
    return set()


def _one(db: Database, size: int) -> None:
    """The median of seven, by the clock and by the processor."""
    digest = db.read_now(digests.find, db.write_now(_digest, -5, size, {}, datetime.now(UTC)))
    taken = []
    for _ in range(7):
        began, spent = time.perf_counter(), time.process_time()
        [issue] = db.read_now(editions.compose, [digest], datetime.now(UTC), Composer(_nothing))
        taken.append((time.perf_counter() - began, time.process_time() - spent))
        assert len(issue.edition.numbers()) >= CHANGES
    db.write_now(digests.delete, digest.id, 1, datetime.now(UTC))
    clock, processor = (statistics.median(each) * 1000 for each in zip(*taken, strict=True))
    told = f"{clock:.0f} ms (goal: 300), {processor:.0f} ms of processor time"
    print(f"one edition over {size:,} statements and {CHANGES:,} changes: {told}", flush=True)


def _composed(session: Session) -> int:
    kept = select(func.count()).select_from(EditionRow).join(DigestRow, col(DigestRow.id) == col(EditionRow.digest_id))
    return int(session.execute(kept.where(col(DigestRow.state) == "on")).scalar_one())


def _tell(calm: Sequence[Measured], waves: Sequence[_Wave]) -> None:
    first = f"after {min(waves[0].posts):.1f} s (goal: 2)" if waves[0].posts else "not yet"
    taken = statistics.median(wave.seconds for wave in waves)
    print(f"{DIGESTS:,} digests due at once: all composed within {taken:.1f} s (goal: 30), the first one sent {first}")
    spent = statistics.median(wave.spent for wave in waves)
    sent = statistics.median(len(wave.posts) for wave in waves)
    print(f"  {spent:.1f} s of processor time, with {sent:.0f} messages sent and {RATE:.0f} questions a second")
    print(f"  questions meanwhile: {_times([one for wave in waves for one in wave.asked])}")
    print(f"  questions before: {_times(calm)}")


def _times(asked: Sequence[Measured]) -> str:
    times = [each for one in asked for each in one.times]
    together = Measured(len(times), 1, times, sum(one.missing for one in asked))
    shares = ", ".join(f"p{share:.0%}"[:-1] + f" {together.percentile(share):.0f}" for share in (0.5, 0.9, 0.95, 0.99))
    return f"{shares} ms of {together.answers}, {together.missing} unanswered"


if __name__ == "__main__":
    main(*map(int, sys.argv[1:2]))
