"""What is stored about a person, and forgetting it."""

from sqlalchemy import delete
from sqlmodel import Session, SQLModel, col

from store.models import ChatRow, PageRow
from store.models_keeping import DraftRow, OrderRow, PostRow, SuggestionRow

PERSONAL: tuple[tuple[type[SQLModel], str], ...] = (
    (ChatRow, "id"),
    (PageRow, "chat_id"),
    (PostRow, "chat_id"),
    (DraftRow, "person_id"),
    (OrderRow, "person_id"),
    (SuggestionRow, "person_id"),
)
"""Every table with rows about a person, and the column that holds their Telegram id."""


def forget(session: Session, person: int) -> int:
    """Delete all that is stored about a person; returns how many rows went.

    The log of changes keeps a moderator's name beside what they changed: it is part of the public record.
    """
    gone = 0
    for table, column in PERSONAL:
        result = session.execute(delete(table).where(col(getattr(table, column)) == person))
        gone += int(getattr(result, "rowcount", 0))
    return gone
