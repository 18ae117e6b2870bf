"""What a stranger could ask of this very record."""

from dataclasses import dataclass

from sqlmodel import Session, col, func, select

from store.cards import speakers, topics
from store.models import StatementRow, StatementTopicRow
from store.record import Act, Actor, Topic


@dataclass(frozen=True, slots=True)
class Examples:
    """The topic most demands are about, the speaker with the most statements, and the topic next in line."""

    demanded: Topic | None
    speaker: Actor | None
    topic: Topic | None


def examples(session: Session) -> Examples:
    """Names to build example questions from; all None on an empty record."""
    said, about = speakers(session), [topic for topic, _ in topics(session)]
    demanded = _most_demanded(session, about)
    other = next((topic for topic in about if topic != demanded), demanded)
    return Examples(demanded, said[0][0] if said else None, other)


def _most_demanded(session: Session, about: list[Topic]) -> Topic | None:
    query = (
        select(StatementTopicRow.topic_id)
        .join(StatementRow, col(StatementRow.id) == col(StatementTopicRow.statement_id))
        .where(StatementRow.act == str(Act.DEMAND), col(StatementRow.retracted).is_(None))
        .group_by(col(StatementTopicRow.topic_id))
        .order_by(func.count().desc(), col(StatementTopicRow.topic_id))
    )
    first = session.exec(query).first()
    return next((topic for topic in about if topic.id == first), None)
