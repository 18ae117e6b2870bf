"""What the program does by itself: vectors of new statements, forgetting old questions, newer rules of time zones."""

import asyncio
import logging
from datetime import timedelta

from handlers.context import App, Context, tools_of
from store import digests, keyboards, questions, semantic
from store.database import Database

log = logging.getLogger(__name__)

LOOK_EVERY = timedelta(seconds=5)
"""A new statement is findable by words at once, by meaning after at most so long."""

FORGET_EVERY = timedelta(hours=6)
BATCH = 32
FEW = 512
"""Statements whose vectors a person at a prompt waits for: some ten seconds on a slow machine, once."""


def schedule(app: App) -> None:
    """Have APScheduler tick; it keeps no state of its own, all of it is rows."""
    assert app.job_queue is not None
    patient = {"misfire_grace_time": None, "coalesce": True}
    app.job_queue.run_once(read_clocks, 1, name="clocks", job_kwargs=patient)
    app.job_queue.run_repeating(build_vectors, LOOK_EVERY, first=2, name="vectors", job_kwargs=patient)
    app.job_queue.run_repeating(forget_questions, FORGET_EVERY, first=60, name="forget", job_kwargs=patient)


async def build_vectors(context: Context) -> None:
    """Give vectors to the statements that have none, a few at a time, so that questions are answered meanwhile."""
    if not semantic.available():
        return
    db, built = tools_of(context).db, 0
    while wanted := await db.read(semantic.missing, BATCH):
        vectors = await asyncio.to_thread(semantic.build, wanted)
        await db.write(semantic.keep, vectors)
        built += len(vectors)
        log.info("%d statements can now be found by meaning", built)


async def read_clocks(context: Context) -> None:
    """Once a start: the program may have been stopped for newer rules of time zones."""
    tools = tools_of(context)
    moved = await tools.db.write(digests.read_clocks, tools.clock())
    if moved:
        log.info("%d digests are due at another moment now, by newer rules of their zones", moved)


async def forget_questions(context: Context) -> None:
    """Delete questions older than the operator keeps them, and where buttons were as long as those of answers work."""
    tools = tools_of(context)
    await tools.db.write(questions.purge, tools.clock(), tools.question_days)
    await tools.db.write(keyboards.purge, tools.clock() - questions.PAGES_KEPT)


def catch_up(db: Database) -> None:
    """Build the vectors that are missing now, if they are few: for a program that answers at once and then ends."""
    if not semantic.available() or len(db.read_now(semantic.missing, FEW + 1)) > FEW:
        return
    semantic.catch_up(db)
