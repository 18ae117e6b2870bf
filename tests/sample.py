"""The sample record as values, numbered as in its file, without a database."""

import json
from collections.abc import Mapping
from functools import cache
from typing import Any

from sqlmodel import Session

from store import actors, statements
from store.models import ActorRow
from store.record import Actor, Author, Kind, Statement, Topic
from store.record_file import actor_of, draft_of
from store.status import initial
from tests.conftest import NOW, SAMPLE


@cache
def _lines() -> tuple[dict[str, Any], ...]:
    return tuple(json.loads(line) for line in SAMPLE.read_text(encoding="utf-8").splitlines())


def sample() -> list[Statement]:
    """Its statements; each status is where it began."""
    rows = [row for row in _lines() if row["type"] == "statement"]
    numbers = {row["id"]: number for number, row in enumerate(rows, 1)}
    topics = dict.fromkeys(topic for row in rows for topic in row["topics"])
    ids = {name: at for at, name in enumerate(topics, 1)}
    return [_statement(row, numbers, ids) for row in rows]


def _actors() -> Mapping[str, Actor]:
    rows = [row for row in _lines() if row["type"] == "actor"]
    ids = {row["name"]: at for at, row in enumerate(rows, 1)}
    return {
        row["name"]: Actor(ids[row["name"]], row["name"], Kind(row["kind"]), member_of=ids.get(row.get("member_of")))
        for row in rows
    }


def _statement(row: dict[str, Any], numbers: Mapping[str, int], topics: Mapping[str, int]) -> Statement:
    draft, actors = draft_of(row), _actors()
    return Statement(
        number=numbers[row["id"]],
        key=row["id"],
        speaker=actors[draft.speaker],
        act=draft.act,
        text=draft.text,
        status=initial(draft.act),
        addressees=tuple(actors[name] for name in draft.addressees),
        topics=tuple(Topic(topics[name], name) for name in draft.topics),
        quote=draft.quote,
        said_on=draft.said_on,
        sources=draft.sources,
        responds_to=tuple(numbers[key] for key in draft.responds_to),
    )


def load(session: Session) -> None:
    """Record the sample in an empty database."""
    for row in _lines():
        if row["type"] == "actor":
            name, kind, _, side, aliases = actor_of(row)
            actor = session.get_one(ActorRow, actors.actor_id(session, name, kind))
            actor.member_of_id = actors.actor_id(session, side) if side else None
            actors.add_actor_aliases(session, actor.id or 0, aliases)
            actors.names_changed(session)
        if row["type"] == "statement":
            statements.add(session, draft_of(row), Author(None, "sample"), NOW)
