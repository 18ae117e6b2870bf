"""The chats the bot has met: their language and role."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from store.models import ChatRow
from store.record import Chat, Role


@dataclass(frozen=True, slots=True)
class Visit:
    """What is known when an update comes in: the chat's chosen language, the person's role."""

    language: str | None
    role: Role
    known: bool


def visit(session: Session, chat: int, person: int | None, owners: frozenset[int]) -> Visit:
    """Look a chat and a person up. Owners are named in the settings, moderators in the database."""
    row = session.get(ChatRow, chat)
    return Visit(row.language if row else None, role_of(session, person, owners), row is not None)


def role_of(session: Session, person: int | None, owners: frozenset[int]) -> Role:
    """The role of a person; nobody in particular (an anonymous admin, a channel) is a reader."""
    if person is None:
        return Role.READER
    if person in owners:
        return Role.OWNER
    row = session.get(ChatRow, person)
    return Role(row.role) if row and row.role == Role.MODERATOR else Role.READER


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
