"""A storm of a size for every day; `python -m tests.storm` runs the full one, 2,000 chats on both databases."""

import pytest

from tests.storm.storm import Size, storm

SMALL = Size(chats=240, messages=2, kills=20, every=1.5)


@pytest.mark.slow
def test_processes_that_are_killed_again_and_again_lose_nothing_and_repeat_only_what_was_in_doubt(
    sqlite_url: str,
) -> None:
    found = storm(sqlite_url, SMALL)
    print(found.told())
    assert found.kills >= 20
    assert found.lost() == []
    assert found.repeated_without_doubt() == []
    assert found.out_of_order() == []
    assert found.report["violations"] == []
    assert set(found.states()) == {"sent", "suspended"}
    assert {chat for _, chat, state in found.rows if state == "suspended"} == found.blocked
