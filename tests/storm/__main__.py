"""The storm in full, on SQLite and on PostgreSQL: 2,000 chats, three messages each, 24 kills."""

import sys
import tempfile

from store.database import Database
from tests import postgres
from tests.storm.storm import Size, storm

FULL = Size(chats=2000, messages=3, kills=24, every=6.0)


def main() -> None:
    wanted = sys.argv[1:] or ["sqlite", "postgresql"]
    if "sqlite" in wanted:
        with tempfile.TemporaryDirectory() as folder:
            judge(f"sqlite:///{folder}/storm.db")
    server = postgres.binaries()
    if "postgresql" in wanted and server is not None:
        with postgres.cluster(server) as url:
            judge(url + "postgres")


def judge(url: str) -> None:
    db = Database(url)
    db.upgrade()
    db.close()
    found = storm(url, FULL)
    print(f"{url.split(':', maxsplit=1)[0]}: {found.told()}", flush=True)
    damage = found.lost() or found.repeated_without_doubt() or found.repeats_by_kills() > found.kills
    if damage or found.out_of_order() or found.report["violations"]:
        print(found.lost()[:5], found.repeated_without_doubt()[:5], found.out_of_order()[:5])
        print(found.report["violations"][:5])
        sys.exit("the storm did damage")


if __name__ == "__main__":
    main()
