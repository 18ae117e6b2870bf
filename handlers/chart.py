"""Pictures on request: who stands where, and what was said when."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, replace

from markupsafe import Markup
from sqlmodel import Session

from handlers.chronology import Timeline, timeline
from handlers.context import Tools
from handlers.errors import Refused
from handlers.i18n import plain, say, say_date
from handlers.names import named_actor, named_topic
from handlers.reply import Button, File, Reply
from handlers.request import Request
from handlers.stances import Cell, Matrix, in_force, matrix
from store import cards
from store.actors import directory
from store.record import Actor, Statement, Topic
from store.standing import standings
from store.statements import many

COUNTED = 2000
"""At most so many statements make a picture, the latest: reading more would take longer than drawing."""

NAMED = 6
"""Speakers whose numbers the words under a picture give; a caption holds 1024 characters (Bot API, sendPhoto)."""


@dataclass(frozen=True, slots=True)
class Subject:
    """What a picture is of: a topic, a speaker with its members, or (id 0) the whole record."""

    kind: str
    id: int = 0


@dataclass(frozen=True, slots=True)
class Picture:
    """What was read for a picture: the name of its subject, the statements, those it leaves out, and its content."""

    name: str
    statements: tuple[Statement, ...]
    left_out: int
    content: Matrix | Timeline


async def chart(request: Request, tools: Tools) -> Reply:
    """`/chart [topic or speaker]`: who stands where."""
    names = await tools.db.read(directory)
    topic = named_topic(names, request.words, missing_ok=True) if request.words else None
    if topic is not None:
        return await _picture(request, tools, "matrix", Subject("topic", topic.id))
    if request.words:
        return await _picture(request, tools, "matrix", Subject("speaker", named_actor(names, request.words).id))
    return await _picture(request, tools, "matrix", Subject("all"))


async def picture(request: Request, tools: Tools) -> Reply:
    """A button for the other form of a picture: `form:kind:id`."""
    form, kind, id_ = (*request.words.split(":"), "", "", "")[:3]
    known = form in {"matrix", "timeline"} and kind in {"all", "topic", "speaker"}
    if not known or not (id_.isascii() and id_.isdigit()) or len(id_) > 15:
        raise Refused("button-is-old")
    return replace(await _picture(request, tools, form, Subject(kind, int(id_))), edit=True)


async def _picture(request: Request, tools: Tools, form: str, subject: Subject) -> Reply:
    language = request.language
    found = await tools.db.read(read, form, subject)
    title = plain(language, f"picture-{form}", name=found.name) if found.name else plain(language, "picture-of-record")
    if not found.statements:
        return Reply((Markup("<b>{}</b>").format(title), say(language, "nothing-here")))
    content = await asyncio.to_thread(_draw, found.content, title, language)
    other = "timeline" if form == "matrix" else "matrix"
    button = Button(plain(language, f"button-picture-{other}"), data=f"picture:{other}:{subject.kind}:{subject.id}")
    return Reply(
        file=File(f"{form}.png", content, picture=True, caption=caption(language, title, found)), buttons=((button,),)
    )


def read(session: Session, form: str, subject: Subject) -> Picture:
    """What a picture of this form shows of a subject.

    Raises:
        Refused: when the subject is no longer on record.
    """
    names = directory(session)
    tables: Mapping[str, Mapping[int, Actor | Topic]] = {"topic": names.topics, "speaker": names.actors}
    known = tables.get(subject.kind)
    if known is not None and subject.id not in known:
        raise Refused("button-is-old")
    topic = subject.id if subject.kind == "topic" else None
    actor = subject.id if subject.kind == "speaker" else None
    total = cards.timeline(session, topic=topic, actor=actor, offset=0, size=0).total
    left_out = max(0, total - COUNTED)
    own = cards.timeline(session, topic=topic, actor=actor, offset=left_out, size=COUNTED).statements
    statements = (*own, *_answers(session, own)) if form == "timeline" else own
    name = known[subject.id].name if known is not None else ""
    return Picture(name, own, left_out, _timeline(session, statements) if form == "timeline" else matrix(own))


def _answers(session: Session, own: tuple[Statement, ...]) -> list[Statement]:
    """What others answered."""
    numbers = {one.number for one in own}
    return [one for one in many(session, (n for s in own for n in s.responses if n not in numbers)) if in_force(one)]


def _timeline(session: Session, statements: tuple[Statement, ...]) -> Timeline:
    shown = [entry.statement.number for entry in timeline(statements, {}).entries]
    return timeline(statements, {number: standings(session, number) for number in shown})


def _draw(content: Matrix | Timeline, title: str, language: str) -> bytes:
    from handlers import charts  # noqa: PLC0415 - matplotlib is loaded when the first picture is asked for

    if isinstance(content, Matrix):
        return charts.matrix_png(content, title, language)
    return charts.timeline_png(content, title, language)


def caption(language: str, title: str, found: Picture) -> Markup:
    """A picture in words: for those who do not see it, and for those who only read notifications."""
    counted = matrix(found.statements, speakers=NAMED, topics=1)
    lines = [Markup("<b>{}</b>").format(title), _counts(language, found.statements)]
    for heading, cell in zip(counted.speakers, counted.sums, strict=True):
        name = plain(language, "more-speakers", count=heading.folded) if heading.folded else heading.name[:60]
        lines.append(Markup("{}: {}").format(name, _tones(language, cell)))
    if found.left_out:
        lines.append(say(language, "picture-latest-only", count=COUNTED))
    return Markup("\n").join(lines)


def _counts(language: str, statements: tuple[Statement, ...]) -> Markup:
    speakers = len({statement.speaker.id for statement in statements})
    days = [statement.said_on for statement in statements if statement.said_on]
    if not days:
        return say(language, "picture-counts-undated", statements=len(statements), speakers=speakers)
    latest = say_date(language, max(days, key=lambda day: day.last()))
    return say(language, "picture-counts", statements=len(statements), speakers=speakers, day=latest)


def _tones(language: str, cell: Cell) -> str:
    return "; ".join(f"{plain(language, f'tone-{tone}')} {count}" for tone, count in cell.tones)
