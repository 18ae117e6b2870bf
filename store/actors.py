"""Speakers and topics: finding them by any of their names, adding the unknown, and the directory of all."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from threading import Lock
from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import Engine, bindparam
from sqlmodel import Session, col, func, select

from store.history import HELD
from store.models import ActorAliasRow, ActorRow, HeadRow, TopicAliasRow, TopicRow
from store.record import Actor, Directory, Kind, Topic
from store.text import fold

_directories: "WeakKeyDictionary[Engine, tuple[int, Directory]]" = WeakKeyDictionary()
"""The last directory read of each database, and the count of name changes it was read at."""

_reading = Lock()
"""Many who ask at once wait for one reading of the names instead of reading them each."""

_NAMES = select(HeadRow.names)

NAMES_AT_ONCE = 500
"""Names in one query: below every database's limit on parameters."""

OWN_NAMES = "directory"
"""Where a transaction that changed names keeps its own directory, in `session.info`."""

NAMES = "names"
"""Where a transaction keeps the count of name changes that it has seen, in `session.info`."""

_ACTOR = select(func.coalesce(ActorRow.merged_into_id, ActorRow.id)).where(ActorRow.folded == bindparam("name"))
_ACTOR_ALIAS = select(ActorAliasRow.actor_id).where(ActorAliasRow.folded == bindparam("name"))
_TOPIC = select(func.coalesce(TopicRow.merged_into_id, TopicRow.id)).where(TopicRow.folded == bindparam("name"))
_TOPIC_ALIAS = select(TopicAliasRow.topic_id).where(TopicAliasRow.folded == bindparam("name"))


def directory(session: Session) -> Directory:
    """All actors and topics with their aliases; read again only when a name has changed."""
    engine = session.get_bind().engine
    names = _count_of_changes(session)
    own: tuple[int, Directory] | None = session.info.get(OWN_NAMES)
    if own is not None:
        if own[0] != names:
            own = session.info[OWN_NAMES] = (names, _read(session))
        return own[1]
    with _reading:
        known = _directories.get(engine)
        if known is None or known[0] < names:  # one that others have read later is as good
            known = _directories[engine] = (names, _read(session))
    return known[1]


def _count_of_changes(session: Session) -> int:
    """How often names have changed. A transaction looks once, unless it holds the head: what it changes is its own."""
    head: HeadRow | None = session.info.get(HELD)
    if head is not None:
        return head.names
    if NAMES not in session.info:
        session.info[NAMES] = session.connection().execute(_NAMES).scalar_one()
    found: int = session.info[NAMES]
    return found


def _read(session: Session) -> Directory:
    return Directory.of(_actors(session), _topics(session))


def names_changed(session: Session) -> None:
    """To be called by whatever adds, renames or merges an actor or topic.

    From here on this transaction reads the directory for itself alone: it may yet be rolled back.
    """
    head = session.get_one(HeadRow, 1)
    head.names += 1
    session.add(head)
    session.info.setdefault(OWN_NAMES, (-1, Directory()))


def _actors(session: Session) -> Iterable[Actor]:
    aliases: dict[int, list[str]] = defaultdict(list)
    for owner, alias in session.exec(
        select(ActorAliasRow.actor_id, ActorAliasRow.alias).order_by(col(ActorAliasRow.alias))
    ):
        aliases[owner].append(alias)
    columns = select(ActorRow.id, ActorRow.name, ActorRow.kind, ActorRow.role).add_columns(col(ActorRow.member_of_id))
    rows = session.execute(columns.where(col(ActorRow.merged_into_id).is_(None)).order_by(col(ActorRow.id)))
    return [actor_value(row, aliases[row.id]) for row in rows]


def _topics(session: Session) -> Iterable[Topic]:
    aliases: dict[int, list[str]] = defaultdict(list)
    for owner, alias in session.exec(
        select(TopicAliasRow.topic_id, TopicAliasRow.alias).order_by(col(TopicAliasRow.alias))
    ):
        aliases[owner].append(alias)
    rows = session.exec(
        select(TopicRow.id, TopicRow.name).where(col(TopicRow.merged_into_id).is_(None)).order_by(col(TopicRow.id))
    )
    return [Topic(id_ or 0, name, tuple(aliases[id_ or 0])) for id_, name in rows]


def actor_value(row: Any, aliases: Sequence[str] = ()) -> Actor:
    """An actor of its row's columns."""
    return Actor(row.id, row.name, Kind(row.kind), row.role, row.member_of_id, tuple(aliases))


