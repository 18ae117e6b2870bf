"""The tables of the record. Rows stay on this floor; what leaves it are the values of `record.py`."""

from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    DateTime,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
    TypeDecorator,
    text,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Field, SQLModel

BigId = BigInteger().with_variant(Integer, "sqlite")
"""Telegram's ids need 52 bits; SQLite counts rows only in a column called INTEGER."""


class UtcDateTime(TypeDecorator[datetime]):
    """A moment in UTC. SQLite keeps no zone, so it is put back when read."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Any) -> datetime | None:
        if value is not None and value.tzinfo is None:
            raise ValueError("a moment without a time zone")
        return None if value is None else value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Any) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def row_id() -> Any:
    """The number a row gets when it is inserted."""
    return Field(default=None, primary_key=True, sa_type=BigId)


def reference(column: str, **kwargs: Any) -> Any:
    """A reference to another row's id, indexed, since both ends are asked for."""
    cascade = kwargs.pop("ondelete", None)
    return Field(
        sa_type=BigId, sa_column_args=[ForeignKey(column, ondelete=cascade)], index=kwargs.pop("index", True), **kwargs
    )


class Row(SQLModel):
    """What all tables share: rows are read from the database, never checked as input, so no checker is built."""

    model_config = {"defer_build": True}


def table_of(model: type[SQLModel]) -> Table:
    """The plain table: queries of its columns give values and no mapped rows, in half the time."""
    found: Table = model.__table__  # type: ignore[attr-defined] # SQLModel does not declare it
    return found


def insert_into(dialect: str, model: type[SQLModel] | Table) -> Any:
    """INSERT that can say ON CONFLICT, in the dialect of that name."""
    return (sqlite if dialect == "sqlite" else postgresql).insert(model)


class ActorRow(Row, table=True):
    __tablename__ = "actors"
    id: int | None = row_id()
    name: str = Field(sa_type=Text)
    folded: str = Field(sa_type=Text, unique=True)
    kind: str = Field(sa_type=String(16))
    role: str | None = Field(default=None, sa_type=Text)
    member_of_id: int | None = reference("actors.id", default=None)
    merged_into_id: int | None = reference("actors.id", default=None, index=False)


class ActorAliasRow(Row, table=True):
    """Another name of an actor. Two actors may share one: the question then asks which is meant."""

    __tablename__ = "actor_aliases"
    actor_id: int = reference("actors.id", primary_key=True, ondelete="CASCADE")
    folded: str = Field(sa_type=Text, primary_key=True, index=True)
    alias: str = Field(sa_type=Text)


class TopicRow(Row, table=True):
    __tablename__ = "topics"
    id: int | None = row_id()
    name: str = Field(sa_type=Text)
    folded: str = Field(sa_type=Text, unique=True)
    merged_into_id: int | None = reference("topics.id", default=None, index=False)


class TopicAliasRow(Row, table=True):
    __tablename__ = "topic_aliases"
    topic_id: int = reference("topics.id", primary_key=True, ondelete="CASCADE")
    folded: str = Field(sa_type=Text, primary_key=True, index=True)
    alias: str = Field(sa_type=Text)


_IS_DUE = text("due_on IS NOT NULL")
_LIVING = text("retracted IS NULL AND merged_into_id IS NULL")


