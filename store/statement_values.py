"""Statements as values: read from their rows, their lists and the directory, with three queries however many."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from sqlalchemy import bindparam, literal, select, union_all
from sqlmodel import Session

from store.actors import actor_value, directory
from store.dates import PartialDate
from store.models import ActorRow, AddresseeRow, ResponseRow, SourceRow, StatementRow, StatementTopicRow, table_of
from store.record import Act, Source, Statement, Status

AT_ONCE = 5000
"""Numbers in one query, which names them four times: SQLite takes 32766 parameters, PostgreSQL 65535."""

_MANY: Any = bindparam("numbers", expanding=True)


def _list(name: str, owner: Any, other: Any, position: Any) -> Any:
    found = select(literal(name).label("name"), owner.label("one"), other.label("other"), position.label("position"))
    return found.where(owner.in_(_MANY))


_statement, _source = table_of(StatementRow), table_of(SourceRow)
_addressee, _topic, _response = table_of(AddresseeRow), table_of(StatementTopicRow), table_of(ResponseRow)
_ROWS = select(_statement).where(_statement.c.id.in_(_MANY))
_LISTS = union_all(
    _list("addressees", _addressee.c.statement_id, _addressee.c.actor_id, _addressee.c.position),
    _list("topics", _topic.c.statement_id, _topic.c.topic_id, _topic.c.position),
    _list("responds_to", _response.c.statement_id, _response.c.responds_to_id, _response.c.position),
    _list("responses", _response.c.responds_to_id, _response.c.statement_id, _response.c.statement_id),
).order_by("position")
_SOURCES = (
    select(_source.c.statement_id, *(_source.c[name] for name in Source.__slots__))
    .where(_source.c.statement_id.in_(_MANY))
    .order_by(_source.c.position)
)


def values(session: Session, numbers: Sequence[int]) -> dict[int, Statement]:
    """Statements by their numbers; unknown ones are left out."""
    session.flush()
    found: dict[int, Statement] = {}
    for at in range(0, len(numbers), AT_ONCE):
        rows = session.connection().execute(_ROWS, {"numbers": numbers[at : at + AT_ONCE]}).all()
        if rows:
            lists = _Lists(session, [row.id for row in rows])
            found |= {row.id: lists.statement(row) for row in rows}
    return found


class _Lists:
    """What belongs to many statements: their lists with one query, their sources with another."""

    def __init__(self, session: Session, numbers: Sequence[int]) -> None:
        self._directory = directory(session)
        self._session = session
        self._lists: dict[tuple[str, int], list[int]] = defaultdict(list)
        for name, one, other, _ in session.connection().execute(_LISTS, {"numbers": numbers}):
            self._lists[name, one].append(other)
        self._sources: dict[int, list[Source]] = defaultdict(list)
        for number, *source in session.connection().execute(_SOURCES, {"numbers": numbers}):
            self._sources[number].append(Source(*source))

    def statement(self, row: Any) -> Statement:
        """The value of a row of `_ROWS`."""
        topics = self._directory.topics
        return Statement(
            number=row.id,
            key=row.key,
            speaker=self._actor(row.speaker_id),
            act=Act(row.act),
            text=row.text,
            status=Status(row.status),
            addressees=tuple(self._actor(id_) for id_ in self._lists["addressees", row.id]),
            topics=tuple(topics[id_] for id_ in self._lists["topics", row.id] if id_ in topics),
            quote=row.quote,
            said_on=PartialDate.parse(row.said_on) if row.said_on else None,
            reported_by=self._actor(row.reported_by_id) if row.reported_by_id else None,
            sources=tuple(self._sources[row.id]),
            responds_to=tuple(self._lists["responds_to", row.id]),
            responses=tuple(self._lists["responses", row.id]),
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
