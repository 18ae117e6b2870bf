"""How things stand: what is open and for how long, promises due and overdue, what has not moved."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, select
from sqlmodel import Session, col

from store.dates import PartialDate
from store.models import ChangeRow, ResponseRow, StatementRow
from store.scope import living
from store.status import PENDING

AT_ONCE = 500
"""Numbers in one query."""

_STATUSES = tuple(sorted(str(status) for status in PENDING))


@dataclass(frozen=True, slots=True)
class Owed:
    """Everything of which something is still owed, as (number, speaker): the longest open first, the first due first.

    `days` has, by number, the last day that a due date may mean. What has no date of its own is at the end of `open`.
    """

    open: Sequence[tuple[int, int]]
    due: Sequence[tuple[int, int]]
    days: Mapping[int, date]


def owed(session: Session) -> Owed:
    """How things stand now, over the whole record."""
    said = col(StatementRow.said_from)
    found = (
        select(col(StatementRow.id), col(StatementRow.speaker_id), col(StatementRow.due_on))
        .where(col(StatementRow.status).in_(_STATUSES), living())
        .order_by(said.is_(None), said, col(StatementRow.id))
    )
    # Past the ORM, whose bookkeeping for each row would take longer than the query.
    rows: Any = session.connection().execute(found).all()
    days = {number: PartialDate.parse(day).last() for number, _, day in rows if day}
    due = [(number, speaker) for number, speaker, day in rows if day]
    return Owed(
        [(number, speaker) for number, speaker, _ in rows],
        sorted(due, key=lambda pair: (days[pair[0]], pair[0])),
        days,
    )


def unmoved(session: Session, after: datetime, until: datetime) -> set[int]:
    """Statements that last moved between these moments, pending or not.

    A statement moves when it is recorded or changed, and when a response to it is.
    """
    moved = {number for query in _moves(after, until) for number in session.execute(query).scalars()}
    later: set[int] = set()
    for begin in range(0, len(moved), AT_ONCE):
        some = sorted(moved)[begin : begin + AT_ONCE]
        later.update(number for query in _moves(until, None, some) for number in session.execute(query).scalars())
    return moved - later


def _moves(after: datetime, until: datetime | None, among: Sequence[int] | None = None) -> tuple[Any, Any]:
    """Statements that moved after a moment, up to and including another: by themselves, by a response."""
    own: Select[Any] = select(col(ChangeRow.subject_id)).where(
        col(ChangeRow.subject) == "statement", col(ChangeRow.at) > after
    )
    answered: Select[Any] = select(col(ResponseRow.responds_to_id)).join(
        ChangeRow,
        (col(ChangeRow.subject_id) == col(ResponseRow.statement_id))
        & (col(ChangeRow.subject) == "statement")
        & (col(ChangeRow.at) > after),
    )
    if until is not None:
        own, answered = (query.where(col(ChangeRow.at) <= until) for query in (own, answered))
    if among is not None:
        own = own.where(col(ChangeRow.subject_id).in_(among))
        answered = answered.where(col(ResponseRow.responds_to_id).in_(among))
    return own, answered
