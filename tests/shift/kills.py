"""A shift whose bot is killed again and again: the program as a user starts it, in a process of its own."""

import asyncio
import os
import random
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from sqlmodel import Session, col, func, select

from bot.offline import OfflineTelegram
from store.database import Database
from store.models_keeping import PostRow
from tests.bot_api import listening
from tests.conversation import MODERATOR, OTHER_MODERATOR, OWNER, READER, STRANGER, offline_telegram
from tests.keeping import RECORD, settle, start_chat
from tests.shift.deeds import Deed, acts_of_sample, decks, offer
from tests.shift.judge import disagreements, kinds
from tests.shift.keeper import Board, Keeper
from tests.shift.phone import OverHttp

ROOT = Path(__file__).parent.parent.parent
TOKEN = "123456789:" + "x" * 35
PEOPLE = (MODERATOR, OTHER_MODERATOR, OWNER)
UPDATES = 2.6
"""How many updates a deed takes at least, on average."""

AFTER = (0.02, 0.1, 2)
"""Seconds, at most, from an update to a kill: in the middle of an answer, between two, or of a start."""

SETTLES = 60
"""Seconds within which all cards are to be corrected after the shift."""


@dataclass
class Outcome:
    """What was done, and every point in which the accounts of it differ."""

    deeds: int = 0
    updates: int = 0
    kills: int = 0
    amid: int = 0
    again: int = 0
    changes: int = 0
    seconds: float = 0
    doubtful: int = 0
    lost: int = 0
    errors: int = 0
    wrong: list[str] = field(default_factory=list)

    def told(self) -> str:
        """The result in one line."""
        return (
            f"{self.deeds} deeds, {self.updates} updates, {self.kills} kills, {self.amid} of them with an update under "
            f"way, {self.again} updates delivered again, {self.seconds:.0f} s: {self.changes} changes confirmed, "
            f"{self.doubtful} in doubt, {self.lost} drafts lost, {self.errors} errors logged, {len(self.wrong)} wrong"
        )


class Bot:
    """`python -m bot start` with a database and a Bot API."""

    def __init__(self, database: str, api: str, log: Path) -> None:
        self._settings = {"BOT_TOKEN": TOKEN, "DATABASE_URL": database, "TELEGRAM_API_URL": api}
        self._settings |= {"OWNER_IDS": str(OWNER.id), "LOG_LEVEL": "WARNING"}
        self._log = log
        self.kills = self.amid = 0

    def start(self) -> None:
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "bot", "start"], env=os.environ | self._settings, stderr=log, cwd=ROOT
            )

    def kill(self, *, amid: bool) -> None:
        """SIGKILL: nothing is said to it first. `amid` tells that it has something to answer."""
        self.kills += 1
        self.amid += amid
        self.end()

    def end(self) -> None:
        self._process.kill()
        self._process.wait()

    def errors(self) -> int:
        return self._log.read_text(encoding="utf-8").count(" ERROR ")


def shift(url: str, folder: Path, *, kills: int, share: float = 1.0, seed: int = 7) -> Outcome:
    """A shift over the database at this URL, which is upgraded and empty; `share` is how much of the 200 deeds."""
    db = Database(url)
    db.write_now(settle, RECORD)
    telegram = offline_telegram()
    for user in (READER, STRANGER, *PEOPLE):
        start_chat(telegram, user)
    dice = random.Random(seed)
    moments = sorted(dice.random() for _ in range(kills))
    found = asyncio.run(_shift(db, telegram, folder / "log", decks(PEOPLE, seed, share), moments))
    db.close()
    return found


async def _shift(
    db: Database, telegram: OfflineTelegram, log: Path, dealt: dict[int, list[Deed]], moments: Sequence[float]
) -> Outcome:
    """`moments` are shares of the work after which the bot is killed."""
    found = Outcome(deeds=sum(map(len, dealt.values())))
    began = time.monotonic()
    async with listening(telegram) as server:
        bot = Bot(db.url.render_as_string(hide_password=False), server.url, log)
        bot.start()
        try:
            phone, board = OverHttp(telegram), Board([1, 2, 3, 4], acts=acts_of_sample())
            await offer(Keeper(phone, READER, board, 0), 5)
            killing = asyncio.create_task(_kill(bot, phone, [round(at * found.deeds * UPDATES) for at in moments]))
            keepers = [Keeper(phone, user, board, at) for at, user in enumerate(PEOPLE, 1)]
            await asyncio.gather(*(_work(keeper, dealt[keeper.user.id]) for keeper in keepers))
            killing.cancel()
            found.kills, found.amid = bot.kills, bot.amid
            await _settle(db, phone)
        finally:
            bot.end()
        found.wrong += disagreements(db, telegram, board, [user.id for user in PEOPLE])
    found.updates, found.seconds = phone.updates, time.monotonic() - began
    found.again = sum(times > 1 for times in server.handed_out.values())
    found.changes, found.doubtful = kinds(board).total(), board.doubtful.total()
    found.lost, found.errors = len(board.lost), bot.errors()
    return found


async def _work(keeper: Keeper, deck: Sequence[Deed]) -> None:
    for deed in deck:
        await deed(keeper)


async def _kill(bot: Bot, phone: OverHttp, moments: Sequence[int]) -> None:
    """Kill the bot a moment after each of these updates was sent."""
    for moment in moments:
        while phone.updates < moment:
            await asyncio.sleep(0.002)
        await asyncio.sleep(random.choice(AFTER) * random.random())
        bot.kill(amid=bool(phone.telegram.inbox.queue))
        bot.start()


async def _settle(db: Database, phone: OverHttp) -> None:
    """A moderator's update has the bot look at what is to be corrected."""
    until = time.monotonic() + SETTLES
    while await db.read(_stale) and time.monotonic() < until:
        await phone.says(OWNER, "/privacy")
        await asyncio.sleep(0.2)


def _stale(session: Session) -> int:
    return session.exec(select(func.count()).select_from(PostRow).where(col(PostRow.stale) > 0)).one()
