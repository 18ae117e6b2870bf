"""Speakers and topics under a moderator's hand: added, renamed, given other names, merged, put on a side.

The two are kept alike. Every function is one entry of the log; a name that goes stays on as an alias, so that old
files and old questions still find it.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import delete
from sqlmodel import Session

from store import actors, history, posts, search, standing
from store.actors import directory, find_actor, find_topic, names_changed
from store.models import ActorRow, TopicRow
from store.name_uses import ACTOR, NOUNS, TOPIC, Noun, answered, move, portions, statements_of, uses
from store.record import Author, Kind
from store.record_file import actor_object, topic_object


class UnknownName(Exception):
    """Nothing on record is called so."""


class Taken(Exception):
    """Another one has this name already; the argument is its name."""


class Circle(Exception):
    """It would be merged into, or be a member of, itself."""


class StillUsed(Exception):
    """It cannot be taken off the record while statements use it."""


def find(session: Session, noun: Noun, name: str) -> int:
    """The id of what is called so; raises UnknownName."""
    found = find_actor(session, name) if noun is ACTOR else find_topic(session, name)
    if found is None:
        raise UnknownName(name)
    return found


def add(session: Session, noun: Noun, name: str, author: Author, now: datetime, *, kind: Kind = Kind.PERSON) -> int:
    """Put a new speaker or topic on record; returns its id. Raises Taken."""
    _free(session, noun, name)
    added = actors.actor_id(session, name, kind) if noun is ACTOR else actors.topic_id(session, name)
    session.flush()
    record(session, noun, added, author, now, action="add", before=None, after=named_object(session, noun, added))
    return added


def rename(session: Session, noun: Noun, name: str, author: Author, now: datetime, *, to: str) -> int:
    """Call it otherwise; the old name stays as an alias. Raises UnknownName, Taken."""
    history.lock(session)
    id_ = find(session, noun, name)
    _free(session, noun, to, but=id_)
    before, row = named_object(session, noun, id_), session.get_one(noun.row, id_)
    old = row.name
    _call(session, noun, row, to)
    _add_aliases(session, noun, id_, [old])
    return changed(session, noun, id_, author, now, action="rename", before=before)


def alias(
    session: Session, noun: Noun, name: str, author: Author, now: datetime, *, aliases: Sequence[str]
) -> int | None:
    """Give it more names; returns the change, None when it had them all. Raises UnknownName."""
    history.lock(session)
    id_ = find(session, noun, name)
    before = named_object(session, noun, id_)
    if not _add_aliases(session, noun, id_, aliases):
        return None
    return changed(session, noun, id_, author, now, action="alias", before=before)


def describe(
    session: Session, name: str, fields: Mapping[str, str | None], author: Author, now: datetime
) -> int | None:
    """Change an actor's `kind`, `role` or `member_of` (a name, or None for no side). Raises UnknownName, Circle."""
    history.lock(session)
    id_ = find(session, ACTOR, name)
    before, row = named_object(session, ACTOR, id_), session.get_one(ActorRow, id_)
    if "kind" in fields:
        row.kind = str(Kind(fields["kind"] or Kind.PERSON))
    if "role" in fields:
        row.role = fields["role"]
    if "member_of" in fields:
        row.member_of_id = find(session, ACTOR, side) if (side := fields["member_of"]) else None
        if row.member_of_id is not None and id_ in directory(session).sides(row.member_of_id):
            raise Circle
    session.add(row)
    session.flush()
    names_changed(session)
    session.flush()
    if named_object(session, ACTOR, id_) == before:
        return None
    return changed(session, ACTOR, id_, author, now, action="edit", before=before)


def merge(session: Session, noun: Noun, name: str, author: Author, now: datetime, *, into: str) -> int:
    """Make two into one: statements, members and names go over. Raises UnknownName, Circle."""
    history.lock(session)
    id_, target = find(session, noun, name), find(session, noun, into)
    if id_ == target or (noun is ACTOR and id_ in directory(session).sides(target)):
        raise Circle
    moved = uses(session, noun, id_)
    before = named_object(session, noun, id_) | {"moved": moved}
    move(session, noun, moved, id_, target)
    names = [before["name"], *before.get("aliases", [])]
    session.execute(delete(noun.alias).where(getattr(noun.alias, noun.owner) == id_))
    session.get_one(noun.row, id_).merged_into_id = target
    _add_aliases(session, noun, target, names)
    return changed(session, noun, id_, author, now, action="merge", before=before, also=target)


