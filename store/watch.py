"""What the ticks look for, in one cheap reading; and who is shown drafts."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlmodel import Session, col

from store import notices
from store.models import ChatRow
from store.models_digests import DigestRow, EditionRow


@dataclass(frozen=True, slots=True)
class Waiting:
    """Whether there are digests to compose, drafts to release, changes that followers do not know."""

    digests: bool
    drafts: bool
    changes: bool


@dataclass(frozen=True, slots=True)
class Person:
    """A private chat and its language."""

    id: int
    language: str


def waiting(session: Session, now: datetime) -> Waiting:
    """What there is to do now."""
    due = select(col(DigestRow.id)).where(col(DigestRow.state) == "on", col(DigestRow.wake_at) <= now).limit(1)
    drafts = select(col(EditionRow.id)).where(col(EditionRow.state) == "held", col(EditionRow.release_at) <= now)
    return Waiting(
        session.execute(due).first() is not None,
        session.execute(drafts.limit(1)).first() is not None,
        notices.untold(session) is not None,
    )


def moderators(session: Session, owners: Iterable[int]) -> list[Person]:
    """Moderators and owners who have started the bot."""
    trusted = (col(ChatRow.role).in_(("moderator", "owner"))) | (col(ChatRow.id).in_(list(owners)))
    rows = session.execute(select(ChatRow).where(trusted, col(ChatRow.suspended).is_(None), col(ChatRow.id) > 0))
    return [Person(row.id, row.language or "en") for row in rows.scalars()]
