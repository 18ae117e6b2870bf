"""A record of files in a fresh store, as the program itself would load it."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import text
from sqlmodel import Session

from store import semantic
from store.database import Database
from store.record import Author
from store.transfer import import_file

NOW = datetime(2026, 1, 1, tzinfo=UTC)
PROGRAM = Author(None, "quality")


@contextmanager
def store_of(files: Sequence[Path], *, meaning: bool) -> Iterator[Database]:
    """A store that holds the statements of these files; with `meaning`, their vectors too."""
    with TemporaryDirectory() as folder:
        db = Database(f"sqlite:///{folder}/record.db")
        db.upgrade()
        for file in files:
            import_file(db, file, PROGRAM, NOW)
        if meaning:
            semantic.catch_up(db)
        yield db
        db.close()


def last_day(session: Session) -> date:
    """The day after which nothing was said: what “last month” means to a record."""
    latest = session.scalar(text("SELECT MAX(said_to) FROM statements"))
    return date.fromisoformat(str(latest)) if latest else NOW.date()
