"""What happens to an open draft: each function is one transaction, and returns what is to be shown next."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlmodel import Session

from handlers.errors import Refused
from handlers.form import (
    PREVIEW,
    STEPS,
    Fields,
    answered,
    as_statement,
    first_step,
    likely_kind,
    next_step,
    renamed,
    step_back,
    with_known_names,
)
from handlers.form_view import KINDS, View, picked
from handlers.telling import tell_outcome
from store import cards, drafts, history, keeping, moderators, statements, suggestions
from store.actors import directory
from store.drafts import OpenDraft
from store.history import Change
from store.moderators import Caller
from store.near import near
from store.recent import NOTHING, Recent, recent
from store.record import Kind, Statement
from store.record_file import draft_of
from store.statements import Stale


@dataclass(frozen=True, slots=True)
class Scene:
    """An open draft and what its message needs: likely answers for a question, or a view for the preview."""

    draft: OpenDraft
    recent: Recent = NOTHING
    view: View | None = None
    changes: tuple[Change, ...] = ()
    menu: bool = False


@dataclass(frozen=True, slots=True)
class Finished:
    """A draft that is done with: recorded as a statement, offered, or dropped; and what comes after it.

    `who` decided first on the suggestion that it was about.
    """

    kind: str
    statement: Statement | None = None
    change: int | None = None
    then: Scene | None = None
    message: tuple[int, int] | None = None
    """The chat and number of the message in a group whose words it was made of."""

    who: str = ""


Shown = Scene | Finished


def begin(session: Session, caller: Caller, now: datetime, /, *, kind: str, fields: Fields, **more: Any) -> Scene:
    """Open a draft at the first question that needs an answer."""
    _rights(session, caller, kind)
    step = more.pop("step", None) or first_step(fields)
    fields = _whole(fields) if step == PREVIEW else fields
    return scene(session, drafts.start(session, caller, now, kind=kind, step=step, fields=fields, **more))


def begin_edit(session: Session, caller: Caller, now: datetime, number: int) -> Scene:
    """Open a statement on record for editing, part by part."""
    _rights(session, caller, "edit")
    row = keeping.living(session, number)
    fields = statements.object_of(session, number)
    fields["responds_to"] = [str(each) for each in statements.responds_to(session, number)]
    more = {"number": number, "based_on": row.revision, "step": PREVIEW}
    return replace(begin(session, caller, now, kind="edit", fields=fields, **more), menu=True)


def typed(session: Session, caller: Caller, now: datetime, words: str, today: date) -> Scene:
    """A typed answer to the question that is open."""
    draft = _own(session, caller)
    value = answered(draft.step, words, today)
    return _put(session, draft, now, value)


def since(session: Session, person: int, at: datetime) -> Scene | None:
    """The open draft as it is to be shown, None when there is none or it was not touched since that moment."""
    draft = drafts.of(session, person)
    return scene(session, draft) if draft and draft.touched_at and draft.touched_at >= at else None


def press(session: Session, caller: Caller, now: datetime, draft: tuple[int, int], what: str) -> Shown:
    """A button of the form: `verb` or `verb:value`, of a draft by its id and version."""
    found = drafts.get(session, caller.person, *draft)
    _rights(session, caller, found.kind)
    verb, _, value = what.partition(":")
    if verb not in _VERBS:
        raise Refused("button-is-old")
    return _VERBS[verb](session, caller, now, found, value)


def cancel(session: Session, caller: Caller, now: datetime) -> Finished:
    """Give up the open draft, and show what waited behind it."""
    return _cancel(session, caller, now, _own(session, caller), "")


def scene(session: Session, draft: OpenDraft, changes: Sequence[Change] = ()) -> Scene:
    """What the message of a draft shows."""
    if draft.step != PREVIEW:
        return Scene(draft, recent(session, draft.person), changes=tuple(changes))
    names = directory(session)
    fields, unknown = with_known_names(draft.fields, names)
    wanted = draft_of(fields)
    found = near(session, wanted, besides=draft.number) if draft.kind != "edit" else []
    view = View(as_statement(wanted, names), tuple(wanted.responds_to), tuple(found), tuple(unknown))
    return Scene(draft, view=view, changes=tuple(changes))


def _rights(session: Session, caller: Caller, kind: str) -> None:
    if kind != "suggest":
        moderators.require(session, caller)


def _own(session: Session, caller: Caller) -> OpenDraft:
    draft = drafts.of(session, caller.person)
    if draft is None:
        raise Refused("no-draft")
    _rights(session, caller, draft.kind)
    return draft


def _put(session: Session, draft: OpenDraft, now: datetime, value: Any) -> Scene:
    fields = {**draft.fields, draft.step: value}
    return _move(session, draft, now, next_step(draft.step, fields), fields)


def _move(session: Session, draft: OpenDraft, now: datetime, step: str, fields: Fields) -> Scene:
    fields = _whole(fields) if step == PREVIEW else fields
    return scene(session, drafts.move(session, draft, now, step=step, fields=fields))


def _whole(fields: Fields) -> dict[str, Any]:
    """At the preview every question has been asked, or need not be."""
    return {**dict.fromkeys(STEPS), **fields}


def _pick(session: Session, caller: Caller, now: datetime, draft: OpenDraft, value: str) -> Scene:
    found = picked(draft.step, value, directory(session), recent(session, caller.person))
    if found is None:
        raise Refused("button-is-old")
    if draft.step in {"said_on", "due_on"}:
        found = answered(draft.step, value, now.date())
    return _put(session, draft, now, found)


def _skip(session: Session, caller: Caller, now: datetime, draft: OpenDraft, _: str) -> Scene:
    if draft.step in {"speaker", "act", "text"}:
        raise Refused("button-is-old")
    return _put(session, draft, now, None)


def _back(session: Session, caller: Caller, now: datetime, draft: OpenDraft, _: str) -> Scene:
    return _move(session, draft, now, step_back(draft.step), draft.fields)


def _show(session: Session, caller: Caller, now: datetime, draft: OpenDraft, _: str) -> Scene:
    return _move(session, draft, now, draft.step, draft.fields)


def _edit(session: Session, caller: Caller, now: datetime, draft: OpenDraft, _: str) -> Scene:
    return replace(scene(session, draft), menu=True)


def _go(session: Session, caller: Caller, now: datetime, draft: OpenDraft, value: str) -> Scene:
    if value not in {*STEPS, "reported_by", "responds_to", "due_on"}:
        raise Refused("button-is-old")
    return _move(session, draft, now, value, draft.fields)


def _is(session: Session, caller: Caller, now: datetime, draft: OpenDraft, value: str) -> Scene:
    """An unknown name means somebody on record."""
    at, _, actor = value.partition(":")
    names = directory(session)
    _, unknown = with_known_names(draft.fields, names)
    known = names.actors.get(int(actor)) if actor.isdecimal() and len(actor) < 16 else None
    if known is None or not at.isdecimal() or len(at) > 2 or int(at) >= len(unknown):
        raise Refused("button-is-old")
    return _move(session, draft, now, draft.step, renamed(draft.fields, unknown[int(at)].name, known.name))


def _kind(session: Session, caller: Caller, now: datetime, draft: OpenDraft, value: str) -> Scene:
    """An unknown name is a new speaker; pressed again, of another kind."""
    _, unknown = with_known_names(draft.fields, directory(session))
    if not value.isdecimal() or len(value) > 2 or int(value) >= len(unknown):
        raise Refused("button-is-old")
    kinds = dict(draft.fields.get("kinds", {}))
    name = unknown[int(value)].name
    shown = Kind(kinds.get(name, likely_kind(name)))
    decides = name not in kinds and unknown[int(value)].near  # that it is new, not yet what it is
    kinds[name] = str(shown if decides else KINDS[(KINDS.index(shown) + 1) % len(KINDS)])
    return _move(session, draft, now, draft.step, {**draft.fields, "kinds": kinds})


def _responds(session: Session, caller: Caller, now: datetime, draft: OpenDraft, value: str) -> Scene:
    answered_to = list(dict.fromkeys([*(draft.fields.get("responds_to") or []), value]))
    return _move(session, draft, now, draft.step, {**draft.fields, "responds_to": answered_to})


def _source(session: Session, caller: Caller, now: datetime, draft: OpenDraft, value: str) -> Finished:
    """It is on record: keep only where else it can be read, with its own wording and date where they differ."""
    if draft.kind != "add" or not value.isdecimal() or len(value) > 15:
        raise Refused("button-is-old")
    if late := _late(session, caller, now, draft):
        return late
    number, wanted = int(value), draft_of(draft.fields)
    known = statements.find(session, number)
    if known is None or not wanted.sources:
        raise Refused("source-missing" if known else "button-is-old")
    said_on = str(wanted.said_on) if wanted.said_on else None
    mine = replace(
        wanted.sources[0],
        quote=wanted.quote if wanted.quote != known.quote else None,
        said_on=said_on if wanted.said_on != known.said_on else None,
    )
    change = keeping.add_source(session, number, mine, caller.author, now)
    drafts.close(session, draft, number, now)
    if draft.suggestion is not None:
        tell_outcome(session, suggestions.approve(session, draft.suggestion, number, caller.author, now), now)
    return _finished(session, caller, now, draft, "source", number=number, change=change)


def _save(session: Session, caller: Caller, now: datetime, draft: OpenDraft, _: str) -> Shown:
    """Record it as the preview showed it; somebody else's change in between is shown first."""
    if late := _late(session, caller, now, draft):
        return late
    fields, unknown = with_known_names(draft.fields, directory(session))
    if any(each.near for each in unknown):
        raise Refused("decide-names")
    if draft.kind == "suggest":
        return _offer(session, caller, now, draft)
    kinds = {each.name: str(likely_kind(each.name)) for each in unknown} | draft.fields.get("kinds", {})
    wanted = replace(draft, fields=_with_keys(session, {**fields, "kinds": kinds}))
    try:
        number = drafts.save(session, wanted, caller, now)
    except Stale as stale:
        rebased = drafts.rebase(session, draft, now, stale.changes[-1].revision)
        return scene(session, rebased, cards.told(session, stale.changes))
    if draft.suggestion is not None and (offered := suggestions.get(session, draft.suggestion)):
        tell_outcome(session, offered, now)
    return _finished(session, caller, now, draft, draft.kind, number=number, change=_last_change(session, number))


