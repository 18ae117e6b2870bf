"""The one door to the database: `read` and `write` run a function of a session in a worker thread."""

import asyncio
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from threading import Lock
from typing import Any, Concatenate, ParamSpec, TypeVar

from sqlalchemy import Connection, Engine, create_engine, event, inspect, make_url, text
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlmodel import Session

from store.retries import PAUSES, may_pass

P = ParamSpec("P")
R = TypeVar("R")

MIGRATIONS = Path(__file__).parent / "migrations"
THREADS = 4
"""More would take turns of the interpreter rather than wait for a server side by side: eight cost a sixth more."""

TURN_SECONDS = 0.001
"""How long a thread works on while others wait: SQLite's driver waits for its turn at every row that it reads."""

BUSY_SECONDS = 15
UPGRADE_LOCK = 0x0DEC0DE
"""The number of the advisory lock that lets one of many starting processes upgrade a PostgreSQL schema."""


class NewerDatabase(Exception):
    """The database was written by a newer program."""


class Database:
    """A database by its URL (`sqlite:///path` or `postgresql+psycopg://…`).

    A transaction is a synchronous function whose first argument is the session. It is committed when the function
    returns and rolled back when it raises; nobody else commits. It may be run again when the server went away in the
    middle, so it changes nothing but rows. It cannot wait for Telegram while it holds rows.
    """

    def __init__(self, url: str, *, threads: int = THREADS) -> None:
        self.url = make_url(url)
        if self.url.drivername in {"postgresql", "postgres"}:
            self.url = self.url.set(drivername="postgresql+psycopg")
        self.is_sqlite = self.url.get_backend_name() == "sqlite"
        self.engine = _sqlite(self.url) if self.is_sqlite else _postgresql(self.url, threads)
        self._reader = self.engine.execution_options(postgresql_readonly=True)
        self._writer = self.engine.execution_options(sqlite_begin="BEGIN IMMEDIATE")
        self._answered = False
        """Whether it ever did: a server that has been there is waited for, a wrong URL is told at once."""
        self._one_writes: AbstractContextManager[object] = Lock() if self.is_sqlite else nullcontext()
        """SQLite has one writer, and lets the others look again at growing intervals; here they stand in line."""
        sys.setswitchinterval(TURN_SECONDS)
        self._threads = ThreadPoolExecutor(threads, thread_name_prefix="database")

    async def read(self, fn: Callable[Concatenate[Session, P], R], *args: P.args, **kwargs: P.kwargs) -> R:
        """Run a transaction that changes nothing."""
        return await self._in_thread(lambda: self.read_now(fn, *args, **kwargs))

    async def write(self, fn: Callable[Concatenate[Session, P], R], *args: P.args, **kwargs: P.kwargs) -> R:
        """Run a transaction that may change rows."""
        return await self._in_thread(lambda: self.write_now(fn, *args, **kwargs))

    def read_now(self, fn: Callable[Concatenate[Session, P], R], *args: P.args, **kwargs: P.kwargs) -> R:
        """`read` for a program without an event loop."""
        return self._patiently(self._reader, lambda session: fn(session, *args, **kwargs))

    def write_now(self, fn: Callable[Concatenate[Session, P], R], *args: P.args, **kwargs: P.kwargs) -> R:
        """`write` for a program without an event loop."""
        with self._one_writes:
            return self._patiently(self._writer, lambda session: fn(session, *args, **kwargs))

    def _patiently(self, engine: Engine, fn: Callable[[Session], R]) -> R:
        """Run a transaction, again where it is certain that nothing of it stayed: see `retries`."""
        for pause in (*(PAUSES if self._answered else ()), None):
            committing = False
            try:
                with Session(engine) as session:
                    found = fn(session)
                    session.flush()
                    committing = True
                    session.commit()
                self._answered = True
                return found
            except DBAPIError as error:
                if pause is None or not may_pass(error, committing=committing):
                    raise
                time.sleep(pause)
        raise AssertionError("the last try returns or raises")

    async def _in_thread(self, call: Callable[[], R]) -> R:
        return await asyncio.get_running_loop().run_in_executor(self._threads, call)

    def upgrade(self) -> None:
        """Bring the schema to this program's version; many processes may do it at once.

        Raises:
            NewerDatabase: when a newer program wrote it.
        """
        with self._writer.connect() as connection, connection.begin():
            if not self.is_sqlite:
                connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": UPGRADE_LOCK})
            if self._current(connection) != head_version():
                _migrate(connection)

    def version(self) -> str | None:
        """The schema's revision, None for an empty database; raises like `upgrade`."""
        with self.engine.connect() as connection:
            return self._current(connection)

    @staticmethod
    def _current(connection: Connection) -> str | None:
        if not inspect(connection).has_table("alembic_version"):
            return None
        current: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
        if current is not None and current not in _versions():
            raise NewerDatabase(
                f"The database is at version {current}, which this program does not know: "
                "it was written by a newer onrecord. Install that version, or restore a backup."
            )
        return current

    def analyze(self) -> None:
        """Let PostgreSQL count what it holds, after much was written: until it does itself it may read whole tables."""
        if not self.is_sqlite:
            self.write_now(lambda session: session.execute(text("ANALYZE")))

    def close(self) -> None:
        self._threads.shutdown(wait=True)
        self.engine.dispose()


def head_version() -> str:
    """The schema's revision that this program writes."""
    return _versions()[-1]


def _versions() -> list[str]:
    """All revisions, oldest first: migrations are numbered files in one line."""
    return sorted(path.name[:4] for path in (MIGRATIONS / "versions").glob("[0-9]*.py"))


def _migrate(connection: Connection) -> None:
    from alembic import command  # noqa: PLC0415 - a quarter of a second that only an upgrade needs to spend
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def _sqlite(url: Any) -> Engine:
    if url.database:
        Path(url.database).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(url, connect_args={"timeout": BUSY_SECONDS})

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, _: Any) -> None:
        # The driver's own BEGIN comes too late and too weak; we say it ourselves in `begin`.
        connection.isolation_level = None
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "temp_store=MEMORY"):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def begin(connection: Any) -> None:
        connection.exec_driver_sql(connection.get_execution_options().get("sqlite_begin", "BEGIN"))

    return engine


def _postgresql(url: Any, threads: int) -> Engine:
    return create_engine(
        url,
        pool_size=threads,
        max_overflow=2,
        connect_args={"connect_timeout": 10, "options": "-c statement_timeout=60000 -c timezone=UTC"},
    )


def is_busy(error: BaseException) -> bool:
    """Whether an error says only that the database was busy or away: trying again may help."""
    return isinstance(error, OperationalError)
