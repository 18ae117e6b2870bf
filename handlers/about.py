"""The bot about itself: first words, help, language, privacy."""

import json

from markupsafe import Markup

from handlers import card, digests, follow
from handlers.context import Tools
from handlers.delivery import told_to_owner
from handlers.errors import Refused
from handlers.i18n import LANGUAGES, plain, say
from handlers.reply import Button, File, Reply, rows
from handlers.request import Request
from store import outbox, people
from store.chats import set_language
from store.examples import Examples, examples
from store.record import Role

OWN_WORDS = 40


async def start(request: Request, tools: Tools) -> Reply:
    """`/start`: three lines and three questions to tap; with a permalink's payload, that card."""
    if request.private:  # until now Telegram may have refused what was for this person
        await tools.db.write(outbox.go_on, request.chat.id, request.now, told_to_owner)
    if card.SHORTCUT.match(f"/{request.words}"):
        return await card.card(request, tools)
    if digests.LINK.fullmatch(request.words):
        return await digests.from_link(request, tools)
    if request.private and follow.LINK.fullmatch(request.words):
        return await follow.from_link(request, tools)
    if not request.private:
        return Reply((say(request.language, "hello-group", bot=tools.bot.username),))
    found = example_questions(request.language, await tools.db.read(examples))
    buttons = [Button(question, data=f"say:{name}") for name, question in found.items()]
    hello, language = say(request.language, "hello"), request.language
    if not buttons:
        return Reply((hello, say(language, f"record-is-empty-{request.role}")))
    return Reply((Markup("{}\n{}").format(hello, say(language, "hello-for-example")),), rows(buttons, 1))


def example_questions(language: str, found: Examples) -> dict[str, str]:
    """Questions that the record can answer, by the name their button carries."""
    names = {"who": found.demanded, "what": found.speaker, "topic": found.topic}
    return {name: plain(language, f"example-{name}", name=one.name) for name, one in names.items() if one is not None}


async def help_(request: Request, tools: Tools) -> Reply:
    """`/help`: only what this person may use here, with an example each."""
    from handlers.routes import COMMANDS  # noqa: PLC0415 - the table lists this handler too

    blocks = [say(request.language, "help-intro", bot=tools.bot.username)]
    for role in Role:
        mine = [route for route in COMMANDS if route.menu and route.role is role and request.role.reaches(role)]
        lines = [say(request.language, f"help-{one.name}") for one in mine if request.private or not one.private]
        if lines:
            blocks.append(Markup("\n").join([say(request.language, f"help-for-{role}"), *lines]))
    return Reply(tuple(blocks))


async def language(request: Request, tools: Tools) -> Reply:
    """`/language`: which one to speak here."""
    buttons = [Button(name, data=f"language:{code}") for code, name in LANGUAGES.items()]
    return Reply((say(request.language, "which-language"),), rows(buttons, 3))


async def choose_language(request: Request, tools: Tools) -> Reply:
    """A language's button."""
    if request.words not in LANGUAGES:
        raise Refused("button-is-old")
    await tools.db.write(set_language, request.chat, request.words, request.now)
    return Reply((say(request.words, "language-is"),), edit=True)


async def privacy(request: Request, tools: Tools) -> Reply:
    """`/privacy`: what is stored about whom, table by table as the schema has it."""
    tables = sorted({str(table.__tablename__) for table, _ in people.PERSONAL})
    listed = Markup("\n").join(say(request.language, f"stored-{table}") for table in tables)
    return Reply((say(request.language, "privacy"), listed, say(request.language, "privacy-kept")))


async def my_data(request: Request, tools: Tools) -> Reply:
    """`/mydata`: all of it, as a file."""
    found = await tools.db.read(people.stored, request.chat.id)
    content = json.dumps(found, ensure_ascii=False, indent=2).encode()
    return Reply(file=File("my-data.json", content, caption=say(request.language, "my-data", count=len(found))))


async def forget_me(request: Request, tools: Tools) -> Reply:
    """`/forgetme`: asks once, since it cannot be undone."""
    button = Button(plain(request.language, "button-forget"), data="forget")
    return Reply((say(request.language, "forget-me"),), ((button,),))


async def forget_me_now(request: Request, tools: Tools) -> Reply:
    """The button that means it."""
    await tools.db.write(people.forget, request.chat.id)
    return Reply((say(request.language, "forgotten"),), edit=True)


async def unknown(request: Request, tools: Tools) -> Reply:
    """A command that does not exist."""
    raise Refused("no-such-command", command=(request.words.split() or ["/"])[0][:OWN_WORDS])


async def gone(request: Request, tools: Tools) -> Reply:
    """A button nobody answers any more."""
    raise Refused("button-is-old")
