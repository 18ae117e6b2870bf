"""What an operator wants to see of deliveries, digests and questions, counted by the database."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, func, select

from store.models import QuestionRow
from store.models_digests import EditionRow, OutboxRow

WAITING = ("planned", "sending")


@dataclass(frozen=True, slots=True)
class Figures:
    """Messages of the outbox by state, how late (in seconds) its oldest waiting one is and the last edition was."""

    outbox: Mapping[str, int]
    late: float
    editions: int
    edition_late: float
    unanswered: int


def figures(session: Session, now: datetime) -> Figures:
    """The figures of this moment."""
    counted = session.exec(select(OutboxRow.state, func.count()).group_by(OutboxRow.state))
    waiting = select(func.min(OutboxRow.not_before)).where(col(OutboxRow.state).in_(WAITING))
    oldest = session.exec(waiting.where(OutboxRow.not_before <= now)).one()
    editions = session.exec(select(func.count()).select_from(EditionRow)).one()
    last = session.exec(select(EditionRow).order_by(col(EditionRow.id).desc()).limit(1)).first()
    questions = select(func.count()).select_from(QuestionRow).where(col(QuestionRow.closed_at).is_(None))
    return Figures(
        outbox=dict(counted.all()),
        late=(now - oldest).total_seconds() if oldest else 0.0,
        editions=editions,
        edition_late=max(0.0, (last.composed_at - last.due_at).total_seconds()) if last else 0.0,
        unanswered=session.exec(questions).one(),
    )
