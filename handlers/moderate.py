"""Commands about a statement on record: `/edit`, `/status`, `/link`, `/merge`, `/retract`, `/restore`, `/undo`."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from markupsafe import Markup
from sqlmodel import Session

from handlers.card import change_block
from handlers.command_words import reason_of, ruling_of, target_of
from handlers.context import Tools
from handlers.draft_line import BadLine, fields_of_edit
from handlers.draft_words import source_of
from handlers.errors import Refused
from handlers.i18n import plain, say
from handlers.keeping import act, number_and_rest
from handlers.render import marked_line, statement_block
from handlers.reply import Button, Reply, rows
from handlers.request import Request
from store import cards, history, keeping, orders, statements
from store import undo as undoing
from store.history import Change
from store.moderators import Caller
from store.orders import Done, Order, Verb, Waits
from store.record import Statement
from store.record_file import source_object

Outcome = tuple[Done | Waits, Statement, tuple[Change, ...]]
"""What became of an order, the statement as it stands now, and its entry of the log."""


async def edit(request: Request, tools: Tools) -> Reply:
    """`/edit 12 text: …`: change some columns."""
    from handlers import add  # noqa: PLC0415 - the form answers to typed orders too

    number, words = number_and_rest(request, "usage-edit")
    if not words:
        return await add.edit_form(request, tools, number)
    try:
        fields = fields_of_edit(words, request.now.astimezone(tools.zone).date())
    except BadLine as bad:
        return marked_line(request.language, bad, f"/edit {number}")
    return await _give(request, tools, Order(Verb.EDIT, number, fields))


async def status(request: Request, tools: Tools) -> Reply:
    """`/status 12 kept because … source: …`: rule, a missing source is asked for; `/status 12 lift` takes it back."""
    number, words = number_and_rest(request, "usage-status")
    if not words:
        raise Refused("usage-status")
    ruling = ruling_of(words)
    if ruling is None:
        return await _give(request, tools, Order(Verb.LIFT, number, {}))
    ruled = {"status": str(ruling.status), "reason": ruling.reason, "source": ruling.source}
    order = Order(Verb.RULE, number, ruled)
    if ruling.source is not None:
        return await _give(request, tools, order)
    return told(request, await act(request, tools, _ask, order))


async def link(request: Request, tools: Tools) -> Reply:
    """`/link 12 responds 7`."""
    number, words = number_and_rest(request, "usage-link")
    return await _give(request, tools, Order(Verb.LINK, number, {"target": target_of(words, "usage-link")}))


async def merge(request: Request, tools: Tools) -> Reply:
    """`/merge 12 into 7`: 12 lives on as 7."""
    number, words = number_and_rest(request, "usage-merge")
    return await _give(request, tools, Order(Verb.MERGE, number, {"target": target_of(words, "usage-merge")}))


async def source(request: Request, tools: Tools) -> Reply:
    """`/source 12 title, https://…`: one more source beside those it has."""
    number, words = number_and_rest(request, "usage-source")
    found = _source_words(words)
    if not found:
        raise Refused("usage-source")
    return await _give(request, tools, Order(Verb.SOURCE, number, found))


async def retract(request: Request, tools: Tools) -> Reply:
    """`/retract 12 because …`: the card stays, marked."""
    number, words = number_and_rest(request, "usage-retract")
    reason = reason_of(words)
    if not reason:
        raise Refused("usage-retract")
    return await _give(request, tools, Order(Verb.RETRACT, number, {"reason": reason}))


async def restore(request: Request, tools: Tools) -> Reply:
    """`/restore 12`."""
    number, _ = number_and_rest(request, "usage-restore")
    return await _give(request, tools, Order(Verb.RESTORE, number, {}))


async def undo(request: Request, tools: Tools) -> Reply:
    """`/undo`: take back one's own last change, by a new entry."""
    reason = plain(request.language, "undone-reason")
    changes, shown = await act(request, tools, _undo, reason)
    lines = [change_block(request.language, change) for change in changes[:5]]
    title = say(request.language, "undone", count=len(changes))
    blocks = [statement_block(request.language, each) for each in shown]
    return Reply((title, *lines, *blocks), shows=tuple(shown), settles="undo")


async def answered(request: Request, tools: Tools, id_: int) -> Reply:
    """The source of a ruling, as a message of its own."""
    found = _source_words(request.words)
    if not found:
        raise Refused("ask-source-again")
    done = told(request, await act(request, tools, _answer, id_, {"source": found}))
    return replace(done, settles=f"order:{id_}")


