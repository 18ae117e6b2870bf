"""The words of the record as values: what crosses the floors. Rows stay in `models.py`."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from functools import cached_property

from store.dates import PartialDate


class Kind(StrEnum):
    """What sort of speaker."""

    PERSON = "person"
    STATE = "state"
    ORGANISATION = "organisation"
    GROUP = "group"
    ANONYMOUS = "anonymous"


class Act(StrEnum):
    """What a speaker did by saying it: speech-act classes of political event coding (CAMEO, PLOVER)."""

    DEMAND = "demand"
    APPEAL = "appeal"
    PROPOSE = "propose"
    PROMISE = "promise"
    AGREE = "agree"
    REJECT = "reject"
    ACCUSE = "accuse"
    WARN = "warn"
    CLAIM = "claim"
    DENY = "deny"


class Status(StrEnum):
    """Where a statement stands; which of them an act can have is in `status.py`."""

    OPEN = "open"
    PARTLY_ACCEPTED = "partly_accepted"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    FULFILLED = "fulfilled"
    WITHDRAWN = "withdrawn"
    SUPERSEDED = "superseded"
    IN_PROGRESS = "in_progress"
    KEPT = "kept"
    PARTLY_KEPT = "partly_kept"
    BROKEN = "broken"
    UNVERIFIED = "unverified"
    CONFIRMED = "confirmed"
    DISPUTED = "disputed"
    REFUTED = "refuted"
    STANDS = "stands"


@dataclass(frozen=True, slots=True)
class Actor:
    """A speaker or addressee; `member_of` is the id of the actor whose side it counts for."""

    id: int
    name: str
    kind: Kind = Kind.PERSON
    role: str | None = None
    member_of: int | None = None
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Topic:
    id: int
    name: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """Where it can be checked. `quote` and `said_on` are this source's own wording and date, where they differ."""

    title: str | None = None
    publisher: str | None = None
    url: str | None = None
    published_on: str | None = None
    quote: str | None = None
    said_on: str | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """One step of a statement's status: since when, because of which response or whose ruling."""

    status: Status
    since: PartialDate | None = None
    by: str | None = None
    response: int | None = None
    reason: str | None = None
    source: Source | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """One public act of speech by one speaker, as the record holds it now.

    `number` is what people type (`/s12`), `key` the record's own stable id (`ist-05`). `responds_to` and
    `responses` are numbers. `revision` counts its changes from 1. `merged_into` is the number it lives on under.
    """

    number: int
    key: str
    speaker: Actor
    act: Act
    text: str
    status: Status
    addressees: tuple[Actor, ...] = ()
    topics: tuple[Topic, ...] = ()
    quote: str | None = None
    said_on: PartialDate | None = None
    reported_by: Actor | None = None
    sources: tuple[Source, ...] = ()
    responds_to: tuple[int, ...] = ()
    responses: tuple[int, ...] = ()
    due_on: PartialDate | None = None
    revision: int = 1
    retracted: str | None = None
    merged_into: int | None = None
    translations: tuple[tuple[str, str], ...] = ()
    recorded_at: datetime | None = None
    corrected_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Made:
    """What one of the bot's messages was made of, so that it can be made again when the record is corrected.

    `kind` is `card` or `answer`; `ref` the number of the statement, or the id the question is remembered by; `start`
    the first of the answer's statements that it shows, `part` which of several messages it is.
    """

    kind: str
    ref: int
    start: int = 0
    part: int = 0


@dataclass(frozen=True, slots=True)
class Draft:
    """A statement as somebody wants it recorded: names where the record has ids, `responds_to` as keys."""

    speaker: str
    act: Act
    text: str
    key: str | None = None
    addressees: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    quote: str | None = None
    said_on: PartialDate | None = None
    reported_by: str | None = None
    sources: tuple[Source, ...] = ()
    responds_to: tuple[str, ...] = ()
    due_on: PartialDate | None = None
    translations: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Author:
    """Who made a change: a Telegram user id, or None for the program itself, and the name to show."""

    id: int | None
    name: str


class Role(StrEnum):
    """What somebody may do; each may do what the one before may."""

    READER = "reader"
    MODERATOR = "moderator"
    OWNER = "owner"

    def reaches(self, other: "Role") -> bool:
        order = list(Role)
        return order.index(self) >= order.index(other)


@dataclass(frozen=True, slots=True)
class Chat:
    """A chat as Telegram describes it; `id` of a private chat is its person's id."""

    id: int
    type: str
    title: str | None = None
    username: str | None = None


@dataclass(frozen=True, eq=False)
class Directory:
    """All actors and topics on record: what names in a question are understood against."""

    actors: Mapping[int, Actor] = field(default_factory=dict)
    topics: Mapping[int, Topic] = field(default_factory=dict)

    @classmethod
    def of(cls, actors: Iterable[Actor], topics: Iterable[Topic]) -> "Directory":
        return cls({actor.id: actor for actor in actors}, {topic.id: topic for topic in topics})

    @cached_property
    def members(self) -> Mapping[int, frozenset[int]]:
        """For each actor the ids that count for it: itself, its members, their members."""
        counted: dict[int, set[int]] = {actor: {actor} for actor in self.actors}
        for actor in self.actors:
            for group in self.sides(actor):
                counted[group].add(actor)
        return {actor: frozenset(ids) for actor, ids in counted.items()}

    def sides(self, actor: int) -> tuple[int, ...]:
        """The ids an actor counts for, nearest first, itself included; a circle of memberships ends."""
        chain: list[int] = []
        current: int | None = actor
        while current is not None and current in self.actors and current not in chain:
            chain.append(current)
            current = self.actors[current].member_of
        return tuple(chain)
