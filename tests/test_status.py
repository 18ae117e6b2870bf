"""Where a statement stands, by table: no database, no fixture."""

import itertools
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.dates import PartialDate
from store.record import Act, Status
from store.status import STATUSES, Case, Response, Ruling, history, initial, on

RUSSIA, UKRAINE, ZELENSKIY, TURKEY = 1, 2, 3, 4
SIDES = {RUSSIA: (RUSSIA,), UKRAINE: (UKRAINE,), ZELENSKIY: (ZELENSKIY, UKRAINE), TURKEY: (TURKEY,)}
NAMES = {RUSSIA: "Russia", UKRAINE: "Ukraine", ZELENSKIY: "Zelenskiy", TURKEY: "Turkey"}
MAY = PartialDate(2025, 5)


def says(who: int, act: Act, number: int = 10, when: PartialDate | None = MAY) -> Response:
    return Response(number, act, NAMES[who], SIDES[who], when)


def case(act: Act, *responses: Response, to: tuple[int, ...] = (UKRAINE,), rulings: tuple[Ruling, ...] = ()) -> Case:
    return Case(act, RUSSIA, to, MAY, responses, rulings)


TABLE = [
    ("a demand nobody answered is open", case(Act.DEMAND), Status.OPEN),
    ("one rejected by its addressee is rejected", case(Act.DEMAND, says(UKRAINE, Act.REJECT)), Status.REJECTED),
    ("by a member of its addressee too", case(Act.DEMAND, says(ZELENSKIY, Act.REJECT)), Status.REJECTED),
    ("a bystander's rejection moves nothing", case(Act.DEMAND, says(TURKEY, Act.REJECT)), Status.OPEN),
    (
        "a state does not answer for its president",
        case(Act.DEMAND, says(UKRAINE, Act.REJECT), to=(ZELENSKIY,)),
        Status.OPEN,
    ),
    ("an accusation in answer moves nothing", case(Act.DEMAND, says(UKRAINE, Act.ACCUSE)), Status.OPEN),
    ("agreement accepts", case(Act.PROPOSE, says(UKRAINE, Act.AGREE)), Status.ACCEPTED),
    (
        "one of two agreeing accepts in part",
        case(Act.DEMAND, says(UKRAINE, Act.AGREE), to=(UKRAINE, TURKEY)),
        Status.PARTLY_ACCEPTED,
    ),
    (
        "one agreeing, one refusing accepts in part",
        case(Act.DEMAND, says(UKRAINE, Act.AGREE), says(TURKEY, Act.REJECT, 11), to=(UKRAINE, TURKEY)),
        Status.PARTLY_ACCEPTED,
    ),
    (
        "the later word of one party counts",
        case(Act.DEMAND, says(UKRAINE, Act.REJECT, 10), says(UKRAINE, Act.AGREE, 11, PartialDate(2025, 6))),
        Status.ACCEPTED,
    ),
    ("the speaker may take it back", case(Act.DEMAND, says(RUSSIA, Act.REJECT)), Status.WITHDRAWN),
    ("a promise is open until somebody rules", case(Act.PROMISE, says(UKRAINE, Act.AGREE)), Status.OPEN),
    ("a promise taken back is withdrawn", case(Act.PROMISE, says(RUSSIA, Act.REJECT)), Status.WITHDRAWN),
    ("a claim is unverified", case(Act.CLAIM), Status.UNVERIFIED),
    ("a denied accusation is disputed", case(Act.ACCUSE, says(UKRAINE, Act.DENY)), Status.DISPUTED),
    ("an admitted accusation is confirmed", case(Act.ACCUSE, says(ZELENSKIY, Act.AGREE)), Status.CONFIRMED),
    ("a bystander's agreement confirms nothing", case(Act.ACCUSE, says(TURKEY, Act.AGREE)), Status.UNVERIFIED),
    ("a rejection stands", case(Act.REJECT, says(UKRAINE, Act.ACCUSE)), Status.STANDS),
    ("a demand to nobody stays open", case(Act.DEMAND, says(UKRAINE, Act.REJECT), to=()), Status.OPEN),
]


@pytest.mark.parametrize(("of", "status"), [(of, status) for _, of, status in TABLE], ids=[name for name, *_ in TABLE])
def test_the_status_follows_the_responses(of: Case, status: Status) -> None:
    assert history(of)[-1].status is status


def test_from_a_ruling_on_responses_move_nothing() -> None:
    ruling = Ruling(Status.FULFILLED, PartialDate(2025, 6, 1), "It was done", "Mira")
    later = says(UKRAINE, Act.REJECT, 12, PartialDate(2025, 7))
    steps = history(case(Act.DEMAND, says(UKRAINE, Act.REJECT), later, rulings=(ruling,)))
    assert [step.status for step in steps] == [Status.OPEN, Status.REJECTED, Status.FULFILLED]


def test_the_last_of_two_rulings_holds() -> None:
    rulings = (
        Ruling(Status.BROKEN, PartialDate(2025, 8), "late", "Mira"),
        Ruling(Status.KEPT, PartialDate(2025, 7), "ok", "Olena"),
    )
    assert history(case(Act.PROMISE, rulings=rulings))[-1].status is Status.BROKEN


def test_on_a_day_before_it_was_said_it_stood_nowhere() -> None:
    steps = history(case(Act.DEMAND))
    assert on(date(2025, 5, 30), steps) is None
    assert on(date(2025, 5, 31), steps) == steps[0]


@given(st.sampled_from(Act), st.lists(st.tuples(st.sampled_from(sorted(SIDES)), st.sampled_from(Act)), max_size=6))
def test_every_step_is_a_status_its_act_can_have(act: Act, said: list[tuple[int, Act]]) -> None:
    responses = [says(who, how, number) for number, (who, how) in enumerate(said)]
    steps = history(case(act, *responses))
    assert steps[0].status is initial(act)
    assert {step.status for step in steps} <= set(STATUSES[act])
    assert all(one.status is not two.status for one, two in itertools.pairwise(steps))
