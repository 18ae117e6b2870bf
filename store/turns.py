"""Answering updates from several processes: one chat's updates one at a time, in their order, and each of them once.

Telegram sends a chat's messages one after the other, but the presses of its buttons beside them, and again what it
believes lost (telegram-bot-api, WebhookActor.cpp); a balancer may hold one up. Of the updates of a chat that have
arrived anywhere, the one with the lowest number is next.

The line is made of advisory locks of PostgreSQL, held by one connection of each process: (chat, update) stands in it,
(chat, 0) has the turn, and (chat, -1) is shared by all who wait. They pass on by themselves when the process dies. With
SQLite there is one process, whose own order is enough.
"""

import contextlib
import itertools
import threading
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Engine, TextClause, bindparam, func, text
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session, col, select

from store.models import SeenUpdateRow, insert_into

_AT_ONCE = text("""
    SELECT CASE WHEN pg_try_advisory_xact_lock(:chat, -1) THEN pg_try_advisory_lock(:chat, 0) ELSE false END,
        EXISTS (SELECT FROM seen_updates WHERE id = -:update)
""")
"""Takes the turn when nobody waits for it: nearly always, and without a look at all locks of the server."""

_WAIT = text("SELECT pg_advisory_lock_shared(:chat, -1), pg_advisory_lock_shared(:chat, :update)")

_IN_TURN = text("""
    SELECT CASE WHEN EXISTS (
        SELECT FROM pg_locks
        WHERE locktype = 'advisory' AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
        AND classid = CAST(CAST(:chat AS int) AS oid) AND CAST(objid AS bigint) BETWEEN 1 AND :update - 1
    ) THEN false ELSE pg_try_advisory_lock(:chat, 0) END, EXISTS (SELECT FROM seen_updates WHERE id = -:update)
""")
"""Takes the turn when no update with a lower number stands in line."""

_WAIT_NO_MORE = text("SELECT pg_advisory_unlock_shared(:chat, -1), pg_advisory_unlock_shared(:chat, :update)")
_KEEP_TURN = text("SELECT pg_try_advisory_lock(:chat, 0)")
_END_TURN = text("SELECT pg_advisory_unlock(:chat, 0)")


@dataclass(eq=False, slots=True)
class Place:
    """An update's place in the line of its chat: whether it waits there, whether it is its turn, and was before.

    A lock's key has 32 bits: chats that share them only wait for each other.
    """

    chat: int
    update: int
    waits: bool = False
    turn: bool = False
    answered: bool = False


class Turns:
    """The places of this process in the lines of all chats."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine if engine.dialect.name == "postgresql" else None
        self._connection: Connection | None = None
        self._lock = threading.Lock()
        self._lines: dict[int, list[Place]] = {}

    @property
    def shared(self) -> bool:
        """Whether there may be other processes to take turns with."""
        return self._engine is not None

    def arrive(self, chat: int, update: int) -> Place:
        """A place in a chat's line; it has the turn already when nobody is before it."""
        place = Place((chat & 0xFFFFFFFF) - (1 << 31), update)
        with self._lock:
            if place.chat not in self._lines:
                place.turn, place.answered = self._ask(_AT_ONCE, place)
            if not place.turn:
                self._ask(_WAIT, place)
                place.waits = True
            self._lines.setdefault(place.chat, []).append(place)
        return place

    def is_first(self, place: Place) -> bool:
        """Whether no other of this process is before it; asks nobody else."""
        line = self._lines[place.chat]
        return not any(other.turn or other.update < place.update for other in line)

    def take(self, place: Place) -> bool:
        """Take the turn, if it has come; others of this process must not be before it."""
        with self._lock:
            if self.is_first(place):
                place.turn, place.answered = self._ask(_IN_TURN, place)
        return place.turn

    def leave(self, place: Place) -> None:
        """Let the next have the turn. With a lost connection all turns are given back already."""
        with self._lock, contextlib.suppress(DBAPIError):
            self._lines[place.chat].remove(place)
            if not self._lines[place.chat]:
                del self._lines[place.chat]
            if place.waits:
                self._ask(_WAIT_NO_MORE, place)
            if place.turn:
                self._ask(_END_TURN, place)

    def close(self) -> None:
        """Give back all turns, at once."""
        with self._lock:
            self._lines.clear()
            self._disconnect()

    def _ask(self, statement: TextClause, place: Place) -> Sequence[Any]:
        try:
            if self._connection is None:
                self._connect()
            return self._run(statement, place)
        except DBAPIError:
            self._disconnect()
            raise

    def _connect(self) -> None:
        """With the places that a lost connection had."""
        assert self._engine is not None
        self._connection = self._engine.connect().execution_options(isolation_level="AUTOCOMMIT")
        for place in itertools.chain.from_iterable(self._lines.values()):
            if place.waits:
                self._run(_WAIT, place)
            if place.turn:
                self._run(_KEEP_TURN, place)

    def _run(self, statement: TextClause, place: Place) -> Sequence[Any]:
        assert self._connection is not None
        return self._connection.execute(statement, {"chat": place.chat, "update": place.update}).one()

    def _disconnect(self) -> None:
        """Not back into the pool: its locks end with it."""
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.invalidate()
            connection.close()


_ANSWERED = select(SeenUpdateRow.id).where(col(SeenUpdateRow.id) == bindparam("id"))


def answered(session: Session, update: int) -> bool:
    """Whether an update has been answered. `updates.claim` notes its effect, which is not yet its answer."""
    return session.scalar(_ANSWERED, {"id": -update}) is not None


def newest_answered(session: Session) -> int:
    """The highest number of an update that has been answered, 0 for none."""
    lowest = session.scalar(select(func.min(SeenUpdateRow.id))) or 0
    return max(-lowest, 0)


def note_answered(session: Session, updates: Iterable[int], now: datetime) -> None:
    """Note that these have been answered: under their number below zero, beside their effect's."""
    insert = insert_into(session.get_bind().dialect.name, SeenUpdateRow)
    rows = [{"id": -update, "at": now} for update in updates]
    if rows:
        session.execute(insert.values(rows).on_conflict_do_nothing(index_elements=[col(SeenUpdateRow.id)]))
