"""One issue of a digest as values: what it tells, once each, in which order, and its hash. Pure."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from typing import Any

SECTIONS = ("reversed", "moved", "new", "corrected", "overdue", "long_overdue", "due_soon", "unmoved", "open")
"""In the order of an edition. A statement that belongs to several stands in the first of them only."""

NEWS = frozenset({"reversed", "moved", "new", "corrected", "overdue", "unmoved"})
"""Sections that are worth an edition by themselves; the others only say how things stand."""

HASH_DIGITS = 12


@dataclass(frozen=True, slots=True)
class Correction:
    """What moderators changed of a statement since: column → (before, after), and when last."""

    number: int
    fields: Mapping[str, tuple[Any, Any]]
    at: datetime


@dataclass(frozen=True, slots=True)
class Line:
    """What an edition tells of one statement. Dates are EDTF texts.

    `before` is the status it had; `by`, `reason`, the source or the number of the response say who moved it. `other`
    is the earlier statement that this one takes back.
    """

    number: int
    speaker: str
    act: str
    text: str
    status: str
    to: tuple[str, ...] = ()
    said_on: str | None = None
    quote: str | None = None
    source_title: str | None = None
    source_url: str | None = None
    before: str | None = None
    by: str | None = None
    reason: str | None = None
    response: int | None = None
    due_on: str | None = None
    retracted: str | None = None
    other: int | None = None
    other_text: str | None = None
    other_quote: str | None = None
    other_said_on: str | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """A part of an edition; `total` counts also what is not listed."""

    name: str
    lines: tuple[Line, ...]
    total: int


@dataclass(frozen=True)
class Edition:
    """What an edition tells of the changes after `from_change` up to and including `to_change`.

    Without slots: its content and its hash are worked out once, for all the chats that get the same.
    """

    from_change: int
    to_change: int
    from_at: datetime
    to_at: datetime
    sections: tuple[Section, ...] = ()
    notes: tuple[str, ...] = ()
    picture: str | None = None
    """What its picture shows, as JSON."""

    @property
    def has_news(self) -> bool:
        return bool(self.notes) or any(section.name in NEWS for section in self.sections)

    @cached_property
    def content(self) -> dict[str, Any]:
        """As JSON, the way it is kept."""
        told = {
            "from_change": self.from_change,
            "to_change": self.to_change,
            "from_at": self.from_at.isoformat(),
            "to_at": self.to_at.isoformat(),
            "sections": [
                {"name": one.name, "lines": [_plain(line) for line in one.lines], "total": one.total}
                for one in self.sections
            ],
            "notes": list(self.notes),
        }
        return told | ({"picture": self.picture} if self.picture else {})

    @cached_property
    def sha256(self) -> str:
        """Of the content, as hexadecimal digits: two editions that differ anywhere differ here."""
        text = json.dumps(self.content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
        return hashlib.sha256(text.encode()).hexdigest()

    @property
    def hash(self) -> str:
        """The first digits of it, by which people compare."""
        return self.sha256[:HASH_DIGITS]

    def numbers(self) -> list[int]:
        return [line.number for section in self.sections for line in section.lines]


def _plain(line: Line) -> dict[str, Any]:
    return {name: getattr(line, name) for name in Line.__slots__} | {"to": list(line.to)}


def arrange(found: Mapping[str, Sequence[Line]], totals: Mapping[str, int]) -> tuple[Section, ...]:
    """Sections in their order, each statement in the first that has it; empty ones are left out."""
    told: set[int] = set()
    sections = []
    for name in SECTIONS:
        lines = [line for line in found.get(name, ()) if line.number not in told]
        told |= {number for line in lines for number in (line.number, line.other) if number is not None}
        hidden = totals.get(name, 0) - len(found.get(name, ()))
        if lines or hidden > 0:
            sections.append(Section(name, tuple(lines), len(lines) + max(0, hidden)))
    return tuple(sections)


def edition_of(content: Mapping[str, Any]) -> Edition:
    """The edition that was kept as this JSON."""
    sections = [
        Section(one["name"], tuple(_line(line) for line in one["lines"]), one["total"]) for one in content["sections"]
    ]
    return Edition(
        content["from_change"],
        content["to_change"],
        datetime.fromisoformat(content["from_at"]),
        datetime.fromisoformat(content["to_at"]),
        tuple(sections),
        tuple(content["notes"]),
        content.get("picture"),
    )


def _line(content: Mapping[str, Any]) -> Line:
    return Line(**{**content, "to": tuple(content["to"])})


def without(edition: Edition, number: int) -> Edition:
    """A moderator dropped a statement from a draft."""
    sections = []
    for section in edition.sections:
        kept = tuple(line for line in section.lines if line.number != number)
        gone = len(section.lines) - len(kept)
        if kept or section.total > gone:
            sections.append(Section(section.name, kept, section.total - gone))
    return replace(edition, sections=tuple(sections))


def raised(edition: Edition, number: int) -> Edition:
    """A moderator moved a statement to the top of its section."""

    def sort(lines: Iterable[Line]) -> tuple[Line, ...]:
        return tuple(sorted(lines, key=lambda line: line.number != number))

    return replace(edition, sections=tuple(replace(one, lines=sort(one.lines)) for one in edition.sections))


def noted(edition: Edition, note: str) -> Edition:
    """A moderator added a line of their own; it stands first and says that it is theirs."""
    return replace(edition, notes=(*edition.notes, note))
