"""What can be wrong with an installation, and how to mend it: one line a check."""

import shutil
import stat
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from pathlib import Path

from sqlalchemy.exc import DatabaseError

from bot.faults import in_words
from bot.settings import BadSetting, Settings, load
from bot.telegram_check import Fetch, check_telegram, fetch
from store import health, history, semantic
from store.database import Database, NewerDatabase, head_version

SKEW = timedelta(seconds=60)
"""How far two clocks may differ before digests come noticeably early or late."""

LITTLE_SPACE, NO_SPACE = 500 << 20, 20 << 20
"""Free bytes on the database's disk that are a warning, and a failure."""


class Level(StrEnum):
    """How bad it is."""

    OK = "ok"
    WARN = "warn"
    FAIL = "fail"


@dataclass(frozen=True, slots=True)
class Check:
    """One line: what was looked at, how it is, and what to do about it."""

    name: str
    level: Level
    told: str
    mend: str = ""

    def __str__(self) -> str:
        return f"{self.level:<4}  {self.name}: {self.told}" + (f" → {self.mend}" if self.mend else "")


def examine(now: datetime, *, settings: Callable[[], Settings] = load, ask: Fetch = fetch) -> Iterator[Check]:
    """Every check that makes sense: what cannot be opened is not looked into."""
    try:
        found = settings()
    except BadSetting as bad:
        yield Check("settings", Level.FAIL, str(bad), "correct it in .env or the environment")
        return
    yield Check("settings", Level.OK, "read")
    yield from _secrets(Path(".env"))
    yield Check("time zone", Level.OK, f"{found.timezone}, now {now.astimezone(found.zone):%Y-%m-%d %H:%M}")
    yield from _database(found, now)
    yield _encoder()
    yield from (Check(name, Level(level), told, mend) for name, level, told, mend in check_telegram(found, now, ask))


def _secrets(path: Path) -> Iterator[Check]:
    if path.exists() and path.stat().st_mode & (stat.S_IRGRP | stat.S_IROTH):
        yield Check(".env", Level.WARN, "other users of this machine can read it", "chmod 600 .env")


def _database(settings: Settings, now: datetime) -> Iterator[Check]:
    try:
        db = Database(settings.database_url)
    except Exception as error:  # a URL or a driver that is wrong in any way is one line, too
        yield Check("database", Level.FAIL, in_words(error) or f"{error}", "correct DATABASE_URL")
        return
    try:
        yield from _opened(db, now)
    except DatabaseError as error:
        told = in_words(error) or str(error.orig)
        yield Check("database", Level.FAIL, told)
    finally:
        db.close()


def _opened(db: Database, now: datetime) -> Iterator[Check]:
    try:
        version = db.version()
    except NewerDatabase as newer:
        yield Check("schema", Level.FAIL, str(newer))
        return
    yield Check("database", Level.OK, db.url.render_as_string(hide_password=True))
    yield from _space(db)
    if version != head_version():
        told = f"is at {version}, this program needs {head_version()}" if version else "there is none yet"
        yield Check("schema", Level.FAIL, told, "onrecord migrate")
        return
    yield Check("schema", Level.OK, version or "")
    fault = db.read_now(health.integrity)
    if fault is not None:
        mend = "stop the bot and put the last backup in its place"
        yield Check("integrity", Level.FAIL, f"the database file is damaged: {fault}", mend)
        return
    yield Check("integrity", Level.OK, "no fault found")
    yield from _contents(db, now)


def _space(db: Database) -> Iterator[Check]:
    if not db.is_sqlite or not db.url.database:
        return
    free = shutil.disk_usage(Path(db.url.database).parent).free
    level = Level.FAIL if free < NO_SPACE else Level.WARN if free < LITTLE_SPACE else Level.OK
    yield Check("disk", level, f"{free >> 20} MB free", "free some space" if level is not Level.OK else "")


def _contents(db: Database, now: datetime) -> Iterator[Check]:
    try:
        db.write_now(health.try_to_write)
        yield Check("writing", Level.OK, "the database takes changes")
    except DatabaseError as error:
        yield Check("writing", Level.FAIL, in_words(error) or str(error.orig))
    broken = db.read_now(history.verify)
    if broken is None:
        yield Check("log", Level.OK, f"whole, {db.read_now(history.head)[0]} entries")
    else:
        mend = "compare with the last backup: somebody changed the database by hand"
        yield Check("log", Level.FAIL, f"entry {broken.number} {broken.reason}", mend)
    yield from _index(db)
    yield from _clock(db, now)
    for id_, title, why in db.read_now(health.suspended):
        yield Check("chat", Level.WARN, f"{title or id_} gets nothing: {why}", "give the bot the right to post there")


def _index(db: Database) -> Iterator[Check]:
    missing = db.read_now(health.unindexed)
    if missing:
        yield Check("search index", Level.FAIL, f"{missing} statements are out of step", "onrecord reindex")
    elif missing == 0:
        yield Check("search index", Level.OK, "in step with the record")


def _clock(db: Database, now: datetime) -> Iterator[Check]:
    server, last = db.read_now(health.server_time), db.read_now(health.last_change)
    mend = "set this machine's clock (timedatectl set-ntp true)"
    if server is not None and abs(server - datetime.now(UTC)) > SKEW:
        yield Check("clock", Level.FAIL, f"differs from the database server's, {server:%Y-%m-%d %H:%M:%S} UTC", mend)
    elif last is not None and last > now + SKEW:
        yield Check("clock", Level.FAIL, f"is before the last change, of {last:%Y-%m-%d %H:%M} UTC", mend)
    else:
        yield Check("clock", Level.OK, f"{now:%Y-%m-%d %H:%M:%S} UTC")


def _encoder() -> Check:
    if not semantic.installed():
        return Check("encoder", Level.OK, "off: questions are matched by their words")
    return Check("encoder", Level.OK, "on: questions are matched by their meaning, too")
