"""`python -m tests.shift [sqlite|postgresql]`: 200 deeds by three moderators at once, the bot killed 30 times."""

import sys
import tempfile
from pathlib import Path

from store.database import Database
from tests import postgres
from tests.shift.kills import shift

KILLS = 30


def main() -> None:
    wanted = sys.argv[1:] or ["sqlite", "postgresql"]
    if "sqlite" in wanted:
        with tempfile.TemporaryDirectory() as folder:
            judge(f"sqlite:///{folder}/shift.db", Path(folder))
    server = postgres.binaries()
    if "postgresql" in wanted and server is not None:
        with postgres.cluster(server) as url, tempfile.TemporaryDirectory() as folder:
            judge(url + "postgres", Path(folder))


def judge(url: str, folder: Path) -> None:
    db = Database(url)
    db.upgrade()
    db.close()
    found = shift(url, folder, kills=KILLS)
    print(f"{url.split(':', maxsplit=1)[0]}: {found.told()}", flush=True)
    if found.wrong or found.doubtful or found.errors or found.kills < KILLS:
        sys.exit("\n".join(found.wrong))


if __name__ == "__main__":
    main()
