"""A storm of a size for every day; `python -m tests.storm` runs the full one, 2,000 chats on both databases."""

import pytest

from tests.storm.storm import Size, storm

SMALL = Size(chats=240, messages=2, kills=20, every=1.5, rate=26)
"""Sent a little under Telegram's 30 a second: beside other tests on two cores the double may read a request late, and
would count it to the wrong second. The full storm has the machine to itself and sends at the limit."""


@pytest.mark.slow
def test_processes_that_are_killed_again_and_again_lose_nothing_and_repeat_only_what_was_in_doubt(
    sqlite_url: str,
) -> None:
    found = storm(sqlite_url, SMALL)
    print(found.told())
    assert found.kills >= 20
    assert found.lost() == []
    assert found.repeated_without_doubt() == []
    assert found.repeats_by_kills() <= found.kills
    assert found.out_of_order() == []
    assert found.report["violations"] == []
    assert set(found.states()) == {"sent", "suspended"}
    assert {chat for _, chat, state in found.rows if state == "suspended"} == found.blocked
