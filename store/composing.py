"""Composing an edition: what changed since the last one by change number, and how things stand today."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import TypeAlias

from sqlmodel import Session

from store import history, statements
from store.dates import PartialDate
from store.edition import Edition, Line, arrange
from store.news import Extra, News, news
from store.pending import promised, still_open, stuck
from store.record import Statement
from store.scope import About, Filter, Scope, filter_of, portions

UNMOVED = timedelta(days=30)
DUE_SOON = timedelta(days=14)
LISTED = 10
"""Statements listed of those that only stand somewhere (open, overdue …); all are counted, and all changes are told."""

Found: TypeAlias = tuple[list[tuple[int, Extra]], int]
"""Numbers with what is told beside them, and how many there are."""

Answers: TypeAlias = Callable[[Session, str, list[int]], set[int]]
"""Which of these statements answer a question in words."""


@dataclass(frozen=True, slots=True)
class Span:
    """Changes after the first number up to and including the last, and between which moments they are told."""

    from_change: int
    to_change: int
    from_at: datetime
    to_at: datetime


@dataclass(slots=True)
class Composer:
    """Composes editions. What they share (the changes of a span, how things stand, the statements) is read once.

    It may serve many transactions, one after another, each of which begins with `keep_up`.
    """

    answers: Answers
    _head: tuple[int, str] | None = None
    _news: dict[tuple[int, int], News] = field(default_factory=dict)
    _answering: dict[tuple[int, int, str], set[int]] = field(default_factory=dict)
    _promised: list[tuple[About, date]] | None = None
    _stuck: dict[tuple[datetime, datetime], list[About]] = field(default_factory=dict)
    _open: dict[Scope, tuple[list[int], int]] = field(default_factory=dict)
    _known: dict[int, Statement] = field(default_factory=dict)
    _done: dict[tuple[Span, Scope, str], Edition] = field(default_factory=dict)

    def edition(self, session: Session, span: Span, scope: Scope, language: str) -> Edition:
        """The edition of these changes for this scope, in translation where the record has one."""
        key = (span, scope, language)
        if key not in self._done:
            chosen = filter_of(session, scope)
            told = self._changed(session, span, scope, chosen) | self._standing(session, span, scope, chosen)
            self._done[key] = self._tell(session, span, language, told)
        return self._done[key]

    def changes(self, session: Session, span: Span, scope: Scope, language: str) -> Edition:
        """As `edition`, without how things stand: what followers are told at once."""
        return self._tell(session, span, language, self._changed(session, span, scope, filter_of(session, scope)))

    def keep_up(self, session: Session) -> None:
        """Begin another transaction: what was read in an earlier one is forgotten when the record has changed since."""
        head = history.head(session)
        if head != self._head:
            self._head, self._promised = head, None
            for memory in (self._news, self._answering, self._stuck, self._open, self._known, self._done):
                memory.clear()

    def _tell(self, session: Session, span: Span, language: str, told: Mapping[str, Found]) -> Edition:
        self._read(session, (number for found, _ in told.values() for number, _ in found))
        lines = {name: [self._line(*one, language) for one in found] for name, (found, _) in told.items()}
        sections = arrange(lines, {name: total for name, (_, total) in told.items()})
        return Edition(span.from_change, span.to_change, span.from_at, span.to_at, sections)

    def _changed(self, session: Session, span: Span, scope: Scope, chosen: Filter) -> dict[str, Found]:
        key = (span.from_change, span.to_change)
        if key not in self._news:
            self._news[key] = news(session, *key)
        found = self._news[key]
        wanted = set(chosen.of(found.touched))
        for question in scope.questions:
            if (*key, question) not in self._answering:
                touched = [one.number for one in found.touched]
                self._answering[(*key, question)] = self.answers(session, question, touched)
            wanted |= self._answering[(*key, question)]
        self._read(session, (extra["other"] for number, extra in found.reversed.items() if number in wanted))
        new = {number: Extra() for number in found.new}
        told = {"reversed": found.reversed, "moved": found.moved, "new": new, "corrected": found.corrected}
        return {name: _found([pair for pair in one.items() if pair[0] in wanted]) for name, one in told.items()}

    def _standing(self, session: Session, span: Span, scope: Scope, chosen: Filter) -> dict[str, Found]:
        """How things stand; a follower of a question is told of changes only, not of all that is open."""
        moments = (span.from_at - UNMOVED, span.to_at - UNMOVED)
        if moments not in self._stuck:
            self._stuck[moments] = stuck(session, *moments)
        if self._promised is None:
            self._promised = promised(session)
        if scope not in self._open:
            self._open[scope] = still_open(session, scope, LISTED)
        still = chosen.of(self._stuck[moments])
        due = [(one.number, last) for one, last in self._promised if chosen.of([one])]
        longest, open_now = self._open[scope]
        today = span.to_at.date()
        since = span.from_at.date()
        overdue = [number for number, last in due if since <= last < today]
        long_overdue = [number for number, last in due if last < min(since, today)]
        soon = [number for number, last in due if today <= last <= today + DUE_SOON]
        return {
            "overdue": _bare(overdue, len(overdue)),
            "long_overdue": _bare(long_overdue[:LISTED], len(long_overdue)),
            "due_soon": _bare(soon[:LISTED], len(soon)),
            "unmoved": _bare(still[:LISTED], len(still)),
            "open": _bare(longest, open_now),
        }

    def _read(self, session: Session, numbers: Iterable[int]) -> None:
        for some in portions(set(numbers) - self._known.keys()):
            self._known |= {one.number: one for one in statements.many(session, some)}

    def _line(self, number: int, extra: Extra, language: str) -> Line:
        found = {name: value for name, value in extra.items() if value is not None}
        other = self._known.get(found.get("other", 0))
        if other is not None:
            found |= {"other_text": _words(other, language), "other_quote": other.quote}
            found |= {"other_said_on": _text(other.said_on)}
        return line_of(self._known[number], language, found)


def line_of(statement: Statement, language: str, extra: Extra | None = None) -> Line:
    """A statement as an edition tells it, with what is told beside it."""
    source = statement.sources[0] if statement.sources else None
    fields = {
        "number": statement.number,
        "speaker": statement.speaker.name,
        "act": str(statement.act),
        "text": _words(statement, language),
        "status": str(statement.status),
        "to": tuple(actor.name for actor in statement.addressees),
        "said_on": _text(statement.said_on),
        "quote": statement.quote,
        "source_title": (source.title or source.publisher or source.url) if source else None,
        "source_url": source.url if source else None,
        "due_on": _text(statement.due_on),
        "retracted": statement.retracted,
    }
    return Line(**{**fields, **(extra or {})})


def _words(statement: Statement, language: str) -> str:
    return dict(statement.translations).get(language, statement.text)


def _text(day: PartialDate | None) -> str | None:
    return str(day) if day else None


def _found(pairs: list[tuple[int, Extra]]) -> Found:
    return pairs, len(pairs)


def _bare(numbers: list[int], total: int) -> Found:
    return [(number, {}) for number in numbers], total
