"""A Bot API inside the process, for the chat in the terminal and for tests: no network, no token, no Telegram.

`OfflineTelegram` takes the place of python-telegram-bot's HTTP client. It keeps chats, answers as Telegram answers,
refuses what Telegram refuses, and can be told to fail.
"""

import asyncio
import itertools
import json
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal
from urllib.parse import unquote, urlsplit

import httpx
from telegram import User
from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest, RequestData

from bot.offline_chats import JSON, Chats, Parameters, TelegramRefuses, Upload
from bot.offline_inbox import Inbox
from bot.offline_methods import METHODS
from bot.offline_people import People

BOT = User(7000000001, "On Record", True, username="onrecord_bot", can_join_groups=True, supports_inline_queries=True)
_AS_JSON = {"chat_id", "message_id", "user_id", "message_thread_id", "offset", "limit", "timeout", "allowed_updates"}
_AS_JSON |= {
    "reply_markup",
    "reply_parameters",
    "entities",
    "caption_entities",
    "media",
    "results",
    "commands",
    "scope",
}
_AS_JSON |= {"reaction", "drop_pending_updates", "link_preview_options", "button"}

Loss = Literal["refused", "pool", "connect", "read"]


class Lost(Exception):
    """The network failed: ``refused``, ``pool`` and ``connect`` before the request arrived, ``read`` after."""

    def __init__(self, loss: Loss) -> None:
        super().__init__(loss)
        self.loss = loss


@dataclass(frozen=True, slots=True)
class Failure:
    """How a request is to fail: with an HTTP status (and what belongs to it), or by losing the network.

    With ``after`` the request does its work first, so that only the answer is missing.
    """

    status: int = 500
    description: str = "Internal Server Error"
    parameters: JSON = field(default_factory=dict)
    loss: Loss | None = None
    after: bool = False


@dataclass(frozen=True, slots=True)
class Call:
    """One request as it came in, and its answer (``status`` 0: none was given)."""

    method: str
    params: JSON
    files: Mapping[str, Upload]
    status: int
    answer: JSON


Rule = Callable[[str, JSON], Failure | None]


