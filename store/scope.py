"""What a digest or a follow is about, and which statements belong to it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, or_, select, true
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
class Filter:
    """A scope for statements that are already read, by their numbers and speakers: the same choice as `within`."""

    everything: bool
    speakers: frozenset[int]
    numbers: frozenset[int]

    def of(self, found: Iterable[tuple[int, int]]) -> list[int]:
        """The numbers of those that belong to the scope, in their order."""
        if self.everything:
            return [number for number, _ in found]
        return [number for number, speaker in found if speaker in self.speakers or number in self.numbers]


def filter_of(session: Session, scope: Scope) -> Filter:
    """The filter of a scope as the record stands."""
    about = session.execute(_about(scope)).scalars() if scope.topics else ()
    return Filter(scope.everything, _speakers(session, scope), scope.numbers.union(about))


def _speakers(session: Session, scope: Scope) -> frozenset[int]:
    members = directory(session).members
    return frozenset(one for id_ in scope.speakers for one in members.get(id_, frozenset({id_})))


def _about(scope: Scope) -> Select[Any]:
    return select(col(StatementTopicRow.statement_id)).where(col(StatementTopicRow.topic_id).in_(scope.topics))
