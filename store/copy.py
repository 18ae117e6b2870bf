"""Copying everything a database holds into another one, of either kind: the whole record, chats, schedules, log."""

from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path

from sqlalchemy import Column, Table, bindparam, delete, insert, update
from sqlmodel import Session, SQLModel, col, func, select

from store import history, search
from store.database import Database, head_version
from store.export import snapshot
from store.models import ChangeRow, ChatRow, StatementRow
from store.restore import count_on

BATCH = 500

Progress = Callable[[int], None]


class CannotCopy(Exception):
    """One line why nothing was copied."""


def copy(source: Database, target: Database, progress: Progress | None = None) -> int:
    """Copy all rows into an empty database, in one transaction; returns how many. The source may be in use.

    `progress` is called with the rows copied since the last call. What was copied is checked: the number of rows of
    each table, and the log's hash chain.

    Raises:
        CannotCopy: when the target is not empty, the schemas differ, or the copy does not check out.
    """
    sized(source)
    target.upgrade()
    copied = source.read_now(_read, target, progress or (lambda _: None))
    target.analyze()
    return copied


def tables() -> list[Table]:
    """All tables, those that others point to first."""
    for path in sorted(Path(__file__).parent.glob("models*.py")):
        import_module(f"store.{path.stem}")
    return list(SQLModel.metadata.sorted_tables)


def sized(source: Database) -> int:
    """How many rows there are to copy; raises CannotCopy for a database of an older schema."""
    if source.version() != head_version():
        raise CannotCopy("The database to copy from has an older schema: run `onrecord migrate` on it first.")
    return source.read_now(rows)


def rows(session: Session) -> int:
    """How many rows there are to copy."""
    return sum(session.scalar(select(func.count()).select_from(table)) or 0 for table in tables())


def _read(source: Session, target: Database, told: Progress) -> int:
    snapshot(source)
    return target.write_now(_write, source, told)


def _write(target: Session, source: Session, told: Progress) -> int:
    history.lock(target)
    if any(target.scalar(select(func.count()).select_from(table)) for table in (StatementRow, ChangeRow, ChatRow)):
        raise CannotCopy("The database to copy to is not empty.")
    for table in reversed(tables()):
        target.execute(delete(table))
    copied = sum(_copy(source, target, table, told) for table in tables())
    target.expire_all()  # the head that is held is another row now
    for table in tables():
        _point(source, target, table)
    count_on(target)
    _index(target)
    if (broken := history.verify(target)) is not None:
        raise CannotCopy(f"The log does not hold: entry {broken.number} {broken.reason}.")
    if history.head(target) != history.head(source):
        raise CannotCopy("The copy's log ends elsewhere.")
    return copied


def _copy(source: Session, target: Session, table: Table, told: Progress) -> int:
    """Copy one table; references within it come later, since a row may point to one further down."""
    later = {column.name for column in _own(table)}
    copied = 0
    for batch in _batches(source, table):
        target.execute(insert(table), [{k: v for k, v in row.items() if k not in later} for row in batch])
        copied += len(batch)
        told(len(batch))
    if copied != target.scalar(select(func.count()).select_from(table)):
        raise CannotCopy(f"The copy of the table {table.name} has another number of rows.")
    return copied


def _own(table: Table) -> list[Column[object]]:
    """The columns that point to rows of the same table."""
    return [column for column in table.columns if any(key.column.table is table for key in column.foreign_keys)]


def _point(source: Session, target: Session, table: Table) -> None:
    [key] = table.primary_key.columns if len(table.primary_key.columns) == 1 else [None]
    if key is None:
        return
    for column in _own(table):
        found = [
            {"row": row[key], "to": row[column]}
            for row in source.execute(table.select().where(column.is_not(None))).mappings()
        ]
        if found:
            statement = update(table).where(key == bindparam("row")).values({column.name: bindparam("to")})
            target.connection().execute(statement, found)


def _batches(source: Session, table: Table) -> Iterator[list[dict[str, object]]]:
    query = table.select().order_by(*table.primary_key.columns).execution_options(yield_per=BATCH)
    for batch in source.execute(query).mappings().partitions(BATCH):
        yield [dict(row) for row in batch]


def reindex(db: Database, told: Progress) -> None:
    """Make every statement findable anew, some in each transaction; `told` hears how many."""
    last = 0
    while last >= 0:
        last = db.write_now(_index_some, last, told)
    db.analyze()


def _index(target: Session) -> None:
    last = 0
    while last >= 0:
        last = _index_some(target, last, lambda _: None)


def _index_some(session: Session, after: int, told: Progress) -> int:
    """Index some statements after this number; returns the last one's, -1 when there was none."""
    query = select(StatementRow.id).where(col(StatementRow.id) > after).order_by(col(StatementRow.id)).limit(BATCH)
    numbers = [number for number in session.exec(query) if number is not None]
    search.index(session, numbers)
    told(len(numbers))
    return numbers[-1] if numbers else -1
