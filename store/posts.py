"""The bot's own messages that show statements: what a correction has to reach, and what a moderator was shown."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, delete, func, insert, select, update
from sqlmodel import Session, col

from store.models import ChangeRow, HeadRow, ResponseRow, StatementRow
from store.models_keeping import PostRow
from store.record import Made, Statement

FRESH = timedelta(minutes=10)
"""How long a change by somebody else is news to a moderator who was not shown the statement."""


@dataclass(frozen=True, slots=True)
class Post:
    """A message that can be made again, in the language of its chat; `stale` counts the changes it does not show.

    `at` is when it last was sent or corrected, `digest` is of its text then.
    """

    chat: int
    message: int
    language: str
    digest: str
    stale: int
    at: datetime
    made: Made


def digest(text: str) -> str:
    """What tells one text from another."""
    return hashlib.blake2b(text.encode(), digest_size=8).hexdigest()


def shown(
    session: Session,
    chat: int,
    message: int,
    statements: Sequence[Statement],
    *,
    language: str,
    now: datetime,
    as_of: int,
    made: Made | None,
    text: str,
) -> None:
    """Note what a message shows, read when the log's last entry was `as_of` or a later one.

    What was written while the message was on its way makes it stale: it may be about one of the statements.
    """
    stale = int(made is not None and _last_change(session) > as_of)
    of = made or Made("", 0)
    session.execute(delete(PostRow).where(*_is(chat, message)))
    rows = {
        one.number: {
            "chat_id": chat,
            "message_id": message,
            "number": one.number,
            "language": language,
            "kind": of.kind,
            "ref": of.ref,
            "start": of.start,
            "part": of.part,
            "digest": digest(text),
            "revision": one.revision,
            "stale": stale,
            "at": now,
        }
        for one in statements
    }
    session.execute(insert(PostRow), list(rows.values()))


def _is(chat: int, message: int) -> tuple[ColumnElement[bool], ...]:
    return col(PostRow.chat_id) == chat, col(PostRow.message_id) == message


def _last_change(session: Session) -> int:
    """The log's last entry, held: a change that is being written marks the messages noted before it, or waits."""
    last: int = session.execute(select(col(HeadRow.change)).with_for_update(read=True)).scalar_one()
    return last


def outdate(session: Session, numbers: Iterable[int]) -> None:
    """Note that the messages that show these statements no longer show how they stand.

    The cards of what responds to them neither: those show them too.
    """
    wanted = list(numbers)
    responses = select(col(ResponseRow.statement_id)).where(col(ResponseRow.responds_to_id).in_(wanted))
    own = col(PostRow.number).in_(wanted) & (col(PostRow.kind) != "")
    changed = update(PostRow).where(own | col(PostRow.number).in_(responses) & (col(PostRow.kind) == "card"))
    session.execute(changed.values(stale=col(PostRow.stale) + 1).execution_options(synchronize_session=False))


def stale(session: Session, limit: int = 30) -> list[Post]:
    """Messages to mend: cards before answers, those that wait longest first."""
    alike = [getattr(PostRow, name) for name in ("chat_id", "message_id", "language", "digest")]
    made = [getattr(PostRow, name) for name in Made.__slots__]
    last = func.max(PostRow.at)
    query = select(*alike, func.sum(PostRow.stale), last, *made).where(col(PostRow.stale) > 0)
    query = query.group_by(*alike, *made).order_by(col(PostRow.kind).desc(), last, col(PostRow.message_id))
    return [
        Post(chat, message, language, text, changes, at, Made(*of))
        for chat, message, language, text, changes, at, *of in session.execute(query.limit(limit))
    ]


def numbers(session: Session, post: Post) -> list[int]:
    """The statements that a message shows or once showed."""
    return list(session.scalars(select(col(PostRow.number)).where(*_is(post.chat, post.message))))


def mended(session: Session, post: Post, numbers: Iterable[int], text: str, now: datetime) -> None:
    """Note that a message shows `text` with these statements, as things stood when `post` was read.

    Where anything came in between, a change or another process that edited it, nobody knows what it shows now, and it
    stays stale. Revisions stay: nobody is told of an edited message, so it may not have been read again. Nor is a
    statement forgotten that it no longer shows: it may be put back.
    """
    rows = session.scalars(select(PostRow).where(*_is(post.chat, post.message)).with_for_update()).all()
    as_read = sum(row.stale for row in rows) == post.stale and all(row.at == post.at for row in rows)
    for row in rows:
        row.at, row.digest = now, digest(text) if as_read else ""
        row.stale = 0 if as_read else row.stale + 1
    for number in set(numbers) - {row.number for row in rows} if rows else ():
        session.add(PostRow(**rows[0].model_dump(exclude={"number", "revision"}), number=number, revision=0))


def forget(session: Session, chat: int, message: int) -> None:
    """A message that cannot be edited any more, or shows something else now."""
    session.execute(delete(PostRow).where(*_is(chat, message)))


def purge(session: Session, before: datetime) -> None:
    """Answers of before a moment are left as they are."""
    session.execute(delete(PostRow).where(col(PostRow.kind) == "answer", col(PostRow.at) < before))


def base(session: Session, chat: int, number: int, person: int, now: datetime) -> int | None:
    """The revision that somebody in this chat knows, to base a change on; None for a statement not on record.

    That is the newest one a message here has shown. Where none has, it is the one that stood ten minutes ago: a
    change by somebody else since then may be news. One's own changes are known.
    """
    current = session.scalar(select(col(StatementRow.revision)).where(col(StatementRow.id) == number))
    if current is None:
        return None
    seen = select(func.max(PostRow.revision)).where(col(PostRow.chat_id) == chat, col(PostRow.number) == number)
    known = session.scalar(seen.where(col(PostRow.revision) > 0))
    later = select(col(ChangeRow.author_id), col(ChangeRow.revision), col(ChangeRow.at)).where(
        col(ChangeRow.subject) == "statement", col(ChangeRow.subject_id) == number
    )
    author: int | None
    revision: int
    for author, revision, at in session.execute(later.order_by(col(ChangeRow.id).desc())):
        if author == person or (known is not None and revision <= known):
            return revision if revision == current else max(known or 0, revision)
        if known is None and at < now - FRESH:
            return revision
    return current
