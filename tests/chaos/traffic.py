"""What people do meanwhile, and Telegram's part in it: an update is delivered again until it is accepted."""

import asyncio
import contextlib
import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import httpx
from telegram import User

from bot.offline import OfflineTelegram
from tests.conversation import MODERATOR, OTHER_MODERATOR, OWNER

QUESTIONS = [
    "Who demanded a ceasefire?",
    "What did Zelenskiy say?",
    "Who said that pigs can fly?",
    "/s1",
    "/help",
    "/open",
]
KEEPERS = (OWNER, MODERATOR, OTHER_MODERATOR)
ASKERS, EVERY = 4, 1.0
"""How many ask at the same time, and seconds between two questions of one."""

SPEAKERS = ("Russia", "Ukraine", "Turkey", "United States")


@dataclass
class Traffic:
    """People at the doors of several processes. `asked` are those whose question was accepted, one question each."""

    telegram: OfflineTelegram
    ports: Sequence[int]
    secret: str
    asked: list[User] = field(default_factory=list)
    added: list[str] = field(default_factory=list)
    confirmed: list[str] = field(default_factory=list)
    deliveries: int = 0
    again: int = 0
    over: bool = False

    async def run(self) -> None:
        """Until `over`; everything that was begun is delivered first."""
        headers = {"X-Telegram-Bot-Api-Secret-Token": self.secret}
        async with httpx.AsyncClient(headers=headers, timeout=60) as client:
            ways = [self._ask(client, at) for at in range(ASKERS)] + [self._keep(client, one) for one in KEEPERS]
            await asyncio.gather(*ways)

    async def _deliver(self, client: httpx.AsyncClient, update: dict[str, Any]) -> None:
        """Knock at one door after another until one says 200, as Telegram does."""
        self.telegram.inbox.take(update)
        self.deliveries += 1
        while True:
            port = random.choice(self.ports)
            with contextlib.suppress(httpx.TransportError):
                if (await client.post(f"http://127.0.0.1:{port}/telegram", json=update)).status_code == 200:
                    return
            self.again += 1
            await asyncio.sleep(0.3)

    async def _ask(self, client: httpx.AsyncClient, at: int) -> None:
        """Somebody new with each question."""
        number = 100_000 * (at + 1)
        while not self.over:
            number += 1
            person = User(number, f"P{number}", False, language_code=random.choice(("en", "uk", "ru")))
            await self._deliver(client, self.telegram.user_says(person, random.choice(QUESTIONS)))
            self.asked.append(person)
            await asyncio.sleep(EVERY)

    async def _keep(self, client: httpx.AsyncClient, keeper: User) -> None:
        """A moderator adds one statement after another: the line, the preview's button."""
        number = 0
        while not self.over:
            number += 1
            words = f"Token {keeper.id}x{number} must be kept."
            speaker, to = random.sample(SPEAKERS, 2)
            line = f"/add {speaker} | demand | {words} | to: {to} | on: 2025-05-16 | source: https://a.example/{number}"
            await self._deliver(client, self.telegram.user_says(keeper, line))
            self.added.append(words)
            if (save := self._button(keeper, words)) is not None:
                await self._deliver(client, self.telegram.presses(keeper, *save))
            if self._told(keeper, words):
                self.confirmed.append(words)
            else:
                await self._deliver(client, self.telegram.user_says(keeper, "/cancel"))
            await asyncio.sleep(EVERY)

    def _button(self, keeper: User, words: str) -> tuple[int, str] | None:
        """The newest preview of this statement that can be saved: its message and the button's data."""
        for number, post in reversed(self.telegram.chats.chat(keeper).posts.items()):
            rows = post.message.get("reply_markup", {}).get("inline_keyboard", [])
            data = [
                one["callback_data"] for row in rows for one in row if one.get("callback_data", "").endswith(":save")
            ]
            if post.own and data and words in post.message.get("text", ""):
                return number, data[0]
        return None

    def _told(self, keeper: User, words: str) -> bool:
        """Whether the bot has said that it is on record."""
        texts = [post.message.get("text", "") for post in self.telegram.chats.chat(keeper).posts.values() if post.own]
        return any("On record as" in text and words in text for text in texts[-6:])

    def unanswered(self) -> list[int]:
        """People whose question was accepted and who got no answer."""
        chats = self.telegram.chats.chats
        return [one.id for one in self.asked if not any(post.own for post in chats[one.id].posts.values())]
