"""The bot's own messages that show statements: what a correction has to reach, and what a moderator was shown."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import bindparam, delete, func, insert, select, update
from sqlmodel import Session, col

from store.models import ChangeRow, HeadRow, ResponseRow, StatementRow, table_of
from store.models_keeping import PostRow
from store.record import Made, Statement

FRESH = timedelta(minutes=10)
"""How long a change by somebody else is news to a moderator who was not shown the statement."""

_posts, _responses, _changes = table_of(PostRow), table_of(ResponseRow), table_of(ChangeRow)
_statements, _head = table_of(StatementRow), table_of(HeadRow)
_MANY: Any = bindparam("numbers", expanding=True)
_HERE = (_posts.c.chat_id == bindparam("chat"), _posts.c.message_id == bindparam("message"))
_FORGET, _NOTE = delete(_posts).where(*_HERE), insert(_posts)
_LAST = select(_head.c.change).with_for_update(read=True)
_OUTDATE = (
    update(_posts)
    .where(
        _posts.c.number.in_(_MANY) & (_posts.c.kind != "")
        | _posts.c.number.in_(select(_responses.c.statement_id).where(_responses.c.responds_to_id.in_(_MANY)))
        & (_posts.c.kind == "card")
    )
    .values(stale=_posts.c.stale + 1)
)
_ALIKE = [_posts.c[name] for name in ("chat_id", "message_id", "language", "digest")]
_MADE = [_posts.c[name] for name in Made.__slots__]
_STALE = (
    select(*_ALIKE, func.sum(_posts.c.stale), func.max(_posts.c.at), *_MADE)
    .where(_posts.c.stale > 0)
    .group_by(*_ALIKE, *_MADE)
    .order_by(_posts.c.kind.desc(), func.max(_posts.c.at), _posts.c.message_id)
    .limit(bindparam("limit"))
)
_NUMBER: Any = bindparam("number")
_REVISIONS = select(
    _statements.c.revision,
    select(func.max(_posts.c.revision))
    .where(_posts.c.chat_id == bindparam("chat"), _posts.c.number == _NUMBER, _posts.c.revision > 0)
    .scalar_subquery(),
).where(_statements.c.id == _NUMBER)
"""The revision that stands, and the newest one that a chat was shown."""

_MADE_BY = (
    select(_changes.c.author_id, _changes.c.revision, _changes.c.at)
    .where(_changes.c.subject == "statement", _changes.c.subject_id == _NUMBER)
    .order_by(_changes.c.id.desc())
)


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
    session.execute(_FORGET, {"chat": chat, "message": message})
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
    session.execute(_NOTE, list(rows.values()))


def _last_change(session: Session) -> int:
    """The log's last entry, held: a change that is being written marks the messages noted before it, or waits."""
    last: int = session.execute(_LAST).scalar_one()
    return last


def outdate(session: Session, numbers: Iterable[int]) -> None:
    """Note that the messages that show these statements no longer show how they stand.

    The cards of what responds to them neither: those show them too.
    """
    session.execute(_OUTDATE, {"numbers": list(numbers)})


def stale(session: Session, limit: int = 30) -> list[Post]:
    """Messages to mend: cards before answers, those that wait longest first."""
    return [
        Post(chat, message, language, text, changes, at, Made(*of))
        for chat, message, language, text, changes, at, *of in session.execute(_STALE, {"limit": limit})
    ]


def numbers(session: Session, post: Post) -> list[int]:
    """The statements that a message shows or once showed."""
    return list(session.scalars(select(_posts.c.number).where(*_HERE), {"chat": post.chat, "message": post.message}))


def mended(session: Session, post: Post, numbers: Iterable[int], text: str, now: datetime) -> None:
    """Note that a message shows `text` with these statements, as things stood when `post` was read.

    Where anything came in between, a change or another process that edited it, nobody knows what it shows now, and it
    stays stale. Revisions stay: nobody is told of an edited message, so it may not have been read again. Nor is a
    statement forgotten that it no longer shows: it may be put back.
    """
    here = {"chat": post.chat, "message": post.message}
    rows = session.scalars(select(PostRow).where(*_HERE).with_for_update(), here).all()
    as_read = sum(row.stale for row in rows) == post.stale and all(row.at == post.at for row in rows)
    for row in rows:
        row.at, row.digest = now, digest(text) if as_read else ""
        row.stale = 0 if as_read else row.stale + 1
    for number in set(numbers) - {row.number for row in rows} if rows else ():
        session.add(PostRow(**rows[0].model_dump(exclude={"number", "revision"}), number=number, revision=0))


def forget(session: Session, chat: int, message: int) -> None:
    """A message that cannot be edited any more, or shows something else now."""
    session.execute(_FORGET, {"chat": chat, "message": message})


def purge(session: Session, before: datetime) -> None:
    """Answers of before a moment are left as they are."""
    session.execute(delete(PostRow).where(col(PostRow.kind) == "answer", col(PostRow.at) < before))


def base(session: Session, chat: int, number: int, person: int, now: datetime) -> int | None:
    """The revision that somebody in this chat knows, to base a change on; None for a statement not on record.

    That is the newest one a message here has shown. Where none has, it is the one that stood ten minutes ago: a
    change by somebody else since then may be news. One's own changes are known.
    """
    found = session.execute(_REVISIONS, {"chat": chat, "number": number}).first()
    if found is None:
        return None
    current: int
    known: int | None
    current, known = found
    author: int | None
    revision: int
    for author, revision, at in session.execute(_MADE_BY, {"number": number}):
        if author == person or (known is not None and revision <= known):
            return revision if revision == current else max(known or 0, revision)
        if known is None and at < now - FRESH:
            return revision
    return current