def put_back(session: Session, change: history.Change, author: Author, now: datetime) -> int:
    """Take a change of names back; returns the new entry's number. Raises StillUsed for a new name in use."""
    noun, id_ = NOUNS[change.subject], change.subject_id
    row = session.get_one(noun.row, id_)
    before, told = named_object(session, noun, id_), f"undo #{change.number}"
    if change.before is None:
        if any(uses(session, noun, id_).values()):
            raise StillUsed(row.name)
        session.delete(row)
        session.flush()
        names_changed(session)
        return record(session, noun, id_, author, now, action="undo", before=before, after=None, reason=told)
    target = row.merged_into_id
    if target is not None and "moved" in change.before:
        row.merged_into_id = None
        _take_names(session, noun, target, [change.before["name"], *change.before.get("aliases", [])])
        move(session, noun, change.before["moved"], target, id_)
    _restore(session, noun, row, change.before)
    return changed(session, noun, id_, author, now, action="undo", before=before, reason=told, also=target)


def named_object(session: Session, noun: Noun, id_: int) -> dict[str, Any]:
    """An actor or topic as the record file has it."""
    known = directory(session)
    if noun is TOPIC:
        topic = known.topics.get(id_)
        return topic_object(topic) if topic else {"name": session.get_one(TopicRow, id_).name, "merged": True}
    actor = known.actors.get(id_)
    names = {each: found.name for each, found in known.actors.items()}
    return actor_object(actor, names) if actor else {"name": session.get_one(ActorRow, id_).name, "merged": True}


def _free(session: Session, noun: Noun, name: str, but: int | None = None) -> None:
    known = find_actor(session, name) if noun is ACTOR else find_topic(session, name)
    if known is not None and known != but:
        raise Taken(session.get_one(noun.row, known).name)


def _call(session: Session, noun: Noun, row: Any, name: str) -> None:
    row.name, row.folded = name, actors.folded_name(name)
    session.add(row)
    session.execute(
        delete(noun.alias).where(getattr(noun.alias, noun.owner) == row.id, noun.alias.folded == row.folded)
    )
    session.flush()
    names_changed(session)


def _add_aliases(session: Session, noun: Noun, id_: int, names: Iterable[str]) -> bool:
    added = actors.add_actor_aliases if noun is ACTOR else actors.add_topic_aliases
    return added(session, id_, names)


def _take_names(session: Session, noun: Noun, id_: int, names: Iterable[str]) -> None:
    gone = [actors.folded_name(name) for name in names]
    session.execute(delete(noun.alias).where(getattr(noun.alias, noun.owner) == id_, noun.alias.folded.in_(gone)))


def _restore(session: Session, noun: Noun, row: Any, before: Mapping[str, Any]) -> None:
    _call(session, noun, row, before["name"])
    session.execute(delete(noun.alias).where(getattr(noun.alias, noun.owner) == row.id))
    session.flush()
    _add_aliases(session, noun, row.id, before.get("aliases", []))
    if noun is ACTOR:
        row.kind, row.role = before["kind"], before.get("role")
        side = before.get("member_of")
        row.member_of_id = find_actor(session, side) if side else None
    session.add(row)
    session.flush()
    names_changed(session)


def changed(
    session: Session,
    noun: Noun,
    id_: int,
    author: Author,
    now: datetime,
    *,
    action: str,
    before: dict[str, Any],
    reason: str | None = None,
    also: int | None = None,
) -> int:
    """Write a change of names down, and bring up to date what depends on them."""
    session.flush()
    names_changed(session)
    session.flush()
    after = named_object(session, noun, id_)
    if action == "merge" and also is not None:
        after["merged_into"] = session.get_one(noun.row, also).name
    change = record(session, noun, id_, author, now, action=action, before=before, after=after, reason=reason)
    numbers = {number for each in (id_, also) if each for number in statements_of(session, noun, each)}
    search.index(session, sorted(numbers))
    for known in portions(sorted(numbers)):
        posts.outdate(session, known)
    if noun is ACTOR:
        for some in portions(answered(session, numbers)):
            standing.settle(session, standing.stood(session, some), change, now)
    return change


def record(
    session: Session,
    noun: Noun,
    id_: int,
    author: Author,
    now: datetime,
    *,
    action: str,
    before: dict[str, Any] | None,
    after: dict[str, Any] | None,
    reason: str | None = None,
) -> int:
    """One entry of the log about a name; returns its number."""
    return history.record(
        session,
        at=now,
        author=author,
        action=action,
        subject=noun.subject,
        subject_id=id_,
        revision=len(history.of(session, noun.subject, id_)) + 1,
        before=before,
        after=after,
        reason=reason,
    )
