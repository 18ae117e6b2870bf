"""What subscribers offer: a few a day, decided once, and their author is told what became of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import update
from sqlmodel import Session, col, func, select

from store.models_keeping import BlockRow, SuggestionRow
from store.record import Author

PER_DAY = 5
"""Suggestions of one person in 24 hours."""

TEXT_LIMIT = 2000
"""Characters of a suggestion."""


class TooMany(Exception):
    """The person has used up the day's suggestions; `again` is when the next one is taken."""

    def __init__(self, again: datetime) -> None:
        super().__init__(str(again))
        self.again = again


class Blocked(Exception):
    """The person's suggestions are no longer taken."""


class Decided(Exception):
    """Somebody decided on the suggestion first."""

    def __init__(self, found: "Suggestion") -> None:
        super().__init__(found.state)
        self.suggestion = found


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One offer: `state` is open, approved or refused; `fields` what of it could be read as a statement."""

    id: int
    person: int
    name: str
    text: str
    fields: Mapping[str, Any]
    at: datetime
    state: str = "open"
    number: int | None = None
    reason: str | None = None
    decided_by: str | None = None


def offer(session: Session, author: Author, text: str, fields: Mapping[str, Any], now: datetime) -> int:
    """Take a suggestion; returns its id. Raises TooMany, Blocked."""
    assert author.id is not None
    if session.get(BlockRow, author.id) is not None:
        raise Blocked
    recent = select(SuggestionRow.at).where(SuggestionRow.person_id == author.id, SuggestionRow.at > now - DAY)
    times = sorted(session.exec(recent))
    if len(times) >= PER_DAY:
        raise TooMany(times[-PER_DAY] + DAY)
    row = SuggestionRow(person_id=author.id, person=author.name, text=text[:TEXT_LIMIT], fields=dict(fields), at=now)
    session.add(row)
    session.flush()
    assert row.id is not None
    return row.id


DAY = timedelta(days=1)


def waiting(session: Session) -> int:
    """How many are to be decided on."""
    return session.exec(select(func.count()).select_from(SuggestionRow).where(SuggestionRow.state == "open")).one()


def first(session: Session, after: int = 0) -> Suggestion | None:
    """The oldest that is to be decided on, beyond one that was passed over."""
    query = select(SuggestionRow).where(SuggestionRow.state == "open", col(SuggestionRow.id) > after)
    row = session.exec(query.order_by(col(SuggestionRow.id))).first()
    return _value(row) if row else None


def get(session: Session, id_: int) -> Suggestion | None:
    """A suggestion by its id."""
    row = session.get(SuggestionRow, id_)
    return _value(row) if row else None


def approve(session: Session, id_: int, number: int, by: Author, now: datetime) -> Suggestion:
    """It is on record as this number. Raises Decided."""
    return _decide(session, id_, by, now, state="approved", number=number)


def refuse(session: Session, id_: int, reason: str | None, by: Author, now: datetime) -> Suggestion:
    """It will not be recorded. Raises Decided."""
    return _decide(session, id_, by, now, state="refused", reason=reason)


def block(session: Session, person: int, by: Author, now: datetime) -> None:
    """Take no more from this person, and refuse what is waiting of theirs."""
    if session.get(BlockRow, person) is None:
        session.add(BlockRow(person_id=person, by=by.name, at=now))
    for id_ in session.exec(
        select(SuggestionRow.id).where(SuggestionRow.person_id == person, SuggestionRow.state == "open")
    ).all():
        refuse(session, id_ or 0, None, by, now)


def unblock(session: Session, person: int) -> bool:
    """Take suggestions of this person again; whether they were blocked."""
    row = session.get(BlockRow, person)
    if row is not None:
        session.delete(row)
    return row is not None


def _decide(session: Session, id_: int, by: Author, now: datetime, **values: Any) -> Suggestion:
    found = update(SuggestionRow).where(col(SuggestionRow.id) == id_, col(SuggestionRow.state) == "open")
    done = found.values(decided_by=by.name, decided_at=now, **values).returning(col(SuggestionRow.id))
    decided = session.execute(done).first() is not None
    session.expire_all()
    row = session.get_one(SuggestionRow, id_)
    if not decided:
        raise Decided(_value(row))
    return _value(row)


def _value(row: SuggestionRow) -> Suggestion:
    assert row.id is not None
    return Suggestion(
        row.id,
        row.person_id,
        row.person,
        row.text,
        dict(row.fields),
        row.at,
        row.state,
        row.number,
        row.reason,
        row.decided_by,
    )
