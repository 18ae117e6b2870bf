"""Telegram's own judgement of what the bot sends: the schema of the Bot API and the parser of its HTML.

``api.json`` is trimmed from a machine-readable Bot API 10.1: of each method its parameters, of each type reachable from
them its fields. ``!`` marks what is required, ``|`` alternatives, ``=`` the only value a discriminating field may have.
"""

import json
from collections.abc import Callable, Iterable
from collections.abc import Set as AbstractSet
from pathlib import Path
from typing import Any

from bot.offline_html import Unparsable, parse

_API: dict[str, Any] = json.loads(Path(__file__).with_name("api.json").read_text(encoding="utf-8"))
_METHODS: dict[str, dict[str, str]] = _API["methods"]
_TYPES: dict[str, dict[str, str]] = _API["types"]
_SUBTYPES: dict[str, list[str]] = _API["subtypes"]
_PLAIN: dict[str, Callable[[Any], bool]] = {
    "String": lambda value: isinstance(value, str),
    "Integer": lambda value: isinstance(value, int) and not isinstance(value, bool),
    "Float": lambda value: isinstance(value, int | float) and not isinstance(value, bool),
    "Boolean": lambda value: isinstance(value, bool),
    "InputFile": lambda value: isinstance(value, str),
}
_MARKUP = {"text": "parse_mode", "caption": "parse_mode", "message_text": "parse_mode", "quote": "quote_parse_mode"}


def check_request(method: str, params: dict[str, Any], files: Iterable[str] = ()) -> list[str]:
    """What is wrong with a request, one sentence each; nothing when it fits the schema.

    `files` are the names of uploaded parts: a file that is required may come that way.
    """
    if method not in _METHODS:
        return [f"{method}: there is no such method"]
    return _check_fields(method, _METHODS[method], params, set(files))


def _check_fields(
    path: str, fields: dict[str, str], given: dict[str, Any], files: AbstractSet[str] = frozenset()
) -> list[str]:
    unknown = [f"{path}: there is no {name}" for name in given if name not in fields]
    missing = [
        f"{path}: {name} is missing"
        for name, kind in fields.items()
        if "!" in kind and name not in given and name not in files
    ]
    wrong = [
        problem
        for name, value in given.items()
        if name in fields
        for problem in _check_value(f"{path}.{name}", fields[name], value)
    ]
    return unknown + missing + wrong


def _check_value(path: str, kind: str, value: Any) -> list[str]:
    """The problems with the alternative that fits best."""
    kind, _, constant = kind.partition("=")
    if constant and value != constant:
        return [f"{path}: must be {constant}, not {value!r}"]
    alternatives = kind.removesuffix("!").split("|")
    return min((_check_kind(path, alternative, value) for alternative in alternatives), key=len)


def _check_kind(path: str, kind: str, value: Any) -> list[str]:
    if kind.startswith("Array of "):
        if not isinstance(value, list):
            return [f"{path}: must be a list, not {value!r}"]
        element = kind.removeprefix("Array of ")
        return [problem for at, item in enumerate(value) for problem in _check_kind(f"{path}[{at}]", element, item)]
    if kind in _PLAIN:
        return [] if _PLAIN[kind](value) else [f"{path}: must be {kind}, not {value!r}"]
    if kind in _SUBTYPES:
        return min((_check_kind(path, subtype, value) for subtype in _meant(kind, value)), key=len)
    if not isinstance(value, dict):
        return [f"{path}: must be {kind}, not {value!r}"]
    return _check_fields(path, _TYPES[kind], value)


def _meant(kind: str, value: Any) -> list[str]:
    """The subtypes whose discriminating field has the value's, or all of them."""
    given = value.get("type") if isinstance(value, dict) else None
    same = [subtype for subtype in _SUBTYPES[kind] if _TYPES[subtype].get("type", "").endswith(f"={given}")]
    return same or _SUBTYPES[kind]


def check_markup(value: Any) -> list[str]:
    """What Telegram would say of every HTML text in a request, however deep it lies in it."""
    if isinstance(value, list):
        return [problem for item in value for problem in check_markup(item)]
    if not isinstance(value, dict):
        return []
    texts = [value[name] for name, mode in _MARKUP.items() if str(value.get(mode)).lower() == "html" and name in value]
    problems = [f"{problem} in {text!r}" for text in texts if (problem := check_text(text))]
    return problems + [problem for item in value.values() for problem in check_markup(item)]


def check_text(html: str) -> str | None:
    """What Telegram says of a text that it does not parse, or None when it does."""
    answer = parse_by_telegram(html)
    return answer["message"] if answer["@type"] == "error" else None


def parse_by_telegram(html: str) -> dict[str, Any]:
    """TDLib's answer to ``parseTextEntities``, the call that the Bot API server makes of a message's HTML.

    Where TDLib has no build for the machine, only its refusals are imitated.
    """
    if _execute is None:
        try:
            return {"@type": "formattedText", "text": parse(html)[0], "entities": []}
        except Unparsable as error:
            return {"@type": "error", "code": 400, "message": f"Can't parse entities: {error}"}
    return _execute({"@type": "parseTextEntities", "text": html, "parse_mode": {"@type": "textParseModeHTML"}})


def find_by_telegram(text: str) -> list[tuple[int, int, str]]:
    """TDLib's answer to ``getTextEntities``: offset, length and type of what it finds by itself in a plain text."""
    assert _execute is not None
    found = _execute({"@type": "getTextEntities", "text": text})["entities"]
    return [(entity["offset"], entity["length"], entity["type"]["@type"]) for entity in found]


def _load() -> Callable[[dict[str, Any]], dict[str, Any]] | None:
    try:
        import tdjson
    except ImportError:
        return None

    def execute(request: dict[str, Any]) -> dict[str, Any]:
        answer: dict[str, Any] = json.loads(tdjson.td_execute(json.dumps(request).encode()) or b"{}")
        return answer

    execute({"@type": "setLogVerbosityLevel", "new_verbosity_level": 0})
    return execute


_execute = _load()
HAS_TDLIB = _execute is not None
