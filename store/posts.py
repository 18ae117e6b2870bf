"""The bot's own messages that show a statement: what a correction has to reach, and what a moderator was shown."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import update
from sqlmodel import Session, col, select

from store.models import ChangeRow, HeadRow, ResponseRow, StatementRow
from store.models_keeping import PostRow
from store.record import Statement

FRESH = timedelta(minutes=10)
"""How long a change by somebody else is news to a moderator who was not shown the statement."""


@dataclass(frozen=True, slots=True)
class Post:
    """A message that shows a statement; `stale` counts the changes since that it does not show.

    `at` is when it last was sent or corrected.
    """

    chat: int
    message: int
    number: int
    language: str
    stale: int
    at: datetime


def shown(
    session: Session,
    chat: int,
    message: int,
    statement: Statement,
    *,
    language: str,
    now: datetime,
    as_of: int,
    card: bool = True,
) -> None:
    """Note that a message shows a statement, read when the log's last entry was `as_of` or a later one.

    What was written while the message was on its way makes a card stale: it may be about the statement.
    """
    row = session.get(PostRow, (chat, message)) or PostRow(
        chat_id=chat, message_id=message, number=statement.number, language=language, revision=0, at=now
    )
    row.number, row.language, row.card, row.at = statement.number, language, card, now
    row.revision = statement.revision
    row.stale = int(card and _last_change(session) > as_of)
    session.add(row)


def _last_change(session: Session) -> int:
    """The log's last entry, held: a change that is being written marks the messages noted before it, or waits."""
    return session.exec(select(HeadRow.change).with_for_update(read=True)).one()


def outdate(session: Session, numbers: Iterable[int]) -> None:
    """Note that the messages that show these statements, or what responds to them, no longer show how they stand."""
    wanted = list(numbers)
    responses = select(ResponseRow.statement_id).where(col(ResponseRow.responds_to_id).in_(wanted))
    touched = col(PostRow.number).in_(wanted) | col(PostRow.number).in_(responses)
    changed = update(PostRow).where(touched, col(PostRow.card))
    session.execute(changed.values(stale=col(PostRow.stale) + 1).execution_options(synchronize_session=False))


def stale(session: Session, limit: int = 30) -> list[Post]:
    """Messages to mend, oldest change first."""
    query = select(PostRow).where(col(PostRow.stale) > 0).order_by(col(PostRow.at), col(PostRow.message_id))
    return [
        Post(row.chat_id, row.message_id, row.number, row.language, row.stale, row.at)
        for row in session.exec(query.limit(limit))
    ]


def mended(session: Session, post: Post, number: int, now: datetime) -> None:
    """Note that a message shows how things stood when `post` was read; `number` is what it shows since a merge.

    Where anything came in between, a change or another process that edited it, nobody knows what it shows now, and it
    stays stale. Its `revision` stays: nobody is told of an edited message, so it may not have been read again.
    """
    row = session.get(PostRow, (post.chat, post.message), with_for_update=True)
    if row is not None:
        row.stale = 0 if (row.stale, row.at) == (post.stale, post.at) else row.stale + 1
        row.number, row.at = number, now


def forget(session: Session, chat: int, message: int) -> None:
    """A message that cannot be edited any more, or shows something else now."""
    row = session.get(PostRow, (chat, message))
    if row is not None:
        session.delete(row)


def base(session: Session, chat: int, number: int, person: int, now: datetime) -> int | None:
    """The revision that somebody in this chat knows, to base a change on; None for a statement not on record.

    That is the newest one a message here has shown. Where none has, it is the one that stood ten minutes ago: a
    change by somebody else since then may be news. One's own changes are known.
    """
    current = session.exec(select(StatementRow.revision).where(StatementRow.id == number)).first()
    if current is None:
        return None
    query = select(PostRow.revision).where(PostRow.chat_id == chat, PostRow.number == number)
    known = max(session.exec(query), default=None)
    later = select(ChangeRow.author_id, ChangeRow.revision, ChangeRow.at).where(
        ChangeRow.subject == "statement", ChangeRow.subject_id == number
    )
    for author, revision, at in session.exec(later.order_by(col(ChangeRow.id).desc())):
        if author == person or (known is not None and revision <= known):
            return revision if revision == current else max(known or 0, revision)
        if known is None and at < now - FRESH:
            return revision
    return current
