"""What Telegram says of the bot: whether the token works, what BotFather has still to be told, the webhook."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any, NamedTuple

import httpx

from bot.logs import without_secrets
from bot.settings import Settings

TIMEOUT = 10
"""Seconds that Telegram may take to answer."""

SKEW = timedelta(seconds=60)

Line = tuple[str, str, str, str]
"""Name, level, what is so, how to mend it: see `doctor.Check`."""


class Answer(NamedTuple):
    """What came back: the HTTP status, the JSON, the server's time when it says it."""

    status: int
    body: dict[str, Any]
    date: datetime | None = None


Fetch = Callable[[str], Answer]


def fetch(url: str) -> Answer:
    """Ask over the network; raises OSError when nobody answers."""
    try:
        found = httpx.get(url, timeout=TIMEOUT)
    except httpx.HTTPError as error:
        raise OSError(without_secrets(f"{error}") or type(error).__name__) from None
    date = found.headers.get("date")
    try:
        body = found.json()
    except ValueError:
        body = {}
    return Answer(found.status_code, body, parsedate_to_datetime(date) if date else None)


def check_telegram(settings: Settings, now: datetime, ask: Fetch) -> Iterator[Line]:
    """The lines about Telegram."""
    if settings.bot_token is None:
        yield "token", "warn", "BOT_TOKEN is missing: only the terminal chat works", "ask @BotFather for one"
        return
    base = f"{settings.telegram_api_url or 'https://api.telegram.org'}/bot{settings.token}"
    try:
        me = ask(f"{base}/getMe")
    except OSError as error:
        yield "telegram", "fail", f"cannot be reached: {error}", "check the network, DNS and TELEGRAM_API_URL"
        return
    if me.status in {401, 404}:
        yield "token", "fail", "Telegram refuses it: it was revoked or mistyped", "ask @BotFather for the token again"
        return
    if me.status != 200 or not isinstance(me.body.get("result"), dict):
        yield "telegram", "fail", f"answers with status {me.status}", "check TELEGRAM_API_URL, or try again later"
        return
    bot = me.body["result"]
    yield "token", "ok", f"@{bot.get('username')}", ""
    if not bot.get("supports_inline_queries"):
        yield "inline mode", "warn", "is off", "send /setinline to @BotFather"
    if me.date is not None and abs(me.date - now) > SKEW:
        yield "clock", "fail", f"differs from Telegram's, {me.date:%Y-%m-%d %H:%M:%S} UTC", "set this machine's clock"
    yield from _webhook(settings, ask, base)


def _webhook(settings: Settings, ask: Fetch, base: str) -> Iterator[Line]:
    try:
        info = ask(f"{base}/getWebhookInfo").body.get("result") or {}
    except OSError:
        return
    if info.get("url") and not settings.webhook_url:
        yield "webhook", "warn", "one is set: another installation may use this token", "run one bot per token"
    if settings.webhook_url and info.get("last_error_message"):
        told = f"Telegram could not deliver: {info['last_error_message']}"
        yield "webhook", "warn", told, "check that WEBHOOK_URL reaches this machine"
