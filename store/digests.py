"""Digests: schedules of chats, and which of them are due."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import exists, func, or_, select, update
from sqlmodel import Session, col

from store.models import ChatRow, HeadRow
from store.models_digests import DigestRow, EditionRow, FollowRow
from store.schedule import Schedule, checked, next_due
from store.scope import Scope

LEASE = timedelta(seconds=60)
"""How long a process may take to compose what it claimed."""


class NoDigest(Exception):
    """No digest has this number, or it is somebody else's."""


@dataclass(frozen=True, slots=True)
class Digest:
    """A schedule for one chat, as `DigestRow` keeps it."""

    id: int
    chat_id: int
    thread_id: int | None
    title: str
    owner: int
    language: str
    schedule: Schedule
    scope: Scope
    follows: bool
    hold: timedelta
    say_when_empty: bool
    picture: bool
    state: str
    asking: str | None
    due_at: datetime | None
    covered: int
    covered_at: datetime
    suspended: str | None = None


def draft(
    session: Session,
    owner: int,
    chat: int,
    title: str,
    now: datetime,
    *,
    schedule: Schedule,
    language: str,
    thread: int | None = None,
    follows: bool = False,
) -> int:
    """Begin setting up a digest; returns its number. What was begun for the same place and never put on is dropped."""
    begun = select(DigestRow).where(col(DigestRow.owner_id) == owner, col(DigestRow.chat_id) == chat)
    for row in session.execute(begun.where(col(DigestRow.state) == "draft")).scalars():
        session.delete(row)
    row = DigestRow(
        chat_id=chat,
        thread_id=thread,
        title=title,
        owner_id=owner,
        language=language,
        cron=schedule.cron,
        zone=schedule.zone,
        follows=follows,
        covered=head(session),
        covered_at=now,
        created_at=now,
    )
    session.add(row)
    session.flush()
    assert row.id is not None
    return row.id


def head(session: Session) -> int:
    """The number of the last change on record."""
    return int(session.execute(select(col(HeadRow.change))).scalar_one())


def find(session: Session, number: int, owner: int | None = None) -> Digest:
    """A digest by its number; raises NoDigest, also when it belongs to another than `owner`."""
    row = _row(session, number, owner)
    return value_of(session, row)


def _row(session: Session, number: int, owner: int | None = None) -> DigestRow:
    row = session.get(DigestRow, number)
    if row is None or row.state == "deleted" or (owner is not None and row.owner_id != owner):
        raise NoDigest(number)
    return row


def values_of(session: Session, rows: Sequence[DigestRow]) -> list[Digest]:
    """Digests with what other tables say of them, each table asked once."""
    chats = select(col(ChatRow.id), col(ChatRow.suspended)).where(col(ChatRow.id).in_([row.chat_id for row in rows]))
    suspended = {row.id: row.suspended for row in session.execute(chats)}
    followed = _followed(session, [row.chat_id for row in rows if row.follows])
    return [_value(row, _scope(row, followed[row.chat_id]), suspended.get(row.chat_id)) for row in rows]


def value_of(session: Session, row: DigestRow) -> Digest:
    return values_of(session, [row])[0]


def _value(row: DigestRow, scope: Scope, suspended: str | None) -> Digest:
    assert row.id is not None
    return Digest(
        id=row.id,
        chat_id=row.chat_id,
        thread_id=row.thread_id,
        title=row.title,
        owner=row.owner_id,
        language=row.language,
        schedule=Schedule(row.cron, row.zone),
        scope=scope,
        follows=row.follows,
        hold=timedelta(minutes=row.hold_minutes),
        say_when_empty=row.say_when_empty,
        picture=row.picture,
        state=row.state,
        asking=row.asking,
        due_at=row.due_at,
        covered=row.covered,
        covered_at=row.covered_at,
        suspended=suspended,
    )


def _followed(session: Session, chats: Sequence[int]) -> Mapping[int, list[FollowRow]]:
    """What these chats follow in their digests."""
    found: dict[int, list[FollowRow]] = defaultdict(list)
    if chats:
        rows = select(FollowRow).where(col(FollowRow.chat_id).in_(chats), col(FollowRow.mode) == "digest")
        for row in session.execute(rows).scalars():
            found[row.chat_id].append(row)
    return found


def _scope(row: DigestRow, followed: Sequence[FollowRow]) -> Scope:
    speakers, topics = frozenset(row.speakers), frozenset(row.topics)
    if not row.follows:
        return Scope(not speakers and not topics, speakers, topics)
    found = {
        kind: frozenset(one.subject_id for one in followed if one.kind == kind)
        for kind in ("speaker", "topic", "statement")
    }
    return Scope(
        speakers=speakers | found["speaker"],
        topics=topics | found["topic"],
        numbers=found["statement"],
        questions=tuple(sorted(one.words for one in followed if one.kind == "question")),
    )


def of_owner(session: Session, owner: int) -> list[Digest]:
    """A person's digests that are on or paused, oldest first."""
    found = select(DigestRow).where(col(DigestRow.owner_id) == owner, col(DigestRow.state).in_(("on", "paused")))
    return values_of(session, session.execute(found.order_by(col(DigestRow.id))).scalars().all())


