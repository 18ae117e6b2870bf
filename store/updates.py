"""Updates whose effect is in the database: what Telegram delivers twice is done once."""

from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import delete, func, select
from sqlmodel import Session, col

from store.models import SeenUpdateRow, insert_into, table_of


class Repeated(Exception):
    """The update was acted on already, at the moment `at`."""

    def __init__(self, at: datetime) -> None:
        super().__init__(at)
        self.at = at


def claim(session: Session, update: int, now: datetime) -> None:
    """Note that the effect of an update is part of this transaction; raises Repeated when it was part of another."""
    done = session.execute(_claim(session.get_bind().dialect.name), {"id": update, "at": now})
    if done.first() is None:
        raise Repeated(session.get_one(SeenUpdateRow, update).at)


@cache
def _claim(dialect: str) -> Any:
    seen = table_of(SeenUpdateRow)
    return insert_into(dialect, seen).on_conflict_do_nothing().returning(seen.c.id)


def newest(session: Session) -> int:
    """The highest number of an update whose effect is in the database, 0 for none."""
    return max(session.scalar(select(func.max(SeenUpdateRow.id))) or 0, 0)


def purge(session: Session, before: datetime) -> None:
    """Forget updates of before a moment: Telegram keeps what it has not delivered for 24 hours."""
    session.execute(delete(SeenUpdateRow).where(col(SeenUpdateRow.at) < before))
