"""Where a person's buttons are that one message at a time has: of a form, an order, a digest, the last change."""

from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import bindparam, delete
from sqlmodel import Session, col, select

from store.models import insert_into, table_of
from store.models_keeping import KeyboardRow

_keyboards = table_of(KeyboardRow)
_WHOSE = (_keyboards.c.person_id == bindparam("person_id"), _keyboards.c.about == bindparam("about"))
_PLACED = (_keyboards.c.chat_id, _keyboards.c.message_id)
_PLACE = select(*_PLACED).where(*_WHOSE)
_FORGET = delete(_keyboards).where(*_WHOSE).returning(*_PLACED)


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
    whose = {"person_id": person, "about": about}
    was = session.execute(_PLACE, whose).first()
    here = {**whose, "chat_id": place.chat, "message_id": place.message, "at": now}
    session.execute(_put(session.get_bind().dialect.name), here)
    return Place(*was) if was else None


def _forget(session: Session, person: int, about: str) -> Place | None:
    was = session.execute(_FORGET, {"person_id": person, "about": about}).first()
    return Place(*was) if was else None


@cache
def _put(dialect: str) -> Any:
    """The one message of this subject from now on."""
    put = insert_into(dialect, _keyboards)
    moved = {name: put.excluded[name] for name in ("chat_id", "message_id", "at")}
    return put.on_conflict_do_update(index_elements=["person_id", "about"], set_=moved)


def at(session: Session, person: int, place: Place) -> str | None:
    """What the buttons of a message ask a person about; None when it asks nothing of them."""
    query = select(KeyboardRow.about).where(
        KeyboardRow.person_id == person, KeyboardRow.chat_id == place.chat, KeyboardRow.message_id == place.message
    )
    return session.exec(query).first()


def purge(session: Session, before: datetime) -> None:
    """Forget buttons that were shown before a moment."""
    session.execute(delete(KeyboardRow).where(col(KeyboardRow.at) < before))
