"""Corrections travel: the bot's own cards are edited when what they show has changed."""

import logging
from datetime import datetime, timedelta

from sqlmodel import Session
from telegram.constants import ParseMode
from telegram.error import BadRequest, Forbidden, RetryAfter, TelegramError

from handlers import card
from handlers.context import NO_PREVIEW, Tools, keyboard
from handlers.reply import messages
from store import cards, drafts, posts, updates
from store.cards import Card
from store.posts import Post

log = logging.getLogger(__name__)

AT_ONCE = 20
"""Messages mended in one go; about as many edits a minute are taken in one group."""

FORGET_AFTER = timedelta(days=30)


async def mend(tools: Tools) -> int:
    """Edit the cards that no longer show how things stand; returns how many were dealt with.

    One at a time in a process: two that edit the same card would leave the slower one's text.
    """
    async with tools.mending:
        return await _mend_all(tools)


async def _mend_all(tools: Tools) -> int:
    found = await tools.db.read(posts.stale, AT_ONCE)
    for at, post in enumerate(found):
        try:
            await _mend(tools, post, await tools.db.read(cards.card, post.number))
        except RetryAfter:
            return at
        except TelegramError as error:
            log.warning("a card in chat %s could not be corrected: %s", post.chat, error)
            return at
    return len(found)


async def tidy(tools: Tools) -> None:
    """Forget what is finished and old: closed drafts, updates that Telegram will not deliver again."""
    await tools.db.write(_tidy, tools.clock())


def _tidy(session: Session, now: datetime) -> None:
    drafts.purge(session, now - FORGET_AFTER)
    updates.purge(session, now - FORGET_AFTER)


async def _mend(tools: Tools, post: Post, shown: Card | None) -> None:
    if shown is None:
        await tools.db.write(posts.forget, post.chat, post.message)
        return
    reply = card.show(post.language, shown, tools.bot.username)
    texts = messages(reply.blocks)
    try:
        await tools.bot.edit_message_text(
            texts[0],
            chat_id=post.chat,
            message_id=post.message,
            parse_mode=ParseMode.HTML,
            link_preview_options=NO_PREVIEW,
            reply_markup=keyboard(reply.buttons) if len(texts) == 1 else None,
        )
    except (BadRequest, Forbidden) as error:
        if "message is not modified" not in str(error).lower():
            await tools.db.write(posts.forget, post.chat, post.message)
            return
    await tools.db.write(posts.mended, post, shown.statement.number, tools.clock())
