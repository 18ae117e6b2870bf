"""Speakers and topics from a record file: added or completed, each change an entry of the log."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlmodel import Session

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
from store.models import ActorRow
from store.name_uses import ACTOR, TOPIC
from store.naming import changed, named_object, record
from store.reasons import Reason
from store.record import Author, Kind
from store.record_file import BadRow, actor_of, topic_of


def record_name(session: Session, row: Mapping[str, Any], author: Author, now: datetime) -> bool:
    """Record an actor's or topic's row; whether anything changed. What it does not say stays; aliases only grow.

    Raises:
        BadRow: when it makes an actor a member of itself, by whatever way round; nothing is written then.
    """
    noun, find, put = (ACTOR, find_actor, _actor) if row["type"] == "actor" else (TOPIC, find_topic, _topic)
    known = find(session, str(row["name"]).strip())
    before = named_object(session, noun, known) if known is not None else None
    id_ = put(session, row)
    session.flush()
    if before is None:
        after = named_object(session, noun, id_)
        record(session, noun, id_, author, now, action="import", before=None, after=after)
    elif named_object(session, noun, id_) == before:
        return False
    else:
        changed(session, noun, id_, author, now, action="import", before=before)
    return True


def _actor(session: Session, row: Mapping[str, Any]) -> int:
    name, kind, role, side, aliases = actor_of(row)
    _refuse_circle(session, name, side)
    id_ = actor_id(session, name, kind)
    found = session.get_one(ActorRow, id_)
    side_id = actor_id(session, side, Kind.GROUP) if side else None
    said = {"kind": str(kind) if row.get("kind") else None, "role": role, "member_of_id": side_id}
    differing = {name: value for name, value in said.items() if value and getattr(found, name) != value}
    if differing:
        found.sqlmodel_update(differing)
        session.add(found)
        names_changed(session)
    add_actor_aliases(session, id_, aliases)
    return id_


def _refuse_circle(session: Session, name: str, side: str | None) -> None:
    own = find_actor(session, name)
    above = find_actor(session, side) if side else None
    if own is not None and above is not None and own in directory(session).sides(above):
        raise BadRow("member_of", Reason("member-of-member", side=side, name=name))


def _topic(session: Session, row: Mapping[str, Any]) -> int:
    name, aliases = topic_of(row)
    id_ = topic_id(session, name)
    add_topic_aliases(session, id_, aliases)
    return id_
