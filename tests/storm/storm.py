"""Runs a storm: plans the messages, starts the double and two programs, kills them in turn, and judges what is left."""

import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

from sqlalchemy import func, select
from sqlmodel import col

from store import outbox
from store.database import Database
from store.models_digests import OutboxRow
from store.outbox import Planned
from tests.storm.double import MOVED_BY, Weather, as_text

ROOT = Path(__file__).parent.parent.parent


@dataclass(frozen=True)
class Size:
    """How big a storm is: chats (every tenth a group or channel), messages to each, kills, seconds between kills.

    `rate` is what the bot is told to send a second, `limit` what Telegram allows.
    """

    chats: int
    messages: int
    kills: int
    every: float
    rate: int = 30
    limit: int = 30
    seed: int = 1

    @property
    def ids(self) -> list[int]:
        return [-1000 - n if n % 10 == 0 else 1000 + n for n in range(self.chats)]

    def some(self, share: float, ids: Sequence[int], salt: int) -> list[int]:
        return random.Random(self.seed + salt).sample(ids, max(1, round(self.chats * share)))


@dataclass
class Outcome:
    """What a storm left behind: the double's report, the outbox, and for which messages it was unknown whether they
    had arrived, because the answer was lost (`lost_answers`) or the program was killed (`in_doubt`): how often each."""

    report: dict[str, Any]
    rows: list[tuple[str, int, str]]
    lost_answers: Counter[str]
    in_doubt: Counter[str]
    sent_again: set[str]
    kills: int
    seconds: float
    blocked: set[int]
    migrated: set[int]
    posted: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))

    def __post_init__(self) -> None:
        for at, _, text in self.report["posts"]:
            self.posted[text].append(at)

    def lost(self) -> list[str]:
        """Messages to chats that could be written to, and that did not arrive."""
        return [key for key, chat, _ in self.rows if _home(chat) not in self.blocked and not self.posted[key]]

    def repeated_without_doubt(self) -> list[str]:
        """Messages posted more often than lost answers and kills excuse."""
        return [
            text
            for text, times in self.posted.items()
            if len(times) - 1 > self.lost_answers[text] + self.in_doubt[text]
            or len(times) > (3 if text in self.sent_again else 2)
        ]

    def repeats(self) -> int:
        return sum(len(times) - 1 for times in self.posted.values())

    def repeats_by_kills(self) -> int:
        """Repeats that no lost answer excuses: a kill came between the post and its being written down."""
        return sum(max(0, len(times) - 1 - self.lost_answers[text]) for text, times in self.posted.items())

    def out_of_order(self) -> list[str]:
        """Messages that first arrived before an earlier one of their chat did, those aside that a person sent again."""
        wrong = []
        chats: dict[int, list[str]] = defaultdict(list)
        for key, chat, _ in self.rows:
            chats[chat].append(key)
        for keys in chats.values():
            times = [(self.posted[key][0], key) for key in keys if self.posted[key] and key not in self.sent_again]
            wrong += [key for (one, _), (two, key) in pairwise(times) if two < one]
        return wrong

    def states(self) -> Counter[str]:
        return Counter(state for *_, state in self.rows)

    def told(self) -> str:
        """The result in one line."""
        return (
            f"{len(self.rows)} messages, {self.kills} kills, {self.seconds:.0f} s: {dict(self.states())}, "
            f"{len(self.lost())} lost, {self.repeats()} repeated, {self.repeats_by_kills()} of them for a kill, "
            f"{len(self.repeated_without_doubt())} without doubt, "
            f"{len(self.sent_again)} sent again by the owner, {len(self.out_of_order())} out of order, "
            f"{len(self.report['violations'])} over a limit, busiest second {self.report['busiest']}, "
            f"{len(self.report['unanswered'])} answers lost or 5xx, {self.report['floods']} floods"
        )


def _home(chat: int) -> int:
    """The id a chat had before it moved."""
    return chat + MOVED_BY if chat < -MOVED_BY else chat


