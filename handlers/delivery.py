"""The tick that empties the outbox: claims messages, sends each at its moment, writes down what became of it."""

import asyncio
import contextlib
import logging
import secrets
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlmodel import Session
from telegram import InlineKeyboardButton, InlineKeyboardMarkup, LinkPreviewOptions
from telegram.constants import ParseMode
from telegram.error import BadRequest, NetworkError, RetryAfter, TelegramError

from handlers.context import GLANCE, Context, Tools, tools_of
from handlers.edition_picture import draw
from handlers.i18n import say
from handlers.outcomes import outcome_of
from store import outbox
from store.database import is_busy
from store.outbox import Planned
from store.outcome import SHARE_LEASE, Later, Message, Outcome, Sent, Unknown
from store.suspension import Owned

log = logging.getLogger(__name__)

SPREAD = 0.9
"""The share of its second over which a process spreads its messages: a burst would wait for its own answers."""

AT_ONCE = 128
"""Messages of one process on their way at the same time; the HTTP client has 256 connections."""

TURN = 0.1
"""Seconds after which the outbox is looked at although no answer has come."""

REST = 1.0
"""How much longer than a look at the outbox took it is then left alone: others write to the database too."""

GIVE_WAY = 0.05
"""Seconds after its moment until which a message lets those who wait for an answer go first; it catches up then."""

RENEW = 0.5
"""Seconds after which a process asks for its permits again; they are good for `SHARE_LEASE`."""

SECOND = 1.002
"""After its answer came a permit rests this long, clocks of different grain allowed for."""

FREE_RATE = 30
"""Messages a second that Telegram delivers without charge (bot FAQ); above it, broadcasts are paid for."""

NO_PREVIEW = LinkPreviewOptions(is_disabled=True)
GENERAL = 1
"""The General topic of a forum is written to without naming it (tdlib, Client.cpp)."""


async def deliver(context: Context) -> None:
    """The job: send what may be sent now, until nothing is left or the program is told to stop."""
    app = context.application
    found: Any = context.bot_data.get("delivery")
    if found is None:
        found = Delivery(tools_of(context), lambda: app.running)
        context.bot_data["delivery"] = found
    if not found.running:
        app.create_task(found.run(), name="delivery")  # the next tick must not wait for a long fan-out


