"""Taking back one's own last change: a new entry that puts things back, never an erased one."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from store import history, keeping, naming, statements
from store.history import Change
from store.models import ChangeRow, RulingRow, StatementRow
from store.models_keeping import UndoneRow
from store.record import Author
from store.record_file import draft_of
from store.statements import Stale

AT_ONCE = 100
"""Most entries that one undo takes back: an import of more is a decision for `/retract` or a backup."""


class NothingToUndo(Exception):
    """The author has no change left that could be taken back."""


class TooMuch(Exception):
    """The last change was of more than AT_ONCE statements."""


@dataclass(frozen=True, slots=True)
class Undone:
    """What was taken back: the entries, oldest first."""

    changes: tuple[Change, ...]

    @property
    def numbers(self) -> tuple[int, ...]:
        """The statements it was about."""
        return tuple(dict.fromkeys(each.subject_id for each in self.changes if each.subject == "statement"))


def undo(session: Session, author: Author, now: datetime, reason: str) -> Undone:
    """Take back an author's last change; `reason` is what a card says where the change was a new statement.

    Raises:
        NothingToUndo, TooMuch: see there.
        Stale: when somebody has changed one of the statements since.
        naming.StillUsed: when the change was a new name that statements now use.
    """
    history.lock(session)
    changes = last(session, author)
    subjects = dict.fromkeys((each.subject, each.subject_id) for each in changes)
    for subject, subject_id in reversed(list(subjects)):
        own = [each for each in changes if (each.subject, each.subject_id) == (subject, subject_id)]
        _take_back(session, own, author, now, reason)
    return Undone(changes)


def last(session: Session, author: Author) -> tuple[Change, ...]:
    """The entries of an author's last change that is not taken back, oldest first: those of one moment."""
    undone = select(UndoneRow.change_id)
    own = select(ChangeRow).where(
        ChangeRow.author_id == author.id,
        col(ChangeRow.action) != "undo",
        col(ChangeRow.subject).in_(("statement", "actor", "topic")),
        col(ChangeRow.id).not_in(undone),
    )
    newest = session.exec(own.order_by(col(ChangeRow.id).desc())).first()
    if newest is None:
        raise NothingToUndo
    rows = session.exec(own.where(ChangeRow.at == newest.at).order_by(col(ChangeRow.id)).limit(AT_ONCE + 1)).all()
    if len(rows) > AT_ONCE:
        raise TooMuch
    return tuple(map(history.value, rows))


def _take_back(session: Session, changes: Sequence[Change], author: Author, now: datetime, reason: str) -> None:
    first, newest = changes[0], changes[-1]
    if first.subject == "statement":
        entry = _statement_back(session, first, newest, author, now, reason=reason)
    else:
        entry = naming.put_back(session, first, author, now)
    _note(session, changes, entry)


def _note(session: Session, changes: Iterable[Change], entry: int) -> None:
    session.add_all(UndoneRow(change_id=change.number, undone_by=entry) for change in changes)
    session.flush()


def _statement_back(
    session: Session, first: Change, newest: Change, author: Author, now: datetime, *, reason: str
) -> int:
    row = session.get_one(StatementRow, first.subject_id)
    _nobody_else_since(session, newest)
    before = keeping.kept_object(session, first.subject_id)
    if first.before is None:
        row.retracted = reason[: keeping.REASON_LIMIT]
        return keeping.decided(session, row, author, now, action="undo", before=before, reason=_told(first))
    if "rulings" in _decided(first) or {"retracted", "merged_into", "rulings"} & set(_decided(newest)):
        _decisions_back(session, row, first, now)
        return keeping.decided(session, row, author, now, action="undo", before=before, reason=_told(first))
    draft = draft_of(first.before)
    change = statements.edit(session, first.subject_id, draft, author, now, action="undo", reason=_told(first))
    assert change is not None
    return change


def _nobody_else_since(session: Session, change: Change) -> None:
    """Raise Stale when others changed the statement since; one's own later changes are taken back already."""
    entries = history.of(session, "statement", change.subject_id)
    later = [each for each in entries if each.number > change.number and each.author.id != change.author.id]
    if later:
        raise Stale(later)


def _decided(change: Change) -> set[str]:
    """The decisions among the columns a change is about."""
    return {"retracted", "merged_into", "rulings"} & set(change.fields())


def _decisions_back(session: Session, row: StatementRow, change: Change, now: datetime) -> None:
    before = change.before or {}
    row.retracted = before.get("retracted")
    target = before.get("merged_into")
    row.merged_into_id = statements.number_of(session, target) if target else None
    for ruling in session.exec(select(RulingRow).where(RulingRow.statement_id == row.id)):
        if ruling.at == change.at:
            ruling.lifted_at = now
        elif ruling.lifted_at == change.at:
            ruling.lifted_at = None
        session.add(ruling)


def _told(change: Change) -> str:
    return f"undo #{change.number}"
