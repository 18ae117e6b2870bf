"""What a moderator does to a statement that is on record. Every function is one entry of the log, or none."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam
from sqlmodel import Session, col, select

from store import history, search, standing, statements
from store.dates import PartialDate
from store.models import ResponseRow, RulingRow, StatementRow
from store.record import Act, Author, Draft, Source, Statement, Status
from store.record_file import clean, draft_of, source_object
from store.statements import UnknownStatement, expect, object_of, row_of
from store.status import STATUSES, Case, Ruling
from store.status import history as steps_of

REASON_LIMIT = 500
"""Longest reason of a ruling or a retraction, in characters: it stands on the card."""


TAKEN_OUT = ("retracted", "merged_into")
"""The decisions after which a statement is found no more, or again."""


class Gone(Exception):
    """The statement lives on under another number."""

    def __init__(self, number: int) -> None:
        super().__init__(f"lives on as {number}")
        self.number = number


class NoSuchStatus(Exception):
    """A statement of this act cannot have this status; `allowed` are those it can."""

    def __init__(self, act: Act) -> None:
        super().__init__(f"not a status of {act}")
        self.act = act
        self.allowed = STATUSES[act]


class Pointless(Exception):
    """The order would change nothing, or make a circle; the argument is a word that says which."""


_MERGED = select(StatementRow.merged_into_id).where(StatementRow.id == bindparam("number"))


def resolve(session: Session, number: int) -> int:
    """The number a statement lives on under: itself, or what it was merged into, to the end of the chain."""
    seen: set[int] = set()
    while number not in seen:
        seen.add(number)
        row = session.execute(_MERGED, {"number": number}).first()
        if row is None:
            raise UnknownStatement(number)
        number = row.merged_into_id or number
    return number


def kept_object(session: Session, number: int) -> dict[str, Any]:
    """A statement with all that moderators decided about it: what the log keeps of a ruling, a merge, a retraction."""
    found = statements.find(session, number)
    if found is None:
        raise UnknownStatement(number)
    return _kept(session, found, standing.case(session, number))


def _kept(session: Session, found: Statement, case: Case) -> dict[str, Any]:
    target = row_of(session, found.merged_into).key if found.merged_into else None
    decided = {"retracted": found.retracted, "merged_into": target, "rulings": [*map(_ruling, case.rulings)]}
    [known] = statements.objects(session, [found])
    known["status"] = str(steps_of(case)[-1].status)
    return known | {name: value for name, value in decided.items() if value}


def _ruling(ruling: Ruling) -> dict[str, Any]:
    source = source_object(ruling.source) if ruling.source else None
    told = {"status": str(ruling.status), "since": str(ruling.since), "reason": ruling.reason, "by": ruling.by}
    return told | ({"source": source} if source else {})


def edit(
    session: Session,
    number: int,
    fields: Mapping[str, Any],
    author: Author,
    now: datetime,
    *,
    based_on: int | None = None,
) -> int | None:
    """Change some columns of a statement; returns the change's number, None when nothing differs.

    Translations are given one by one: language → text, None takes it away; the others stay.

    Raises:
        BadRow: when a column is not what it should be.
        Stale, UnknownStatement, Gone: see `statements.edit`.
    """
    row = living(session, number)

    def edited(known: statements.Columns) -> Draft:
        texts = {**(known.get("translations") or {}), **(fields.get("translations") or {})}
        translated = {language: text for language, text in texts.items() if text}
        return draft_of({**known, **fields, "translations": translated})

    return statements.revise(session, row, edited, author, now, based_on=based_on)


def link(
    session: Session, number: int, target: int, author: Author, now: datetime, *, based_on: int | None = None
) -> int | None:
    """Record that one statement responds to another.

    Raises:
        Pointless: "self" or "circle".
    """
    row = living(session, number)
    target = resolve(session, target)
    if number == target:
        raise Pointless("self")
    if number in statements.responds_to(session, target):
        raise Pointless("circle")
    key = row_of(session, target).key

    def linked(known: statements.Columns) -> Draft:
        draft = draft_of(known)
        return replace(draft, responds_to=tuple(dict.fromkeys((*draft.responds_to, key))))

    return statements.revise(session, row, linked, author, now, based_on=based_on, action="link")


def add_source(
    session: Session, number: int, source: Source, author: Author, now: datetime, *, based_on: int | None = None
) -> int | None:
    """Keep one more source beside those a statement has; None when it has it already."""
    row = living(session, number)

    def told(known: statements.Columns) -> Draft:
        draft = draft_of(known)
        return replace(draft, sources=tuple(dict.fromkeys((*draft.sources, source))))

    return statements.revise(session, row, told, author, now, based_on=based_on, action="source")


def rule(
    session: Session,
    number: int,
    author: Author,
    now: datetime,
    *,
    status: str,
    reason: str,
    source: Source | None = None,
    based_on: int | None = None,
) -> int:
    """Say where a statement stands, from today on; returns the change's number.

    Raises:
        NoSuchStatus: when a statement of this act cannot stand so.
    """
    row = check_ruling(session, number, status)
    before = _before(session, row, based_on)
    source = source or Source()
    ruling = RulingRow(
        statement_id=number,
        status=str(Status(status)),
        since=str(PartialDate.of(now.date())),
        reason=clean(reason)[:REASON_LIMIT],
        source_title=source.title,
        source_url=source.url,
        author_id=author.id,
        author=author.name,
        at=now,
    )
    session.add(ruling)
    return decided(session, row, author, now, action="rule", before=before, reason=ruling.reason)


def check_ruling(session: Session, number: int, status: str) -> StatementRow:
    """The row of a statement that can stand so; raises as `rule`."""
    row = living(session, number)
    if status not in STATUSES[Act(row.act)]:
        raise NoSuchStatus(Act(row.act))
    return row


def lift(session: Session, number: int, author: Author, now: datetime, *, based_on: int | None = None) -> int:
    """Take back the rulings, so that the status follows the responses again; raises Pointless("unruled")."""
    row = living(session, number)
    query = select(RulingRow).where(RulingRow.statement_id == number, col(RulingRow.lifted_at).is_(None))
    rulings = session.exec(query).all()
    if not rulings:
        raise Pointless("unruled")
    before = _before(session, row, based_on)
    for ruling in rulings:
        ruling.lifted_at = now
        session.add(ruling)
    return decided(session, row, author, now, action="lift", before=before)


def retract(
    session: Session, number: int, author: Author, now: datetime, *, reason: str, based_on: int | None = None
) -> int:
    """Mark a statement as no longer held to be on record; its card stays. Raises Pointless("retracted")."""
    row = living(session, number)
    if row.retracted is not None:
        raise Pointless("retracted")
    before = _before(session, row, based_on)
    row.retracted = clean(reason)[:REASON_LIMIT]
    return decided(session, row, author, now, action="retract", before=before, reason=row.retracted)


def restore(session: Session, number: int, author: Author, now: datetime, *, based_on: int | None = None) -> int:
    """Put a retracted statement back; raises Pointless("restored") when it was never taken out."""
    row = living(session, number)
    if row.retracted is None:
        raise Pointless("restored")
    before = _before(session, row, based_on)
    row.retracted = None
    return decided(session, row, author, now, action="restore", before=before)


def merge(
    session: Session, number: int, target: int, author: Author, now: datetime, *, based_on: int | None = None
) -> int:
    """Let a statement live on under another number, with its sources and its responses.

    The old number and permalink keep working. Each statement that changes has an entry of its own.
    """
    row = living(session, number)
    target = resolve(session, target)
    if target == number:
        raise Pointless("self")
    before = _before(session, row, based_on)
    taken = _draft(session, number)
    _move_responses(session, row, target, author, now)
    kept = _draft(session, target)
    sources = (*kept.sources, *(_with_words(source, taken, kept) for source in taken.sources))
    answered = dict.fromkeys((*kept.responds_to, *taken.responds_to))
    answered.pop(row.key, None)
    answered.pop(kept.key or "", None)
    changed = replace(kept, sources=tuple(dict.fromkeys(sources)), responds_to=tuple(answered))
    statements.edit(session, target, changed, author, now, action="merge")
    row.merged_into_id = target
    return decided(session, row, author, now, action="merge", before=before)


def _with_words(source: Source, taken: Draft, kept: Draft) -> Source:
    """A source with its own wording and date, where they differ from the statement it now stands under."""
    quote, said_on = source.quote or taken.quote, source.said_on or (str(taken.said_on) if taken.said_on else None)
    return replace(
        source,
        quote=quote if quote != kept.quote else None,
        said_on=said_on if said_on != (str(kept.said_on) if kept.said_on else None) else None,
    )


def _move_responses(session: Session, row: StatementRow, target: int, author: Author, now: datetime) -> None:
    key = row_of(session, target).key
    numbers = session.exec(select(ResponseRow.statement_id).where(ResponseRow.responds_to_id == row.id)).all()
    for number in sorted(numbers):
        draft = _draft(session, number)
        moved = dict.fromkeys(key if each == row.key else each for each in draft.responds_to)
        answered = tuple(each for each in moved if number != target or each != key)
        statements.edit(session, number, replace(draft, responds_to=answered), author, now, action="merge")


def _draft(session: Session, number: int) -> Draft:
    return draft_of(object_of(session, number))


def living(session: Session, number: int) -> StatementRow:
    """Take one's place in line for a statement that has not been merged: its row; raises Gone, UnknownStatement."""
    history.lock(session)
    row = row_of(session, number)
    if row.merged_into_id is not None:
        raise Gone(resolve(session, number))
    return row


def _before(session: Session, row: StatementRow, based_on: int | None) -> dict[str, Any]:
    expect(session, row, based_on)
    assert row.id is not None
    return kept_object(session, row.id)


def decided(
    session: Session,
    row: StatementRow,
    author: Author,
    now: datetime,
    *,
    action: str,
    before: dict[str, Any],
    reason: str | None = None,
) -> int:
    """Write a decision down: the entry, the statuses it moves, and the search index."""
    row.revision += 1
    session.add(row)
    session.flush()
    assert row.id is not None
    [found] = statements.many(session, [row.id])
    stood = standing.stood(session, [row.id, *found.responds_to])
    after = _kept(session, found, stood[row.id].case)
    change = statements.log(session, row, author, now, action=action, before=before, after=after, reason=reason)
    standing.settle(session, stood, change, now)
    if {name: before.get(name) for name in TAKEN_OUT} != {name: after.get(name) for name in TAKEN_OUT}:
        search.index(session, [row.id])
    return change
