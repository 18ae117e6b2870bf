"""What waits for moderators: suggestions to approve or refuse, questions nobody answered."""

from dataclasses import replace
from datetime import datetime

from sqlmodel import Session

from handlers import add, drafting
from handlers.context import Tools
from handlers.errors import Refused
from handlers.form import first_step
from handlers.i18n import plain, say, say_date
from handlers.keeping import act
from handlers.render import numbered
from handlers.reply import Button, Reply, rows
from handlers.request import Request
from handlers.telling import tell_outcome
from store import questions, suggestions
from store.moderators import Caller
from store.suggestions import Decided, Suggestion

LISTED = 10


async def queue(request: Request, tools: Tools) -> Reply:
    """`/queue`: the oldest suggestion, and how many there are."""
    return await _next(request, tools, 0)


async def press(request: Request, tools: Tools) -> Reply:
    """A button under a suggestion: `id:approve`, `id:refuse`, `id:block`, `id:next`."""
    id_, _, what = request.words.partition(":")
    if not id_.isdecimal() or len(id_) > 15 or what not in {"approve", "refuse", "block", "next"}:
        raise Refused("button-is-old")
    try:
        if what == "approve":
            return await _approve(request, tools, int(id_))
        if what != "next":
            await act(request, tools, _refuse if what == "refuse" else _block, int(id_))
    except Refused as refused:
        if refused.message != "decided-already":
            raise
        following = await _next(request, tools, int(id_))
        return replace(following, toast=plain(request.language, refused.message, **refused.values))
    return await _next(request, tools, int(id_))


async def unanswered(request: Request, tools: Tools) -> Reply:
    """`/unanswered`: what people asked and nothing on record answered, most asked first."""
    found = await tools.db.read(questions.open_ones, LISTED)
    if not found:
        return Reply((say(request.language, "no-unanswered"),), edit=request.pressed)
    lines = [say(request.language, "unanswered-line", question=each.text[:200], count=each.asked) for each in found]
    buttons = [
        Button(plain(request.language, "button-done", question=each.text[:30]), data=f"unanswered:{each.id}")
        for each in found
    ]
    title = say(request.language, "unanswered-title")
    return Reply(numbered(title, lines), rows(buttons, 1), edit=request.pressed)


async def close_question(request: Request, tools: Tools) -> Reply:
    """The button that takes a question off the list."""
    if not request.words.isdecimal() or len(request.words) > 15:
        raise Refused("button-is-old")
    await act(request, tools, _close, int(request.words))
    return await unanswered(request, tools)


async def _next(request: Request, tools: Tools, after: int) -> Reply:
    found, waiting = await tools.db.read(_read, after)
    if found is None:
        return Reply((say(request.language, "queue-empty"),), edit=request.pressed)
    day = say_date(request.language, found.at.date())
    title = say(request.language, "suggested-by", who=found.name, day=day, count=waiting)
    verbs = ("approve", "refuse", "next", "block")
    buttons = [
        Button(plain(request.language, f"button-{verb}"), data=f"suggestion:{found.id}:{verb}") for verb in verbs
    ]
    source = found.fields.get("source") or {}
    lines = [found.text, found.fields.get("quote") or "", source.get("title") or "", source.get("url") or ""]
    blocks = [say(request.language, "suggested-words", words=line) for line in dict.fromkeys(lines) if line]
    return Reply((title, *blocks), rows(buttons), edit=request.pressed)


def _read(session: Session, after: int) -> tuple[Suggestion | None, int]:
    return suggestions.first(session, after) or suggestions.first(session), suggestions.waiting(session)


async def _approve(request: Request, tools: Tools, id_: int) -> Reply:
    """Approving opens it as a draft: what is recorded is what the moderator saw and saved."""
    return add.shown(request, tools, await act(request, tools, _open, id_))


def _open(session: Session, caller: Caller, now: datetime, id_: int) -> drafting.Scene:
    found = _known(session, id_)
    fields = {name: value for name, value in found.fields.items() if name != "language"}
    step = first_step(fields)
    return drafting.begin(session, caller, now, kind="add", fields=fields, step=step, suggestion=id_)


def _refuse(session: Session, caller: Caller, now: datetime, id_: int) -> None:
    _known(session, id_)
    tell_outcome(session, suggestions.refuse(session, id_, None, caller.author, now), now)


def _block(session: Session, caller: Caller, now: datetime, id_: int) -> None:
    suggestions.block(session, _known(session, id_).person, caller.author, now)


def _known(session: Session, id_: int) -> Suggestion:
    found = suggestions.get(session, id_)
    if found is None:
        raise Refused("button-is-old")
    if found.state != "open":
        raise Decided(found)
    return found


def _close(session: Session, caller: Caller, now: datetime, id_: int) -> None:
    questions.close(session, id_, now)
