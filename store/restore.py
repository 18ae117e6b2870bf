"""Restoring an export into an empty record: the same numbers, log, rulings and steps, all or nothing."""

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby
from pathlib import Path
from typing import Any

from sqlalchemy import Table, insert, text, update
from sqlmodel import Session, SQLModel, col, func, select

from store import bulk, history, search
from store.actors import folded_name
from store.database import Database
from store.export import KEPT, VERSION
from store.models import (
    ActorAliasRow,
    ActorRow,
    ChangeRow,
    HeadRow,
    ResponseRow,
    StatementRow,
    TopicAliasRow,
    TopicRow,
    table_of,
)
from store.reasons import Reason
from store.record import Draft
from store.record_file import BadRow, actor_of, draft_of, topic_of
from store.rows import BadFile, json_rows

BATCH = 500
TAIL = 4096
"""Bytes at the end of a file among which an export's last line is."""

Progress = Callable[[int], None]


class NotWhole(Exception):
    """The export's history cannot be restored; the message says why."""


@dataclass(frozen=True, slots=True)
class Restored:
    """What became of an export: `statements` restored, or None and a note why its rows are imported instead."""

    statements: int | None = None
    names: int = 0
    note: str | None = None


def restore(db: Database, path: Path, told: Progress) -> Restored | None:
    """Restore the record from an export; None when the file is none, or cannot be opened.

    Raises:
        BadFile: when a newer program wrote it.
    """
    header = _header(path)
    if header is None:
        return None
    if header.get("version") != VERSION:
        raise BadFile(Reason("file-newer", file=path.name))
    if (head := db.read_now(history.head)) != (0, history.GENESIS):
        same = head == (header.get("changes"), header.get("head"))
        return Restored(note=None if same else "Its history was left out: the record here is not empty.")
    if not _is_sealed(path):
        return Restored(note="Its history was left out: the file was changed after it was exported.")
    try:
        return db.write_now(_restore, path, header, told)
    except (NotWhole, BadRow, KeyError, TypeError, ValueError) as error:
        return Restored(note=f"Its history was left out: {error}.")


def _header(path: Path) -> dict[str, Any] | None:
    try:
        with path.open("rb") as file:
            found = json.loads(file.readline(TAIL))
    except (OSError, ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) and found.get("type") == "export" else None


def _is_sealed(path: Path) -> bool:
    """Whether every byte is as the export wrote it."""
    digest, size = hashlib.sha256(), path.stat().st_size
    with path.open("rb") as file:
        file.seek(max(0, size - TAIL))
        last = file.read().rstrip(b"\n").rsplit(b"\n", 1)[-1]
        file.seek(0)
        left = size - len(last) - 1
        while left > 0 and (part := file.read(min(1 << 20, left))):
            digest.update(part)
            left -= len(part)
    try:
        end = json.loads(last)
    except ValueError:
        return False
    return isinstance(end, dict) and end.get("sha256") == digest.hexdigest()


def _restore(session: Session, path: Path, header: Mapping[str, Any], told: Progress) -> Restored:
    """First everything that stands alone, then what points to it; then the chain is walked."""
    history.lock(session)
    if session.exec(select(StatementRow.id).limit(1)).first() is not None:
        raise NotWhole("the record here is not empty")
    people = _Names()
    statements = 0
    for kind, rows in _groups(path, told):
        if kind in {"actor", "topic"}:
            people.put(session, kind, rows)
        elif kind == "statement":
            statements += _statements(session, rows, people)
        elif kind == "change":
            _insert(session, table_of(ChangeRow), [_typed(ChangeRow, row) for row in rows])
    for kind, rows in _groups(path, lambda _: None):
        if kind == "statement":
            _links(session, rows)
        elif kind == "kept":
            _kept(session, rows)
    people.link(session)
    _finish(session, header, len(people.actors) + len(people.topics))
    return Restored(statements, len(people.actors) + len(people.topics))


def _finish(session: Session, header: Mapping[str, Any], names: int) -> None:
    head = session.get_one(HeadRow, 1)
    head.change, head.hash = header["changes"], header["head"]
    head.names += names + 1
    session.add(head)
    session.flush()
    if (broken := history.verify(session)) is not None:
        raise NotWhole(f"entry {broken.number} {broken.reason}")
    count_on(session)


def count_on(session: Session) -> None:
    """Let PostgreSQL number new rows after those that were written with their numbers."""
    if session.get_bind().dialect.name != "postgresql":
        return
    for table in SQLModel.metadata.sorted_tables:
        column = table.autoincrement_column
        if column is None or column.autoincrement is False:
            continue
        last = session.scalar(select(func.max(column)))
        if last is not None:
            place = {"table": table.name, "column": column.name, "last": last}
            session.execute(text("SELECT setval(pg_get_serial_sequence(:table, :column), :last)"), place)


def _groups(path: Path, told: Progress) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """The file's objects by their type, some at a time."""
    with path.open("rb") as file:
        read = 0
        for kind, rows in groupby(_objects(json_rows(file)), lambda row: str(row.get("type"))):
            batch: list[dict[str, Any]] = []
            for row in rows:
                batch.append(row)
                if len(batch) == BATCH:
                    yield kind, batch
                    batch = []
                    told(file.tell() - read)
                    read = file.tell()
            yield kind, batch


