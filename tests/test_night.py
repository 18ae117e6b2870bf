"""The operator's night, with real processes: what breaks while the bot runs is said in one line, and it goes on."""

import asyncio
import json
import logging
import signal
import socket
import time
from pathlib import Path

import pytest
from sqlalchemy import event
from sqlalchemy.exc import OperationalError
from telegram import Update
from telegram.error import BadRequest, InvalidToken, NetworkError, RetryAfter

from bot.app import build
from bot.desk import Desk, Unanswered
from bot.faults import in_words
from bot.logs import veiled
from bot.reaching import until_reached
from bot.settings import load
from store.database import Database
from tests.bot_api import serving
from tests.conftest import NOW
from tests.conversation import READER, offline_telegram
from tests.test_running import bot, database, until  # noqa: F401 - a fixture

WEBHOOK = {
    "WEBHOOK_URL": "https://bot.example.org/telegram",
    "WEBHOOK_SECRET": "a-Secret-of-the-webhook_0123456789",
    "WEBHOOK_LISTEN": "127.0.0.1:0",
}


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
    return port


def says(log: Path, words: str, seconds: float = 60) -> bool:
    deadline = time.monotonic() + seconds
    while words not in log.read_text(encoding="utf-8") and time.monotonic() < deadline:
        time.sleep(0.1)
    return words in log.read_text(encoding="utf-8")


@pytest.mark.parametrize("how", ["run", "webhook", "work"])
def test_a_start_without_a_network_waits_and_says_what_to_check(database: str, tmp_path: Path, how: str) -> None:  # noqa: F811
    log, port = tmp_path / "log", free_port()
    settings = WEBHOOK if how == "webhook" else {}
    command = "work" if how == "work" else "run"
    with bot(database, f"http://127.0.0.1:{port}", log, command, **settings) as process:
        assert says(log, "Telegram cannot be reached")
        assert "Traceback" not in log.read_text(encoding="utf-8")
        with serving(port) as server:
            awaited = {"run": "getUpdates", "webhook": "setWebhook", "work": "getMe"}[how]
            server.first(awaited)
            process.send_signal(signal.SIGTERM)
            process.wait(60)


def test_a_name_that_nobody_knows_is_told(database: str, tmp_path: Path) -> None:  # noqa: F811
    log = tmp_path / "log"
    with bot(database, "http://telegram.invalid", log):
        assert says(log, "check the network, its DNS and TELEGRAM_API_URL")


def test_a_token_that_is_revoked_while_it_runs_ends_it_with_one_line(database: str, tmp_path: Path) -> None:  # noqa: F811
    log = tmp_path / "log"
    with serving() as server, bot(database, server.url, log, LOG_LEVEL="ERROR") as process:
        server.people_say(["/s1"])
        assert until(server, 1) == 1
        server.refused = {"getUpdates"}
        assert process.wait(60) == 1
    assert "Error: Telegram refuses BOT_TOKEN: it was revoked or mistyped." in log.read_text(encoding="utf-8")


@pytest.mark.filterwarnings("ignore::telegram.warnings.PTBDeprecationWarning")
async def test_telegram_is_asked_again_unless_it_refuses() -> None:

    answers: list[Exception | None] = [RetryAfter(0), NetworkError("httpx.ConnectError: no route"), None]

    async def call() -> None:
        answer = answers.pop(0)
        if answer is not None:
            raise answer

    assert await until_reached(call, asyncio.Event())
    assert answers == []
    for refusal in (BadRequest("bad webhook"), InvalidToken()):
        answers.append(refusal)
        with pytest.raises(type(refusal)):
            await until_reached(call, asyncio.Event())
    told = asyncio.Event()
    told.set()
    assert not await until_reached(call, told)


async def test_a_disk_that_is_full_is_named_and_the_update_comes_again(
    sample_db: Database, caplog: pytest.LogCaptureFixture
) -> None:
    telegram, full = offline_telegram(), True
    app = build(load(bot_token=None), sample_db, request=telegram, clock=lambda: NOW)

    @event.listens_for(sample_db.engine, "before_cursor_execute")
    def no_room(_: object, __: object, statement: str, *___: object) -> None:
        if full and statement.startswith(("INSERT", "UPDATE")):
            raise OperationalError(statement, {}, Exception("database or disk is full"))

    async with app:
        await app.start()
        desk = Desk(app, sample_db)
        update = Update.de_json(telegram.user_says(READER, "Who demanded a ceasefire?"), app.bot)
        with pytest.raises(Unanswered):
            await desk.receive(update)
        assert "The disk is full: free some space" in caplog.text
        full = False
        await desk.receive(update)
        await app.stop()
    assert [call.method for call in telegram.calls].count("sendMessage") == 1


async def test_each_update_is_a_line_with_its_time_and_no_name(
    sample_db: Database, caplog: pytest.LogCaptureFixture
) -> None:
    telegram = offline_telegram()
    app = build(load(bot_token=None), sample_db, request=telegram, clock=lambda: NOW)
    caplog.set_level(logging.INFO, "bot.app")
    async with app:
        await app.start()
        update = Update.de_json(telegram.user_says(READER, "/s1"), app.bot)
        await Desk(app, sample_db).receive(update)
        await app.stop()
    [line] = [record for record in caplog.records if record.name == "bot.app"]
    fields = line.fields  # type: ignore[attr-defined]
    assert (fields["update"], fields["chat"], fields["ms"] >= 0) == (update.update_id, veiled(READER.id, ""), True)
    assert str(READER.id) not in json.dumps(fields["chat"])
    assert veiled(READER.id, "one secret") != veiled(READER.id, "another")


def test_what_telegram_refuses_is_no_fault_of_the_network() -> None:
    assert in_words(BadRequest("chat not found")) is None
    assert "no route" in (in_words(NetworkError("httpx.ConnectError: no route")) or "")
