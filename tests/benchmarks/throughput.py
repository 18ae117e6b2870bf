"""Questions answered per second over 100,000 statements, beside a bare python-telegram-bot echo bot in the same run.

`python -m tests.benchmarks.throughput [sqlite|postgresql] [STATEMENTS]`. The load maker is a process of its own; a
round of the echo bot stands between every two rounds of ours, so that a busy machine slows both.
"""

import json
import os
import random
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median

from sqlmodel import Session

from store.chats import meet
from store.database import Database
from store.record import Chat
from tests import postgres
from tests.benchmarks._growth import Grown, grow
from tests.benchmarks._load import FIRST_PERSON, PEOPLE, Measured, Round
from tests.conftest import NOW

STATEMENTS = 100_000
QUESTIONS = 2000
ROUNDS, SECONDS = 5, 6.0
RATE, RATE_SECONDS = 50.0, 20.0
TOKEN = "123456789:" + "x" * 35
SECRET = "a-Secret-of-the-webhook_0123456789"
GOALS = {"sqlite": 0.5, "postgresql": 0.4}


@dataclass(frozen=True, slots=True)
class Served:
    """A bot that answers: its process and where it listens."""

    pid: int
    port: int

    def processor_seconds(self) -> float:
        ticks = Path(f"/proc/{self.pid}/stat").read_text(encoding="utf-8").rsplit(")", 1)[1].split()[11:13]
        return sum(map(int, ticks)) / os.sysconf("SC_CLK_TCK")

    def megabytes(self) -> float:
        """What is resident now."""
        status = Path(f"/proc/{self.pid}/status").read_text(encoding="utf-8")
        return int(next(line for line in status.splitlines() if line.startswith("VmRSS")).split()[1]) / 1024


class LoadMaker:
    """The other process: it plays Telegram for the bots and asks them."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self._process = process
        assert process.stdout
        self.api = f"http://127.0.0.1:{int(process.stdout.readline())}"

    def ask(self, bots: Sequence[Served], texts: list[str], seconds: float, rate: float = 0) -> Measured:
        assert self._process.stdin
        assert self._process.stdout
        wanted = Round([bot.port for bot in bots], SECRET, texts, seconds, 64 * len(bots), rate)
        self._process.stdin.write(json.dumps(asdict(wanted)) + "\n")
        self._process.stdin.flush()
        return Measured(**json.loads(self._process.stdout.readline()))


def report(url: str, size: int) -> None:
    """Print what is measured over the empty database at this URL."""
    db = Database(url)
    db.upgrade()
    questions = asked(grow(db, size))
    db.write_now(people)
    db.close()
    measure(url, questions, size)


def people(session: Session) -> None:
    """The people have talked to the bot before."""
    for id_ in range(FIRST_PERSON, FIRST_PERSON + PEOPLE):
        meet(session, Chat(id_, "private", f"P{id_}", None), NOW)


def asked(grown: Sequence[Grown]) -> list[str]:
    """What a speaker did, and half of the statement's words, in order."""
    chance = random.Random(7)
    return [_question(chance, chance.choice(grown)) for _ in range(QUESTIONS)]


def _question(chance: random.Random, one: Grown) -> str:
    words = one.text.split()
    kept = sorted(chance.sample(range(len(words)), max(3, len(words) // 2)))
    return f"What did {one.speaker} say about {' '.join(words[at] for at in kept).lower()}?"


def measure(url: str, questions: list[str], size: int) -> None:
    """Print it for a database that holds its statements already."""
    kind = "sqlite" if url.startswith("sqlite") else "postgresql"
    with ExitStack() as stack:
        load = stack.enter_context(load_maker())
        ours, echo = (stack.enter_context(served(name, url, load.api)) for name in ("ours", "echo"))
        for bot in (ours, echo):
            load.ask([bot], questions, 3)
        rounds = [(_round(load, echo, questions), _round(load, ours, questions)) for _ in range(ROUNDS)]
        bare, mine = (median(each) for each in zip(*((one[0], two[0]) for one, two in rounds), strict=True))
        cost = [median(each) * 1000 for each in zip(*((one[1], two[1]) for one, two in rounds), strict=True)]
        ratio = median(two[0] / one[0] for one, two in rounds)
        print(f"{size:,} statements on {kind}: {mine:.0f} questions answered a second, a bare echo bot {bare:.0f}:")
        spent = f"{cost[1]:.2f} ms of processor time each, the echo {cost[0]:.2f}"
        print(f"  {ratio:.2f} of it (goal: {GOALS[kind]}); {spent}")
        calm = load.ask([ours], questions, RATE_SECONDS, RATE)
        told = f"p50 {calm.percentile(0.5):.0f} ms, p95 {calm.percentile(0.95):.0f} ms (goal: 100)"
        print(f"  at {RATE:.0f} a second: {told}, {calm.missing} of {calm.answers + calm.missing} unanswered")
        print(f"  {ours.megabytes():.0f} MB resident (goal: under 200)", flush=True)
        if kind == "postgresql":
            _two(load, ours, stack.enter_context(served("ours", url, load.api)), questions)


def _round(load: LoadMaker, bot: Served, questions: list[str]) -> tuple[float, float]:
    """Answers a second, and processor seconds for each."""
    before = bot.processor_seconds()
    measured = load.ask([bot], questions, SECONDS)
    return measured.per_second, (bot.processor_seconds() - before) / max(measured.answers, 1)


def _two(load: LoadMaker, one: Served, other: Served, questions: list[str]) -> None:
    load.ask([other], questions, 3)
    ratios = []
    for _ in range(ROUNDS):
        alone = load.ask([one], questions, SECONDS).per_second
        ratios.append(load.ask([one, other], questions, SECONDS).per_second / alone)
    cores = len(os.sched_getaffinity(0))
    print(f"  two processes: {median(ratios):.2f} times one (goal: 1.7), on {cores} cores with server and load maker")


@contextmanager
def load_maker() -> Iterator[LoadMaker]:
    command = [sys.executable, "-m", "tests.benchmarks._load"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        try:
            yield LoadMaker(process)
        finally:
            process.kill()


@contextmanager
def served(kind: str, url: str, api: str) -> Iterator[Served]:
    """A bot's process, once it listens."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    settings = {"BOT_TOKEN": TOKEN, "DATABASE_URL": url, "TELEGRAM_API_URL": api, "LOG_LEVEL": "WARNING"}
    settings |= {"WEBHOOK_URL": "https://bot.example.org/telegram", "WEBHOOK_SECRET": SECRET}
    settings |= {"WEBHOOK_LISTEN": f"127.0.0.1:{port}"}
    command = [sys.executable, "-m", "tests.benchmarks._served", kind]
    with subprocess.Popen(command, env=os.environ | settings) as process:
        try:
            _until_listening(port)
            yield Served(process.pid, port)
        finally:
            process.kill()


def _until_listening(port: int) -> None:
    for _ in range(600):
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            subprocess.run(["/bin/sleep", "0.1"], check=True)
        else:
            return
    raise RuntimeError("the bot does not listen")


def main() -> None:
    """Both databases, or the one named; takes some four minutes each."""
    wanted = [word for word in sys.argv[1:] if word in GOALS] or list(GOALS)
    size = next((int(word) for word in sys.argv[1:] if word.isdecimal()), STATEMENTS)
    if "sqlite" in wanted:
        with tempfile.TemporaryDirectory() as folder:
            report(f"sqlite:///{folder}/record.db", size)
    server = postgres.binaries()
    if "postgresql" in wanted and server is not None:
        with postgres.cluster(server) as url:
            report(url + "postgres", size)


if __name__ == "__main__":
    main()
