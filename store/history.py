"""The append-only log: every change with its author, chained by hash, so that a rewritten entry shows."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import bindparam, insert
from sqlmodel import Session, col, func, select

from store.models import ChangeRow, HeadRow, table_of
from store.record import Author

GENESIS = "0" * 64

HELD = "head"
"""Where a transaction that has taken its place in line keeps the head, in `session.info`."""

_HEAD = select(HeadRow).where(HeadRow.id == 1).with_for_update()

_changes = table_of(ChangeRow)
_APPEND = insert(_changes)
_ABOUT = (_changes.c.subject == bindparam("subject"), _changes.c.subject_id == bindparam("subject_id"))
_OF = select(*_changes.c).where(*_ABOUT).order_by(_changes.c.id)
_LAST = select(func.max(_changes.c.id)).where(*_ABOUT)
_ENTRY = select(*_changes.c).where(_changes.c.id == bindparam("number"))


@dataclass(frozen=True, slots=True)
class Change:
    """One entry of the log. `before` and `after` are record-file objects; `revision` counts per subject."""

    number: int
    at: datetime
    author: Author
    action: str
    subject: str
    subject_id: int
    revision: int
    before: dict[str, Any] | None
    after: dict[str, Any] | None
    reason: str | None = None
    hash: str = ""

    def fields(self) -> dict[str, tuple[Any, Any]]:
        """What changed: column → (before, after)."""
        old, new = self.before or {}, self.after or {}
        return {name: (old.get(name), new.get(name)) for name in {**old, **new} if old.get(name) != new.get(name)}


@dataclass(frozen=True, slots=True)
class Broken:
    """Where the chain does not hold: the entry's number and what is wrong with it."""

    number: int
    reason: str


def lock(session: Session) -> HeadRow:
    """Take the writers' place in line, held to the end; whatever changes the record calls this first."""
    held: HeadRow | None = session.info.get(HELD)
    if held is None:
        held = session.info[HELD] = session.exec(_HEAD).one()
    return held


def head(session: Session) -> tuple[int, str]:
    """The last entry's number and hash; 0 and GENESIS for an empty record."""
    found = session.get_one(HeadRow, 1)
    return found.change, found.hash


def record(
    session: Session,
    *,
    at: datetime,
    author: Author,
    action: str,
    subject: str,
    subject_id: int,
    revision: int,
    before: dict[str, Any] | None,
    after: dict[str, Any] | None,
    reason: str | None = None,
) -> int:
    """Append an entry; returns its number, one more than the last."""
    last = lock(session)
    change = Change(last.change + 1, at, author, action, subject, subject_id, revision, before, after, reason)
    append(session, last, change)
    return change.number


def append(session: Session, head: HeadRow, *changes: Change) -> None:
    """Put entries at the end of the chain, in the order of their numbers."""
    rows = [_row(head, change) for change in changes]
    session.add(head)
    session.flush()
    session.execute(_APPEND, rows)


def _row(head: HeadRow, change: Change) -> dict[str, Any]:
    """The entry's columns; moves the head to it."""
    previous = head.hash
    head.change, head.hash = change.number, digest(change, previous)
    return {
        "id": change.number,
        "at": change.at,
        "author_id": change.author.id,
        "author": change.author.name,
        "action": change.action,
        "subject": change.subject,
        "subject_id": change.subject_id,
        "revision": change.revision,
        "before": change.before,
        "after": change.after,
        "reason": change.reason,
        "previous_hash": previous,
        "hash": head.hash,
    }


def digest(change: Change, previous: str) -> str:
    """SHA-256 over the entry and the hash before it, as hexadecimal digits."""
    content = [
        change.number,
        change.at.astimezone(UTC).isoformat(),
        change.author.id,
        change.author.name,
        change.action,
        change.subject,
        change.subject_id,
        change.revision,
        change.before,
        change.after,
        change.reason,
        previous,
    ]
    return hashlib.sha256(json.dumps(content, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def value(row: Any) -> Change:
    """An entry of its row, or of its row's columns."""
    return Change(
        row.id,
        row.at,
        Author(row.author_id, row.author),
        row.action,
        row.subject,
        row.subject_id,
        row.revision,
        row.before,
        row.after,
        row.reason,
        row.hash,
    )


def of(session: Session, subject: str, subject_id: int) -> list[Change]:
    """The entries about one statement, actor or topic, oldest first."""
    return [value(row) for row in session.execute(_OF, {"subject": subject, "subject_id": subject_id})]


def last(session: Session, subject: str, subject_id: int) -> int | None:
    """The number of the last entry about a statement, actor or topic."""
    found: int | None = session.scalar(_LAST, {"subject": subject, "subject_id": subject_id})
    return found


def entry(session: Session, number: int) -> Change:
    """One entry of the log by its number."""
    return value(session.execute(_ENTRY, {"number": number}).one())


def at(session: Session, author: Author, moment: datetime) -> list[Change]:
    """What somebody changed at a moment: the entries of one act."""
    rows = select(ChangeRow).where(ChangeRow.author_id == author.id, ChangeRow.at == moment)
    return [value(row) for row in session.exec(rows.order_by(col(ChangeRow.id)))]


def verify(session: Session) -> Broken | None:
    """Walk the whole chain; None when nothing was rewritten, removed or put in between."""
    with session.exec(select(ChangeRow).order_by(col(ChangeRow.id)).execution_options(yield_per=1000)) as rows:
        return _broken(rows, session.get_one(HeadRow, 1))


def _broken(rows: Iterable[ChangeRow], head: HeadRow) -> Broken | None:
    previous, number = GENESIS, 0
    for row in rows:
        change = value(row)
        if change.number != number + 1:
            return Broken(number + 1, "is missing")
        if row.previous_hash != previous or row.hash != digest(change, previous):
            return Broken(change.number, "was rewritten")
        previous, number = row.hash, change.number
    if (head.change, head.hash) != (number, previous):
        return Broken(number + 1, "is missing at the end")
    return None
