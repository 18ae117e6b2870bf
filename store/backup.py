"""A consistent copy of everything while the bot is running: one SQLite file, whichever database it is from.

The file of a SQLite database can take its place as it is; `onrecord copy` brings any backup into any database.
"""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from store import history
from store.copy import copy
from store.database import Database, head_version
from store.health import integrity
from store.rows import BadFile


def backup(db: Database, path: Path, progress: Callable[[int], None] | None = None) -> int:
    """Write a backup; returns the number of entries in its log. The file appears whole, checked, or not at all.

    Raises:
        BadFile: when the file cannot be written, or the copy does not hold (an existing file is then kept).
    """
    if db.is_sqlite and not Path(db.url.database or "").exists():
        raise BadFile(f"{db.url.database}: there is no such file.")
    if db.is_sqlite and path.exists() and path.samefile(db.url.database or ""):
        raise BadFile(f"{path} is the database itself: give the backup another name.")
    part = path.with_name(f".{path.name}.part")
    try:
        part.unlink(missing_ok=True)
        if db.is_sqlite:
            _copy_pages(Path(db.url.database or ""), part)
        else:
            _copy_rows(db, part, progress or (lambda _: None))
        entries = _checked(part)
        part.replace(path)
    except sqlite3.Error as error:
        raise BadFile(f"{path}: {error}.") from None
    except OSError as error:
        raise BadFile(f"{path}: {error.strerror}.") from None
    finally:
        for name in (part, *(part.with_name(part.name + end) for end in ("-wal", "-shm", "-journal"))):
            name.unlink(missing_ok=True)
    return entries


def _copy_pages(source: Path, target: Path) -> None:
    """SQLite's online backup: a snapshot, whoever writes meanwhile (https://www.sqlite.org/backup.html)."""
    with closing(sqlite3.connect(source)) as reading, closing(sqlite3.connect(target)) as writing:
        # In one step: a step at a time starts over whenever another connection writes.
        reading.backup(writing)
        writing.execute("PRAGMA journal_mode=DELETE")


def _copy_rows(db: Database, target: Path, told: Callable[[int], None]) -> None:
    file = Database(f"sqlite:///{target}", threads=1)
    try:
        copy(db, file, told)
    finally:
        file.close()
    with closing(sqlite3.connect(target)) as whole:
        whole.execute("PRAGMA journal_mode=DELETE")


def _checked(path: Path) -> int:
    """The entries of a copy's log, once SQLite finds no fault in the file and the log holds; 0 of an older schema."""
    file = Database(f"sqlite:///{path}", threads=1)
    try:
        if (fault := file.read_now(integrity)) is not None:
            raise BadFile(f"{path}: the copy is damaged: {fault}")
        if file.version() != head_version():
            return 0
        if (broken := file.read_now(history.verify)) is not None:
            raise BadFile(f"{path}: entry {broken.number} of the log {broken.reason}.")
        return file.read_now(history.head)[0]
    finally:
        file.close()
