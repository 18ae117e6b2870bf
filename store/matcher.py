"""What a question asks, how well statements match it, and when nothing does. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

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

    `ambiguous` are names that several actors could have, with these; `unknown` names nobody on record has. `date_hint`
    says that the dates may as well be part of what was said. `quoted` are words in quotation marks; `focus` is the part
    that asks; `likely` may be the speakers; `subject` are words where a speaker would be named that name nobody known;
    `aimed` says that the addressee is what the question is about; `objects` are whom it was done to, so not who did it;
    `pasted` is what a text from elsewhere says, whose likeness as a whole tells more than its parts. With `statuses`
    everything is asked for that stands in one of them. `telling` are stems of which an answer holds one: whoever asks
    for an apology wants no other statement. `saying` tells that it is asked what was said, not what was done.
    """

    text: str
    intent: Intent = Intent.KEYWORDS
    speakers: tuple[int, ...] = ()
    addressees: tuple[int, ...] = ()
    mentions: tuple[int, ...] = ()
    acts: tuple[Act, ...] = ()
    date_from: date | None = None
    date_to: date | None = None
    date_hint: bool = False
    as_of: date | None = None
    statuses: tuple[Status, ...] = ()
    terms: tuple[str, ...] = ()
    ambiguous: tuple[tuple[str, tuple[int, ...]], ...] = ()
    unknown: tuple[str, ...] = ()
    quoted: tuple[str, ...] = ()
    focus: str = ""
    likely: tuple[int, ...] = ()
    subject: tuple[str, ...] = ()
    aimed: bool = False
    objects: tuple[int, ...] = ()
    pasted: str = ""
    telling: frozenset[str] = frozenset()
    saying: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """One thing a question names, and what may stand for it in a statement.

    `stems` → how near each is to the word asked (0 to 1); `topics` are ids of topics of that name; `documents` is in
    how many statements it occurs, `weight` its inverse document frequency.
    """

    word: str
    stems: Mapping[str, float]
    topics: frozenset[int] = frozenset()
    documents: int = 0
    weight: float = 1.0


class Candidate(NamedTuple):
    """A statement as ranking sees it: `words` are its stems in order; `answers` what it responds to.

    `nearness` is how much nearer in meaning it is to the question than the record is on average, in standard
    deviations, `words_nearness` the same of its words alone; `likeness` is how much nearer it is than a usual statement
    of any record, as a difference of cosines, and `subject_likeness` how much nearer its words are to the question's
    own; `alike` is how much nearer its words are to a pasted text than the record is on average, in standard
    deviations. All are 0 without the encoders.
    """

    number: int
    speaker: int
    act: Act
    words: tuple[str, ...]
    said_from: date | None = None
    said_to: date | None = None
    addressees: tuple[int, ...] = ()
    topics: tuple[int, ...] = ()
    answers: tuple[int, ...] = ()
    status: Status | None = None
    nearness: float = 0.0
    words_nearness: float = 0.0
    likeness: float = 0.0
    subject_likeness: float = 0.0
    alike: float = 0.0


@dataclass(frozen=True, slots=True)
class Match:
    """A statement by its number, how well it fits (0 to 1), and why: name of the reason → its weight."""

    number: int
    score: float
    why: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Answer:
    """`verdict` is `answer` or `nothing_on_record`; `matches` is empty exactly for the latter.

    `nearest` are at most three that are no answer. `affirms` is whether a yes-or-no question is answered yes. The
    first `firm` matches answer, those after them are related.
    """

    query: Query
    verdict: str
    matches: tuple[Match, ...] = ()
    nearest: tuple[Match, ...] = ()
    affirms: bool | None = None
    firm: int = 0
