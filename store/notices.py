"""News for followers: which of the new changes concern whom, each person one message however many follows match."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlmodel import Session, col

from store import digests, follows, outbox
from store.composing import Answers, Composer, Span
from store.edition import Edition, Line
from store.follows import Follow
from store.models import ChatRow, StatementRow
from store.models_digests import CursorRow, FollowRow
from store.outbox import Planned
from store.scope import Scope, living, within

NAME = "follows"
WEEKS = 4


@dataclass(frozen=True, slots=True)
class Notice:
    """What one person is to be told at once, with the follows that are the reason."""

    chat_id: int
    language: str
    lines: tuple[tuple[str, Line], ...]
    because: tuple[Follow, ...]
    not_before: datetime
    to_change: int


@dataclass(frozen=True, slots=True)
class Outlook:
    """What following would bring: statements a week over the last four, and the numbers of the latest three."""

    a_week: float
    latest: tuple[int, ...]


def untold(session: Session) -> tuple[int, int] | None:
    """The last change that followers know of and the last on record; None when they are the same."""
    told = int(session.execute(select(col(CursorRow.change)).where(col(CursorRow.name) == NAME)).scalar_one())
    last = digests.head(session)
    return (told, last) if told < last else None


def collect(session: Session, now: datetime, answers: Answers) -> tuple[tuple[int, int], list[Notice]] | None:
    """Read what followers are to be told; None when nothing has changed."""
    span = untold(session)
    if span is None:
        return None
    composer = Composer(answers)
    told: dict[int, dict[int, tuple[str, Line]]] = defaultdict(dict)
    reasons: dict[int, dict[int, Follow]] = defaultdict(dict)
    rows = session.execute(select(FollowRow).where(col(FollowRow.mode) == "now")).scalars().all()
    editions: dict[Scope, Edition] = {}
    for row in rows:
        one = Follow(row.id or 0, row.chat_id, row.kind, row.subject_id, row.words, row.mode)
        scope = scope_of(one)
        if scope not in editions:
            editions[scope] = composer.changes(session, Span(*span, now, now), scope, "en")
        for section in editions[scope].sections:
            for line in section.lines:
                told[one.chat_id][line.number] = (section.name, line)
                reasons[one.chat_id][one.id] = one
    return span, [_notice(session, chat, told[chat], reasons[chat], Span(*span, now, now)) for chat in sorted(told)]


def scope_of(follow: Follow) -> Scope:
    """What a follow is about."""
    subject = frozenset({follow.subject})
    match follow.kind:
        case "speaker":
            return Scope(speakers=subject)
        case "topic":
            return Scope(topics=subject)
        case "statement":
            return Scope(numbers=subject)
        case _:
            return Scope(questions=(follow.words,))


def _notice(
    session: Session,
    chat: int,
    lines: Mapping[int, tuple[str, Line]],
    reasons: Mapping[int, Follow],
    span: Span,
) -> Notice:
    row = session.get(ChatRow, chat)
    return Notice(
        chat,
        (row.language if row else None) or "en",
        tuple(lines[number] for number in sorted(lines)),
        tuple(reasons.values()),
        follows.not_before(follows.quiet_of(session, chat), span.to_at),
        span.to_change,
    )


def tell(
    session: Session,
    span: tuple[int, int],
    found: Sequence[Notice],
    render: Callable[[Notice], Planned],
    now: datetime,
) -> bool:
    """Plan the messages and remember how far followers were told; False when another process was first."""
    cursor = session.execute(select(CursorRow).where(col(CursorRow.name) == NAME).with_for_update()).scalar_one()
    if cursor.change != span[0]:
        return False
    cursor.change = span[1]
    session.add(cursor)
    outbox.plan(session, [render(notice) for notice in found], now)
    return True


def outlook(session: Session, scope: Scope, now: datetime, answers: Answers) -> Outlook:
    """How much a follow or a digest would have brought lately."""
    recent = (
        select(col(StatementRow.id))
        .where(living(), col(StatementRow.recorded_at) > now - timedelta(weeks=WEEKS))
        .order_by(col(StatementRow.id).desc())
    )
    latest = select(col(StatementRow.id)).where(living()).order_by(col(StatementRow.id).desc())
    if scope.questions:
        candidates = [number for number in session.execute(latest.limit(5000)).scalars() if number]
        matching = {one for question in scope.questions for one in answers(session, question, candidates)}
        new = {number for number in session.execute(recent).scalars() if number in matching}
        return Outlook(len(new) / WEEKS, tuple(sorted(matching, reverse=True)[:3]))
    condition = within(session, scope)
    count = len(session.execute(recent.where(condition)).all())
    last = session.execute(latest.where(condition).limit(3)).scalars()
    return Outlook(count / WEEKS, tuple(number for number in last if number))
