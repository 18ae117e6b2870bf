"""The webhook: any number of processes behind a balancer, each answering any update.

An update is answered before its call is (Bot API, setWebhook: Telegram repeats what was not answered with 200), so a
killed process loses none; one that comes again after its answer does nothing.
"""

import asyncio
import hmac
import json
import logging
import signal
from collections.abc import Awaitable, Callable
from functools import partial
from urllib.parse import urlsplit

import tornado.web
from sqlalchemy.exc import DBAPIError
from telegram import Bot, Update
from tornado.httpserver import HTTPServer

from bot.app import UPDATE_TYPES, build
from bot.desk import Desk, Unanswered
from bot.incoming import is_shaped
from bot.reaching import until_reached
from bot.settings import Settings
from handlers.context import App
from store.database import Database
from store.figures import figures

log = logging.getLogger(__name__)

BODY_LIMIT = 1 << 20
"""Bytes of a call; an update is far smaller (a message has 4096 characters)."""

CONNECTIONS = 100
"""Calls that Telegram may have open at once (Bot API, setWebhook: max_connections)."""


class Malformed(Exception):
    """No update of the Bot API."""


def update_of(body: bytes, bot: Bot) -> Update:
    """The update in the body of a call; kinds that were not asked for are left out of it unread.

    Raises:
        Malformed: when it is none.
    """
    try:
        found = json.loads(body)
        if not is_shaped("Update", found) or not 0 < found["update_id"] < 1 << 31:
            raise ValueError("no update of the Bot API")
        update = Update.de_json({name: found[name] for name in ("update_id", *UPDATE_TYPES) if name in found}, bot)
    except Exception as error:  # PTB's parser raises whatever a field makes of a wrong value
        raise Malformed from error
    return update


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
            update = update_of(self.request.body, self.desk.app.bot)
        except Malformed:
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
    if not await until_reached(app.initialize, stop):
        return
    async with app:
        desk = Desk(app, db)
        server = HTTPServer(Site(desk, settings), max_body_size=BODY_LIMIT, xheaders=True)
        host, _, port = settings.webhook_listen.rpartition(":")
        server.listen(int(port), host)
        await app.start()
        if app.post_init is not None:
            await app.post_init(app)
        tell_where = partial(
            app.bot.set_webhook,
            settings.webhook_url,
            secret_token=settings.webhook_secret.get_secret_value(),
            allowed_updates=UPDATE_TYPES,
            max_connections=CONNECTIONS,
        )
        noting = asyncio.create_task(desk.keep_noting())
        log.info("listening on %s", settings.webhook_listen)
        try:
            await until_reached(tell_where, stop)
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
    if not await until_reached(app.initialize, stop):
        return
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
