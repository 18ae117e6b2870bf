"""Status as rows: reading what it is decided from, and writing each change of it down."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, exists, insert, select, update
from sqlmodel import Session, col

from store import posts
from store.actors import directory
from store.dates import PartialDate
from store.models import AddresseeRow, ResponseRow, RulingRow, StatementRow, StatusChangeRow
from store.record import Act, Source, Standing, Status
from store.status import Case, Response, Ruling, history

AT_ONCE = 5000
"""Statements settled with one query: below every database's limit on parameters."""

_MANY: Any = bindparam("numbers", expanding=True)
_CASES = (
    select(col(StatementRow.id), col(StatementRow.act), col(StatementRow.speaker_id), col(StatementRow.said_on))
    .add_columns(col(AddresseeRow.actor_id))
    .outerjoin(AddresseeRow, col(AddresseeRow.statement_id) == col(StatementRow.id))
    .where(col(StatementRow.id).in_(_MANY))
    .order_by(col(AddresseeRow.position))
)
_RESPONSES = (
    select(col(ResponseRow.responds_to_id), col(StatementRow.id), col(StatementRow.act), col(StatementRow.speaker_id))
    .add_columns(col(StatementRow.said_on))
    .join(StatementRow, col(ResponseRow.statement_id) == col(StatementRow.id))
    .where(col(ResponseRow.responds_to_id).in_(_MANY))
    .where(col(StatementRow.retracted).is_(None), col(StatementRow.merged_into_id).is_(None))
    .order_by(col(StatementRow.id))
)
_RULINGS = (
    select(col(RulingRow.statement_id), col(RulingRow.status), col(RulingRow.since), col(RulingRow.reason))
    .add_columns(col(RulingRow.author), col(RulingRow.source_title), col(RulingRow.source_url))
    .where(col(RulingRow.statement_id).in_(_MANY), col(RulingRow.lifted_at).is_(None))
    .order_by(col(RulingRow.id))
)
_STATUSES = select(
    col(StatementRow.id),
    col(StatementRow.status),
    exists().where(col(StatusChangeRow.statement_id) == col(StatementRow.id)),
).where(col(StatementRow.id).in_(_MANY))


def standings(session: Session, number: int) -> tuple[Standing, ...]:
    """Every step of a statement's status, oldest first."""
    return history(case(session, number))


def case(session: Session, number: int) -> Case:
    """What the status of a statement is decided from; raises KeyError for one that is not on record."""
    return cases(session, [number])[number]


def cases(session: Session, numbers: Collection[int]) -> dict[int, Case]:
    """What the statuses of statements are decided from, by their numbers."""
    wanted = {"numbers": list(numbers)}
    responses, rulings = _responses(session, wanted), _rulings(session, wanted)
    found: dict[int, Case] = {}
    for number, act, speaker, said_on, addressee in session.execute(_CASES, wanted):
        case = found.get(number) or Case(
            act=Act(act),
            speaker=speaker,
            addressees=(),
            said_on=PartialDate.parse(said_on) if said_on else None,
            responses=tuple(responses[number]),
            rulings=tuple(rulings[number]),
        )
        found[number] = replace(case, addressees=(*case.addressees, *(() if addressee is None else (addressee,))))
    return found


def _responses(session: Session, wanted: dict[str, list[int]]) -> dict[int, list[Response]]:
    """The responses to each statement that count: not those retracted or merged into another."""
    names, found = directory(session), defaultdict[int, list[Response]](list)
    for answered, number, act, speaker, said_on in session.execute(_RESPONSES, wanted):
        response = Response(
            number=number,
            act=Act(act),
            speaker=names.actors[speaker].name,
            sides=names.sides(speaker),
            said_on=PartialDate.parse(said_on) if said_on else None,
        )
        found[answered].append(response)
    return found


def _rulings(session: Session, wanted: dict[str, list[int]]) -> dict[int, list[Ruling]]:
    """The rulings in force on each statement."""
    found = defaultdict[int, list[Ruling]](list)
    for number, status, since, reason, author, title, url in session.execute(_RULINGS, wanted):
        source = Source(title=title, url=url) if title or url else None
        found[number].append(Ruling(Status(status), PartialDate.parse(since), reason, author, source))
    return found


@dataclass(frozen=True, slots=True)
class Answered:
    """That a statement newly responds to others: its number, its change in the log, and their numbers."""

    response: int
    change: int
    numbers: tuple[int, ...]


def settle_answers(session: Session, answers: Sequence[Answered], now: datetime) -> None:
    """`settle` after each of these in turn, with a few queries for all; their responses are on record already."""
    numbers = list(dict.fromkeys(number for answer in answers for number in answer.numbers))
    posts.outdate(session, numbers)
    known = cases(session, numbers)
    later = {answer.response for answer in answers}
    status = {number: before for number, before, _ in session.execute(_STATUSES, {"numbers": numbers})}
    steps: list[dict[str, Any]] = []
    for answer in answers:
        later.discard(answer.response)
        for number in answer.numbers:
            heard = tuple(response for response in known[number].responses if response.number not in later)
            step = history(replace(known[number], responses=heard))[-1]
            if step.status != status[number]:
                steps.append(_step(number, answer.change, now, status[number], step))
                status[number] = str(step.status)
    _keep(session, steps)


def _step(number: int, change: int, now: datetime, before: str | None, step: Standing) -> dict[str, Any]:
    return {
        "statement_id": number,
        "change_id": change,
        "at": now,
        "before": before,
        "after": str(step.status),
        "since": str(step.since) if step.since else None,
        "by": step.by,
        "response_id": step.response,
        "reason": step.reason,
    }


def settle(session: Session, numbers: Iterable[int], change: int, now: datetime) -> None:
    """Bring the statuses of statements up to what is on record now, and keep every change of one.

    The bot's own messages that show them are marked: each of these statements has changed, or has an answer more.
    """
    numbers = list(numbers)
    for at in range(0, len(numbers), AT_ONCE):
        some = numbers[at : at + AT_ONCE]
        posts.outdate(session, some)
        known, steps = cases(session, some), []
        for number, status, told in session.execute(_STATUSES, {"numbers": some}):
            step = history(known[number])[-1]
            if step.status != status or not told:
                steps.append(_step(number, change, now, status if told else None, step))
        _keep(session, steps)


def _keep(session: Session, steps: Sequence[dict[str, Any]]) -> None:
    """Write steps down, in their order; the last of a statement is where it stands."""
    if steps:
        session.execute(insert(StatusChangeRow), steps)
        status = {step["statement_id"]: step["after"] for step in steps}
        session.execute(update(StatementRow), [{"id": number, "status": after} for number, after in status.items()])
