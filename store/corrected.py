"""Editions stay as they were composed; what of them was corrected since is told beneath their posts."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import bindparam, select, update
from sqlmodel import Session, col

from store import history
from store.cards import told
from store.edition import Correction, edition_of
from store.models import ChangeRow, HeadRow, table_of
from store.models_digests import CursorRow, EditionContentRow, EditionRow, OutboxRow
from store.models_keeping import PostRow

CURSOR = "editions"
"""The cursor that says up to which change the posts of editions have been looked through."""

EDITIONS_FOR = timedelta(days=30)
"""How long posts are corrected. What has come by responses since then is told by the next editions."""

DEEDS = ("edit", "import", "source", "link", "merge", "retract", "restore", "rule", "lift", "undo")

_changes, _cursors, _head = table_of(ChangeRow), table_of(CursorRow), table_of(HeadRow)
_contents, _editions = table_of(EditionContentRow), table_of(EditionRow)
_MINE = (_changes.c.subject == "statement", _changes.c.action.in_(DEEDS), _changes.c.id > bindparam("after"))
_LOOKED = select(_cursors.c.change, select(_head.c.change).scalar_subquery()).where(_cursors.c.name == CURSOR)
_CHANGED = select(_changes.c.subject_id).where(*_MINE, _changes.c.id <= bindparam("upto"))
_RECENT = select(_contents.c.hash, _contents.c.content).where(
    _contents.c.hash.in_(select(_editions.c.hash).where(_editions.c.composed_at > bindparam("from")))
)
_LOOK_ON = (
    update(_cursors)
    .where(_cursors.c.name == CURSOR, _cursors.c.change == bindparam("after"))
    .values(change=bindparam("upto"))
    .returning(_cursors.c.change)
)
_SINCE = (
    select(_changes)
    .where(*_MINE, _changes.c.subject_id.in_(bindparam("numbers", expanding=True)))
    .order_by(_changes.c.id)
)


@dataclass(frozen=True, slots=True)
class Found:
    """The posts of editions that show what was changed after one change, up to another; rows of `posts` to be."""

    after: int
    upto: int
    rows: tuple[Mapping[str, Any], ...]


def look(session: Session, now: datetime) -> Found | None:
    """Which posts the changes since the last look concern; None where there are no changes."""
    after, upto = session.execute(_LOOKED).one()
    if after == upto:
        return None
    numbers = set(session.scalars(_CHANGED, {"after": after, "upto": upto}))
    return Found(after, upto, tuple(_posts(session, numbers, now)) if numbers else ())


def _posts(session: Session, numbers: Collection[int], now: datetime) -> list[Mapping[str, Any]]:
    """A row for each message of an edition and each of these statements in it."""
    concerned = {
        digest: shown
        for digest, content in session.execute(_RECENT, {"from": now - EDITIONS_FOR})
        if (shown := set(edition_of(content).numbers()) & set(numbers))
    }
    if not concerned:
        return []
    sent = (
        select(OutboxRow, col(EditionRow.hash), col(EditionRow.language))
        .join(EditionRow, col(EditionRow.id) == col(OutboxRow.edition_id))
        .where(col(EditionRow.hash).in_(concerned), col(EditionRow.composed_at) > now - EDITIONS_FOR)
        .where(col(OutboxRow.state) == "sent", col(OutboxRow.part) > 0, col(OutboxRow.picture).is_(None))
    )
    return [
        {"chat_id": row.chat_id, "message_id": row.message_id, "number": number, "ref": row.id, "language": language}
        for row, digest, language in session.execute(sent)
        for number in sorted(concerned[digest])
        if row.message_id is not None and f'start=s{number}"' in row.html
    ]


def notice(session: Session, found: Found, now: datetime) -> None:
    """Mark these posts to be mended; nothing, where another process was first."""
    if session.execute(_LOOK_ON, {"after": found.after, "upto": found.upto}).first() is None:
        return
    for values in found.rows:
        place = (values["chat_id"], values["message_id"], values["number"])
        row = session.get(PostRow, place) or PostRow(**values, kind="edition", revision=0, at=now)
        row.stale += 1
        session.add(row)


def post(session: Session, number: int) -> tuple[str, int] | None:
    """The HTML of an edition's message as it was sent, and the last change the edition knew; None when it is gone."""
    found = session.execute(
        select(col(OutboxRow.html), col(EditionRow.to_change))
        .join(EditionRow, col(EditionRow.id) == col(OutboxRow.edition_id))
        .where(col(OutboxRow.id) == number)
    ).first()
    return (found.html, found.to_change) if found else None


def since(session: Session, numbers: Sequence[int], change: int) -> list[Correction]:
    """What moderators changed of these statements after a change, in the order given; what was put back is none."""
    found: dict[int, list[history.Change]] = {number: [] for number in numbers}
    rows = session.execute(_SINCE, {"after": change, "numbers": list(found)})
    for one in told(session, map(history.value, rows)):
        found[one.subject_id].append(one)
    corrections = [Correction(number, _fields(of), of[-1].at) for number, of in found.items() if of]
    return [one for one in corrections if one.fields]


def _fields(changes: Sequence[history.Change]) -> dict[str, tuple[Any, Any]]:
    fields: dict[str, tuple[Any, Any]] = {}
    for change in changes:
        for name, (before, after) in change.fields().items():
            fields[name] = (fields.get(name, (before,))[0], after)
    return {name: (before, after) for name, (before, after) in fields.items() if before != after}
