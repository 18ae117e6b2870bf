"""How things stand: what is open and for how long, promises due and overdue, what has not moved."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select
from sqlmodel import Session, col

from store.dates import PartialDate
from store.models import ChangeRow, ResponseRow, StatementRow
from store.scope import living
from store.status import PENDING

_STATUSES = tuple(sorted(str(status) for status in PENDING))


def oldest(session: Session, scope: ColumnElement[bool], limit: int) -> tuple[list[int], int]:
    """The longest open statements, oldest first, and how many are open."""
    dated: list[tuple[date, int]] = []
    for status in _STATUSES:  # one by one, so that the index on status and date gives them in order
        found = (
            select(col(StatementRow.said_from), col(StatementRow.id))
            .where(col(StatementRow.status) == status, col(StatementRow.said_from).is_not(None), living(), scope)
            .order_by(col(StatementRow.said_from), col(StatementRow.id))
        )
        dated += [(day, number) for day, number in session.execute(found.limit(limit)) if day and number]
    total = select(func.count()).select_from(StatementRow).where(_pending(), scope)
    return [number for _, number in sorted(dated)[:limit]], int(session.execute(total).scalar_one())


def due(session: Session, scope: ColumnElement[bool]) -> list[tuple[int, date]]:
    """Statements that are to be fulfilled by a day, with the last day it may mean, first due first."""
    found = select(col(StatementRow.id), col(StatementRow.due_on)).where(
        col(StatementRow.due_on).is_not(None), _pending(), scope
    )
    dated = [(number, PartialDate.parse(day).last()) for number, day in session.execute(found) if number and day]
    return sorted(dated, key=lambda pair: (pair[1], pair[0]))


def unmoved(
    session: Session, after: datetime, until: datetime, scope: ColumnElement[bool], limit: int
) -> tuple[list[int], int]:
    """Open statements that last moved between these moments, and how many they are.

    A statement moves when it is recorded or changed, and when a response to it is.
    """
    wanted = select(col(StatementRow.id)).where(
        _pending(),
        scope,
        col(StatementRow.id).in_(_touched(after, until)),
        col(StatementRow.id).not_in(_touched(until, None)),
    )
    numbers = [number for number in session.execute(wanted.order_by(col(StatementRow.id))).scalars() if number]
    return numbers[:limit], len(numbers)


def _pending() -> ColumnElement[bool]:
    return col(StatementRow.status).in_(_STATUSES) & living()


def _touched(after: datetime, until: datetime | None) -> Any:
    """Statements that moved after a moment, up to and including another."""
    own = select(col(ChangeRow.subject_id)).where(col(ChangeRow.subject) == "statement")
    answered: Select[Any] = select(col(ResponseRow.responds_to_id)).join(
        ChangeRow,
        (col(ChangeRow.subject_id) == col(ResponseRow.statement_id)) & (col(ChangeRow.subject) == "statement"),
    )
    both = [query.where(col(ChangeRow.at) > after) for query in (own, answered)]
    if until is not None:
        both = [query.where(col(ChangeRow.at) <= until) for query in both]
    return both[0].union(both[1])
