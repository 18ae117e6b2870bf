"""What became of a message that was sent, and how fast messages may leave. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TypeAlias

PER_CHAT = timedelta(seconds=1)
"""Between two messages to one chat (Telegram's bot FAQ)."""

PER_GROUP, GROUP_WINDOW = 20, timedelta(minutes=1)
"""Messages to one group or channel in any minute (Telegram's bot FAQ)."""

SHARE_LEASE = timedelta(seconds=3)
"""How long a process keeps its share of the limit without asking again: longer than a request it leaves behind."""


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
    """A message claimed for sending before `until`, when somebody else may claim it.

    `repeat` when nobody knows whether it arrived the first time. `html` is the caption where there is a `picture`.
    """

    id: int
    chat_id: int
    thread_id: int | None
    html: str
    buttons: tuple[tuple[tuple[str, str], ...], ...]
    attempt: int
    until: datetime
    repeat: bool = False
    edition_id: int | None = None
    picture: str | None = None


def share(
    shares: Mapping[str, Sequence[float]], holder: str, busy: int, now: datetime, rate: int
) -> dict[str, list[float]]:
    """How the limit of `rate` messages a second is shared once a process has asked for its part.

    Each permit stands for one message a second; all together are never more than `rate`. A process that is gone loses
    its permits when its lease is over; one that has more than its part gives up what is not `busy`.
    """
    moment = now.timestamp()
    longest = moment + SHARE_LEASE.total_seconds() * 2  # a lease from before the clock was set back is void
    others = {one: list(held) for one, held in shares.items() if one != holder and moment < held[1] < longest}
    taken = int(sum(held[0] for held in others.values()))
    held, until = shares.get(holder, (0, 0))
    held = int(held) if moment < until < longest else 0
    part = max(min(rate // (len(others) + 1) or 1, rate - taken), min(busy, held))
    return others | {holder: [max(0, part), moment + SHARE_LEASE.total_seconds()]}


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
