"""Two processes beside one, on PostgreSQL: how much more they answer, and what holds them back."""

import os
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from statistics import median

from sqlalchemy import text

from store.database import Database
from tests.benchmarks._bots import LoadMaker, Served, processor_seconds

ROUNDS, SECONDS = 5, 6.0
BACKENDS = text("SELECT pid FROM pg_stat_activity")
WAITING = text("SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'")
"""Statements that wait for rows or for a chat's turn."""


@dataclass(slots=True)
class Cost:
    """Milliseconds of processor time for each answer: in the bots, in the database's server, in the load maker."""

    bots: list[float] = field(default_factory=list)
    server: list[float] = field(default_factory=list)
    load: list[float] = field(default_factory=list)

    def medians(self) -> tuple[float, float, float]:
        return median(self.bots), median(self.server), median(self.load)

    def told(self) -> str:
        return "{:.2f} ms + server {:.2f} + load maker {:.2f}".format(*self.medians())


def two_beside_one(
    load: LoadMaker, url: str, ours: Sequence[Served], echoes: Sequence[Served], questions: list[str]
) -> str:
    """How many times as much two answer, ours and bare echo bots, and what the processors leave for it."""
    server = Server(url)
    costs = Cost(), Cost()
    found, bare = list[float](), list[float]()
    for bot in (ours[1], echoes[1]):
        load.ask([bot], questions, 3)
    with server.watched():
        for _ in range(ROUNDS):
            one, two = (_round(load, server, ours[:count], questions, cost) for count, cost in enumerate(costs, 1))
            found.append(two / one)
            one, two = (_round(load, server, echoes[:count], questions, Cost()) for count in (1, 2))
            bare.append(two / one)
    server.close()
    cores = len(os.sched_getaffinity(0))
    return "\n".join([
        f"  two processes: {median(found):.2f} times one (goal: 1.7), two bare echo bots {median(bare):.2f}",
        f"  an answer by one process takes {costs[0].told()}, by one of two {costs[1].told()}:",
        f"  {cores} cores shared by all of these allow {_allowed(cores, *costs[0].medians()):.2f} times one at most",
        f"  a statement waited for a lock in {server.waits} of {server.looks} looks at the server",
    ])  # fmt: skip


def _round(load: LoadMaker, server: "Server", bots: Sequence[Served], questions: list[str], cost: Cost) -> float:
    """Answers a second; what they cost is added."""
    before = [sum(bot.processor_seconds() for bot in bots), server.processor_seconds(), load.processor_seconds()]
    measured = load.ask(bots, questions, SECONDS)
    after = [sum(bot.processor_seconds() for bot in bots), server.processor_seconds(), load.processor_seconds()]
    for part, begun, ended in zip((cost.bots, cost.server, cost.load), before, after, strict=True):
        part.append((ended - begun) / max(measured.answers, 1) * 1000)
    return measured.per_second


def _allowed(cores: int, bots: float, server: float, load: float) -> float:
    """How many times one process's answers two can give, if nothing but the processor holds them back.

    A process uses one core, and all of them share what there is.
    """
    together = cores / (bots + server + load)
    return min(2 / bots, together) / min(1 / bots, together)


class Server:
    """The database's server: what it takes of the processor, and how often a statement is seen waiting for a lock."""

    def __init__(self, url: str) -> None:
        self._db = Database(url)
        self.looks = self.waits = 0

    def processor_seconds(self) -> float:
        backends = self._db.read_now(lambda session: session.scalars(BACKENDS).all())
        return sum(map(processor_seconds, backends))

    @contextmanager
    def watched(self) -> Iterator[None]:
        """Look ten times a second."""
        over = threading.Event()
        thread = threading.Thread(target=self._watch, args=(over,))
        thread.start()
        try:
            yield
        finally:
            over.set()
            thread.join()

    def _watch(self, over: threading.Event) -> None:
        while not over.wait(0.1):
            self.looks += 1
            self.waits += bool(self._db.read_now(lambda session: session.scalar(WAITING)))

    def close(self) -> None:
        self._db.close()
