"""How people of a shift reach the bot: they say something, press something, and hear what came of it."""

import asyncio
import re
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Protocol

from telegram import User

from bot.offline import Call, OfflineTelegram
from tests.conversation import Conversation, Said, said_by


@dataclass(frozen=True, slots=True)
class Heard:
    """What came of one act in the person's own chat: messages, and the note over a pressed button."""

    said: tuple[Said, ...] = ()
    toast: str = ""

    @property
    def silent(self) -> bool:
        """Whether nothing came back at all: nobody knows whether it was done."""
        return not self.said and not self.toast

    @property
    def text(self) -> str:
        return "\n".join([*(said.text for said in self.said), self.toast])

    def button(self, pattern: str) -> tuple[int, str] | None:
        """The first button whose data matches: the message it is under, and its data."""
        for said in reversed(self.said):
            for button in said.buttons:
                if button.data and re.search(pattern, button.data):
                    return said.message_id, button.data
        return None


def heard(calls: Iterable[Call], update: dict[str, Any]) -> Heard:
    """What of the bot's requests answers this update: corrections of older messages do not."""
    query = update.get("callback_query")
    message = query["message"] if query else update["message"]
    pressed = query["message"]["message_id"] if query else None
    said: dict[int, Said] = {}
    toast = ""
    for call in calls:
        if call.status == 200 and call.method == "answerCallbackQuery" and query:
            toast += call.params.get("text", "") if call.params["callback_query_id"] == query["id"] else ""
        if call.method == "editMessageReplyMarkup":
            continue  # buttons that are taken away say nothing
        for each in said_by(call):
            if each.chat_id == message["chat"]["id"] and (not each.edited or each.message_id in {pressed, *said}):
                said[each.message_id] = each
        if call.method == "deleteMessage" and call.params["chat_id"] == message["chat"]["id"]:
            said.pop(call.params["message_id"], None)
    return Heard(tuple(said.values()), toast)


class Phone(Protocol):
    """A way to the bot."""

    async def says(self, user: User, text: str, **how: Any) -> Heard: ...

    async def sends(self, user: User, name: str, content: str, **how: Any) -> Heard: ...

    async def presses(self, user: User, message: int, data: str) -> Heard: ...

    async def finds(self, user: User, text: str, forward: dict[str, Any]) -> int:
        """A forwarded message lies in the chat, to be replied to; returns its number."""
        ...


class InProcess:
    """The phone of people who talk to an application in this process; it always answers."""

    def __init__(self, talk: Conversation) -> None:
        self._talk = talk

    async def says(self, user: User, text: str, **how: Any) -> Heard:
        return await self._happens(self._talk.telegram.user_says(user, text, **how))

    async def sends(self, user: User, name: str, content: str, **how: Any) -> Heard:
        return await self._happens(self._talk.telegram.user_sends(user, name, content.encode(), **how))

    async def presses(self, user: User, message: int, data: str) -> Heard:
        return await self._happens(self._talk.telegram.presses(user, message, data))

    async def finds(self, user: User, text: str, forward: dict[str, Any]) -> int:
        update = self._talk.telegram.user_says(user, text, forward=forward)
        self._talk.telegram.inbox.take(update)
        return int(update["message"]["message_id"])

    async def _happens(self, update: dict[str, Any]) -> Heard:
        mark = len(self._talk.telegram.calls)
        await self._talk.happens(update)
        return heard(self._talk.telegram.calls[mark:], update)


LOOK = 0.005
"""Seconds between two looks at the chat."""

SILENCE = 2.0
"""Seconds after which somebody gives up waiting for an answer to what the bot has taken."""

CONFIRMED = 60.0
"""Seconds within which a bot takes an update and is heard of no more about it, kills and starts included."""


class OverHttp:
    """The phone of people whose bot is another process: it has answered an update once it confirms it."""

    def __init__(self, telegram: OfflineTelegram) -> None:
        self.telegram = telegram
        self.updates = 0

    async def says(self, user: User, text: str, **how: Any) -> Heard:
        return await self._happens(lambda: self.telegram.user_says(user, text, **how))

    async def sends(self, user: User, name: str, content: str, **how: Any) -> Heard:
        return await self._happens(lambda: self.telegram.user_sends(user, name, content.encode(), **how))

    async def presses(self, user: User, message: int, data: str) -> Heard:
        return await self._happens(lambda: self.telegram.presses(user, message, data))

    async def finds(self, user: User, text: str, forward: dict[str, Any]) -> int:
        update = self.telegram.user_says(user, text, forward=forward)
        self.telegram.inbox.take(update)
        return int(update["message"]["message_id"])

    async def _happens(self, act: Callable[[], dict[str, Any]]) -> Heard:
        self.updates += 1
        mark, until = len(self.telegram.calls), time.monotonic() + CONFIRMED
        update = act()
        while update in self.telegram.inbox.queue and time.monotonic() < until:
            await asyncio.sleep(LOOK)
        until = time.monotonic() + SILENCE
        while not (answer := heard(self.telegram.calls[mark:], update)).said and time.monotonic() < until:
            await asyncio.sleep(LOOK)
        return answer
