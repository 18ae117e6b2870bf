"""What was said in which order."""

from hypothesis import given
from hypothesis import strategies as st

from handlers.chronology import in_order, timeline
from store.dates import PartialDate
from store.record import Act, Actor, Standing, Statement, Status
from tests.crowd import crowd

SPEAKER = Actor(1, "Russia")


def said(number: int, day: str | None, *answers: int) -> Statement:
    on = PartialDate.parse(day) if day else None
    return Statement(
        number, f"k-{number}", SPEAKER, Act.CLAIM, "Words.", Status.UNVERIFIED, said_on=on, responds_to=answers
    )


def numbers(statements: list[Statement]) -> list[int]:
    return [statement.number for statement in statements]


def test_a_month_counts_as_its_last_day_and_the_undated_come_last() -> None:
    statements = [said(1, None), said(2, "2025-05"), said(3, "2025-05-16"), said(4, "2022")]
    assert numbers(in_order(statements)) == [4, 3, 2, 1]


def test_a_response_stands_below_what_it_answers_even_if_its_date_is_vaguer() -> None:
    assert numbers(in_order([said(1, "2025", 2), said(2, "2026-01"), said(3, "2025-06")])) == [3, 2, 1]


def test_statements_that_answer_each_other_in_a_circle_are_all_shown() -> None:
    assert numbers(in_order([said(1, "2025", 2), said(2, "2025", 1), said(3, "2024")])) == [3, 1, 2]


@given(st.lists(st.tuples(st.integers(2000, 2005), st.sets(st.integers(1, 12), max_size=3)), max_size=12))
def test_nothing_is_lost_and_no_earlier_number_is_answered_from_above(rows: list[tuple[int, set[int]]]) -> None:
    statements = [
        said(number, str(year), *(n for n in answers if n < number)) for number, (year, answers) in enumerate(rows, 1)
    ]
    ordered = numbers(in_order(statements))
    assert sorted(ordered) == numbers(statements)
    assert all(ordered.index(n) < ordered.index(s.number) for s in statements for n in s.responds_to)


def test_a_timeline_shows_the_latest_and_counts_the_earlier() -> None:
    found = timeline(crowd(), {}, limit=9)
    assert (len(found.entries), found.earlier) == (9, 591)
    assert len(timeline(crowd(), {}, limit=None).entries) == 600


def test_an_answer_leads_to_its_row_or_names_the_number_that_is_not_shown() -> None:
    found = timeline([said(1, "2024"), said(2, "2025"), said(3, "2026", 1, 2)], {}, limit=2)
    assert found.entries[1].answers == (0,)
    assert found.entries[1].elsewhere == (1,)


def test_the_steps_of_a_status_are_those_given_or_the_present_one() -> None:
    steps = (Standing(Status.UNVERIFIED), Standing(Status.DISPUTED))
    found = timeline([said(1, "2024"), said(2, "2025")], {1: steps})
    assert [entry.steps for entry in found.entries] == [steps, (Standing(Status.UNVERIFIED, PartialDate(2025)),)]
