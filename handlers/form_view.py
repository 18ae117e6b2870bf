"""The guided form as messages: a question with its likely answers, the preview with what can be done. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from markupsafe import Markup

from handlers.form import MORE, STEPS, Fields, Unknown, likely_kind
from handlers.i18n import plain, say, say_date
from handlers.render import headline, quote, sources, statement_block, words_of
from handlers.reply import Button, Reply, rows
from store.dates import PartialDate
from store.drafts import OpenDraft
from store.near import Near
from store.recent import Recent
from store.record import Act, Kind, Statement
from store.record_file import source_object
from store.sameness import Relation

KINDS = tuple(Kind)
OPTIONAL = frozenset(STEPS) - {"speaker", "act", "text"}


@dataclass(frozen=True, slots=True)
class View:
    """All that a preview shows: the statement, what it responds to, near ones, names that are new."""

    statement: Statement
    responds_to: tuple[str, ...] = ()
    near: tuple[Near, ...] = ()
    unknown: tuple[Unknown, ...] = ()


def question(language: str, draft: OpenDraft, recent: Recent, today: date, notes: Sequence[Markup] = ()) -> Reply:
    """What is asked at a step, with the likely answers as buttons."""
    options = [
        Button(label[:60], data=_data(draft, "pick", value))
        for label, value in _options(language, draft, recent, today)
    ]
    steps = [Button(plain(language, "button-back"), data=_data(draft, "back"))] if draft.step != STEPS[0] else []
    if draft.step in OPTIONAL or draft.step in MORE:
        steps.append(Button(plain(language, "button-skip"), data=_data(draft, "skip")))
    steps.append(Button(plain(language, "button-cancel"), data=_data(draft, "cancel")))
    known = _so_far(draft.fields)
    blocks = [*notes, *([known] if known else []), say(language, f"form-{draft.step}")]
    return Reply(tuple(blocks), (*rows(options), tuple(steps)))


def preview(language: str, draft: OpenDraft, view: View) -> Reply:
    """The statement as subscribers will see it, what on record is near it, and what to do with it."""
    statement = view.statement
    shown = [headline(language, statement), words_of(statement, language), quote(statement.quote)]
    shown += [*sources(language, statement), *_details(language, view)]
    title = say(language, f"preview-{draft.kind}", number=str(draft.number or ""), left=len(draft.waiting))
    blocks = [title, Markup("\n").join(line for line in shown if line)]
    blocks += [_unknown(language, each, draft.fields) for each in view.unknown]
    blocks += [_near(language, each) for each in view.near]
    return Reply(tuple(blocks), _buttons(language, draft, view))


def edit_menu(language: str, draft: OpenDraft) -> Reply:
    """Which part to change."""
    buttons = [Button(plain(language, f"column-{step}"), data=_data(draft, "go", step)) for step in (*STEPS, *MORE)]
    back = Button(plain(language, "button-back"), data=_data(draft, "show"))
    return Reply((say(language, "edit-which"),), (*rows(buttons), (back,)), edit=True)


def resume(language: str, draft: OpenDraft) -> Reply:
    """Whether to go on with what was begun."""
    known = _so_far(draft.fields)
    buttons = (
        Button(plain(language, "button-continue"), data=_data(draft, "show")),
        Button(plain(language, "button-drop"), data=_data(draft, "cancel")),
    )
    return Reply((say(language, "draft-open"), *([known] if known else [])), (buttons,))


def _buttons(language: str, draft: OpenDraft, view: View) -> tuple[tuple[Button, ...], ...]:
    lines: list[tuple[Button, ...]] = []
    for at, unknown in enumerate(view.unknown[:3]):
        lines += rows([Button(actor.name[:60], data=_data(draft, "is", f"{at}:{actor.id}")) for actor in unknown.near])
        kind = draft.fields.get("kinds", {}).get(unknown.name, likely_kind(unknown.name))
        label = plain(language, "button-new-name", name=unknown.name[:30], kind=plain(language, f"kind-{kind}"))
        lines.append((Button(label, data=_data(draft, "kind", str(at))),))
    for each in view.near:
        number = str(each.statement.number)
        line = [Button(plain(language, "button-responds", number=number), data=_data(draft, "responds", number))]
        if each.relation is Relation.SAME and draft.kind == "add":
            add = Button(plain(language, "button-add-source", number=number), data=_data(draft, "source", number))
            line.insert(0, add)
        lines.append(tuple(line))
    undecided = any(unknown.near for unknown in view.unknown)
    save = "button-offer" if draft.kind == "suggest" else "button-save-new" if view.near else "button-save"
    last = [] if undecided else [Button(plain(language, save), data=_data(draft, "save"))]
    last.append(Button(plain(language, "button-edit"), data=_data(draft, "edit")))
    last.append(
        Button(plain(language, "button-drop" if draft.waiting else "button-cancel"), data=_data(draft, "cancel"))
    )
    if draft.waiting:
        lines.append((Button(plain(language, "button-drop-all"), data=_data(draft, "dropall")),))
    return (*lines, tuple(last))


def _options(language: str, draft: OpenDraft, recent: Recent, today: date) -> list[tuple[str, str]]:
    """The likely answers: what their buttons say, and what they carry."""
    last, speaker = recent.source, draft.fields.get("speaker")
    offered: dict[str, list[tuple[str, str]]] = {
        "speaker": [(actor.name, str(actor.id)) for actor in recent.speakers],
        "act": [(plain(language, f"act-{act}"), str(act)) for act in Act],
        "addressee": [(actor.name, str(actor.id)) for actor in recent.addressees if actor.name != speaker],
        "topics": [(topic.name, str(topic.id)) for topic in recent.topics],
        "said_on": _days(language, draft.fields.get("sent_on"), today),
        "source": [(last.title or last.url or last.publisher or "…", "last")] if last else [],
    }
    return offered.get(draft.step, [])


def _days(language: str, sent: str | None, today: date) -> list[tuple[str, str]]:
    """The day a forwarded message was sent on, today, yesterday."""
    yesterday = (today - timedelta(days=1)).isoformat()
    days = [(plain(language, "button-today"), today.isoformat()), (plain(language, "button-yesterday"), yesterday)]
    posted = [(say_date(language, PartialDate.parse(sent)), sent)] if sent else []
    return [*posted, *(each for each in days if each[1] != sent)]


def picked(step: str, value: str, names: Any, recent: Recent) -> Any:
    """What the button of a likely answer stands for; None for a button that no longer stands for anything."""
    if step == "act":
        return value if value in set(Act) else None
    if step == "said_on":
        return value
    if step == "source":
        return source_object(recent.source) if recent.source else None
    known = names.topics if step == "topics" else names.actors
    found = known.get(int(value)) if value.isdecimal() and len(value) < 16 else None
    if found is None:
        return None
    return [found.name] if step in {"addressee", "topics"} else found.name


def _details(language: str, view: View) -> Iterable[Markup]:
    statement = view.statement
    if statement.topics:
        yield say(language, "topics-are", topics=", ".join(topic.name for topic in statement.topics))
    if view.responds_to:
        yield say(language, "preview-responds", numbers=", ".join(f"/s{number}" for number in view.responds_to))
    if statement.due_on:
        yield say(language, "due-on", day=say_date(language, statement.due_on))


def _unknown(language: str, unknown: Unknown, fields: Fields) -> Markup:
    if unknown.near:
        names = ", ".join(actor.name for actor in unknown.near)
        return say(language, "did-you-mean", name=unknown.name, names=names)
    return say(language, "new-name", name=unknown.name)


def _near(language: str, near: Near) -> Markup:
    columns = ", ".join(plain(language, f"column-{name}") for name in near.differs)
    title = say(language, f"near-{near.relation}", columns=columns or "–")
    return Markup("{}\n{}").format(title, statement_block(language, replace(near.statement, translations=())))


def _so_far(fields: Fields) -> Markup:
    """What is known of a draft in one line."""
    parts = [fields.get("speaker"), fields.get("act"), fields.get("text") or fields.get("quote")]
    words = " | ".join(str(part)[:120] for part in parts if part)
    return Markup("<i>{}</i>").format(words) if words else Markup("")


def _data(draft: OpenDraft, verb: str, value: str = "") -> str:
    return f"form:{draft.id}:{draft.version}:{verb}" + (f":{value}" if value else "")
