"""Long polling that loses nothing: asking for more updates confirms those before, so that they are answered first.

A confirmed update is never delivered again (Bot API, getUpdates: offset). A process that is killed in the middle of an
update has not confirmed it yet, and the next one gets it.
"""

import asyncio
import contextlib
import signal
from typing import Any

from telegram import Update
from telegram.request import HTTPXRequest

PATIENCE = 5.0
"""Seconds that the others wait for one update's answer, once: a long import is confirmed before it is done."""


REFUSED = frozenset({401, 404})
"""What Telegram answers to a token that it does not know (telegram-bot-api, ClientManager.cpp)."""


class Fetched(asyncio.Queue[object]):
    """Updates on their way to the application, and which of them are not answered yet."""

    def __init__(self) -> None:
        super().__init__()
        self.refused = False
        """Whether Telegram did not know the token any more."""
        self._open: set[int] = set()
        self._late: set[int] = set()
        self._changed = asyncio.Event()

    async def put(self, item: object) -> None:
        if isinstance(item, Update):
            self._open.add(item.update_id)
        await super().put(item)

    def answered(self, update: object) -> None:
        """Note that the application is done with an update."""
        if isinstance(update, Update):
            self._open.discard(update.update_id)
            self._changed.set()

    async def all_answered(self) -> None:
        """Wait until all are answered but those that were waited for in vain before, PATIENCE at most."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(PATIENCE):
                while self._open - self._late:
                    self._changed.clear()
                    await self._changed.wait()
        self._late = set(self._open)


class Polling(HTTPXRequest):
    """The connection that updates are fetched by."""

    def __init__(self, fetched: Fetched, **how: Any) -> None:
        super().__init__(**how)
        self._fetched = fetched

    async def do_request(self, *how: Any, **more: Any) -> tuple[int, bytes]:
        await self._fetched.all_answered()
        status, body = await super().do_request(*how, **more)
        if status in REFUSED and not self._fetched.refused:
            self._fetched.refused = True
            signal.raise_signal(signal.SIGTERM)  # PTB would only stop asking, and the program stay, deaf
        return status, body
