"""The webhook: any number of processes behind a balancer, each answering any update.

An update is answered before its call is (Bot API, setWebhook: Telegram repeats what was not answered with 200), so a
killed process loses none; one that comes again after its answer does nothing.
"""

import asyncio
import contextlib
import hmac
import json
import logging
import signal
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

import tornado.web
from sqlalchemy.exc import DBAPIError
from telegram import Update
from telegram.error import TelegramError
from telegram.ext import ApplicationHandlerStop
from tornado.httpserver import HTTPServer

from bot.app import UPDATE_TYPES, build
from bot.metrics import Metrics
from bot.settings import Settings
from handlers.context import App, Tools
from store.database import Database, head_version, is_busy
from store.figures import figures
from store.turns import Turns, answered, note_answered

log = logging.getLogger(__name__)

BODY_LIMIT = 1 << 20
"""Bytes of a call; an update is far smaller (a message has 4096 characters)."""

REMEMBERED = 10_000
"""Answered updates that a process knows without asking the database."""

LOOK_AGAIN = 0.02
"""Seconds between two tries to take a chat's turn from another process."""

NOTE_EVERY = 0.5
"""Seconds after which answers are noted in the database, many at once: that only matters when a 200 was lost."""

PATIENCE = 25
"""Seconds that a stop waits for answers; systemd and Kubernetes kill after 30 or more."""

CONNECTIONS = 100
"""Calls that Telegram may have open at once (Bot API, setWebhook: max_connections)."""


class Unanswered(Exception):
    """The database was away: Telegram is to deliver the update again."""


@dataclass
class Desk:
    """Where updates arrive: each chat's in turn, each update once."""

    app: App
    db: Database
    metrics: Metrics = field(default_factory=Metrics)
    _known: "OrderedDict[int, None]" = field(default_factory=OrderedDict)
    _to_note: set[int] = field(default_factory=set)
    _failed: set[int] = field(default_factory=set)
    _at_work: int = 0

    def __post_init__(self) -> None:
        self.turns = Turns(self.db.engine)
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
        self._at_work += 1
        try:
            await self.app.update_processor.process_update(update, self._in_turn(update))
        finally:
            self._at_work -= 1

    async def idle(self) -> None:
        """Wait until every accepted update is answered, at most PATIENCE seconds."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(PATIENCE):
                while self._at_work:
                    await asyncio.sleep(LOOK_AGAIN)

    async def _in_turn(self, update: Update) -> None:
        chat = update.effective_chat or update.effective_user
        key = chat.id if chat else 0
        while not await asyncio.to_thread(self.turns.take, key):
            await asyncio.sleep(LOOK_AGAIN)
        try:
            if await self._was_answered(update):
                self.metrics.repeated(update)
                return
            with self.metrics.timing(update):
                await self.app.process_update(update)
                if update.update_id in self._failed:
                    self._failed.discard(update.update_id)
                    raise Unanswered
            self._remember(update.update_id)
        finally:
            await asyncio.to_thread(self.turns.give_back, key)

    async def _was_answered(self, update: Update) -> bool:
        return update.update_id in self._known or await self.db.read(answered, update.update_id)

    def _remember(self, update: int) -> None:
        self._known[update] = None
        self._to_note.add(update)
        while len(self._known) > REMEMBERED:
            self._known.popitem(last=False)

    async def _later(self, update: object, context: Any) -> None:
        """An error handler: a database that is away leaves the update to be delivered again."""
        if isinstance(update, Update) and isinstance(context.error, DBAPIError) and is_busy(context.error):
            log.warning("update %s waits: the database does not answer", update.update_id)
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


class Calls(tornado.web.RequestHandler):
    """Telegram's calls."""

    def initialize(self, desk: Desk, secret: str) -> None:
        self.desk, self.secret = desk, secret

    async def post(self) -> None:
        given = self.request.headers.get("X-Telegram-Bot-Api-Secret-Token", "")
        if not hmac.compare_digest(given.encode(), self.secret.encode()):
            self._refuse(403, "secret")
            return
        try:
            update = Update.de_json(json.loads(self.request.body), self.desk.app.bot)
            if not 0 < update.update_id < 1 << 31:
                raise ValueError("no number of an update")
        except Exception:  # PTB's parser raises whatever a field makes of a wrong value
            self._refuse(400, "malformed")
            return
        try:
            await self.desk.receive(update)
        except (Unanswered, DBAPIError):
            self.set_status(503)

    def _refuse(self, status: int, reason: str) -> None:
        self.desk.metrics.refused(reason)
        self.set_status(status)


