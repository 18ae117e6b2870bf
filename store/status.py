"""Where a statement stands: pure rules over its responses and a moderator's rulings.

Until a moderator rules, the status follows the responses. Only two parties can move it: whoever was addressed (or a
member of that side), and the speaker, who may take it back. From a ruling on, only rulings count.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from store.acts import AGAINST
from store.dates import PartialDate
from store.record import Act, Source, Standing, Status

_ASKED = (
    Status.OPEN,
    Status.PARTLY_ACCEPTED,
    Status.ACCEPTED,
    Status.REJECTED,
    Status.FULFILLED,
    Status.WITHDRAWN,
    Status.SUPERSEDED,
)
_PROMISED = (
    Status.OPEN,
    Status.IN_PROGRESS,
    Status.KEPT,
    Status.PARTLY_KEPT,
    Status.BROKEN,
    Status.WITHDRAWN,
)
_CLAIMED = (Status.UNVERIFIED, Status.CONFIRMED, Status.DISPUTED, Status.REFUTED, Status.WITHDRAWN)
_ANSWERED = (Status.STANDS, Status.WITHDRAWN)

STATUSES: dict[Act, tuple[Status, ...]] = {
    Act.DEMAND: _ASKED,
    Act.APPEAL: _ASKED,
    Act.PROPOSE: _ASKED,
    Act.PROMISE: _PROMISED,
    Act.CLAIM: _CLAIMED,
    Act.ACCUSE: _CLAIMED,
    Act.WARN: _CLAIMED,
    Act.DENY: _CLAIMED,
    Act.AGREE: _ANSWERED,
    Act.REJECT: _ANSWERED,
}
"""The statuses each act can have; the first is where it begins."""

PENDING = frozenset({Status.OPEN, Status.PARTLY_ACCEPTED, Status.IN_PROGRESS})
"""What `/open` lists: something is still owed."""


@dataclass(frozen=True, slots=True)
class Response:
    """A statement that responds: `sides` are the ids it counts for, the speaker's own first."""

    number: int
    act: Act
    speaker: str
    sides: tuple[int, ...]
    said_on: PartialDate | None = None


@dataclass(frozen=True, slots=True)
class Ruling:
    """A moderator's word, in force from `since` on."""

    status: Status
    since: PartialDate
    reason: str
    by: str
    source: Source | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """What the status of one statement is decided from."""

    act: Act
    speaker: int
    addressees: tuple[int, ...]
    said_on: PartialDate | None
    responses: tuple[Response, ...] = ()
    rulings: tuple[Ruling, ...] = ()


def initial(act: Act) -> Status:
    """Where a statement of this act begins."""
    return STATUSES[act][0]


def history(case: Case) -> tuple[Standing, ...]:
    """Every step of a status, oldest first; the last is where it stands today. Never empty."""
    steps = [Standing(initial(case.act), case.said_on)]
    ruled_from = min((ruling.since.last() for ruling in case.rulings), default=None)
    heard: list[Response] = []
    for response in sorted(case.responses, key=_when):
        if ruled_from is not None and _when(response)[0] >= ruled_from:
            break
        heard.append(response)
        status = _after(case, heard)
        if status is not None and status is not steps[-1].status:
            steps.append(Standing(status, response.said_on, response.speaker, response.number))
    for ruling in sorted(case.rulings, key=lambda ruling: ruling.since.last()):
        steps.append(Standing(ruling.status, ruling.since, ruling.by, None, ruling.reason, ruling.source))
    return tuple(steps)


def on(day: date, steps: Sequence[Standing]) -> Standing | None:
    """The step in force at the end of a day, None when nothing had been said by then."""
    known = [step for step in steps if step.since is None or step.since.last() <= day]
    return known[-1] if known else None


def _when(response: Response) -> tuple[date, int]:
    """Undated responses count as the latest: nothing says that they came earlier."""
    return (response.said_on.last() if response.said_on else date.max, response.number)


def _after(case: Case, heard: Sequence[Response]) -> Status | None:
    """The status once these responses are heard, None where they change nothing."""
    if any(case.speaker in response.sides and response.act in AGAINST for response in heard):
        return Status.WITHDRAWN
    if STATUSES[case.act] is _ASKED:
        return _of_asked(case, heard)
    if STATUSES[case.act] is _CLAIMED:
        return _of_claimed(case, heard)
    return None


def _of_asked(case: Case, heard: Sequence[Response]) -> Status | None:
    latest: dict[int, Act] = {}
    for response in heard:
        if response.act in {Act.AGREE, Act.REJECT}:
            latest |= {party: response.act for party in case.addressees if party in response.sides}
    agreed = [party for party, act in latest.items() if act is Act.AGREE]
    if agreed:
        return Status.ACCEPTED if len(agreed) == len(case.addressees) else Status.PARTLY_ACCEPTED
    return Status.REJECTED if latest else None


def _of_claimed(case: Case, heard: Sequence[Response]) -> Status | None:
    status = None
    for response in heard:
        if response.act in AGAINST:
            status = Status.DISPUTED
        elif response.act is Act.AGREE and set(response.sides) & set(case.addressees):
            status = Status.CONFIRMED
    return status
