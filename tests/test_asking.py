"""The questions a newcomer asks of the sample record first, as the whole bot answers them, encoder installed or not."""

from collections.abc import AsyncIterator

import pytest

from bot.app import build
from bot.settings import Settings
from handlers.upkeep import catch_up
from store import semantic
from store.database import Database
from store.record import Act, Author, Draft
from store.statements import add
from tests.conftest import NOW
from tests.conversation import READER, Conversation, offline_telegram


@pytest.fixture
async def talk(sample_db: Database) -> AsyncIterator[Conversation]:
    catch_up(sample_db)
    telegram = offline_telegram(clock=NOW.timestamp)
    app = build(Settings(), sample_db, request=telegram, clock=lambda: NOW)
    async with Conversation(app, telegram) as conversation:
        yield conversation


ENCODER = pytest.mark.skipif(not semantic.available(), reason="THE ENCODER IS NOT INSTALLED: paraphrases are not asked")


@ENCODER
async def test_who_demanded_a_ceasefire_is_the_one_who_did_not_whoever_named_a_price_for_one(
    talk: Conversation,
) -> None:
    answer = await talk.says(READER, "Who demanded a ceasefire?")
    assert answer.text.startswith("One speaker is on record with this.")
    assert answer.text.index("/s5") < answer.text.index("Related on record")
    assert "/s1\n" not in answer.text.split("Related on record")[0]


async def test_what_one_demands_of_another_is_all_of_it_and_nothing_else(talk: Conversation) -> None:
    answer = await talk.says(READER, "what does Russia demand of Ukraine")
    shown = answer.text
    more = [label for label in answer.labels if "›" in label]
    shown += (await talk.presses(READER, answer, more[0])).text if more else ""
    assert all(f"/s{number}" in shown for number in (1, 17, 19, 20, 21))
    assert "by Russia · to Ukraine" in answer.text


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("who rejected giving up land", "/s4"),
        ("what did Fidan say", "/s15"),
        ("zelensky sanctons", "/s6"),
        ("How did Ukraine answer the demand to give up land?", "/s4"),
        ("Did Zelensky call for sanctions?", "/s6"),
    ],
)
async def test_the_statement_that_answers_comes_first(talk: Conversation, question: str, first: str) -> None:
    assert _numbers((await talk.says(READER, question)).text)[0] == first


def _numbers(text: str) -> list[str]:
    return [word for word in text.split() if word.startswith("/s") and word[2:].isdigit()]


async def test_a_quotation_is_shown_with_its_words(talk: Conversation) -> None:
    assert "one will lead to peace" in (await talk.says(READER, "what did Fidan say")).text


async def test_a_false_premise_gets_no_yes(talk: Conversation) -> None:
    answer = await talk.says(READER, "did Putin accept to meet")
    assert answer.text.startswith("No. The record says otherwise:")
    assert "/s13" in answer.text
    assert not (await talk.says(READER, "When did Zelenskiy agree to cede land?")).text.startswith("Yes")


@pytest.mark.parametrize(
    "question", ["has ukraine given up land", "did russia capture a village", "has Russia gained land"]
)
async def test_what_came_to_pass_is_not_affirmed_by_what_somebody_said_of_it(talk: Conversation, question: str) -> None:
    assert not (await talk.says(READER, question)).text.startswith("Yes")


async def test_a_yes_is_a_yes(talk: Conversation) -> None:
    assert (await talk.says(READER, "Did Zelensky call for sanctions?")).text.startswith("Yes, on record.")


async def test_where_a_demand_stands_names_who_answered_it_and_where(talk: Conversation) -> None:
    assert "It stands: rejected, by Ukraine (/s22)" in (await talk.says(READER, "Is the NATO demand still open?")).text


