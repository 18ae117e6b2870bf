"""From any chat: `@bot ceasefire` offers statements one can pick and send."""

from uuid import uuid4

from telegram import InlineQuery, InlineQueryResultArticle, InlineQueryResultsButton, InputTextMessageContent
from telegram.constants import ParseMode
from telegram.error import BadRequest

from handlers import ask
from handlers.card import link
from handlers.context import NO_PREVIEW, Tools, keyboard
from handlers.i18n import plain, say_date
from handlers.render import statement_block
from handlers.reply import Button
from handlers.request import Request
from store.record import Statement

RESULTS = 20
"""Offered at once; Telegram takes 50 (Bot API, answerInlineQuery)."""

CACHE_SECONDS = 30
"""Long enough for typing on, short enough for a correction to show."""


async def answer(query: InlineQuery, request: Request, tools: Tools) -> None:
    """Offer what answers the words; nothing offered says so on the button above the list."""
    found = await _found(request, tools)
    language = request.language
    label = "inline-ask-me" if found or not request.words else "inline-nothing"
    button = InlineQueryResultsButton(plain(language, label), start_parameter="inline")
    try:
        await query.answer(
            [_result(language, statement, tools.bot.username) for statement in found[:RESULTS]],
            cache_time=CACHE_SECONDS,
            is_personal=True,
            button=button,
        )
    except BadRequest as error:
        if "query is too old" not in error.message.lower():
            raise


async def _found(request: Request, tools: Tools) -> list[Statement]:
    if not request.words:
        return []
    told = await ask.tell(request.words, request, tools)
    return told.matched() if told.answer.verdict == "answer" else []


def _result(language: str, statement: Statement, bot: str) -> InlineQueryResultArticle:
    act = plain(language, f"act-{statement.act}")
    when = f" · {say_date(language, statement.said_on)}" if statement.said_on else ""
    opens = Button(plain(language, "button-open-card"), url=link(bot, statement.number))
    return InlineQueryResultArticle(
        id=uuid4().hex,
        title=f"{statement.speaker.name} · {act}{when}",
        description=statement.text[:200],
        input_message_content=InputTextMessageContent(
            statement_block(language, statement), parse_mode=ParseMode.HTML, link_preview_options=NO_PREVIEW
        ),
        reply_markup=keyboard(((opens,),)),
    )
