"""`/mods`, `/promote`, `/demote`: who keeps the record."""

from datetime import datetime

from markupsafe import Markup
from sqlmodel import Session

from handlers.context import Tools
from handlers.errors import Refused
from handlers.i18n import say
from handlers.keeping import act_as
from handlers.render import numbered
from handlers.reply import Reply
from handlers.request import Request
from handlers.telling import tell_role
from store import history, moderators
from store.moderators import Caller, Person
from store.record import Role


async def mods(request: Request, tools: Tools) -> Reply:
    """`/mods`: owners and moderators."""
    found = await tools.db.read(moderators.moderators, tools.owners)
    lines = [_line(request.language, person) for person in found]
    return Reply(numbered(say(request.language, "mods-title", count=len(found)), [Markup("\n").join(lines)]))


async def promote(request: Request, tools: Tools) -> Reply:
    """`/promote @name`, an id, or as a reply to a message of theirs, forwarded ones too."""
    return await _set(request, tools, Role.MODERATOR)


async def demote(request: Request, tools: Tools) -> Reply:
    """`/demote`: what they have open and pressed does nothing from then on."""
    return await _set(request, tools, Role.READER)


async def _set(request: Request, tools: Tools, role: Role) -> Reply:
    person = await act_as(Role.OWNER, request, tools, _change, request, role)
    from handlers.routes import set_menu_of  # noqa: PLC0415 - the table lists this handler too

    await set_menu_of(tools, person.id, role, request.language)
    return Reply((say(request.language, f"now-{role}", name=person.name, id=str(person.id)),))


def _change(session: Session, caller: Caller, now: datetime, request: Request, role: Role) -> Person:
    person = _meant(session, caller, request)
    change = moderators.promote if role is Role.MODERATOR else moderators.demote
    try:
        change(session, person, caller, now)
    except moderators.Unchanged:
        raise Refused(f"already-{role}", name=person.name) from None
    entry = history.of(session, "person", person.id)[-1]
    tell_role(session, person.id, entry.number, str(role), now)
    return person


def _meant(session: Session, caller: Caller, request: Request) -> Person:
    """Who is named by the words, or wrote the message that was replied to."""
    if request.words:
        return moderators.find(session, request.words.split()[0], caller.owners)
    author = request.quoted.person if request.quoted else None
    if author is None or author.id is None:
        raise Refused("promote-whom")
    known = moderators.find(session, str(author.id), caller.owners)
    return Person(author.id, author.name, known.role, known.username)


def _line(language: str, person: Person) -> Markup:
    name = f"{person.name} (@{person.username})" if person.username else person.name
    return say(language, "mods-line", name=name, id=str(person.id), role=str(person.role))
