"""What a handler answers with, before it becomes Telegram's: blocks of HTML, buttons, a file. Pure."""

import html
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from store.record import Made, Statement

MESSAGE_LIMIT = 4096
"""Code points of a message after its entities are parsed (Bot API, sendMessage)."""

DATA_LIMIT = 64
"""Bytes of `callback_data` (Bot API, InlineKeyboardButton)."""

COPY_LIMIT = 256
"""Characters that a button copies (Bot API, CopyTextButton)."""

_TAG = re.compile(r"<[^>]*>")


@dataclass(frozen=True, slots=True)
class Button:
    """One button; exactly one of the others says what it does."""

    text: str
    data: str | None = None
    url: str | None = None
    copy: str | None = None
    inline: str | None = None


@dataclass(frozen=True, slots=True)
class File:
    """A file to send with the reply. The reply's buttons hang on it when there are no blocks."""

    name: str
    content: bytes
    picture: bool = False
    caption: Markup | None = None


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer: blocks that are never split, buttons under the last message.

    `edit` replaces the message whose button was pressed, `toast` is the small note over it, `opens` a link that opens
    instead. `spent` takes the pressed button away. `reaction` is a sign in a group, under the message or under the one
    it `reacts_to` (chat, number); of a `quiet` reply it is enough, and the words are for chats that allow no reaction.
    """

    blocks: tuple[Markup, ...] = ()
    buttons: tuple[tuple[Button, ...], ...] = ()
    file: File | None = None
    edit: bool = False
    toast: str | None = None
    opens: str | None = None
    spent: bool = False
    reaction: str | None = None
    reacts_to: tuple[int, int] | None = None
    quiet: bool = False
    settles: str | None = None
    """What is done with: its buttons, where they still stand, go. As `about` names it."""

    shows: tuple[Statement, ...] = ()
    """The statements it shows, as it shows them: what somebody in the chat has seen of them."""

    made: Made | None = None
    """What it was made of, where a correction is to reach it."""


_ONE_OF_EACH = {"form": "form", "undo": "undo", "undolast": "undo"}
_ONE_EACH = frozenset({"order", "digest"})


def about(buttons: Iterable[Iterable[Button]]) -> str | None:
    """What buttons are about that live in one message at a time; None for those that may stand anywhere.

    A person has one open form and one last change, but many orders and digests, each with its number.
    """
    subjects = set()
    for button in (one for row in buttons for one in row if one.data):
        name, _, rest = str(button.data).partition(":")
        if name in _ONE_OF_EACH:
            subjects.add(_ONE_OF_EACH[name])
        elif name in _ONE_EACH:
            subjects.add(f"{name}:{rest.partition(':')[0]}")
    return subjects.pop() if len(subjects) == 1 else None


def deep_link(bot: str, payload: str) -> str:
    """The address that opens the private chat with the bot and sends `/start` with a payload (Bot API)."""
    return f"https://t.me/{bot}?start={payload}"


def visible_length(markup: str) -> int:
    """Code points that are left once Telegram has parsed the HTML."""
    return len(html.unescape(_TAG.sub("", markup)))


def messages(blocks: Iterable[Markup], limit: int = MESSAGE_LIMIT) -> list[Markup]:
    """Blocks packed into as few messages as hold them, in order, split only between blocks."""
    packed: list[list[Markup]] = [[]]
    length = 0
    for block in blocks:
        size = visible_length(block) + 2
        if packed[-1] and length + size > limit:
            packed.append([])
            length = 0
        packed[-1].append(block)
        length += size
    return [Markup("\n\n").join(parts) for parts in packed if parts]


def rows(buttons: Sequence[Button], width: int = 2) -> tuple[tuple[Button, ...], ...]:
    """Buttons laid out a few a row, as a phone shows them."""
    return tuple(tuple(buttons[at : at + width]) for at in range(0, len(buttons), width))
