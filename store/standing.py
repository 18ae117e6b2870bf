"""Status as rows: reading what it is decided from, and writing each change of it down."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import groupby
from operator import itemgetter
from typing import Any

from sqlalchemy import bindparam, exists, insert, select, update
from sqlmodel import Session

from store import posts
from store.actors import directory
from store.dates import PartialDate
from store.models import AddresseeRow, ResponseRow, RulingRow, StatementRow, StatusChangeRow, table_of
from store.record import Act, Source, Standing, Status
from store.status import Case, Response, Ruling, history

_statements, _addressees, _responses_to = table_of(StatementRow), table_of(AddresseeRow), table_of(ResponseRow)
_ruled, _steps = table_of(RulingRow), table_of(StatusChangeRow)
_MANY: Any = bindparam("numbers", expanding=True)
_CASES = (
    select(_statements.c.id, _statements.c.act, _statements.c.speaker_id, _statements.c.said_on, _statements.c.status)
    .add_columns(exists().where(_steps.c.statement_id == _statements.c.id), _addressees.c.actor_id)
    .outerjoin(_addressees, _addressees.c.statement_id == _statements.c.id)
    .where(_statements.c.id.in_(_MANY))
    .order_by(_statements.c.id, _addressees.c.position)
)
_RESPONSES = (
    select(_responses_to.c.responds_to_id, _statements.c.id, _statements.c.act, _statements.c.speaker_id)
    .add_columns(_statements.c.said_on)
    .join(_statements, _responses_to.c.statement_id == _statements.c.id)
    .where(_responses_to.c.responds_to_id.in_(_MANY))
    .where(_statements.c.retracted.is_(None), _statements.c.merged_into_id.is_(None))
    .order_by(_statements.c.id)
)
_RULINGS = (
    select(_ruled.c.statement_id, _ruled.c.status, _ruled.c.since, _ruled.c.reason, _ruled.c.author)
    .add_columns(_ruled.c.source_title, _ruled.c.source_url)
    .where(_ruled.c.statement_id.in_(_MANY), _ruled.c.lifted_at.is_(None))
    .order_by(_ruled.c.id)
)
_KEEP = insert(_steps)
_STANDS = update(_statements).where(_statements.c.id == bindparam("number")).values(status=bindparam("now"))


@dataclass(frozen=True, slots=True)
class Stood:
    """What the status of a statement is decided from, and the one that was written down last; None before any was."""

    case: Case
    status: str | None


def standings(session: Session, number: int) -> tuple[Standing, ...]:
    """Every step of a statement's status, oldest first."""
    return history(case(session, number))


def case(session: Session, number: int) -> Case:
    """What the status of a statement is decided from; raises KeyError for one that is not on record."""
    return stood(session, [number])[number].case


def stood(session: Session, numbers: Iterable[int]) -> dict[int, Stood]:
    """How statements stand by what is on record now, and stood before; by their numbers, as many as one query takes."""
    session.flush()
    wanted = {"numbers": list(dict.fromkeys(numbers))}
    responses, rulings = _responses(session, wanted), _rulings(session, wanted)
    found: dict[int, Stood] = {}
    for number, rows in groupby(session.execute(_CASES, wanted), key=itemgetter(0)):
        (_, act, speaker, said_on, status, told, first), *more = rows
        case = Case(
            act=Act(act),
            speaker=speaker,
            addressees=tuple(each for each in (first, *(row.actor_id for row in more)) if each is not None),
            said_on=PartialDate.parse(said_on) if said_on else None,
            responses=tuple(responses[number]),
            rulings=tuple(rulings[number]),
        )
        found[number] = Stood(case, status if told else None)
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
    known = stood(session, (number for answer in answers for number in answer.numbers))
    posts.outdate(session, known)
    later = {answer.response for answer in answers}
    status = {number: each.status for number, each in known.items()}
    steps: list[dict[str, Any]] = []
    for answer in answers:
        later.discard(answer.response)
        for number in answer.numbers:
            heard = tuple(response for response in known[number].case.responses if response.number not in later)
            step = history(replace(known[number].case, responses=heard))[-1]
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


def settle(session: Session, known: Mapping[int, Stood], change: int, now: datetime) -> None:
    """Bring the statuses of statements up to what is on record now, and keep every change of one.

    The bot's own messages that show them are marked: each of these statements has changed, or has an answer more.
    """
    posts.outdate(session, known)
    steps = [(number, each.status, history(each.case)[-1]) for number, each in known.items()]
    _keep(session, [_step(number, change, now, was, step) for number, was, step in steps if step.status != was])


def _keep(session: Session, steps: Sequence[dict[str, Any]]) -> None:
    """Write steps down, in their order; the last of a statement is where it stands."""
    if steps:
        session.execute(_KEEP, steps)
        status = {step["statement_id"]: step["after"] for step in steps}
        session.execute(_STANDS, [{"number": number, "now": after} for number, after in status.items()])
