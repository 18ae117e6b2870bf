"""One transaction of an import: a batch of rows becomes statements, revisions, speakers and topics."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import groupby
from typing import Any, Literal

from sqlmodel import Session, col, select

from store import bulk, history, statements
from store.bulk import Names, numbers_of
from store.import_rows import Entry
from store.models import StatementRow
from store.name_rows import record_name
from store.reasons import Reason
from store.record import Author, Draft
from store.record_file import BadRow, draft_object, draft_of
from store.rows import Refusal

Links = Literal["ready", "all", "none"]
"""Which responses to write: of rows whose targets are on record (others wait), all of them, or none yet."""


@dataclass
class Outcome:
    """What a batch came to. `waiting` are the rows whose targets are not on record, with the missing keys."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0
    names: int = 0
    refused: list[Refusal] = field(default_factory=list)
    recorded: list[str] = field(default_factory=list)
    waiting: list[tuple[Entry, frozenset[str]]] = field(default_factory=list)


def write(session: Session, entries: Sequence[Entry], author: Author, now: datetime, links: Links = "ready") -> Outcome:
    """Write a batch in its order. A function of its arguments alone, so that it may be repeated."""
    history.lock(session)
    outcome = Outcome()
    for is_statement, group in groupby(entries, lambda entry: entry.draft is not None):
        if is_statement:
            _statements(session, _Order(list(group), author, now, links), outcome)
            continue
        for entry in group:
            try:
                outcome.names += record_name(session, entry.values, author, now)
            except BadRow as bad:
                outcome.refused.append(Refusal(entry.line, bad.column, bad.reason))
    return outcome


@dataclass(frozen=True, slots=True)
class _Order:
    """Statements to be written, by whom, when, and which responses of them."""

    entries: Sequence[Entry]
    author: Author
    now: datetime
    links: Links

    def keys(self) -> set[str]:
        drafts = [entry.draft for entry in self.entries if entry.draft]
        return {key for draft in drafts for key in (draft.key or "", *draft.responds_to)}


def _statements(session: Session, order: _Order, outcome: Outcome) -> None:
    known = numbers_of(session, order.keys())
    ready = _ready(order, known, outcome)
    new = [draft for _, draft in ready if draft.key not in known]
    existing = {known[draft.key]: (entry, draft) for entry, draft in ready if draft.key and draft.key in known}
    kept = _on_record(session, existing)
    said = {number: _spoken_for(entry, draft, kept[number]) for number, (entry, draft) in existing.items()}
    names = Names.of(session, [*new, *said.values()])
    bulk.add(session, new, names, order.author, order.now)
    outcome.added += len(new)
    differing = {
        number: draft for number, draft in said.items() if draft_object(names.canonical(draft)) != kept[number]
    }
    outcome.unchanged += len(said) - len(differing)
    lives_on = _merged(session, differing)
    for number, draft in differing.items():
        if number in lives_on:
            line = existing[number][0].line
            outcome.refused.append(Refusal(line, "id", Reason("was-merged", number=lives_on[number])))
            continue
        changed = statements.edit(session, number, draft, order.author, order.now, action="import")
        outcome.changed += changed is not None
        outcome.unchanged += changed is None
    outcome.recorded += [draft.key or "" for _, draft in ready]


def _ready(order: _Order, known: Mapping[str, int], outcome: Outcome) -> list[tuple[Entry, Draft]]:
    """The rows that can be written now, each with what is to be written of it."""
    here = set(known)
    found: list[tuple[Entry, Draft]] = []
    for entry in order.entries:
        assert entry.draft is not None
        missing = frozenset(entry.draft.responds_to) - here
        if missing and order.links == "ready":
            outcome.waiting.append((entry, missing))
            continue
        draft = entry.draft
        if order.links == "none":
            draft = replace(draft, responds_to=tuple(key for key in draft.responds_to if key in here))
        found.append((entry, draft))
        here.add(entry.draft.key or "")
    return found


def _on_record(session: Session, numbers: Iterable[int]) -> dict[int, dict[str, Any]]:
    found = statements.many(session, numbers)
    objects = statements.objects(session, found)
    return {statement.number: kept for statement, kept in zip(found, objects, strict=True)}


def _merged(session: Session, numbers: Mapping[int, Any]) -> dict[int, int]:
    """Of these statements those that were merged: under which number each lives on."""
    query = select(StatementRow.id, StatementRow.merged_into_id).where(col(StatementRow.id).in_(list(numbers)))
    return {number or 0: target for number, target in session.exec(query) if target is not None}


def _spoken_for(entry: Entry, draft: Draft, kept: dict[str, Any]) -> Draft:
    """What the statement becomes: columns that the file does not have stay as they are on record."""
    if entry.columns is None:
        return draft
    said = {name: value for name, value in entry.values.items() if name in entry.columns}
    if "source" in said:
        said["source"] = {**_unsaid(kept.get("source", {})), **said["source"]}
    try:
        return replace(draft_of({**kept, **said, "id": draft.key}), responds_to=_responses(entry, draft, kept))
    except BadRow:
        return draft


def _unsaid(source: Mapping[str, Any]) -> dict[str, Any]:
    """What a table has no column for."""
    return {name: source[name] for name in ("quote", "said_on") if name in source}


def _responses(entry: Entry, draft: Draft, kept: Mapping[str, Any]) -> tuple[str, ...]:
    told = draft.responds_to if "responds_to" in (entry.columns or ()) else kept.get("responds_to", ())
    return tuple(told)
