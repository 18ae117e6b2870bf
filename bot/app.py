"""The one composition root: settings and a database become an application, for Telegram, the terminal and the tests."""

import asyncio
import logging
import os
from collections import defaultdict
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from time import perf_counter
from typing import Any

import httpx
from sqlalchemy.exc import DatabaseError
from telegram import Update
from telegram.error import InvalidToken
from telegram.ext import Application, BaseUpdateProcessor, ExtBot
from telegram.request import BaseRequest

from bot.connections import Connections
from bot.faults import in_words
from bot.logs import veiled
from bot.polling import Fetched, Polling
from bot.reaching import until_reached
from bot.settings import Settings
from handlers import routes, upkeep
from handlers.context import App, Context, Tools, tools_of
from store.database import Database

log = logging.getLogger(__name__)

os.environ.setdefault("PTB_TIMEDELTA", "1")
"""Else python-telegram-bot warns at every 429 that the type of `retry_after` will change to this one."""

AT_ONCE = 64
"""Updates worked on at the same time; more wait in line, in order."""

UPDATE_TYPES = [Update.MESSAGE, Update.CALLBACK_QUERY, Update.INLINE_QUERY, Update.MY_CHAT_MEMBER]
"""The only kinds of update that are asked of Telegram (Bot API, getUpdates: allowed_updates)."""


class InOrderPerChat(BaseUpdateProcessor):
    """Different chats at once, one chat's updates one after the other; each is logged when it is done with.

    `secret` keeps the names that chats have in the log from being guessed.
    """

    def __init__(self, fetched: Fetched, secret: str) -> None:
        super().__init__(AT_ONCE)
        self._fetched, self._secret = fetched, secret
        self._turns: defaultdict[int, asyncio.Lock] = defaultdict(asyncio.Lock)

    async def do_process_update(self, update: object, coroutine: Awaitable[Any]) -> None:
        key = line_of(update) if isinstance(update, Update) else 0
        turn = self._turns[key]
        try:
            async with turn:
                started = perf_counter()
                await coroutine
            self._tell(update, key, perf_counter() - started)
        finally:
            self._fetched.answered(update)
        if not turn.locked() and not getattr(turn, "_waiters", None):
            self._turns.pop(key, None)

    def _tell(self, update: object, chat: int, seconds: float) -> None:
        if isinstance(update, Update) and log.isEnabledFor(logging.INFO):
            done = {"update": update.update_id, "chat": veiled(chat, self._secret), "ms": round(seconds * 1000)}
            log.info("update %(update)s of chat %(chat)s: %(ms)s ms", done, extra={"fields": done})

    async def initialize(self) -> None:
        """Nothing to set up."""

    async def shutdown(self) -> None:
        """Nothing to take down."""


def line_of(update: Update) -> int:
    """The chat whose updates are answered one after the other: where it comes from, else who it comes from."""
    chat, user = update.effective_chat, update.effective_user
    return chat.id if chat else user.id if user else 0


def build(
    settings: Settings,
    db: Database,
    *,
    request: BaseRequest | None = None,
    clock: Callable[[], datetime] = lambda: datetime.now(UTC),
) -> App:
    """The application, ready to be run or to be fed updates.

    `request` stands in for the network (`OfflineTelegram`); `clock` gives the moment, in UTC.
    """
    fetched = Fetched()
    secret = settings.bot_token.get_secret_value() if settings.bot_token else ""
    builder = Application.builder().concurrent_updates(InOrderPerChat(fetched, secret)).update_queue(fetched)
    builder = builder.post_init(_at_start)
    if request is not None:
        builder = builder.token("1:offline").request(request).get_updates_request(request)
    else:
        # One copy of the certificates for all: reading them takes as long as a dozen answers.
        trusted = httpx.create_ssl_context()
        builder = builder.token(settings.token).request(Connections(trusted))
        builder = builder.get_updates_request(Polling(fetched, httpx_kwargs={"verify": trusted}))
        if api := settings.telegram_api_url:
            builder = builder.base_url(f"{api}/bot").base_file_url(f"{api}/file/bot")
    app: App = builder.build()
    assert isinstance(app.bot, ExtBot)
    app.bot_data["tools"] = Tools(
        db, settings.owner_ids, settings.zone, settings.question_log_days, clock, app.bot, send_rate=settings.send_rate
    )
    app.add_error_handler(_name_fault)
    routes.register(app)
    upkeep.schedule(app)
    return app


async def _name_fault(update: object, context: Context) -> None:
    """What an operator can mend of a database is said in one line, before what happened is told at length."""
    if isinstance(context.error, DatabaseError):
        number = update.update_id if isinstance(update, Update) else None
        log.error("update %s: %s", number, in_words(context.error))


async def _at_start(app: App) -> None:
    """Menus are set after the first updates were asked for, not before them."""
    assert app.job_queue is not None
    app.job_queue.run_once(_set_menus, 1, name="menus")


async def _set_menus(context: Context) -> None:
    await routes.set_menus(tools_of(context))


def run(settings: Settings, db: Database) -> None:
    """Answer Telegram until told to stop (SIGTERM, SIGINT); every accepted question is answered first."""
    app = build(settings, db)
    loop = asyncio.new_event_loop()
    asyncio.set_event_loop(loop)
    loop.run_until_complete(until_reached(app.initialize, asyncio.Event()))
    app.run_polling(allowed_updates=UPDATE_TYPES, bootstrap_retries=-1, drop_pending_updates=False)
    if isinstance(app.update_queue, Fetched) and app.update_queue.refused:
        raise InvalidToken
