"""What a handler answers with, before it becomes Telegram's: blocks of HTML, buttons, a file. Pure."""

import html
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from store.record import Statement

MESSAGE_LIMIT = 4096
"""Code points of a message after its entities are parsed (Bot API, sendMessage)."""

DATA_LIMIT = 64
"""Bytes of `callback_data` (Bot API, InlineKeyboardButton)."""

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

    `edit` replaces the message whose button was pressed, `toast` is the small note over it. `plain` replies are not
    tied to the question's message. `reaction` is a quiet acknowledgement instead of words.
    """

    blocks: tuple[Markup, ...] = ()
    buttons: tuple[tuple[Button, ...], ...] = ()
    file: File | None = None
    edit: bool = False
    toast: str | None = None
    reaction: str | None = None
    shows: tuple[Statement, ...] = ()
    """The statements it shows, as it shows them: what somebody in the chat has seen of them."""

    card: bool = False
    """Whether it is the card of the statement it shows, which a correction is to reach."""


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