@pytest.mark.parametrize(
    "question",
    [
        "What became of Russia's neutrality demand?",
        "що стало з вимогою про нейтралітет",
        "Any answer to the neutrality demand?",
    ],
)
@pytest.mark.parametrize("meaning", [pytest.param(True, marks=ENCODER), False])
async def test_what_was_answered_to_it_comes_before_what_was_asked_about(
    talk: Conversation, question: str, meaning: bool
) -> None:
    with semantic.only_if(meaning):
        text = (await talk.says(READER, question)).text
    assert 0 < text.index("/s22") < text.rindex("Ukraine must become a neutral country.")


async def test_a_day_that_is_named_comes_before_a_month_that_it_may_have_been_in(talk: Conversation) -> None:
    text = (await talk.says(READER, "What did Russia demand about territory on 16 May 2025?")).text
    assert _numbers(text)[0] == "/s1"


@pytest.mark.parametrize("question", ["who demanded what", "all warnings", "what was said on 16 May"])
async def test_a_record_too_big_to_be_ranked_whole_is_answered_alike(
    talk: Conversation, question: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with semantic.only_if(False):
        whole = (await talk.says(READER, question)).text
        monkeypatch.setattr("store.answer.WHOLE", 0)
        assert (await talk.says(READER, question)).text.splitlines()[0] == whole.splitlines()[0]


async def test_more_than_can_be_listed_is_said_to_be_more(talk: Conversation, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("store.deciding.SHOWN", 5)
    monkeypatch.setattr("handlers.answer.SHOWN", 5)
    assert (await talk.says(READER, "what was said on 16 May")).text.startswith("At least 5 statements on record.")


async def test_what_was_demanded_of_somebody_is_only_that(talk: Conversation) -> None:
    text = (await talk.says(READER, "demands on Ukraine")).text
    assert "to Ukraine · appeal, demand" in text
    assert set(_numbers(text)) == {"/s1", "/s17", "/s19", "/s20", "/s21"}


@pytest.mark.parametrize(
    ("question", "head", "all_of_it"),
    [
        ("who demanded what", "3 speakers are on record with this.", {"/s5", "/s6", "/s12"}),
        ("хто чого вимагає", "3 speakers are on record with this.", {"/s5", "/s6", "/s12"}),
        ("what was said on 16 May", "8 statements on record.", {"/s16"}),
        ("who said no", "4 speakers are on record with this.", {"/s13", "/s2"}),
        ("warnings", "One statement on record.", {"/s10"}),
        ("which demands of Russia were rejected", "4 statements on record.", {"/s1", "/s19", "/s20", "/s21"}),
        ("Zelensky", "4 statements on record.", {"/s5", "/s6", "/s12"}),
    ],
)
@pytest.mark.parametrize("meaning", [pytest.param(True, marks=ENCODER), False])
async def test_who_did_what_and_when_is_answered_with_all_there_is(
    talk: Conversation, question: str, head: str, all_of_it: set[str], *, meaning: bool
) -> None:
    with semantic.only_if(meaning):
        answer = await talk.says(READER, question)
    more = [label for label in answer.labels if "›" in label]
    text = answer.text + ((await talk.presses(READER, answer, more[0])).text if more else "")
    assert text.startswith(head)
    assert all_of_it <= set(_numbers(text))


@pytest.mark.parametrize("meaning", [pytest.param(True, marks=ENCODER), False])
async def test_a_topic_is_answered_with_all_that_was_said_of_it(talk: Conversation, *, meaning: bool) -> None:
    with semantic.only_if(meaning):
        text = (await talk.says(READER, "ceasefire")).text.split("Related on record")[0]
    assert {"/s1", "/s4", "/s5", "/s6"} <= set(_numbers(text))


async def test_where_it_stood_on_a_day_comes_from_the_history(talk: Conversation) -> None:
    later = await talk.says(READER, "Where did the neutrality demand stand on 1 June 2025?")
    assert "On 1 June 2025 it stood: rejected, by Ukraine" in later.text
    earlier = await talk.says(READER, "Where did the neutrality demand stand on 1 May 2025?")
    assert "On 1 May 2025 it had not been said yet" in earlier.text


async def test_a_question_in_ukrainian_finds_the_english_statements(talk: Conversation) -> None:
    text = (await talk.says(READER, "Чого вимагає Росія?")).text
    assert "by Russia" in text
    assert "Ukraine must" in text


@pytest.mark.parametrize(
    "question",
    [
        "What did Macron demand?",
        "Who promised to build a railway to the moon?",
        "How tall is the Eiffel Tower?",
        "What did Lavrov propose?",
        "Did Putin demand the lifting of sanctions?",
        "Did Peskov offer to mediate?",
        "What did Yermak demand of Rubio?",
        "What did Zelensky demand of Germany?",
        "Who demanded whaling?",
        "Who demanded a ban on fireworks?",
        "who wants free school meals",
        "Has anybody rejected a sugar tax?",
        "What did Zelensky say about bullfighting?",
        "Did Putin apologise to Zelensky?",
        "heya, is anyone there",
        "What did Putin tell Turkey?",
        "promises made to Ukraine",
    ],
)
@pytest.mark.parametrize("meaning", [pytest.param(True, marks=ENCODER), False])
async def test_what_is_not_on_record_is_said_to_be_so(talk: Conversation, question: str, meaning: bool) -> None:
    with semantic.only_if(meaning):
        answer = await talk.says(READER, question)
    assert answer.text.startswith("Nothing on record answers that")


@pytest.mark.parametrize(
    "question",
    [
        "What did Zelensky demand about NATO?",
        pytest.param("що сказав Зеленський про землю", marks=ENCODER),
        pytest.param("що каже Зеленський про вибори", marks=ENCODER),
        pytest.param("Что Путин говорит о нейтралитете?", marks=ENCODER),
        pytest.param("що сказав Зеленський про НАТО", marks=ENCODER),
    ],
)
async def test_what_somebody_said_about_something_else_is_no_answer(talk: Conversation, question: str) -> None:
    assert (await talk.says(READER, question)).text.startswith("Nothing on record answers that")


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("What did Zelensky say about a ceasefire?", "/s5"),
        pytest.param("What did Zelensky say about halting the fighting?", "/s5", marks=ENCODER),
        pytest.param("що сказав Зеленський про припинення вогню", "/s5", marks=ENCODER),
        ("Что Путин говорит о переговорах?", "/s11"),
        ("что Украина сказала о сдаче земель", "/s4"),
    ],
)
async def test_what_somebody_said_about_it_in_other_words_is_an_answer(
    talk: Conversation, question: str, first: str
) -> None:
    text = (await talk.says(READER, question)).text
    assert not text.startswith("Nothing")
    assert first in text.split("Related on record")[0]