def find_actor(session: Session, name: str) -> int | None:
    """The id of the actor of this name, or of the only one with this alias; None when unknown or ambiguous."""
    return _find(session, _ACTOR, _ACTOR_ALIAS, name)


def find_topic(session: Session, name: str) -> int | None:
    """As `find_actor`, for topics."""
    return _find(session, _TOPIC, _TOPIC_ALIAS, name)


def _find(session: Session, named: Any, aliases: Any, name: str) -> int | None:
    folded = {"name": folded_name(name)}
    found: int | None = session.scalar(named, folded)
    if found is not None:
        return found
    holders = session.scalars(aliases, folded).all()
    return holders[0] if len(holders) == 1 else None


def actor_id(session: Session, name: str, kind: Kind = Kind.PERSON) -> int:
    """The id of the actor of this name, added when unknown."""
    known = find_actor(session, name)
    if known is not None:
        return known
    row = ActorRow(name=name, folded=folded_name(name), kind=str(kind))
    session.add(row)
    session.flush()
    names_changed(session)
    assert row.id is not None
    return row.id


def topic_id(session: Session, name: str) -> int:
    """The id of the topic of this name, added when unknown."""
    known = find_topic(session, name)
    if known is not None:
        return known
    row = TopicRow(name=name, folded=folded_name(name))
    session.add(row)
    session.flush()
    names_changed(session)
    assert row.id is not None
    return row.id


def actor_ids(session: Session, names: Iterable[str]) -> dict[str, int]:
    """`actor_id` of many names, with a few queries for all that are known."""
    wanted = list(dict.fromkeys(names))
    known = _known(session, ActorRow, ActorAliasRow.folded, ActorAliasRow.actor_id, wanted)
    return {name: known.get(folded_name(name)) or actor_id(session, name) for name in wanted}


def topic_ids(session: Session, names: Iterable[str]) -> dict[str, int]:
    """`topic_id` of many names, with a few queries for all that are known."""
    wanted = list(dict.fromkeys(names))
    known = _known(session, TopicRow, TopicAliasRow.folded, TopicAliasRow.topic_id, wanted)
    return {name: known.get(folded_name(name)) or topic_id(session, name) for name in wanted}


def _known(
    session: Session, table: type[ActorRow] | type[TopicRow], alias: Any, holder: Any, names: Sequence[str]
) -> dict[str, int]:
    """Folded name → id, as `find_actor` and `find_topic` have it; ambiguous aliases are left out."""
    found: dict[str, int] = {}
    folded = list(dict.fromkeys(map(folded_name, names)))
    for start in range(0, len(folded), NAMES_AT_ONCE):
        part = folded[start : start + NAMES_AT_ONCE]
        holders: dict[str, list[int]] = defaultdict(list)
        for name, id_ in session.execute(select(alias, holder).where(col(alias).in_(part))):
            holders[name].append(id_)
        found |= {name: ids[0] for name, ids in holders.items() if len(ids) == 1}
        query = select(table.folded, table.id, table.merged_into_id).where(col(table.folded).in_(part))
        found |= {name: merged or id_ or 0 for name, id_, merged in session.exec(query)}
    return found


def add_actor_aliases(session: Session, actor: int, aliases: Iterable[str]) -> bool:
    """Give an actor more names; whether any was new."""
    own = session.get_one(ActorRow, actor).folded
    known = set(session.exec(select(ActorAliasRow.folded).where(ActorAliasRow.actor_id == actor))) | {own}
    return _add_aliases(
        session,
        [
            (folded, ActorAliasRow(actor_id=actor, folded=folded, alias=alias))
            for alias in aliases
            if (folded := folded_name(alias))
        ],
        known,
    )


def add_topic_aliases(session: Session, topic: int, aliases: Iterable[str]) -> bool:
    """Give a topic more names; whether any was new."""
    own = session.get_one(TopicRow, topic).folded
    known = set(session.exec(select(TopicAliasRow.folded).where(TopicAliasRow.topic_id == topic))) | {own}
    return _add_aliases(
        session,
        [
            (folded, TopicAliasRow(topic_id=topic, folded=folded, alias=alias))
            for alias in aliases
            if (folded := folded_name(alias))
        ],
        known,
    )


def _add_aliases(session: Session, rows: Iterable[tuple[str, ActorAliasRow | TopicAliasRow]], known: set[str]) -> bool:
    before = len(known)
    for folded, row in rows:
        if folded not in known:
            known.add(folded)
            session.add(row)
    if len(known) == before:
        return False
    session.flush()
    names_changed(session)
    return True


def folded_name(name: str) -> str:
    """What names are compared by. A name of signs alone is compared as it is written."""
    return fold(name) or name
