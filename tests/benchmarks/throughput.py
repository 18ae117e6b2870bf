"""Questions answered per second over 100,000 statements, beside a bare python-telegram-bot echo bot in the same run.

`python -m tests.benchmarks.throughput [sqlite|postgresql] [STATEMENTS]`. The load maker is a process of its own; a
round of the echo bot stands between every two rounds of ours, so that a busy machine slows both. On a machine that is
never quiet the processor time of an answer says more than how many there were in a second.
"""

import random
import sys
import tempfile
from collections.abc import Sequence
from contextlib import ExitStack
from statistics import median

from sqlmodel import Session

from store.chats import meet
from store.database import Database
from store.record import Chat
from tests import postgres
from tests.benchmarks._bots import LoadMaker, Served, load_maker, served
from tests.benchmarks._growth import Grown, grow
from tests.benchmarks._load import FIRST_PERSON, PEOPLE
from tests.benchmarks._two import two_beside_one
from tests.conftest import NOW

STATEMENTS = 100_000
QUESTIONS = 2000
ROUNDS, SECONDS = 5, 6.0
RATE, RATE_SECONDS = 50.0, 20.0
GOALS = {"sqlite": 0.5, "postgresql": 0.4}


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
        print(f"  {ratio:.2f} of it (goal: {GOALS[kind]}); {spent}: {cost[0] / cost[1]:.2f} of it")
        calm = load.ask([ours], questions, RATE_SECONDS, RATE)
        told = f"p50 {calm.percentile(0.5):.0f} ms, p95 {calm.percentile(0.95):.0f} ms (goal: 100)"
        print(f"  at {RATE:.0f} a second: {told}, {calm.missing} of {calm.answers + calm.missing} unanswered")
        print(f"  {ours.megabytes():.0f} MB resident (goal: under 200)", flush=True)
        if kind == "postgresql":
            others = [stack.enter_context(served(name, url, load.api)) for name in ("ours", "echo")]
            print(two_beside_one(load, url, (ours, others[0]), (echo, others[1]), questions), flush=True)


def _round(load: LoadMaker, bot: Served, questions: list[str]) -> tuple[float, float]:
    """Answers a second, and processor seconds for each."""
    before = bot.processor_seconds()
    measured = load.ask([bot], questions, SECONDS)
    return measured.per_second, (bot.processor_seconds() - before) / max(measured.answers, 1)


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
