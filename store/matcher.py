"""What a question asks, how well statements match it, and when nothing does. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from store.record import Act, Status


class Intent(StrEnum):
    """What kind of answer is wanted."""

    WHO = "who"
    WHAT = "what"
    DID = "did"
    WHEN = "when"
    RESPONSE = "response"
    STATUS = "status"
    COMPARE = "compare"
    KEYWORDS = "keywords"
    CLAIM = "claim"
    SMALL_TALK = "small_talk"


@dataclass(frozen=True, slots=True)
class Query:
    """A question as understood. Speakers, addressees and mentions are actor ids; dates are inclusive.

    `ambiguous` names several actors could have, `unknown` names nobody on record has.
    """

    text: str
    intent: Intent = Intent.KEYWORDS
    speakers: tuple[int, ...] = ()
    addressees: tuple[int, ...] = ()
    mentions: tuple[int, ...] = ()
    acts: tuple[Act, ...] = ()
    date_from: date | None = None
    date_to: date | None = None
    as_of: date | None = None
    statuses: tuple[Status, ...] = ()
    terms: tuple[str, ...] = ()
    ambiguous: tuple[tuple[str, tuple[str, ...]], ...] = ()
    unknown: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Match:
    """A statement by its number, how well it fits (0 to 1), and why: name of the reason → its weight."""

    number: int
    score: float
    why: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Answer:
    """`verdict` is `answer` or `nothing_on_record`; `matches` is empty exactly for the latter.

    `nearest` are at most three that are no answer. `affirms` is whether a yes-or-no question is answered yes.
    """

    query: Query
    verdict: str
    matches: tuple[Match, ...] = ()
    nearest: tuple[Match, ...] = ()
    affirms: bool | None = None
