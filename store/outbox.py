"""The outbox: messages to be sent, claimed by any number of processes, each with what became of it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import Any, TypeAlias

from sqlalchemy import Integer, and_, bindparam, case, exists, func, or_, select, update
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from store import suspension
from store.models import ChatRow, UtcDateTime, insert_into, table_of
from store.models_digests import AllowanceRow, OutboxRow, PaceRow
from store.outcome import (
    Failed,
    Later,
    Message,
    Moved,
    Outcome,
    Sent,
    Suspended,
    Unknown,
    next_free,
    share,
)
from store.suspension import Owned

LEASE = timedelta(seconds=30)
"""How long a process may take to send what it claimed; longer than any request takes."""

REPEAT_AFTER = timedelta(seconds=5)
STOPPED = "the program stopped while sending"
_COLUMNS = (
    col(OutboxRow.id),
    col(OutboxRow.chat_id),
    col(OutboxRow.thread_id),
    col(OutboxRow.html),
    col(OutboxRow.buttons),
    col(OutboxRow.attempts),
    col(OutboxRow.repeats),
    col(OutboxRow.edition_id),
    col(OutboxRow.picture),
)


@dataclass(frozen=True, slots=True)
class Planned:
    """A message to plan. `key` says what it is: planned twice, it is sent once."""

    key: str
    chat_id: int
    html: str
    thread_id: int | None = None
    buttons: tuple[tuple[tuple[str, str], ...], ...] = ()
    edition_id: int | None = None
    part: int = 0
    not_before: datetime | None = None
    picture: str | None = None


def plan(session: Session, messages: Sequence[Planned], now: datetime) -> int:
    """Put messages into the outbox, in order; returns how many were not there yet."""
    if not messages:
        return 0
    rows = [
        {
            "key": one.key,
            "chat_id": one.chat_id,
            "thread_id": one.thread_id,
            "edition_id": one.edition_id,
            "part": one.part,
            "html": one.html,
            "picture": one.picture,
            "buttons": [[list(button) for button in row] for row in one.buttons],
            "state": "planned",
            "not_before": one.not_before or now,
            "attempts": 0,
            "repeats": 0,
            "planned_at": now,
        }
        for one in messages
    ]
    known = select(col(OutboxRow.key)).where(col(OutboxRow.key).in_([one.key for one in messages]))
    before = set(session.execute(known).scalars())
    session.execute(insert_into(_dialect(session), OutboxRow).on_conflict_do_nothing(index_elements=["key"]), rows)
    return len({one.key for one in messages} - before)


def _dialect(session: Session) -> str:
    return session.get_bind().dialect.name


def claim(session: Session, now: datetime, limit: int, *, lease: timedelta = LEASE) -> list[Message]:
    """Take messages that may be sent now, oldest first; no other process gets them until the lease is over.

    A chat's messages are taken one at a time, in order, and not before the chat may be written to.
    """
    recover(session, now)
    if limit <= 0:
        return []
    rows = session.execute(_claim(), {"now": now, "limit": limit, "until": now + lease}).all()
    return [_message(row, now + lease) for row in sorted(rows, key=lambda row: row.id)]


def permits(session: Session, holder: str, busy: int, now: datetime, rate: int) -> int:
    """How many messages a second this process may send for the next `SHARE_LEASE`; `busy` of its permits are in use."""
    allowance = session.execute(select(AllowanceRow).with_for_update()).scalar_one()
    allowance.shares = share(allowance.shares, holder, busy, now, rate)
    session.add(allowance)
    return int(allowance.shares[holder][0])


@cache
def _claim() -> Any:
    """One statement: the first waiting message of each chat that may be written to, marked as being sent.

    It is asked for many times a second, and to build it takes longer than to run it.
    """
    now = bindparam("now", type_=UtcDateTime)
    earlier = aliased(OutboxRow)
    # What was planned for a later hour, as in somebody's quiet hours, takes its place in line when that has come.
    put_off = and_(
        col(earlier.attempts) == 0, col(earlier.not_before) > now, col(earlier.not_before) > col(earlier.planned_at)
    )
    blocked = exists().where(
        col(earlier.chat_id) == col(OutboxRow.chat_id),
        or_(
            col(earlier.state) == "sending",
            and_(col(earlier.state) == "planned", col(earlier.id) < col(OutboxRow.id), ~put_off),
        ),
    )
    heads = (
        select(col(OutboxRow.id))
        .outerjoin(PaceRow, col(PaceRow.chat_id) == col(OutboxRow.chat_id))
        .where(col(OutboxRow.state) == "planned", col(OutboxRow.not_before) <= now)
        .where(or_(col(PaceRow.free_at).is_(None), col(PaceRow.free_at) <= now), ~blocked)
        .order_by(col(OutboxRow.not_before), col(OutboxRow.id))
        .limit(bindparam("limit", type_=Integer))
        .with_for_update(skip_locked=True, of=OutboxRow)
        .cte("heads")
    )
    return (
        update(OutboxRow)
        .where(col(OutboxRow.id).in_(select(heads.c.id)))
        .values(state="sending", leased_until=bindparam("until"), attempts=OutboxRow.attempts + 1)
        .returning(*_COLUMNS)
        .execution_options(synchronize_session=False)
    )


def _message(row: Any, until: datetime) -> Message:
    buttons = tuple(tuple((text, data) for text, data in line) for line in row.buttons)
    return Message(
        row.id,
        row.chat_id,
        row.thread_id,
        row.html,
        buttons,
        row.attempts,
        until,
        row.repeats > 0,
        row.edition_id,
        row.picture,
    )


def recover(session: Session, now: datetime) -> int:
    """Take back what a process claimed and never settled: it stopped, and nobody knows how far it came."""
    rows = session.execute(_expired(), {"now": now}).all()
    if rows:
        session.execute(_unknown([row.id for row in rows], STOPPED, now))
        _pace(session, [row.chat_id for row in rows], now)
    return len(rows)


@cache
def _expired() -> Any:
    expired = col(OutboxRow.leased_until) < bindparam("now")
    found = select(col(OutboxRow.id), col(OutboxRow.chat_id)).where(col(OutboxRow.state) == "sending", expired)
    return found.with_for_update(skip_locked=True)


Tell: TypeAlias = Callable[[Owned, str], Planned]
"""Words for the owner of a digest that was suspended, from the digest and the reason. They are planned with it."""


def settle(session: Session, results: Sequence[tuple[Message, Outcome]], now: datetime, tell: Tell) -> None:
    """Write down what became of claimed messages, and when their chats may be written to again."""
    sent = [(message, outcome) for message, outcome in results if isinstance(outcome, Sent)]
    if sent:
        _settle_sent(session, sent, now)
    for message, outcome in results:
        if not isinstance(outcome, Sent):
            _settle_one(session, message, outcome, now, tell)
    _pace(session, [message.chat_id for message, outcome in results if isinstance(outcome, Sent | Unknown)], now)


def _settle_sent(session: Session, sent: Iterable[tuple[Message, Sent]], now: datetime) -> None:
    session.connection().execute(
        _arrived(),
        [
            {"number": message.id, "attempt": message.attempt, "message": outcome.message_id, "now": now}
            for message, outcome in sent
        ],
    )


@cache
def _arrived() -> Any:
    """What arrived is sent, also when the lease had run out and the message was waiting to be repeated."""
    table = table_of(OutboxRow)
    return (
        update(table)
        .where(table.c.id == bindparam("number"), table.c.attempts == bindparam("attempt"))
        .where(or_(*(table.c.state == state for state in ("sending", "planned", "unknown"))))
        .values(state="sent", message_id=bindparam("message"), reason=None, leased_until=None, done_at=bindparam("now"))
    )


def _settle_one(session: Session, message: Message, outcome: Outcome, now: datetime, tell: Tell) -> None:
    if isinstance(outcome, Later):
        _change(session, message, state="planned", not_before=outcome.at, reason=outcome.reason, leased_until=None)
        if outcome.chat:
            _hold_chat(session, message.chat_id, outcome.at)
    elif isinstance(outcome, Unknown):
        session.execute(_unknown([message.id], outcome.reason, now, message.attempt))
    elif isinstance(outcome, Failed):
        _change(session, message, state="failed", reason=outcome.reason, leased_until=None, done_at=now)
    elif isinstance(outcome, Moved):
        _change(session, message, state="planned", reason=outcome.reason, leased_until=None)
        suspension.move(session, message.chat_id, outcome.chat_id, message.thread_id)
    elif isinstance(outcome, Suspended):
        _change(session, message, state="planned", leased_until=None)
        stop(session, message.chat_id, outcome.reason, now, tell)


def stop(session: Session, chat: int, reason: str, now: datetime, tell: Tell) -> None:
    """Suspend a chat and plan a word to the owners of its digests."""
    owned = suspension.suspend(session, chat, reason, now)
    plan(session, [tell(one, reason) for one in owned if one.owner != chat], now)


def go_on(session: Session, chat: int, now: datetime, tell: Tell) -> None:
    """Resume a chat and plan a word to the owners of its digests."""
    owned = suspension.resume(session, chat, now)
    plan(session, [tell(one, "") for one in owned if one.owner != chat], now)


def _change(session: Session, message: Message, **values: Any) -> None:
    """Change a message that is still ours to change."""
    session.execute(
        update(OutboxRow)
        .where(col(OutboxRow.id) == message.id, col(OutboxRow.attempts) == message.attempt)
        .where(col(OutboxRow.state) == "sending")
        .values(**values)
        .execution_options(synchronize_session=False)
    )


def _unknown(ids: Sequence[int], reason: str, now: datetime, attempt: int | None = None) -> Any:
    """Repeat once what may have arrived; the second time it stays unknown, for the owner to decide."""
    again = col(OutboxRow.repeats) == 0
    statement = update(OutboxRow).where(col(OutboxRow.id).in_(ids), col(OutboxRow.state) == "sending")
    if attempt is not None:
        statement = statement.where(col(OutboxRow.attempts) == attempt)
    return statement.values(
        state=case((again, "planned"), else_="unknown"),
        not_before=now + REPEAT_AFTER,
        done_at=case((again, None), else_=now),
        repeats=case((again, 1), else_=OutboxRow.repeats),
        reason=reason,
        leased_until=None,
    ).execution_options(synchronize_session=False)


def _pace(session: Session, chats: Sequence[int], now: datetime) -> None:
    """Note that these chats have just been written to, and when the next of their messages may leave."""
    if not chats:
        return
    counted = {"chats": [chat for chat in chats if chat < 0]}
    found = session.connection().execute(_recent(), counted).all() if counted["chats"] else ()
    recent: Mapping[int, Any] = {row.chat_id: row.recent for row in found}
    rows = []
    for chat in sorted(set(chats)):
        free, kept = next_free(chat, recent.get(chat, ()), now)
        rows.append({"chat_id": chat, "free_at": free, "recent": kept})
    session.connection().execute(_paced(_dialect(session)), rows)
    session.connection().execute(_held_up(), [{"chat": row["chat_id"], "free": row["free_at"]} for row in rows])


@cache
def _recent() -> Any:
    paces = table_of(PaceRow)
    chats: Any = bindparam("chats", expanding=True)
    return select(paces.c.chat_id, paces.c.recent).where(paces.c.chat_id.in_(chats))


@cache
def _paced(dialect: str) -> Any:
    paces = table_of(PaceRow)
    insert = insert_into(dialect, paces)
    later = case((insert.excluded.free_at > paces.c.free_at, insert.excluded.free_at), else_=paces.c.free_at)
    return insert.on_conflict_do_update(
        index_elements=["chat_id"], set_={"free_at": later, "recent": insert.excluded.recent}
    )


@cache
def _held_up() -> Any:
    """What cannot leave yet is not due, so that claiming need not look at it; it keeps its place in line."""
    table, free = table_of(OutboxRow), bindparam("free", type_=UtcDateTime)
    waits = (table.c.chat_id == bindparam("chat"), table.c.state == "planned", table.c.not_before < free)
    return update(table).where(*waits).values(not_before=free, planned_at=free)


def _hold_chat(session: Session, chat: int, until: datetime) -> None:
    """Telegram asked for patience with one chat: nothing goes there before."""
    insert = insert_into(_dialect(session), PaceRow)
    session.execute(
        insert.on_conflict_do_update(index_elements=["chat_id"], set_={"free_at": until}),
        [{"chat_id": chat, "free_at": until, "recent": []}],
    )


def send_again(session: Session, number: int, now: datetime) -> bool:
    """The owner decides that a message nobody knows about is to be sent once more; False when it is not unknown."""
    result = session.execute(
        update(OutboxRow)
        .where(col(OutboxRow.id) == number, col(OutboxRow.state) == "unknown")
        .values(state="planned", not_before=now, done_at=None)
    )
    return bool(getattr(result, "rowcount", 0))


@dataclass(frozen=True, slots=True)
class Troubled:
    """A message that did not simply arrive; `title` is its chat's, or its id."""

    id: int
    title: str
    state: str
    reason: str | None


def overview(session: Session, limit: int) -> tuple[dict[str, int], list[Troubled]]:
    """How many messages are in each state, and the last ones in trouble, newest first."""
    counts = select(col(OutboxRow.state), func.count()).group_by(col(OutboxRow.state)).order_by(col(OutboxRow.state))
    trouble = (
        select(OutboxRow, col(ChatRow.title))
        .outerjoin(ChatRow, col(ChatRow.id) == col(OutboxRow.chat_id))
        .where(
            col(OutboxRow.state).in_(("unknown", "failed", "suspended"))
            | ((col(OutboxRow.state) == "planned") & col(OutboxRow.reason).is_not(None))
        )
        .order_by(col(OutboxRow.state).desc(), col(OutboxRow.id).desc())
        .limit(limit)
    )
    rows = [
        Troubled(row.id or 0, title or str(row.chat_id), row.state, row.reason)
        for row, title in session.execute(trouble)
    ]
    return {row.state: row[1] for row in session.execute(counts)}, rows
