"""What was recorded lately: the likely answers of the guided form."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, TypeVar

from sqlmodel import Session, col, select

from store.actors import directory
from store.models import AddresseeRow, ChangeRow, StatementRow, StatementTopicRow
from store.record import Actor, Source, Topic

Named = TypeVar("Named", Actor, Topic)

LATELY = 60
"""Statements that are looked at, newest first."""

OFFERED = 8


@dataclass(frozen=True, slots=True)
class Recent:
    """The last speakers, addressees and topics, newest first, and the source of the person's last statement."""

    speakers: tuple[Actor, ...] = ()
    addressees: tuple[Actor, ...] = ()
    topics: tuple[Topic, ...] = ()
    source: Source | None = None


NOTHING = Recent()


def recent(session: Session, person: int) -> Recent:
    """What is likely to come next."""
    known = directory(session)
    query = select(StatementRow.id, StatementRow.speaker_id).order_by(col(StatementRow.id).desc()).limit(LATELY)
    rows = session.exec(query).all()
    numbers = [number for number, _ in rows if number is not None]
    to = _newest(session, AddresseeRow.statement_id, AddresseeRow.actor_id, numbers)
    about = _newest(session, StatementTopicRow.statement_id, StatementTopicRow.topic_id, numbers)
    return Recent(
        speakers=tuple(_first(known.actors[id_] for _, id_ in rows if id_ in known.actors)),
        addressees=tuple(_first(known.actors[id_] for id_ in to if id_ in known.actors)),
        topics=tuple(_first(known.topics[id_] for id_ in about if id_ in known.topics)),
        source=_last_source(session, person),
    )


def _newest(session: Session, owner: Any, other: Any, numbers: list[int]) -> list[int]:
    query = select(other).where(col(owner).in_(numbers)).order_by(col(owner).desc())
    return list(session.exec(query))


def _first(named: Iterable[Named]) -> list[Named]:
    return list(dict.fromkeys(named))[:OFFERED]


def _last_source(session: Session, person: int) -> Source | None:
    query = select(ChangeRow.after).where(ChangeRow.author_id == person, ChangeRow.action == "add")
    after = session.exec(query.order_by(col(ChangeRow.id).desc()).limit(1)).first()
    found = (after or {}).get("source")
    return Source(**found) if found else None
