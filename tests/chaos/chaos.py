"""Sets everything up, breaks it at random for some minutes, lets it settle, and judges what is left."""

import asyncio
import os
import random
import socket
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlmodel import Session, col, func, select

from store import digests, history
from store.chats import meet
from store.database import Database
from store.models import ChatRow, StatementRow
from store.models_digests import DigestRow, EditionRow, OutboxRow
from store.outcome import GROUP_WINDOW
from store.record import Chat, Role
from store.schedule import Schedule
from tests import postgres
from tests.benchmarks._bots import SECRET, TOKEN, until_listening
from tests.bot_api import serving
from tests.chaos.proxy import Proxy
from tests.chaos.traffic import KEEPERS, Traffic
from tests.conversation import CHANNEL, FORUM, MODERATOR, OTHER_MODERATOR, OWNER, offline_telegram
from tests.sample import load

ROOT = Path(__file__).parent.parent.parent
PROCESSES = 3
EVERY = 6.0
"""Seconds from one fault to the next, on average."""

SETTLES = 150
"""Seconds within which everything is to be delivered once nothing breaks any more: the leases are a minute long."""


Fault = tuple[str, Callable[[], None]]
"""Its name in the report, and what does it."""


@dataclass
class Outcome:
    """What was done to it, what was asked of it, and what is wrong with what is left."""

    faults: Counter[str] = field(default_factory=Counter)
    counted: dict[str, int] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)

    def told(self) -> str:
        lines = [f"faults: {', '.join(f'{count} × {name}' for name, count in self.faults.items())}"]
        lines += [f"{count:>7} {name}" for name, count in self.counted.items()]
        return "\n".join([*lines, *(f"WRONG: {one}" for one in self.wrong), "" if self.wrong else "nothing is lost"])


def chaos(seconds: float, server: postgres.Server, *, seed: int = 1, plan: Sequence[str] = ()) -> Outcome:
    """Let it rage for so many seconds over a running, empty server.

    The faults of a plan come one after the other, evenly; without one any comes at any moment.
    """
    proxy = Proxy(server.port)
    db = Database(server.url + "postgres")
    db.upgrade()
    db.write_now(_prepare, seconds)
    outcome, dice = Outcome(), random.Random(seed)
    telegram = offline_telegram()
    with ExitStack() as stack:
        api = stack.enter_context(serving(telegram=telegram))
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        url = f"postgresql://onrecord@127.0.0.1:{proxy.port}/postgres"
        bots = [Bot(url, api.url, folder / f"log-{at}") for at in range(PROCESSES)]
        for bot in bots:
            stack.callback(bot.end)
            bot.start()
        for bot in bots:
            until_listening(bot.port)
        traffic = Traffic(telegram, [bot.port for bot in bots], SECRET)
        faults: list[Fault] = [
            ("process killed", lambda: dice.choice(bots).again()),
            ("process killed", lambda: dice.choice(bots).again()),
            ("server crashed", lambda: _restart(server, dice.uniform(0.2, 4))),
            ("connections cut", proxy.cut),
            ("connections slow for 3 s", lambda: _slow(proxy, dice.uniform(0.02, 0.3), 3)),
            ("silence for 5 s", lambda: _slow(proxy, 5, 5)),
        ]
        order = _planned(faults, plan, seconds) if plan else _at_random(faults, dice)
        asyncio.run(_rage(traffic, order, outcome.faults, time.monotonic() + seconds))
        _settle(db)
        outcome.counted = {
            "updates delivered": traffic.deliveries,
            "deliveries repeated": traffic.again,
            "questions accepted": len(traffic.asked),
            "statements offered": len(traffic.added),
            "statements confirmed": len(traffic.confirmed),
            "errors logged": sum(bot.errors() for bot in bots),
        }
        outcome.wrong += [f"no answer to {person}" for person in traffic.unanswered()]
        db.read_now(_judge, traffic, outcome)
    db.close()
    proxy.close()
    return outcome


class Bot:
    """One webhook process."""

    def __init__(self, database: str, api: str, log: Path) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port: int = free.getsockname()[1]
        self._settings = {"BOT_TOKEN": TOKEN, "DATABASE_URL": database, "TELEGRAM_API_URL": api}
        self._settings |= {"WEBHOOK_URL": "https://bot.example.org/telegram", "WEBHOOK_SECRET": SECRET}
        self._settings |= {
            "WEBHOOK_LISTEN": f"127.0.0.1:{self.port}",
            "OWNER_IDS": str(OWNER.id),
            "LOG_LEVEL": "WARNING",
        }
        self._log = log

    def start(self) -> None:
        command = [sys.executable, "-m", "tests.benchmarks._served", "ours"]
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(command, env=os.environ | self._settings, stderr=log, cwd=ROOT)

    def again(self) -> None:
        """Killed, and started by whoever watches over it."""
        self.end()
        self.start()

    def end(self) -> None:
        self._process.kill()
        self._process.wait()

    def errors(self) -> int:
        return self._log.read_text(encoding="utf-8").count(" ERROR ")


