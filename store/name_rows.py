"""Speakers and topics from a record file: added or completed, each change an entry of the log."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import func
from sqlmodel import Session, select

from store import history
from store.actors import (
    actor_id,
    add_actor_aliases,
    add_topic_aliases,
    directory,
    find_actor,
    find_topic,
    names_changed,
    topic_id,
)
from store.models import ActorRow, ChangeRow
from store.record import Author, Kind
from store.record_file import actor_object, actor_of, topic_object, topic_of


def record_name(session: Session, row: Mapping[str, Any], author: Author, now: datetime) -> bool:
    """Record an actor's or topic's row; whether anything changed. What it does not say stays; aliases only grow."""
    kind = str(row["type"])
    find, put = (find_actor, _actor) if kind == "actor" else (find_topic, _topic)
    known = find(session, str(row["name"]).strip())
    before = _object(session, kind, known) if known is not None else None
    id_ = put(session, row)
    session.flush()
    after = _object(session, kind, id_)
    if after == before:
        return False
    history.record(
        session,
        at=now,
        author=author,
        action="import",
        subject=kind,
        subject_id=id_,
        revision=_revision(session, kind, id_) + 1,
        before=before,
        after=after,
    )
    return True


def _actor(session: Session, row: Mapping[str, Any]) -> int:
    name, kind, role, side, aliases = actor_of(row)
    id_ = actor_id(session, name, kind)
    found = session.get_one(ActorRow, id_)
    side_id = actor_id(session, side, Kind.GROUP) if side else None
    said = {"kind": str(kind) if row.get("kind") else None, "role": role, "member_of_id": side_id}
    changed = {name: value for name, value in said.items() if value and getattr(found, name) != value}
    if changed.get("member_of_id") == id_:
        del changed["member_of_id"]
    if changed:
        found.sqlmodel_update(changed)
        session.add(found)
        names_changed(session)
    add_actor_aliases(session, id_, aliases)
    return id_


def _topic(session: Session, row: Mapping[str, Any]) -> int:
    name, aliases = topic_of(row)
    id_ = topic_id(session, name)
    add_topic_aliases(session, id_, aliases)
    return id_


def _object(session: Session, kind: str, id_: int) -> dict[str, Any]:
    known = directory(session)
    if kind == "topic":
        return topic_object(known.topics[id_])
    return actor_object(known.actors[id_], {other: actor.name for other, actor in known.actors.items()})


def _revision(session: Session, kind: str, id_: int) -> int:
    query = select(func.max(ChangeRow.revision)).where(ChangeRow.subject == kind, ChangeRow.subject_id == id_)
    return session.exec(query).one() or 0
