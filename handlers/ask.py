"""Asking the record: a question becomes an answer, and nothing but the record is in it."""

from dataclasses import replace
from datetime import date

from sqlmodel import Session

from handlers.about import example_questions
from handlers.answer import Told, reply_to
from handlers.context import Tools
from handlers.errors import Refused
from handlers.i18n import plain, say
from handlers.matching import understood
from handlers.question import narrowed
from handlers.reply import Reply
from handlers.request import Request
from store import questions, statements
from store.answer import answer
from store.examples import examples
from store.matcher import Intent, Query
from store.record import Directory
from store.standing import standings

LIMIT = 4096
"""Characters of a question: as much as one Telegram message holds."""

PAGE = 5


async def ask(request: Request, tools: Tools) -> Reply:
    """Any text in a private chat, `/ask`, a mention, a reply: the answer."""
    question = _question(request)
    told = await tell(question, request, tools)
    if told.answer.query.intent is Intent.SMALL_TALK:
        thanked = request.quoted is not None  # in a group, a hello to nobody in particular is not for the bot
        return Reply((say(request.language, "small-talk"),), reaction="👌" if thanked else None, quiet=thanked)
    tools.questions[told.answer.verdict] += 1
    page = await tools.db.write(_keep, request, question, told)
    reply = reply_to(request.language, told, page, 0, PAGE)
    if told.answer.verdict == "answer" or told.answer.nearest or await tools.db.read(statements.any_on_record):
        return reply
    return replace(reply, blocks=(*reply.blocks, say(request.language, f"record-is-empty-{request.role}")))


async def page(request: Request, tools: Tools) -> Reply:
    """A button that leafs through an answer: `page:offset`."""
    number, _, offset = request.words.partition(":")
    question = await _recalled(request, tools, number)
    if not offset.isdecimal() or len(offset) > 4:
        raise Refused("button-is-old")
    told = await tell(question, request, tools)
    return replace(reply_to(request.language, told, int(number), int(offset), PAGE), edit=True)


async def which(request: Request, tools: Tools) -> Reply:
    """Whom a name meant: `page:actor`; the question is asked again with the whole name."""
    number, _, actor = request.words.partition(":")
    question = await _recalled(request, tools, number)
    query, names = await tools.db.read(understood, question, request.now.astimezone(tools.zone).date())
    chosen = next((name for name, ids in query.ambiguous if actor in map(str, ids)), None)
    if chosen is None:
        raise Refused("button-is-old")
    return await _asked(narrowed(question, chosen, names.actors[int(actor)].name), request, tools)


async def wrong(request: Request, tools: Tools) -> Reply:
    """“Not what I asked”: the moderators see the question, without the asker's name."""
    question = await _recalled(request, tools, request.words)
    await tools.db.write(questions.unanswered, question, request.now)
    return Reply(toast=plain(request.language, "noted-as-unanswered"), spent=True)


async def example(request: Request, tools: Tools) -> Reply:
    """A button with an example question: it is asked."""
    offered = example_questions(request.language, await tools.db.read(examples))
    if request.words not in offered:
        raise Refused("button-is-old")
    return await _asked(offered[request.words], request, tools)


async def _asked(question: str, request: Request, tools: Tools) -> Reply:
    """A question that a button asks, named above its answer."""
    reply = await ask(replace(request, words=question), tools)
    return replace(reply, blocks=(say(request.language, "you-asked", question=question), *reply.blocks))


async def tell(question: str, request: Request, tools: Tools) -> Told:
    """What the record answers, with all that is needed to say it."""
    return await tools.db.read(answered, question, request.now.astimezone(tools.zone).date())


def answered(session: Session, question: str, today: date) -> Told:
    """What the record answers on a day, in one transaction."""
    return find(session, *understood(session, question, today))


def find(session: Session, query: Query, names: Directory) -> Told:
    """Matches, their statements, and the status history of what was asked about."""
    found = answer(session, query, names)
    shown = statements.many(session, [match.number for match in (*found.matches, *found.nearest)])
    told = Told(found, {statement.number: statement for statement in shown}, names)
    subject = told.subject()
    return told if subject is None else replace(told, standings=standings(session, subject.number))


def _keep(session: Session, request: Request, question: str, told: Told) -> int:
    if told.answer.verdict != "answer":
        questions.unanswered(session, question, request.now)
    return questions.remember(session, request.chat.id, question, request.now)


def _question(request: Request) -> str:
    """The words to answer: what was written, else the message that was replied to."""
    words = request.words or (request.quoted.text if request.quoted else "")
    if not words.strip():
        raise Refused("ask-what")
    if len(words) > LIMIT:
        raise Refused("too-long", length=len(words), limit=LIMIT)
    return words.strip()


async def _recalled(request: Request, tools: Tools, number: str) -> str:
    known = number.isdecimal() and number.isascii() and len(number) <= 15
    question = await tools.db.read(questions.recall, request.chat.id, int(number)) if known else None
    if question is None:
        raise Refused("button-is-old")
    return question
