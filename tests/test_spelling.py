"""Slips in the words that make a question a question are put right; names and the record's own words are left alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.spelling import mended
from store.record import Actor, Directory, Kind

NAMES = Directory({1: Actor(1, "Vladimir Putin", Kind.PERSON), 2: Actor(2, "Wales", Kind.STATE)})
RECORD = frozenset({"tariff", "demain"})


def put_right(text: str) -> str:
    return mended(text, NAMES, lambda stems: RECORD & set(stems))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Whta did Russia demadn?", "what did Russia demand?"),
        ("wat does he want", "what does he want"),
        ("Is the demand still unaswered?", "Is the demand still unanswered?"),
        ("Хто вимгав цього?", "Хто вимагав цього?"),
        ("What did Rubio say in Juuly 2025?", "What did Rubio say in july 2025?"),
    ],
)
def test_slips_are_put_right(typed: str, meant: str) -> None:
    assert put_right(typed) == meant


@pytest.mark.parametrize(
    "text",
    [
        "What did Putn want?",
        "Who demains?",
        "Did the three nurses take five per cent?",
        "Who rejected the tariff?",
        "coal mines and nuclear plants",
        "",
    ],
)
def test_what_may_be_meant_stays(text: str) -> None:
    assert put_right(text) == text


@given(st.text(max_size=200))
def test_any_text_is_survived(text: str) -> None:
    put_right(text)
