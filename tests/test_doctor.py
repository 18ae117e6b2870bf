"""`onrecord doctor` on broken installations: each fault is named, with the way to mend it."""

import os
import shutil
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text
from sqlmodel import Session

from bot import doctor
from bot.doctor import Check, Level, examine
from bot.settings import BadSetting, Settings, load
from bot.telegram_check import Answer
from store import copy
from store.chats import meet
from store.database import Database
from store.models import ChangeRow, ChatRow
from store.record import Chat
from store.transfer import import_file
from tests.conftest import NOW, SAMPLE
from tests.test_transfer import IMPORTER

TOKEN = "123456789:" + "A" * 35
ME = {"ok": True, "result": {"username": "onrecord_bot", "supports_inline_queries": True}}


def telegram(status: int = 200, body: Any = ME, date: datetime | None = NOW) -> Callable[[str], Answer]:
    def ask(url: str) -> Answer:
        assert url.startswith(f"https://api.telegram.org/bot{TOKEN}/")
        return Answer(status, body, date) if url.endswith("getMe") else Answer(200, {"ok": True, "result": {"url": ""}})

    return ask


def checks(db: Database, ask: Callable[[str], Answer] | None = None, now: datetime = NOW) -> list[Check]:
    url = db.url.render_as_string(hide_password=False)
    given: dict[str, Any] = {"bot_token": TOKEN} if ask else {"bot_token": None}
    settings = load(database_url=url, **given)
    return list(examine(now, settings=lambda: settings, ask=ask or telegram()))


def bad(found: list[Check]) -> list[tuple[str, str]]:
    return [(check.name, str(check.level)) for check in found if check.level is not Level.OK]


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("BOT_TOKEN", "TIMEZONE", "TELEGRAM_API_URL", "WEBHOOK_URL"):
        monkeypatch.delenv(name, raising=False)


def test_a_healthy_installation_has_nothing_to_mend(db: Database) -> None:
    import_file(db, SAMPLE, IMPORTER, NOW)
    found = checks(db, telegram())
    assert bad(found) == []
    assert {"settings", "database", "schema", "integrity", "writing", "log", "clock", "token"} <= {
        c.name for c in found
    }
    assert not any(check.mend for check in found)


def test_a_malformed_setting_is_named_and_nothing_else_is_tried() -> None:
    def settings() -> Settings:
        raise BadSetting("TIMEZONE 'x' is no IANA time zone, like Europe/Kyiv")

    [check] = examine(NOW, settings=settings)
    assert str(check).startswith("fail  settings: TIMEZONE 'x' is no IANA time zone")


def test_a_missing_token_leaves_the_terminal(sqlite_db: Database) -> None:
    assert bad(checks(sqlite_db)) == [("token", "warn")]


def unreachable(_url: str) -> Answer:
    raise OSError("Name or service not known")


TELEGRAM: list[tuple[Callable[[str], Answer], tuple[str, str]]] = [
    (telegram(401, {"ok": False}), ("token", "fail")),
    (telegram(404, {"ok": False}), ("token", "fail")),
    (telegram(502, {}), ("telegram", "fail")),
    (unreachable, ("telegram", "fail")),
    (
        telegram(body={"ok": True, "result": {"username": "x", "supports_inline_queries": False}}),
        ("inline mode", "warn"),
    ),
    (telegram(date=NOW + timedelta(minutes=5)), ("clock", "fail")),
]


@pytest.mark.parametrize(("ask", "expected"), TELEGRAM, ids=range(len(TELEGRAM)))
def test_what_telegram_says_of_the_bot_is_told(
    sqlite_db: Database, ask: Callable[[str], Answer], expected: tuple[str, str]
) -> None:
    found = checks(sqlite_db, ask)
    assert bad(found) == [expected]
    assert next(check for check in found if check.level is not Level.OK).mend
    assert TOKEN not in "".join(map(str, found))


def test_a_webhook_that_is_set_while_polling_is_told(sqlite_db: Database) -> None:
    def ask(url: str) -> Answer:
        return Answer(200, ME, NOW) if url.endswith("getMe") else Answer(200, {"result": {"url": "https://x"}})

    assert bad(checks(sqlite_db, ask)) == [("webhook", "warn")]


def test_a_database_server_that_is_away_is_told() -> None:
    away = Database("postgresql://onrecord:secret@127.0.0.1:1/onrecord")
    found = checks(away)
    assert ("database", "fail") in bad(found)
    assert "secret" not in "".join(map(str, found))
    away.close()


