"""A small chaos for every day; `make chaos` is ten minutes of it."""

import pytest

from tests.chaos.chaos import chaos, running

PLAN = ("process killed", "server crashed", "connections cut", "process killed", "server crashed")


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_processes_and_the_database_die_under_traffic_and_nothing_confirmed_is_lost() -> None:
    with running() as server:
        if server is None:
            pytest.skip("no PostgreSQL server is installed")
        outcome = chaos(30, server, plan=PLAN)
    print(outcome.told())
    assert outcome.faults.total() == len(PLAN)
    assert outcome.counted["statements confirmed"] > 0
    assert outcome.counted["questions accepted"] > 0
    assert outcome.wrong == []
