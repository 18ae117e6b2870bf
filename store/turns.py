"""Answering updates from several processes: one chat's updates one at a time, and each of them once.

The turn of a chat is an advisory lock of PostgreSQL, held by one connection of each process for all its chats; it
passes on by itself when the process dies. With SQLite there is one process, whose own locks are enough.
"""

import contextlib
import threading
from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Connection, Engine, bindparam, text
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session, col, select

from store.models import SeenUpdateRow

TURNS = 0x7A6E5D
"""The advisory locks' first key, so that they meet no other program's."""


class Turns:
    """The turns that this process holds."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine if engine.dialect.name == "postgresql" else None
        self._connection: Connection | None = None
        self._lock = threading.Lock()

    @property
    def shared(self) -> bool:
        """Whether there may be other processes to take turns with."""
        return self._engine is not None

    def take(self, chat: int) -> bool:
        """Take the turn of a chat, if no other process has it."""
        return self._engine is None or self._ask("SELECT pg_try_advisory_lock(:turns, :chat)", chat)

    def give_back(self, chat: int) -> None:
        """Let others have it. A lost connection has given back all turns already."""
        if self._engine is not None:
            with contextlib.suppress(DBAPIError):
                self._ask("SELECT pg_advisory_unlock(:turns, :chat)", chat)

    def _ask(self, statement: str, chat: int) -> bool:
        assert self._engine is not None
        with self._lock:
            if self._connection is None:
                self._connection = self._engine.connect().execution_options(isolation_level="AUTOCOMMIT")
            try:
                # The second key has 32 bits: chats that share them only wait for each other.
                key = {"turns": TURNS, "chat": (chat & 0xFFFFFFFF) - (1 << 31)}
                return bool(self._connection.scalar(text(statement), key))
            except DBAPIError:
                self._connection.close()
                self._connection = None
                raise

    def close(self) -> None:
        """Give back all turns, at once."""
        with self._lock:
            connection, self._connection = self._connection, None
            if connection is not None:
                with contextlib.suppress(DBAPIError):
                    connection.execute(text("SELECT pg_advisory_unlock_all()"))
                connection.close()


_ANSWERED = select(SeenUpdateRow.id).where(col(SeenUpdateRow.id) == bindparam("id"))


def answered(session: Session, update: int) -> bool:
    """Whether an update has been answered. `updates.claim` notes its effect, which is not yet its answer."""
    return session.scalar(_ANSWERED, {"id": -update}) is not None


def note_answered(session: Session, updates: Iterable[int], now: datetime) -> None:
    """Note that these have been answered: under their number below zero, beside their effect's."""
    insert = sqlite.insert if session.get_bind().dialect.name == "sqlite" else postgresql.insert
    rows = [{"id": -update, "at": now} for update in updates]
    if rows:
        session.execute(
            insert(SeenUpdateRow).values(rows).on_conflict_do_nothing(index_elements=[col(SeenUpdateRow.id)])
        )
