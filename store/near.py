"""What is on record already that says nearly the same as a draft, or the opposite."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from rapidfuzz import fuzz
from sqlmodel import Session, col, select

from store import statements
from store.actors import directory, find_actor, find_topic
from store.models import StatementRow, StatementTopicRow
from store.record import Act, Draft, Statement
from store.text import fold

LOOKED_AT = 400
"""Statements compared: the newest of the speaker's side, and the newest on the same topics."""

CLOSE = 82.0
"""RapidFuzz token_set_ratio from which two sentences say nearly the same."""

SHOWN = 3
_AGAINST = frozenset({Act.REJECT, Act.DENY})
_NOT = frozenset({"not", "no", "never", "neither", "without", "не", "ні", "ніколи", "нет", "никогда", "без"})


class Relation(StrEnum):
    """What a statement on record is to a draft."""

    SAME = "same"
    OPPOSED = "opposed"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Near:
    """A near statement: the same by the same side, the opposite of it, or the same words of somebody else.

    `differs` are the columns in which it is not what the draft says.
    """

    statement: Statement
    relation: Relation
    differs: tuple[str, ...] = ()


def near(session: Session, draft: Draft, *, besides: int | None = None) -> list[Near]:
    """At most three near statements, nearest first; `besides` is left out."""
    names = directory(session)
    speaker = find_actor(session, draft.speaker)
    side = (
        names.members.get(names.sides(speaker)[-1], frozenset()) if speaker in names.actors and speaker else frozenset()
    )
    text = fold(draft.text)
    scored = []
    for number, words, quote in _candidates(session, side, draft.topics):
        score = max(fuzz.token_set_ratio(text, fold(words)), _same_quote(draft.quote, quote))
        if score >= CLOSE and number != besides and len(words) > 3:
            scored.append((score, number))
    nearest = [number for _, number in sorted(scored, reverse=True)[:SHOWN]]
    return [_near(draft, found, side) for found in statements.many(session, nearest)]


def _candidates(session: Session, side: Iterable[int], topics: Iterable[str]) -> list[tuple[int, str, str | None]]:
    living = (col(StatementRow.merged_into_id).is_(None), col(StatementRow.retracted).is_(None))
    columns = select(StatementRow.id, StatementRow.text, StatementRow.quote).where(*living)
    newest = col(StatementRow.id).desc()
    said = columns.where(col(StatementRow.speaker_id).in_(list(side))).order_by(newest).limit(LOOKED_AT)
    found = {number: (number, text, quote) for number, text, quote in session.exec(said)}
    for name in topics:
        topic = find_topic(session, name)
        about = (
            select(StatementTopicRow.statement_id)
            .where(StatementTopicRow.topic_id == topic)
            .order_by(col(StatementTopicRow.statement_id).desc())
            .limit(LOOKED_AT)
        )
        numbers = list(session.exec(about)) if topic is not None else []
        for number, text, quote in session.exec(columns.where(col(StatementRow.id).in_(numbers))):
            found[number] = (number, text, quote)
    return [(number, text, quote) for number, text, quote in found.values() if number is not None]


def _same_quote(one: str | None, other: str | None) -> float:
    if not one or not other:
        return 0.0
    return 100.0 if fold(one) == fold(other) and len(fold(one)) > 8 else 0.0


def _near(draft: Draft, found: Statement, side: frozenset[int]) -> Near:
    if _polarity(draft.act, draft.text) != _polarity(found.act, found.text):
        relation = Relation.OPPOSED
    else:
        relation = Relation.SAME if found.speaker.id in side else Relation.OTHER
    told = {
        "act": found.act == draft.act,
        "speaker": fold(found.speaker.name) == fold(draft.speaker),
        "text": fold(found.text) == fold(draft.text),
        "quote": (found.quote or "") == (draft.quote or ""),
        "said_on": found.said_on == draft.said_on,
        "addressee": {fold(actor.name) for actor in found.addressees} == set(map(fold, draft.addressees)),
    }
    return Near(found, relation, tuple(name for name, same in told.items() if not same))


def _polarity(act: Act, text: str) -> bool:
    """Whether it is for what it speaks of: a rejection of `no NATO` is."""
    negations = sum(word in _NOT for word in fold(text).split())
    return (act in _AGAINST) == (negations % 2 == 1)
