"""The operator's night: what breaks is named in one line, and what was confirmed is still there."""

import errno
import json
import os
import shutil
import socket
from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlalchemy import event
from sqlalchemy.exc import DatabaseError
from telegram.error import InvalidToken

from bot import app
from bot.__main__ import main
from bot.faults import in_words
from store import history
from store.backup import backup
from store.database import Database
from store.export import total
from store.transfer import import_file
from tests.conftest import NOW, SAMPLE
from tests.test_transfer import IMPORTER, written


def test_a_disk_that_fills_up_loses_nothing_that_was_confirmed(sqlite_db: Database, tmp_path: Path) -> None:
    import_file(sqlite_db, SAMPLE, IMPORTER, NOW)

    @event.listens_for(sqlite_db.engine, "begin")
    def no_more_room(connection: object) -> None:
        connection.exec_driver_sql("PRAGMA max_page_count = 1")  # type: ignore[attr-defined]

    rows = [{"speaker": "X", "act": "claim", "text": f"{n} " + "word " * 300} for n in range(600)]
    with pytest.raises(DatabaseError) as full:
        import_file(sqlite_db, written(tmp_path, *rows), IMPORTER, NOW)
    assert in_words(full.value) == "The disk is full: free some space; nothing that was confirmed is lost."
    event.remove(sqlite_db.engine, "begin", no_more_room)
    assert sqlite_db.read_now(total) == 23
    assert sqlite_db.read_now(history.verify) is None


def test_a_database_that_may_not_be_written_says_whose_right_is_missing(sqlite_db: Database, tmp_path: Path) -> None:
    @event.listens_for(sqlite_db.engine, "begin")
    def read_only(connection: object) -> None:
        connection.exec_driver_sql("PRAGMA query_only = ON")  # type: ignore[attr-defined]

    with pytest.raises(DatabaseError) as refused:
        import_file(sqlite_db, SAMPLE, IMPORTER, NOW)
    assert (in_words(refused.value) or "").startswith("The database is read-only")


def test_a_destroyed_file_is_refused_and_the_last_backup_is_the_way_back(sqlite_url: str, tmp_path: Path) -> None:
    db = Database(sqlite_url)
    import_file(db, SAMPLE, IMPORTER, NOW)
    backup(db, tmp_path / "backup.db")
    db.close()
    path = Path(db.url.database or "")
    path.write_bytes(os.urandom(path.stat().st_size))
    for leftover in path.parent.glob(f"{path.name}-*"):
        leftover.unlink()
    destroyed = Database(sqlite_url)
    with pytest.raises(DatabaseError) as refused:
        destroyed.upgrade()
    assert "last backup" in (in_words(refused.value) or "")
    destroyed.close()
    shutil.copy(tmp_path / "backup.db", path)
    restored = Database(sqlite_url)
    restored.upgrade()
    assert (restored.read_now(total), restored.read_now(history.verify)) == (23, None)
    restored.close()


def test_a_revoked_token_ends_the_bot_with_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def revoked(*_: object) -> None:
        raise InvalidToken("Unauthorized")

    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("BOT_TOKEN", "123456789:" + "A" * 35)
    monkeypatch.setattr(app, "run", revoked)
    result = CliRunner().invoke(main, ["run"])
    assert (result.exit_code, result.output.count("\n")) == (1, 1)
    assert "Telegram refuses BOT_TOKEN" in result.output


def test_a_port_that_is_taken_is_named(tmp_path: Path) -> None:
    with socket.socket() as first, socket.socket() as second:
        first.bind(("127.0.0.1", 0))
        first.listen()
        with pytest.raises(OSError, match="in use") as taken:
            second.bind(first.getsockname())
    assert taken.value.errno == errno.EADDRINUSE
    assert in_words(taken.value) == "WEBHOOK_LISTEN: another program listens there already."


def test_a_mistake_of_ours_is_not_explained_away() -> None:
    assert in_words(KeyError("x")) is None
    assert in_words(json.JSONDecodeError("x", "y", 0)) is None
