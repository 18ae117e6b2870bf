"""Status as rows: reading what it is decided from, and writing each change of it down."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import insert, update
from sqlmodel import Session, col, select

from store import posts
from store.actors import directory
from store.dates import PartialDate
from store.models import AddresseeRow, ResponseRow, RulingRow, StatementRow, StatusChangeRow
from store.record import Act, Source, Standing, Status
from store.status import Case, Response, Ruling, history


def standings(session: Session, number: int) -> tuple[Standing, ...]:
    """Every step of a statement's status, oldest first."""
    return history(case(session, session.get_one(StatementRow, number)))


def case(session: Session, row: StatementRow) -> Case:
    """What the status of a statement is decided from."""
    assert row.id is not None
    return _cases(session, [row.id])[row.id]


def _cases(session: Session, numbers: Collection[int]) -> dict[int, Case]:
    """What the statuses of statements are decided from, by their numbers."""
    addressees: dict[int, list[int]] = defaultdict(list)
    pairs = select(AddresseeRow.statement_id, AddresseeRow.actor_id).where(col(AddresseeRow.statement_id).in_(numbers))
    for number, actor in session.exec(pairs.order_by(col(AddresseeRow.position))):
        addressees[number].append(actor)
    responses, rulings = _responses(session, numbers), _rulings(session, numbers)
    query = select(StatementRow.id, StatementRow.act, StatementRow.speaker_id, StatementRow.said_on)
    return {
        number: Case(
            act=Act(act),
            speaker=speaker,
            addressees=tuple(addressees[number]),
            said_on=PartialDate.parse(said_on) if said_on else None,
            responses=tuple(responses[number]),
            rulings=tuple(rulings[number]),
        )
        for number, act, speaker, said_on in session.exec(query.where(col(StatementRow.id).in_(numbers)))
        if number is not None
    }


def _responses(session: Session, numbers: Collection[int]) -> dict[int, list[Response]]:
    """The responses to each statement that count: not those retracted or merged into another."""
    names, found = directory(session), defaultdict[int, list[Response]](list)
    query = (
        select(ResponseRow.responds_to_id, StatementRow.id, StatementRow.act, StatementRow.speaker_id)
        .add_columns(col(StatementRow.said_on))
        .join(StatementRow, col(ResponseRow.statement_id) == col(StatementRow.id))
        .where(col(ResponseRow.responds_to_id).in_(numbers))
        .where(col(StatementRow.retracted).is_(None), col(StatementRow.merged_into_id).is_(None))
        .order_by(col(StatementRow.id))
    )
    for answered, number, act, speaker, said_on in session.execute(query):
        response = Response(
            number=number,
            act=Act(act),
            speaker=names.actors[speaker].name,
            sides=names.sides(speaker),
            said_on=PartialDate.parse(said_on) if said_on else None,
        )
        found[answered].append(response)
    return found


def _rulings(session: Session, numbers: Collection[int]) -> dict[int, list[Ruling]]:
    """The rulings in force on each statement."""
    found = defaultdict[int, list[Ruling]](list)
    query = select(RulingRow).where(col(RulingRow.statement_id).in_(numbers), col(RulingRow.lifted_at).is_(None))
    for row in session.exec(query.order_by(col(RulingRow.id))):
        source = Source(title=row.source_title, url=row.source_url)
        ruling = Ruling(
            status=Status(row.status),
            since=PartialDate.parse(row.since),
            reason=row.reason,
            by=row.author,
            source=source if row.source_title or row.source_url else None,
        )
        found[row.statement_id].append(ruling)
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
    cases = _cases(session, numbers)
    later = {answer.response for answer in answers}
    query = select(StatementRow.id, StatementRow.status).where(col(StatementRow.id).in_(numbers))
    status = {number: before for number, before in session.exec(query) if number is not None}
    steps: list[dict[str, Any]] = []
    for answer in answers:
        later.discard(answer.response)
        for number in answer.numbers:
            heard = tuple(response for response in cases[number].responses if response.number not in later)
            step = history(replace(cases[number], responses=heard))[-1]
            if step.status != status[number]:
                steps.append(_step(number, answer.change, now, status[number], step))
                status[number] = str(step.status)
    if steps:
        session.execute(insert(StatusChangeRow), steps)
        changed = {step["statement_id"] for step in steps}
        session.execute(update(StatementRow), [{"id": number, "status": status[number]} for number in changed])


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
    posts.outdate(session, numbers)
    for number in numbers:
        row = session.get_one(StatementRow, number)
        step = standings(session, number)[-1]
        first = not session.exec(select(StatusChangeRow.id).where(StatusChangeRow.statement_id == number)).first()
        if step.status == row.status and not first:
            continue
        session.add(StatusChangeRow(**_step(number, change, now, None if first else row.status, step)))
        row.status = str(step.status)
        session.add(row)
    session.flush()
