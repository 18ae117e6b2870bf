"""The whole record at one moment, read with few queries: for what is published, not for what is asked."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from store import history
from store.actors import directory
from store.models import ChangeRow, RulingRow, StatementRow, StatusChangeRow
from store.record import Directory, Standing, Statement, Status
from store.standing import standings
from store.statements import many
from store.status import initial

AT_ONCE = 1000
"""Statements read with one set of queries: SQLite takes 32,766 values in one (SQLITE_MAX_VARIABLE_NUMBER)."""


@dataclass(frozen=True, slots=True)
class Turn:
    """A status that changed: of which statement, with which change of the record, from what to what, by whom."""

    statement: int
    change: int
    at: datetime
    before: Status
    after: Status
    by: str | None = None


@dataclass(frozen=True, slots=True)
class Whole:
    """Every statement by its number, the retracted and merged too, with its standings and changes, oldest first."""

    names: Directory
    statements: Mapping[int, Statement]
    standings: Mapping[int, tuple[Standing, ...]]
    changes: Mapping[int, tuple[history.Change, ...]]
    turns: tuple[Turn, ...]


def whole(session: Session) -> Whole:
    """Everything on record."""
    statements = {found.number: found for found in _statements(session)}
    return Whole(
        names=directory(session),
        statements=statements,
        standings=_standings(session, list(statements.values())),
        changes=_changes(session),
        turns=tuple(_turns(session)),
    )


def _statements(session: Session) -> Iterator[Statement]:
    numbers = [number for number in session.exec(select(StatementRow.id).order_by(col(StatementRow.id))) if number]
    for at in range(0, len(numbers), AT_ONCE):
        yield from many(session, numbers[at : at + AT_ONCE])


def _standings(session: Session, statements: Sequence[Statement]) -> dict[int, tuple[Standing, ...]]:
    """Only what was answered or ruled on can have moved; the others stand where they began."""
    ruled = set(session.exec(select(RulingRow.statement_id).distinct()))
    return {
        found.number: standings(session, found.number)
        if found.responses or found.number in ruled
        else (Standing(initial(found.act), found.said_on),)
        for found in statements
    }


def _changes(session: Session) -> dict[int, tuple[history.Change, ...]]:
    found: dict[int, list[history.Change]] = defaultdict(list)
    query = select(ChangeRow).where(ChangeRow.subject == "statement").order_by(col(ChangeRow.id))
    with session.exec(query.execution_options(yield_per=AT_ONCE)) as rows:
        for row in rows:
            found[row.subject_id].append(history.value(row))
    return {number: tuple(changes) for number, changes in found.items()}


def _turns(session: Session) -> Iterator[Turn]:
    query = select(StatusChangeRow).where(col(StatusChangeRow.before).is_not(None))
    for row in session.exec(query.order_by(col(StatusChangeRow.id))):
        before, after = Status(row.before or row.after), Status(row.after)
        yield Turn(row.statement_id, row.change_id, row.at, before, after, row.by)