def _prepare(session: Session, seconds: float) -> None:
    """The sample record, its keepers, and in two chats a digest for each minute that comes."""
    now = datetime.now(UTC)
    load(session)
    for user in KEEPERS:
        meet(session, Chat(user.id, "private", user.full_name, user.username), now)
    session.flush()
    for user in (MODERATOR, OTHER_MODERATOR):
        session.get_one(ChatRow, user.id).role = Role.MODERATOR
    for chat in (CHANNEL, FORUM):
        meet(session, Chat(chat.id, chat.type, chat.title, None), now)
        for minute in range(1, round(seconds / 60) + 2):
            due = now + timedelta(minutes=minute)
            schedule = Schedule.daily(due.hour, due.minute, "UTC")
            number = digests.draft(session, OWNER.id, chat.id, f"News {minute}", now, schedule=schedule, language="en")
            digests.switch_on(session, number, OWNER.id, now)


def _at_random(faults: Sequence[Fault], dice: random.Random) -> Iterator[tuple[float, Fault]]:
    while True:
        yield dice.uniform(0.3, 1.7) * EVERY, dice.choice(faults)


def _planned(faults: Sequence[Fault], plan: Sequence[str], seconds: float) -> Iterator[tuple[float, Fault]]:
    for name in plan:
        yield seconds / len(plan), (name, dict(faults)[name])


async def _rage(traffic: Traffic, order: Iterator[tuple[float, Fault]], done: Counter[str], until: float) -> None:
    """One fault after another, each after its pause, up to a moment of `time.monotonic`; then people come to an end."""
    people = asyncio.create_task(traffic.run())
    for pause, (name, fault) in order:
        if time.monotonic() > until or people.done():
            break
        await asyncio.sleep(pause)
        done[name] += 1
        await asyncio.to_thread(fault)
    traffic.over = True
    await asyncio.wait_for(people, SETTLES)


def _restart(server: postgres.Server, seconds: float) -> None:
    server.crash()
    time.sleep(seconds)
    server.start()


def _slow(proxy: Proxy, delay: float, seconds: float) -> None:
    proxy.delay = delay
    time.sleep(seconds)
    proxy.delay = 0.0


def _settle(db: Database) -> None:
    """Until nothing is due and nothing waits, or nothing moves any more: a channel takes 20 messages a minute."""
    left, until = 0, time.monotonic() + SETTLES
    while (waiting := db.read_now(_waiting)) and time.monotonic() < until:
        if waiting != left:
            left, until = waiting, time.monotonic() + SETTLES
        time.sleep(1)


def _waiting(session: Session) -> int:
    now = datetime.now(UTC)
    soon = OutboxRow.not_before <= now + GROUP_WINDOW  # what a channel's pace holds up is due then at the latest
    messages = select(func.count()).where(col(OutboxRow.state).in_(("planned", "sending")), soon)
    due = select(func.count()).select_from(DigestRow).where(col(DigestRow.due_at) <= now)
    return session.exec(messages).one() + session.exec(due).one()


def _judge(session: Session, traffic: Traffic, outcome: Outcome) -> None:
    broken = history.verify(session)
    if broken is not None:
        outcome.wrong.append(f"entry {broken.number} of the log {broken.reason}")
    kept = Counter(session.exec(select(StatementRow.text).where(col(StatementRow.text).like("Token %"))))
    outcome.wrong += [f"confirmed and gone: {words}" for words in traffic.confirmed if not kept[words]]
    outcome.wrong += [f"recorded {count} times: {words}" for words, count in kept.items() if count > 1]
    outcome.counted["statements on record"] = sum(kept.values())
    outcome.counted["entries of the log, chained"] = history.head(session)[0]
    _judge_editions(session, traffic, outcome)


def _judge_editions(session: Session, traffic: Traffic, outcome: Outcome) -> None:
    """Each digest that was due has its edition, one; each message has arrived, again only when that was in doubt."""
    editions = list(session.exec(select(EditionRow)))
    issued = Counter(one.digest_id for one in editions)
    due = session.exec(select(DigestRow).where(col(DigestRow.due_at) < datetime.now(UTC) - timedelta(minutes=1))).all()
    outcome.wrong += [f"digest {one.id} was due at {one.due_at}" for one in due]
    outcome.wrong += [f"digest {number} has {count} editions" for number, count in issued.items() if count > 1]
    outcome.counted["editions"] = len(editions)
    outcome.counted["of them with news"] = sum(one.state != "silent" for one in editions)
    messages = list(session.exec(select(OutboxRow)))
    outcome.counted["messages of editions"] = len(messages)
    shown = _shown(traffic)
    states = Counter(row.state for row in messages)
    outcome.counted |= {f"of them {state}": count for state, count in states.items()}
    for row in messages:
        arrived = row.message_id is not None and row.message_id in shown[row.chat_id]
        if row.state not in {"sent", "unknown"} or (row.state == "sent" and not arrived):
            outcome.wrong.append(f"message {row.key} to {row.chat_id} is {row.state}, arrived: {arrived}")
    posted = sum(len(shown[chat.id]) for chat in (CHANNEL, FORUM))
    outcome.counted["posts in the chats"] = posted
    if posted > len(messages) + states["unknown"] + sum(row.repeats for row in messages):
        outcome.wrong.append(f"{posted} posts of {len(messages)} messages")


def _shown(traffic: Traffic) -> dict[int, set[int]]:
    """The numbers of the bot's messages in the chats of digests."""
    chats: Any = traffic.telegram.chats.chats
    return {chat.id: {at for at, post in chats[chat.id].posts.items() if post.own} for chat in (CHANNEL, FORUM)}


@contextmanager
def running() -> Iterator[postgres.Server | None]:
    """A server of its own, None where none is installed."""
    folder = postgres.binaries()
    if folder is None:
        yield None
        return
    server = postgres.Server(folder)
    server.start()
    try:
        yield server
    finally:
        server.remove()
