"""Telling somebody by a message of its own what a moderator or an owner decided about them or their suggestion."""

from datetime import datetime

from sqlmodel import Session

from handlers.i18n import say
from store import outbox
from store.models import ChatRow
from store.suggestions import Suggestion


def tell_outcome(session: Session, found: Suggestion, now: datetime) -> None:
    """Put into the outbox what became of a suggestion, once, in its author's language."""
    language = _language(session, found.person, str(found.fields.get("language") or ""))
    number, reason = str(found.number or ""), found.reason or ""
    html = say(language, f"suggestion-{found.state}", text=found.text[:300], number=number, reason=reason)
    outbox.plan(session, [outbox.Planned(f"suggestion-{found.id}", found.person, str(html))], now)


def tell_role(session: Session, person: int, change: int, role: str, now: datetime) -> None:
    """Put into the outbox that somebody's role has changed; `change` is the log's entry."""
    html = say(_language(session, person, ""), f"you-are-{role}")
    outbox.plan(session, [outbox.Planned(f"role-{change}", person, str(html))], now)


def _language(session: Session, person: int, asked_in: str) -> str:
    row = session.get(ChatRow, person)
    return (row.language if row else None) or asked_in or "en"
