"""Dates of limited precision."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.dates import PartialDate


@pytest.mark.parametrize("text", ["2022", "2025-05", "2025-05-16", "2024-02-29", "0001"])
def test_a_date_reads_back_as_it_was_written(text: str) -> None:
    assert str(PartialDate.parse(text)) == text


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2025-13",
        "2025-02-29",
        "16.05.2025",
        "2025-5-1",
        "yesterday",
        "0000",
        "２０２５",
        "2025-05-16T10:00",
        "-2025",
    ],
)
def test_what_is_no_date_is_refused_by_name(text: str) -> None:
    with pytest.raises(ValueError, match=rf"'{text}'"):
        PartialDate.parse(text)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2024", date(2024, 1, 1), date(2024, 12, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2025-05-16", date(2025, 5, 16), date(2025, 5, 16)),
    ],
)
def test_a_partial_date_spans_all_it_may_mean(text: str, first: date, last: date) -> None:
    when = PartialDate.parse(text)
    assert (when.first(), when.last()) == (first, last)


@given(st.dates())
def test_a_day_is_itself(day: date) -> None:
    when = PartialDate.of(day)
    assert when.first() == when.last() == day
    assert PartialDate.parse(str(when)) == when


@given(st.text())
def test_any_text_is_a_date_or_a_clear_refusal(text: str) -> None:
    refusal = ""
    try:
        assert str(PartialDate.parse(text)) == text.strip()
    except ValueError as error:
        refusal = str(error)
    assert not refusal or text in refusal
