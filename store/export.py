"""Exporting the record: JSON Lines with its whole history, CSV, and schema.org JSON-LD, from one snapshot."""

import hashlib
import json
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any, TextIO

from sqlalchemy import func
from sqlmodel import Session, SQLModel, col, select

from store import csv_file, jsonld, statements
from store.actors import actor_value, directory
from store.database import Database
from store.models import ActorRow, ChangeRow, HeadRow, RulingRow, StatementRow, StatusChangeRow, TopicRow, table_of
from store.models_keeping import UndoneRow
from store.record import Statement
from store.record_file import actor_object, topic_object
from store.rows import BadFile

VERSION = 1
"""Of the export's format; a file of a later one is refused."""

BATCH = 500
KEPT: tuple[type[SQLModel], ...] = (RulingRow, StatusChangeRow, UndoneRow)
"""Tables that travel row by row, after the statements: decisions and steps that no statement's own row holds."""

Progress = Callable[[int], None]


def export_file(db: Database, path: Path, progress: Progress | None = None) -> int:
    """Write the record to a `.jsonl`, `.csv` or `.jsonld` file; returns the number of statements.

    The file appears whole or not at all. `progress` is called with the statements written since the last call.

    Raises:
        BadFile: when its ending is none of these, or it cannot be written.
    """
    writers = {".jsonl": _json_lines, ".ndjson": _json_lines, ".csv": _csv, ".jsonld": _jsonld, ".json": _jsonld}
    write = writers.get(path.suffix.lower())
    if write is None:
        raise BadFile(f"{path.name}: an export ends in .jsonl, .csv or .jsonld.")
    part = path.with_name(f".{path.name}.part")
    try:
        with part.open("w", encoding="utf-8", newline="") as file:
            written = db.read_now(_snapshot, write, file, progress or (lambda _: None))
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except OSError as error:
        raise BadFile(f"{path}: {error.strerror}.") from None
    finally:
        part.unlink(missing_ok=True)
    return written


def snapshot(session: Session) -> None:
    """Make all that this transaction reads be of one moment; to be called before its first query."""
    if session.get_bind().dialect.name == "postgresql":
        session.connection(execution_options={"isolation_level": "REPEATABLE READ"})


def _snapshot(session: Session, write: Callable[[Session, TextIO, Progress], int], file: TextIO, told: Progress) -> int:
    snapshot(session)
    return write(session, file, told)


def total(session: Session) -> int:
    """How many statements the record has."""
    return session.exec(select(func.count()).select_from(StatementRow)).one()


def _json_lines(session: Session, file: TextIO, told: Progress) -> int:
    digest, lines = hashlib.sha256(), 0
    for found in lines_of(session, told):
        line = json.dumps(found, ensure_ascii=False) + "\n"
        digest.update(line.encode())
        file.write(line)
        lines += 1
    file.write(json.dumps({"type": "end", "lines": lines, "sha256": digest.hexdigest()}) + "\n")
    return total(session)


def lines_of(session: Session, told: Progress) -> Iterator[dict[str, Any]]:
    """Every object of a JSON Lines export but the last, which seals them."""
    head = session.get_one(HeadRow, 1)
    yield {"type": "export", "version": VERSION, "changes": head.change, "head": head.hash}
    yield from _names(session)
    for found in _statements(session, told):
        for statement, kept in zip(found, statements.objects(session, found), strict=True):
            yield kept | {"status": str(statement.status), "record": _record(statement)}
    yield from _changes(session)
    for table in KEPT:
        yield from _rows(session, table)


def _names(session: Session) -> Iterator[dict[str, Any]]:
    """Speakers and topics; those that were merged into others too, which only a restored record needs."""
    known = directory(session)
    names = {id_: name for id_, name in session.exec(select(ActorRow.id, ActorRow.name)) if id_ is not None}
    for actor in session.exec(select(ActorRow).order_by(col(ActorRow.id))):
        value = known.actors.get(actor.id or 0) or actor_value(actor)
        record = {"number": actor.id, "member_of": actor.member_of_id, "merged_into": actor.merged_into_id}
        yield actor_object(value, names) | {"record": _given(record)}
    for topic in session.exec(select(TopicRow).order_by(col(TopicRow.id))):
        held = known.topics.get(topic.id or 0)
        found = topic_object(held) if held else {"type": "topic", "name": topic.name}
        yield found | {"record": _given({"number": topic.id, "merged_into": topic.merged_into_id})}


def _given(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value is not None}


def _statements(session: Session, told: Progress) -> Iterator[list[Statement]]:
    """All statements by their numbers, some at a time."""
    last = 0
    while True:
        query = select(StatementRow.id).where(col(StatementRow.id) > last).order_by(col(StatementRow.id)).limit(BATCH)
        numbers = [number for number in session.exec(query) if number is not None]
        if not numbers:
            return
        yield statements.many(session, numbers)
        session.expunge_all()
        told(len(numbers))
        last = numbers[-1]


def _record(statement: Statement) -> dict[str, Any]:
    """What is known of a statement besides what it says."""
    return _given(
        {
            "number": statement.number,
            "revision": statement.revision,
            "retracted": statement.retracted,
            "merged_into": statement.merged_into,
            "recorded_at": _moment(statement.recorded_at),
            "corrected_at": _moment(statement.corrected_at),
        }
    )


def _moment(at: datetime | None) -> str | None:
    return at.isoformat() if at else None


def _changes(session: Session) -> Iterator[dict[str, Any]]:
    query = select(ChangeRow).order_by(col(ChangeRow.id)).execution_options(yield_per=BATCH)
    for row in session.exec(query):
        yield {"type": "change", **_given(_columns(row))}
        session.expunge(row)


def _rows(session: Session, table: type[SQLModel]) -> Iterator[dict[str, Any]]:
    query = select(table).order_by(*table_of(table).primary_key).execution_options(yield_per=BATCH)
    for row in session.exec(query):
        yield {"type": "kept", "table": table_of(table).name, "row": _given(_columns(row))}
        session.expunge(row)


def _columns(row: SQLModel) -> dict[str, Any]:
    found = {column.name: getattr(row, column.name) for column in table_of(type(row)).columns}
    return {name: _moment(value) if isinstance(value, datetime) else value for name, value in found.items()}


def _csv(session: Session, file: TextIO, told: Progress) -> int:
    csv_file.write_rows(file, _open_objects(session, told))
    return total(session)


def _open_objects(session: Session, told: Progress) -> Iterable[dict[str, Any]]:
    for found in _statements(session, told):
        for statement, kept in zip(found, statements.objects(session, found), strict=True):
            yield kept | {"number": statement.number, "status": str(statement.status)}


def _jsonld(session: Session, file: TextIO, told: Progress) -> int:
    file.write(jsonld.OPENING)
    between = ""
    for found in _statements(session, told):
        for statement in found:
            for thing in jsonld.things(statement):
                file.write(between + json.dumps(thing, ensure_ascii=False))
                between = ",\n"
    file.write(jsonld.CLOSING)
    return total(session)
