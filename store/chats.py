"""The chats the bot has met: their language and role."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, exists, select
from sqlmodel import Session, col

from store.models import ChatRow, HeadRow
from store.models_digests import DigestRow
from store.models_keeping import DraftRow, OrderRow
from store.record import Chat, Role


@dataclass(frozen=True, slots=True)
class Visit:
    """What is known when an update comes in: the chat's chosen language, the person's role, the log's last entry."""

    language: str | None
    role: Role
    known: bool
    as_of: int
    awaited: bool
    """Whether something of the person's may wait for words that they type: most words are simply a question."""


_VISIT = select(col(ChatRow.id), col(ChatRow.language), col(ChatRow.role)).where(
    col(ChatRow.id).in_((bindparam("chat"), bindparam("person")))
)
_ROLE = select(col(ChatRow.role)).where(col(ChatRow.id) == bindparam("person"))
_AWAITED = select(
    exists().where(col(DraftRow.person_id) == bindparam("person"), col(DraftRow.open))
    | exists().where(col(DigestRow.owner_id) == bindparam("person"), col(DigestRow.asking).is_not(None))
    | exists().where(col(OrderRow.person_id) == bindparam("person"), col(OrderRow.open)),
    select(col(HeadRow.change)).scalar_subquery(),
)


def visit(session: Session, chat: int, person: int | None, owners: frozenset[int]) -> Visit:
    """Look a chat and a person up, with every update. Owners are named in the settings, moderators in the database."""
    asked = {"chat": chat, "person": person}
    found = {id_: (language, role) for id_, language, role in session.execute(_VISIT, asked)}
    role = Role.OWNER if person in owners else stored(found[person][1] if person in found else None)
    awaited, as_of = session.execute(_AWAITED, asked).one()
    return Visit(
        language=found[chat][0] if chat in found else None,
        role=role,
        known=chat in found,
        as_of=as_of,
        awaited=bool(awaited),
    )


def role_of(session: Session, person: int | None, owners: frozenset[int]) -> Role:
    """The role of a person; nobody in particular (an anonymous admin, a channel) is a reader."""
    if person is None:
        return Role.READER
    if person in owners:
        return Role.OWNER
    return stored(session.scalar(_ROLE, {"person": person}))


def stored(role: str | None) -> Role:
    """The role that a row gives; owners are named in the settings alone."""
    return Role.MODERATOR if role == Role.MODERATOR else Role.READER


def meet(session: Session, chat: Chat, now: datetime) -> None:
    """Remember a chat, or its new title."""
    row = session.get(ChatRow, chat.id) or ChatRow(id=chat.id, type=chat.type, met_at=now)
    row.type, row.title, row.username = chat.type, chat.title, chat.username
    session.add(row)


def set_language(session: Session, chat: Chat, language: str | None, now: datetime) -> None:
    """Choose a chat's language; None follows the person's Telegram again."""
    meet(session, chat, now)
    session.flush()
    session.get_one(ChatRow, chat.id).language = language
