"""What a digest or a follow is about, and which statements belong to it."""

from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, or_, select, true
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
    members = directory(session).members
    speakers = {one for id_ in scope.speakers for one in members.get(id_, frozenset({id_}))}
    about = select(col(StatementTopicRow.statement_id)).where(col(StatementTopicRow.topic_id).in_(scope.topics))
    return or_(
        col(StatementRow.speaker_id).in_(speakers),
        col(StatementRow.id).in_(about),
        col(StatementRow.id).in_(scope.numbers),
    )
