"""The chats the bot has met: their language and role."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, exists, select
from sqlmodel import Session, col

from store.models import ChatRow, HeadRow, SeenUpdateRow, table_of
from store.models_digests import DigestRow
from store.models_keeping import DraftRow, OrderRow
from store.record import Chat, Role


@dataclass(frozen=True, slots=True)
class Visit:
    """What is known when an update comes in: the chat's chosen language, the person's role, the log's last entry.

    `acted_at` is when this very update was acted on, for one that Telegram delivers again.
    """

    language: str | None
    role: Role
    known: bool
    as_of: int
    awaited: bool
    """Whether something of the person's may wait for words that they type: most words are simply a question."""

    acted_at: datetime | None = None


_head, _chat = table_of(HeadRow), table_of(ChatRow)
_draft, _digest, _order = table_of(DraftRow), table_of(DigestRow), table_of(OrderRow)
_seen = table_of(SeenUpdateRow)
_human = _chat.alias()
_PERSON: Any = bindparam("person")
_ROLE = select(col(ChatRow.role)).where(col(ChatRow.id) == _PERSON)
_VISIT = select(
    _head.c.change,
    _chat.c.id,
    _chat.c.language,
    select(_human.c.role).where(_human.c.id == _PERSON).scalar_subquery(),
    exists().where(_draft.c.person_id == _PERSON, _draft.c.open)
    | exists().where(_digest.c.owner_id == _PERSON, _digest.c.asking.is_not(None))
    | exists().where(_order.c.person_id == _PERSON, _order.c.open),
    select(_seen.c.at).where(_seen.c.id == bindparam("update")).scalar_subquery(),
).select_from(_head.outerjoin(_chat, _chat.c.id == bindparam("chat")))
"""One look for all of it: every update begins with this."""


def visit(session: Session, chat: int, person: int | None, update: int, owners: frozenset[int]) -> Visit:
    """Look a chat and a person up, with every update. Owners are named in the settings, moderators in the database."""
    asked = {"chat": chat, "person": person, "update": update}
    as_of, known, language, role, awaited, acted_at = session.execute(_VISIT, asked).one()
    return Visit(
        language=language,
        role=Role.OWNER if person in owners else stored(role),
        known=known is not None,
        as_of=as_of,
        awaited=bool(awaited),
        acted_at=acted_at,
    )


def is_known(session: Session, chat: int) -> bool:
    """Whether the bot has met a chat, or a person in private."""
    return session.get(ChatRow, chat) is not None


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
