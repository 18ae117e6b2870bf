"""Follows: what people want to be told of, and when they do not want to be disturbed."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from sqlalchemy import delete, select
from sqlmodel import Session, col

from store.models_digests import FollowRow, QuietHoursRow
from store.schedule import moment_of, zone_of

MOST = 50
"""Follows of one person."""


@dataclass(frozen=True, slots=True)
class Follow:
    """One wish: a speaker, topic or statement by its id, or a question in words. `mode` is now, digest or draft."""

    id: int
    chat_id: int
    kind: str
    subject: int
    words: str
    mode: str


@dataclass(frozen=True, slots=True)
class Quiet:
    """Hours not to disturb: minutes of the day on the clock of a zone, from the first up to the second."""

    start: int
    end: int
    zone: str


def offer(session: Session, chat: int, kind: str, now: datetime, *, subject: int = 0, words: str = "") -> Follow:
    """Note what somebody may want to follow, so that a button can say it; one that exists is returned as it is."""
    same = select(FollowRow).where(
        col(FollowRow.chat_id) == chat,
        col(FollowRow.kind) == kind,
        col(FollowRow.subject_id) == subject,
        col(FollowRow.words) == words,
    )
    row = session.execute(same).scalar_one_or_none()
    if row is None:
        row = FollowRow(chat_id=chat, kind=kind, subject_id=subject, words=words, mode="draft", created_at=now)
        session.add(row)
        session.flush()
    return _value(row)


def follow(session: Session, chat: int, number: int, mode: str) -> Follow | None:
    """Follow what was offered, at once (`now`) or in the personal digest; None when it is gone or there are many."""
    row = session.get(FollowRow, number)
    if row is None or row.chat_id != chat or (row.mode == "draft" and len(of(session, chat)) >= MOST):
        return None
    row.mode = mode
    session.add(row)
    return _value(row)


def unfollow(session: Session, chat: int, number: int) -> Follow | None:
    """Stop following; None when it was not followed."""
    row = session.get(FollowRow, number)
    if row is None or row.chat_id != chat:
        return None
    found = _value(row)
    session.execute(delete(FollowRow).where(col(FollowRow.id) == number))
    return found


def of(session: Session, chat: int) -> list[Follow]:
    """What a person follows, oldest first."""
    found = select(FollowRow).where(col(FollowRow.chat_id) == chat, col(FollowRow.mode) != "draft")
    return [_value(row) for row in session.execute(found.order_by(col(FollowRow.id))).scalars()]


def _value(row: FollowRow) -> Follow:
    return Follow(row.id or 0, row.chat_id, row.kind, row.subject_id, row.words, row.mode)


def set_quiet(session: Session, chat: int, quiet: Quiet | None) -> None:
    """Keep quiet in these hours; None for never."""
    session.execute(delete(QuietHoursRow).where(col(QuietHoursRow.chat_id) == chat))
    if quiet is not None:
        session.add(QuietHoursRow(chat_id=chat, from_minute=quiet.start, to_minute=quiet.end, zone=quiet.zone))


def quiet_of(session: Session, chat: int) -> Quiet | None:
    row = session.get(QuietHoursRow, chat)
    return Quiet(row.from_minute, row.to_minute, row.zone) if row else None


def not_before(quiet: Quiet | None, now: datetime) -> datetime:
    """The first moment from now on at which a person may be disturbed."""
    if quiet is None or quiet.start == quiet.end:
        return now
    zone = zone_of(quiet.zone)
    local = now.astimezone(zone)
    minute = local.hour * 60 + local.minute
    inside = quiet.start <= minute < quiet.end if quiet.start < quiet.end else not quiet.end <= minute < quiet.start
    if not inside:
        return now
    day = local.date() + timedelta(days=1 if minute >= quiet.end else 0)
    return moment_of(datetime.combine(day, time(quiet.end // 60, quiet.end % 60)), zone)
