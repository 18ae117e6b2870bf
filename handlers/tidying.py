"""Buttons that lead nowhere any more are taken away, so that nobody presses them."""

from contextlib import suppress

from telegram import CallbackQuery, InlineKeyboardMarkup, Message
from telegram.error import TelegramError

from handlers.context import Tools
from handlers.reply import Reply, about
from handlers.request import Request
from store import keyboards
from store.keyboards import Place


async def tidy(tools: Tools, request: Request, reply: Reply, shown: int | None) -> None:
    """Leave one keyboard for each thing that a person is about: the newest, or none once it is settled.

    `shown` is the message that has the reply's buttons.
    """
    person, subject = request.person.id if request.person else None, about(reply.buttons)
    if person is None or not (subject or reply.settles):
        return
    here = Place(request.chat.id, shown) if shown is not None else None
    left = await tools.db.write(keyboards.change, person, request.now, settled=reply.settles, about=subject, place=here)
    for place in left:
        if place != here:
            with suppress(TelegramError):
                await tools.bot.edit_message_reply_markup(place.chat, place.message)


async def take_away(query: CallbackQuery) -> None:
    """Remove the pressed button, and those beside it about the same thing, from the message they stand under."""
    message, pressed = query.message, _subject(query.data)
    if not isinstance(message, Message) or message.reply_markup is None:
        return
    rows = message.reply_markup.inline_keyboard
    left = [kept for row in rows if (kept := [one for one in row if _subject(one.callback_data) != pressed])]
    if sum(map(len, left)) < sum(map(len, rows)):
        with suppress(TelegramError):
            await query.edit_message_reply_markup(InlineKeyboardMarkup(left) if left else None)


def _subject(data: object) -> str | None:
    """What a button is about: its name and the number behind it."""
    return ":".join(data.split(":")[:2]) if isinstance(data, str) else None
