"""Status as rows: reading what it is decided from, and writing each change of it down."""

from collections.abc import Iterable
from datetime import datetime

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
    addressees = session.exec(select(AddresseeRow.actor_id).where(AddresseeRow.statement_id == row.id))
    return Case(
        act=Act(row.act),
        speaker=row.speaker_id,
        addressees=tuple(addressees),
        said_on=PartialDate.parse(row.said_on) if row.said_on else None,
        responses=tuple(_responses(session, row)),
        rulings=tuple(_rulings(session, row)),
    )


def _responses(session: Session, row: StatementRow) -> Iterable[Response]:
    names = directory(session)
    query = (
        select(StatementRow)
        .join(ResponseRow, col(ResponseRow.statement_id) == col(StatementRow.id))
        .where(ResponseRow.responds_to_id == row.id)
        .where(col(StatementRow.retracted).is_(None), col(StatementRow.merged_into_id).is_(None))
    )
    for found in session.exec(query):
        yield Response(
            number=found.id or 0,
            act=Act(found.act),
            speaker=names.actors[found.speaker_id].name,
            sides=names.sides(found.speaker_id),
            said_on=PartialDate.parse(found.said_on) if found.said_on else None,
        )


def _rulings(session: Session, row: StatementRow) -> Iterable[Ruling]:
    query = select(RulingRow).where(RulingRow.statement_id == row.id, col(RulingRow.lifted_at).is_(None))
    for ruling in session.exec(query.order_by(col(RulingRow.id))):
        source = Source(title=ruling.source_title, url=ruling.source_url)
        yield Ruling(
            status=Status(ruling.status),
            since=PartialDate.parse(ruling.since),
            reason=ruling.reason,
            by=ruling.author,
            source=source if ruling.source_title or ruling.source_url else None,
        )


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
        session.add(
            StatusChangeRow(
                statement_id=number,
                change_id=change,
                at=now,
                before=None if first else row.status,
                after=str(step.status),
                since=str(step.since) if step.since else None,
                by=step.by,
                response_id=step.response,
                reason=step.reason,
            )
        )
        row.status = str(step.status)
        session.add(row)
    session.flush()
