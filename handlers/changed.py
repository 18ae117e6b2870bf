"""What a change of the record changed, in words: each field with what it was and what it is. Pure."""

from collections.abc import Iterator, Mapping
from typing import Any

from markupsafe import Markup

from handlers.i18n import plain, say, say_date
from store.dates import PartialDate

SHOWN = 300
"""Characters of a value; a longer one ends in an ellipsis."""

TOLD_OTHERWISE = frozenset({"rulings", "retracted", "type", "id"})
"""A ruling shows as a new status and a reason, a retraction as what was done; keys are nobody's business."""

_CODED: Mapping[str, str] = {"act": "act", "status": "status", "kind": "changed-kind"}
_DATES = frozenset({"said_on", "due_on"})


def changed_lines(language: str, fields: Mapping[str, tuple[Any, Any]]) -> Iterator[Markup]:
    """A line a field: its name, the old value struck through, the new one."""
    for name, (old, new) in fields.items():
        if name not in TOLD_OTHERWISE:
            was, now = _in_words(language, name, old), _in_words(language, name, new)
            yield say(language, "field-changed", field=plain(language, f"changed-{name}"), old=was, new=now)


def _in_words(language: str, name: str, value: Any) -> str:
    if value is None or value in ([], {}, ""):
        return "—"
    if name in _CODED:
        return plain(language, f"{_CODED[name]}-{value}")
    if name in _DATES:
        return say_date(language, PartialDate.parse(str(value)))
    text = _flat(value)
    return text if len(text) <= SHOWN else text[: SHOWN - 1] + "…"


def _flat(value: Any) -> str:
    """Lists and the values of objects, one after the other: a source is its title, its publisher, its address."""
    if isinstance(value, Mapping):
        return ", ".join(_flat(part) for part in value.values())
    if isinstance(value, list):
        return "; ".join(_flat(part) for part in value)
    return str(value)
