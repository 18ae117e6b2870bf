"""The tables of what arrives by itself: digests and their editions, follows, and the outbox."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, Index, String, Text, UniqueConstraint, false, text
from sqlmodel import Field

from store.models import Row, UtcDateTime, reference, row_id


def _while(name: str, condition: str, *columns: str) -> Index:
    """An index of the few rows that are still waiting, so that it stays small however long the outbox gets."""
    return Index(name, *columns, sqlite_where=text(condition), postgresql_where=text(condition))


class DigestRow(Row, table=True):
    """A schedule for one chat. `covered` is the last change that an edition told; `wake_at` is `due_at` less the hold.

    `state` is draft, on, paused or deleted. `topics` and `speakers` are ids, both empty for everything. `asking` is
    what the bot last asked its owner to type.
    """

    __tablename__ = "digests"
    id: int | None = row_id()
    chat_id: int = Field(sa_type=BigInteger, index=True)
    thread_id: int | None = Field(default=None, sa_type=BigInteger)
    title: str = Field(sa_type=Text)
    owner_id: int = Field(sa_type=BigInteger, index=True)
    language: str = Field(sa_type=String(8))
    cron: str = Field(sa_type=Text)
    zone: str = Field(sa_type=Text)
    topics: list[int] = Field(default_factory=list, sa_type=JSON)
    speakers: list[int] = Field(default_factory=list, sa_type=JSON)
    follows: bool = False
    hold_minutes: int = 0
    say_when_empty: bool = False
    picture: bool = Field(default=False, sa_column_kwargs={"server_default": false()})
    state: str = Field(default="draft", sa_type=String(8))
    asking: str | None = Field(default=None, sa_type=String(16))
    due_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    wake_at: datetime | None = Field(default=None, sa_type=UtcDateTime, index=True)
    leased_until: datetime | None = Field(default=None, sa_type=UtcDateTime)
    covered: int = Field(default=0, sa_type=BigInteger)
    covered_at: datetime = Field(sa_type=UtcDateTime)
    created_at: datetime = Field(sa_type=UtcDateTime)


class EditionRow(Row, table=True):
    """One issue of a digest, frozen when due: the changes after `from_change` up to and including `to_change`.

    `state` is held, kept (a moderator holds it), released, dropped or silent (there was nothing to say). `hash` is that
    of its `EditionContentRow`.
    """

    __tablename__ = "editions"
    __table_args__ = (UniqueConstraint("digest_id", "due_at"),)
    id: int | None = row_id()
    digest_id: int = reference("digests.id", ondelete="CASCADE", index=False)
    chat_id: int = Field(sa_type=BigInteger)
    due_at: datetime = Field(sa_type=UtcDateTime)
    composed_at: datetime = Field(sa_type=UtcDateTime)
    from_change: int = Field(sa_type=BigInteger)
    to_change: int = Field(sa_type=BigInteger)
    from_at: datetime = Field(sa_type=UtcDateTime)
    late: bool = False
    state: str = Field(sa_type=String(8))
    release_at: datetime | None = Field(default=None, sa_type=UtcDateTime, index=True)
    language: str = Field(sa_type=String(8))
    hash: str = Field(sa_type=String(64), index=True)


class EditionContentRow(Row, table=True):
    """What editions tell, by its SHA-256: once, however many chats were told the same."""

    __tablename__ = "edition_contents"
    hash: str = Field(primary_key=True, sa_type=String(64))
    content: dict[str, Any] = Field(sa_type=JSON)


class FollowRow(Row, table=True):
    """A person's wish to be told. `kind` is speaker, topic, statement or question; `subject_id` or `words` says which.

    `mode` is now or digest.
    """

    __tablename__ = "follows"
    __table_args__ = (UniqueConstraint("chat_id", "kind", "subject_id", "words"),)
    id: int | None = row_id()
    chat_id: int = Field(sa_type=BigInteger)
    kind: str = Field(sa_type=String(12), index=True)
    subject_id: int = Field(default=0, sa_type=BigInteger, index=True)
    words: str = Field(default="", sa_type=Text)
    mode: str = Field(default="now", sa_type=String(8))
    created_at: datetime = Field(sa_type=UtcDateTime)


class QuietHoursRow(Row, table=True):
    """When a person is not to be disturbed: minutes of the local day, from the first up to the second."""

    __tablename__ = "quiet_hours"
    chat_id: int = Field(primary_key=True, sa_type=BigInteger, sa_column_kwargs={"autoincrement": False})
    from_minute: int
    to_minute: int
    zone: str = Field(sa_type=Text)


class CursorRow(Row, table=True):
    """Up to which change something has been told, by what it is."""

    __tablename__ = "cursors"
    name: str = Field(primary_key=True, sa_type=String(16))
    change: int = Field(sa_type=BigInteger)


class OutboxRow(Row, table=True):
    """One message to one chat. `key` makes it happen once; a chat's messages go out in the order of their ids.

    `state` is planned, sending, sent, unknown, failed, suspended or dropped. `attempts` tells claims apart,
    `repeats` counts how often it was said again without knowing whether it had arrived. `picture` is JSON that says
    what to draw; then `html` is its caption.
    """

    __tablename__ = "outbox"
    __table_args__ = (
        _while("ix_outbox_planned", "state = 'planned'", "not_before", "id"),
        _while("ix_outbox_waiting", "state IN ('planned', 'sending')", "chat_id", "id"),
        _while("ix_outbox_sending", "state = 'sending'", "leased_until"),
    )
    id: int | None = row_id()
    key: str = Field(sa_type=String(64), unique=True)
    chat_id: int = Field(sa_type=BigInteger, index=True)
    thread_id: int | None = Field(default=None, sa_type=BigInteger)
    edition_id: int | None = reference("editions.id", default=None, ondelete="CASCADE")
    part: int = 0
    html: str = Field(sa_type=Text)
    picture: str | None = Field(default=None, sa_type=Text)
    buttons: list[Any] = Field(default_factory=list, sa_type=JSON)
    state: str = Field(default="planned", sa_type=String(10))
    not_before: datetime = Field(sa_type=UtcDateTime)
    leased_until: datetime | None = Field(default=None, sa_type=UtcDateTime)
    attempts: int = 0
    repeats: int = 0
    message_id: int | None = Field(default=None, sa_type=BigInteger)
    reason: str | None = Field(default=None, sa_type=Text)
    planned_at: datetime = Field(sa_type=UtcDateTime)
    done_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class PaceRow(Row, table=True):
    """When a chat may next be written to, and the moments (Unix seconds) of the last messages to a group or channel."""

    __tablename__ = "paces"
    chat_id: int = Field(primary_key=True, sa_type=BigInteger, sa_column_kwargs={"autoincrement": False})
    free_at: datetime = Field(sa_type=UtcDateTime)
    recent: list[float] = Field(default_factory=list, sa_type=JSON)


class AllowanceRow(Row, table=True):
    """One row: how many messages a second each process may send, and until when it may; process → [number, until].

    Moments are Unix seconds. Locking the row puts the processes in line.
    """

    __tablename__ = "allowance"
    id: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    shares: dict[str, list[float]] = Field(default_factory=dict, sa_type=JSON)