def test_a_database_without_a_schema_wants_migrating(tmp_path: Path) -> None:
    empty = Database(f"sqlite:///{tmp_path / 'empty.db'}")
    check = next(check for check in checks(empty) if check.name == "schema")
    assert (check.level, check.mend) == (Level.FAIL, "onrecord migrate")
    empty.close()


def test_a_database_of_a_newer_program_is_told(sqlite_db: Database) -> None:
    sqlite_db.write_now(lambda session: session.execute(text("UPDATE alembic_version SET version_num = '9999'")))
    check = next(check for check in checks(sqlite_db) if check.name == "schema")
    assert "newer onrecord" in check.told


def test_a_file_that_is_no_database_is_told(tmp_path: Path) -> None:
    (tmp_path / "letter.db").write_text("Dear reader, " * 1000)
    letter = Database(f"sqlite:///{tmp_path / 'letter.db'}")
    check = next(check for check in checks(letter) if check.name == "database")
    assert "last backup" in check.told
    letter.close()


def test_a_damaged_file_is_told_with_the_way_back(tmp_path: Path, sqlite_url: str) -> None:
    db = Database(sqlite_url)
    import_file(db, SAMPLE, IMPORTER, NOW)
    db.close()
    path = Path(db.url.database or "")
    content = bytearray(path.read_bytes())
    content[-12288:] = b"\xff" * 12288
    path.write_bytes(content)
    damaged = Database(sqlite_url)
    told = [check for check in checks(damaged) if check.level is Level.FAIL]
    assert told
    assert any("last backup" in f"{check.told} {check.mend}" for check in told)
    damaged.close()


@pytest.mark.skipif(os.geteuid() == 0, reason="root writes where others may not")
def test_a_read_only_file_is_told(sqlite_db: Database) -> None:
    Path(sqlite_db.url.database or "").chmod(0o400)
    assert ("writing", "fail") in bad(checks(sqlite_db))


def test_a_database_that_takes_no_changes_is_told(sqlite_db: Database) -> None:
    def refuse(session: Session) -> None:
        session.connection().exec_driver_sql("PRAGMA query_only = ON")

    sqlite_db.read_now(refuse)
    check = next(check for check in checks_here(sqlite_db) if check.name == "writing")
    assert (check.level, "read-only" in check.told) == (Level.FAIL, True)


def checks_here(db: Database) -> list[Check]:
    """The checks of what a database holds, over its own connections."""
    return list(doctor._contents(db, NOW))


def test_a_full_disk_is_told(sqlite_db: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    usage = shutil.disk_usage(".")
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage._replace(free=1 << 20))
    assert ("disk", "fail") in bad(checks(sqlite_db))


def test_a_rewritten_log_is_told(db: Database) -> None:
    import_file(db, SAMPLE, IMPORTER, NOW)

    def forge(session: Session) -> None:
        session.get_one(ChangeRow, 2).author = "nobody"

    db.write_now(forge)
    check = next(check for check in checks(db) if check.name == "log")
    assert (check.level, check.told) == (Level.FAIL, "entry 2 was rewritten")


def test_a_search_index_out_of_step_is_told_and_mended(db: Database) -> None:
    import_file(db, SAMPLE, IMPORTER, NOW)
    db.write_now(lambda session: session.execute(text("DELETE FROM search_documents WHERE statement_id < 4")))
    check = next(check for check in checks(db) if check.name == "search index")
    assert (check.told, check.mend) == ("3 statements are out of step", "onrecord reindex")
    copy.reindex(db, lambda _: None)
    assert bad(checks(db, telegram())) == []


def test_a_clock_before_the_last_change_is_told(db: Database) -> None:
    import_file(db, SAMPLE, IMPORTER, NOW)
    assert ("clock", "fail") in bad(checks(db, now=NOW - timedelta(days=1)))


def test_a_chat_that_gets_nothing_is_told(db: Database) -> None:
    db.write_now(meet, Chat(-100, "channel", "News"), NOW)

    def suspend(session: Session) -> None:
        session.get_one(ChatRow, -100).suspended = "the bot was removed"

    db.write_now(suspend)
    check = next(check for check in checks(db) if check.name == "chat")
    assert str(check).startswith("warn  chat: News gets nothing: the bot was removed")


def test_settings_that_everybody_can_read_are_told(sqlite_db: Database, tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("BOT_TOKEN=\n")
    (tmp_path / ".env").chmod(0o644)
    assert (".env", "warn") in bad(checks(sqlite_db))
    (tmp_path / ".env").chmod(0o600)
    assert (".env", "warn") not in bad(checks(sqlite_db))


def test_the_settings_are_those_of_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TIMEZONE", "Mars/Olympus")
    [check] = examine(NOW, settings=load)
    assert "TIMEZONE" in check.told
