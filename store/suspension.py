"""Chats the bot may not write to now: nothing of theirs is lost, and it goes on when the right to write returns."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete, func, select, tuple_, update
from sqlmodel import Session, col

from store.models import ChatRow
from store.models_digests import DigestRow, EditionRow, FollowRow, OutboxRow, PaceRow, QuietHoursRow


@dataclass(frozen=True, slots=True)
class Owned:
    """A digest that was suspended or resumed at this moment, and who is to be told of it."""

    digest: int
    owner: int
    title: str
    language: str
    at: datetime


def suspend(session: Session, chat: int, reason: str, now: datetime) -> list[Owned]:
    """Stop writing to a chat; returns the digests it had, none when it was suspended before.

    Settings stay as they are. An edition of which nothing has arrived is taken back: the one that follows when the
    chat resumes covers its changes too. One that arrived in part is finished then.
    """
    row = session.get(ChatRow, chat)
    if row is None:
        row = ChatRow(id=chat, type="private" if chat > 0 else "channel", met_at=now)
    known = row.suspended is not None
    row.suspended = row.suspended or reason
    session.add(row)
    session.flush()
    session.execute(_where_waiting(chat).values(state="suspended", reason=reason, leased_until=None))
    _take_back(session, chat)
    return [] if known else _owned(session, chat, now)


def _where_waiting(chat: int) -> Any:
    return (
        update(OutboxRow)
        .where(col(OutboxRow.chat_id) == chat, col(OutboxRow.state) == "planned")
        .execution_options(synchronize_session=False)
    )


def _take_back(session: Session, chat: int) -> None:
    """Uncover the changes of editions of which every part is suspended."""
    whole = (
        select(col(OutboxRow.edition_id))
        .where(col(OutboxRow.chat_id) == chat, col(OutboxRow.edition_id).is_not(None))
        .group_by(col(OutboxRow.edition_id))
        .having(func.min(OutboxRow.state) == "suspended", func.max(OutboxRow.state) == "suspended")
    )
    editions = session.execute(
        select(EditionRow).where(col(EditionRow.id).in_(whole), col(EditionRow.state) == "released")
    )
    for edition in editions.scalars():
        edition.state = "dropped"
        digest = session.get_one(DigestRow, edition.digest_id)
        if edition.from_change < digest.covered or edition.from_at < digest.covered_at:
            digest.covered = min(digest.covered, edition.from_change)
            digest.covered_at = min(digest.covered_at, edition.from_at)
        session.add_all((edition, digest))
        session.flush()
        session.execute(
            update(OutboxRow)
            .where(col(OutboxRow.edition_id) == edition.id)
            .values(state="dropped")
            .execution_options(synchronize_session=False)
        )


def _owned(session: Session, chat: int, now: datetime) -> list[Owned]:
    found = session.execute(
        select(DigestRow).where(col(DigestRow.chat_id) == chat, col(DigestRow.state).in_(("on", "paused")))
    )
    return [Owned(row.id or 0, row.owner_id, row.title, row.language, now) for row in found.scalars()]


def resume(session: Session, chat: int, now: datetime) -> list[Owned]:
    """Write to a chat again; its digests are due at once, covering the gap. Nothing when it was not suspended."""
    row = session.get(ChatRow, chat)
    if row is None or row.suspended is None:
        return []
    row.suspended = None
    session.add(row)
    session.flush()
    session.execute(
        update(OutboxRow)
        .where(col(OutboxRow.chat_id) == chat, col(OutboxRow.state) == "suspended")
        .values(state="planned", not_before=now, reason=None)
        .execution_options(synchronize_session=False)
    )
    session.execute(
        update(DigestRow)
        .where(col(DigestRow.chat_id) == chat, col(DigestRow.state) == "on")
        .values(due_at=now, wake_at=now, leased_until=None)
        .execution_options(synchronize_session=False)
    )
    return _owned(session, chat, now)


def move(session: Session, old: int, new: int, thread: int | None = None) -> None:
    """Follow a group that became a supergroup; with the same id, leave a topic that is gone for the chat itself."""
    if old == new:
        for table in (OutboxRow, DigestRow):
            session.execute(
                update(table)
                .where(col(table.chat_id) == old, col(table.thread_id) == thread)
                .values(thread_id=None)
                .execution_options(synchronize_session=False)
            )
        return
    ours, theirs = (col(FollowRow.chat_id) == chat for chat in (old, new))
    what = (col(FollowRow.kind), col(FollowRow.subject_id), col(FollowRow.words))
    twice = tuple_(*what).in_(select(*what).where(theirs))
    session.execute(delete(FollowRow).where(ours, twice).execution_options(synchronize_session=False))
    for other in (OutboxRow, DigestRow, EditionRow, FollowRow):
        session.execute(
            update(other)
            .where(col(other.chat_id) == old)
            .values(chat_id=new)
            .execution_options(synchronize_session=False)
        )
    for keyed in (PaceRow, QuietHoursRow):
        row = session.get(keyed, old)
        if row is not None:
            session.delete(row)
    _move_chat(session, old, new)


def _move_chat(session: Session, old: int, new: int) -> None:
    """The new chat takes over what was set for the old one."""
    before, after = session.get(ChatRow, old), session.get(ChatRow, new)
    if before is not None and after is None:
        session.add(
            ChatRow(
                id=new,
                type="supergroup",
                title=before.title,
                username=before.username,
                language=before.language,
                met_at=before.met_at,
            )
        )
    if before is not None:
        session.delete(before)
    session.flush()
