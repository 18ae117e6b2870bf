"""What an operator wants to see of the outbox, counted by the database."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, func, select

from store.models_digests import EditionRow, OutboxRow

WAITING = ("planned", "sending")


@dataclass(frozen=True, slots=True)
class Figures:
    """Messages of the outbox by state, and how late the oldest waiting one is, in seconds."""

    outbox: Mapping[str, int]
    late: float
    editions: int


def figures(session: Session, now: datetime) -> Figures:
    """The figures of this moment."""
    counted = session.exec(select(OutboxRow.state, func.count()).group_by(OutboxRow.state))
    waiting = select(func.min(OutboxRow.not_before)).where(col(OutboxRow.state).in_(WAITING))
    oldest = session.exec(waiting.where(OutboxRow.not_before <= now)).one()
    editions = session.exec(select(func.count()).select_from(EditionRow)).one()
    return Figures(dict(counted.all()), (now - oldest).total_seconds() if oldest else 0.0, editions)
