"""While an answer is being worked on the chat shows it: typing at first, after a second a message that says so."""

import asyncio
from contextlib import suppress
from types import TracebackType
from typing import Self

from telegram import Message
from telegram.constants import ChatAction, ParseMode
from telegram.error import TelegramError

from handlers.context import Tools
from handlers.i18n import say
from handlers.request import Request
from handlers.sending import under

TYPING_AFTER = 0.4
"""Seconds after which somebody who asked is shown that an answer is being written."""

SAID_AFTER = 1.0
"""Seconds after which they are told."""

TYPING_LASTS = 4.5
"""Seconds after which it has to be shown again: Telegram takes it away after 5 (Bot API, sendChatAction)."""

SHOWN_AT_ONCE = 8
"""Waits that are shown at the same time: where many wait for each other, more messages only make it longer."""


class Waiting:
    """Around the work on one answer. `message` is the one that said it takes a while, once the work is done.

    Work that raises leaves no such message behind.
    """

    def __init__(self, tools: Tools, request: Request) -> None:
        self._tools, self._request = tools, request
        self._saying: asyncio.Task[Message] | None = None
        self.message: int | None = None

    async def __aenter__(self) -> Self:
        self._showing = asyncio.create_task(self._show())
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._showing.cancel()
        with suppress(asyncio.CancelledError):
            await self._showing
        if self._saying is None:
            return
        with suppress(TelegramError):
            self.message = (await self._saying).message_id
            if error is not None:
                await self._tools.bot.delete_message(self._request.chat.id, self.message)

    async def _show(self) -> None:
        await asyncio.sleep(TYPING_AFTER)
        if len(self._tools.waiting) > SHOWN_AT_ONCE:
            return
        await self._type()
        await asyncio.sleep(SAID_AFTER - TYPING_AFTER)
        if self._request.attachment is None:  # a file that is read counts along by itself
            # Not cancelled with the rest: its number is needed to replace it.
            self._saying = asyncio.create_task(self._say())
        while True:
            await asyncio.sleep(TYPING_LASTS)
            await self._type()

    async def _type(self) -> None:
        request = self._request
        with suppress(TelegramError):
            await self._tools.bot.send_chat_action(request.chat.id, ChatAction.TYPING, message_thread_id=request.thread)

    async def _say(self) -> Message:
        request = self._request
        return await self._tools.bot.send_message(
            request.chat.id,
            say(request.language, "still-looking"),
            parse_mode=ParseMode.HTML,
            message_thread_id=request.thread,
            reply_parameters=None if request.pressed else under(request),
        )