def of_chat(session: Session, chat: int) -> list[Digest]:
    """The digests of a chat that are on or paused."""
    found = select(DigestRow).where(col(DigestRow.chat_id) == chat, col(DigestRow.state).in_(("on", "paused")))
    return values_of(session, session.execute(found.order_by(col(DigestRow.id))).scalars().all())


def asked_of(session: Session, owner: int) -> Digest | None:
    """The digest whose owner was last asked to type something, None when nobody waits for words of theirs."""
    waiting = select(DigestRow).where(col(DigestRow.owner_id) == owner, col(DigestRow.asking).is_not(None))
    row = session.execute(waiting.order_by(col(DigestRow.id).desc())).scalars().first()
    return None if row is None or row.state == "deleted" else value_of(session, row)


def change(session: Session, number: int, owner: int, now: datetime, values: Mapping[str, Any]) -> Digest:
    """Set columns of a digest. A running one gets its next due time from now on.

    Raises:
        NoDigest: when it is not theirs.
        BadSchedule: when the new schedule cannot be kept.
    """
    row = _row(session, number, owner)
    for name, value in values.items():
        setattr(row, name, value)
    checked(Schedule(row.cron, row.zone), now)
    if row.state == "on" and values.keys() & {"cron", "zone", "hold_minutes", "state"}:
        _set_due(row, now)
    session.add(row)
    session.flush()
    return value_of(session, row)


def switch_on(session: Session, number: int, owner: int, now: datetime) -> Digest:
    """Put a draft on: it tells what changes from now on."""
    row = _row(session, number, owner)
    if row.state == "draft":
        row.covered, row.covered_at = head(session), now
    return change(session, number, owner, now, {"state": "on", "asking": None})


def delete(session: Session, number: int, owner: int, now: datetime) -> None:
    """Stop a digest for good; its editions stay, so that they can be checked."""
    change(session, number, owner, now, {"state": "deleted", "due_at": None, "wake_at": None, "asking": None})


def _set_due(row: DigestRow, after: datetime) -> None:
    row.due_at = next_due(Schedule(row.cron, row.zone), after)
    row.wake_at = row.due_at - timedelta(minutes=row.hold_minutes) if row.due_at else None
    row.leased_until = None


def read_clocks(session: Session, now: datetime) -> int:
    """Work out anew when digests are due, since a zone's rules may have changed; returns how many moved.

    What is due already stays so, and no edition that has been composed comes again: the editions are looked up once the
    digests are held, since PostgreSQL shows a query that had to wait for a row the other tables as they were before.
    """
    waiting = select(DigestRow).where(col(DigestRow.state) == "on", col(DigestRow.due_at) > now)
    rows = session.execute(waiting.with_for_update()).scalars().all()
    digest = col(EditionRow.digest_id)
    last = select(digest, func.max(EditionRow.due_at).label("due_at")).group_by(digest)
    composed = {one.digest_id: one.due_at for one in session.execute(last)}
    moved = 0
    for row in rows:
        due_at = row.due_at
        _set_due(row, max(now, composed.get(row.id, now)))
        moved += row.due_at != due_at
    return moved


def claim_due(session: Session, now: datetime, limit: int) -> list[Digest]:
    """Take digests whose edition is to be composed, longest due first; no other process gets them for a while.

    Those of chats that the bot may not write to wait until it may.
    """
    silent = exists().where(col(ChatRow.id) == col(DigestRow.chat_id), col(ChatRow.suspended).is_not(None))
    ready = (
        select(col(DigestRow.id))
        .where(col(DigestRow.state) == "on", col(DigestRow.wake_at) <= now, ~silent)
        .where(or_(col(DigestRow.leased_until).is_(None), col(DigestRow.leased_until) < now))
        .order_by(col(DigestRow.wake_at), col(DigestRow.id))
        .limit(limit)
        .with_for_update(skip_locked=True)
        .cte("ready")
    )
    taken = (
        update(DigestRow)
        .where(col(DigestRow.id).in_(select(ready.c.id)))
        .values(leased_until=now + LEASE)
        .returning(col(DigestRow.id))
        .execution_options(synchronize_session=False)
    )
    return _many(session, list(session.execute(taken).scalars()))


def _many(session: Session, numbers: Sequence[int | None]) -> list[Digest]:
    found = select(DigestRow).where(col(DigestRow.id).in_(numbers)).order_by(col(DigestRow.due_at), col(DigestRow.id))
    return values_of(session, session.execute(found).scalars().all())


@dataclass(frozen=True, slots=True)
class Told:
    """A digest whose edition tells the changes up to and including this one, as of a moment."""

    digest: Digest
    to_change: int
    to_at: datetime


def advance(session: Session, told: Sequence[Told], now: datetime) -> set[int]:
    """Move digests on to their next due times; the numbers of those that no other process had moved before."""
    theirs = select(DigestRow).where(col(DigestRow.id).in_([one.digest.id for one in told]))
    rows = {row.id: row for row in session.execute(theirs.order_by(col(DigestRow.id)).with_for_update()).scalars()}
    moved = set[int]()
    for one in told:
        row, digest = rows.get(one.digest.id), one.digest
        if row is None or row.due_at is None or (row.due_at, row.covered) != (digest.due_at, digest.covered):
            continue
        _set_due(row, max(row.due_at, now))
        row.covered, row.covered_at = one.to_change, one.to_at
        moved.add(digest.id)
    session.flush()
    return moved
