"""THE table: every command and button, who may use it, where, and what answers it.

It makes four things: the dispatch, the permissions, the command menus and the README's list of commands.
"""

import contextlib
import re
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, replace
from typing import Any

from telegram import (
    BotCommand,
    BotCommandScope,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeChat,
    BotCommandScopeDefault,
    Message,
    Update,
)
from telegram.error import BadRequest, Forbidden
from telegram.ext import (
    CallbackQueryHandler,
    ChatMemberHandler,
    CommandHandler,
    InlineQueryHandler,
    MessageHandler,
    filters,
)

from handlers import (
    about,
    add,
    again,
    ask,
    card,
    channels,
    chart,
    corrections,
    deliveries,
    delivery,
    digests,
    editions,
    errors,
    files,
    follow,
    inline,
    listings,
    moderate,
    nouns,
    review,
    staff,
)
from handlers.context import (
    App,
    Context,
    Handler,
    Tools,
    report,
    request_of,
    tools_of,
)
from handlers.i18n import LANGUAGES, plain
from handlers.limits import Verdict
from handlers.render import refusal
from handlers.reply import Reply
from handlers.request import Request
from handlers.sending import answer_press, send
from handlers.waiting import Waiting
from store import updates
from store.record import Role

CORRECT_SECONDS = 30
TIDY_SECONDS = 24 * 3600


@dataclass(frozen=True, slots=True)
class Route:
    """A command or a button: its name, what answers it, and from which role on.

    `menu` puts a command into Telegram's menu; its words are the message `command-NAME`. `private` commands are
    answered in private chats only.
    """

    name: str
    handler: Handler
    role: Role = Role.READER
    menu: bool = True
    private: bool = False


COMMANDS: tuple[Route, ...] = (
    Route("ask", ask.ask),
    Route("open", listings.open_),
    Route("timeline", listings.timeline),
    Route("compare", listings.compare),
    Route("chart", chart.chart),
    Route("topics", listings.topics),
    Route("speakers", listings.speakers),
    Route("follow", follow.follow, private=True),
    Route("following", follow.following, private=True),
    Route("quiet", follow.quiet, private=True),
    Route("digest", digests.digest),
    Route("digests", digests.all_digests, private=True),
    Route("edition", editions.edition),
    Route("deliveries", deliveries.deliveries, Role.OWNER, private=True),
    Route("suggest", add.suggest),
    Route("add", add.add, Role.MODERATOR),
    Route("edit", moderate.edit, Role.MODERATOR),
    Route("status", moderate.status, Role.MODERATOR),
    Route("link", moderate.link, Role.MODERATOR),
    Route("merge", moderate.merge, Role.MODERATOR),
    Route("source", moderate.source, Role.MODERATOR),
    Route("retract", moderate.retract, Role.MODERATOR),
    Route("restore", moderate.restore, Role.MODERATOR),
    Route("undo", moderate.undo, Role.MODERATOR),
    Route("cancel", add.cancel, private=True),
    Route("history", card.history, Role.MODERATOR),
    Route("queue", review.queue, Role.MODERATOR, private=True),
    Route("unanswered", review.unanswered, Role.MODERATOR, private=True),
    Route("actor", nouns.actor, Role.MODERATOR),
    Route("topic", nouns.topic, Role.MODERATOR),
    Route("import", files.import_, Role.MODERATOR, private=True),
    Route("export", files.export, Role.MODERATOR, private=True),
    Route("mods", staff.mods, Role.MODERATOR),
    Route("promote", staff.promote, Role.OWNER),
    Route("demote", staff.demote, Role.OWNER),
    Route("language", about.language),
    Route("privacy", about.privacy, private=True),
    Route("mydata", about.my_data, private=True),
    Route("forgetme", about.forget_me, private=True),
    Route("help", about.help_),
    Route("start", about.start, menu=False),
)

BUTTONS: tuple[Route, ...] = (
    Route("page", ask.page),
    Route("which", ask.which),
    Route("wrong", ask.wrong),
    Route("say", ask.example),
    Route("card", card.card),
    Route("responses", card.responses),
    Route("history", card.history),
    Route("list", listings.page),
    Route("picture", chart.picture),
    Route("follow", follow.chosen),
    Route("unfollow", follow.unfollow, private=True),
    Route("digestin", digests.begin, private=True),
    Route("digest", digests.button, private=True),
    Route("draft", editions.draft, Role.MODERATOR, private=True),
    Route("again", deliveries.again, Role.OWNER, private=True),
    Route("form", add.press),
    Route("order", moderate.press, Role.MODERATOR),
    Route("undo", moderate.press_undo, Role.MODERATOR),
    Route("undolast", moderate.undo, Role.MODERATOR),
    Route("suggestion", review.press, Role.MODERATOR),
    Route("unanswered", review.close_question, Role.MODERATOR),
    Route("language", about.choose_language),
    Route("forget", about.forget_me_now, private=True),
    Route("gone", about.gone),
)


