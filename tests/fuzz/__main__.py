"""`python -m tests.fuzz [COUNT [SEED]]`: 100,000 updates over the sample record; fails when anything goes wrong."""

import asyncio
import sys
import tempfile

from store import semantic
from store.database import Database
from tests.fuzz.fuzz import fuzz
from tests.sample import load


def main(count: int = 100_000, seed: int = 1) -> None:
    """Print what came of it."""
    with tempfile.TemporaryDirectory() as folder, semantic.only_if(False):
        db = Database(f"sqlite:///{folder}/fuzz.db")
        db.upgrade()
        db.write_now(load)
        found = asyncio.run(fuzz(db, count, seed, lambda done: print(f"\r{done}", end="", file=sys.stderr, flush=True)))
        db.close()
    print(f"\n{found.told()}")
    if found.wrong or found.growth >= 0.1:
        sys.exit("the fuzz found something")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:3]))
