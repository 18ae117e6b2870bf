"""Recording many statements at once: what `statements.add` does to one, in a few queries for all."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import insert
from sqlmodel import Session, col, select

from store import history, search, standing
from store.actors import actor_ids, directory, topic_ids
from store.models import (
    ActorRow,
    AddresseeRow,
    ResponseRow,
    SourceRow,
    StatementRow,
    StatementTopicRow,
    StatusChangeRow,
    TopicRow,
)
from store.record import Author, Draft, Source
from store.record_file import draft_object
from store.status import initial

CHUNK = 500
"""Values in one IN list: below every database's limit on parameters."""


@dataclass(frozen=True, slots=True)
class Names:
    """The ids that names mean, and the names that the record itself uses for them."""

    actors: Mapping[str, int]
    topics: Mapping[str, int]
    actor_names: Mapping[int, str]
    topic_names: Mapping[int, str]

    @classmethod
    def of(cls, session: Session, drafts: Sequence[Draft]) -> "Names":
        """The names in drafts; unknown ones are added to the record."""
        said = (name for draft in drafts for name in (draft.speaker, *draft.addressees, draft.reported_by) if name)
        actors = actor_ids(session, said)
        topics = topic_ids(session, (topic for draft in drafts for topic in draft.topics))
        session.flush()
        return cls(
            actors,
            topics,
            _names(session, ActorRow, set(actors.values())),
            _names(session, TopicRow, set(topics.values())),
        )

    def canonical(self, draft: Draft) -> Draft:
        """The draft with every name as the record has it, so that it compares with what is on record."""
        return replace(
            draft,
            speaker=self.actor_names[self.actors[draft.speaker]],
            addressees=tuple(self.actor_names[id_] for id_ in self.addressees(draft)),
            topics=tuple(self.topic_names[id_] for id_ in self.about(draft)),
            reported_by=self.actor_names[self.actors[draft.reported_by]] if draft.reported_by else None,
        )

    def addressees(self, draft: Draft) -> list[int]:
        return list(dict.fromkeys(self.actors[name] for name in draft.addressees))

    def about(self, draft: Draft) -> list[int]:
        return list(dict.fromkeys(self.topics[name] for name in draft.topics))


def _names(session: Session, table: type[ActorRow] | type[TopicRow], ids: set[int]) -> dict[int, str]:
    known = directory(session).actors if table is ActorRow else directory(session).topics
    missing = [id_ for id_ in ids if id_ not in known]
    query = select(table.id, table.name).where(col(table.id).in_(missing))
    return {id_: known[id_].name for id_ in ids if id_ in known} | {id_ or 0: name for id_, name in session.exec(query)}


def numbers_of(session: Session, keys: Iterable[str]) -> dict[str, int]:
    """The numbers of the statements with these keys; unknown keys are left out."""
    wanted = list(dict.fromkeys(keys))
    found: dict[str, int] = {}
    for start in range(0, len(wanted), CHUNK):
        part = wanted[start : start + CHUNK]
        query = select(StatementRow.key, StatementRow.id).where(col(StatementRow.key).in_(part))
        found |= {key: number for key, number in session.exec(query) if number is not None}
    return found


def add(session: Session, drafts: Sequence[Draft], names: Names, author: Author, now: datetime) -> list[int]:
    """Record new statements; returns their numbers, in the order of the drafts.

    Each draft has a key that is not on record, and responds only to what is on record or comes before it here.
    """
    if not drafts:
        return []
    head = history.lock(session)
    rows = [row(draft, names, now) for draft in drafts]
    query = insert(StatementRow).returning(col(StatementRow.id), sort_by_parameter_order=True)
    numbers = [number for number in session.scalars(query, rows) if number is not None]
    keys = numbers_of(session, {key for draft in drafts for key in draft.responds_to})
    lists(session, list(zip(numbers, drafts, strict=True)), names)
    changes = [
        history.Change(
            head.change + at,
            now,
            author,
            "import",
            "statement",
            number,
            1,
            None,
            draft_object(_linked(names.canonical(draft), keys)),
        )
        for at, (number, draft) in enumerate(zip(numbers, drafts, strict=True), 1)
    ]
    history.append(session, head, *changes)
    session.execute(
        insert(StatusChangeRow), [_begun(change, draft) for change, draft in zip(changes, drafts, strict=True)]
    )
    _answer(session, changes, drafts, keys, now)
    search.index(session, numbers)
    return numbers


def row(draft: Draft, names: Names, now: datetime) -> dict[str, Any]:
    """The columns of a new statement's row, but its number."""
    return {
        "key": draft.key,
        "speaker_id": names.actors[draft.speaker],
        "act": str(draft.act),
        "text": draft.text,
        "quote": draft.quote,
        "said_on": str(draft.said_on) if draft.said_on else None,
        "said_from": draft.said_on.first() if draft.said_on else None,
        "said_to": draft.said_on.last() if draft.said_on else None,
        "due_on": str(draft.due_on) if draft.due_on else None,
        "reported_by_id": names.actors[draft.reported_by] if draft.reported_by else None,
        "translations": dict(draft.translations) or None,
        "status": str(initial(draft.act)),
        "revision": 1,
        "recorded_at": now,
    }


def lists(session: Session, pairs: Sequence[tuple[int, Draft]], names: Names) -> None:
    """Write the addressees, topics and sources of statements by their numbers."""
    addressees = [
        {"statement_id": number, "actor_id": id_, "position": at}
        for number, draft in pairs
        for at, id_ in enumerate(names.addressees(draft))
    ]
    topics = [
        {"statement_id": number, "topic_id": id_, "position": at}
        for number, draft in pairs
        for at, id_ in enumerate(names.about(draft))
    ]
    sources = [
        {"statement_id": number, "position": at} | {name: getattr(source, name) for name in Source.__slots__}
        for number, draft in pairs
        for at, source in enumerate(draft.sources)
    ]
    for table, rows in ((AddresseeRow, addressees), (StatementTopicRow, topics), (SourceRow, sources)):
        if rows:
            session.execute(insert(table), rows)


def _linked(draft: Draft, keys: Mapping[str, int]) -> Draft:
    """The draft as the log has it: two keys of one statement are one response."""
    return replace(draft, responds_to=tuple(dict.fromkeys(key for key in draft.responds_to if key in keys)))


def _begun(change: history.Change, draft: Draft) -> dict[str, Any]:
    """Where a statement begins, before anybody has answered it."""
    return {
        "statement_id": change.subject_id,
        "change_id": change.number,
        "at": change.at,
        "after": str(initial(draft.act)),
        "since": str(draft.said_on) if draft.said_on else None,
    }


def _answer(
    session: Session, changes: Sequence[history.Change], drafts: Sequence[Draft], keys: Mapping[str, int], now: datetime
) -> None:
    """Link the statements that respond to others, and settle the statuses of those."""
    answers = [
        standing.Answered(
            change.subject_id, change.number, tuple(dict.fromkeys(keys[key] for key in draft.responds_to))
        )
        for change, draft in zip(changes, drafts, strict=True)
        if draft.responds_to
    ]
    links = [
        {"statement_id": answer.response, "responds_to_id": number, "position": at}
        for answer in answers
        for at, number in enumerate(answer.numbers)
    ]
    if links:
        session.execute(insert(ResponseRow), links)
        standing.settle_answers(session, answers, now)
