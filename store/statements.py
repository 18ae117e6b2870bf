"""Statements: adding, changing and reading them. Every change goes through the log and settles the status."""

import secrets
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, delete, insert
from sqlmodel import Session, col, select

from store import history, search, standing
from store.actors import actor_id, topic_id
from store.models import (
    AddresseeRow,
    ResponseRow,
    SourceRow,
    StatementRow,
    StatementTopicRow,
    table_of,
)
from store.record import Author, Draft, Source, Statement
from store.record_file import as_draft, draft_object, statement_object
from store.statement_values import values
from store.status import initial

Columns = dict[str, Any]
"""A statement as the record file has it."""

_statements = table_of(StatementRow)
_KEYS = select(_statements.c.id, _statements.c.key).where(_statements.c.id.in_(bindparam("numbers", expanding=True)))
_NUMBER = select(_statements.c.id).where(_statements.c.key == bindparam("key"))
_LISTS = {
    name: (delete(table).where(table.c.statement_id == bindparam("number")), insert(table))
    for name, table in (
        ("addressees", table_of(AddresseeRow)),
        ("topics", table_of(StatementTopicRow)),
        ("responds_to", table_of(ResponseRow)),
        ("sources", table_of(SourceRow)),
    )
}
"""How the rows of a draft's list are taken away, and written."""

FOUND_BY = ("speaker", "act", "addressee", "topics", "text", "quote", "translations")
"""The columns that `search.index` reads: a change of another leaves a statement as findable as it was."""


class Stale(Exception):
    """The statement was changed after the revision that a change was based on; `changes` are what came between."""

    def __init__(self, changes: Sequence[history.Change]) -> None:
        super().__init__(f"{len(changes)} change(s) came first")
        self.changes = tuple(changes)


class UnknownStatement(Exception):
    """No statement has this number or key."""


def add(session: Session, draft: Draft, author: Author, now: datetime, *, action: str = "add") -> int:
    """Record a new statement; returns its number.

    Raises:
        UnknownStatement: when it responds to a key that is not on record.
    """
    history.lock(session)
    row = StatementRow(
        key=draft.key or f"r-{secrets.token_hex(5)}",
        speaker_id=0,
        act="",
        text="",
        status=str(initial(draft.act)),
        recorded_at=now,
    )
    answered = _fill(session, row, draft, None)
    assert row.id is not None
    change = log(session, row, author, now, action=action, before=None, after=object_of(session, row.id))
    standing.settle(session, standing.stood(session, [row.id, *answered]), change, now)
    search.index(session, [row.id])
    return row.id


def edit(
    session: Session,
    number: int,
    draft: Draft,
    author: Author,
    now: datetime,
    *,
    based_on: int | None = None,
    action: str = "edit",
    reason: str | None = None,
) -> int | None:
    """`revise` to what a draft says; raises UnknownStatement, too, when it is not on record."""
    history.lock(session)
    row = row_of(session, number)
    return revise(session, row, lambda _: draft, author, now, based_on=based_on, action=action, reason=reason)


def revise(
    session: Session,
    row: StatementRow,
    made: Callable[[Columns], Draft],
    author: Author,
    now: datetime,
    *,
    based_on: int | None = None,
    action: str = "edit",
    reason: str | None = None,
) -> int | None:
    """Make a statement what is made of its columns; returns the change's number, None when nothing differs.

    Its row was read with the writers' place in line held.

    Raises:
        Stale: when its revision is no longer `based_on`.
        UnknownStatement: when it responds to what is not on record.
    """
    assert row.id is not None
    [known] = many(session, [row.id])
    had = as_draft(known, _keys(session, [known]))
    before = draft_object(had)
    draft = replace(made(before), key=row.key)
    if draft == had:
        return None
    expect(session, row, based_on)
    answered = _fill(session, row, draft, had)
    after = object_of(session, row.id)
    if after == before:
        return None
    row.revision += 1
    row.corrected_at = now
    change = log(session, row, author, now, action=action, before=before, after=after, reason=reason)
    standing.settle(session, standing.stood(session, [row.id, *known.responds_to, *answered]), change, now)
    if any(before.get(column) != after.get(column) for column in FOUND_BY):
        search.index(session, [row.id])
    return change


def expect(session: Session, row: StatementRow, based_on: int | None) -> None:
    """Raise Stale when a statement is no longer at the revision that a change is based on; None asks for nothing."""
    if based_on is not None and row.revision != based_on:
        assert row.id is not None
        raise Stale([change for change in history.of(session, "statement", row.id) if change.revision > based_on])