async def press(request: Request, tools: Tools) -> Reply:
    """A button under an order that waits: `id:yes:revision`, `id:nosource`, `id:leave`."""
    id_, _, rest = request.words.partition(":")
    what, _, revision = rest.partition(":")
    if not id_.isdecimal() or len(id_) > 15 or (what == "yes" and not (revision.isdecimal() and len(revision) < 10)):
        raise Refused("button-is-old")
    if what == "yes":
        done = told(request, await act(request, tools, _confirm, int(id_), int(revision)))
    elif what == "nosource":
        done = told(request, await act(request, tools, _answer, int(id_), {"source": None}))
    else:
        await act(request, tools, _leave, int(id_))
        done = Reply((say(request.language, "order-left"),), edit=True)
    return replace(done, settles=f"order:{id_}")


async def _give(request: Request, tools: Tools, order: Order) -> Reply:
    return told(request, await act(request, tools, _carry_out, order))


def _carry_out(session: Session, caller: Caller, now: datetime, order: Order) -> Outcome:
    return outcome(session, orders.give(session, order, caller, now))


def _confirm(session: Session, caller: Caller, now: datetime, id_: int, revision: int) -> Outcome:
    return outcome(session, orders.confirm(session, id_, revision, caller, now))


def _answer(session: Session, caller: Caller, now: datetime, id_: int, words: dict[str, object]) -> Outcome:
    return outcome(session, orders.answer(session, id_, words, caller, now))


def _ask(session: Session, caller: Caller, now: datetime, order: Order) -> Outcome:
    keeping.check_ruling(session, order.number, str(order.words["status"]))
    return outcome(session, orders.ask(session, order, caller, now, "source"))


def _leave(session: Session, caller: Caller, now: datetime, id_: int) -> Order:
    return orders.drop(session, id_, caller.person)


def _undo(session: Session, caller: Caller, now: datetime, reason: str) -> tuple[tuple[Change, ...], list[Statement]]:
    undone = undoing.undo(session, caller.author, now, reason)
    return cards.told(session, undone.changes), statements.many(session, undone.numbers[:1])


def outcome(session: Session, found: Done | Waits) -> Outcome:
    """What became of an order, with the statement."""
    number = found.number if isinstance(found, Done) else found.order.number
    statement = cards.lives_on(session, number)
    assert statement is not None
    changed = found.change if isinstance(found, Done) else None
    entries = () if changed is None else (history.entry(session, changed),)
    if isinstance(found, Waits):
        found = replace(found, changes=cards.told(session, found.changes))
    return found, statement, cards.told(session, entries)


def told(request: Request, what: Outcome) -> Reply:
    """What was done, and the statement as it stands now; or what came first, and the choice."""
    found, statement, changes = what
    block = statement_block(request.language, statement)
    if isinstance(found, Waits):
        if found.asks is not None:
            return _question(request.language, found)
        return _stale(request.language, found, block)
    if found.change is None:
        return Reply((say(request.language, "nothing-to-change"), block), shows=(statement,))
    lines = tuple(change_block(request.language, change) for change in changes)
    buttons = rows([Button(plain(request.language, "button-undo"), data=f"undo:{found.change}")])
    return Reply((*lines, block), buttons, shows=(statement,), edit=request.pressed)


def _question(language: str, found: Waits) -> Reply:
    button = Button(plain(language, "button-no-source"), data=f"order:{found.id}:nosource")
    cancel = Button(plain(language, "button-leave"), data=f"order:{found.id}:leave")
    return Reply((say(language, "ask-source", number=str(found.order.number)),), ((button, cancel),))


def _stale(language: str, found: Waits, block: Markup) -> Reply:
    title = say(language, "changed-meanwhile", number=str(found.order.number))
    buttons = (
        Button(plain(language, "button-anyway"), data=f"order:{found.id}:yes:{found.revision}"),
        Button(plain(language, "button-leave"), data=f"order:{found.id}:leave"),
    )
    return Reply((title, *_lines(language, found.changes), block), rows(buttons))


def _lines(language: str, changes: Iterable[Change]) -> list[Markup]:
    return [change_block(language, change) for change in list(changes)[-5:]]


def _source_words(words: str) -> dict[str, object]:
    try:
        return source_object(source_of(words))
    except ValueError as error:
        raise Refused("bad-source", url=str(error)) from None


async def press_undo(request: Request, tools: Tools) -> Reply:
    """The button under a change: takes back that change, while it is the person's last."""
    if not request.words.isdecimal() or len(request.words) > 15:
        raise Refused("button-is-old")
    reason = plain(request.language, "undone-reason")
    changes, shown = await act(request, tools, _undo_this, int(request.words), reason)
    blocks = [statement_block(request.language, each) for each in shown]
    title = say(request.language, "undone", count=len(changes))
    return Reply((title, *blocks), shows=tuple(shown), edit=True, settles="undo")


def _undo_this(
    session: Session, caller: Caller, now: datetime, change: int, reason: str
) -> tuple[tuple[Change, ...], list[Statement]]:
    if change not in {each.number for each in undoing.last(session, caller.author)}:
        raise Refused("not-your-last-change")
    return _undo(session, caller, now, reason)
