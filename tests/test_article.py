"""Proposals from articles: who is said to have said what."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.article import Proposal, plain_text, proposals, title_of
from store.record import Act, Actor, Directory, Kind
from store.record_file import draft_of
from tests.quality.articles import measure

RUSSIA = Actor(1, "Russia", Kind.STATE, aliases=("Moscow",))
UKRAINE = Actor(2, "Ukraine", Kind.STATE, aliases=("Kyiv",))
FIDAN = Actor(3, "Hakan Fidan", Kind.PERSON, aliases=("Fidan",))
NAMES = Directory.of([RUSSIA, UKRAINE, FIDAN], [])


@pytest.mark.parametrize(
    ("sentence", "proposal"),
    [
        (
            "Moscow said on Friday that the talks would go on.",
            Proposal(RUSSIA, Act.CLAIM, "The talks would go on."),
        ),
        (
            "“We are ready to meet anywhere,” said Fidan after the talks.",
            Proposal(
                FIDAN,
                Act.CLAIM,
                "We are ready to meet anywhere.",
                "We are ready to meet anywhere",
            ),
        ),
        (
            "Ukraine accused Russia of stalling the peace effort.",
            Proposal(UKRAINE, Act.ACCUSE, "Russia of stalling the peace effort.", None, RUSSIA),
        ),
        (
            "Fidan smiled. He urged both sides to choose peace now.",
            Proposal(FIDAN, Act.APPEAL, "Both sides to choose peace now."),
        ),
        (
            "Russia demands that Ukraine cede territory and leave NATO alone.",
            Proposal(RUSSIA, Act.DEMAND, "Ukraine must cede territory.", None, UKRAINE),
        ),
        (
            "Few believed in Russia’s stance that it wants peace.",
            Proposal(RUSSIA, Act.CLAIM, "It wants peace."),
        ),
    ],
)
def test_an_attribution_is_found_with_its_speaker_and_act(sentence: str, proposal: Proposal) -> None:
    assert proposal in proposals(sentence, NAMES)


@pytest.mark.parametrize(
    "sentence",
    [
        "The weather in Moscow was fine.",
        "Nobody known said that the talks would go on.",
        "Russia’s demands were far from what had been discussed.",
        "",
    ],
)
def test_nothing_is_put_into_anybodys_mouth(sentence: str) -> None:
    assert proposals(sentence, NAMES) == []


def test_a_page_is_read_without_its_markup() -> None:
    page = "<html><title>Talks &amp; end</title><style>p {}</style><p>Moscow <b>said</b> no.</p><p>Kyiv too.</p></html>"
    assert plain_text(page) == ("Talks & end", "Moscow said no.\nKyiv too.")


def test_a_headline_is_told_from_a_sentence() -> None:
    assert title_of("Talks end quickly\n\nThe talks ended.") == "Talks end quickly"
    assert title_of("The talks ended on Friday.\nMore.") is None


def test_of_the_sample_record_two_in_three_are_proposed_with_the_right_speaker() -> None:
    found = measure()
    assert found["statements"] == 23
    assert found["right speaker"] >= 16, found
    assert found["right speaker and act"] >= 11, found


@given(
    st.lists(st.sampled_from(["Moscow", "said", "that", "“", "”", ",", "by", "Kyiv", "’s", "demands", ".", "x" * 30]))
)
def test_whatever_is_proposed_could_be_recorded(words: list[str]) -> None:
    for proposal in proposals(" ".join(words), NAMES):
        draft_of(proposal.fields())
