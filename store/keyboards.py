"""Where a person's buttons are that one message at a time has: of a form, an order, a digest, the last change."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete
from sqlmodel import Session, col, select

from store.models_keeping import KeyboardRow


@dataclass(frozen=True, slots=True)
class Place:
    """A message in a chat."""

    chat: int
    message: int


def change(
    session: Session, person: int, now: datetime, *, settled: str | None, about: str | None, place: Place | None
) -> list[Place]:
    """Note what is settled, and where the buttons about something are now; returns where buttons were left behind."""
    left = [_forget(session, person, settled)] if settled and settled != about else []
    if about and place:
        left.append(_move(session, person, about, place, now))
    return [each for each in left if each is not None]


def _move(session: Session, person: int, about: str, place: Place, now: datetime) -> Place | None:
    row = session.get(KeyboardRow, (person, about))
    was = Place(row.chat_id, row.message_id) if row else None
    row = row or KeyboardRow(person_id=person, about=about, chat_id=place.chat, message_id=place.message, at=now)
    row.chat_id, row.message_id, row.at = place.chat, place.message, now
    session.add(row)
    return was


def _forget(session: Session, person: int, about: str) -> Place | None:
    row = session.get(KeyboardRow, (person, about))
    if row is None:
        return None
    session.delete(row)
    return Place(row.chat_id, row.message_id)


def at(session: Session, person: int, place: Place) -> str | None:
    """What the buttons of a message ask a person about; None when it asks nothing of them."""
    query = select(KeyboardRow.about).where(
        KeyboardRow.person_id == person, KeyboardRow.chat_id == place.chat, KeyboardRow.message_id == place.message
    )
    return session.exec(query).first()


def purge(session: Session, before: datetime) -> None:
    """Forget buttons that were shown before a moment."""
    session.execute(delete(KeyboardRow).where(col(KeyboardRow.at) < before))
