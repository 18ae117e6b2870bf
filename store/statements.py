"""Statements: adding, changing and reading them. Every change goes through the log and settles the status."""

import secrets
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import delete
from sqlmodel import Session, col, select

from store import history, search, standing
from store.actors import actor_id, actor_value, directory, topic_id
from store.dates import PartialDate
from store.models import (
    ActorRow,
    AddresseeRow,
    ResponseRow,
    SourceRow,
    StatementRow,
    StatementTopicRow,
)
from store.record import Act, Author, Draft, Source, Statement, Status
from store.record_file import statement_object
from store.status import initial


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
    answered = _fill(session, row, draft)
    assert row.id is not None
    change = log(session, row, author, now, action=action, before=None, after=object_of(session, row.id))
    standing.settle(session, [row.id, *answered], change, now)
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
    """Make a statement what the draft says; returns the change's number, None when nothing differs.

    Raises:
        Stale: when its revision is no longer `based_on`.
        UnknownStatement: when it is not on record, or responds to what is not.
    """
    history.lock(session)
    row = row_of(session, number)
    expect(session, row, based_on)
    before, answered_before = object_of(session, number), responds_to(session, number)
    answered = _fill(session, row, replace(draft, key=row.key))
    after = object_of(session, number)
    if after == before:
        return None
    row.revision += 1
    row.corrected_at = now
    change = log(session, row, author, now, action=action, before=before, after=after, reason=reason)
    standing.settle(session, dict.fromkeys([number, *answered_before, *answered]), change, now)
    search.index(session, [number])
    return change


def expect(session: Session, row: StatementRow, based_on: int | None) -> None:
    """Raise Stale when a statement is no longer at the revision that a change is based on; None asks for nothing."""
    if based_on is not None and row.revision != based_on:
        assert row.id is not None
        raise Stale([change for change in history.of(session, "statement", row.id) if change.revision > based_on])


def _fill(session: Session, row: StatementRow, draft: Draft) -> list[int]:
    """Write a draft's fields to the row and its lists; returns the numbers it responds to."""
    answered = [_answered(session, key) for key in draft.responds_to]
    row.speaker_id = actor_id(session, draft.speaker)
    row.act, row.text, row.quote = str(draft.act), draft.text, draft.quote
    row.said_on = str(draft.said_on) if draft.said_on else None
    row.said_from = draft.said_on.first() if draft.said_on else None
    row.said_to = draft.said_on.last() if draft.said_on else None
    row.due_on = str(draft.due_on) if draft.due_on else None
    row.reported_by_id = actor_id(session, draft.reported_by) if draft.reported_by else None
    row.translations = dict(draft.translations) or None
    session.add(row)
    session.flush()
    assert row.id is not None
    _replace_lists(session, row.id, draft, answered)
    return answered


def _answered(session: Session, key: str) -> int:
    number = number_of(session, key)
    if number is None:
        raise UnknownStatement(key)
    return number


def _replace_lists(session: Session, number: int, draft: Draft, answered: Sequence[int]) -> None:
    for table in (AddresseeRow, StatementTopicRow, ResponseRow, SourceRow):
        session.execute(delete(table).where(col(table.statement_id) == number))
    addressees = dict.fromkeys(actor_id(session, name) for name in draft.addressees)
    topics = dict.fromkeys(topic_id(session, name) for name in draft.topics)
    session.add_all(AddresseeRow(statement_id=number, actor_id=id_, position=at) for at, id_ in enumerate(addressees))
    session.add_all(StatementTopicRow(statement_id=number, topic_id=id_, position=at) for at, id_ in enumerate(topics))
    session.add_all(
        ResponseRow(statement_id=number, responds_to_id=id_, position=at)
        for at, id_ in enumerate(dict.fromkeys(answered))
    )
    session.add_all(_source_row(number, at, source) for at, source in enumerate(draft.sources))
    session.flush()


def _source_row(number: int, position: int, source: Source) -> SourceRow:
    return SourceRow(
        statement_id=number, position=position, **{name: getattr(source, name) for name in Source.__slots__}
    )


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
    return session.exec(select(StatementRow.id).where(StatementRow.key == key)).first()


