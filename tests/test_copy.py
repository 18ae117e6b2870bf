"""Copies and backups: everything, of one moment, into either kind of database."""

import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlmodel import Session

from store import copy, history, keeping, statements
from store.backup import backup
from store.chats import meet
from store.database import Database
from store.export import export_file, total
from store.health import integrity
from store.models import ChangeRow, ChatRow
from store.record import Act, Author, Chat, Draft
from store.rows import BadFile
from store.transfer import import_file
from tests.conftest import NOW, SAMPLE
from tests.test_transfer import IMPORTER

MIRA = Author(7, "Mira")


@pytest.fixture
def other(request: pytest.FixtureRequest, db: Database) -> Database:
    """A database of the other kind."""
    url = request.getfixturevalue("postgres_url" if db.is_sqlite else "sqlite_url")
    return Database(url)


def filled(db: Database) -> None:
    import_file(db, SAMPLE, IMPORTER, NOW)
    db.write_now(keeping.rule, 1, MIRA, NOW, status="accepted", reason="It came to that.")
    db.write_now(keeping.merge, 2, 3, MIRA, NOW)
    db.write_now(meet, Chat(5, "private", "Rita", "rita"), NOW)


def exported(db: Database, path: Path) -> bytes:
    export_file(db, path)
    return path.read_bytes()


def test_a_copy_into_the_other_kind_of_database_is_the_same_record(
    db: Database, other: Database, tmp_path: Path
) -> None:
    filled(db)
    told: list[int] = []
    rows = copy.copy(db, other, told.append)
    assert rows == sum(told) == db.read_now(copy.rows)
    assert exported(other, tmp_path / "b.jsonl") == exported(db, tmp_path / "a.jsonl")
    assert other.read_now(history.verify) is None
    assert other.read_now(lambda session: session.get_one(ChatRow, 5).title) == "Rita"
    assert other.write_now(statements.add, Draft("X", Act.CLAIM, "New."), MIRA, NOW) == 24
    other.close()


def test_nothing_is_copied_over_a_record(db: Database, other: Database) -> None:
    filled(db)
    other.write_now(statements.add, Draft("X", Act.CLAIM, "Mine."), MIRA, NOW)
    with pytest.raises(copy.CannotCopy, match="not empty"):
        copy.copy(db, other)
    assert other.read_now(total) == 1
    other.close()


def test_a_log_that_does_not_hold_is_not_copied(db: Database, other: Database) -> None:
    filled(db)

    def forge(session: Session) -> None:
        session.get_one(ChangeRow, 3).author = "nobody"

    db.write_now(forge)
    with pytest.raises(copy.CannotCopy, match="entry 3 was rewritten"):
        copy.copy(db, other)
    assert other.read_now(total) == 0
    other.close()


def test_an_older_schema_is_not_copied(tmp_path: Path, sqlite_db: Database) -> None:
    old = Database(f"sqlite:///{tmp_path / 'old.db'}")
    with pytest.raises(copy.CannotCopy, match="onrecord migrate"):
        copy.copy(old, sqlite_db)
    old.close()


def test_a_backup_put_in_the_databases_place_is_the_same_record(db: Database, tmp_path: Path) -> None:
    filled(db)
    entries = backup(db, tmp_path / "backup.db")
    assert entries == db.read_now(history.head)[0]
    restored = Database(f"sqlite:///{tmp_path / 'backup.db'}")
    assert exported(restored, tmp_path / "b.jsonl") == exported(db, tmp_path / "a.jsonl")
    assert restored.read_now(integrity) is None
    restored.close()
    assert sorted(path.name for path in tmp_path.glob("*backup*")) == ["backup.db"]


def test_a_backup_comes_back_into_postgresql(postgres_url: str, sqlite_db: Database, tmp_path: Path) -> None:
    filled(sqlite_db)
    backup(sqlite_db, tmp_path / "backup.db")
    source, target = Database(f"sqlite:///{tmp_path / 'backup.db'}"), Database(postgres_url)
    copy.copy(source, target)
    assert target.read_now(history.head) == sqlite_db.read_now(history.head)
    source.close()
    target.close()


class Writer(threading.Thread):
    """Adds statements one after the other until it is told to stop."""

    def __init__(self, db: Database) -> None:
        super().__init__()
        self.db, self.stop, self.written = db, threading.Event(), 0

    def run(self) -> None:
        while not self.stop.is_set():
            draft = Draft("X", Act.CLAIM, f"Number {self.written}.", f"w-{self.written}")
            self.db.write_now(statements.add, draft, MIRA, NOW)
            self.written += 1


def test_a_backup_during_writing_is_of_one_moment(db: Database, tmp_path: Path) -> None:
    filled(db)
    writer = Writer(db)
    writer.start()
    try:
        counts = [backup(db, tmp_path / f"{number}.db") for number in range(3)]
    finally:
        writer.stop.set()
        writer.join()
    assert counts == sorted(counts)
    assert writer.written > 0
    copied = Database(f"sqlite:///{tmp_path / '2.db'}")
    assert copied.read_now(history.head)[0] == counts[2]
    assert copied.read_now(history.verify) is None
    copied.close()


def _missing(folder: Path) -> Path:
    return folder / "nowhere" / "backup.db"


def _taken(folder: Path) -> Path:
    (folder / "folder.db").mkdir()
    return folder / "folder.db"


def _itself(folder: Path) -> Path:
    return folder / "record.db"


@pytest.mark.parametrize("place", [_missing, _taken, _itself])
def test_a_backup_that_cannot_be_written_says_so(
    sqlite_db: Database, tmp_path: Path, place: Callable[[Path], Path]
) -> None:
    with pytest.raises(BadFile, match=r"\.db"):
        backup(sqlite_db, place(tmp_path))
    assert sqlite_db.read_now(total) == 0


def test_a_backup_of_a_damaged_file_keeps_the_older_backup(tmp_path: Path) -> None:
    path = tmp_path / "record.db"
    db = Database(f"sqlite:///{path}")
    db.upgrade()
    import_file(db, SAMPLE, IMPORTER, NOW)
    db.close()
    (tmp_path / "backup.db").write_bytes(b"older")
    content = bytearray(path.read_bytes())
    content[8192:40960] = b"\xff" * (40960 - 8192)
    path.write_bytes(content)
    broken = Database(f"sqlite:///{path}")
    with pytest.raises(BadFile, match=r"backup\.db"):
        backup(broken, tmp_path / "backup.db")
    broken.close()
    assert (tmp_path / "backup.db").read_bytes() == b"older"
