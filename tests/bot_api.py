"""The offline Bot API over HTTP: what a real process of the bot talks to."""

import asyncio
import threading
import time
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field

from telegram import User
from tornado.httpserver import HTTPServer
from tornado.netutil import bind_sockets
from tornado.web import Application, RequestHandler

from bot.offline import OfflineTelegram

SENDS = ("sendMessage", "editMessageText")


@dataclass
class Server:
    """Where it listens, when it was asked what (seconds of `time.monotonic`), how often it handed out which update."""

    url: str
    telegram: OfflineTelegram
    loop: asyncio.AbstractEventLoop
    done: asyncio.Event
    asked: dict[str, list[float]] = field(default_factory=dict)
    refused: set[str] = field(default_factory=set)
    """Methods that a token which was revoked is refused for."""

    handed_out: Counter[int] = field(default_factory=Counter)

    def people_say(self, texts: list[str]) -> None:
        """Queue a private message from a different person for each text."""
        self.loop.call_soon_threadsafe(self._say, texts)

    def _say(self, texts: list[str]) -> None:
        for at, text in enumerate(texts):
            self.telegram.user_says(User(10_000 + at, f"P{at}", False, language_code="en"), text)

    def answers(self) -> int:
        """How many messages were sent so far."""
        return sum(len(self.asked.get(method, ())) for method in SENDS)

    def first(self, method: str, *, timeout: float = 60) -> float:
        """The moment of the first request of a method."""
        deadline = time.monotonic() + timeout
        while method not in self.asked:
            if time.monotonic() > deadline:
                raise TimeoutError(method)
            time.sleep(0.005)
        return self.asked[method][0]


@contextmanager
def serving(port: int = 0, telegram: OfflineTelegram | None = None) -> Iterator[Server]:
    """A server in a thread of its own, on a free port unless one is named, with a Telegram of its own unless given."""
    ready: threading.Event = threading.Event()
    found: list[Server] = []
    thread = threading.Thread(
        target=lambda: asyncio.run(_serve(port, telegram or OfflineTelegram(), found, ready)), daemon=True
    )
    thread.start()
    ready.wait()
    yield found[0]
    found[0].loop.call_soon_threadsafe(found[0].done.set)
    thread.join(5)


async def _serve(port: int, telegram: OfflineTelegram, found: list[Server], ready: threading.Event) -> None:
    async with listening(telegram, port) as server:
        found.append(server)
        ready.set()
        await server.done.wait()


@asynccontextmanager
async def listening(telegram: OfflineTelegram, port: int = 0) -> AsyncIterator[Server]:
    """A server in this event loop, on a free port unless one is named."""
    sockets = bind_sockets(port, "127.0.0.1")
    url = f"http://127.0.0.1:{sockets[0].getsockname()[1]}"
    server = Server(url, telegram, asyncio.get_running_loop(), asyncio.Event())
    doors = [(r"/bot[^/]+/(\w+)", _Method, {"server": server}), (r"/file/bot[^/]+/(.+)", _File, {"server": server})]
    http = HTTPServer(Application(doors, log_function=_nothing))
    http.add_sockets(sockets)
    yield server
    http.stop()
    await http.close_all_connections()


def _nothing(_: RequestHandler) -> None:
    """What was refused is seen by who asked."""


class _Method(RequestHandler):
    def initialize(self, server: Server) -> None:
        self._server = server
        self._gone = False

    def on_connection_close(self) -> None:
        self._gone = True

    async def post(self, method: str) -> None:
        self._server.asked.setdefault(method, []).append(time.monotonic())
        params = {name: self.get_body_argument(name) for name in self.request.body_arguments}
        files = {name: (file.filename, file.body) for name, [file] in self.request.files.items()}
        if method == "getUpdates":
            await self._server.telegram.inbox.wait({"offset": int(params.get("offset", 0)), "timeout": 1})
        if method in self._server.refused:
            self.set_status(401)
            self.write({"ok": False, "error_code": 401, "description": "Unauthorized"})
            return
        if self._gone:
            return
        status, answer = self._server.telegram.handle(method, dict(params), files)
        if method == "getUpdates" and status == 200:
            self._server.handed_out.update(update["update_id"] for update in answer["result"])
        self.set_status(status)
        self.write(answer)


class _File(RequestHandler):
    def initialize(self, server: Server) -> None:
        self._files = server.telegram.chats.contents

    def get(self, path: str) -> None:
        self.write(self._files[path])
