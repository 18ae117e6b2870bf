"""Turns of phrase: what people say around a question, instead of a verb, and of days."""

from datetime import date

import pytest

from handlers.manners import plainly
from handlers.question import understand
from store.matcher import Intent, Query
from store.record import Act, Actor, Directory, Kind

RUSSIA, UKRAINE, PUTIN, ZELENSKIY = 1, 2, 3, 4
NAMES = Directory.of(
    [
        Actor(RUSSIA, "Russia", Kind.STATE),
        Actor(UKRAINE, "Ukraine", Kind.STATE),
        Actor(PUTIN, "Vladimir Putin", role="President of Russia", member_of=RUSSIA),
        Actor(ZELENSKIY, "Volodymyr Zelenskiy", role="President of Ukraine", member_of=UKRAINE),
    ],
    [],
)


def asked(text: str) -> Query:
    return understand(text, NAMES, date(2025, 6, 1))


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("and Putin, was he pleased with the offer?", "was Putin pleased with the offer?"),
        ("What about Zelensky, did he accept?", "did Zelensky accept?"),
        ("What made Putin accept the plan?", "why did Putin accept the plan?"),
        ("How come Kyiv agreed?", "why did Kyiv agreed?"),
        ("What led Putin to give in?", "why did Putin give in?"),
        ("BREAKING: troops leave the city", "troops leave the city"),
        ("breaking the truce: who accused whom", "who accused whom, breaking the truce?"),
        ("Everything you have got on the prisoners", "statements on the prisoners"),
        ("haha putin blinked didn't he", "did putin blinked?"),
        ("does anyone remember if Putin said that", "did Putin said that?"),
        ("Zelensky quotes, any links?", "Zelensky quotes"),
        (
            "The White House told Moscow to pull its troops back. And Moscow?",
            "what did Moscow say when The White House told Moscow to pull its troops back?",
        ),
        ("Somebody would not pick up the phone. Who refused?", "Who refused, Somebody would not pick up the phone?"),
    ],
)
def test_the_question_itself_is_what_is_asked(said: str, meant: str) -> None:
    assert plainly(said) == meant


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("Who took the whole blame for the attack?", Act.CLAIM),
        ("Who put their foot down over the price?", Act.REJECT),
        ("Who gave the plan the green light?", Act.AGREE),
        ("Who had a go at the mediators?", Act.ACCUSE),
        ("What did Russia impose on others?", Act.DEMAND),
        ("Хто наказав відкликати послів?", Act.DEMAND),
        ("Who would back the plan?", Act.AGREE),
    ],
)
def test_a_turn_of_phrase_tells_an_act(text: str, act: Act) -> None:
    assert asked(text).acts[:1] == (act,)


@pytest.mark.parametrize(
    "text",
    [
        "Did Russia hand back the ship?",
        "Was the vote put back?",
        "Did Putin flip on the ceasefire?",
        "Did Zelensky change his mind on the talks?",
    ],
)
def test_to_give_back_or_to_turn_about_is_no_consent(text: str) -> None:
    assert asked(text).acts == ()


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("Who flatly refused to resign?", ("resign",)),
        ("Putin's proposal at the UN", ("un",)),
        ("security guarantees", ("security", "guarantees")),
        ("Who denied taking gas? The accuser I already know.", ("taking", "gas")),
        ("Warnings about gas; the price itself does not interest me", ("warnings", "gas")),
        ("Who says “false claims of an epic scale”?", ("false", "claims", "epic", "scale")),
    ],
)
def test_only_content_is_looked_for(text: str, terms: tuple[str, ...]) -> None:
    assert set(asked(text).terms) <= set(terms)
    assert asked(text).terms


def test_where_it_was_said_is_left_out_unless_the_record_speaks_of_it() -> None:
    class Nothing:
        def holds(self, _: object) -> tuple[str, ...]:
            return ()

        def near(self, _: str) -> tuple[tuple[int, str], ...]:
            return ()

    assert understand("Putin's proposal at the UN on gas", NAMES, date(2025, 6, 1), Nothing()).terms == ("gas",)


def test_what_is_quoted_tells_no_act() -> None:
    assert asked("Where does “false claims of an epic scale” come from?").acts == ()


@pytest.mark.parametrize(
    ("text", "first", "last", "hint"),
    [
        ("Vote on the pact goes ahead on 12 December, Kyiv confirms", date(2024, 12, 12), date(2024, 12, 12), True),
        ("What did Putin say on 12 December?", date(2024, 12, 12), date(2024, 12, 12), False),
        ("Which demand did Putin make prior to 2023?", None, date(2022, 12, 31), False),
        ("statements on gas up to and including 2020", None, date(2020, 12, 31), False),
        ("putin 2021", date(2021, 1, 1), date(2021, 12, 31), False),
        ("putin gas 2021", date(2021, 1, 1), date(2021, 12, 31), True),
        ("It's 2 May 2022 today. What did Putin say last month?", date(2022, 4, 1), date(2022, 4, 30), False),
    ],
)
def test_a_day_limits_what_is_asked_or_is_part_of_what_was_said(
    text: str, first: date | None, last: date, *, hint: bool
) -> None:
    query = asked(text)
    assert (query.date_from, query.date_to, query.date_hint) == (first, last, hint)


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("who'd have liked to mediate", Intent.WHO),
        ("On which occasion did Putin confirm it?", Intent.WHEN),
        ("Which strongman hinted at war?", Intent.WHO),
        ("how did Zelensky counter Putin?", Intent.RESPONSE),
        ("Has Russia responded to the call to free the prisoners?", Intent.STATUS),
        ("Has Russia accepted to pay for the damage?", Intent.DID),
        ("Has the offer been accepted?", Intent.STATUS),
    ],
)
def test_what_kind_of_answer_is_wanted(text: str, intent: Intent) -> None:
    assert asked(text).intent is intent


@pytest.mark.parametrize("text", ["Did Putin apologise?", "Чи вибачився Путін?", "извинился ли Путин"])
def test_an_apology_is_answered_with_one(text: str) -> None:
    assert {"apolog", "sorri"} <= asked(text).telling
    assert not asked("How did Zelensky take Putin's apology?").telling
