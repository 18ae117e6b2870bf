"""What the changes of a span of the log mean to readers: what is new, what moved, what was put right, who turned."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from sqlalchemy import Select, and_, or_, select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from store.models import ChangeRow, ResponseRow, RulingRow, StatementRow, StatusChangeRow
from store.record import Act
from store.scope import living

Extra: TypeAlias = dict[str, Any]
"""Fields of a `Line` beyond what the statement itself says."""

SHOWN_FIELDS = frozenset({"speaker", "act", "addressee", "text", "quote", "said_on", "due_on"})
"""Fields whose change is a correction that readers of an earlier edition must hear of."""

AT_ONCE = 500
"""Numbers in one query."""

WITHDRAWN_ACTIONS = frozenset({"retract", "merge"})
_NO, _YES = (str(Act.REJECT), str(Act.DENY)), (str(Act.AGREE),)


@dataclass(frozen=True, slots=True)
class News:
    """Numbers of statements by what happened to them, each with what is to be told of it."""

    new: tuple[int, ...]
    moved: Mapping[int, Extra]
    corrected: Mapping[int, Extra]
    reversed: Mapping[int, Extra]
    speakers: Mapping[int, int]
    """Of every statement that was touched, told or not: whose it is."""


def news(session: Session, from_change: int, to_change: int) -> News:
    """Everything told by the changes after the first number up to and including the last."""
    new = tuple(session.execute(_new(from_change, to_change)).scalars())
    fresh = frozenset(new)
    return News(
        new=new,
        moved={one: step for one, step in _moved(session, from_change, to_change).items() if one not in fresh},
        corrected={one: why for one, why in _corrected(session, from_change, to_change).items() if one not in fresh},
        reversed={one: {"other": other} for one, other in _reversed(session, from_change, to_change).items()},
        speakers=_speakers(session, from_change, to_change),
    )


def _speakers(session: Session, from_change: int, to_change: int) -> dict[int, int]:
    touched = _touched(from_change, to_change).union(
        select(col(StatusChangeRow.statement_id)).where(_between(StatusChangeRow.change_id, from_change, to_change))
    )
    found = select(col(StatementRow.id), col(StatementRow.speaker_id)).where(col(StatementRow.id).in_(touched))
    return {number: speaker for number, speaker in session.execute(found) if number is not None}


def _between(column: Any, from_change: int, to_change: int) -> Any:
    return and_(col(column) > from_change, col(column) <= to_change)


def _touched(from_change: int, to_change: int) -> Select[Any]:
    return select(col(ChangeRow.subject_id)).where(
        col(ChangeRow.subject) == "statement", _between(ChangeRow.id, from_change, to_change)
    )


def _new(from_change: int, to_change: int) -> Select[Any]:
    """Statements whose first revision lies in the span and that still count, in the order of the log."""
    return (
        select(col(ChangeRow.subject_id))
        .join(StatementRow, col(StatementRow.id) == col(ChangeRow.subject_id))
        .where(col(ChangeRow.subject) == "statement", col(ChangeRow.revision) == 1, living())
        .where(_between(ChangeRow.id, from_change, to_change))
        .order_by(col(ChangeRow.id))
    )


def _moved(session: Session, from_change: int, to_change: int) -> dict[int, Extra]:
    """Statement → from which status, by whom, why. Several steps in one span are told as one."""
    steps: dict[int, Extra] = {}
    after: dict[int, str] = {}
    rows = session.execute(
        select(StatusChangeRow)
        .join(StatementRow, col(StatementRow.id) == col(StatusChangeRow.statement_id))
        .where(_between(StatusChangeRow.change_id, from_change, to_change), living())
        .where(col(StatusChangeRow.before).is_not(None))
        .order_by(col(StatusChangeRow.id))
    ).scalars()
    for row in rows:
        first = steps.get(row.statement_id, {}).get("before", row.before)
        steps[row.statement_id] = {"before": first, "by": row.by, "reason": row.reason, "response": row.response_id}
        after[row.statement_id] = row.after
    moved = {number: step for number, step in steps.items() if step["before"] != after[number]}
    _add_sources(session, moved)
    return moved


def _add_sources(session: Session, moved: dict[int, Extra]) -> None:
    """Give each status that a moderator ruled the source of the ruling."""
    ruled = [number for number, step in moved.items() if step["response"] is None]
    rulings = select(RulingRow).where(col(RulingRow.lifted_at).is_(None)).order_by(col(RulingRow.id))
    for begin in range(0, len(ruled), AT_ONCE):
        for row in session.execute(
            rulings.where(col(RulingRow.statement_id).in_(ruled[begin : begin + AT_ONCE]))
        ).scalars():
            if row.source_url or row.source_title:
                moved[row.statement_id] |= {"source_title": row.source_title, "source_url": row.source_url}


def _corrected(session: Session, from_change: int, to_change: int) -> dict[int, Extra]:
    """Statement → why it reads differently now, or why it no longer counts."""
    rows = session.execute(
        select(col(ChangeRow.subject_id), col(ChangeRow.action), col(ChangeRow.reason))
        .add_columns(col(ChangeRow.before), col(ChangeRow.after))
        .where(col(ChangeRow.subject) == "statement", col(ChangeRow.revision) > 1)
        .where(_between(ChangeRow.id, from_change, to_change))
        .order_by(col(ChangeRow.id))
    )
    found: dict[int, Extra] = {}
    for number, action, reason, before, after in rows:
        old, new = before or {}, after or {}
        if action in WITHDRAWN_ACTIONS or any(old.get(name) != new.get(name) for name in SHOWN_FIELDS):
            found[number] = {"reason": reason}
    return found


def _reversed(session: Session, from_change: int, to_change: int) -> dict[int, int]:
    """New statement → the earlier one of the same speaker that it takes back.

    Two things only are taken for a reversal, since both are on record and not guessed: the speaker rejects or denies
    a statement of their own, or answers the same statement once yes and once no.
    """
    acts = _new(from_change, to_change).where(col(StatementRow.act).in_((*_NO, *_YES)))
    answers = list(session.execute(acts).scalars())
    found: dict[int, int] = {}
    for begin in range(0, len(answers), AT_ONCE):
        for query in _turns(answers[begin : begin + AT_ONCE]):
            found |= {row[0]: row[1] for row in session.execute(query)}
    return found


def _turns(answers: list[int]) -> tuple[Any, Any]:
    """Of new answers: those opposed to another of the speaker's, and those to a statement of the speaker's own."""
    mine, other, link, also = aliased(StatementRow), aliased(StatementRow), aliased(ResponseRow), aliased(ResponseRow)
    base = (
        select(col(mine.id), col(other.id))
        .join(link, col(link.statement_id) == col(mine.id))
        .where(col(mine.id).in_(answers))
        .order_by(col(mine.id), col(other.id))
    )
    own = base.join(other, col(other.id) == col(link.responds_to_id)).where(
        col(other.speaker_id) == col(mine.speaker_id), col(mine.act).in_(_NO)
    )
    opposite = or_(
        and_(col(mine.act).in_(_NO), col(other.act).in_(_YES)), and_(col(mine.act).in_(_YES), col(other.act).in_(_NO))
    )
    turned = (
        base.join(also, col(also.responds_to_id) == col(link.responds_to_id))
        .join(other, col(other.id) == col(also.statement_id))
        .where(col(other.speaker_id) == col(mine.speaker_id), col(other.id) != col(mine.id), opposite)
        .where(or_(col(other.said_from) < col(mine.said_from), _earlier_number(other, mine)))
        .where(col(other.retracted).is_(None), col(other.merged_into_id).is_(None))
    )
    return turned, own


def _earlier_number(other: Any, mine: Any) -> Any:
    """Where the dates do not tell, the number on record does."""
    same_day = or_(col(other.said_from).is_(None), col(mine.said_from).is_(None), other.said_from == mine.said_from)
    return and_(same_day, col(other.id) < col(mine.id))
