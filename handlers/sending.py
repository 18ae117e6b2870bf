"""A `Reply` to Telegram's messages: where it was asked, over what it replaces, with nothing stale left behind."""

from contextlib import suppress
from dataclasses import replace

from markupsafe import Markup
from telegram import CallbackQuery, InputMediaPhoto, Message, ReplyParameters, Update
from telegram.constants import ParseMode
from telegram.error import BadRequest, Forbidden, TelegramError

from handlers.context import NO_PREVIEW, Tools, keyboard
from handlers.reply import Reply, messages
from handlers.request import Request
from handlers.tidying import take_away, tidy
from store import posts


async def send(update: Update, tools: Tools, request: Request, reply: Reply, waiting: int | None = None) -> None:
    """Say a reply in the thread, under the question, or over the message whose button was pressed.

    `waiting` is the message that said an answer is on its way: the answer takes its place, or it goes.
    """
    query = update.callback_query
    if query is not None:
        await answer_press(query, reply)
    if await _react(tools, request, reply) and reply.quiet:
        reply = replace(reply, blocks=(), buttons=())
    texts = messages(reply.blocks)
    shown = None
    if reply.edit and query is not None and len(texts) == 1 and await edit(query, texts[0], reply):
        shown = request.message
        await note_shown(tools, request, reply, shown, texts[0])
        texts = []
    if reply.edit and query is not None and not texts and await redraw(query, reply):
        reply = replace(reply, file=None)
    if waiting is not None and not (texts and await _take_place(tools, request, waiting, texts, reply)):
        with suppress(TelegramError):
            await tools.bot.delete_message(request.chat.id, waiting)
        waiting = None
    for at, text in enumerate(texts):
        last = at == len(texts) - 1
        shown = waiting if at == 0 else None
        if shown is None:
            shown = await _say(tools, request, text, reply if last else None, first=at == 0 and query is None)
        made = replace(reply.made, part=at) if reply.made else None
        if last or made:
            await note_shown(tools, request, replace(reply, made=made), shown, text)
    if reply.file is not None:
        await send_file(tools, request, reply)
    await tidy(tools, request, reply, shown)


async def _say(tools: Tools, request: Request, text: Markup, reply: Reply | None, *, first: bool) -> int:
    """Send one message, the last one with the reply's buttons; returns its number."""
    sent = await tools.bot.send_message(
        request.chat.id,
        text,
        parse_mode=ParseMode.HTML,
        link_preview_options=NO_PREVIEW,
        message_thread_id=request.thread,
        reply_parameters=under(request) if first else None,
        reply_markup=keyboard(reply.buttons) if reply else None,
    )
    return sent.message_id


async def _take_place(tools: Tools, request: Request, waiting: int, texts: list[Markup], reply: Reply) -> bool:
    """Whether the first message of the answer now stands where it was said that it is on its way."""
    try:
        await tools.bot.edit_message_text(
            texts[0],
            request.chat.id,
            waiting,
            parse_mode=ParseMode.HTML,
            link_preview_options=NO_PREVIEW,
            reply_markup=keyboard(reply.buttons) if len(texts) == 1 else None,
        )
    except (BadRequest, Forbidden):
        return False
    return True


async def _react(tools: Tools, request: Request, reply: Reply) -> bool:
    """Whether there is a sign under the message now: not in private, nor where the chat allows no reactions."""
    target = reply.reacts_to or (None if request.private or not request.message else (request.chat.id, request.message))
    if reply.reaction is None or target is None:
        return False
    with suppress(TelegramError):
        return await tools.bot.set_message_reaction(*target, reply.reaction)
    return False


async def note_shown(tools: Tools, request: Request, reply: Reply, message: int | None, text: str) -> None:
    """Remember which statements a message shows: a correction reaches it, a moderator has seen these revisions."""
    if reply.shows and message is not None:
        await tools.db.write(
            posts.shown,
            request.chat.id,
            message,
            reply.shows,
            language=request.language,
            now=request.now,
            as_of=request.as_of,
            made=reply.made,
            text=text,
        )


def under(request: Request) -> ReplyParameters | None:
    """In a group the answer hangs on its question; in a private chat that would only be noise."""
    if request.private or request.message is None:
        return None
    return ReplyParameters(request.message, allow_sending_without_reply=True)


async def send_file(tools: Tools, request: Request, reply: Reply) -> None:
    """The reply's picture or document, with its buttons when there are no words to hang them on."""
    file = reply.file
    assert file is not None
    send_it = tools.bot.send_photo if file.picture else tools.bot.send_document
    await send_it(
        request.chat.id,
        file.content,
        filename=file.name,
        caption=file.caption,
        parse_mode=ParseMode.HTML,
        message_thread_id=request.thread,
        reply_parameters=None if reply.blocks or request.pressed else under(request),
        reply_markup=None if reply.blocks else keyboard(reply.buttons),
    )


async def answer_press(query: CallbackQuery, reply: Reply) -> None:
    """Stop the button's spinner, with a note or a link to open; a button that is spent goes.

    One pressed too long ago spins no more.
    """
    try:
        await query.answer(reply.toast[:200] if reply.toast else None, url=reply.opens)
    except BadRequest as error:
        if "query is too old" not in error.message.lower():
            raise
    if reply.spent:
        await take_away(query)


async def redraw(query: CallbackQuery, reply: Reply) -> bool:
    """Whether the picture whose button was pressed could be replaced by another; if not, it is sent anew."""
    message, file = query.message, reply.file
    if not isinstance(message, Message) or not message.photo or file is None or not file.picture:
        return False
    picture = InputMediaPhoto(file.content, file.caption, ParseMode.HTML, filename=file.name)
    try:
        await query.edit_message_media(picture, reply_markup=keyboard(reply.buttons))
    except BadRequest as error:
        return "message is not modified" in error.message.lower()
    return True


async def edit(query: CallbackQuery, text: str, reply: Reply) -> bool:
    """Replace the message of a button; False where it is gone or too old and has to be said anew."""
    if not query.inline_message_id and (query.message is None or not query.message.is_accessible):
        return False
    try:
        await query.edit_message_text(
            text, ParseMode.HTML, reply_markup=keyboard(reply.buttons), link_preview_options=NO_PREVIEW
        )
    except BadRequest as error:
        return "message is not modified" in error.message.lower()
    return True
