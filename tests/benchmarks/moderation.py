"""How long a moderator waits: from the one-line `/add` to its preview, from Save to the confirmation, for an order.

Through the application in process, over a record of 100,000 statements; the preview looks for the same statement on
record. Processor time is that of all threads of the process, the test driver's checks of every message included; on a
machine with other work it is the figure to look at. `python -m tests.benchmarks.moderation [SIZE]`.
"""

import asyncio
import random
import sys
from collections.abc import Awaitable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter, process_time

from sqlalchemy import event

from store import semantic
from store.database import Database
from store.record import Act
from store.status import STATUSES
from tests.benchmarks._growth import Grown, grow
from tests.conversation import MODERATOR, Answer
from tests.keeping import newsroom

SIZE, TIMES = 100_000, 100
"""Statements on record, and how often each command is timed."""

WARM = 3
"""Rounds before that: the first of each command reads the locales and compiles its queries."""

GOAL = 60
"""Milliseconds, p95 of a command's round trip."""

Measured = tuple[float, float, int]
"""Milliseconds on the wall and of the processor, and the SQL statements, of one round trip."""


def main() -> None:
    """Print p50 and p95 of each command, over 100,000 statements or as many as are named."""
    size = next((int(word) for word in sys.argv[1:] if word.isdecimal()), SIZE)
    with TemporaryDirectory() as folder, semantic.only_if(False):
        db = Database(f"sqlite:///{Path(folder) / 'record.db'}")
        db.upgrade()
        grown = grow(db, size)
        print(f"{size:,} statements, {TIMES} times each, in ms; goal p95 < {GOAL}", flush=True)
        print(f"  {'':28} {'wall p50':>9} {'p95':>7} {'processor p50':>15} {'p95':>7} {'SQL':>5}")
        for name, found in asyncio.run(_work(db, grown)).items():
            wall, processor, asked = zip(*found[WARM:], strict=True)
            told = f"{median(wall):9.1f} {_p95(wall):7.1f} {median(processor):15.1f} {_p95(processor):7.1f}"
            print(f"  {name:28} {told} {median(asked):5.0f}")
        db.close()


def _p95(times: Sequence[float]) -> float:
    return sorted(times)[int(len(times) * 0.95) - 1]


async def _work(db: Database, grown: Sequence[Grown]) -> dict[str, list[Measured]]:
    """What each round trip took, by what was done."""
    dice = random.Random(3)
    times: dict[str, list[Measured]] = {}
    asked: list[str] = []
    event.listen(db.engine, "before_cursor_execute", lambda _, __, statement, *___: asked.append(statement))

    async def timed(name: str, act: Awaitable[Answer]) -> Answer:
        asked.clear()
        began, worked = perf_counter(), process_time()
        found = await act
        took = ((perf_counter() - began) * 1000, (process_time() - worked) * 1000, len(asked))
        times.setdefault(name, []).append(took)
        return found

    async with newsroom(db, drafts=(), clock=lambda: datetime.now(UTC)) as talk:
        for known in dice.sample(list(grown), min(TIMES + WARM, len(grown))):
            words = known.text.split()
            dice.shuffle(words)
            said = f"{dice.choice(grown).speaker} | demand | {' '.join(words)} | to: {known.speaker} | on: 2025-05-16"
            preview = await timed("/add, a new statement", talk.says(MODERATOR, f"/add {said}"))
            [save] = [button.data for button in preview.last.buttons if (button.data or "").endswith(":save")]
            await timed("Save", talk.presses(MODERATOR, preview, data=save))
            twin = f"/add {known.speaker} | {known.act} | {known.text} | on: 2025-05-16"
            await timed("/add, one that is on record", talk.says(MODERATOR, twin))
            await talk.says(MODERATOR, "/cancel")
            await timed("/edit", talk.says(MODERATOR, f"/edit {known.number} quote: So be it."))
            ruling = f"{known.number} {STATUSES[Act(known.act)][1]} because it is so source: Paper, https://example.org"
            await timed("/status", talk.says(MODERATOR, f"/status {ruling}"))
    return times


if __name__ == "__main__":
    main()