def _objects(rows: Iterable[Any]) -> Iterator[dict[str, Any]]:
    for row in rows:
        if not hasattr(row, "values"):
            raise NotWhole(f"line {row.line} {row.reason}")
        yield row.values


@dataclass
class _Names:
    """The ids of speakers and topics by their folded names, as the file numbers them."""

    actors: dict[str, int] = field(default_factory=dict)
    topics: dict[str, int] = field(default_factory=dict)
    sides: list[dict[str, Any]] = field(default_factory=list)
    merged: list[dict[str, Any]] = field(default_factory=list)

    def put(self, session: Session, kind: str, rows: list[dict[str, Any]]) -> None:
        own, aliases = [], []
        for row in rows:
            id_ = int(row["record"]["number"])
            if kind == "actor":
                name, of_kind, role, _, also = actor_of(row)
                own.append({"id": id_, "name": name, "folded": folded_name(name), "kind": str(of_kind), "role": role})
            else:
                name, also = topic_of(row)
                own.append({"id": id_, "name": name, "folded": folded_name(name)})
            (self.actors if kind == "actor" else self.topics)[folded_name(name)] = id_
            aliases += [{f"{kind}_id": id_, "folded": folded_name(alias), "alias": alias} for alias in also]
            self._note(kind, id_, row["record"])
        _insert(session, table_of(ActorRow if kind == "actor" else TopicRow), own)
        _insert(session, table_of(ActorAliasRow if kind == "actor" else TopicAliasRow), aliases)

    def _note(self, kind: str, id_: int, record: Mapping[str, Any]) -> None:
        pointed = {f"{name}_id": record[name] for name in ("member_of", "merged_into") if name in record}
        if pointed:
            (self.sides if kind == "actor" else self.merged).append({"id": id_, **pointed})

    def link(self, session: Session) -> None:
        for table, rows in ((ActorRow, self.sides), (TopicRow, self.merged)):
            for row in rows:
                session.execute(update(table).where(col(table.id) == row.pop("id")).values(row))

    def of(self, drafts: list[Draft]) -> bulk.Names:
        """As `bulk.Names.of`, from the file alone."""
        said = {name for draft in drafts for name in (draft.speaker, *draft.addressees, draft.reported_by) if name}
        about = {name for draft in drafts for name in draft.topics}
        actors = {name: self.actors[folded_name(name)] for name in said}
        topics = {name: self.topics[folded_name(name)] for name in about}
        return bulk.Names(actors, topics, {}, {})


def _statements(session: Session, rows: list[dict[str, Any]], people: _Names) -> int:
    drafts = [draft_of(row) for row in rows]
    names = people.of(drafts)
    found = []
    for row, draft in zip(rows, drafts, strict=True):
        record = row["record"]
        own = {
            "id": int(record["number"]),
            "status": row["status"],
            "revision": int(record["revision"]),
            "retracted": record.get("retracted"),
            "recorded_at": datetime.fromisoformat(record["recorded_at"]),
            "corrected_at": _moment(record.get("corrected_at")),
        }
        found.append(bulk.row(draft, names, own["recorded_at"]) | own)
    _insert(session, table_of(StatementRow), found)
    numbers = [row["id"] for row in found]
    bulk.lists(session, list(zip(numbers, drafts, strict=True)), names)
    return len(found)


def _links(session: Session, rows: list[dict[str, Any]]) -> None:
    """What points from statement to statement, and the search index of these."""
    numbers = [int(row["record"]["number"]) for row in rows]
    keys = bulk.numbers_of(session, (key for row in rows for key in row.get("responds_to", [])))
    links = [
        {"statement_id": number, "responds_to_id": keys[key], "position": at}
        for number, row in zip(numbers, rows, strict=True)
        for at, key in enumerate(row.get("responds_to", []))
    ]
    _insert(session, table_of(ResponseRow), links)
    for number, row in zip(numbers, rows, strict=True):
        if (target := row["record"].get("merged_into")) is not None:
            found = update(StatementRow).where(col(StatementRow.id) == number).values(merged_into_id=target)
            session.execute(found)
    search.index(session, numbers)


def _kept(session: Session, rows: list[dict[str, Any]]) -> None:
    models = {table_of(model).name: model for model in KEPT}
    for name, group in groupby(rows, lambda row: str(row["table"])):
        if name not in models:
            raise NotWhole(f"it has rows of a table '{name}' that is not known here")
        _insert(session, table_of(models[name]), [_typed(models[name], row["row"]) for row in group])


def _typed(model: type[SQLModel], values: Mapping[str, Any]) -> dict[str, Any]:
    """A row's columns from what JSON holds of them."""
    found = {column.name: values.get(column.name) for column in table_of(model).columns}
    moments = {name: _moment(found[name]) for name in ("at", "lifted_at") if name in found}
    return found | moments


def _moment(value: Any) -> datetime | None:
    return datetime.fromisoformat(value) if value else None


def _insert(session: Session, table: Table, rows: list[dict[str, Any]]) -> None:
    if rows:
        session.execute(insert(table), rows)
