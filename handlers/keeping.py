"""What all moderators' commands have in common: one act in one transaction, and words for what refuses it."""

import re
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, Concatenate, ParamSpec, TypeVar

from sqlmodel import Session

from handlers.context import Tools
from handlers.errors import NotAllowed, Refused
from handlers.i18n import plain, say_moment, say_reason
from handlers.request import Request
from store import drafts, keeping, moderators, naming, orders, suggestions, undo
from store.moderators import Caller
from store.record import Role, Status
from store.record_file import BadRow
from store.statements import Stale, UnknownStatement

P = ParamSpec("P")
R = TypeVar("R")
Act = Callable[Concatenate[Session, Caller, datetime, P], R]
"""What is done to the record: a transaction that is told by whom and when."""

NUMBER = re.compile(r"[/#№]?[sс]?(\d{1,15})(?!\d)", re.ASCII | re.IGNORECASE)
_SHOWN = re.compile(r"start=s(\d{1,15})|/s(\d{1,15})", re.ASCII)


def caller(request: Request, tools: Tools) -> Caller:
    """Who asks, for the store; raises NotAllowed where Telegram hides who it is."""
    if request.person is None:
        raise NotAllowed("not-allowed-hidden")
    return Caller(request.person, request.chat.id, request.update, tools.owners)


async def act(request: Request, tools: Tools, fn: Act[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
    """A moderator's act: rights are checked, the update is noted and the act is done, or none of it.

    Raises:
        Refused: saying what was wrong and what to type instead.
    """
    return await act_as(Role.MODERATOR, request, tools, fn, *args, **kwargs)


async def permitted(request: Request, tools: Tools) -> Caller:
    """Who asks, if they are a moderator now: for what may be done again when an update is delivered again.

    Raises:
        NotAllowed: when they are none.
    """
    who = caller(request, tools)
    try:
        await tools.db.read(moderators.require, who)
    except moderators.NotAllowed as error:
        raise refused(error, request.language) from error
    return who


async def act_as(role: Role, request: Request, tools: Tools, fn: Act[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
    """`act` for another role than a moderator."""
    who = caller(request, tools)

    def once(session: Session) -> R:
        moderators.begin(session, who, request.now, role)
        return fn(session, who, request.now, *args, **kwargs)

    try:
        return await tools.db.write(once)
    except tuple(_WORDS) as error:
        raise refused(error, request.language) from error


def refused(error: Exception, language: str) -> Refused:
    """What the store refused, in words."""
    return _WORDS[type(error)](error, language)


_Say = Callable[[Any, str], Refused]
_WORDS: dict[type[Exception], _Say] = {
    moderators.NotAllowed: lambda error, _: NotAllowed(f"not-allowed-{error.needs}"),
    moderators.UnknownPerson: lambda error, _: Refused("who-is-that", name=str(error)[:60]),
    UnknownStatement: lambda error, _: Refused("no-such-number", number=str(error)[:40]),
    keeping.Gone: lambda error, _: Refused("lives-on", number=str(error.number)),
    keeping.Pointless: lambda error, _: Refused(f"pointless-{error}"),
    keeping.NoSuchStatus: lambda error, language: Refused("no-such-status", allowed=allowed(language, error.allowed)),
    BadRow: lambda error, language: Refused(
        "bad-column", column=column_name(language, error.column), reason=say_reason(language, error.reason)
    ),
    Stale: lambda error, _: Refused("changed-since", who=error.changes[-1].author.name),
    undo.NothingToUndo: lambda _, __: Refused("nothing-to-undo"),
    undo.TooMuch: lambda _, __: Refused("too-much-to-undo", most=str(undo.AT_ONCE)),
    naming.UnknownName: lambda error, _: Refused("no-such-name", name=str(error)[:80]),
    naming.Taken: lambda error, _: Refused("name-taken", name=str(error)[:80]),
    naming.Circle: lambda _, __: Refused("pointless-circle"),
    naming.StillUsed: lambda error, _: Refused("still-used", name=str(error)[:80]),
    moderators.NotYours: lambda _, __: Refused("not-yours"),
    orders.OldOrder: lambda _, __: Refused("old-order"),
    drafts.OldButton: lambda _, __: Refused("old-draft"),
    drafts.Closed: lambda error, _: (
        Refused("draft-saved", number=str(error.number)) if error.number else Refused("draft-dropped")
    ),
    suggestions.Decided: lambda error, _: Refused("decided-already", who=error.suggestion.decided_by or "?"),
    suggestions.TooMany: lambda error, language: Refused(
        "too-many-suggestions", again=say_moment(language, error.again.astimezone(UTC))
    ),
    suggestions.Blocked: lambda _, __: Refused("suggestions-blocked"),
}


def column_name(language: str, column: str) -> str:
    """What people call a column, or a part of one (`source.url`)."""
    return plain(language, f"changed-{column.partition('.')[0]}")


def allowed(language: str, statuses: tuple[Status, ...]) -> str:
    """Statuses as they are typed, in the person's language."""
    return ", ".join(plain(language, f"status-{status}") for status in statuses)


def number_and_rest(request: Request, usage: str) -> tuple[int, str]:
    """The statement a command is about, and what follows: `/edit 12 …`, or as a reply to a message that shows one.

    Raises:
        Refused: with the message `usage`, when no number is given.
    """
    match = NUMBER.match(request.words)
    if match:
        return int(match[1]), request.words[match.end() :].strip(" :,")
    shown = {one or other for one, other in _SHOWN.findall(request.quoted.text if request.quoted else "")}
    if len(shown) == 1:
        return int(shown.pop()), request.words
    raise Refused(usage)
