"""Faults of an installation in one line each: what is wrong, and what to do about it."""

import errno

from sqlalchemy.exc import DatabaseError, OperationalError
from telegram.error import BadRequest, Forbidden, InvalidToken, NetworkError, TelegramError

from bot.logs import without_secrets
from bot.settings import BadSetting
from store.copy import CannotCopy
from store.database import NewerDatabase
from store.rows import BadFile

SQLITE = {
    "unable to open database file": "The database file cannot be opened: check DATABASE_URL and the folder's rights.",
    "readonly database": "The database is read-only: the bot's user must be able to write to the file and its folder.",
    "disk is full": "The disk is full: free some space; nothing that was confirmed is lost.",
    "disk I/O error": "The disk reports an error: check it, and restore the last backup if the file is damaged.",
    "database is locked": "The database is busy: another program holds it; try again.",
    "malformed": "The database file is damaged: stop the bot and put the last backup in its place.",
    "not a database": "DATABASE_URL names no SQLite database, or a damaged one: put the last backup in its place.",
}
"""What SQLite says, and what that means for an operator."""


def in_words(error: BaseException) -> str | None:
    """One line about a fault that an operator can mend, None for any other error."""
    if isinstance(error, BadSetting | BadFile | NewerDatabase | CannotCopy):
        return str(error)
    if isinstance(error, DatabaseError):
        return _of_database(str(error.orig), isinstance(error, OperationalError))
    if isinstance(error, TelegramError):
        return _of_telegram(error)
    if isinstance(error, OSError) and error.errno == errno.EADDRINUSE:
        return "WEBHOOK_LISTEN: another program listens there already."
    if isinstance(error, OSError) and error.filename:
        return f"{error.filename}: {error.strerror}."
    return None


def _of_telegram(error: TelegramError) -> str | None:
    if isinstance(error, InvalidToken | Forbidden):
        return "Telegram refuses BOT_TOKEN: it was revoked or mistyped. Ask @BotFather for it again."
    if isinstance(error, NetworkError) and not isinstance(error, BadRequest):
        reason = without_secrets(error.message).removeprefix("httpx.")
        return f"Telegram cannot be reached ({reason}): check the network, its DNS and TELEGRAM_API_URL."
    return None


def _of_database(said: str, operational: bool) -> str | None:
    known = next((words for sign, words in SQLITE.items() if sign in said), None)
    if known is None and operational:
        first = without_secrets(said.strip().splitlines()[0] if said.strip() else "no reason given")
        return f"The database does not answer: {first}. Check DATABASE_URL and that its server runs."
    return known
