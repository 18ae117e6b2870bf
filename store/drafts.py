"""Half-finished statements as rows: the guided form's memory. It survives a restart and two days of silence."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, delete, update
from sqlmodel import Session, col, select

from store import actors, keeping, statements, suggestions
from store.models import table_of
from store.models_keeping import DraftRow
from store.moderators import Caller, NotYours
from store.record import Kind
from store.record_file import draft_of

Fields = Mapping[str, Any]
"""A record-file object as far as it is known."""


_drafts = table_of(DraftRow)
_OPEN = select(DraftRow).where(_drafts.c.person_id == bindparam("person"), _drafts.c.open)
_CLOSE = (
    update(_drafts)
    .where(_drafts.c.id == bindparam("draft"), _drafts.c.version == bindparam("known"), _drafts.c.open)
    .values(open=False, number=bindparam("became"), touched_at=bindparam("now"), waiting=[])
    .returning(_drafts.c.id)
)


class OldButton(Exception):
    """The draft has moved on since the button was shown."""


class Closed(Exception):
    """The draft was saved (`number`) or dropped (None)."""

    def __init__(self, number: int | None) -> None:
        super().__init__(f"saved as {number}")
        self.number = number


@dataclass(frozen=True, slots=True)
class OpenDraft:
    """A statement being written: which question comes next (`step`), what is known, what an article still offers.

    `kind` is add, edit or suggest; `waiting` are the drafts behind it, as `start` takes them. `number` and
    `based_on` are the statement being edited and its revision.
    """

    id: int
    person: int
    kind: str
    step: str
    fields: Fields
    waiting: tuple[Fields, ...] = ()
    number: int | None = None
    based_on: int | None = None
    suggestion: int | None = None
    version: int = 1
    touched_at: datetime | None = None


def start(
    session: Session,
    caller: Caller,
    now: datetime,
    *,
    kind: str,
    step: str,
    fields: Fields,
    waiting: Sequence[Fields] = (),
    number: int | None = None,
    based_on: int | None = None,
    suggestion: int | None = None,
) -> OpenDraft:
    """Begin a draft. Another one that is open is put aside: it comes back when this one is finished."""
    aside = _put_aside(session, caller.person)
    row = DraftRow(
        person_id=caller.person,
        chat_id=caller.chat,
        kind=kind,
        step=step,
        fields=dict(fields),
        waiting=[*({"kind": kind, "step": step, "fields": dict(each)} for each in waiting), *aside],
        number=number,
        based_on=based_on,
        suggestion_id=suggestion,
        started_at=now,
        touched_at=now,
    )
    session.add(row)
    session.flush()
    return _value(row)


def of(session: Session, person: int) -> OpenDraft | None:
    """The draft a person has open."""
    row = session.scalars(_OPEN, {"person": person}).first()
    return _value(row) if row else None


def get(session: Session, person: int, id_: int, version: int) -> OpenDraft:
    """The draft a button belongs to.

    Raises:
        NotYours: when it is not this person's.
        OldButton: when it has moved on, or is forgotten.
        Closed: when it was saved or dropped.
    """
    row = session.get(DraftRow, id_)
    if row is None:
        raise OldButton
    if row.person_id != person:
        raise NotYours
    if not row.open:
        raise Closed(row.number)
    if row.version != version:
        raise OldButton
    return _value(row)


def move(session: Session, draft: OpenDraft, now: datetime, *, step: str, fields: Fields) -> OpenDraft:
    """Go on to another question; raises OldButton when another answer came first."""
    values: dict[str, Any] = {"step": step, "fields": dict(fields), "touched_at": now, "version": draft.version + 1}
    found = update(DraftRow).where(
        col(DraftRow.id) == draft.id, col(DraftRow.version) == draft.version, col(DraftRow.open)
    )
    row = session.scalars(
        found.values(**values).returning(DraftRow), execution_options={"populate_existing": True}
    ).first()
    if row is None:
        raise OldButton
    return _value(row)


def rebase(session: Session, draft: OpenDraft, now: datetime, revision: int) -> OpenDraft:
    """Base an edit on a newer revision, now that its author is shown what came first."""
    session.get_one(DraftRow, draft.id).based_on = revision
    session.flush()
    return move(session, draft, now, step=draft.step, fields=draft.fields)


def drop(session: Session, person: int) -> bool:
    """Give up the open draft; whether there was one."""
    found = update(DraftRow).where(col(DraftRow.person_id) == person, col(DraftRow.open))
    return session.execute(found.values(open=False, number=None).returning(col(DraftRow.id))).first() is not None


def save(session: Session, draft: OpenDraft, caller: Caller, now: datetime) -> int:
    """Put a draft on record; returns the statement's number. An article's next proposal becomes the draft after it.

    Raises:
        BadRow: when a column is missing or not what it should be.
        Stale, UnknownStatement, Gone: as `keeping.edit`.
        suggestions.Decided: when another moderator decided on the suggestion first.
    """
    for name, kind in draft.fields.get("kinds", {}).items():
        actors.actor_id(session, name, Kind(kind))
    if draft.kind == "edit":
        assert draft.number is not None
        keeping.edit(session, draft.number, _whole(draft.fields), caller.author, now, based_on=draft.based_on)
        number = draft.number
    else:
        number = statements.add(session, draft_of(draft.fields), caller.author, now)
    if draft.suggestion is not None:
        suggestions.approve(session, draft.suggestion, number, caller.author, now)
    close(session, draft, number, now)
    return number


def close(session: Session, draft: OpenDraft, number: int | None, now: datetime) -> None:
    """Finish a draft; `number` is where its words are on record now."""
    closed = {"draft": draft.id, "known": draft.version, "became": number, "now": now}
    if session.execute(_CLOSE, closed).first() is None:
        raise OldButton


def follow_up(session: Session, draft: OpenDraft, caller: Caller, now: datetime) -> OpenDraft | None:
    """After a finished draft, what waited behind it: an article's next proposal, or one put aside. None for none."""
    if not draft.waiting:
        return None
    entry, *rest = draft.waiting
    found = start(session, caller, now, **entry)
    session.get_one(DraftRow, found.id).waiting = [dict(each) for each in rest]
    session.flush()
    return of(session, caller.person)


def _put_aside(session: Session, person: int) -> list[dict[str, Any]]:
    """Close the open draft and return it, and what waited behind it, as entries of `waiting`."""
    draft = of(session, person)
    if draft is None:
        return []
    drop(session, person)
    columns = ("kind", "step", "fields", "number", "based_on", "suggestion")
    entry = {column: value for column in columns if (value := getattr(draft, column)) is not None}
    return [entry, *(dict(each) for each in draft.waiting)] if draft.fields else [dict(each) for each in draft.waiting]


def purge(session: Session, before: datetime) -> None:
    """Forget drafts that were finished or dropped before a moment. Open ones stay."""
    session.execute(delete(DraftRow).where(~col(DraftRow.open), col(DraftRow.touched_at) < before))


def _whole(fields: Fields) -> Fields:
    """An edited object speaks for all its columns: what is absent was taken away."""
    columns = ("addressee", "topics", "quote", "said_on", "due_on", "reported_by", "responds_to", "source")
    return dict.fromkeys((*columns, "more_sources", "translations")) | dict(fields)


def _value(row: DraftRow) -> OpenDraft:
    assert row.id is not None
    return OpenDraft(
        row.id,
        row.person_id,
        row.kind,
        row.step,
        dict(row.fields),
        tuple(row.waiting),
        row.number,
        row.based_on,
        row.suggestion_id,
        row.version,
        row.touched_at,
    )
