"""The answer to a question on the command line: the bot's own, as text or as one JSON object."""

import html
import re
from datetime import datetime
from typing import Any

from bot.settings import Settings
from handlers.answer import Told, reply_to
from handlers.ask import PAGE, answered
from handlers.i18n import say
from store import statements
from store.database import Database
from store.matcher import Intent, Match, Query

_TAG = re.compile(r"<[^<>]*>")


def tell(db: Database, settings: Settings, question: str, now: datetime) -> Told:
    """What the record answers."""
    return db.read_now(answered, question, now.astimezone(settings.zone).date())


def as_text(told: Told, language: str = "en") -> str:
    """The answer as the bot says it, without its buttons."""
    if told.answer.query.intent is Intent.SMALL_TALK:
        return plain(say(language, "small-talk"))
    return "\n\n".join(plain(block) for block in reply_to(language, told, 0, 0, PAGE).blocks)


def plain(block: str) -> str:
    """HTML as the words a reader sees."""
    return html.unescape(_TAG.sub("", block))


def as_object(db: Database, told: Told) -> dict[str, Any]:
    """The answer as a program reads it; `statements` is empty exactly when the verdict is `nothing_on_record`."""
    answer, query = told.answer, told.answer.query
    found = statements_of(db, told)
    return {
        "question": query.text,
        "verdict": answer.verdict,
        "understood": _understood(told, query),
        "statements": [_scored(match, found) for match in answer.matches if match.number in found],
        "nearest": [_scored(match, found) for match in answer.nearest if match.number in found],
    }


def statements_of(db: Database, told: Told) -> dict[int, dict[str, Any]]:
    """The statements of an answer as the record file has them, by number, with their status."""
    shown = list(told.statements.values())
    objects = db.read_now(statements.objects, shown)
    return {
        statement.number: {"number": statement.number, "status": str(statement.status)} | found
        for statement, found in zip(shown, objects, strict=True)
    }


def _scored(match: Match, found: dict[int, dict[str, Any]]) -> dict[str, Any]:
    known = found[match.number]
    return {"id": known["id"], "number": match.number, "score": round(match.score, 4)} | {
        name: value for name, value in known.items() if name not in {"type", "id", "number"}
    }


def _understood(told: Told, query: Query) -> dict[str, Any]:
    names = told.names.actors
    return {
        "intent": str(query.intent),
        "speakers": [names[id_].name for id_ in query.speakers if id_ in names],
        "acts": [str(act) for act in query.acts],
        "addressees": [names[id_].name for id_ in query.addressees if id_ in names],
        "date_from": query.date_from.isoformat() if query.date_from else None,
        "date_to": query.date_to.isoformat() if query.date_to else None,
        "statuses": [str(status) for status in query.statuses],
        "terms": list(query.terms),
    }
