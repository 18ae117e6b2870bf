"""Where a process answers the updates that reach it by webhook: each chat's in turn, each update once."""

import asyncio
import contextlib
import logging
from collections import OrderedDict
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy.exc import DBAPIError
from telegram import Update
from telegram.error import TelegramError
from telegram.ext import ApplicationHandlerStop

from bot.app import line_of
from bot.faults import in_words
from bot.metrics import Metrics
from handlers.context import App, Tools
from store.database import Database, head_version, is_busy
from store.turns import Turns, answered, newest_answered, note_answered

log = logging.getLogger(__name__)

REMEMBERED = 10_000
"""Answered updates that a process knows without asking the database."""

LOOK_AGAIN = 0.02
"""Seconds between two looks whether a chat's turn has passed on."""

NOTE_EVERY = 0.5
"""Seconds after which answers are noted in the database, many at once: that only matters when a 200 was lost."""

PATIENCE = 25
"""Seconds that a stop waits for answers; systemd and Kubernetes kill after 30 or more."""


class Unanswered(Exception):
    """The database was away: Telegram is to deliver the update again."""


@dataclass
class Desk:
    """Where updates arrive: each chat's in turn, each update once."""

    app: App
    db: Database
    metrics: Metrics = field(init=False)
    _known: "OrderedDict[int, None]" = field(default_factory=OrderedDict)
    _to_note: set[int] = field(default_factory=set)
    _failed: set[int] = field(default_factory=set)
    _forgotten: int | None = None
    """Without other processes, the highest number of an answered update that this one does not know of."""

    def __post_init__(self) -> None:
        self.turns = Turns(self.db.engine)
        self.metrics = Metrics(self.tools.questions, self.tools.refusals)
        # Before the others: what will be delivered again is not yet anybody's mistake.
        others = dict(self.app.error_handlers)
        self.app.error_handlers.clear()
        self.app.add_error_handler(self._later)
        self.app.error_handlers.update(others)

    @property
    def tools(self) -> Tools:
        found: Tools = self.app.bot_data["tools"]
        return found

    async def receive(self, update: Update) -> None:
        """Answer an update, or do nothing when it was answered before; raises Unanswered."""
        place = object()  # the same update may arrive twice at once
        self.tools.waiting.add(place)
        try:
            async with self._turn(update) as before:
                await self.app.update_processor.process_update(update, self._once(update, before))
        finally:
            self.tools.waiting.discard(place)

    async def idle(self) -> None:
        """Wait until every accepted update is answered, at most PATIENCE seconds."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(PATIENCE):
                while self.tools.waiting:
                    await asyncio.sleep(LOOK_AGAIN)

    @contextlib.asynccontextmanager
    async def _turn(self, update: Update) -> AsyncIterator[bool]:
        """Wait until all that arrived at any process with a lower number for this chat are answered.

        Tells whether this one has been answered by another process.
        """
        if not self.turns.shared:
            yield False
            return
        place = await asyncio.to_thread(self.turns.arrive, line_of(update), update.update_id)
        try:
            while not place.turn:
                await asyncio.sleep(LOOK_AGAIN)
                if self.turns.is_first(place):
                    await asyncio.to_thread(self.turns.take, place)
            yield place.answered
        finally:
            await asyncio.to_thread(self.turns.leave, place)

    async def _once(self, update: Update, before: bool) -> None:
        if before or await self._was_answered(update):
            self.metrics.repeated(update)
            return
        with self.metrics.timing(update):
            await self.app.process_update(update)
            if update.update_id in self._failed:
                self._failed.discard(update.update_id)
                raise Unanswered
        self._remember(update.update_id)

    async def _was_answered(self, update: Update) -> bool:
        """By this process, or without others by one before it."""
        if update.update_id in self._known or self.turns.shared:
            return update.update_id in self._known
        if self._forgotten is None:
            self._forgotten = await self.db.read(newest_answered)
        return update.update_id <= self._forgotten and await self.db.read(answered, update.update_id)

    def _remember(self, update: int) -> None:
        self._known[update] = None
        self._to_note.add(update)
        while len(self._known) > REMEMBERED:
            oldest, _ = self._known.popitem(last=False)
            self._forgotten = max(self._forgotten or 0, oldest)

    async def _later(self, update: object, context: Any) -> None:
        """An error handler: a database that is away leaves the update to be delivered again."""
        if isinstance(update, Update) and isinstance(context.error, DBAPIError) and is_busy(context.error):
            log.warning("update %s waits to be delivered again: %s", update.update_id, in_words(context.error))
            self._failed.add(update.update_id)
            raise ApplicationHandlerStop

    async def note(self) -> None:
        """Write down which updates were answered since the last time."""
        updates, self._to_note = self._to_note, set()
        try:
            await self.db.write(note_answered, sorted(updates), self.tools.clock())
        except DBAPIError:
            self._to_note |= updates
            log.warning("%s answers are not noted yet: the database does not answer", len(updates))

    async def keep_noting(self) -> None:
        """Do so until cancelled."""
        while True:
            await asyncio.sleep(NOTE_EVERY)
            if self._to_note:
                await self.note()

    async def ready(self) -> str | None:
        """What is missing for this process to answer, None when nothing is."""
        try:
            version = await asyncio.to_thread(self.db.version)
        except Exception:  # whatever is wrong with the database, this process is not ready
            return "database"
        if version != head_version():
            return "schema"
        try:
            await self.app.bot.get_me()
        except TelegramError:
            return "telegram"
        return None
