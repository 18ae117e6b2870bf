"""What a digest or a follow is about, and which statements belong to it."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, or_, select, true, union
from sqlmodel import Session, col

from store.actors import directory
from store.models import StatementRow, StatementTopicRow
from store.record import Statement

Asks = Callable[[Statement], bool]
"""Whether a statement answers a followed question."""


@dataclass(frozen=True, slots=True)
class Scope:
    """Everything, or what any of these match: ids of speakers and topics, numbers of statements, questions in words."""

    everything: bool = False
    speakers: frozenset[int] = frozenset()
    topics: frozenset[int] = frozenset()
    numbers: frozenset[int] = frozenset()
    questions: tuple[str, ...] = ()


EVERYTHING = Scope(everything=True)

AT_ONCE = 1000
"""Numbers in one query: SQLite takes 32,766 values, PostgreSQL 65,535."""


def portions(numbers: Iterable[int]) -> Iterator[list[int]]:
    """Numbers, sorted, as many at a time as one query names."""
    wanted = sorted(numbers)
    return (wanted[at : at + AT_ONCE] for at in range(0, len(wanted), AT_ONCE))


def living() -> ColumnElement[bool]:
    """Statements that count: neither retracted nor merged into another."""
    return and_(col(StatementRow.retracted).is_(None), col(StatementRow.merged_into_id).is_(None))


def within(session: Session, scope: Scope) -> ColumnElement[bool]:
    """The condition on statements; members of a followed side count for it, questions are not asked here."""
    if scope.everything:
        return true()
    return or_(
        col(StatementRow.speaker_id).in_(_speakers(session, scope)),
        col(StatementRow.id).in_(_about(scope)),
        col(StatementRow.id).in_(scope.numbers),
    )


@dataclass(frozen=True, slots=True)
class About:
    """Whose a statement is and what it is about: ids."""

    number: int
    speaker: int
    topics: frozenset[int]


def abouts(session: Session, numbers: Any) -> list[About]:
    """Of statements by their numbers, or by a query for these; in the order of the numbers."""
    topics: dict[int, list[int]] = defaultdict(list)
    pairs = select(col(StatementTopicRow.statement_id), col(StatementTopicRow.topic_id))
    for number, topic in session.execute(pairs.where(col(StatementTopicRow.statement_id).in_(numbers))):
        topics[number].append(topic)
    whose = select(col(StatementRow.id), col(StatementRow.speaker_id)).where(col(StatementRow.id).in_(numbers))
    rows = session.execute(whose.order_by(col(StatementRow.id)))
    return [About(number or 0, speaker, frozenset(topics.get(number or 0, ()))) for number, speaker in rows]


@dataclass(frozen=True, slots=True)
class Filter:
    """A scope for statements that are already read: the same choice as `within`."""

    everything: bool
    speakers: frozenset[int]
    topics: frozenset[int]
    numbers: frozenset[int]

    def of(self, found: Iterable[About]) -> list[int]:
        """The numbers of those that belong to the scope, in their order."""
        return [one.number for one in found if self.everything or self._has(one)]

    def _has(self, one: About) -> bool:
        return one.speaker in self.speakers or one.number in self.numbers or not self.topics.isdisjoint(one.topics)


def filter_of(session: Session, scope: Scope) -> Filter:
    """The filter of a scope; members of a followed side count for it."""
    return Filter(scope.everything, _speakers(session, scope), scope.topics, scope.numbers)


def among(session: Session, scope: Scope, wanted: Any) -> Any:
    """A query for columns of statements, within a scope: by the index of each of its parts, not by all statements."""
    if scope.everything:
        return wanted
    parts = []
    if scope.speakers:
        parts.append(wanted.where(col(StatementRow.speaker_id).in_(_speakers(session, scope))))
    if scope.topics:
        about = col(StatementTopicRow.topic_id).in_(scope.topics)
        parts.append(
            wanted.join(StatementTopicRow, col(StatementTopicRow.statement_id) == col(StatementRow.id)).where(about)
        )
    if scope.numbers or not parts:
        parts.append(wanted.where(col(StatementRow.id).in_(scope.numbers)))
    return union(*parts)


def _speakers(session: Session, scope: Scope) -> frozenset[int]:
    members = directory(session).members
    return frozenset(one for id_ in scope.speakers for one in members.get(id_, frozenset({id_})))


def _about(scope: Scope) -> Select[Any]:
    return select(col(StatementTopicRow.statement_id)).where(col(StatementTopicRow.topic_id).in_(scope.topics))
