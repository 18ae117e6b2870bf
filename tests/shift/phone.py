"""How people of a shift reach the bot: they say something, press something, and hear what came of it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Protocol

from telegram import User

from bot.offline import Call
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
    said, toast = [], ""
    for call in calls:
        if call.status == 200 and call.method == "answerCallbackQuery" and query:
            toast += call.params.get("text", "") if call.params["callback_query_id"] == query["id"] else ""
        for each in said_by(call):
            if each.chat_id == message["chat"]["id"] and (not each.edited or each.message_id == pressed):
                said.append(each)
    return Heard(tuple(said), toast)


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
