"""`python -m tests.chaos [--minutes N]`: ten minutes of it, and a report that counts what is left."""

import argparse
import sys

from tests.chaos.chaos import chaos, running


def main() -> None:
    reader = argparse.ArgumentParser(prog="python -m tests.chaos")
    reader.add_argument("--minutes", type=float, default=10)
    reader.add_argument("--seed", type=int, default=1)
    wanted = reader.parse_args()
    with running() as server:
        if server is None:
            sys.exit("no PostgreSQL server is installed")
        outcome = chaos(wanted.minutes * 60, server, seed=wanted.seed)
    print(f"{wanted.minutes:g} minutes\n{outcome.told()}")
    if outcome.wrong:
        sys.exit(1)


if __name__ == "__main__":
    main()
