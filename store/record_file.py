"""The record file's objects: what a line of JSON Lines holds, what a change in the log keeps. Pure.

The format is described in the README under "The record as a file".
"""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from store.dates import PartialDate
from store.reasons import Reason
from store.record import Act, Actor, Draft, Kind, Source, Statement, Topic

TEXT_LIMIT = 2000
"""Longest text or quote, so that a card always fits one Telegram message (4096 characters)."""

NAME_LIMIT = 200


_UNSHOWN = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff]")


class BadRow(ValueError):
    """A row that cannot be recorded: which column, and why in words for its author."""

    def __init__(self, column: str, reason: Reason) -> None:
        super().__init__(f"{column}: {reason}")
        self.column = column
        self.reason = reason


def actor_object(actor: Actor, names: Mapping[int, str]) -> dict[str, Any]:
    """An actor as the file has it; `names` gives the name of `member_of`."""
    found = {"type": "actor", "name": actor.name, "kind": str(actor.kind), "role": actor.role}
    member_of = names.get(actor.member_of) if actor.member_of is not None else None
    return _without_empty(found | {"member_of": member_of, "aliases": list(actor.aliases)})


def topic_object(topic: Topic) -> dict[str, Any]:
    return _without_empty({"type": "topic", "name": topic.name, "aliases": list(topic.aliases)})


def statement_object(statement: Statement, keys: Mapping[int, str]) -> dict[str, Any]:
    """A statement as the file has it; `keys` gives the stable key of each number in `responds_to`."""
    return draft_object(as_draft(statement, keys))


def as_draft(statement: Statement, keys: Mapping[int, str]) -> Draft:
    """The draft that would record this statement as it is; `keys` as for `statement_object`."""
    return Draft(
        speaker=statement.speaker.name,
        act=statement.act,
        text=statement.text,
        key=statement.key,
        addressees=tuple(actor.name for actor in statement.addressees),
        topics=tuple(topic.name for topic in statement.topics),
        quote=statement.quote,
        said_on=statement.said_on,
        reported_by=statement.reported_by.name if statement.reported_by else None,
        sources=statement.sources,
        responds_to=tuple(keys[number] for number in statement.responds_to if number in keys),
        due_on=statement.due_on,
        translations=statement.translations,
    )


def draft_object(draft: Draft) -> dict[str, Any]:
    """A draft as the file has it: `draft_of` reads it back."""
    source, *more = [source_object(source) for source in draft.sources] or [{}]
    return _without_empty(
        {
            "type": "statement",
            "id": draft.key,
            "speaker": draft.speaker,
            "act": str(draft.act),
            "addressee": list(draft.addressees),
            "text": draft.text,
            "quote": draft.quote,
            "topics": list(draft.topics),
            "said_on": str(draft.said_on) if draft.said_on else None,
            "due_on": str(draft.due_on) if draft.due_on else None,
            "reported_by": draft.reported_by,
            "responds_to": list(draft.responds_to),
            "source": source,
            "more_sources": more,
            "translations": dict(draft.translations),
        }
    )


def source_object(source: Source) -> dict[str, Any]:
    found = {name: getattr(source, name) for name in Source.__slots__}
    return _without_empty(found)


def draft_of(row: Mapping[str, Any]) -> Draft:
    """What a row of a file asks to record.

    Raises:
        BadRow: naming the column that is missing, too long, or not what it should be.
    """
    return Draft(
        key=_text(row, "id", NAME_LIMIT),
        speaker=_required(row, "speaker", NAME_LIMIT),
        act=_act(row),
        text=_required(row, "text", TEXT_LIMIT),
        addressees=_names(row, "addressee"),
        topics=_names(row, "topics"),
        quote=_text(row, "quote", TEXT_LIMIT),
        said_on=_date(row, "said_on"),
        due_on=_date(row, "due_on"),
        reported_by=_text(row, "reported_by", NAME_LIMIT),
        responds_to=_names(row, "responds_to"),
        sources=_sources(row),
        translations=_translations(row),
    )