def responds_to(session: Session, number: int) -> list[int]:
    query = select(ResponseRow.responds_to_id).where(ResponseRow.statement_id == number)
    return list(session.exec(query.order_by(col(ResponseRow.position))))


def object_of(session: Session, number: int) -> dict[str, Any]:
    """A statement as the record file has it: what the log keeps before and after a change."""
    return objects(session, many(session, [number]))[0]


def objects(session: Session, statements: Sequence[Statement]) -> list[dict[str, Any]]:
    """Statements as the record file has them, in the order given."""
    numbers = {number for statement in statements for number in statement.responds_to}
    query = select(StatementRow.id, StatementRow.key).where(col(StatementRow.id).in_(numbers))
    keys = {number: key for number, key in session.exec(query) if number is not None}
    return [statement_object(statement, keys) for statement in statements]


def find(session: Session, number: int) -> Statement | None:
    """One statement, None when there is none of this number."""
    found = many(session, [number])
    return found[0] if found else None


def many(session: Session, numbers: Iterable[int]) -> list[Statement]:
    """Statements in the order of their numbers as given; unknown numbers are left out."""
    wanted = list(dict.fromkeys(numbers))
    rows = {row.id: row for row in session.exec(select(StatementRow).where(col(StatementRow.id).in_(wanted)))}
    lists = _Lists(session, [number for number in wanted if number in rows])
    return [lists.statement(rows[number]) for number in wanted if number in rows]


class _Lists:
    """What belongs to many statements, read with one query a table."""

    def __init__(self, session: Session, numbers: Sequence[int]) -> None:
        self._directory = directory(session)
        self._session = session
        self._addressees = self._pairs(AddresseeRow.statement_id, AddresseeRow.actor_id, AddresseeRow.position, numbers)
        self._topics = self._pairs(
            StatementTopicRow.statement_id, StatementTopicRow.topic_id, StatementTopicRow.position, numbers
        )
        self._responds = self._pairs(
            ResponseRow.statement_id, ResponseRow.responds_to_id, ResponseRow.position, numbers
        )
        self._responses = self._pairs(
            ResponseRow.responds_to_id, ResponseRow.statement_id, ResponseRow.statement_id, numbers
        )
        self._sources: dict[int, list[Source]] = defaultdict(list)
        query = select(SourceRow).where(col(SourceRow.statement_id).in_(numbers))
        for row in session.exec(query.order_by(col(SourceRow.position))):
            self._sources[row.statement_id].append(Source(**{name: getattr(row, name) for name in Source.__slots__}))

    def _pairs(self, owner: Any, other: Any, order: Any, numbers: Sequence[int]) -> dict[int, list[int]]:
        found: dict[int, list[int]] = defaultdict(list)
        for one, many_ in self._session.exec(select(owner, other).where(col(owner).in_(numbers)).order_by(order)):
            found[one].append(many_)
        return found

    def statement(self, row: StatementRow) -> Statement:
        assert row.id is not None
        topics = self._directory.topics
        return Statement(
            number=row.id,
            key=row.key,
            speaker=self._actor(row.speaker_id),
            act=Act(row.act),
            text=row.text,
            status=Status(row.status),
            addressees=tuple(self._actor(id_) for id_ in self._addressees[row.id]),
            topics=tuple(topics[id_] for id_ in self._topics[row.id] if id_ in topics),
            quote=row.quote,
            said_on=PartialDate.parse(row.said_on) if row.said_on else None,
            reported_by=self._actor(row.reported_by_id) if row.reported_by_id else None,
            sources=tuple(self._sources[row.id]),
            responds_to=tuple(self._responds[row.id]),
            responses=tuple(self._responses[row.id]),
            due_on=PartialDate.parse(row.due_on) if row.due_on else None,
            revision=row.revision,
            retracted=row.retracted,
            merged_into=row.merged_into_id,
            translations=tuple(sorted((row.translations or {}).items())),
            recorded_at=row.recorded_at,
            corrected_at=row.corrected_at,
        )

    def _actor(self, id_: int) -> Any:
        return self._directory.actors.get(id_) or actor_value(self._session.get_one(ActorRow, id_))
