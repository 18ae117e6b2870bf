"""What followers are told at once: the changes, why they get this, and a tap to stop it."""

from functools import partial

from markupsafe import Markup

from handlers.context import Tools
from handlers.edition_text import line_block
from handlers.i18n import plain, say
from handlers.matching import answers_on
from handlers.names_of import name_of
from handlers.reply import MESSAGE_LIMIT, visible_length
from store import notices
from store.actors import directory
from store.notices import Notice
from store.outbox import Planned
from store.record import Directory

SHOWN = 10
"""Statements told one by one; an import may bring thousands."""


async def notify(tools: Tools) -> None:
    """Tell followers what has changed since they were last told."""
    now = tools.clock()
    found = await tools.db.read(notices.collect, now, answers_on(tools))
    if found is not None:
        span, waiting = found
        names = await tools.db.read(directory)
        await tools.db.write(
            notices.tell, span, waiting, partial(notice_message, names, tools.bot.username, tools), now
        )


def notice_message(names: Directory, bot: str, tools: Tools, notice: Notice) -> Planned:
    """One message, however many follows match; each of them can be ended with a tap."""
    language = notice.language
    blocks = [say(language, "notice-title")]
    for section, line in notice.lines[:SHOWN]:
        block = line_block(language, section, line, bot, tools.clock())
        if visible_length(Markup("\n\n").join([*blocks, block])) > MESSAGE_LIMIT - 600:
            break
        blocks.append(block)
    hidden = len(notice.lines) - len(blocks) + 1
    if hidden > 0:
        blocks.append(say(language, "and-more", count=hidden))
    what = [name_of(names, follow) for follow in notice.because[:5]]
    blocks.append(say(language, "notice-why", what="; ".join(what)))
    buttons = tuple(
        ((plain(language, "button-unfollow", what=name[:40]), f"unfollow:{follow.id}"),)
        for follow, name in zip(notice.because[:5], what, strict=False)
    )
    key = f"notice:{notice.to_change}:{notice.chat_id}"
    return Planned(key, notice.chat_id, str(Markup("\n\n").join(blocks)), buttons=buttons, not_before=notice.not_before)
