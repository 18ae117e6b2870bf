"""What is said to an update that Telegram delivers again: it was acted on, but its answer may never have been sent."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlmodel import Session

from handlers import add, drafting, moderate
from handlers.card import change_block
from handlers.context import Tools
from handlers.drafting import Scene
from handlers.i18n import plain, say
from handlers.keeping import caller
from handlers.render import statement_block
from handlers.reply import Button, Reply
from handlers.request import Request
from store import cards, history, orders
from store.history import Change
from store.moderators import Caller
from store.record import Statement

LISTED = 5
"""Entries of the log that are shown of one act."""


@dataclass(frozen=True, slots=True)
class CameOf:
    """What an update came to: an order that waits, entries of the log and the statement they are about, a draft."""

    waits: moderate.Outcome | None = None
    changes: Sequence[Change] = ()
    statement: Statement | None = None
    draft: Scene | None = None


async def told(request: Request, tools: Tools) -> Reply:
    """What the update came to when it was first acted on, and what it asked for in turn."""
    assert request.acted_at is not None
    found = await tools.db.read(_came_of, caller(request, tools), request.acted_at)
    if found.waits is not None:
        return moderate.told(request, found.waits)
    if found.draft is None:
        return _done(request.language, found)
    following = add.shown(request, tools, found.draft)
    if not found.changes:
        return following
    return replace(following, blocks=(*_done(request.language, found).blocks, *following.blocks), edit=False)


def _came_of(session: Session, who: Caller, at: datetime) -> CameOf:
    waits = orders.kept(session, who, at)
    if waits is not None:
        return CameOf(moderate.outcome(session, waits))
    changes = [each for each in history.at(session, who.author, at) if each.subject in _SHOWN]
    number = next((each.subject_id for each in reversed(changes) if each.subject == "statement"), None)
    statement = cards.lives_on(session, number) if number is not None else None
    return CameOf(None, cards.told(session, changes), statement, drafting.since(session, who.person, at))


def _done(language: str, found: CameOf) -> Reply:
    blocks = [say(language, "done-already"), *(change_block(language, each) for each in found.changes[-LISTED:])]
    if found.statement is not None:
        blocks.append(statement_block(language, found.statement))
    shows = (found.statement,) if found.statement is not None else ()
    return Reply(tuple(blocks), _undo(language, found.changes), shows=shows, settles=None if found.draft else "form")


def _undo(language: str, changes: Sequence[Change]) -> tuple[tuple[Button, ...], ...]:
    if not changes or changes[-1].action == "undo":
        return ()
    last = changes[-1]
    data = f"undo:{last.number}" if last.subject == "statement" else "undolast"
    return ((Button(plain(language, "button-undo"), data=data),),)


_SHOWN = frozenset({"statement", "actor", "topic"})