def register(app: App) -> None:
    """Give the application its handlers, in the order in which they are tried."""
    for route in COMMANDS:
        app.add_handler(CommandHandler(route.name, _command(route), filters.UpdateType.MESSAGE))
    app.add_handler(MessageHandler(NEW & filters.Regex(card.SHORTCUT), _answering(card.card, _shortcut)))
    app.add_handler(MessageHandler(NEW & filters.COMMAND & filters.ChatType.PRIVATE, _answering(about.unknown, _text)))
    app.add_handler(
        MessageHandler(NEW & filters.ChatType.PRIVATE & filters.Document.ALL, _answering(files.document, _arguments))
    )
    app.add_handler(
        MessageHandler(NEW & filters.ChatType.PRIVATE & ~filters.COMMAND, _answering(_private_words, _text))
    )
    app.add_handler(MessageHandler(NEW & ~filters.COMMAND & filters.ChatType.GROUPS, _when_called))
    for button in BUTTONS:
        app.add_handler(CallbackQueryHandler(_button(button), pattern=rf"^{button.name}(?::|$)"))
    app.add_handler(CallbackQueryHandler(_button(Route("gone", about.gone))))
    app.add_handler(InlineQueryHandler(_inline))
    app.add_handler(ChatMemberHandler(channels.bot_changed, ChatMemberHandler.MY_CHAT_MEMBER))
    app.add_handler(MessageHandler(filters.StatusUpdate.MIGRATE, channels.migrated))
    app.add_error_handler(report)
    tick(app)


@dataclass(frozen=True, slots=True)
class Tick:
    """A look at what is due, every so many seconds. What is due is in rows; a tick that is missed loses nothing."""

    name: str
    seconds: float
    job: Callable[[Context], Coroutine[Any, Any, None]]


async def _corrections(context: Context) -> None:
    """What could not be corrected at once: Telegram was away, or the program stopped in between."""
    await corrections.mend(tools_of(context))


async def _tidy(context: Context) -> None:
    await corrections.tidy(tools_of(context))


TICKS: tuple[Tick, ...] = (
    Tick("editions", 1.0, editions.publish),
    Tick("delivery", 0.5, delivery.deliver),
    Tick("corrections", CORRECT_SECONDS, _corrections),
    Tick("tidy", TIDY_SECONDS, _tidy),
)


def tick(app: App) -> None:
    """Let APScheduler look at the clock; a look that comes late is not left out (misfire grace), two are one."""
    assert app.job_queue is not None
    for one in TICKS:
        kept = {"misfire_grace_time": None, "coalesce": True}
        app.job_queue.run_repeating(one.job, one.seconds, first=one.seconds, name=one.name, job_kwargs=kept)


NEW = filters.UpdateType.MESSAGE & ~filters.VIA_BOT & ~filters.StatusUpdate.ALL
"""New messages of people: not edits, not posts, not what the bot itself sent inline."""

Callback = Callable[[Update, Context], Coroutine[Any, Any, None]]
Words = Callable[[Update, Tools], str]


async def _private_words(request: Request, tools: Tools) -> Reply | None:
    """Words in private are a question, unless a form, an order or a digest that is being set up asked for them."""
    if not request.awaited:
        return await ask.ask(request, tools)
    typed = await digests.typed(request, tools)
    return typed if typed is not None else await add.text(request, tools)


def _command(route: Route) -> Callback:
    return _answering(route.handler, _arguments, route)


def _button(route: Route) -> Callback:
    return _answering(route.handler, _data, route)


def _answering(handler: Handler, words: Words, route: Route | None = None) -> Callback:
    """A PTB callback that understands, lets the handler answer, and says what it answered."""

    async def callback(update: Update, context: Context) -> None:
        tools = tools_of(context)
        if update.effective_user is not None and update.effective_user.is_bot and not _stands_for_somebody(update):
            return  # two bots would talk forever
        request = await request_of(update, tools, words(update, tools))
        if request.role is Role.READER and not await may_go_on(update, tools, request.language):
            return
        async with Waiting(tools, request) as waiting:
            reply = await answer(handler, request, tools, route)
        await send(update, tools, request, reply or Reply(), waiting.message)
        if request.role.reaches(Role.MODERATOR):
            context.application.create_task(corrections.mend(tools), update, name="corrections")

    return callback


async def may_go_on(update: Update, tools: Tools, language: str) -> bool:
    """Whether this reader has not asked too much lately; the first time too much is told so."""
    user = update.effective_user
    verdict = tools.limits.ask(user.id if user else 0, tools.clock())
    if verdict is not Verdict.ANSWER:
        tools.refusals["slower"] += 1
        text = plain(language, "slower")
        if update.callback_query is not None:
            await answer_press(update.callback_query, Reply(toast=text))
        elif verdict is Verdict.SAY_SLOWER and update.effective_message is not None:
            await update.effective_message.reply_text(text)
    return verdict is Verdict.ANSWER