@pytest.mark.parametrize(
    "question",
    [
        "Who opposes sanctions?",  # Zelenskiy demanded them
        "Which countries oppose sanctions?",
        "Who agreed to give up land?",  # Ukraine said no
        "Who supports giving up land?",
        "хто погодився віддати землю",
        "Who agreed to a ceasefire?",
        "Who promised sanctions?",
        "Who denied dragging out the peace effort?",
    ],
)
async def test_whoever_did_the_opposite_has_not_done_it(talk: Conversation, question: str) -> None:
    assert (await talk.says(READER, question)).text.startswith("Nothing on record answers that")


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("Who rejected a ceasefire?", "/s4"),
        ("хто відкинув припинення вогню", "/s4"),
        ("кто отверг прекращение огня", "/s4"),
        ("Who turned down talks?", "/s13"),
        ("Who wants Ukraine to give up land?", "/s1"),
        ("Who called for a ceasefire?", "/s5"),
        ("Which offer did Putin refuse?", "/s13"),
        ("хто не погодився віддати землю", "/s4"),
        ("Who won't agree to give up land?", "/s4"),
        ("які вимоги відкинула Україна", "/s4"),
    ],
)
async def test_whoever_did_it_is_named_first(talk: Conversation, question: str, first: str) -> None:
    text = (await talk.says(READER, question)).text
    assert first in text.split("\n\n")[2]


