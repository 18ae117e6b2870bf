"""A shift within the process, on both databases: three moderators at once, 200 deeds of every kind."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from store.database import Database
from tests.conversation import MODERATOR, OTHER_MODERATOR, OWNER, READER
from tests.keeping import newsroom
from tests.shift.deeds import Deed, acts_of_sample, decks, offer
from tests.shift.judge import disagreements, kinds
from tests.shift.keeper import Board, Keeper
from tests.shift.phone import InProcess

PEOPLE = (MODERATOR, OTHER_MODERATOR, OWNER)


class Ticking:
    """A clock that moves whenever it is looked at, so that every act has a moment of its own."""

    def __init__(self) -> None:
        self.now = datetime(2025, 6, 1, 12, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.now += timedelta(milliseconds=1)
        return self.now


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