def _fill(session: Session, row: StatementRow, draft: Draft, known: Draft | None) -> list[int]:
    """Write a draft's fields to the row, and the lists that are not as `known`; returns the numbers it responds to."""
    answered = [_answered(session, key) for key in draft.responds_to]
    if known is None or draft.speaker != known.speaker:
        row.speaker_id = actor_id(session, draft.speaker)
    row.act, row.text, row.quote = str(draft.act), draft.text, draft.quote
    row.said_on = str(draft.said_on) if draft.said_on else None
    row.said_from = draft.said_on.first() if draft.said_on else None
    row.said_to = draft.said_on.last() if draft.said_on else None
    row.due_on = str(draft.due_on) if draft.due_on else None
    if known is None or draft.reported_by != known.reported_by:
        row.reported_by_id = actor_id(session, draft.reported_by) if draft.reported_by else None
    row.translations = dict(draft.translations) or None
    session.add(row)
    session.flush()
    assert row.id is not None
    _write_lists(session, row.id, draft, answered, known)
    return answered


def _answered(session: Session, key: str) -> int:
    number = number_of(session, key)
    if number is None:
        raise UnknownStatement(key)
    return number


def _write_lists(session: Session, number: int, draft: Draft, answered: Sequence[int], known: Draft | None) -> None:
    """The lists that are not as `known`: the rows of each in their order, each once, in the place of those it had."""
    for name, (forget, write) in _LISTS.items():
        if known is not None and getattr(draft, name) == getattr(known, name):
            continue
        if known is not None:
            session.execute(forget, {"number": number})
        rows = _list(session, name, draft, answered)
        once = [row for at, row in enumerate(rows) if row not in rows[:at]]
        if once:
            session.execute(write, [{"statement_id": number, "position": at, **row} for at, row in enumerate(once)])


def _list(session: Session, name: str, draft: Draft, answered: Sequence[int]) -> list[Columns]:
    if name == "addressees":
        return [{"actor_id": actor_id(session, each)} for each in draft.addressees]
    if name == "topics":
        return [{"topic_id": topic_id(session, each)} for each in draft.topics]
    if name == "responds_to":
        return [{"responds_to_id": each} for each in answered]
    return [{column: getattr(source, column) for column in Source.__slots__} for source in draft.sources]


def log(
    session: Session,
    row: StatementRow,
    author: Author,
    now: datetime,
    *,
    action: str,
    before: dict[str, Any] | None,
    after: dict[str, Any],
    reason: str | None = None,
) -> int:
    """Enter a change of a statement, as record-file objects, in the log; returns the change's number."""
    assert row.id is not None
    return history.record(
        session,
        at=now,
        author=author,
        action=action,
        subject="statement",
        subject_id=row.id,
        revision=row.revision,
        before=before,
        after=after,
        reason=reason,
    )


def row_of(session: Session, number: int) -> StatementRow:
    """The row of a statement; raises UnknownStatement."""
    row = session.get(StatementRow, number)
    if row is None:
        raise UnknownStatement(number)
    return row


def number_of(session: Session, key: str) -> int | None:
    """The number of the statement with this stable key."""
    found: int | None = session.scalar(_NUMBER, {"key": key})
    return found


def responds_to(session: Session, number: int) -> list[int]:
    query = select(ResponseRow.responds_to_id).where(ResponseRow.statement_id == number)
    return list(session.exec(query.order_by(col(ResponseRow.position))))


def object_of(session: Session, number: int) -> dict[str, Any]:
    """A statement as the record file has it: what the log keeps before and after a change."""
    return objects(session, many(session, [number]))[0]


def objects(session: Session, statements: Sequence[Statement]) -> list[Columns]:
    """Statements as the record file has them, in the order given."""
    keys = _keys(session, statements)
    return [statement_object(statement, keys) for statement in statements]


def _keys(session: Session, statements: Sequence[Statement]) -> dict[int, str]:
    """The stable keys of what statements respond to, by number."""
    numbers = {number for statement in statements for number in statement.responds_to}
    return dict(session.execute(_KEYS, {"numbers": list(numbers)}).all()) if numbers else {}


def any_on_record(session: Session) -> bool:
    """Whether anything is on record yet."""
    return session.exec(select(StatementRow.id).limit(1)).first() is not None


def find(session: Session, number: int) -> Statement | None:
    """One statement, None when there is none of this number."""
    found = many(session, [number])
    return found[0] if found else None


def many(session: Session, numbers: Iterable[int]) -> list[Statement]:
    """Statements in the order of their numbers as given; unknown numbers are left out."""
    wanted = list(dict.fromkeys(numbers))
    found = values(session, wanted)
    return [found[number] for number in wanted if number in found]
