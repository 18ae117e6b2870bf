"""When two statements are the same, opposed, or different."""

import json
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.record import Act, Actor, Draft, Kind, Statement
from store.record_file import draft_of
from store.sameness import Relation, relation, same_words
from store.status import initial
from tests.conftest import SAMPLE

DEV = Path(__file__).parent / "quality" / "record-dev.jsonl"
SAME, OPPOSED, OTHER = Relation.SAME, Relation.OPPOSED, Relation.OTHER


@cache
def statements_of_dev() -> tuple[Draft, ...]:
    rows = [json.loads(line) for path in (SAMPLE, DEV) for line in path.read_text("utf-8").splitlines()]
    return tuple(draft_of(row) for row in rows if row["type"] == "statement")


def on_record(draft: Draft) -> Statement:
    ids = {name: at for at, name in enumerate(("Russia", "Ukraine", "Turkey"), 1)}
    return Statement(
        number=1,
        key="k",
        speaker=Actor(ids.get(draft.speaker, 9), draft.speaker, Kind.STATE),
        act=draft.act,
        text=draft.text,
        status=initial(draft.act),
        addressees=tuple(Actor(ids.get(name, 9), name, Kind.STATE) for name in draft.addressees),
        quote=draft.quote,
    )


def compared(one: Draft, other: Draft) -> Relation | None:
    """Either way round, which must be the same."""
    same_side = one.speaker == other.speaker
    there = relation(one, on_record(other), same_side=same_side)
    assert there == relation(other, on_record(one), same_side=same_side)
    return there


def said(act: Act, text: str, speaker: str = "Russia", to: str = "Ukraine", quote: str | None = None) -> Draft:
    return Draft(speaker, act, text, None, (to,) if to else (), quote=quote)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        # spellings, slips, figures, order of words
        ("Ukraine must cede territory.", "Ukraine must cede territory", SAME),
        ("Ukraine must cede territory.", "ukraine MUST cede teritory", SAME),
        ("Zelensky should resign as president.", "Zelenskyy should resign as president.", SAME),
        ("Kyiv's neutrality must be guaranteed.", "The neutrality of Kyiv must be guaranteed", SAME),
        ("Five battalions must leave Kherson.", "5 battalions must leave Kherson.", SAME),
        ("Ukraine must cede territory.", "Ukraine must cede territory now.", SAME),
        ("Україна має віддати території.", "Україна має віддати територію", SAME),
        # exchanged words
        ("5 battalions must leave Kherson.", "50 battalions must leave Kherson.", None),
        ("A truce of 30 days is needed at sea.", "A truce of 3 days is needed at sea.", None),
        ("Forces must leave the North of the region.", "Forces must leave the South of the region.", None),
        ("Exports of grain must increase at once.", "Exports of grain must decrease at once.", None),
        ("Exports of grain must resume.", "Imports of grain must resume.", None),
        ("The bridge to Crimea will be opened.", "The bridge to Mariupol will be opened.", None),
        ("A fund of 3 billion is needed for repairs.", "A fund of 3 million is needed for repairs.", None),
        # who does it to whom
        (
            "He said that Russia must compensate Ukraine for it.",
            "He said that Ukraine must compensate Russia for it.",
            None,
        ),
        # negated
        ("Ukraine must join NATO.", "Ukraine must not join NATO.", OPPOSED),
        ("Sanctions will be lifted by Europe.", "Sanctions won't be lifted by Europe.", OPPOSED),
        ("Україна вступить до НАТО скоро.", "Україна не вступить до НАТО скоро.", OPPOSED),
    ],
)
def test_by_their_words(one: str, other: str, expected: Relation | None) -> None:
    assert compared(said(Act.DEMAND, one), said(Act.DEMAND, other)) == expected


LAND = "Ukraine must cede territory."


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (said(Act.DEMAND, LAND), said(Act.APPEAL, LAND), SAME),
        (said(Act.DEMAND, LAND), said(Act.REJECT, LAND), OPPOSED),
        (said(Act.REJECT, "No NATO membership."), said(Act.DEMAND, "NATO membership."), None),
        (said(Act.CLAIM, LAND), said(Act.DENY, LAND), OPPOSED),
        (
            said(Act.PROMISE, "Join the talks in Istanbul."),
            said(Act.PROMISE, "Not join the talks in Istanbul."),
            OPPOSED,
        ),
        (said(Act.DEMAND, LAND), said(Act.PROMISE, LAND), None),
        (said(Act.DEMAND, LAND, "Turkey"), said(Act.DEMAND, LAND), OTHER),
        (said(Act.DEMAND, LAND, "Ukraine", "Russia"), said(Act.DEMAND, LAND, "Russia", "Ukraine"), None),
        (said(Act.DEMAND, LAND), said(Act.DEMAND, LAND, to="Turkey"), None),
        (said(Act.DEMAND, LAND), said(Act.DEMAND, LAND, to=""), SAME),
        (
            said(Act.DEMAND, "They have to go away.", quote="Get out of here now"),
            said(Act.DEMAND, "Troops leave.", quote="Get out of here, now!"),
            SAME,
        ),
    ],
)
def test_by_their_fields(one: Draft, other: Draft, expected: Relation | None) -> None:
    assert compared(one, other) == expected


@given(st.sampled_from(statements_of_dev()), st.sampled_from(statements_of_dev()))
def test_it_is_told_alike_both_ways_and_a_statement_is_the_same_as_itself(one: Draft, other: Draft) -> None:
    compared(one, other)
    assert compared(one, one) is SAME


@given(st.sampled_from(statements_of_dev()), st.data())
def test_a_slip_of_one_letter_leaves_it_the_same(one: Draft, data: st.DataObject) -> None:
    words = one.text.split()
    long = [at for at, word in enumerate(words) if len(word.strip('.,;:“”"’')) > 7 and word.isalpha()]
    if long:
        at = data.draw(st.sampled_from(long))
        letter = data.draw(st.integers(2, len(words[at]) - 2))
        words[at] = words[at][:letter] + words[at][letter + 1 :]
        assert same_words(one.text, " ".join(words))


@given(st.sampled_from(statements_of_dev()), st.integers(0, 10**6))
def test_another_figure_or_a_negation_is_never_the_same(one: Draft, figure: int) -> None:
    one = replace(one, quote=None)
    with_figure = replace(one, text=f"{one.text} In {figure} days.")
    assert compared(with_figure, replace(one, text=f"{one.text} In {figure + 1} days.")) is None
    assert compared(one, replace(one, text=f"Not: {one.text}")) in {OPPOSED, None}
