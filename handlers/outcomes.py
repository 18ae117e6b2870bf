"""What an error of Telegram's or of the network says about a message that was being sent.

The question is always whether it may have arrived: only then could a repeat be one too many.
"""

from datetime import datetime, timedelta

import httpx
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
)

from store.outcome import Failed, Later, Moved, Outcome, Suspended, Unknown

NEVER_ARRIVED = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.UnsupportedProtocol)
"""Errors of the HTTP client from before a request's first byte was sent."""

PATIENCE = timedelta(seconds=3)
"""Before a message that never left is tried again; doubled each time, up to `LONGEST`."""

LONGEST = timedelta(minutes=5)

NO_RIGHTS = (
    "chat not found",
    "not enough rights",
    "no write access",
    "chat_write_forbidden",
    "chat_restricted",
    "user_is_blocked",
    "peer_id_invalid",
    "have no rights",
    "need administrator rights",
    "group chat was deactivated",
)
"""What Telegram says, as 400, when the bot may not write there (tdlib, MessageContent.cpp; Client.cpp)."""

NO_TOPIC = ("message thread not found", "topic_closed", "topic_deleted", "topic_id_invalid")


def outcome_of(error: TelegramError, chat: int, now: datetime, attempt: int = 1) -> Outcome:
    """What became of a message to this chat that was answered with an error."""
    if isinstance(error, RetryAfter):
        return Later(now + wait_of(error) + timedelta(milliseconds=100), error.message, chat=True)
    if isinstance(error, ChatMigrated):
        return Moved(error.new_chat_id, error.message)
    if isinstance(error, Forbidden):
        return Suspended(error.message)
    if isinstance(error, BadRequest):
        return _refused(error.message, chat)
    reason = error.message or type(error.__cause__ or error).__name__
    if isinstance(error, InvalidToken | Conflict) or isinstance(error.__cause__, NEVER_ARRIVED):
        return Later(_later(now, attempt), reason)
    return Unknown(reason) if isinstance(error, NetworkError) else Failed(reason)


def wait_of(error: RetryAfter) -> timedelta:
    """How long Telegram asks to wait."""
    wait: timedelta = error._retry_after  # the public name warns that its type will change to this one
    return wait


def _refused(reason: str, chat: int) -> Outcome:
    said = reason.lower()
    if any(words in said for words in NO_TOPIC):
        return Moved(chat, reason)
    if any(words in said for words in NO_RIGHTS):
        return Suspended(reason)
    return Failed(reason)


def _later(now: datetime, attempt: int) -> datetime:
    return now + min(LONGEST, PATIENCE * 2.0 ** min(attempt - 1, 10))