async def test_a_greeting_gets_a_friendly_line_and_no_statement(talk: Conversation) -> None:
    answer = await talk.says(READER, "hello")
    assert "/help" in answer.text
    assert "/s" not in answer.text


async def test_a_topic_alone_brings_its_statements(talk: Conversation) -> None:
    assert "/s" in (await talk.says(READER, "talks")).text


async def test_an_answer_that_is_gone_is_leafed_through_in_a_new_message(talk: Conversation) -> None:
    answer = await talk.says(READER, "what did Ukraine say")
    more = next(label for label in answer.labels if "›" in label)
    talk.telegram.user_deletes(answer.last.message_id, READER)
    again = await talk.presses(READER, answer, more)
    assert "/s" in again.last.text
    assert not again.last.edited


async def test_a_day_after_a_status_is_the_day_it_is_asked_for(talk: Conversation) -> None:
    before = await talk.says(READER, "Was Russia's NATO demand still open on 20 January 2025?")
    assert "20 January 2025" in before.text.split("\n")[0]
    now = await talk.says(READER, "Is Russia's NATO demand still open?")
    assert now.text.startswith("It stands: rejected")


@pytest.mark.parametrize(
    "question", ["When did Putin say sorry?", "when did zelenskiy apologise to the kremlin", "what time does it open"]
)
async def test_what_was_never_said_has_no_day(talk: Conversation, question: str) -> None:
    assert (await talk.says(READER, question)).text.startswith("Nothing on record answers that")


async def test_what_the_side_of_somebody_said_is_the_nearest_when_they_said_nothing_of_it(talk: Conversation) -> None:
    answer = await talk.says(READER, "When did Zelenskiy agree to cede land?")
    assert answer.text.startswith("Nothing on record answers that.")
    assert "/s4" in answer.text


async def test_a_name_that_several_have_is_asked_about_and_not_guessed(talk: Conversation, sample_db: Database) -> None:
    said = (("Boris Johnson", Act.AGREE, "The bridge may be built."), ("Mike Johnson", Act.REJECT, "No bridge."))
    numbers = [sample_db.write_now(add, Draft(*one), Author(None, "test"), NOW) for one in said]
    answer = await talk.says(READER, "Did Johnson agree to the bridge?")
    assert "Several on record are called “Johnson”" in answer.text
    assert not answer.text.startswith(("Yes", "No"))
    assert all(f"/s{number}" in answer.text for number in numbers)
    chosen = await talk.presses(READER, answer, "Mike Johnson")
    assert chosen.text.startswith("Did Mike Johnson agree to the bridge?")
    assert "No. The record says otherwise:" in chosen.text
    assert "Several on record" not in chosen.text


@pytest.mark.parametrize(
    "question",
    [
        "Who proposed moving the talks to Ankara?",
        "did anybody want the negotiations to be held in Turkey's capital?",
        "Хто пропонував перенести переговори до Анкари?",
    ],
)
@ENCODER
async def test_what_was_said_a_moment_ago_comes_first_before_its_vector_is_built(
    talk: Conversation, sample_db: Database, question: str
) -> None:
    draft = Draft("Recep Tayyip Erdoğan", Act.PROPOSE, "The talks should be moved to Ankara.")
    number = sample_db.write_now(add, draft, Author(None, "test"), NOW)
    text = (await talk.says(READER, question)).text
    assert next(word for word in text.split() if word.startswith("/s")) == f"/s{number}"


async def test_all_that_stands_in_a_way_is_listed_newest_first(talk: Conversation) -> None:
    rejected = await talk.says(READER, "Which of Russia's demands were rejected?")
    assert rejected.text.startswith("4 statements on record.\n\nby Russia · demand · rejected")
    assert all(f"/s{number}\n" in rejected.text + "\n" for number in (1, 19, 20, 21))
    assert "Status: open" not in rejected.text
    assert (await talk.says(READER, "broken promises")).text.startswith("Nothing on record answers that.")
    assert "Status: rejected" not in (await talk.says(READER, "Які вимоги досі відкриті?")).text
