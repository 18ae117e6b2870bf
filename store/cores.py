"""One core for the interpreter, whose threads work one at a time anyway.

CPython lets one thread run at a time. A thread that has its answer from PostgreSQL wakes on whatever core is idle; then
two cores wake each other at every turn, and what either works on lies in the other's cache. On one core an answer takes
a third less processor time, see `python -m tests.benchmarks.throughput postgresql`. SQLite works inside this program
while other threads run: it needs the other cores.
"""

import contextlib
import os
import threading
import time
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from pathlib import Path

LOOSE, TOGETHER = 0.05, 3.0
"""Seconds in which the system may move the threads to a less busy core, and in which they stay there."""

_TASKS = Path("/proc/self/task")

_all: AbstractSet[int] = frozenset()
"""The cores that the program was given, once its threads are held together."""


def hold_together() -> None:
    """From now on keep the threads of this program on one core.

    Does nothing where the system cannot (only Linux can), or where one core is all that the program was given.
    """
    global _all  # noqa: PLW0603
    if hasattr(os, "sched_setaffinity") and len(given := os.sched_getaffinity(0)) > 1:
        _all = given
        threading.Thread(target=_keep_holding, name="cores", daemon=True).start()


@contextlib.contextmanager
def apart() -> Iterator[None]:
    """Let this thread run on any core, for work that needs no interpreter."""
    if not _all:
        yield
        return
    before = os.sched_getaffinity(0)
    _put(0, _all)
    try:
        yield
    finally:
        _put(0, before)


def _keep_holding() -> None:
    while True:
        _put_every(_all)
        time.sleep(LOOSE)
        _put_every({_core_of_main()})
        time.sleep(TOGETHER)


def _put_every(cores: AbstractSet[int]) -> None:
    for task in _TASKS.iterdir():
        _put(int(task.name), cores)


def _put(task: int, cores: AbstractSet[int]) -> None:
    """A thread that has just ended, a sandbox that forbids it, cores that were taken away: all of that is no matter."""
    with contextlib.suppress(OSError):
        os.sched_setaffinity(task, cores)


def _core_of_main() -> int:
    """The core that the main thread was last on (proc_pid_stat(5): processor)."""
    stat = Path("/proc/self/stat").read_text(encoding="utf-8")
    return int(stat.rsplit(")", 1)[1].split()[36])