@dataclass(slots=True)
class Delivery:
    """One process's part of the delivery. `alive` turns false when no more may be claimed.

    The limit is kept by permits: the processes share as many as messages may be sent in a second, and each is used
    again a second after the last answer it brought. However late anything is, no second can see more.
    """

    tools: Tools
    alive: Callable[[], bool] = lambda: True
    timeout: float = 10.0
    """Seconds to wait for an answer; as long again may pass before the whole request is there."""

    lease: timedelta = outbox.LEASE
    running: bool = False
    holder: str = field(default_factory=lambda: secrets.token_hex(6))
    _queue: deque[Message] = field(default_factory=deque)
    _done: list[tuple[Message, Outcome]] = field(default_factory=list)
    _flying: set["asyncio.Task[None]"] = field(default_factory=set)
    _cooling: deque[float] = field(default_factory=deque)
    _permits: int = 0
    _permitted_until: float = 0.0
    _renew_at: float = 0.0
    _turn_took: float = 0.0
    _next_start: float = 0.0
    _nothing_left: bool = False
    _trouble: bool = False
    _calm_until: float = 0.0
    _wake: asyncio.Event = field(default_factory=asyncio.Event)
    _news: asyncio.Event = field(default_factory=asyncio.Event)
    _door: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def run(self) -> None:
        """Send until the outbox has nothing that may leave now."""
        self.running = True
        try:
            await self._run()
        finally:
            self.running = False

    async def _run(self) -> None:
        turn = asyncio.create_task(self._turn())
        while True:
            self._start()
            if turn.done():
                self._queue.extend(turn.result())
                self._start()
                if self._nothing_left and not (self._queue or self._flying or self._done):
                    return
                turn = asyncio.create_task(self._next_turn())
            self._wake.clear()
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._wake.wait(), self._until_next_permit())

    def _start(self) -> None:
        """Send as many as there are permits for."""
        now = asyncio.get_running_loop().time()
        while self._cooling and self._cooling[0] <= now:
            self._cooling.popleft()
        if self.tools.waiting and now < self._next_start + GIVE_WAY:
            return
        while self._queue and self._busy < self._permits and self._next_start <= now < self._permitted_until:
            behind = GIVE_WAY if self.tools.waiting else 0.0
            self._next_start = max(self._next_start, now - behind) + SPREAD / self._permits
            task = asyncio.create_task(self._deliver(self._queue.popleft()))
            self._flying.add(task)
            task.add_done_callback(self._landed)

    @property
    def _busy(self) -> int:
        return len(self._flying) + len(self._cooling)

    def _landed(self, task: "asyncio.Task[None]") -> None:
        self._flying.discard(task)
        self._cooling.append(asyncio.get_running_loop().time() + SECOND)
        self._wake.set()

    def _until_next_permit(self) -> float:
        if not self._queue:
            return TURN
        full = self._busy >= self._permits
        ready = self._cooling[0] if full and self._cooling else self._next_start
        return min(TURN, max(GLANCE if self.tools.waiting else 0.001, ready - asyncio.get_running_loop().time()))

    async def _next_turn(self) -> list[Message]:
        """A turn as soon as an answer is in: until it is written down, a kill leaves its message in doubt."""
        await asyncio.sleep(min(self._turn_took * REST, TURN))
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._news.wait(), TURN)
        await self.tools.answers_first(GIVE_WAY)
        return await self._turn()

    async def _turn(self) -> list[Message]:
        """Write down what is done, and when it is time renew the permits and claim what comes next: one transaction."""
        self._news.clear()
        done, self._done = self._done, []
        asked = asyncio.get_running_loop().time()
        renew = asked >= self._renew_at
        try:
            self._permits, claimed = await self.tools.db.write(self._settle_and_claim, done, renew, self.tools.clock())
        except Exception as error:
            self._done = done + self._done
            if not is_busy(error):
                raise
            log.warning("the outbox could not be reached: %s", error)
            claimed = []
        else:
            if renew:
                self._renew_at, self._permitted_until = asked + RENEW, asked + SHARE_LEASE.total_seconds()
        self._turn_took = asyncio.get_running_loop().time() - asked
        self._wake.set()
        return claimed

    def _settle_and_claim(
        self, session: Session, done: list[tuple[Message, Outcome]], renew: bool, now: datetime
    ) -> tuple[int, list[Message]]:
        if done:
            outbox.settle(session, done, now, told_to_owner)
        permits = self._permits
        if renew:
            permits = outbox.permits(session, self.holder, self._busy, now, int(self.tools.send_rate))
        room = min(self._soon_free(permits), AT_ONCE - len(self._flying)) - len(self._queue)
        self._nothing_left = False
        if not renew and room <= len(self._queue):
            return permits, []  # enough is waiting: what is done is written down the sooner
        claimed = outbox.claim(session, now, room if self.alive() else 0, lease=self.lease)
        self._nothing_left = not claimed and (room > 0 or not self.alive())
        return permits, claimed

    def _soon_free(self, permits: int) -> int:
        """Permits that are free before the next turn but one: no more is claimed than can leave at once."""
        soon = self._loop_time() + 3 * TURN
        return permits - len(self._flying) - sum(free > soon for free in tuple(self._cooling))

    @staticmethod
    def _loop_time() -> float:
        return time.monotonic()  # what asyncio's loops count by; this is asked in the database's thread

    async def _deliver(self, message: Message) -> None:
        outcome = await self._outcome(message)
        self._done.append((message, outcome))  # only now: the list is another one after every turn
        self._news.set()

    async def _outcome(self, message: Message) -> Outcome:
        now = self.tools.clock()
        if now + timedelta(seconds=2 * self.timeout) > message.until:
            return Later(now, "claimed too long ago")
        if (self._trouble or message.repeat) and not await self._answers():
            return Later(now + timedelta(seconds=self.timeout), "Telegram does not answer")
        try:
            sent = await self._send(message)
        except TelegramError as error:
            self._trouble = isinstance(error, NetworkError) and not isinstance(error, RetryAfter)
            return outcome_of(error, message.chat_id, self.tools.clock(), message.attempt)
        except Exception as error:
            return Unknown(f"{type(error).__name__}: {error}")
        return Sent(sent.message_id)

    async def _answers(self) -> bool:
        """Whether Telegram answers at all: what may have arrived already is repeated only then."""
        async with self._door:
            if not self._trouble and self._calm_until > self._loop_time():
                return True
            try:
                await self.tools.bot.get_me(read_timeout=self.timeout)
            except TelegramError:
                return False
            self._trouble, self._calm_until = False, self._loop_time() + SECOND
            return True

    async def _send(self, message: Message) -> Any:
        alike: dict[str, Any] = {
            "parse_mode": ParseMode.HTML,
            "message_thread_id": None if message.thread_id == GENERAL else message.thread_id,
            "reply_markup": keyboard(message),
            "allow_paid_broadcast": True if self.tools.send_rate > FREE_RATE else None,
            "read_timeout": self.timeout,
            "connect_timeout": self.timeout / 2,
            "write_timeout": self.timeout / 2,
        }
        bot, chat = self.tools.bot, message.chat_id
        if message.picture is not None:
            picture = await asyncio.to_thread(draw, message.picture)
            try:
                return await bot.send_photo(chat, picture, message.html, filename="standing.png", **alike)
            except BadRequest as refused:
                if "photos" not in refused.message:  # a group may allow words and forbid pictures
                    raise
        return await bot.send_message(chat, message.html, link_preview_options=NO_PREVIEW, **alike)


def keyboard(message: Message) -> InlineKeyboardMarkup | None:
    """The buttons of a message; what looks like an address is one."""
    if not message.buttons:
        return None
    return InlineKeyboardMarkup([[_button(text, data) for text, data in row] for row in message.buttons])


def _button(text: str, data: str) -> InlineKeyboardButton:
    if data.startswith("https://"):
        return InlineKeyboardButton(text, url=data)
    return InlineKeyboardButton(text, callback_data=data)


def told_to_owner(owned: Owned, reason: str) -> Planned:
    """What the owner of a digest hears when its chat cannot be written to, or can be again."""
    message = "digest-suspended" if reason else "digest-resumed"
    text = say(owned.language, message, title=owned.title, reason=reason, number=str(owned.digest))
    return Planned(f"told:{owned.digest}:{owned.at:%Y%m%d%H%M%S}", owned.owner, str(text))