def actor_of(row: Mapping[str, Any]) -> tuple[str, Kind, str | None, str | None, tuple[str, ...]]:
    """An actor's name, kind, role, the name of its side, and aliases; raises BadRow."""
    kind = _text(row, "kind", NAME_LIMIT) or Kind.PERSON
    if kind not in set(Kind):
        raise BadRow("kind", Reason("not-one-of", value=kind, known=", ".join(Kind)))
    name = _required(row, "name", NAME_LIMIT)
    role, side = _text(row, "role", NAME_LIMIT), _text(row, "member_of", NAME_LIMIT)
    return name, Kind(kind), role, side, _names(row, "aliases")


def topic_of(row: Mapping[str, Any]) -> tuple[str, tuple[str, ...]]:
    """A topic's name and aliases; raises BadRow."""
    return _required(row, "name", NAME_LIMIT), _names(row, "aliases")


def split_list(text: str) -> tuple[str, ...]:
    """A `;` list as people and spreadsheets write it."""
    return tuple(part.strip() for part in text.split(";") if part.strip())


def _without_empty(found: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in found.items() if value not in (None, [], {}, "")}


def _text(row: Mapping[str, Any], column: str, limit: int) -> str | None:
    value = row.get(column)
    if value is None:
        return None
    if not isinstance(value, str | int | float) or isinstance(value, bool):
        raise BadRow(column, Reason("not-text"))
    text = clean(str(value))
    if len(text) > limit:
        raise BadRow(column, Reason("too-long", length=len(text), limit=limit))
    return text or None


def clean(text: str) -> str:
    """Text without characters that no line of a message can show: controls, and lone surrogates."""
    return _UNSHOWN.sub("", text).strip()


def _required(row: Mapping[str, Any], column: str, limit: int) -> str:
    text = _text(row, column, limit)
    if text is None:
        raise BadRow(column, Reason("missing"))
    return text


def _act(row: Mapping[str, Any]) -> Act:
    act = _required(row, "act", NAME_LIMIT).lower()
    if act not in set(Act):
        raise BadRow("act", Reason("not-one-of", value=act, known=", ".join(Act)))
    return Act(act)


def _names(row: Mapping[str, Any], column: str) -> tuple[str, ...]:
    value = row.get(column)
    if value is None:
        return ()
    parts: Iterable[Any] = split_list(value) if isinstance(value, str) else value
    if not isinstance(parts, list | tuple):
        raise BadRow(column, Reason("not-a-list"))
    names = [_text({column: part}, column, NAME_LIMIT) for part in parts]
    return tuple(dict.fromkeys(name for name in names if name))


def _date(row: Mapping[str, Any], column: str) -> PartialDate | None:
    text = _text(row, column, NAME_LIMIT)
    try:
        return PartialDate.parse(text) if text else None
    except ValueError as error:
        raise BadRow(column, error.args[0]) from None


def _sources(row: Mapping[str, Any]) -> tuple[Source, ...]:
    more = row.get("more_sources") or []
    listed = [row.get("source"), *(more if isinstance(more, list) else [more])]
    return tuple(source for source in map(_source, listed) if source is not None)


def _source(value: Any) -> Source | None:
    if value is None or value == {}:
        return None
    if isinstance(value, str):
        value = {"url" if value.startswith(("http://", "https://")) else "title": value}
    if not isinstance(value, Mapping):
        raise BadRow("source", Reason("not-a-source", columns="title, publisher, url, published_on"))
    found = {name: _text(value, name, TEXT_LIMIT) for name in Source.__slots__}
    for column in ("published_on", "said_on"):
        _date({f"source.{column}": found[column]}, f"source.{column}")
    if (url := found["url"]) and not url.startswith(("http://", "https://", "tg://")):
        raise BadRow("source.url", Reason("no-address", url=url, start="https://"))
    return Source(**found) if any(found.values()) else None


def _translations(row: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    value = row.get("translations") or {}
    if not isinstance(value, Mapping):
        raise BadRow("translations", Reason("not-translations"))
    return tuple(
        sorted(
            (str(code), _required({"translations": text}, "translations", TEXT_LIMIT)) for code, text in value.items()
        )
    )
