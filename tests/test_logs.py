"""Logs tell what happened and keep secrets."""

import json
import logging
from collections.abc import Iterator

import pytest

from bot.logs import AGAIN_AFTER, JsonFormatter, SaidOnce, TextFormatter, set_up, without_secrets

TOKEN = "123456789:AAE" + "x" * 32


@pytest.fixture
def _loggers_as_they_were() -> Iterator[None]:
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    root.handlers[:], root.level = handlers, level


@pytest.mark.parametrize(
    "text",
    [
        f"HTTP Request: POST https://api.telegram.org/bot{TOKEN}/getMe",
        f"Invalid token {TOKEN}",
        f"https://api.telegram.org/file/bot{TOKEN}/documents/1",
    ],
)
def test_a_token_is_blotted_out_wherever_it_stands(text: str) -> None:
    assert TOKEN not in without_secrets(text)
    assert "AAE" not in without_secrets(text)


def test_a_password_in_a_database_url_is_blotted_out() -> None:
    assert without_secrets("postgresql://bot:geheim@db/record") == "postgresql://bot:***@db/record"


@pytest.mark.parametrize("formatter", [TextFormatter(), JsonFormatter()])
def test_an_exception_that_carries_the_token_is_logged_without_it(formatter: logging.Formatter) -> None:
    try:
        raise RuntimeError(f"cannot reach https://api.telegram.org/bot{TOKEN}/getMe")
    except RuntimeError as error:
        record = logging.LogRecord(
            "bot", logging.ERROR, "x.py", 1, "failed", None, (type(error), error, error.__traceback__)
        )
    line = formatter.format(record)
    assert "RuntimeError" in line
    assert TOKEN not in line


def test_what_goes_wrong_at_every_tick_is_told_once_a_minute_with_how_often_it_was() -> None:
    once = SaidOnce()

    def said(at: float, words: str, *values: object, level: int = logging.ERROR) -> str | None:
        record = logging.LogRecord("bot", level, "x.py", 1, words, values, None)
        record.created = at
        return record.getMessage() if once.filter(record) else None

    assert said(0, "update %s failed", None) == "update None failed"
    assert said(1, "update %s failed", None) is None
    assert said(2, "update %s failed", 7) == "update 7 failed"
    assert said(3, "update %s failed", None) is None
    assert said(AGAIN_AFTER, "update %s failed", None) == "update None failed (2 times more in between)"
    assert said(AGAIN_AFTER + 1, "update %s failed", None) is None
    assert [said(0, "done", level=logging.INFO) for _ in range(2)] == ["done", "done"]


def test_a_traceback_that_was_just_told_is_not_told_beneath_the_next_line() -> None:
    once = SaidOnce()

    def said(at: float, update: int, why: str = "locked") -> str:
        try:
            raise RuntimeError(f"{why}\n[parameters: {update}]")
        except RuntimeError as error:
            trace = (type(error), error, error.__traceback__)
        record = logging.LogRecord("bot", logging.ERROR, "x.py", 1, "update %s failed", (update,), trace)
        record.created = at
        assert once.filter(record)
        return TextFormatter().format(record).split(": ", 1)[1]

    assert said(0, 1).startswith("update 1 failed\nTraceback")
    assert said(1, 2) == "update 2 failed (RuntimeError as before)"
    assert "Traceback" in said(2, 3, "no such table")
    assert "Traceback" in said(AGAIN_AFTER + 1, 4)


def test_a_json_line_is_one_object_with_its_fields() -> None:
    record = logging.LogRecord("bot", logging.INFO, "x.py", 1, "answered %s", ("it",), None)
    record.fields = {"update": 7, "ms": 12}
    line = JsonFormatter().format(record)
    assert "\n" not in line
    assert {"message": "answered it", "update": 7, "ms": 12, "level": "INFO"}.items() <= json.loads(line).items()


@pytest.mark.usefixtures("_loggers_as_they_were")
def test_httpx_does_not_log_its_urls() -> None:
    set_up("INFO", "text")
    assert not logging.getLogger("httpx").isEnabledFor(logging.INFO)
