"""How long a moderator waits: from the one-line `/add` to its preview, and from Save to the confirmation.

Through the application in process, over a record of 100,000 statements; the preview looks for the same statement on
record. `python -m tests.benchmarks.moderation [SIZE]`.
"""

import asyncio
import random
import sys
from collections.abc import Awaitable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

from store import semantic
from store.database import Database
from tests.benchmarks._growth import Grown, grow
from tests.conversation import MODERATOR, Answer
from tests.keeping import newsroom

SIZE, TIMES = 100_000, 100
"""Statements on record, and how often each command is timed."""

GOAL = 60
"""Milliseconds, p95 of a command's round trip."""


def main() -> None:
    """Print p50 and p95 of each command, over 100,000 statements or as many as are named."""
    size = next((int(word) for word in sys.argv[1:] if word.isdecimal()), SIZE)
    with TemporaryDirectory() as folder, semantic.only_if(False):
        db = Database(f"sqlite:///{Path(folder) / 'record.db'}")
        db.upgrade()
        grown = grow(db, size)
        print(f"{size:,} statements, {TIMES} times each, goal p95 < {GOAL} ms", flush=True)
        for name, times in asyncio.run(_work(db, grown)).items():
            ordered = sorted(times)
            print(f"  {name:28} p50 {median(ordered):6.1f} ms   p95 {ordered[int(len(ordered) * 0.95) - 1]:6.1f} ms")
        db.close()


async def _work(db: Database, grown: Sequence[Grown]) -> dict[str, list[float]]:
    """Milliseconds of each round trip, by what was done."""
    dice = random.Random(3)
    times: dict[str, list[float]] = {}

    async def timed(name: str, act: Awaitable[Answer]) -> Answer:
        began = perf_counter()
        found = await act
        times.setdefault(name, []).append((perf_counter() - began) * 1000)
        return found

    async with newsroom(db, drafts=(), clock=lambda: datetime.now(UTC)) as talk:
        for known in dice.sample(list(grown), min(TIMES, len(grown))):
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
    return times


if __name__ == "__main__":
    main()
