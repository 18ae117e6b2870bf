"""How things stand: what is open and for how long, promises due and overdue, what has not moved."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select
from sqlmodel import Session, col

from store.dates import PartialDate
from store.models import ChangeRow, ResponseRow, StatementRow
from store.scope import About, Scope, abouts, among, living, portions
from store.status import PENDING

_STATUSES = tuple(sorted(str(status) for status in PENDING))


def still_open(session: Session, scope: Scope, most: int) -> tuple[list[int], int]:
    """Of what is asked or promised in a scope and not settled: the longest open, and how many there are.

    What has no date of its own comes last.
    """
    wanted = select(col(StatementRow.id), col(StatementRow.said_from)).where(_owed(), living())
    found = among(session, scope, wanted).subquery()
    first = select(found.c.id).order_by(found.c.said_from.is_(None), found.c.said_from, found.c.id)
    total = session.execute(select(func.count()).select_from(found)).scalar_one()
    return list(session.execute(first.limit(most)).scalars()), int(total)


def promised(session: Session) -> list[tuple[About, date]]:
    """Everything owed by a date, with the last day which that may mean; the first due first."""
    due = col(StatementRow.due_on)
    found = select(col(StatementRow.id), due, col(StatementRow.status)).where(due.is_not(None), living())
    # The status is looked at here: together with it the databases would not go by the few that have a date.
    days = {
        number: PartialDate.parse(day).last()
        for number, day, status in session.execute(found)
        if number is not None and day and status in _STATUSES
    }
    owed = [one for some in portions(days) for one in abouts(session, some)]
    return sorted(((one, days[one.number]) for one in owed), key=lambda pair: (pair[1], pair[0].number))


def stuck(session: Session, after: datetime, until: datetime) -> list[About]:
    """What is owed and last moved between these moments, in the order of the numbers."""
    owed = select(col(StatementRow.id)).where(_owed(), living())
    return [
        one
        for some in portions(unmoved(session, after, until))
        for one in abouts(session, session.execute(owed.where(col(StatementRow.id).in_(some))).scalars().all())
    ]


def _owed() -> ColumnElement[bool]:
    return col(StatementRow.status).in_(_STATUSES)


def unmoved(session: Session, after: datetime, until: datetime) -> set[int]:
    """Statements that last moved between these moments, pending or not.

    A statement moves when it is recorded or changed, and when a response to it is.
    """
    moved = {number for query in _moves(after, until) for number in session.execute(query).scalars()}
    later: set[int] = set()
    for some in portions(moved):
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
