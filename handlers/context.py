"""The bridge: Telegram's updates to a `Request`, a `Reply` to Telegram's messages. The only one."""

import asyncio
import logging
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeAlias
from zoneinfo import ZoneInfo

from telegram import Chat as TelegramChat
from telegram import (
    CopyTextButton,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    LinkPreviewOptions,
    Message,
    MessageOriginChannel,
    MessageOriginUser,
    Update,
    User,
)
from telegram.constants import ChatType
from telegram.error import NetworkError, TelegramError
from telegram.ext import Application, CallbackContext, ExtBot

from handlers.i18n import say, supported
from handlers.limits import Limits
from handlers.reply import Button, Reply
from handlers.request import Attachment, Quoted, Request
from store.chats import meet, visit
from store.database import Database
from store.record import Author, Chat

log = logging.getLogger(__name__)

NOBODY = frozenset({1087968824, 136817688, 777000})
"""GroupAnonymousBot, Channel_Bot and Telegram itself: ids that stand for somebody else (Bot API, Message.from)."""

PER_MINUTE = 30
"""Updates of one person that are answered in a minute: faster than anybody types."""

GLANCE = 0.01
"""Seconds between two looks at whether anybody still waits for an answer."""

NO_PREVIEW = LinkPreviewOptions(is_disabled=True)


@dataclass(frozen=True)
class Tools:
    """What handlers work with: the database, the settings' few words they need, the clock, Telegram."""

    db: Database
    owners: frozenset[int]
    zone: ZoneInfo
    question_days: int
    clock: Callable[[], datetime]
    bot: "ExtBot[Any]"
    limits: Limits = field(default_factory=lambda: Limits(PER_MINUTE))
    send_rate: float = 30.0
    """Messages a second that are delivered to all chats together."""

    questions: Counter[str] = field(default_factory=Counter)
    """Questions by what the record had to say, since the start; for whoever watches over the process."""

    refusals: Counter[str] = field(default_factory=Counter)
    """What was refused, by the message that said why."""

    waiting: set[object] = field(default_factory=set)
    """Updates that have arrived and are not answered yet."""

    mending: asyncio.Lock = field(default_factory=asyncio.Lock)
    """Held while cards are corrected."""

    async def answers_first(self, seconds: float) -> None:
        """Let those who wait for an answer have it, for so long at most."""
        for _ in range(round(seconds / GLANCE)):
            if not self.waiting:
                return
            await asyncio.sleep(GLANCE)


Handler: TypeAlias = Callable[[Request, Tools], Awaitable[Reply | None]]
Context: TypeAlias = "CallbackContext[ExtBot[Any], dict[Any, Any], dict[Any, Any], dict[str, Tools]]"
App: TypeAlias = "Application[Any, Any, Any, Any, Any, Any]"


def tools_of(context: "CallbackContext[Any, Any, Any, Any]") -> Tools:
    found = context.bot_data["tools"]
    assert isinstance(found, Tools)
    return found


async def request_of(update: Update, tools: Tools, words: str) -> Request:
    """Who asks what, where, in which language; a chat met for the first time is remembered."""
    user, person = update.effective_user, person_of(update)
    chat = chat_of(update)
    now = tools.clock()
    known = await tools.db.read(visit, chat.id, person.id if person else None, update.update_id, tools.owners)
    if not known.known and not update.inline_query:
        await tools.db.write(meet, chat, now)
    message = update.effective_message
    return Request(
        update=update.update_id,
        chat=chat,
        person=person,
        role=known.role,
        language=known.language or supported(user.language_code if user else None),
        words=words.strip(),
        now=now,
        as_of=known.as_of,
        message=message.message_id if message else None,
        thread=_topic_of(message),
        username=user.username if user else None,
        quoted=quoted_in(message) if message and not update.callback_query else None,
        attachment=attachment_of(message) if message else None,
        pressed=update.callback_query is not None,
        awaited=known.awaited,
        acted_at=known.acted_at,
    )


def _topic_of(message: Message | None) -> int | None:
    """The forum topic that a message stands in."""
    return message.message_thread_id if message and message.is_topic_message else None


def person_of(update: Update) -> Author | None:
    """The person behind an update, None where Telegram hides who it is."""
    user, message = update.effective_user, update.message
    if user is None or user.id in NOBODY or user.is_bot or (message is not None and message.sender_chat is not None):
        return None
    return Author(user.id, user.full_name)


def chat_of(update: Update) -> Chat:
    chat: TelegramChat | User | None = update.effective_chat or update.effective_user
    assert chat is not None
    if isinstance(chat, User):
        return Chat(chat.id, ChatType.PRIVATE, chat.full_name, chat.username)
    return Chat(chat.id, chat.type, chat.effective_name, chat.username)


def quoted_in(message: Message) -> Quoted | None:
    """The forwarded message itself, or the one that was replied to."""
    if message.forward_origin is not None:
        return _quoted(message)
    if message.reply_to_message is not None and not message.reply_to_message.forum_topic_created:
        return _quoted(message.reply_to_message)
    return None


def _quoted(message: Message) -> Quoted:
    origin, link, title = message.forward_origin, message.link, message.chat.title
    person = Author(message.from_user.id, message.from_user.full_name) if message.from_user else None
    sent_at = message.date
    if origin is not None:
        link, title, person, sent_at = None, None, None, origin.date
    if isinstance(origin, MessageOriginChannel):
        title = origin.chat.title
        link = f"https://t.me/{origin.chat.username}/{origin.message_id}" if origin.chat.username else None
    if isinstance(origin, MessageOriginUser):
        person = Author(origin.sender_user.id, origin.sender_user.full_name)
    return Quoted(
        text=message.text or message.caption or "",
        link=link,
        title=title,
        person=person,
        sent_at=sent_at,
        forwarded=origin is not None,
        message=message.message_id,
        chat=message.chat.id if message.chat.type in {ChatType.GROUP, ChatType.SUPERGROUP} else None,
    )


def attachment_of(message: Message) -> Attachment | None:
    document = message.document or (message.reply_to_message.document if message.reply_to_message else None)
    if document is None:
        return None
    return Attachment(document.file_id, document.file_name or "file", document.file_size or 0, document.mime_type)


def keyboard(buttons: tuple[tuple[Button, ...], ...]) -> InlineKeyboardMarkup | None:
    """Buttons as Telegram has them, None for none."""
    if not buttons:
        return None
    return InlineKeyboardMarkup([[_button(button) for button in row] for row in buttons])


def _button(button: Button) -> InlineKeyboardButton:
    return InlineKeyboardButton(
        button.text,
        callback_data=button.data,
        url=button.url,
        copy_text=CopyTextButton(button.copy) if button.copy else None,
        switch_inline_query_current_chat=button.inline,
    )


async def report(update: object, context: "CallbackContext[Any, Any, Any, Any]") -> None:
    """PTB's error handler: log what happened, tell the person that it did not work."""
    error = context.error
    if isinstance(error, NetworkError) and not isinstance(update, Update):
        log.warning("Telegram could not be reached: %s", error)
        return
    number = update.update_id if isinstance(update, Update) else None
    log.error("update %s was not answered", number, exc_info=error)
    if isinstance(update, Update) and update.effective_chat is not None and not isinstance(error, TelegramError):
        user, message = update.effective_user, update.effective_message
        text = say(supported(user.language_code if user else None), "our-mistake")
        thread = _topic_of(message)
        await context.bot.send_message(update.effective_chat.id, text, parse_mode="HTML", message_thread_id=thread)
