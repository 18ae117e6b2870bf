"""Lists to leaf through: what is open, timelines, comparisons, topics and speakers."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TypeVar

from markupsafe import Markup
from sqlmodel import Session

from handlers.context import Tools
from handlers.errors import Refused
from handlers.i18n import say
from handlers.names import named_actor, named_topic, two_actors_and_topic
from handlers.render import age, numbered, statement_block
from handlers.reply import Button, Reply, rows
from handlers.request import Request
from store import cards
from store.actors import directory
from store.cards import Page
from store.record import Actor, Topic

PAGE = 5
"""Statements on one page: about a phone's screen and a half."""

NAMES_SHOWN = 60


async def open_(request: Request, tools: Tools) -> Reply:
    """`/open [topic]`: what is still owed, oldest first, with its age."""
    names = await tools.db.read(directory)
    topic = named_topic(names, request.words) if request.words else None
    return await _page(request, tools, "open", topic.id if topic else 0, 0)


async def timeline(request: Request, tools: Tools) -> Reply:
    """`/timeline <speaker or topic>`: who said what when."""
    if not request.words:
        raise Refused("timeline-of-what")
    names = await tools.db.read(directory)
    topic = named_topic(names, request.words, missing_ok=True)
    if topic is not None:
        return await _page(request, tools, "topic", topic.id, 0)
    return await _page(request, tools, "speaker", named_actor(names, request.words).id, 0)


async def page(request: Request, tools: Tools) -> Reply:
    """A button that leafs: `kind:id:offset`."""
    kind, _, rest = request.words.partition(":")
    id_, _, offset = rest.partition(":")
    if kind not in {"open", "topic", "speaker"} or not (id_.isdecimal() and offset.isdecimal()):
        raise Refused("button-is-old")
    if len(id_) > 15 or len(offset) > 9:
        raise Refused("button-is-old")
    return replace(await _page(request, tools, kind, int(id_), int(offset)), edit=int(offset) > 0)


async def _page(request: Request, tools: Tools, kind: str, id_: int, offset: int) -> Reply:
    found, title = await tools.db.read(_read, request.language, kind, id_, offset)
    if not found.statements:
        return Reply((title, say(request.language, "nothing-here")))
    today = request.now.date()
    blocks = []
    for statement in found.statements:
        block = statement_block(request.language, statement)
        old = age(request.language, statement, today) if kind == "open" else Markup("")
        blocks.append(Markup("{}\n{}").format(old, block) if old else block)
    return Reply(numbered(title, blocks), leafing(found, lambda at: f"list:{kind}:{id_}:{at}"))


def _read(session: Session, language: str, kind: str, id_: int, offset: int) -> tuple[Page, Markup]:
    names = directory(session)
    if kind == "open":
        if id_ and id_ not in names.topics:
            raise Refused("button-is-old")
        found = cards.still_open(session, id_ or None, offset, PAGE)
        return found, say(
            language,
            "open-title",
            count=found.total,
            named="yes" if id_ else "no",
            topic=names.topics[id_].name if id_ else "",
        )
    if kind == "topic":
        topic = _known(names.topics.get(id_))
        found = cards.timeline(session, topic=topic.id, offset=offset, size=PAGE)
        return found, say(language, "timeline-title", name=topic.name, count=found.total)
    actor = _known(names.actors.get(id_))
    found = cards.timeline(session, actor=actor.id, offset=offset, size=PAGE)
    return found, say(language, "timeline-title", name=actor.name, count=found.total)


Named = TypeVar("Named", Actor, Topic)


def _known(value: Named | None) -> Named:
    if value is None:
        raise Refused("button-is-old")
    return value


def leafing(found: Page, data: Callable[[int], str], size: int = PAGE) -> tuple[tuple[Button, ...], ...]:
    """Buttons to the page before and after, where there is one."""
    buttons = []
    if found.offset > 0:
        before = max(found.offset - size, 0)
        buttons.append(Button(f"‹ {before + 1}–{found.offset}", data=data(before)))
    after = found.offset + len(found.statements)
    if after < found.total:
        buttons.append(Button(f"{after + 1}–{min(after + size, found.total)} / {found.total} ›", data=data(after)))
    return rows(buttons)


async def compare(request: Request, tools: Tools) -> Reply:
    """`/compare <speaker> <speaker> [topic]`: side by side."""
    names = await tools.db.read(directory)
    first, second, topic = two_actors_and_topic(names, request.words)
    pages = await tools.db.read(cards.compared, [first.id, second.id], topic.id if topic else None, PAGE)
    blocks: list[Markup] = []
    for actor, found in zip((first, second), pages, strict=True):
        title = say(request.language, "timeline-title", name=actor.name, count=found.total)
        shown = [statement_block(request.language, one, counts_for=actor) for one in found.statements]
        blocks += numbered(title, shown or [say(request.language, "nothing-here")])
    return Reply(tuple(blocks))


async def topics(request: Request, tools: Tools) -> Reply:
    """`/topics`: what the record is about."""
    found = await tools.db.read(cards.topics)
    return _counted(request, "topics-title", [(topic.name, count) for topic, count in found])


async def speakers(request: Request, tools: Tools) -> Reply:
    """`/speakers`: who is on record."""
    found = await tools.db.read(cards.speakers)
    return _counted(request, "speakers-title", [(actor.name, count) for actor, count in found])


def _counted(request: Request, title: str, names: Sequence[tuple[str, int]]) -> Reply:
    language = request.language
    if not names:
        return Reply((say(language, f"record-is-empty-{request.role}"),))
    lines = [Markup("{} · {}").format(name, count) for name, count in names[:NAMES_SHOWN]]
    if len(names) > NAMES_SHOWN:
        lines.append(say(language, "and-more", count=len(names) - NAMES_SHOWN))
    return Reply((Markup("<b>{}</b>\n").format(say(language, title, count=len(names))) + Markup("\n").join(lines),))