class StatementRow(Row, table=True):
    """One statement; `id` is the number people type. `said_from` and `said_to` bound the partial `said_on`."""

    __tablename__ = "statements"
    __table_args__ = (
        # What is open, and since when, without reading a row.
        Index("ix_statements_standing", "status", "said_from", "id", sqlite_where=_LIVING, postgresql_where=_LIVING),
        Index("ix_statements_due_on", "due_on", sqlite_where=_IS_DUE, postgresql_where=_IS_DUE),
    )
    id: int | None = row_id()
    key: str = Field(sa_type=Text, unique=True)
    speaker_id: int = reference("actors.id")
    act: str = Field(sa_type=String(16))
    text: str = Field(sa_type=Text)
    quote: str | None = Field(default=None, sa_type=Text)
    said_on: str | None = Field(default=None, sa_type=String(10))
    said_from: date | None = Field(default=None, index=True)
    said_to: date | None = None
    due_on: str | None = Field(default=None, sa_type=String(10))
    reported_by_id: int | None = reference("actors.id", default=None, index=False)
    translations: dict[str, str] | None = Field(default=None, sa_type=JSON)
    status: str = Field(sa_type=String(16))
    revision: int = 1
    retracted: str | None = Field(default=None, sa_type=Text)
    merged_into_id: int | None = reference("statements.id", default=None, index=False)
    recorded_at: datetime = Field(sa_type=UtcDateTime)
    corrected_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class AddresseeRow(Row, table=True):
    __tablename__ = "statement_addressees"
    statement_id: int = reference("statements.id", primary_key=True, ondelete="CASCADE", index=False)
    actor_id: int = reference("actors.id", primary_key=True)
    position: int = 0


class StatementTopicRow(Row, table=True):
    __tablename__ = "statement_topics"
    statement_id: int = reference("statements.id", primary_key=True, ondelete="CASCADE", index=False)
    topic_id: int = reference("topics.id", primary_key=True)
    position: int = 0


class ResponseRow(Row, table=True):
    __tablename__ = "responses"
    statement_id: int = reference("statements.id", primary_key=True, ondelete="CASCADE", index=False)
    responds_to_id: int = reference("statements.id", primary_key=True, ondelete="CASCADE")
    position: int = 0


class SourceRow(Row, table=True):
    """Where a statement can be checked; the first is the one it was recorded from."""

    __tablename__ = "sources"
    statement_id: int = reference("statements.id", primary_key=True, ondelete="CASCADE", index=False)
    position: int = Field(primary_key=True)
    title: str | None = Field(default=None, sa_type=Text)
    publisher: str | None = Field(default=None, sa_type=Text)
    url: str | None = Field(default=None, sa_type=Text)
    published_on: str | None = Field(default=None, sa_type=String(10))
    quote: str | None = Field(default=None, sa_type=Text)
    said_on: str | None = Field(default=None, sa_type=String(10))


class ChangeRow(Row, table=True):
    """The append-only log: one entry a change, chained by hash. `before` and `after` are record-file objects."""

    __tablename__ = "changes"
    id: int | None = Field(default=None, primary_key=True, sa_type=BigId, sa_column_kwargs={"autoincrement": False})
    at: datetime = Field(sa_type=UtcDateTime, index=True)
    author_id: int | None = Field(default=None, sa_type=BigInteger, index=True)
    author: str = Field(sa_type=Text)
    action: str = Field(sa_type=String(16))
    subject: str = Field(sa_type=String(16))
    subject_id: int = Field(sa_type=BigInteger, index=True)
    revision: int
    before: dict[str, Any] | None = Field(default=None, sa_type=JSON)
    after: dict[str, Any] | None = Field(default=None, sa_type=JSON)
    reason: str | None = Field(default=None, sa_type=Text)
    previous_hash: str = Field(sa_type=String(64))
    hash: str = Field(sa_type=String(64), unique=True)


class HeadRow(Row, table=True):
    """The log's last entry, one row. Locking it puts all writers in one order, so numbers have no late arrivals."""

    __tablename__ = "head"
    id: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    change: int = Field(sa_type=BigInteger)
    hash: str = Field(sa_type=String(64))
    names: int = Field(default=0, sa_type=BigInteger)
    """Counts changes of actors and topics, so that a cached directory knows when it is old."""


class StatusChangeRow(Row, table=True):
    """A status that changed: from what to what, with which change, because of which response or ruling."""

    __tablename__ = "status_changes"
    id: int | None = row_id()
    statement_id: int = reference("statements.id", ondelete="CASCADE")
    change_id: int = reference("changes.id")
    at: datetime = Field(sa_type=UtcDateTime)
    before: str | None = Field(default=None, sa_type=String(16))
    after: str = Field(sa_type=String(16))
    since: str | None = Field(default=None, sa_type=String(10))
    by: str | None = Field(default=None, sa_type=Text)
    response_id: int | None = reference("statements.id", default=None, index=False)
    reason: str | None = Field(default=None, sa_type=Text)


