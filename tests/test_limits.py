"""One person cannot keep the bot from the others."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from handlers.limits import MINUTE, REMEMBERED, Limits, Verdict
from tests.conftest import NOW


def test_what_is_too_much_is_said_once_and_then_not_answered() -> None:
    limits = Limits(2)
    said = [limits.ask(1, NOW + timedelta(seconds=at)) for at in range(5)]
    assert said == [Verdict.ANSWER, Verdict.ANSWER, Verdict.SAY_SLOWER, Verdict.SILENCE, Verdict.SILENCE]


def test_after_a_minute_all_is_forgiven() -> None:
    limits = Limits(1)
    limits.ask(1, NOW)
    assert limits.ask(1, NOW) is Verdict.SAY_SLOWER
    assert limits.ask(1, NOW + MINUTE) is Verdict.ANSWER


def test_one_asker_does_not_use_up_anothers_share() -> None:
    limits = Limits(1)
    limits.ask(1, NOW)
    assert limits.ask(2, NOW) is Verdict.ANSWER


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 90)), max_size=80))
def test_nobody_is_answered_more_often_than_allowed_in_any_minute(asked: list[tuple[int, int]]) -> None:
    limits, answered, at = Limits(3), [], 0
    for asker, later in asked:
        at += later
        if limits.ask(asker, NOW + timedelta(seconds=at)) is Verdict.ANSWER:
            answered.append((asker, at))
    for asker, when in answered:
        assert sum(one == asker and when - 60 < other <= when for one, other in answered) <= 3


def test_a_million_strangers_do_not_fill_the_memory() -> None:
    limits = Limits(1)
    for asker in range(REMEMBERED * 2):
        limits.ask(asker, NOW)
    assert len(limits._asked) <= REMEMBERED
