"""Who stands where: the numbers behind the pictures and the published pages. Pure."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from store.record import Act, Actor, Statement, Status


class Tone(StrEnum):
    """The acts in five families: as many as a colour-blind reader can tell apart, each with a shape of its own."""

    ASKS = "asks"
    AGREES = "agrees"
    REFUSES = "refuses"
    ACCUSES = "accuses"
    CLAIMS = "claims"


class Outcome(StrEnum):
    """The statuses in five families, from nothing settled to taken back; `stands` is a response nobody took back."""

    OPEN = "open"
    MET = "met"
    PARTLY = "partly"
    REFUSED = "refused"
    GONE = "gone"
    STANDS = "stands"


TONES: Mapping[Act, Tone] = {
    Act.DEMAND: Tone.ASKS,
    Act.APPEAL: Tone.ASKS,
    Act.PROPOSE: Tone.ASKS,
    Act.PROMISE: Tone.AGREES,
    Act.AGREE: Tone.AGREES,
    Act.REJECT: Tone.REFUSES,
    Act.DENY: Tone.REFUSES,
    Act.ACCUSE: Tone.ACCUSES,
    Act.WARN: Tone.ACCUSES,
    Act.CLAIM: Tone.CLAIMS,
}

OUTCOMES: Mapping[Status, Outcome] = {
    Status.OPEN: Outcome.OPEN,
    Status.UNVERIFIED: Outcome.OPEN,
    Status.IN_PROGRESS: Outcome.PARTLY,
    Status.PARTLY_ACCEPTED: Outcome.PARTLY,
    Status.PARTLY_KEPT: Outcome.PARTLY,
    Status.ACCEPTED: Outcome.MET,
    Status.FULFILLED: Outcome.MET,
    Status.KEPT: Outcome.MET,
    Status.CONFIRMED: Outcome.MET,
    Status.REJECTED: Outcome.REFUSED,
    Status.BROKEN: Outcome.REFUSED,
    Status.REFUTED: Outcome.REFUSED,
    Status.DISPUTED: Outcome.REFUSED,
    Status.WITHDRAWN: Outcome.GONE,
    Status.SUPERSEDED: Outcome.GONE,
    Status.STANDS: Outcome.STANDS,
}


@dataclass(frozen=True, slots=True)
class Heading:
    """A row or column: a name, or (`folded` > 0) that many speakers or topics put together.

    `id` is 0 for the folded ones and for "no topic". `member` says that the row above is its side.
    """

    id: int
    name: str = ""
    folded: int = 0
    member: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """How often one speaker spoke of one topic: by family of act, by family of status, most frequent first."""

    tones: tuple[tuple[Tone, int], ...]
    outcomes: tuple[tuple[Outcome, int], ...]

    @property
    def total(self) -> int:
        return sum(count for _, count in self.tones)


@dataclass(frozen=True, slots=True)
class Matrix:
    """Speakers against topics: a row of cells a speaker, None where there is nothing.

    `sums` counts each row's statements once, whatever their topics.
    """

    speakers: tuple[Heading, ...]
    topics: tuple[Heading, ...]
    rows: tuple[tuple[Cell | None, ...], ...]
    sums: tuple[Cell, ...]
    statements: int


def matrix(statements: Iterable[Statement], *, speakers: int = 12, topics: int = 8) -> Matrix:
    """Count statements by speaker and topic, at most so many rows and columns: the rarest are put together.

    A statement on two topics is in two cells, and once in its row's total. The retracted and the merged are left out.
    """
    live = [statement for statement in statements if in_force(statement)]
    rows, row_of = _rows(live, speakers)
    columns, column_of = _columns(live, topics)
    held: dict[tuple[int, int], list[Statement]] = defaultdict(list)
    for statement in live:
        for column in sorted({column_of[topic] for topic in _topic_ids(statement)}):
            held[row_of[statement.speaker.id], column].append(statement)
    said = [[one for one in live if row_of[one.speaker.id] == row] for row in range(len(rows))]
    return Matrix(
        speakers=rows,
        topics=columns,
        rows=tuple(
            tuple(_cell(held[row, column]) if held[row, column] else None for column in range(len(columns)))
            for row in range(len(rows))
        ),
        sums=tuple(_cell(found) for found in said),
        statements=len(live),
    )


def in_force(statement: Statement) -> bool:
    """Whether a statement counts: neither retracted nor merged into another."""
    return statement.retracted is None and statement.merged_into is None


def _rows(live: Sequence[Statement], limit: int) -> tuple[tuple[Heading, ...], dict[int, int]]:
    actors = {statement.speaker.id: statement.speaker for statement in live}
    counts = Counter(statement.speaker.id for statement in live)
    ranked = sorted(actors.values(), key=lambda actor: (-counts[actor.id], actor.name))
    kept = ranked if len(ranked) <= limit else ranked[: limit - 1]
    ordered = _by_side(kept, counts)
    headings = [Heading(actor.id, actor.name, member=_below(actor, ordered)) for actor in ordered]
    return _folded(headings, [actor.id for actor in ranked if actor not in kept])


def _by_side(kept: Sequence[Actor], counts: Mapping[int, int]) -> list[Actor]:
    """Sides by how much their people said; within one the side itself first, then its members."""
    sides = Counter[int]()
    for actor in kept:
        sides[_side(actor)] += counts[actor.id]
    return sorted(
        kept,
        key=lambda actor: (
            -sides[_side(actor)],
            _side(actor),
            actor.member_of is not None,
            -counts[actor.id],
            actor.name,
        ),
    )


def _side(actor: Actor) -> int:
    return actor.id if actor.member_of is None else actor.member_of


def _below(actor: Actor, ordered: Sequence[Actor]) -> bool:
    return any(other.id == actor.member_of for other in ordered)


def _columns(live: Sequence[Statement], limit: int) -> tuple[tuple[Heading, ...], dict[int, int]]:
    names = {topic.id: topic.name for statement in live for topic in statement.topics}
    counts = Counter(topic for statement in live for topic in _topic_ids(statement))
    ranked = sorted(counts, key=lambda topic: (topic == 0, -counts[topic], names.get(topic, "")))
    kept = ranked if len(ranked) <= limit else ranked[: limit - 1]
    return _folded([Heading(topic, names.get(topic, "")) for topic in kept], ranked[len(kept) :])


def _topic_ids(statement: Statement) -> tuple[int, ...]:
    return tuple(topic.id for topic in statement.topics) or (0,)


def _folded(kept: Sequence[Heading], rest: Sequence[int]) -> tuple[tuple[Heading, ...], dict[int, int]]:
    """The headings, the rest as one more, and which of them each id belongs to."""
    place = {heading.id: at for at, heading in enumerate(kept)}
    if not rest:
        return tuple(kept), place
    return (*kept, Heading(0, folded=len(rest))), place | dict.fromkeys(rest, len(kept))


def _cell(found: Sequence[Statement]) -> Cell:
    tones = Counter(TONES[statement.act] for statement in found)
    outcomes = Counter(OUTCOMES[statement.status] for statement in found)
    order = list(Outcome)
    return Cell(
        tones=tuple(sorted(tones.items(), key=lambda pair: (-pair[1], list(Tone).index(pair[0])))),
        outcomes=tuple(sorted(outcomes.items(), key=lambda pair: order.index(pair[0]))),
    )
