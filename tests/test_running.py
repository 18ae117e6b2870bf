"""The real program as a process, over HTTP: how it starts, how it stops, what it logs."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest

from store import outbox
from store.database import Database
from store.outbox import Planned
from tests.bot_api import Server, serving
from tests.conversation import READER

TOKEN = "123456789:" + "x" * 35
ROOT = Path(__file__).parent.parent


@contextmanager
def bot(database: str, url: str, log: Path, command: str = "run", **settings: str) -> Iterator[subprocess.Popen[bytes]]:
    environment = {**os.environ, "DATABASE_URL": database, "TELEGRAM_API_URL": url, "BOT_TOKEN": TOKEN, **settings}
    with log.open("wb") as file:
        process = subprocess.Popen([sys.executable, "-m", "bot", command], env=environment, stderr=file, cwd=ROOT)
        try:
            yield process
        finally:
            process.kill()
            process.wait(30)


@pytest.fixture
def database(sample_db: Database) -> str:
    return str(sample_db.url)


def until(server: Server, answers: int, seconds: float = 60) -> int:
    deadline = time.monotonic() + seconds
    while server.answers() < answers and time.monotonic() < deadline:
        time.sleep(0.05)
    return server.answers()


def test_every_accepted_question_is_answered_before_it_stops(database: str, tmp_path: Path) -> None:
    with serving() as server, bot(database, server.url, tmp_path / "log") as process:
        server.first("getUpdates")
        server.people_say(["/s1"] * 20)
        until(server, 1)
        process.send_signal(signal.SIGTERM)
        assert process.wait(60) == 0
        assert server.answers() == 20


def test_it_waits_for_a_telegram_that_cannot_be_reached(database: str, tmp_path: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with bot(database, f"http://127.0.0.1:{port}", tmp_path / "log") as process:
        time.sleep(4)
        assert process.poll() is None
        with serving(port) as server:
            server.people_say(["/s1"])
            assert until(server, 1) == 1


@pytest.mark.parametrize("level", ["INFO", "DEBUG"])
def test_the_token_is_in_no_line_of_the_log(database: str, tmp_path: Path, level: str) -> None:
    log = tmp_path / "log"
    with serving() as server, bot(database, server.url, log, LOG_LEVEL=level, LOG_FORMAT="json"):
        server.people_say(["/s1"])
        until(server, 1)
    with bot(database, "http://127.0.0.1:1", log, LOG_LEVEL=level) as process:
        time.sleep(4)
        assert process.poll() is None
    assert TOKEN not in log.read_text(encoding="utf-8")
    assert "x" * 35 not in log.read_text(encoding="utf-8")


def test_a_process_that_only_works_delivers_what_is_due_and_asks_for_no_updates(database: str, tmp_path: Path) -> None:
    db = Database(database)
    db.write_now(outbox.plan, [Planned("one", READER.id, "<b>Due</b>")], datetime.now(UTC))
    with serving() as server, bot(database, server.url, tmp_path / "log", "work") as process:
        server.telegram.chats.chat(READER)
        server.people_say(["/s1"])
        assert until(server, 1) == 1
        until(server, 2, 2)
        process.send_signal(signal.SIGTERM)
        assert process.wait(60) == 0
        assert server.telegram.chats.chat(READER).posts[1].message["text"] == "Due"
        assert "getUpdates" not in server.asked
        assert server.answers() == 1
    db.close()
