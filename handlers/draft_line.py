"""The one-line form of a statement: `Russia | demand | Ukraine must … | to: Ukraine | on: 2025-05-16`. Pure.

A mistake is answered with the line, the part that was not understood, and where it can be guessed the line as it
should be.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any

from handlers.draft_words import (
    TRANSLATION,
    act_of,
    column_of,
    date_of,
    guessed_date,
    nearest_act,
    nearest_key,
    source_of,
    split_names,
)
from store.record_file import NAME_LIMIT, TEXT_LIMIT, clean, source_object

POSITIONS = ("speaker", "act", "text")
_KEYED = re.compile(r"\s*([^\W\d_][\w ]{0,20}?)\s*:(?!//)\s*(.*)", re.DOTALL)
_NUMBER = re.compile(r"[/#]?s?(\d{1,15})", re.ASCII | re.IGNORECASE)


class BadLine(ValueError):
    """A line that was not understood.

    `problem` is the message that says why, `values` what it names; the line is `before + part + after`; `proposal` is
    the whole line as it may have been meant.
    """

    def __init__(
        self, problem: str, line: str, span: tuple[int, int], proposal: str | None = None, **values: str
    ) -> None:
        super().__init__(problem)
        self.problem = problem
        self.before, self.part, self.after = line[: span[0]], line[span[0] : span[1]], line[span[1] :]
        self.proposal = proposal
        self.values = values


@dataclass(frozen=True, slots=True)
class Part:
    """What stands between two bars, and where in the line."""

    text: str
    start: int
    end: int

    @property
    def span(self) -> tuple[int, int]:
        return self.start, self.end


def fields_of_line(line: str, today: date) -> dict[str, Any]:
    """The columns a whole line gives; `responds_to` are numbers as text.

    Raises:
        BadLine: naming the part and, where it can be guessed, the fix.
    """
    found: dict[str, Any] = {}
    parts = _parts(line)
    for position, column in enumerate(POSITIONS):
        part = parts[position] if position < len(parts) else None
        if part is None or not part.text or _column(part) not in (None, column):
            raise _missing(column, line, parts, position)
        words = _KEYED.match(part.text)
        given = words[2] if words and _column(part) == column else part.text
        found[column] = _value(column, given, part, line, today)
    return found | _keyed(parts[len(POSITIONS) :], line, today, found)


def fields_of_edit(line: str, today: date) -> dict[str, Any]:
    """The columns that `text: … | on: …` gives; an empty one, or `-`, takes the column's value away.

    Raises:
        BadLine: as `fields_of_line`.
    """
    parts = [part for part in _parts(line) if part.text]
    if not parts:
        raise BadLine("line-edit-what", line, (0, len(line)))
    return _keyed(parts, line, today, {}, removing=True)


def _keyed(
    parts: Sequence[Part], line: str, today: date, known: Mapping[str, Any], *, removing: bool = False
) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for part in parts:
        if not part.text:
            continue
        column = _column(part)
        if column is None:
            raise _unknown_key(part, line, today)
        if column in found or column in known:
            raise BadLine("line-twice", line, part.span, key=part.text.split(":")[0])
        match = _KEYED.match(part.text)
        given = match[2].strip() if match else ""
        if removing and given in {"", "-", "–", "—"} and column not in POSITIONS:
            found[column] = None
        elif not given:
            raise BadLine("line-empty", line, part.span, key=part.text.split(":")[0])
        else:
            found[column] = _value(column, given, part, line, today)
    return _with_translations(found)


def _with_translations(found: dict[str, Any]) -> dict[str, Any]:
    """The columns with those of single languages as one: language → text, None for one that is taken away."""
    texts = {column.removeprefix(TRANSLATION): found.pop(column) for column in [*found] if TRANSLATION in column}
    return found | ({"translations": texts} if texts else {})


def _parts(line: str) -> list[Part]:
    """Cut at bars; `\\|` is a bar that belongs to the text. Lines of their own do where there are no bars."""
    bars = [at for at, char in enumerate(line) if char == "|" and (at == 0 or line[at - 1] != "\\")]
    if not bars:
        bars = [at for at, char in enumerate(line) if char == "\n"]
    else:
        lines = re.finditer(r"\n(?=\s*([^\W\d_][\w ]{0,20}?)\s*:(?!//))", line)
        bars = sorted([*bars, *(match.start() for match in lines if column_of(match[1]))])
    edges = [-1, *bars, len(line)]
    return [_part(line, start + 1, end) for start, end in pairwise(edges)]


def _part(line: str, start: int, end: int) -> Part:
    raw = line[start:end]
    left = start + len(raw) - len(raw.lstrip())
    right = start + len(raw.rstrip())
    return Part(line[left:right].replace("\\|", "|"), left, max(left, right))


def _column(part: Part) -> str | None:
    match = _KEYED.match(part.text)
    return column_of(match[1]) if match else None


def _value(column: str, given: str, part: Part, line: str, today: date) -> Any:
    given = clean(given)
    long = column in {"text", "quote", "source"} or column.startswith(TRANSLATION)
    limit = TEXT_LIMIT if long else NAME_LIMIT
    if column not in {"addressee", "topics", "responds_to"} and len(given) > limit:
        raise BadLine("line-too-long", line, part.span, length=str(len(given)), limit=str(limit))
    match column:
        case "act":
            return _act(given, part, line)
        case "said_on" | "due_on":
            return _date(given, part, line, today)
        case "source":
            return _source(given, part, line)
        case "addressee" | "topics":
            return _names(given, part, line)
        case "responds_to":
            return _numbers(given, part, line)
    return given


def _act(given: str, part: Part, line: str) -> str:
    act = act_of(given)
    if act is None:
        nearest = nearest_act(given)
        raise BadLine("line-unknown-act", line, part.span, _instead(line, part, nearest), act=given[:40])
    return str(act)


def _date(given: str, part: Part, line: str, today: date) -> str:
    try:
        return str(date_of(given, today))
    except ValueError:
        guessed = guessed_date(given)
        raise BadLine("line-bad-date", line, part.span, _instead(line, part, guessed, given), date=given[:40]) from None


def _source(given: str, part: Part, line: str) -> dict[str, Any]:
    try:
        return source_object(source_of(given))
    except ValueError as error:
        address = str(error)
        bare = address.removeprefix("https://")
        raise BadLine("line-bad-source", line, part.span, _instead(line, part, address, bare), url=bare[:80]) from None


def _names(given: str, part: Part, line: str) -> list[str]:
    names = split_names(given)
    long = next((name for name in names if len(name) > NAME_LIMIT), None)
    if long is not None:
        raise BadLine("line-too-long", line, part.span, length=str(len(long)), limit=str(NAME_LIMIT))
    return names


def _numbers(given: str, part: Part, line: str) -> list[str]:
    found = [_NUMBER.fullmatch(word) for word in re.split(r"[\s,;]+", given) if word]
    if not found or None in found:
        raise BadLine("line-bad-number", line, part.span, number=given[:40])
    return [match[1] for match in found if match]


def _missing(column: str, line: str, parts: Sequence[Part], position: int) -> BadLine:
    """Which of the first three is not there, and the line with a place for it."""
    given = [part.text for part in parts if part.text]
    at = parts[position].span if position < len(parts) and parts[position].text else (len(line), len(line))
    places = [*given[:position], *("…" for _ in POSITIONS[position:]), *given[position:]]
    return BadLine(f"line-needs-{column}", line, at, " | ".join(places))


def _unknown_key(part: Part, line: str, today: date) -> BadLine:
    match = _KEYED.match(part.text)
    if match and (key := nearest_key(match[1])):
        return BadLine("line-unknown-key", line, part.span, _instead(line, part, f"{key}: {match[2]}"), key=match[1])
    guessed = _guessed_key(part.text, today)
    proposal = _instead(line, part, f"{guessed}: {part.text}") if guessed else None
    return BadLine("line-needs-key", line, part.span, proposal, part=part.text[:40])


def _guessed_key(text: str, today: date) -> str | None:
    """What a part without a key may be: a date, an address, verbatim words."""
    if "://" in text:
        return "source"
    if text[:1] in "\"“„«'":
        return "quote"
    try:
        date_of(text, today)
    except ValueError:
        return None
    return "on"


def _instead(line: str, part: Part, better: object | None, of: str | None = None) -> str | None:
    """The line with a part, or some words in it, written otherwise."""
    if better is None:
        return None
    old = line[part.start : part.end]
    new = old.replace(of, str(better), 1) if of else str(better)
    return line[: part.start] + new + line[part.end :]
