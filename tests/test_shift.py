"""A shift on both databases: three moderators at once, 200 deeds of every kind; and one whose bot is killed.

The latter is a small one; `python -m tests.shift` has 200 deeds and 30 kills.
"""

import asyncio
from pathlib import Path

import pytest

from store.database import Database
from tests.conversation import MODERATOR, OTHER_MODERATOR, OWNER, READER
from tests.keeping import Ticking, newsroom
from tests.shift.deeds import Deed, acts_of_sample, decks, offer
from tests.shift.judge import disagreements, kinds
from tests.shift.keeper import Board, Keeper
from tests.shift.kills import shift
from tests.shift.phone import InProcess

PEOPLE = (MODERATOR, OTHER_MODERATOR, OWNER)


async def work(keeper: Keeper, deck: list[Deed]) -> None:
    for deed in deck:
        await deed(keeper)


@pytest.mark.slow
async def test_after_200_deeds_by_three_at_once_record_log_and_chats_agree(db: Database) -> None:
    async with newsroom(db, clock=Ticking()) as talk:
        phone, board = InProcess(talk), Board([1, 2, 3, 4], acts=acts_of_sample())
        await offer(Keeper(phone, READER, board, 0), 5)
        keepers = [Keeper(phone, user, board, seed) for seed, user in enumerate(PEOPLE, 1)]
        dealt = decks(PEOPLE, 7)
        assert sum(map(len, dealt.values())) == 200
        await asyncio.gather(*(work(keeper, dealt[keeper.user.id]) for keeper in keepers))
        while await talk.tick("corrections"):
            pass
        found = disagreements(db, talk.telegram, board, [user.id for user in PEOPLE])
    assert found == [], "\n".join(found)
    assert not board.doubtful
    done = kinds(board)
    assert {"add", "edit", "rule", "lift", "link", "source", "retract", "restore", "merge", "undo", "import"} <= set(
        done
    )
    assert {f"{noun} {verb}" for noun in ("actor", "topic") for verb in ("add", "alias", "rename", "merge")} <= set(
        done
    )


@pytest.mark.slow
def test_a_bot_that_is_killed_and_started_again_loses_nothing_and_does_nothing_twice(
    sqlite_url: str, tmp_path: Path
) -> None:
    found = shift(sqlite_url, tmp_path, kills=4, share=0.1)
    print(found.told())
    assert found.wrong == [], "\n".join(found.wrong)
    assert (found.kills, found.doubtful, found.errors) == (4, 0, 0)
