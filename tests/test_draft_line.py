"""The one-line form of a statement: what is understood, and what is proposed where it is not."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handlers.draft_line import BadLine, fields_of_edit, fields_of_line
from handlers.form import answered
from handlers.i18n import plain, say_date
from store.dates import PartialDate
from store.record import Act
from store.record_file import draft_of

TODAY = date(2025, 6, 1)


def test_the_line_of_the_manual_is_understood_whole() -> None:
    line = (
        "Russia | demand | Ukraine must stay out of NATO | to: Ukraine | on: 2025-05-16 | topic: NATO; neutrality | "
        "quote: no NATO | by: Ukrainian source | source: Talks end, https://example.org/a | responds: 12"
    )
    assert fields_of_line(line, TODAY) == {
        "speaker": "Russia",
        "act": "demand",
        "text": "Ukraine must stay out of NATO",
        "addressee": ["Ukraine"],
        "said_on": "2025-05-16",
        "topics": ["NATO", "neutrality"],
        "quote": "no NATO",
        "reported_by": "Ukrainian source",
        "source": {"title": "Talks end", "url": "https://example.org/a"},
        "responds_to": ["12"],
    }


@pytest.mark.parametrize(
    "line",
    [
        "Росія | вимагає | Україна має роззброїтися | кому: Україна | коли: вчора",
        "Росія | требует | Україна має роззброїтися | кому: Україна | когда: 31.05.2025",
        "Росія\nвимога\nУкраїна має роззброїтися\nкому: Україна\nдата: 2025-05-31",
        "Росія | demands | Україна має роззброїтися\nto: Україна\non: yesterday",
        "speaker: Росія | act: demand | text: Україна має роззброїтися | to: Україна | on: 2025-05-31",
    ],
)
def test_three_languages_and_line_breaks_say_the_same(line: str) -> None:
    assert fields_of_line(line, TODAY) == {
        "speaker": "Росія",
        "act": "demand",
        "text": "Україна має роззброїтися",
        "addressee": ["Україна"],
        "said_on": "2025-05-31",
    }


@pytest.mark.parametrize(
    ("line", "problem", "part", "proposal"),
    [
        ("Russia | demnd | Disarm", "line-unknown-act", "demnd", "Russia | demand | Disarm"),
        ("Russia | zzz | Disarm", "line-unknown-act", "zzz", None),
        ("Russia | demand", "line-needs-text", "", "Russia | demand | …"),
        ("Russia", "line-needs-act", "", "Russia | … | …"),
        ("", "line-needs-speaker", "", "… | … | …"),
        ("Russia | demand | to: Ukraine", "line-needs-text", "to: Ukraine", "Russia | demand | … | to: Ukraine"),
        ("A | claim | b | form: c", "line-needs-key", "form: c", None),
        ("A | claim | b | topc: c", "line-unknown-key", "topc: c", "A | claim | b | topic: c"),
        ("A | claim | b | 2025-05", "line-needs-key", "2025-05", "A | claim | b | on: 2025-05"),
        ("A | claim | b | “c”", "line-needs-key", "“c”", "A | claim | b | quote: “c”"),
        ("A | claim | b | on: 16 May 2025", "line-bad-date", "on: 16 May 2025", "A | claim | b | on: 2025-05-16"),
        ("A | claim | b | on: May 16, 2025", "line-bad-date", "on: May 16, 2025", "A | claim | b | on: 2025-05-16"),
        ("A | claim | b | on: 31.02.2025", "line-bad-date", "on: 31.02.2025", None),
        (
            "A | claim | b | source: C, example.org/x",
            "line-bad-source",
            "source: C, example.org/x",
            "A | claim | b | source: C, https://example.org/x",
        ),
        ("A | claim | b | responds: twelve", "line-bad-number", "responds: twelve", None),
        ("A | claim | b | to: C | to: D", "line-twice", "to: D", None),
        ("A | claim | b | quote:", "line-empty", "quote:", None),
        ("A | claim | " + "b" * 2001, "line-too-long", "b" * 2001, None),
    ],
)
def test_a_mistake_is_marked_and_its_fix_proposed(line: str, problem: str, part: str, proposal: str | None) -> None:
    with pytest.raises(BadLine) as bad:
        fields_of_line(line, TODAY)
    assert (bad.value.problem, bad.value.part) == (problem, part)
    assert bad.value.before + bad.value.part + bad.value.after == line
    assert bad.value.proposal == proposal


@pytest.mark.parametrize(
    ("line", "fields"),
    [
        ("text: New words.", {"text": "New words."}),
        ("quote: -", {"quote": None}),
        ("to: | on: 2025", {"addressee": None, "said_on": "2025"}),
        ("text: One bar \\| inside.", {"text": "One bar | inside."}),
        ("responds: /s12, #7", {"responds_to": ["12", "7"]}),
    ],
)
def test_an_edit_names_its_columns_and_may_empty_them(line: str, fields: dict[str, object]) -> None:
    assert fields_of_edit(line, TODAY) == fields


@pytest.mark.parametrize("line", ["", "   ", "New words.", "text:", "act: -"])
def test_an_edit_without_a_column_is_refused(line: str) -> None:
    with pytest.raises(BadLine):
        fields_of_edit(line, TODAY)


def test_a_proposal_is_understood_when_it_is_sent_back() -> None:
    with pytest.raises(BadLine) as bad:
        fields_of_line("Russia | demnd | Disarm | on: 2025", TODAY)
    assert fields_of_line(bad.value.proposal or "", TODAY)["act"] == "demand"


WORDS = st.text(st.characters(codec="utf-16"), max_size=40)
PARTS = st.one_of(WORDS, st.builds("{}: {}".format, st.sampled_from(["to", "on", "topc", "source", "responds"]), WORDS))


@settings(max_examples=300)
@given(st.lists(PARTS, max_size=8).map(" | ".join))
def test_any_line_is_a_statement_or_a_marked_mistake(line: str) -> None:
    mistake = None
    try:
        draft_of(fields_of_line(line, TODAY))
    except BadLine as bad:
        mistake = bad
    assert mistake is None or mistake.before + mistake.part + mistake.after == line


@pytest.mark.parametrize("language", ["en", "uk", "ru"])
def test_what_the_buttons_of_the_form_say_may_be_typed(language: str) -> None:
    assert [answered("act", plain(language, f"act-{act}"), TODAY) for act in Act] == [str(act) for act in Act]
    day = PartialDate.parse("2025-05-16")
    assert answered("said_on", say_date(language, day), TODAY) == "2025-05-16"
