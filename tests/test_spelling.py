"""Slips are put right; names, the record's own words and other words of the language are left alone."""

from collections.abc import Collection, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from handlers.spelling import mended
from store.record import Actor, Directory, Kind
from store.text import stem

NAMES = Directory({1: Actor(1, "Vladimir Putin", Kind.PERSON), 2: Actor(2, "Wales", Kind.STATE)})


class Record:
    """A record with a few words."""

    WORDS = ("tariff", "demains", "hostages", "rogun", "truce", "nato", "resolution")

    def holds(self, stems: Collection[str]) -> Collection[str]:
        return {stem(word) for word in self.WORDS} & set(stems)

    def near(self, word: str) -> Sequence[tuple[int, str]]:
        return sorted((slips, other) for other in self.WORDS if (slips := OSA.distance(word, other)) <= 2)


def put_right(text: str) -> str:
    return mended(text, NAMES, Record())


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Whta did Russia demadn?", "What did Russia demand?"),
        ("wat does he want", "what does he want"),
        ("Is the demand still unaswered?", "Is the demand still unanswered?"),
        ("Хто вимгав цього?", "Хто вимагав цього?"),
        ("What did Rubio say in Juuly 2025?", "What did Rubio say in July 2025?"),
        ("What did he say in Jly?", "What did he say in July?"),
        ("Who freed the hotsages?", "Who freed the hostages?"),
        ("what about the truec", "what about the truce"),
        ("Is Rougn safe?", "Is Rogun safe?"),
        ("Will NTAO leave?", "Will nato leave?"),
        ("who wants a resoluton", "who wants a resolution"),
        ("who picked the appples", "who picked the apples"),
        ("Кто сказал, что выбры честные?", "Кто сказал, что выборы честные?"),
        ("WHO FREED THE HOTSAGES", "WHO FREED THE hostages"),
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
        "What did Merz say?",
        "What did Aplle demand?",
        "Що казали про вибоори в Грузії?",
        "",
    ],
)
def test_what_may_be_meant_stays(text: str) -> None:
    assert put_right(text) == text


@given(st.text(max_size=200))
def test_any_text_is_survived(text: str) -> None:
    put_right(text)
