"""Where speakers and topics are used: which rows name them, and moving those rows to another one."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete, or_, update
from sqlmodel import Session, SQLModel, col, select

from store.actors import names_changed
from store.models import (
    ActorAliasRow,
    ActorRow,
    AddresseeRow,
    ResponseRow,
    StatementRow,
    StatementTopicRow,
    TopicAliasRow,
    TopicRow,
)


@dataclass(frozen=True, slots=True)
class Noun:
    """What is kept: `actor` or `topic`, and its tables."""

    subject: str
    row: Any
    alias: Any
    owner: str


ACTOR = Noun("actor", ActorRow, ActorAliasRow, "actor_id")
TOPIC = Noun("topic", TopicRow, TopicAliasRow, "topic_id")
NOUNS: Mapping[str, Noun] = {noun.subject: noun for noun in (ACTOR, TOPIC)}


def uses(session: Session, noun: Noun, id_: int) -> dict[str, list[int]]:
    """Where it is used: column → ids of statements (or, for `member_of`, of actors)."""
    columns = USES[noun.subject]
    return {
        name: list(session.exec(select(owner).where(column == id_).order_by(owner)))
        for name, (owner, column) in columns.items()
    }


USES: Mapping[str, Mapping[str, tuple[Any, Any]]] = {
    "actor": {
        "speaker": (StatementRow.id, StatementRow.speaker_id),
        "reported_by": (StatementRow.id, StatementRow.reported_by_id),
        "addressee": (AddresseeRow.statement_id, AddresseeRow.actor_id),
        "member_of": (ActorRow.id, ActorRow.member_of_id),
        "merged_into": (ActorRow.id, ActorRow.merged_into_id),
    },
    "topic": {
        "topics": (StatementTopicRow.statement_id, StatementTopicRow.topic_id),
        "merged_into": (TopicRow.id, TopicRow.merged_into_id),
    },
}


def move(session: Session, noun: Noun, moved: Mapping[str, Sequence[int]], old: int, new: int) -> None:
    """Let the rows named in `moved` use another one. A list that has both loses the old."""
    for name, ids in moved.items():
        owner, column = USES[noun.subject][name]
        table: type[SQLModel] = column.class_
        for chosen in portions(id_ for id_ in ids if not (name == "member_of" and id_ == new)):
            if name in {"addressee", "topics"}:
                both = select(owner).where(column == new)
                session.execute(delete(table).where(column == old, owner.in_(chosen), owner.in_(both)))
            session.execute(update(table).where(column == old, owner.in_(chosen)).values({column.key: new}))
    session.expire_all()
    names_changed(session)


def statements_of(session: Session, noun: Noun, id_: int) -> set[int]:
    """The statements that name it, or name a member of its side."""
    used = uses(session, noun, id_)
    members = [number for actor in used.get("member_of", []) for number in statements_of(session, noun, actor)]
    named = (used.get(name, []) for name in ("speaker", "reported_by", "addressee", "topics"))
    return {number for numbers in named for number in numbers} | set(members)


def answered(session: Session, numbers: Iterable[int]) -> list[int]:
    """Those of these statements that have responses, and those that they respond to: whose status may move."""
    found: set[int] = set()
    for known in portions(sorted(numbers)):
        own = or_(col(ResponseRow.statement_id).in_(known), col(ResponseRow.responds_to_id).in_(known))
        found.update(session.exec(select(ResponseRow.responds_to_id).where(own)))
    return sorted(found)


def portions(ids: Iterable[int], size: int = 5000) -> Iterable[list[int]]:
    """As many ids at a time as one statement may carry (PostgreSQL's protocol: 65535 parameters)."""
    known = list(ids)
    return [known[at : at + size] for at in range(0, len(known), size)]
