"""The tables of those who keep the record: open drafts and orders, suggestions, posts, and what was undone."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, Index, String, Text, text
from sqlmodel import Field

from store.models import Row, UtcDateTime, reference, row_id


class DraftRow(Row, table=True):
    """A half-finished statement: everything the guided form knows, so that any process may ask the next question.

    `fields` is a record-file object as far as it goes, `waiting` the proposals of an article still to be looked at.
    `version` grows with every answer, so that a button of an older question does nothing.
    """

    __tablename__ = "drafts"
    __table_args__ = (
        Index("ux_drafts_open", "person_id", unique=True, sqlite_where=text("open"), postgresql_where=text("open")),
    )
    id: int | None = row_id()
    person_id: int = Field(sa_type=BigInteger)
    chat_id: int = Field(sa_type=BigInteger)
    kind: str = Field(sa_type=String(16))
    step: str = Field(sa_type=String(16))
    fields: dict[str, Any] = Field(sa_type=JSON)
    waiting: list[dict[str, Any]] = Field(sa_type=JSON)
    number: int | None = reference("statements.id", default=None, index=False)
    based_on: int | None = None
    suggestion_id: int | None = reference("suggestions.id", default=None, index=False)
    version: int = 1
    open: bool = True
    started_at: datetime = Field(sa_type=UtcDateTime)
    touched_at: datetime = Field(sa_type=UtcDateTime, index=True)


class OrderRow(Row, table=True):
    """A moderator's command that waits: for the source of a ruling, or for a decision after another's change."""

    __tablename__ = "orders"
    id: int | None = row_id()
    person_id: int = Field(sa_type=BigInteger, index=True)
    chat_id: int = Field(sa_type=BigInteger)
    verb: str = Field(sa_type=String(16))
    number: int = Field(sa_type=BigInteger)
    words: dict[str, Any] = Field(sa_type=JSON)
    based_on: int | None = None
    asks: str | None = Field(default=None, sa_type=String(16))
    open: bool = True
    at: datetime = Field(sa_type=UtcDateTime, index=True)


class SuggestionRow(Row, table=True):
    """What a subscriber offered."""

    __tablename__ = "suggestions"
    id: int | None = row_id()
    person_id: int = Field(sa_type=BigInteger, index=True)
    person: str = Field(sa_type=Text)
    text: str = Field(sa_type=Text)
    fields: dict[str, Any] = Field(sa_type=JSON)
    at: datetime = Field(sa_type=UtcDateTime, index=True)
    state: str = Field(default="open", sa_type=String(16), index=True)
    number: int | None = reference("statements.id", default=None, index=False)
    reason: str | None = Field(default=None, sa_type=Text)
    decided_by: str | None = Field(default=None, sa_type=Text)
    decided_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class BlockRow(Row, table=True):
    """Somebody whose suggestions are no longer taken."""

    __tablename__ = "suggestion_blocks"
    person_id: int = Field(primary_key=True, sa_type=BigInteger, sa_column_kwargs={"autoincrement": False})
    by: str = Field(sa_type=Text)
    at: datetime = Field(sa_type=UtcDateTime)


class PostRow(Row, table=True):
    """A statement in a message of the bot. `stale` counts the changes since that the message does not show.

    A card and an answer are made again when the statement changes: `kind`, `ref`, `start` and `part` are those of
    `Made`, `digest` is of the text that is shown. A message of no kind only tells what the chat has seen; at revision
    0 nobody was told of it.
    """

    __tablename__ = "posts"
    __table_args__ = (
        Index("ix_posts_stale", "stale", sqlite_where=text("stale > 0"), postgresql_where=text("stale > 0")),
        Index("ix_posts_number", "number"),
    )
    chat_id: int = Field(primary_key=True, sa_type=BigInteger, sa_column_kwargs={"autoincrement": False})
    message_id: int = Field(primary_key=True, sa_type=BigInteger, sa_column_kwargs={"autoincrement": False})
    number: int = reference("statements.id", primary_key=True, ondelete="CASCADE", index=False)
    language: str = Field(sa_type=String(8))
    kind: str = Field(default="", sa_type=String(8))
    ref: int = Field(default=0, sa_type=BigInteger)
    start: int = 0
    part: int = 0
    digest: str = Field(default="", sa_type=String(16))
    revision: int
    stale: int = 0
    at: datetime = Field(sa_type=UtcDateTime)


class KeyboardRow(Row, table=True):
    """The message that has a person's buttons about one form, order, digest or last change; older ones lose theirs."""

    __tablename__ = "keyboards"
    person_id: int = Field(primary_key=True, sa_type=BigInteger, sa_column_kwargs={"autoincrement": False})
    about: str = Field(primary_key=True, sa_type=String(32))
    chat_id: int = Field(sa_type=BigInteger)
    message_id: int = Field(sa_type=BigInteger)
    at: datetime = Field(sa_type=UtcDateTime, index=True)


class UndoneRow(Row, table=True):
    """An entry of the log that a later entry took back. Both stay."""

    __tablename__ = "undone"
    change_id: int = reference("changes.id", primary_key=True, index=False)
    undone_by: int = reference("changes.id", index=False)
