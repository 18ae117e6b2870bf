"""What a question is understood to ask, by people's own words."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.question import understand
from store.matcher import Intent, Query
from store.record import Act, Actor, Directory, Kind

RUSSIA, UKRAINE, PUTIN, ZELENSKIY = 1, 2, 3, 4
NAMES = Directory.of(
    [
        Actor(RUSSIA, "Russia", Kind.STATE, aliases=("Moscow",)),
        Actor(UKRAINE, "Ukraine", Kind.STATE, aliases=("Kyiv",)),
        Actor(PUTIN, "Vladimir Putin", role="President of Russia", member_of=RUSSIA),
        Actor(ZELENSKIY, "Volodymyr Zelenskiy", role="President of Ukraine", member_of=UKRAINE),
    ],
    [],
)
TODAY = date(2025, 6, 1)


def asked(text: str) -> Query:
    return understand(text, NAMES, TODAY)


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("What did Russia demand?", RUSSIA),
        ("what does moscow want from kyiv", RUSSIA),
        ("Did the Ukrainian president call for sanctions?", ZELENSKIY),
        ("Що сказав Зеленський?", ZELENSKIY),
        ("Чого вимагає Росія?", RUSSIA),
        ("What did Zelensky say?", ZELENSKIY),
    ],
)
def test_the_speaker_is_known_by_any_name(text: str, speaker: int) -> None:
    assert asked(text).speakers == (speaker,)


def test_whoever_is_demanded_of_is_not_the_speaker() -> None:
    query = asked("Who demanded that Ukraine give up land?")
    assert (query.intent, query.speakers, query.acts[0]) == (Intent.WHO, (), Act.DEMAND)


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("Who demanded that Moscow pull out?", Act.DEMAND),
        ("who pointed the finger at moscow over the strikes", Act.ACCUSE),
        ("Who was in favour of Moscow's plan?", Act.AGREE),
    ],
)
def test_whoever_it_was_done_to_has_not_done_it(text: str, act: Act) -> None:
    query = asked(text)
    assert (query.speakers, query.acts[0], query.objects) == ((), act, (RUSSIA,))


def test_somebody_may_deny_what_is_said_of_themselves() -> None:
    assert asked("Who denied that Russia had sent troops?").objects == ()


def test_what_was_said_to_somebody_is_asked_whoever_said_it() -> None:
    query = asked("What was said to Putin directly?")
    assert (query.speakers, query.addressees, query.aimed) == ((), (PUTIN,), True)


@pytest.mark.parametrize(
    ("text", "acts", "terms"),
    [
        ("What has Putin asked for or offered since the war began?", {Act.DEMAND, Act.PROPOSE}, ("war",)),
        ("What has Putin promised? Promised, not claimed.", {Act.PROMISE}, ()),
        ("What did Putin propose? Not what he turned down", {Act.PROPOSE}, ()),
        ("What did Kyiv decide?", set(), ()),
    ],
)
def test_the_words_for_what_was_done_are_not_what_it_was_about(text: str, acts: set[Act], terms: tuple[str]) -> None:
    query = asked(text)
    assert acts <= set(query.acts)
    assert query.terms == terms


def test_a_name_is_no_slip_of_a_word_that_asks() -> None:
    assert "White" in asked("What did Russia say when the White House accused it?").focus


@pytest.mark.parametrize(
    "text",
    [
        "Is Putin's demand still on the table?",
        "What happened to Putin's demand for the four regions?",
        "What came of Putin's call for a ceasefire?",
        "Any news on Putin's demand for neutrality?",
        "Has anyone responded to Putin's demand?",
        "Did anyone take up Putin's offer of talks?",
        "Was Putin's ultimatum ever complied with?",
        "Did Putin keep his promise on prisoners?",
        "Does Putin still insist on neutrality?",
        "How far did Putin get with his demands?",
        "What was the fate of the demand by Putin for neutrality?",
        "Чи відповів хтось на вимогу Путіна?",
        "Що стало з пропозицією Путіна?",
        "Чем закончилось требование Путина о нейтралитете?",
    ],
)
def test_where_something_stands_is_asked_in_many_ways(text: str) -> None:
    assert (asked(text).intent, asked(text).speakers) == (Intent.STATUS, (PUTIN,))


@pytest.mark.parametrize(
    "text",
    [
        "What did Zelensky make of Putin's offer?",
        "How did Zelensky receive Putin's offer?",
        "How was Putin's offer received by Zelensky?",
        "How did Putin's offer go down with Zelensky?",
        "What did Zelensky have to say about Putin's offer of talks?",
        "What was Zelensky's comeback to Putin's offer?",
        "Zelensky's answer to Putin's offer",
        "What was the reaction of Zelensky to Putin's offer?",
        "Did Zelensky respond to Putin's offer?",
        "Що відповів Зеленський на пропозицію Путіна?",
        "Реакція Зеленського на пропозицію Путіна",
        "Как Зеленский воспринял предложение Путина?",
    ],
)
def test_what_somebody_made_of_it_is_asked_of_them_and_not_of_whoever_said_it(text: str) -> None:
    assert (asked(text).intent, asked(text).speakers) == (Intent.RESPONSE, (ZELENSKIY,))


def test_a_claim_about_what_is_on_the_table_is_no_question_for_a_status() -> None:
    assert asked("Moscow puts a truce on the table and says it will go no further").intent is Intent.CLAIM


@pytest.mark.parametrize(
    "text",
    [
        "Hi! Could you tell me please what Putin demanded? Thanks",
        "I'd like to know what Putin demanded",
        "what did putin demand pls",
        "ok so what did Putin demand, I don't mean what he refused",
    ],
)
def test_manners_are_no_part_of_a_question(text: str) -> None:
    query = asked(text)
    assert (query.intent, query.speakers, query.acts[0]) == (Intent.WHAT, (PUTIN,), Act.DEMAND)
    assert set(query.terms) <= {"thanks"}


@pytest.mark.parametrize(
    "text",
    [
        "Putin agreed to a ceasefire, didn't he?",
        "Is it true that Putin agreed to a ceasefire?",
        "I could swear Putin agreed to a ceasefire. Did he?",
        "do we know whether Putin agreed to a ceasefire",
        "Чи правда, що Путін погодився на перемир'я?",
        "Правда ли, что Путин согласился на перемирие?",
    ],
)
def test_what_somebody_wants_confirmed_is_asked(text: str) -> None:
    query = asked(text)
    assert (query.intent, query.speakers, query.acts[0]) == (Intent.DID, (PUTIN,), Act.AGREE)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("What did Putin say (29 June to 5 July 2022)?", date(2022, 6, 29), date(2022, 7, 5)),
        ("What did Putin say between 1 and 15 October 2024?", date(2024, 10, 1), date(2024, 10, 15)),
        ("What did Putin say in the winter of 2023?", date(2022, 12, 1), date(2023, 2, 28)),
        ("Що Путін казав навесні 2022?", date(2022, 3, 1), date(2022, 5, 31)),
        ("Putin, up to the end of 2022", None, date(2022, 12, 31)),
        ("What did Putin say in the first half of 2023?", date(2023, 1, 1), date(2023, 6, 30)),
        ("Putin towards the end of 2022", date(2022, 8, 1), date(2022, 12, 31)),
        ("What did Putin demand between April and December 2019?", date(2019, 4, 1), date(2019, 12, 31)),
        ("Putin's demands from November to February 2023", date(2022, 11, 1), date(2023, 2, 28)),
        ("What did Putin say from 28 December to 3 January 2024?", date(2023, 12, 28), date(2024, 1, 3)),
    ],
)
def test_days_are_told_in_spans_and_seasons(text: str, first: date | None, last: date) -> None:
    assert (asked(text).date_from, asked(text).date_to) == (first, last)


@pytest.mark.parametrize(
    "text", ["Putin quotes pls", "Putin's position?", "I'd like to see everything Mr Putin has said"]
)
def test_a_name_by_itself_asks_for_all_they_said(text: str) -> None:
    assert (asked(text).speakers, asked(text).terms) == ((PUTIN,), ())


@pytest.mark.parametrize(
    "text",
    [
        "the offers Putin made",
        "Proposals that Mr Putin made",
        "tell me what Putin has offered",
        "All the offers given by the Russian president Putin",
        "I need Putin's offers, leave out what he refused",
        "What has the Russian president Vladimir Putin offered, as opposed to demanded?",
        "What did Putin put forward?",
    ],
)
def test_somebody_is_asked_about_wherever_they_are_named(text: str) -> None:
    query = asked(text)
    assert (query.intent, query.speakers, query.acts) == (Intent.WHAT, (PUTIN,), (Act.PROPOSE,))


@pytest.mark.parametrize(
    "text",
    [
        "Once Zelenskiy had set a date, what did Putin say?",
        "Zelenskiy wanted people to vote again; what did Putin say back?",
        "wait didn't Zelenskiy say he'd go there?? and how did Putin respond",
        "Faced with Zelenskiy's ultimatum, Putin said what?",
    ],
)
def test_what_stands_before_a_question_is_what_was_answered(text: str) -> None:
    query = asked(text)
    assert (query.intent, query.speakers) == (Intent.RESPONSE, (PUTIN,))


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("Who put the ceasefire forward?", Act.PROPOSE),
        ("Who turned the whole plan down?", Act.REJECT),
        ("Who would never sit down with them?", Act.REJECT),
        ("who shrugged off the sanctions", Act.REJECT),
    ],
)
def test_a_verb_may_be_parted_from_its_particle(text: str, act: Act) -> None:
    query = asked(text)
    assert query.acts[0] is act
    assert not {"put", "forward", "turned", "down", "off"} & set(query.terms)


def test_to_walk_it_back_or_to_declare_a_truce_is_neither_consent_nor_a_claim() -> None:
    assert asked("anyone got the bit where Putin walked it back?").acts == ()
    assert asked("Did Putin declare a truce?").acts == ()
    assert asked("Did Putin declare that it was over?").acts == (Act.CLAIM,)


def test_on_which_day_asks_when() -> None:
    assert asked("On which day did Putin agree to a ceasefire?").intent is Intent.WHEN


def test_the_us_is_a_country_and_us_is_not() -> None:
    names = Directory.of([Actor(1, "United States", Kind.STATE, aliases=("US",))], [])
    assert understand("did the us refuse to leave?", names, TODAY).speakers == (1,)
    assert understand("did they tell us to leave?", names, TODAY).mentions == ()


def test_a_common_word_is_no_slip_of_a_name() -> None:
    names = Directory.of([Actor(1, "Carl Greenidge", aliases=("Грінідж",))], [])
    assert understand("the line about a greedy company", names, TODAY).mentions == ()


def test_a_unit_that_is_written_to_its_number_is_read() -> None:
    assert asked("72h ceasefire").terms == asked("72 hours ceasefire").terms


def test_latin_letters_in_a_cyrillic_name_are_read_as_what_they_look_like() -> None:
    assert asked("Що скaзав Зeлeнcький?").speakers == (ZELENSKIY,)


def test_what_an_offer_met_with_is_not_what_was_offered() -> None:
    assert asked("Did Putin pull his offer?").acts == ()


def test_by_whom_somebody_was_warned_does_not_ask_what_they_warned_of() -> None:
    assert asked("By whom was Putin warned?").speakers == ()


def test_a_stranger_is_unknown_and_never_somebody_else() -> None:
    assert asked("What did Lavrov propose?").unknown == ("Lavrov",)


def test_what_the_asker_rules_out_is_not_what_is_asked() -> None:
    assert asked("Who warned about a pause rather than demanding one?").acts[0] is Act.WARN


def test_last_month_is_counted_from_the_day_the_question_names() -> None:
    query = asked("It is 1 June 2023. What did Putin demand last month?")
    assert (query.date_from, query.date_to) == (date(2023, 5, 1), date(2023, 5, 31))


@pytest.mark.parametrize("text", ["hi bot", "привіт, як справи?", "спасибо", "👍👍👍"])
def test_small_talk_is_no_question(text: str) -> None:
    assert asked(text).intent is Intent.SMALL_TALK


@given(st.text(max_size=5000))
def test_any_text_is_understood_somehow(text: str) -> None:
    assert asked(text).text == text