class RulingRow(Row, table=True):
    """A moderator's word on a status. It holds from `since` on, until a later ruling or until it is lifted."""

    __tablename__ = "rulings"
    id: int | None = row_id()
    statement_id: int = reference("statements.id", ondelete="CASCADE")
    status: str = Field(sa_type=String(16))
    since: str = Field(sa_type=String(10))
    reason: str = Field(sa_type=Text)
    source_title: str | None = Field(default=None, sa_type=Text)
    source_url: str | None = Field(default=None, sa_type=Text)
    author_id: int | None = Field(default=None, sa_type=BigInteger)
    author: str = Field(sa_type=Text)
    at: datetime = Field(sa_type=UtcDateTime)
    lifted_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class ChatRow(Row, table=True):
    """A chat the bot has met; a private chat's id is its person's. `role` is reader, moderator or owner."""

    __tablename__ = "chats"
    id: int = Field(primary_key=True, sa_type=BigInteger, sa_column_kwargs={"autoincrement": False})
    type: str = Field(sa_type=String(16))
    title: str | None = Field(default=None, sa_type=Text)
    username: str | None = Field(default=None, sa_type=Text, index=True)
    language: str | None = Field(default=None, sa_type=String(8))
    role: str = Field(default="reader", sa_type=String(16))
    suspended: str | None = Field(default=None, sa_type=Text)
    met_at: datetime = Field(sa_type=UtcDateTime)


class QuestionRow(Row, table=True):
    """A question that nothing on record answered, without its asker; kept `QUESTION_LOG_DAYS`, its repeats counted."""

    __tablename__ = "questions"
    id: int | None = row_id()
    at: datetime = Field(sa_type=UtcDateTime, index=True)
    text: str = Field(sa_type=Text)
    folded: str = Field(sa_type=Text, index=True)
    asked: int = 1
    closed_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class PageRow(Row, table=True):
    """A question a button can come back to: a callback holds 64 bytes, a question does not fit."""

    __tablename__ = "pages"
    id: int | None = row_id()
    chat_id: int = Field(sa_type=BigInteger, index=True)
    question: str = Field(sa_type=Text)
    at: datetime = Field(sa_type=UtcDateTime, index=True)


class SeenUpdateRow(Row, table=True):
    """Updates whose effect is in the database already: Telegram may deliver one twice."""

    __tablename__ = "seen_updates"
    id: int = Field(primary_key=True, sa_type=BigInteger, sa_column_kwargs={"autoincrement": False})
    at: datetime = Field(sa_type=UtcDateTime, index=True)


class SearchDocumentRow(Row, table=True):
    """What a statement is found by: stems of its words, and its fields as tokens (`s12 a7 t5 demand`).

    The full-text index over both columns is kept by the database itself (migration 0002).
    """

    __tablename__ = "search_documents"
    statement_id: int = reference("statements.id", primary_key=True, ondelete="CASCADE", index=False)
    words: str = Field(sa_type=Text)
    fields: str = Field(sa_type=Text)


class SearchWordRow(Row, table=True):
    """In how many statements a stem occurs; the empty word counts the statements themselves."""

    __tablename__ = "search_words"
    word: str = Field(primary_key=True, sa_type=Text)
    documents: int


class SearchSpellingRow(Row, table=True):
    """The record's own vocabulary as spelt, by each spelling with up to two letters left out (SymSpell's deletes)."""

    __tablename__ = "search_spellings"
    deletion: str = Field(primary_key=True, sa_type=Text)
    word: str = Field(primary_key=True, sa_type=Text)


class VectorRow(Row, table=True):
    """A statement's meaning as 384 signed bytes. `position` grows with every vector written, so new ones are known."""

    __tablename__ = "search_vectors"
    statement_id: int = reference("statements.id", primary_key=True, ondelete="CASCADE", index=False)
    position: int = Field(sa_type=BigInteger, index=True, unique=True)
    digest: str = Field(sa_type=String(16))
    vector: bytes = Field(sa_type=LargeBinary)
