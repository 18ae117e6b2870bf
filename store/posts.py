"""The bot's own messages that show a statement: what a correction has to reach, and what a moderator was shown."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import update
from sqlmodel import Session, col, select

from store.models import ChangeRow, StatementRow
from store.models_keeping import PostRow

FRESH = timedelta(minutes=10)
"""How long a change by somebody else is news to a moderator who was not shown the statement."""


@dataclass(frozen=True, slots=True)
class Post:
    """A message that shows a statement; `stale` counts the changes since that it does not show."""

    chat: int
    message: int
    number: int
    language: str
    stale: int = 0


def shown(
    session: Session, chat: int, message: int, number: int, *, language: str, now: datetime, card: bool = True
) -> None:
    """Note that a message now shows a statement as it stands."""
    row = session.get(PostRow, (chat, message)) or PostRow(
        chat_id=chat, message_id=message, number=number, language=language, revision=0, at=now
    )
    row.number, row.language, row.card, row.at, row.stale = number, language, card, now, 0
    row.revision = session.get_one(StatementRow, number).revision
    session.add(row)


def outdate(session: Session, numbers: Iterable[int]) -> None:
    """Note that the messages that show these statements no longer show how they stand."""
    changed = update(PostRow).where(col(PostRow.number).in_(list(numbers)), col(PostRow.card))
    session.execute(changed.values(stale=col(PostRow.stale) + 1).execution_options(synchronize_session=False))


def stale(session: Session, limit: int = 30) -> list[Post]:
    """Messages to mend, oldest change first."""
    query = select(PostRow).where(col(PostRow.stale) > 0).order_by(col(PostRow.at), col(PostRow.message_id))
    return [
        Post(row.chat_id, row.message_id, row.number, row.language, row.stale)
        for row in session.exec(query.limit(limit))
    ]


def mended(session: Session, post: Post) -> None:
    """Note that a message shows how things stand, unless that changed again while the message was edited.

    Its `revision` stays: nobody is told of an edited message, so it may not have been read again.
    """
    done = update(PostRow).where(col(PostRow.chat_id) == post.chat, col(PostRow.message_id) == post.message)
    session.execute(done.where(col(PostRow.stale) == post.stale).values(stale=0))


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
    row = session.get(StatementRow, number)
    if row is None:
        return None
    query = select(PostRow.revision).where(PostRow.chat_id == chat, PostRow.number == number)
    known = max(session.exec(query), default=None)
    later = select(ChangeRow).where(ChangeRow.subject == "statement", ChangeRow.subject_id == number)
    for change in session.exec(later.order_by(col(ChangeRow.id).desc())):
        if change.author_id == person or (known is not None and change.revision <= known):
            return change.revision if change.revision == row.revision else max(known or 0, change.revision)
        if known is None and change.at < now - FRESH:
            return change.revision
    return row.revision
