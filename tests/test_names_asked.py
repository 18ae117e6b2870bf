"""Whom a question names, by whatever people call them."""

from datetime import date

import pytest

from handlers.question import understand
from store.matcher import Intent, Query
from store.record import Actor, Directory, Kind

UKRAINE, PRESIDENT, CHIEF, PAKISTAN, KHAN, COURT, NURSES, JUNTA, RWE, SCIENTIST, BELGIUM = range(1, 12)
NAMES = Directory.of(
    [
        Actor(UKRAINE, "Ukraine", Kind.STATE),
        Actor(PRESIDENT, "Volodymyr Zelenskiy", role="President of Ukraine", member_of=UKRAINE),
        Actor(CHIEF, "Andriy Yermak", role="Chief of staff to the President of Ukraine", member_of=UKRAINE),
        Actor(PAKISTAN, "Pakistan", Kind.STATE),
        Actor(KHAN, "Imran Khan", role="Prime Minister of Pakistan", member_of=PAKISTAN),
        Actor(COURT, "International Court of Justice", Kind.ORGANISATION),
        Actor(NURSES, "Royal College of Nursing", Kind.ORGANISATION),
        Actor(JUNTA, "Niger junta", Kind.ORGANISATION),
        Actor(RWE, "RWE Power", Kind.ORGANISATION),
        Actor(SCIENTIST, "Grigory Rodchenkov"),
        Actor(BELGIUM, "Belgium", Kind.STATE),
    ],
    [],
)


def asked(text: str) -> Query:
    return understand(text, NAMES, date(2025, 6, 1))


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("What does Islamabad want?", PAKISTAN),
        ("What did the Pakistanis demand?", PAKISTAN),
        ("What has the government in Islamabad rejected?", PAKISTAN),
        ("What did the leader of Pakistan say?", PAKISTAN),
        ("What did the UN's top court order?", COURT),
        ("What did the ICJ order?", COURT),
        ("What does the RCN want?", NURSES),
        ("What did the junta reject?", JUNTA),
        ("what did zelensky's office say", CHIEF),
        ("What did Yrmak say?", CHIEF),
        ("so what did the guy from zelensky's office say", CHIEF),
        ("Grigori Rodtschenkow, allegations", SCIENTIST),
    ],
)
def test_somebody_is_known_by_what_people_call_them(text: str, speaker: int) -> None:
    assert asked(text).speakers == (speaker,)


@pytest.mark.parametrize(
    "text", ["What did Brussels say about gas?", "Who said the power stations need coal?", "What does it want?"]
)
def test_a_word_that_only_looks_like_a_name_names_nobody(text: str) -> None:
    assert not asked(text).mentions


def test_a_name_that_nobody_has_is_no_word_of_the_record() -> None:
    assert "deliver" not in asked("Deliveroo on the drivers").terms
    assert asked("cummings on the garden party").subject == ("cummings",)


@pytest.mark.parametrize(
    ("text", "addressee"),
    [
        ("Has anyone demanded anything of Ukraine?", UKRAINE),
        ("any accusations levelled at Pakistan", PAKISTAN),
        ("Was Pakistan accused of anything?", PAKISTAN),
        ("When was Pakistan warned by Ukraine?", PAKISTAN),
        ("Promises made to Ukraine", UKRAINE),
        ("demands on Ukraine", UKRAINE),
        ("warnings to Ukraine", UKRAINE),
    ],
)
def test_whoever_it_was_done_to_is_spoken_to_and_does_not_speak(text: str, addressee: int) -> None:
    query = asked(text)
    assert addressee not in query.speakers
    assert query.addressees == (addressee,)


def test_whoever_was_let_in_has_not_let_anybody_in() -> None:
    assert asked("were the Ukrainians let into the games").speakers == ()
    assert asked("was Zelensky prepared to talk").speakers == (PRESIDENT,)


@pytest.mark.parametrize("text", ["Denials from Pakistan", "any threats from Islamabad?"])
def test_what_comes_from_somebody_was_said_by_them(text: str) -> None:
    assert (asked(text).speakers, asked(text).unknown) == ((PAKISTAN,), ())


@pytest.mark.parametrize("text", ["statements on Ukraine", "statements about Ukraine", "заяви про Україну"])
def test_what_is_said_about_somebody_is_not_said_by_them(text: str) -> None:
    query = asked(text)
    assert (query.speakers, query.addressees, query.mentions) == ((), (), (UKRAINE,))


def test_an_answer_to_somebody_is_not_theirs() -> None:
    query = asked("How did Poland answer Imran Khan?")
    assert (query.speakers, query.unknown) == ((), ("Poland",))
    assert asked("What came back from Islamabad when Kyiv offered talks?").speakers == (PAKISTAN,)


def test_a_story_is_told_of_whoever_acts_in_it() -> None:
    query = asked(
        "A friend from Kyiv told me at length that the Pakistani prime minister kept insisting for months that nobody "
        "had crossed the border and then suddenly admitted it, I would like to see both if you can"
    )
    assert (query.intent, query.likely) == (Intent.CLAIM, (KHAN,))