def storm(url: str, size: Size) -> Outcome:
    """Let it rage over the database at this URL, which is upgraded and empty."""
    ids = size.ids
    blocked = size.some(0.05, [chat for chat in ids if chat > 0], 1)
    migrated = size.some(0.01, [chat for chat in ids if chat < 0], 2)
    db = Database(url)
    now = datetime.now(UTC)
    for n in range(size.messages):
        db.write_now(outbox.plan, [Planned(f"{chat}:{n}", chat, f"{chat}:{n}") for chat in ids], now)
    began = time.monotonic()
    weather = Weather(size.limit, blocked=blocked, migrated=migrated, seed=size.seed)
    with double(weather) as api, tempfile.TemporaryDirectory() as ledgers:
        in_doubt, sent_again = _rage(db, url, api, size, Path(ledgers))
        report = json.loads(urllib.request.urlopen(f"{api}/botx/report").read())
        lost_answers = Counter(
            text for path in Path(ledgers).iterdir() for what, text in _entries(path) if what == "lost"
        )
    rows = db.read_now(_rows)
    db.close()
    seconds = time.monotonic() - began
    return Outcome(report, rows, lost_answers, in_doubt, sent_again, size.kills, seconds, set(blocked), set(migrated))


def _entries(ledger: Path) -> Iterator[tuple[str, str]]:
    for line in ledger.read_text().splitlines():
        what, _, text = line.partition(" ")
        yield what, text


def _rows(session: Any) -> list[tuple[str, int, str]]:
    found = select(col(OutboxRow.key), col(OutboxRow.chat_id), col(OutboxRow.state)).order_by(col(OutboxRow.id))
    return [(key, chat, state) for key, chat, state in session.execute(found)]


@contextmanager
def double(weather: Weather) -> Iterator[str]:
    command = [sys.executable, "-m", "tests.storm.double", as_text(weather)]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    try:
        yield f"http://127.0.0.1:{int(process.stdout.readline())}"
    finally:
        process.kill()
        process.wait()
        process.stdout.close()


def _rage(db: Database, url: str, api: str, size: Size, ledgers: Path) -> tuple[Counter[str], set[str]]:
    """Kill one of two programs every few seconds, then let the last ones finish; returns what was in doubt."""
    programs = [_start(url, api, size, ledgers / f"{n}") for n in range(2)]
    in_doubt: Counter[str] = Counter()
    sent_again: set[str] = set()
    try:
        for kill in range(size.kills):
            time.sleep(size.every)
            programs[kill % 2].send_signal(signal.SIGKILL)
            programs[kill % 2].wait()
            in_doubt.update(db.read_now(_left_in_doubt, ledgers / f"{kill}"))
            programs[kill % 2] = _start(url, api, size, ledgers / f"{kill + 2}")
        while db.read_now(_left):
            sent_again |= _send_again(db)
            time.sleep(0.5)
    finally:
        for program in programs:
            program.kill()
            program.wait()
    return in_doubt, sent_again


def _start(url: str, api: str, size: Size, ledger: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "tests.storm.worker", url, api, str(size.rate), str(ledger)]
    return subprocess.Popen(command, cwd=ROOT, env=os.environ | {"PYTHONWARNINGS": "default"})


def _left_in_doubt(session: Any, ledger: Path) -> list[str]:
    """What a killed program had sent, and whether it arrived is not written down."""
    last = {text: what for what, text in _entries(ledger)} if ledger.exists() else {}
    open_ones = [text for text, what in last.items() if what in {"leaves", "answered"}]
    written = select(col(OutboxRow.key)).where(col(OutboxRow.state) == "sent", col(OutboxRow.key).in_(open_ones))
    return sorted(set(open_ones) - set(session.execute(written).scalars()))


def _left(session: Any) -> int:
    waiting = select(func.count()).where(col(OutboxRow.state).in_(("planned", "sending", "unknown")))
    return int(session.execute(waiting.select_from(OutboxRow)).scalar_one())


def _send_again(db: Database) -> set[str]:
    """The owner reads `/deliveries` and presses “send again” on each message nobody knows about."""

    def press(session: Any) -> set[str]:
        found = select(col(OutboxRow.id), col(OutboxRow.key)).where(col(OutboxRow.state) == "unknown")
        unknown = session.execute(found).all()
        for number, _ in unknown:
            outbox.send_again(session, number, datetime.now(UTC))
        return {key for _, key in unknown}

    return db.write_now(press)
