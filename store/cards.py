"""Everything known of one statement, and the lists that people leaf through."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeAlias

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, func, select
from sqlmodel.sql.expression import SelectOfScalar

from store import history
from store.actors import directory
from store.models import AddresseeRow, StatementRow, StatementTopicRow
from store.record import Actor, Standing, Statement, Topic
from store.standing import standings
from store.statements import find, many
from store.status import PENDING

_Select: TypeAlias = SelectOfScalar[Any]


@dataclass(frozen=True, slots=True)
class Card:
    """A statement with what it answers, what answers it, its status history and its changes, oldest first.

    `came_from` is the number that was asked for, when that statement was merged into this one.
    """

    statement: Statement
    responds_to: tuple[Statement, ...]
    responses: tuple[Statement, ...]
    standings: tuple[Standing, ...]
    changes: tuple[history.Change, ...]
    came_from: int | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """Part of a long list: the statements shown, where they begin, and how many there are."""

    statements: tuple[Statement, ...]
    offset: int
    total: int


def card(session: Session, number: int) -> Card | None:
    """The card of a statement, None when there is none of this number. A merged one opens where it lives on."""
    statement = lives_on(session, number)
    if statement is None:
        return None
    return Card(
        statement=statement,
        responds_to=tuple(many(session, statement.responds_to)),
        responses=tuple(one for one in many(session, statement.responses) if not (one.retracted or one.merged_into)),
        standings=standings(session, statement.number),
        changes=told(session, history.of(session, "statement", statement.number)),
        came_from=number if number != statement.number else None,
    )


def lives_on(session: Session, number: int) -> Statement | None:
    """A statement, or the one it was merged into, to the end of the chain; None when there is none of this number."""
    statement = find(session, number)
    while statement is not None and statement.merged_into is not None:
        statement = find(session, statement.merged_into)
    return statement


def told(session: Session, changes: Iterable[history.Change]) -> tuple[history.Change, ...]:
    """Changes for people to read: other statements by their numbers, where the log has their keys."""
    return tuple(
        replace(change, before=_with_numbers(session, change.before), after=_with_numbers(session, change.after))
        for change in changes
    )


def _with_numbers(session: Session, fields: dict[str, Any] | None) -> dict[str, Any] | None:
    found = dict(fields or {})
    answered, target = found.get("responds_to") or [], found.get("merged_into")
    keys = [*answered, *([target] if target else [])]
    if not keys:
        return fields
    known = dict(session.exec(select(StatementRow.key, StatementRow.id).where(col(StatementRow.key).in_(keys))).all())
    named = {key: f"/s{known[key]}" if key in known else key for key in keys}
    found |= {"responds_to": [named[key] for key in answered]} if answered else {}
    return found | ({"merged_into": named[target]} if target else {})


def still_open(session: Session, topic: int | None, offset: int, size: int) -> Page:
    """What is asked or promised and not settled yet, oldest first."""
    wanted = _living().where(col(StatementRow.status).in_([str(status) for status in PENDING]))
    if topic is not None:
        wanted = wanted.where(_about(topic))
    return _page(session, wanted, offset, size)


def timeline(session: Session, *, actor: int | None = None, topic: int | None = None, offset: int, size: int) -> Page:
    """All that a speaker (and its members) said, or that was said about a topic, in the order it was said."""
    wanted = _living()
    if actor is not None:
        wanted = wanted.where(col(StatementRow.speaker_id).in_(directory(session).members[actor]))
    if topic is not None:
        wanted = wanted.where(_about(topic))
    return _page(session, wanted, offset, size)


def addressed_to(session: Session, actor: int, offset: int, size: int) -> Page:
    """What was directed at an actor, in the order it was said."""
    to = select(AddresseeRow.statement_id).where(AddresseeRow.actor_id == actor)
    return _page(session, _living().where(col(StatementRow.id).in_(to)), offset, size)


def speakers(session: Session) -> list[tuple[Actor, int]]:
    """Who has statements on record, and how many, most first."""
    query = (
        select(StatementRow.speaker_id, func.count())
        .where(col(StatementRow.retracted).is_(None), col(StatementRow.merged_into_id).is_(None))
        .group_by(col(StatementRow.speaker_id))
    )
    known = directory(session).actors
    counted = [(known[id_], count) for id_, count in session.exec(query) if id_ in known]
    return sorted(counted, key=lambda pair: (-pair[1], pair[0].name))


def topics(session: Session) -> list[tuple[Topic, int]]:
    """What the record is about, and in how many statements, most first."""
    living = _living().subquery()
    query = (
        select(StatementTopicRow.topic_id, func.count())
        .where(col(StatementTopicRow.statement_id).in_(select(living.c.id)))
        .group_by(col(StatementTopicRow.topic_id))
    )
    known = directory(session).topics
    counted = [(known[id_], count) for id_, count in session.exec(query) if id_ in known]
    return sorted(counted, key=lambda pair: (-pair[1], pair[0].name))


def compared(session: Session, actors: Sequence[int], topic: int | None, size: int) -> list[Page]:
    """For each actor what it (and its members) said, newest last, at most `size` of each."""
    return [timeline(session, actor=actor, topic=topic, offset=0, size=size) for actor in actors]


def _living() -> _Select:
    return select(col(StatementRow.id)).where(
        col(StatementRow.retracted).is_(None), col(StatementRow.merged_into_id).is_(None)
    )


def _about(topic: int) -> ColumnElement[bool]:
    found = select(StatementTopicRow.statement_id).where(StatementTopicRow.topic_id == topic)
    return col(StatementRow.id).in_(found)


def _page(session: Session, wanted: _Select, offset: int, size: int) -> Page:
    total = session.exec(select(func.count()).select_from(wanted.subquery())).one()
    ordered = wanted.order_by(col(StatementRow.said_to).asc().nulls_last(), col(StatementRow.id))
    numbers = [number for number in session.exec(ordered.offset(offset).limit(size)) if number is not None]
    return Page(tuple(many(session, numbers)), offset, total)