def _stands_for_somebody(update: Update) -> bool:
    return update.message is not None and update.message.sender_chat is not None


async def answer(handler: Handler, request: Request, tools: Tools, route: Route | None) -> Reply | None:
    """What the handler says, or what a refusal says."""
    try:
        allow(request, route)
        return await (handler if request.acted_at is None else again.told)(request, tools)
    except updates.Repeated as repeated:
        # Another process was still at it when this one looked, and was killed before it could say so.
        return await again.told(replace(request, acted_at=repeated.at), tools)
    except errors.Refused as refused:
        tools.refusals[refused.message] += 1
        return refusal(request.language, refused, pressed=request.pressed)


def allow(request: Request, route: Route | None) -> None:
    """Whether this person may do this here.

    Raises:
        NotAllowed: saying how somebody who may does it.
    """
    if route is None:
        return
    if not request.role.reaches(route.role):
        raise errors.NotAllowed("not-allowed-hidden" if request.person is None else f"not-allowed-{route.role}")
    if route.private and not request.private:
        raise errors.NotAllowed("only-in-private")
    if route.private and request.person is None:
        raise errors.NotAllowed("not-allowed-hidden")


def _text(update: Update, _: Tools) -> str:
    message = update.effective_message
    return (message.text or message.caption or "") if message else ""


def _arguments(update: Update, tools: Tools) -> str:
    """What follows the command, line breaks kept."""
    return re.sub(r"^/\S+\s*", "", _text(update, tools))


def _shortcut(update: Update, tools: Tools) -> str:
    match = card.SHORTCUT.match(_text(update, tools))
    return match[1] if match else ""


def _data(update: Update, _: Tools) -> str:
    """What a button carries behind its name. A client can make it up: it is read as carefully as any text."""
    query = update.callback_query
    data = query.data if query is not None and isinstance(query.data, str) else ""
    return data.partition(":")[2]


async def _when_called(update: Update, context: Context) -> None:
    """In a group the bot answers only when it is named or replied to."""
    message, bot = update.message, tools_of(context).bot
    if message is None:
        return
    name = re.compile(rf"@{re.escape(bot.username)}\b", re.IGNORECASE)
    text = message.text or message.caption or ""
    named, replies = bool(name.search(text)), _answers_the_bot(message, bot.id)
    if not named and not replies:
        return

    def without_name(_: Update, __: Tools) -> str:
        return name.sub("", text)

    await _answering(add.reply if replies else ask.ask, without_name)(update, context)


def _answers_the_bot(message: Message, bot: int) -> bool:
    original = message.reply_to_message
    return original is not None and original.from_user is not None and original.from_user.id == bot


async def _inline(update: Update, context: Context) -> None:
    query = update.inline_query
    if query is not None:
        tools = tools_of(context)
        if tools.limits.ask(query.from_user.id, tools.clock()) is not Verdict.ANSWER:
            return  # typing on asks again; a late answer to half a word helps nobody
        await inline.answer(query, await request_of(update, tools, query.query), tools)


MENUS: tuple[tuple[BotCommandScope, bool], ...] = (
    (BotCommandScopeDefault(), False),
    (BotCommandScopeAllPrivateChats(), True),
    (BotCommandScopeAllGroupChats(), False),
)
"""Telegram's scopes, and whether commands of private chats belong there."""


def menu(language: str, role: Role, *, private: bool) -> list[BotCommand]:
    """The commands this role may use in such a chat, as its menu shows them."""
    return [
        BotCommand(route.name, plain(language, f"command-{route.name}"))
        for route in COMMANDS
        if route.menu and role.reaches(route.role) and (private or not route.private)
    ]


async def set_menus(tools: Tools) -> None:
    """Tell Telegram the menus: per language and kind of chat for all, per chat for the owners."""
    for language in LANGUAGES:
        code = None if language == "en" else language
        for scope, private in MENUS:
            commands = menu(language, Role.READER, private=private)
            await tools.bot.set_my_commands(commands, scope=scope, language_code=code)
        for owner in sorted(tools.owners):
            await set_menu_of(tools, owner, Role.OWNER, language)


async def set_menu_of(tools: Tools, person: int, role: Role, language: str) -> None:
    """The menu of one person's private chat; somebody who never started the bot gets it when they do."""
    code = None if language == "en" else language
    with contextlib.suppress(BadRequest, Forbidden):
        await tools.bot.set_my_commands(
            menu(language, role, private=True), scope=BotCommandScopeChat(person), language_code=code
        )
