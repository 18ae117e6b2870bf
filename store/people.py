"""What is stored about a person: listed from the schema, shown on request, deleted on request."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import delete, update
from sqlmodel import Session, SQLModel, col, select

from store.models import ChatRow, PageRow
from store.models_digests import DigestRow, EditionRow, FollowRow, OutboxRow, PaceRow, QuietHoursRow
from store.models_keeping import DraftRow, KeyboardRow, OrderRow, PostRow, SuggestionRow

PERSONAL: tuple[tuple[type[SQLModel], str], ...] = (
    (OutboxRow, "chat_id"),
    (EditionRow, "chat_id"),
    (DigestRow, "chat_id"),
    (FollowRow, "chat_id"),
    (QuietHoursRow, "chat_id"),
    (PaceRow, "chat_id"),
    (PageRow, "chat_id"),
    (PostRow, "chat_id"),
    (DraftRow, "person_id"),
    (OrderRow, "person_id"),
    (KeyboardRow, "person_id"),
    (SuggestionRow, "person_id"),
    (ChatRow, "id"),
)
"""Every table with rows about a person and the column that holds their Telegram id, in an order that can be deleted."""

KEPT: Mapping[str, str] = {
    "changes.author_id": "the log is part of the public record",
    "rulings.author_id": "the log is part of the public record",
    "suggestion_blocks.person_id": "a block that its target could lift would be none",
    "digests.owner_id": "emptied: the channel keeps its digest, nobody's name is left on it",
    "drafts.chat_id": "goes with the draft",
    "orders.chat_id": "goes with the order",
    "keyboards.chat_id": "goes with the person's row",
}
"""Other columns that hold a person's id, and why they are not deleted."""

NOBODY = 0


def stored(session: Session, person: int) -> dict[str, list[dict[str, Any]]]:
    """All rows about a person, by table: what `/mydata` sends."""
    found = {}
    for table, column in PERSONAL:
        rows = session.exec(select(table).where(col(getattr(table, column)) == person)).all()
        found[str(table.__tablename__)] = [row.model_dump(mode="json") for row in rows]
    return {name: rows for name, rows in found.items() if rows}


def forget(session: Session, person: int) -> int:
    """Delete all that is stored about a person; returns how many rows went.

    The log of changes keeps a moderator's name beside what they changed: it is part of the public record.
    """
    theirs = select(SuggestionRow.id).where(SuggestionRow.person_id == person)
    session.execute(update(DraftRow).where(col(DraftRow.suggestion_id).in_(theirs)).values(suggestion_id=None))
    session.execute(update(DigestRow).where(col(DigestRow.owner_id) == person).values(owner_id=NOBODY))
    gone = 0
    for table, column in PERSONAL:
        result = session.execute(delete(table).where(col(getattr(table, column)) == person))
        gone += int(getattr(result, "rowcount", 0))
    return gone
