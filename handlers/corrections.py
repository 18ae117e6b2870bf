"""Corrections travel: the bot's own cards, answers and editions are edited when what they show has changed."""

import logging
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from markupsafe import Markup
from sqlmodel import Session
from telegram.constants import ParseMode
from telegram.error import BadRequest, Forbidden, RetryAfter, TelegramError

from handlers import ask, card, edition_text
from handlers.answer import reply_to
from handlers.context import NO_PREVIEW, Tools, keyboard
from handlers.i18n import say, say_date
from handlers.reply import MESSAGE_LIMIT, Button, Reply, messages, visible_length
from store import cards, corrected, drafts, posts, questions, statements, updates
from store.posts import Post

_LINKED = re.compile(r"start=s(\d{1,15})\"", re.ASCII)

log = logging.getLogger(__name__)

AT_ONCE = 20
"""Messages mended in one go; about as many edits a minute are taken in one group."""

FORGET_AFTER = timedelta(days=30)

ANSWERS_FOR = timedelta(hours=48)
"""How long an answer is kept right. A card is a page that people come back to, an answer is read when it comes."""


@dataclass(frozen=True, slots=True)
class Again:
    """A message made again: its text, what is added to it since it is a correction, its buttons, what it shows."""

    text: Markup
    note: Markup
    buttons: tuple[tuple[Button, ...], ...]
    numbers: tuple[int, ...]


async def mend(tools: Tools) -> int:
    """Edit the messages that no longer show how things stand; returns how many were dealt with.

    One at a time in a process: two that edit the same message would leave the slower one's text.
    """
    async with tools.mending:
        found = await tools.db.read(corrected.look, tools.clock())
        if found is None:
            return await _mend_all(tools, await tools.db.read(posts.stale, AT_ONCE))
        return await _mend_all(tools, await tools.db.write(_noticed, found, tools.clock()))


def _noticed(session: Session, found: corrected.Found, now: datetime) -> list[Post]:
    corrected.notice(session, found, now)
    return posts.stale(session, AT_ONCE)


async def _mend_all(tools: Tools, found: Sequence[Post]) -> int:
    for at, post in enumerate(found):
        try:
            await _mend(tools, post, await tools.db.read(again, post, tools.bot.username, tools.zone, tools.clock()))
        except RetryAfter:
            return at
        except TelegramError as error:
            log.warning("a message in chat %s could not be corrected: %s", post.chat, error)
            return at
    return len(found)


async def tidy(tools: Tools) -> None:
    """Forget what is finished and old: closed drafts, updates that Telegram will not deliver again."""
    await tools.db.write(_tidy, tools.clock())


def _tidy(session: Session, now: datetime) -> None:
    drafts.purge(session, now - FORGET_AFTER)
    updates.purge(session, now - FORGET_AFTER)
    posts.purge(session, now - ANSWERS_FOR)


async def _mend(tools: Tools, post: Post, made: Again | None) -> None:
    if made is None or not (posts.digest(made.text) == post.digest or await _edited(tools, post, made)):
        await tools.db.write(posts.forget, post.chat, post.message)
        return
    await tools.db.write(posts.mended, post, made.numbers, made.text, tools.clock())


async def _edited(tools: Tools, post: Post, made: Again) -> bool:
    """Put the text over the message's; False where it is gone or not to be edited any more."""
    try:
        await tools.bot.edit_message_text(
            made.text + made.note,
            chat_id=post.chat,
            message_id=post.message,
            parse_mode=ParseMode.HTML,
            link_preview_options=NO_PREVIEW,
            reply_markup=keyboard(made.buttons),
        )
    except (BadRequest, Forbidden) as error:
        return "message is not modified" in str(error).lower()
    return True


def again(session: Session, post: Post, bot: str, zone: ZoneInfo, now: datetime) -> Again | None:
    """The message as it would be said now; None where it is left as it is."""
    if post.made.kind == "card":
        found = cards.card(session, post.made.ref)
        return _part(card.show(post.language, found, bot), 0, Markup("")) if found else None
    if post.made.kind == "edition":
        return _edition(session, post, bot)
    asked = questions.asked(session, post.made.ref)
    if asked is None or asked[1] < now - ANSWERS_FOR:
        return None
    told = ask.answered(session, asked[0], asked[1].astimezone(zone).date())
    reply = reply_to(post.language, told, post.made.ref, post.made.start, ask.PAGE)
    lines = [say(post.language, "answer-corrected", day=say_date(post.language, now.astimezone(zone).date()))]
    lines += _gone(session, post)
    return _part(reply, post.made.part, Markup("\n\n") + Markup("\n").join(lines))


def _edition(session: Session, post: Post, bot: str) -> Again | None:
    """An edition is quoted by its hash: it stays as it was sent, and what was corrected since stands beneath it."""
    sent = corrected.post(session, post.made.ref)
    if sent is None:
        return None
    html, change = sent
    numbers = tuple(dict.fromkeys(int(number) for number in _LINKED.findall(html)))
    room = MESSAGE_LIMIT - visible_length(html) - 2
    since = edition_text.corrected(post.language, corrected.since(session, numbers, change), bot, room)
    if visible_length(since) > room:
        return None
    return Again(Markup("\n\n").join(part for part in (Markup(html), since) if part), Markup(""), (), numbers)


def _gone(session: Session, post: Post) -> Iterable[Markup]:
    """What it showed and was retracted since."""
    for one in statements.many(session, sorted(posts.numbers(session, post))):
        if one.retracted is not None:
            yield say(post.language, "answer-retracted", number=str(one.number), reason=one.retracted)


def _part(reply: Reply, part: int, note: Markup) -> Again:
    """One of a reply's messages. Where it has fewer now, the last ones only say that they were corrected."""
    texts = messages(reply.blocks)
    numbers = tuple(one.number for one in reply.shows)
    if part >= len(texts):
        return Again(Markup(""), note.lstrip(), (), numbers)
    fits = visible_length(texts[part] + note) <= MESSAGE_LIMIT
    return Again(texts[part], note if fits else Markup(""), reply.buttons if part == len(texts) - 1 else (), numbers)
