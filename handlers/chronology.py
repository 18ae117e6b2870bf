"""What was said in which order, and which statement answers which: the rows of a timeline. Pure."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from heapq import heapify, heappop, heappush

from handlers.stances import in_force
from store.record import Standing, Statement


@dataclass(frozen=True, slots=True)
class Entry:
    """One statement of a timeline: its status step by step, and the rows it responds to, nearest first.

    `elsewhere` are the numbers it responds to that this timeline does not show.
    """

    statement: Statement
    steps: tuple[Standing, ...]
    answers: tuple[int, ...] = ()
    elsewhere: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Timeline:
    """Statements in the order in which they were made; `earlier` older ones are left out."""

    entries: tuple[Entry, ...]
    earlier: int = 0


def timeline(
    statements: Iterable[Statement], steps: Mapping[int, Sequence[Standing]], *, limit: int | None = 9
) -> Timeline:
    """The latest `limit` statements (all for None), oldest first; a response never stands above what it answers.

    `steps` gives each number's standings; a number without them has its present status alone.
    """
    ordered = in_order(statement for statement in statements if in_force(statement))
    shown = ordered if limit is None else ordered[-limit:]
    rows = {statement.number: at for at, statement in enumerate(shown)}
    entries = tuple(_entry(statement, steps.get(statement.number, ()), rows) for statement in shown)
    return Timeline(entries, len(ordered) - len(shown))


def _entry(statement: Statement, steps: Sequence[Standing], rows: Mapping[int, int]) -> Entry:
    answers = sorted((rows[number] for number in statement.responds_to if number in rows), reverse=True)
    elsewhere = tuple(number for number in statement.responds_to if number not in rows)
    known = tuple(steps) or (Standing(statement.status, statement.said_on),)
    return Entry(statement, known, tuple(answers), elsewhere)


def in_order(statements: Iterable[Statement]) -> list[Statement]:
    """Oldest first by the last day a partial date may mean, the undated last, responses after what they answer."""
    waiting = {statement.number: statement for statement in statements}
    queue = [(_day(statement), number) for number, statement in waiting.items()]
    blocked: dict[int, list[tuple[date, int]]] = defaultdict(list)
    owed = {number: {n for n in found.responds_to if n in waiting and n != number} for number, found in waiting.items()}
    for day, number in queue:
        for answered in owed[number]:
            blocked[answered].append((day, number))
    ready = [place for place in queue if not owed[place[1]]]
    heapify(ready)
    ordered: list[Statement] = []
    while waiting:
        _, number = heappop(ready) if ready else min((_day(found), number) for number, found in waiting.items())
        if number not in waiting:
            continue
        ordered.append(waiting.pop(number))
        for place in blocked[number]:
            owed[place[1]].discard(number)
            if not owed[place[1]]:
                heappush(ready, place)
    return ordered


def _day(statement: Statement) -> date:
    return statement.said_on.last() if statement.said_on else date.max
