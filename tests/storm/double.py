"""A Bot API over HTTP in a process of its own: it misbehaves as told, and keeps count of what reaches it.

Its limits are Telegram's, counted when a request arrives: so many a second in all, one a second to a chat, twenty a
minute to a group or channel. What breaks one is answered 429 and noted as a violation.
"""

import asyncio
import json
import random
import sys
import time
from collections import defaultdict, deque
from dataclasses import asdict, dataclass, field
from typing import Any

from tornado.httpserver import HTTPServer
from tornado.netutil import bind_sockets
from tornado.web import Application, RequestHandler

BOT = {"id": 1, "is_bot": True, "first_name": "On Record", "username": "onrecord_bot"}
MOVED_BY = 10**9
"""A chat that became a supergroup has this much less as its id."""


@dataclass(frozen=True)
class Weather:
    """How Telegram behaves: its limit a second, the share of requests that meet each misfortune, its chats' fates."""

    rate: int = 30
    flood: float = 0.01
    error_before: float = 0.01
    error_after: float = 0.005
    answer_lost: float = 0.01
    blocked: list[int] = field(default_factory=list)
    migrated: list[int] = field(default_factory=list)
    away_every: float = 7.0
    """Seconds between two times that nobody answers the door, each `away_for` seconds long; 0 for never."""

    away_for: float = 0.4
    limits: bool = True
    seed: int = 1


class Telegram:
    """What has arrived, what was posted, and which answers nobody got."""

    def __init__(self, weather: Weather) -> None:
        self.weather = weather
        self.random = random.Random(weather.seed)
        self.blocked, self.migrated = set(weather.blocked), set(weather.migrated)
        self.arrived: deque[float] = deque()
        self.per_chat: dict[int, deque[float]] = defaultdict(lambda: deque(maxlen=20))
        self.posts: list[tuple[float, int, str]] = []
        self.unanswered: list[tuple[int, str]] = []
        self.violations: list[str] = []
        self.floods = self.requests = self.busiest = 0

    def receive(self, chat: int, text: str) -> tuple[int, dict[str, Any]] | None:
        """The status and the answer, None when the answer is to be lost."""
        now = time.monotonic()
        self.requests += 1
        if self.weather.limits and (broken := self._broken(chat, now)):
            self.violations.append(broken)
            return self._flood(1)
        if chat in self.blocked:
            return 403, _refusal(403, "Forbidden: bot was blocked by the user")
        if chat in self.migrated:
            moved = {"migrate_to_chat_id": chat - MOVED_BY}
            return 400, _refusal(400, "Bad Request: group chat was upgraded to a supergroup chat", moved)
        return self._weathered(chat, text, now)

    def _weathered(self, chat: int, text: str, now: float) -> tuple[int, dict[str, Any]] | None:
        weather, luck = self.weather, self.random.random()
        if (luck := luck - weather.flood) < 0:
            self.floods += 1
            return self._flood(self.random.choice((1, 2, 3)))
        if (luck := luck - weather.error_before) < 0:
            self.unanswered.append((chat, text))
            return 502, _refusal(502, "Bad Gateway")
        self.posts.append((now, chat, text))
        if (luck := luck - weather.error_after) < 0:
            self.unanswered.append((chat, text))
            return 500, _refusal(500, "Internal Server Error")
        if luck - weather.answer_lost < 0:
            self.unanswered.append((chat, text))
            return None
        message = {"message_id": len(self.posts), "date": int(time.time()), "chat": {"id": chat, "type": "channel"}}
        return 200, {"ok": True, "result": message | {"text": text}}

    def _broken(self, chat: int, now: float) -> str | None:
        """Which limit this request breaks, by the requests that came before it."""
        while self.arrived and self.arrived[0] <= now - 1:
            self.arrived.popleft()
        self.arrived.append(now)
        self.busiest = max(self.busiest, len(self.arrived))
        times = self.per_chat[chat]
        broken = None
        if len(self.arrived) > self.weather.rate:
            broken = f"{len(self.arrived)} messages within a second"
        elif times and now - times[-1] < 1:
            broken = f"{now - times[-1]:.3f} s after the last message to {chat}"
        elif chat < 0 and len(times) == 20 and now - times[0] < 60:
            broken = f"21 messages within {now - times[0]:.1f} s to {chat}"
        times.append(now)
        return broken

    @staticmethod
    def _flood(seconds: int) -> tuple[int, dict[str, Any]]:
        return 429, _refusal(429, f"Too Many Requests: retry after {seconds}", {"retry_after": seconds})

    def report(self) -> dict[str, Any]:
        return {
            "posts": self.posts,
            "unanswered": self.unanswered,
            "violations": self.violations,
            "floods": self.floods,
            "requests": self.requests,
            "busiest": self.busiest,
        }


def _refusal(code: int, words: str, parameters: dict[str, Any] | None = None) -> dict[str, Any]:
    return {"ok": False, "error_code": code, "description": words} | ({"parameters": parameters} if parameters else {})


class Method(RequestHandler):
    """One request of a bot."""

    def initialize(self, telegram: Telegram) -> None:
        self.telegram = telegram

    def post(self, method: str) -> None:
        if method != "sendMessage":
            self.write({"ok": True, "result": BOT if method == "getMe" else True})
            return
        answer = self.telegram.receive(int(self.get_body_argument("chat_id")), self.get_body_argument("text"))
        if answer is None:
            self.request.connection.stream.close()  # type: ignore[union-attr]
            self._finished = True
            return
        status, body = answer
        self.set_status(status)
        self.write(body)

    def get(self, _: str) -> None:
        """The report, for the test."""
        self.write(json.dumps(self.telegram.report()))


async def serve(weather: Weather) -> None:
    """Serve on a free port, told on standard output, until killed."""
    telegram = Telegram(weather)
    app = Application([(r"/bot[^/]+/(\w+)", Method, {"telegram": telegram})], log_function=lambda _: None)
    sockets = bind_sockets(0, "127.0.0.1")
    port = sockets[0].getsockname()[1]
    server = HTTPServer(app)
    server.add_sockets(sockets)
    print(port, flush=True)
    while True:
        await asyncio.sleep(weather.away_every or 3600)
        server.stop()
        await asyncio.sleep(weather.away_for)
        server.add_sockets(bind_sockets(port, "127.0.0.1", reuse_port=True))


def as_text(weather: Weather) -> str:
    return json.dumps(asdict(weather))


if __name__ == "__main__":
    asyncio.run(serve(Weather(**json.loads(sys.argv[1]))))
