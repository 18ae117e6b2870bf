"""Who may keep the record: moderators and owners. Rights are asked for in the transaction they are used in."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func
from sqlmodel import Session, col, select

from store import history, updates
from store.chats import role_of, stored
from store.models import ChatRow
from store.record import Author, Role

STANDING_IN = frozenset({1087968824, 136817688, 777000})
"""GroupAnonymousBot, Channel_Bot and Telegram itself: ids that stand for somebody else (Bot API, Message.from)."""


@dataclass(frozen=True, slots=True)
class Caller:
    """Who asks for a change, in which chat and update; `owners` are the settings' OWNER_IDS."""

    author: Author
    chat: int
    update: int
    owners: frozenset[int] = frozenset()

    @property
    def person(self) -> int:
        assert self.author.id is not None
        return self.author.id


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody the bot knows, by a Telegram user id."""

    id: int
    name: str
    role: Role
    username: str | None = None


class NotAllowed(Exception):
    """The person may not do this now; `needs` is the role it takes."""

    def __init__(self, needs: Role) -> None:
        super().__init__(f"it takes a {needs}")
        self.needs = needs


class NotYours(Exception):
    """What a button belongs to waits for somebody else."""


class UnknownPerson(Exception):
    """Nobody of this name or number is known to the bot."""


class Unchanged(Exception):
    """What was asked for is so already."""


def require(session: Session, caller: Caller, needs: Role = Role.MODERATOR) -> Role:
    """The caller's role; raises NotAllowed when it is below what is needed."""
    role = role_of(session, caller.author.id, caller.owners)
    if not role.reaches(needs):
        raise NotAllowed(needs)
    return role


def begin(session: Session, caller: Caller, now: datetime, needs: Role = Role.MODERATOR) -> None:
    """Open an act: the right to it, and that this update has not been acted on before.

    The writers' place in line is taken first, so that a demotion that is being written is seen.

    Raises:
        NotAllowed: when the caller's role is below `needs`.
        updates.Repeated: when Telegram delivered the update again.
    """
    history.lock(session)
    require(session, caller, needs)
    updates.claim(session, caller.update, now)


def find(session: Session, who: str, owners: frozenset[int]) -> Person:
    """A person by id or @username; raises UnknownPerson when the bot has not met this name."""
    name = who.strip().removeprefix("@")
    if name.isascii() and name.isdecimal() and len(name) <= 15:
        row = session.get(ChatRow, int(name))
        return _person(row, owners) if row else Person(int(name), name, Role.READER)
    query = select(ChatRow).where(func.lower(ChatRow.username) == name.lower(), ChatRow.type == "private")
    row = session.exec(query).first() if name else None
    if row is None:
        raise UnknownPerson(who)
    return _person(row, owners)


def _person(row: ChatRow, owners: frozenset[int]) -> Person:
    role = Role.OWNER if row.id in owners else stored(row.role)
    return Person(row.id, row.title or row.username or str(row.id), role, row.username)


def promote(session: Session, person: Person, caller: Caller, now: datetime) -> None:
    """Make somebody a moderator.

    Raises:
        Unchanged: when they are one, or an owner.
        UnknownPerson: when the id belongs to a group, or to a sender that is no person.
    """
    if person.id in STANDING_IN or person.id <= 0:
        raise UnknownPerson(person.name)
    if role_of(session, person.id, caller.owners) is not Role.READER:
        raise Unchanged
    _set_role(session, person, Role.MODERATOR, caller, now)


def demote(session: Session, person: Person, caller: Caller, now: datetime) -> None:
    """Make a moderator a reader; raises Unchanged when they are none. Owners are named in the settings only."""
    if role_of(session, person.id, caller.owners) is not Role.MODERATOR:
        raise Unchanged
    _set_role(session, person, Role.READER, caller, now)


def _set_role(session: Session, person: Person, role: Role, caller: Caller, now: datetime) -> None:
    row = session.get(ChatRow, person.id)
    if row is None:
        row = ChatRow(id=person.id, type="private", title=person.name, met_at=now)
    before = row.role
    row.role = str(role)
    session.add(row)
    history.record(
        session,
        at=now,
        author=caller.author,
        action="promote" if role is Role.MODERATOR else "demote",
        subject="person",
        subject_id=person.id,
        revision=len(history.of(session, "person", person.id)) + 1,
        before={"role": before},
        after={"role": row.role},
    )


def moderators(session: Session, owners: Iterable[int]) -> list[Person]:
    """Owners first, then moderators by name."""
    known = frozenset(owners)
    rows = session.exec(select(ChatRow).where((col(ChatRow.role) == Role.MODERATOR) | col(ChatRow.id).in_(known)))
    found = {row.id: _person(row, known) for row in rows if row.id > 0}
    found |= {owner: Person(owner, str(owner), Role.OWNER) for owner in known if owner not in found}
    return sorted(found.values(), key=lambda person: (person.role is not Role.OWNER, person.name.casefold(), person.id))
