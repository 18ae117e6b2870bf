"""What became of a message that was sent, and how fast messages may leave. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TypeAlias

PER_CHAT = timedelta(seconds=1)
"""Between two messages to one chat (Telegram's bot FAQ)."""

PER_GROUP, GROUP_WINDOW = 20, timedelta(minutes=1)
"""Messages to one group or channel in any minute (Telegram's bot FAQ)."""

HEADROOM = 0.985
"""The share of the limit that is used: a late message must not crowd the second it falls into."""


@dataclass(frozen=True, slots=True)
class Sent:
    """It arrived, as this message."""

    message_id: int


@dataclass(frozen=True, slots=True)
class Later:
    """It did not arrive and may be sent at this moment; `chat` when nothing else may go to that chat before."""

    at: datetime
    reason: str
    chat: bool = False


@dataclass(frozen=True, slots=True)
class Unknown:
    """It may have arrived: the answer was lost."""

    reason: str


@dataclass(frozen=True, slots=True)
class Moved:
    """The group lives on as a supergroup of this id; or, with the same id, the topic is gone and the chat is not."""

    chat_id: int
    reason: str


@dataclass(frozen=True, slots=True)
class Suspended:
    """The bot may not write there now."""

    reason: str


@dataclass(frozen=True, slots=True)
class Failed:
    """Telegram does not take this message, today or ever."""

    reason: str


Outcome: TypeAlias = Sent | Later | Unknown | Moved | Suspended | Failed


@dataclass(frozen=True, slots=True)
class Message:
    """A message claimed for sending: not before `slot`, and not after `until`, when somebody else may claim it.

    `repeat` when nobody knows whether it arrived the first time.
    """

    id: int
    chat_id: int
    thread_id: int | None
    html: str
    buttons: tuple[tuple[tuple[str, str], ...], ...]
    attempt: int
    slot: datetime
    until: datetime
    repeat: bool = False
    edition_id: int | None = None


def slots(free_at: datetime, now: datetime, horizon: timedelta, rate: float) -> list[datetime]:
    """The moments up to `now + horizon` at which a message of all processes together may leave, at `rate` a second.

    An allowance that lies further ahead than any claim reserves was written before the clock was set back: it is void.
    """
    start = now if free_at > now + 4 * horizon else max(free_at, now)
    count = max(0, int((now + horizon - start) / spacing(rate)))
    return [start + place * spacing(rate) for place in range(count)]


def spacing(rate: float) -> timedelta:
    """Between two messages, at this many a second."""
    return timedelta(seconds=1 / (rate * HEADROOM))


def next_free(chat_id: int, recent: Sequence[float], done: datetime) -> tuple[datetime, list[float]]:
    """When a chat may be written to again after a message at `done`, and its last messages, newest last.

    Groups and channels have negative ids (Bot API); only they are counted by the minute.
    """
    free = done + PER_CHAT
    if chat_id > 0:
        return free, []
    kept = [*recent, done.timestamp()][-PER_GROUP:]
    if len(kept) == PER_GROUP:
        free = max(free, datetime.fromtimestamp(kept[0], UTC) + GROUP_WINDOW)
    return free, kept
