"""What the changes of a span of the log mean to readers: what is new, what moved, what was put right, who turned."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeAlias

from sqlalchemy import Select, and_, select
from sqlmodel import Session, col

from store.models import ChangeRow, ResponseRow, RulingRow, StatementRow, StatusChangeRow
from store.record import Act
from store.scope import About, abouts, living, portions

Extra: TypeAlias = dict[str, Any]
"""Fields of a `Line` beyond what the statement itself says."""

SHOWN_FIELDS = frozenset({"speaker", "act", "addressee", "text", "quote", "said_on", "due_on"})
"""Fields whose change is a correction that readers of an earlier edition must hear of."""

WITHDRAWN_ACTIONS = frozenset({"retract", "merge"})
_NO, _YES = (str(Act.REJECT), str(Act.DENY)), (str(Act.AGREE),)


@dataclass(frozen=True, slots=True)
class News:
    """Numbers of statements by what happened to them, each with what is to be told of it."""

    new: tuple[int, ...]
    moved: Mapping[int, Extra]
    corrected: Mapping[int, Extra]
    reversed: Mapping[int, Extra]
    touched: Sequence[About]
    """Every statement that was, told or not."""


def news(session: Session, from_change: int, to_change: int) -> News:
    """Everything told by the changes after the first number up to and including the last."""
    new = tuple(session.execute(_new(from_change, to_change)).scalars())
    fresh = frozenset(new)
    return News(
        new=new,
        moved={one: step for one, step in _moved(session, from_change, to_change).items() if one not in fresh},
        corrected={one: why for one, why in _corrected(session, from_change, to_change).items() if one not in fresh},
        reversed={one: {"other": other} for one, other in _reversed(session, from_change, to_change).items()},
        touched=_touched_statements(session, from_change, to_change),
    )


def _touched_statements(session: Session, from_change: int, to_change: int) -> list[About]:
    moved = select(col(StatusChangeRow.statement_id)).where(_between(StatusChangeRow.change_id, from_change, to_change))
    return abouts(session, _touched(from_change, to_change).union(moved))


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
    for some in portions(ruled):
        for row in session.execute(rulings.where(col(RulingRow.statement_id).in_(some))).scalars():
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


@dataclass(frozen=True, slots=True)
class _Answer:
    """A statement and one that it responds to."""

    number: int
    speaker: int
    act: str
    said: date | None
    to: int

    def opposes(self, other: "_Answer") -> bool:
        """Whether this one takes back what the same speaker answered before."""
        if self.speaker != other.speaker or (self.act in _NO) == (other.act in _NO):
            return False
        if self.said is None or other.said is None or self.said == other.said:
            return other.number < self.number  # where the dates do not tell, the number on record does
        return other.said < self.said


def _reversed(session: Session, from_change: int, to_change: int) -> dict[int, int]:
    """New statement → the earlier one of the same speaker that it takes back.

    Two things only are taken for a reversal, since both are on record and not guessed: the speaker rejects or denies
    a statement of their own, or answers the same statement once yes and once no.
    """
    acts = _new(from_change, to_change).where(col(StatementRow.act).in_((*_NO, *_YES)))
    new = [
        one
        for some in portions(session.execute(acts).scalars())
        for one in _answers(session, ResponseRow.statement_id, some)
    ]
    whose: dict[int, int] = {}
    before: dict[int, list[_Answer]] = defaultdict(list)
    for some in portions({one.to for one in new}):
        whose |= {one.number: one.speaker for one in abouts(session, some)}
        for other in _answers(session, ResponseRow.responds_to_id, some):
            before[other.to].append(other)
    found: dict[int, int] = {}
    for one in new:
        for other in before[one.to]:
            if one.opposes(other):
                found[one.number] = other.number
    return found | {one.number: one.to for one in new if one.act in _NO and whose[one.to] == one.speaker}


def _answers(session: Session, column: Any, numbers: Sequence[int]) -> list[_Answer]:
    """The answers, yes or no, that one end of the link says, as they count today; by their numbers."""
    rows = session.execute(
        select(col(StatementRow.id), col(StatementRow.speaker_id), col(StatementRow.act), col(StatementRow.said_from))
        .add_columns(col(ResponseRow.responds_to_id))
        .join(ResponseRow, col(ResponseRow.statement_id) == col(StatementRow.id))
        .where(col(column).in_(numbers), col(StatementRow.act).in_((*_NO, *_YES)), living())
        .order_by(col(StatementRow.id), col(ResponseRow.responds_to_id))
    )
    return [_Answer(*row) for row in rows]
