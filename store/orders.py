"""A moderator's commands about a statement on record: carried out, or kept until they have decided."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import update
from sqlmodel import Session, col, select

from store import history, keeping, posts
from store.history import Change
from store.models_keeping import OrderRow
from store.moderators import Caller, NotYours
from store.record import Source
from store.statements import Stale

WAITS = timedelta(hours=1)
"""How long a typed message is taken for the source a ruling was asked for."""


class Verb(StrEnum):
    """What is to be done to a statement."""

    EDIT = "edit"
    RULE = "rule"
    LIFT = "lift"
    LINK = "link"
    SOURCE = "source"
    RETRACT = "retract"
    RESTORE = "restore"
    MERGE = "merge"


@dataclass(frozen=True, slots=True)
class Order:
    """A command as understood; `words` are what its verb needs, fit for JSON.

    edit: columns → values. rule: status, reason, source. link, merge: target. source: a source object.
    retract: reason.
    """

    verb: Verb
    number: int
    words: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Done:
    """It was carried out; `change` is None when nothing had to be changed."""

    number: int
    change: int | None


@dataclass(frozen=True, slots=True)
class Waits:
    """It was not carried out: somebody else's changes came first, and the order waits under this id.

    `revision` is the one those changes led to: confirming bases the order on it. Or its giver has to answer a question
    first: `asks`.
    """

    id: int
    order: Order
    revision: int = 0
    changes: tuple[Change, ...] = ()
    asks: str | None = None


class OldOrder(Exception):
    """The order was carried out or dropped already."""


def give(session: Session, order: Order, caller: Caller, now: datetime) -> Done | Waits:
    """Carry an order out on the revision that this chat knows, or keep it when somebody changed the statement since.

    Raises:
        Gone, UnknownStatement, NoSuchStatus, Pointless, BadRow: as the functions of `keeping`.
    """
    based_on = posts.base(session, caller.chat, order.number, caller.person, now)
    return _try(session, order, caller, now, based_on)


def confirm(session: Session, id_: int, revision: int, caller: Caller, now: datetime) -> Done | Waits:
    """Carry out an order that waited, now that its giver has seen the changes up to a revision. Raises OldOrder."""
    return _try(session, _take(session, id_, caller.person), caller, now, revision)


def drop(session: Session, id_: int, person: int) -> Order:
    """Forget an order that waits. Raises OldOrder."""
    return _take(session, id_, person)


def ask(session: Session, order: Order, caller: Caller, now: datetime, what: str) -> Waits:
    """Keep an order until its giver has answered a question about it (`what`, as `source`)."""
    found = update(OrderRow).where(col(OrderRow.person_id) == caller.person, col(OrderRow.open))
    session.execute(found.where(col(OrderRow.asks).is_not(None)).values(open=False))
    return Waits(_keep(session, order, caller, now, based_on=None, asks=what), order, asks=what)


def kept(session: Session, caller: Caller, at: datetime) -> Waits | None:
    """The order that was given at a moment and still waits."""
    given = select(OrderRow).where(OrderRow.person_id == caller.person, OrderRow.at == at, col(OrderRow.open))
    row = session.exec(given.order_by(col(OrderRow.id).desc())).first()
    if row is None or row.id is None:
        return None
    if row.asks is not None or row.based_on is None:
        return Waits(row.id, _value(row), asks=row.asks)
    known = posts.base(session, caller.chat, row.number, caller.person, at) or 0
    entries = history.of(session, "statement", row.number)
    unseen = tuple(each for each in entries if known < each.revision <= row.based_on)
    return Waits(row.id, _value(row), row.based_on, unseen)


def asked(session: Session, person: int, now: datetime) -> tuple[int, Order] | None:
    """The order a person still owes an answer about, with its id."""
    query = select(OrderRow).where(
        OrderRow.person_id == person, col(OrderRow.open), col(OrderRow.asks).is_not(None), OrderRow.at > now - WAITS
    )
    row = session.exec(query.order_by(col(OrderRow.id).desc())).first()
    return (row.id, _value(row)) if row and row.id is not None else None


def answer(session: Session, id_: int, words: Mapping[str, Any], caller: Caller, now: datetime) -> Done | Waits:
    """Carry out an order that waited for an answer, with what was answered. Raises OldOrder."""
    order = _take(session, id_, caller.person)
    return give(session, Order(order.verb, order.number, {**order.words, **words}), caller, now)


def _try(session: Session, order: Order, caller: Caller, now: datetime, based_on: int | None) -> Done | Waits:
    try:
        return Done(order.number, _carry_out(session, order, caller, now, based_on))
    except Stale as stale:
        revision = stale.changes[-1].revision
        return Waits(_keep(session, order, caller, now, based_on=revision), order, revision, stale.changes)


def _carry_out(session: Session, order: Order, caller: Caller, now: datetime, based_on: int | None) -> int | None:
    known = {"author": caller.author, "now": now, "based_on": based_on}
    return _DEEDS[order.verb](session, order.number, order.words, known)


def _rule(session: Session, number: int, words: Mapping[str, Any], known: dict[str, Any]) -> int:
    source = Source(**words["source"]) if words.get("source") else None
    return keeping.rule(session, number, status=words["status"], reason=words["reason"], source=source, **known)


_DEEDS: Mapping[Verb, Callable[[Session, int, Mapping[str, Any], dict[str, Any]], int | None]] = {
    Verb.EDIT: lambda session, number, words, known: keeping.edit(session, number, words, **known),
    Verb.RULE: _rule,
    Verb.LIFT: lambda session, number, _, known: keeping.lift(session, number, **known),
    Verb.LINK: lambda session, number, words, known: keeping.link(session, number, words["target"], **known),
    Verb.SOURCE: lambda session, number, words, known: keeping.add_source(session, number, Source(**words), **known),
    Verb.RETRACT: lambda session, number, words, known: keeping.retract(
        session, number, reason=words["reason"], **known
    ),
    Verb.RESTORE: lambda session, number, _, known: keeping.restore(session, number, **known),
    Verb.MERGE: lambda session, number, words, known: keeping.merge(session, number, words["target"], **known),
}


def _keep(
    session: Session, order: Order, caller: Caller, now: datetime, *, based_on: int | None, asks: str | None = None
) -> int:
    row = OrderRow(
        person_id=caller.person,
        chat_id=caller.chat,
        verb=str(order.verb),
        number=order.number,
        words=dict(order.words),
        based_on=based_on,
        asks=asks,
        at=now,
    )
    session.add(row)
    session.flush()
    assert row.id is not None
    return row.id


def _take(session: Session, id_: int, person: int) -> Order:
    found = update(OrderRow).where(col(OrderRow.id) == id_, col(OrderRow.person_id) == person, col(OrderRow.open))
    row = session.scalars(found.values(open=False).returning(OrderRow)).first()
    if row is None:
        known = session.get(OrderRow, id_)
        raise OldOrder if known is None or known.person_id == person else NotYours
    return _value(row)


def _value(row: OrderRow) -> Order:
    return Order(Verb(row.verb), row.number, dict(row.words))
