"""Logging without secrets: the token stands in every URL that httpx logs, and in what exceptions say."""

import hashlib
import json
import logging
import re
from types import TracebackType
from typing import Literal

TOKEN = re.compile(r"\d{3,20}:[A-Za-z0-9_-]{30,}")
PASSWORD = re.compile(r"(?<=://)([^:/@\s]+):[^@/\s]+@")

AGAIN_AFTER = 60.0
"""Seconds after which the same warning or error is told again."""

REMEMBERED = 1000
"""Different ones that are known apart."""


def without_secrets(text: str) -> str:
    """Text with bot tokens and passwords in URLs blotted out."""
    return PASSWORD.sub(r"\1:***@", TOKEN.sub("***", text))


class TextFormatter(logging.Formatter):
    """One line for people, traceback below."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s")

    def format(self, record: logging.LogRecord) -> str:
        return without_secrets(super().format(record))


class JsonFormatter(logging.Formatter):
    """One JSON object a line, for machines; what a record was given as `extra` under `fields` is kept."""

    def format(self, record: logging.LogRecord) -> str:
        line = {
            "at": self.formatTime(record, "%Y-%m-%dT%H:%M:%S%z"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
            **getattr(record, "fields", {}),
        }
        if record.exc_info:
            line["error"] = self.formatException(record.exc_info)
        return without_secrets(json.dumps(line, ensure_ascii=False))


class SaidOnce(logging.Filter):
    """What goes wrong at every tick is told once in a while, with how often it went wrong since.

    Two records tell the same when they have the same words and the same kind of exception. A traceback that has just
    been told is not told again beneath other words.
    """

    def __init__(self) -> None:
        super().__init__()
        self._told: dict[object, tuple[float, int]] = {}

    def filter(self, record: logging.LogRecord) -> bool:
        if record.levelno < logging.WARNING:
            return True
        kind, error, where = record.exc_info or (None, None, None)
        more = self._times_kept_back((record.getMessage(), kind), record.created)
        if more is None:
            return False
        if more:
            record.msg, record.args = f"{record.getMessage()} ({more} times more in between)", None
        if kind and where and self._times_kept_back((kind, _said(error), _place(where)), record.created) is None:
            record.msg, record.args, record.exc_info = f"{record.getMessage()} ({kind.__name__} as before)", None, None
        return True

    def _times_kept_back(self, what: object, now: float) -> int | None:
        """How often it was kept back since it was told last; None when it is to be kept back."""
        at, more = self._told.get(what, (-AGAIN_AFTER, 0))
        if abs(now - at) < AGAIN_AFTER:  # a clock that is set back keeps nothing back for long
            self._told[what] = (at, more + 1)
            return None
        if len(self._told) >= REMEMBERED:
            self._told.clear()
        self._told[what] = (now, 0)
        return more


def _said(error: BaseException | None) -> str:
    """The first line: SQLAlchemy adds the statement and its values."""
    return str(error).partition("\n")[0]


def _place(where: TracebackType) -> tuple[str, int]:
    """The file and line that raised."""
    while where.tb_next is not None:
        where = where.tb_next
    return where.tb_frame.f_code.co_filename, where.tb_lineno


def veiled(chat: int, secret: str) -> str:
    """A chat's name in logs: always the same, and not to be traced back without the secret."""
    return hashlib.blake2b(str(chat).encode(), key=secret.encode()[:64], digest_size=6).hexdigest()


def set_up(level: str, style: Literal["text", "json"]) -> None:
    """Log to standard error in one of the two ways."""
    handler = logging.StreamHandler()
    handler.addFilter(SaidOnce())
    handler.setFormatter(TextFormatter() if style == "text" else JsonFormatter())
    logging.basicConfig(level=level, handlers=[handler], force=True)
    for chatty in ("httpx", "httpcore", "alembic"):
        logging.getLogger(chatty).setLevel(max(logging.WARNING, logging.getLevelName(level)))
    # A tick that finds the last one still at work is left out, which APScheduler warns of each time.
    logging.getLogger("apscheduler").setLevel(max(logging.ERROR, logging.getLevelName(level)))
