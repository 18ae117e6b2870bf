"""Editions: composed when due, frozen, held for moderators, released to the outbox, and kept to be checked."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, TypeAlias

from sqlalchemy import func, insert, select
from sqlmodel import Session, col

from store import digests, outbox
from store.composing import Answers, Composer, Span
from store.digests import Digest
from store.edition import Edition, edition_of
from store.models import ChangeRow, insert_into
from store.models_digests import DigestRow, EditionContentRow, EditionRow, OutboxRow
from store.outbox import Planned

LATE = timedelta(minutes=10)
"""From this on an edition says that it is late."""


@dataclass(frozen=True, slots=True)
class Issue:
    """An edition with what surrounds it. `id` is 0 until it is frozen."""

    id: int
    digest: Digest
    due_at: datetime
    late: bool
    edition: Edition
    state: str = "released"
    release_at: datetime | None = None
    composed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Posted:
    """One message of an edition and what became of it."""

    id: int
    part: int
    state: str
    html: str
    reason: str | None
    done_at: datetime | None


Render: TypeAlias = Callable[[Issue], Sequence[Planned]]
"""Makes the messages of an edition."""


def compose(session: Session, due: Iterable[Digest], now: datetime, composer: Composer) -> list[Issue]:
    """The editions of digests that are due, as of one moment of the record."""
    if session.get_bind().dialect.name == "postgresql":
        session.connection(execution_options={"isolation_level": "REPEATABLE READ"})
    composer.keep_up(session)
    last = digests.head(session)
    return [_issue(session, composer, digest, last, now) for digest in due]


def _issue(session: Session, composer: Composer, digest: Digest, last: int, now: datetime) -> Issue:
    # A clock that was set back must not turn the span around.
    span = Span(digest.covered, last, digest.covered_at, max(now, digest.covered_at))
    edition = composer.edition(session, span, digest.scope, digest.language)
    due_at = digest.due_at or now
    late = now - due_at > LATE
    if not edition.has_news and not digest.say_when_empty:
        return Issue(0, digest, due_at, late, edition, "silent")
    if digest.hold and digest.chat_id != digest.owner:
        return Issue(0, digest, due_at, late, edition, "held", max(due_at, now + digest.hold if late else due_at))
    return Issue(0, digest, due_at, late, edition)


def preview(session: Session, digest: Digest, now: datetime, back: timedelta, answers: Answers) -> Issue:
    """What an edition would tell today if the one before had come this long ago; nothing is kept."""
    last = select(func.max(col(ChangeRow.id))).where(col(ChangeRow.at) <= now - back)
    before = int(session.execute(last).scalar() or 0)
    past = replace(digest, covered=before, covered_at=now - back, due_at=now, hold=timedelta(0))
    return _issue(session, Composer(answers), past, digests.head(session), now)


def pending(session: Session, digest: Digest, now: datetime, answers: Answers) -> Issue:
    """What the next edition would tell if it came now."""
    return _issue(session, Composer(answers), replace(digest, due_at=now), digests.head(session), now)


def freeze(session: Session, issues: Sequence[Issue], render: Render, now: datetime) -> list[Issue]:
    """Keep composed editions and plan their messages; returns those that no other process had kept before."""
    told = [digests.Told(one.digest, one.edition.to_change, one.edition.to_at) for one in issues]
    moved = digests.advance(session, told, now)
    found = [issue for issue in issues if issue.digest.id in moved]
    if not found:
        return []
    _keep_contents(session, {issue.edition.sha256: issue.edition for issue in found})
    adding = insert(EditionRow).returning(col(EditionRow.id), col(EditionRow.digest_id))
    numbers = {row.digest_id: row.id for row in session.execute(adding, [_columns(issue, now) for issue in found])}
    kept = [replace(issue, id=numbers[issue.digest.id], composed_at=now) for issue in found]
    outbox.plan(session, [one for issue in kept if issue.state in {"released", "held"} for one in render(issue)], now)
    return kept


def _keep_contents(session: Session, found: Mapping[str, Edition]) -> None:
    """Keep what editions tell, unless it is kept already; sorted, so that no two processes wait for one another."""
    known = select(col(EditionContentRow.hash)).where(col(EditionContentRow.hash).in_(found))
    missing = sorted(found.keys() - set(session.execute(known).scalars()))
    if missing:
        adding = insert_into(session.get_bind().dialect.name, EditionContentRow).on_conflict_do_nothing()
        session.execute(adding, [{"hash": one, "content": found[one].content} for one in missing])


def _columns(issue: Issue, now: datetime) -> dict[str, Any]:
    return {
        "digest_id": issue.digest.id,
        "chat_id": issue.digest.chat_id,
        "due_at": issue.due_at,
        "composed_at": now,
        "from_change": issue.edition.from_change,
        "to_change": issue.edition.to_change,
        "from_at": issue.edition.from_at,
        "late": issue.late,
        "state": issue.state,
        "release_at": issue.release_at,
        "language": issue.digest.language,
        "hash": issue.edition.sha256,
    }


def post_now(session: Session, number: int, owner: int, now: datetime) -> Digest:
    """Make a digest due at once; its next edition comes at its usual time again."""
    digest = digests.find(session, number, owner)
    row = session.get_one(DigestRow, digest.id)
    row.due_at = row.wake_at = now
    row.leased_until = None
    session.add(row)
    session.flush()
    return digests.find(session, number, owner)


def find(session: Session, number: int) -> Issue | None:
    """An edition by its number."""
    row = session.get(EditionRow, number)
    return _value(session, row) if row is not None else None


def _value(session: Session, row: EditionRow) -> Issue:
    assert row.id is not None
    owner = session.get_one(DigestRow, row.digest_id)
    digest = digests.value_of(session, owner)
    return Issue(row.id, digest, row.due_at, row.late, _told(session, row), row.state, row.release_at, row.composed_at)


def _told(session: Session, row: EditionRow) -> Edition:
    return edition_of(session.get_one(EditionContentRow, row.hash).content)


def posted(session: Session, number: int) -> list[Posted]:
    """The messages of an edition, in order."""
    found = select(OutboxRow).where(col(OutboxRow.edition_id) == number, col(OutboxRow.part) > 0)
    rows = session.execute(found.order_by(col(OutboxRow.part))).scalars()
    return [Posted(row.id or 0, row.part, row.state, row.html, row.reason, row.done_at) for row in rows]


def last_of(session: Session, digest: int, count: int) -> list[Issue]:
    """The last editions of a digest, newest first."""
    found = select(EditionRow).where(col(EditionRow.digest_id) == digest).order_by(col(EditionRow.id).desc())
    return [_value(session, row) for row in session.execute(found.limit(count)).scalars()]


def to_release(session: Session, now: datetime, render: Render) -> list[Issue]:
    """Release the held editions whose moment has come; returns them."""
    ready = (
        select(EditionRow)
        .where(col(EditionRow.state) == "held", col(EditionRow.release_at) <= now)
        .order_by(col(EditionRow.release_at))
        .limit(50)
        .with_for_update(skip_locked=True)
    )
    return [_release(session, row, render, now) for row in session.execute(ready).scalars().all()]


def release(session: Session, number: int, render: Render, now: datetime) -> Issue | None:
    """A moderator lets a draft go; None when it is gone already."""
    row = _draft(session, number)
    return _release(session, row, render, now) if row else None


def _release(session: Session, row: EditionRow, render: Render, now: datetime) -> Issue:
    row.state = "released"
    session.add(row)
    session.flush()
    issue = _value(session, row)
    outbox.plan(session, render(issue), now)
    return issue


def revise(session: Session, number: int, change: Callable[[Edition], Edition]) -> Issue | None:
    """A moderator changes a draft; None when it has been sent already."""
    row = _draft(session, number)
    if row is None:
        return None
    edition = change(_told(session, row))
    _keep_contents(session, {edition.sha256: edition})
    row.hash = edition.sha256
    session.add(row)
    session.flush()
    return _value(session, row)


def keep(session: Session, number: int, state: str) -> Issue | None:
    """A moderator holds a draft back (`kept`), lets its time run again (`held`) or drops it (`dropped`)."""
    row = _draft(session, number)
    if row is None:
        return None
    row.state = state
    session.add(row)
    session.flush()
    return _value(session, row)


def _draft(session: Session, number: int) -> EditionRow | None:
    draft = select(EditionRow).where(col(EditionRow.id) == number, col(EditionRow.state).in_(("held", "kept")))
    return session.execute(draft.with_for_update()).scalar_one_or_none()