def _late(session: Session, caller: Caller, now: datetime, draft: OpenDraft) -> Finished | None:
    """That somebody else decided first on the suggestion which a draft is about; the draft is closed then."""
    offered = suggestions.get(session, draft.suggestion) if draft.suggestion is not None else None
    if offered is None or offered.decided_by is None:
        return None
    drafts.close(session, draft, offered.number, now)
    done = _finished(session, caller, now, draft, "late", number=offered.number)
    return replace(done, who=offered.decided_by, message=None)


def _with_keys(session: Session, fields: Fields) -> dict[str, Any]:
    """The fields with the stable keys of the statements that are responded to by number."""
    numbers = [int(each) for each in fields.get("responds_to") or []]
    living = [keeping.resolve(session, number) for number in numbers]
    return {**fields, "responds_to": [statements.row_of(session, number).key for number in living]}


def _last_change(session: Session, number: int) -> int | None:
    return history.last(session, "statement", number)


def _offer(session: Session, caller: Caller, now: datetime, draft: OpenDraft) -> Finished:
    offer(session, caller, now, draft.fields)
    drafts.close(session, draft, None, now)
    return _finished(session, caller, now, draft, "suggest")


def offer(session: Session, caller: Caller, now: datetime, fields: Fields) -> None:
    """Hand something to the moderators; its `language` is the one its author is answered in."""
    words = [str(fields[name]) for name in ("speaker", "act", "text") if fields.get(name)]
    kept = {name: value for name, value in fields.items() if value}
    suggestions.offer(session, caller.author, " | ".join(words) or str(fields.get("quote") or ""), kept, now)