class Health(tornado.web.RequestHandler):
    """`/healthz`: the process lives. `/readyz`: it can answer. `/metrics`: figures."""

    def initialize(self, desk: Desk) -> None:
        self.desk = desk

    async def get(self) -> None:
        self.set_header("Content-Type", "text/plain; charset=utf-8")
        if self.request.path == "/metrics":
            self.write(self.desk.metrics.text(await self.desk.db.read(figures, self.desk.tools.clock())))
            return
        missing = await self.desk.ready() if self.request.path == "/readyz" else None
        self.set_status(503 if missing else 200)
        self.write(f"{missing or 'ok'}\n")


class Site(tornado.web.Application):
    """The addresses, without a log of each call."""

    def __init__(self, desk: Desk, settings: Settings) -> None:
        assert settings.webhook_url
        assert settings.webhook_secret
        path = urlsplit(settings.webhook_url).path or "/"
        secret = settings.webhook_secret.get_secret_value()
        super().__init__(
            [
                (r"/healthz|/readyz|/metrics", Health, {"desk": desk}),
                (f"{path.rstrip('/')}/?", Calls, {"desk": desk, "secret": secret}),
            ]
        )

    def log_request(self, handler: tornado.web.RequestHandler) -> None:
        """Calls are counted, not logged: their addresses may hold secrets."""


async def serve(settings: Settings, db: Database, stop: asyncio.Event, app: "App | None" = None) -> None:
    """Answer calls until told to stop; every accepted one is answered first."""
    app = app or build(settings, db)
    assert settings.webhook_url
    assert settings.webhook_secret
    async with app:
        desk = Desk(app, db)
        server = HTTPServer(Site(desk, settings), max_body_size=BODY_LIMIT, xheaders=True)
        host, _, port = settings.webhook_listen.rpartition(":")
        server.listen(int(port), host)
        await app.start()
        if app.post_init is not None:
            await app.post_init(app)
        await app.bot.set_webhook(
            settings.webhook_url,
            secret_token=settings.webhook_secret.get_secret_value(),
            allowed_updates=UPDATE_TYPES,
            max_connections=CONNECTIONS,
        )
        noting = asyncio.create_task(desk.keep_noting())
        log.info("listening on %s", settings.webhook_listen)
        try:
            await stop.wait()
        finally:
            server.stop()
            await desk.idle()
            await server.close_all_connections()
            noting.cancel()
            await desk.note()
            await app.stop()
            desk.turns.close()


async def work(settings: Settings, db: Database, stop: asyncio.Event, app: "App | None" = None) -> None:
    """Only the ticks, until told to stop: digests fall due and the outbox is emptied, no update is answered."""
    app = app or build(settings, db)
    async with app:
        await app.start()
        if app.post_init is not None:
            await app.post_init(app)
        log.info("working")
        try:
            await stop.wait()
        finally:
            await app.stop()


def run(settings: Settings, db: Database) -> None:
    """`serve` until SIGTERM or SIGINT."""
    asyncio.run(_until_told(serve, settings, db))


def run_work(settings: Settings, db: Database) -> None:
    """`work` until SIGTERM or SIGINT."""
    asyncio.run(_until_told(work, settings, db))


async def _until_told(
    doing: Callable[[Settings, Database, asyncio.Event], Awaitable[None]], settings: Settings, db: Database
) -> None:
    stop = asyncio.Event()
    for sign in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(sign, stop.set)
    await doing(settings, db, stop)