class OfflineTelegram(People, BaseRequest):
    """Telegram, as far as a bot can tell. For one event loop; `clock` gives seconds since 1970.

    `calls` are the requests in order (but for ``getUpdates``), `listeners` are told of each as it is answered, `rules`
    decide, first come first served, which fail.
    """

    def __init__(self, bot: User = BOT, *, clock: Callable[[], float] = time.time) -> None:
        self.chats = Chats(bot.to_dict(), clock)
        self.calls: list[Call] = []
        self.listeners: list[Callable[[Call], None]] = []
        self.rules: list[Rule] = []
        self.inbox = Inbox()

    @property
    def read_timeout(self) -> float | None:
        """Nothing is waited for."""
        return None

    async def initialize(self) -> None:
        """Nothing to open."""

    async def shutdown(self) -> None:
        """Nothing to close."""

    def fail_next(
        self,
        method: str = "",
        *,
        status: int = 500,
        description: str = "Internal Server Error",
        retry_after: int | None = None,
        loss: Loss | None = None,
        after: bool = False,
        chat_id: int | str | None = None,
        times: int = 1,
    ) -> None:
        """Make the next `times` requests fail, of one method and to one chat where these are named.

        `retry_after` (seconds) makes it the flood limit's 429; `loss` loses the network instead: ``read`` after the
        work was done, the others before.
        """
        failure = Failure(status, description, {}, loss, after or loss == "read")
        if retry_after is not None:
            words = f"Too Many Requests: retry after {retry_after}"
            failure = Failure(429, words, {"retry_after": retry_after}, after=after)
        left = itertools.repeat(failure, times)

        def rule(called: str, params: JSON) -> Failure | None:
            wanted = method in ("", called) and chat_id in (None, params.get("chat_id"))
            return next(left, None) if wanted and called != "getUpdates" else None

        self.rules.append(rule)

    def handle(self, method: str, params: JSON, files: Mapping[str, Upload] | None = None) -> tuple[int, JSON]:
        """Answer a request: the HTTP status and the envelope, at once (``getUpdates`` does not wait).

        Parameters may be values, or the strings that an HTTP form carries. Raises `Lost` where told to.
        """
        read = Parameters({name: _read(name, value) for name, value in params.items()})
        failure = next((found for rule in self.rules if (found := rule(method, read)) is not None), None)
        status, answer = self._perform(method, read, files or {}) if failure is None or failure.after else (0, {})
        if failure is not None and failure.loss is None:
            status = failure.status
            answer = {"ok": False, "error_code": status, "description": failure.description}
            answer |= {"parameters": failure.parameters} if failure.parameters else {}
        self._note(Call(method, read, files or {}, status, answer))
        if failure is not None and failure.loss is not None:
            raise Lost(failure.loss)
        return status, answer

    def _perform(self, method: str, params: JSON, files: Mapping[str, Upload]) -> tuple[int, JSON]:
        try:
            if method in self.inbox.methods:
                result = self.inbox.methods[method](params)
            elif method in METHODS:
                result = METHODS[method](self.chats, params, files)
            else:
                raise TelegramRefuses("method not found", 404)
            # answers are copies: what is kept changes with every edit
            return 200, {"ok": True, "result": json.loads(json.dumps(result))}
        except TelegramRefuses as refusal:
            return refusal.status, refusal.to_dict()

    def _note(self, call: Call) -> None:
        if call.method == "getUpdates":
            return
        self.calls.append(call)
        for listener in self.listeners:
            listener(call)

    async def do_request(  # noqa: PLR0917 - the base class's signature
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Any = BaseRequest.DEFAULT_NONE,
        write_timeout: Any = BaseRequest.DEFAULT_NONE,
        connect_timeout: Any = BaseRequest.DEFAULT_NONE,
        pool_timeout: Any = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        """Answer python-telegram-bot as `HTTPXRequest` would, errors of the network included."""
        path = unquote(urlsplit(url).path)
        await asyncio.sleep(0)  # every real request lets others run
        if "/file/bot" in path:
            content = self.chats.contents.get(path.split("/file/bot", 1)[1].partition("/")[2])
            return (404, b"Not Found") if content is None else (200, content)
        called = path.rsplit("/", 1)[-1]
        params: JSON = json.loads(json.dumps(request_data.parameters)) if request_data else {}
        files = _uploads(request_data) if request_data else {}
        if called == "getUpdates":
            await self.inbox.wait(params)
        try:
            status, answer = self.handle(called, params, files)
        except Lost as lost:
            raise _as_raised(lost.loss) from _CAUSES[lost.loss]
        return status, json.dumps(answer).encode()


def _read(name: str, value: Any) -> Any:
    """A parameter as a value: forms carry lists, objects, numbers and truths as JSON."""
    if not isinstance(value, str) or name not in _AS_JSON:
        return value
    try:
        return json.loads(value)
    except ValueError:
        return value  # a chat's @name


_CAUSES: dict[Loss, httpx.HTTPError] = {
    "refused": httpx.ConnectError("All connection attempts failed"),
    "pool": httpx.PoolTimeout(""),
    "connect": httpx.ConnectTimeout(""),
    "read": httpx.ReadTimeout(""),
}


def _as_raised(loss: Loss) -> NetworkError:
    """The error that python-telegram-bot makes of the HTTP client's."""
    match loss:
        case "refused":
            return NetworkError(f"httpx.ConnectError: {_CAUSES[loss]}")
        case "pool":
            return TimedOut("Pool timeout: All connections in the connection pool are occupied.")
        case _:
            return TimedOut()


def _uploads(data: RequestData) -> dict[str, Upload]:
    parts = data.multipart_data if data.contains_files else {}
    return {
        name: (file_name, content if isinstance(content, bytes) else content.read())
        for name, (file_name, content, _) in parts.items()
    }