def _cancel(session: Session, caller: Caller, now: datetime, draft: OpenDraft, _: str) -> Finished:
    drafts.close(session, draft, None, now)
    return _finished(session, caller, now, draft, "dropped")


def _drop_all(session: Session, caller: Caller, now: datetime, draft: OpenDraft, _: str) -> Finished:
    drafts.close(session, draft, None, now)
    return Finished("dropped")


def _finished(
    session: Session,
    caller: Caller,
    now: datetime,
    draft: OpenDraft,
    kind: str,
    *,
    number: int | None = None,
    change: int | None = None,
) -> Finished:
    following = drafts.follow_up(session, draft, caller, now)
    statement = statements.find(session, number) if number is not None else None
    then = scene(session, following) if following else None
    chat, message = draft.fields.get("message") or (0, 0)
    return Finished(kind, statement, change, then, (chat, message) if chat else None)


_VERBS: Mapping[str, Callable[[Session, Caller, datetime, OpenDraft, str], Shown]] = {
    "pick": _pick,
    "skip": _skip,
    "back": _back,
    "show": _show,
    "edit": _edit,
    "go": _go,
    "is": _is,
    "kind": _kind,
    "responds": _responds,
    "source": _source,
    "save": _save,
    "cancel": _cancel,
    "dropall": _drop_all,
}
