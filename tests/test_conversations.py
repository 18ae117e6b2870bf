"""Conversations with the whole bot on the sample record, as its people have them."""

from collections.abc import AsyncIterator
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.app import build
from bot.settings import Settings
from handlers.limits import Limits
from store.database import Database
from tests.conftest import NOW
from tests.conversation import (
    CHANNEL,
    FORUM,
    GROUP,
    OTHER_READER,
    OWNER,
    READER,
    STRANGER,
    TOPIC,
    Conversation,
    offline_telegram,
)


@pytest.fixture
async def talk(sample_db: Database) -> AsyncIterator[Conversation]:
    telegram = offline_telegram(clock=NOW.timestamp)
    app = build(Settings(owner_ids=frozenset({OWNER.id})), sample_db, request=telegram, clock=lambda: NOW)
    async with Conversation(app, telegram) as conversation:
        yield conversation


async def test_a_number_opens_the_card_with_all_that_is_known(talk: Conversation) -> None:
    card = await talk.says(READER, "/s1")
    for known in (
        "Statement 1",
        "Russia demanded of Ukraine",
        "Status: rejected",
        "by Ukrainian source, /s2",
        "As reported by Ukrainian source",
        "Source: Russia-Ukraine talks end quickly with no progress, 16 May 2025",
        "Topics: territory, ceasefire",
        "https://t.me/onrecord_bot?start=s1",
    ):
        assert known in card.text
    answers = await talk.presses(READER, card, "Responses")
    assert "/s2" in answers.text
    assert "/s4" in answers.text


async def test_a_permalink_opens_the_card_for_whoever_taps_it(talk: Conversation) -> None:
    assert "Statement 13" in (await talk.says(STRANGER, "/start s13")).text


async def test_a_quote_can_be_copied(talk: Conversation) -> None:
    card = await talk.says(READER, "/s5")
    keyboard = card.requests("sendMessage")[0].params["reply_markup"]["inline_keyboard"]
    copied = [button["copy_text"]["text"] for row in keyboard for button in row if "copy_text" in button]
    assert "full, unconditional and honest ceasefire" in copied


async def test_a_quote_too_long_for_a_button_is_not_copied_in_part(talk: Conversation) -> None:
    quote = "honest " * 60
    await talk.says(OWNER, f"/edit 5 quote: {quote}")
    card = await talk.says(READER, "/s5")
    assert quote.strip() in card.text
    assert "Copy quote" not in card.labels
    assert "Copy link" in card.labels


@pytest.mark.parametrize("number", ["0", "99", "999999999999999"])
async def test_a_number_that_is_not_on_record_says_so(talk: Conversation, number: str) -> None:
    assert f"There is no statement number “{number}”" in (await talk.says(READER, f"/s{number}")).text


async def test_what_is_open_comes_oldest_first_with_its_age_and_leafs(talk: Conversation) -> None:
    first = await talk.says(READER, "/open")
    assert first.text.index("/s17") < first.text.index("/s5")
    assert "Open for about 29 months" in first.text
    second = await talk.presses(READER, first, "›")
    assert second.last.edited
    assert second.text != first.text
    back = await talk.presses(READER, second, "‹")
    assert back.text == first.text


async def test_open_of_a_topic_and_of_one_that_is_not_there(talk: Conversation) -> None:
    assert "Still open on sanctions: 1" in (await talk.says(READER, "/open sanctions")).text
    missing = await talk.says(READER, "/open sanktion")
    assert "sanctions" in missing.text
    assert "No topic on record is called “football”" in (await talk.says(READER, "/open football")).text


@pytest.mark.parametrize("words", ["Putin", "putin", "Ptuin", "Vladimir Putin"])
async def test_a_timeline_finds_its_speaker_however_it_is_written(talk: Conversation, words: str) -> None:
    assert "Vladimir Putin: 2 statements" in (await talk.says(READER, f"/timeline {words}")).text


async def test_a_timeline_of_a_state_counts_its_members_and_says_so(talk: Conversation) -> None:
    answer = await talk.says(READER, "/timeline Ukraine")
    assert "Volodymyr Zelenskiy (counts for Ukraine)" in answer.text or "10 statements" in answer.text


@pytest.mark.parametrize("words", ["Russia, Ukraine, ceasefire", "Moscow and Kyiv ceasefire", "russia ukraine truce; "])
async def test_two_speakers_stand_side_by_side(talk: Conversation, words: str) -> None:
    answer = await talk.says(READER, f"/compare {words}")
    if "truce" not in words:
        assert "Russia: 2 statements" in answer.text
        assert "Ukraine: 3 statements" in answer.text
    else:
        assert "No topic on record is called “truce”" in answer.text


async def test_a_command_without_what_it_needs_says_what_to_type(talk: Conversation) -> None:
    assert "/timeline Ukraine" in (await talk.says(READER, "/timeline")).text
    assert "/compare Russia, Ukraine" in (await talk.says(READER, "/compare Russia")).text
    assert "/help" in (await talk.says(READER, "/nonsense")).text


async def test_in_a_group_the_bot_is_silent_until_it_is_called(talk: Conversation) -> None:
    assert not await talk.says(READER, "Who demanded a ceasefire?", chat=GROUP)
    named = await talk.says(READER, "@onrecord_bot who demanded a ceasefire", chat=GROUP)
    assert named.last.reply_to is not None
    assert await talk.says(READER, "/ask sanctions", chat=GROUP)
    assert await talk.says(READER, "neutrality", chat=GROUP, reply_to=named)


async def test_an_answer_stands_in_the_thread_where_it_was_asked(talk: Conversation) -> None:
    answer = await talk.says(READER, "/ask sanctions", chat=FORUM, thread_id=TOPIC)
    assert answer.last.thread_id == TOPIC


async def test_a_channel_post_is_not_a_question(talk: Conversation) -> None:
    assert not await talk.happens(talk.telegram.posts(CHANNEL, "Who demanded a ceasefire? @onrecord_bot"))


async def test_an_anonymous_admin_is_answered_as_a_reader(talk: Conversation) -> None:
    assert "Statement 1" in (await talk.says(OWNER, "/s1", chat=GROUP, anonymous=True)).text


async def test_inline_results_can_be_picked_and_carry_the_card(talk: Conversation) -> None:
    offered = await talk.asks_inline(READER, "sanctions")
    assert offered.results
    first = offered.results[0]
    assert "sanctions" in first["input_message_content"]["message_text"]
    assert first["reply_markup"]["inline_keyboard"][0][0]["url"].startswith("https://t.me/onrecord_bot?start=s")
    assert not (await talk.asks_inline(READER, "how tall is the eiffel tower")).results
    assert not (await talk.asks_inline(READER, "")).results


async def test_the_language_is_the_readers_own_until_another_is_chosen(talk: Conversation) -> None:
    assert "Статус" in (await talk.says(OTHER_READER, "/s5")).text
    choice = await talk.says(OTHER_READER, "/language")
    await talk.presses(OTHER_READER, choice, "English")
    assert "Status: open" in (await talk.says(OTHER_READER, "/s5")).text


async def test_what_is_stored_about_a_reader_is_told_and_forgotten(talk: Conversation) -> None:
    await talk.says(READER, "sanctions")
    assert (
        "30 days" in (await talk.says(READER, "/privacy")).text
        or "90 days" in (await talk.says(READER, "/privacy")).text
    )
    asked = await talk.says(READER, "/forgetme")
    assert "Nothing about you is stored" in (await talk.presses(READER, asked, "Delete")).text


@pytest.mark.parametrize(
    "data",
    [
        *("page:1:0", "page::", "page:x:y", "list:open:0:99999999999999", "list:topic:9999:0", "list:speaker:-1:0"),
        *("card:0", "card:' OR 1=1", "language:xx", "say:nothing", "wrong:999", "responses:s1x", "made up", "💥", ":"),
        "history:999999999999999999",
    ],
)
async def test_a_button_that_a_client_made_up_explains_itself(talk: Conversation, data: str) -> None:
    answer = await talk.says(READER, "/s1")
    pressed = await talk.presses(READER, answer, data=data)
    assert pressed.toast or pressed.said


async def test_somebody_elses_button_does_not_bring_their_question_back(talk: Conversation) -> None:
    theirs = await talk.says(READER, "what did russia demand")
    page = next(b.data for b in theirs.last.buttons if b.data and b.data.startswith("wrong:"))
    mine = await talk.says(OTHER_READER, "/s1")
    assert "застаріла" in (await talk.presses(OTHER_READER, mine, data=page)).toast


async def test_two_bots_do_not_talk_to_each_other(talk: Conversation) -> None:
    robot = READER.__class__(900, "Robot", True, username="other_bot")
    assert not await talk.says(robot, "/ask who demanded a ceasefire", chat=GROUP)


async def test_somebody_in_a_hurry_is_asked_once_to_wait(talk: Conversation) -> None:
    for _ in range(30):
        await talk.says(READER, "/s1")
    assert "wait a minute" in (await talk.says(READER, "/s1")).text
    assert not await talk.says(READER, "/s1")
    assert await talk.says(OTHER_READER, "/s1")
    assert await talk.says(OWNER, "/s1")


SIGNS = "<b>&\"'*_[]()~`#+-=|{}.!\\/@:;%^$\u200b\u200e\u200f\u202e\u2066😀🇺🇦\u0301\ufeff\x00\x07"


@pytest.mark.slow
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.one_of(st.text(SIGNS + "abz ", min_size=1, max_size=60), st.text(min_size=1, max_size=200)))
async def test_no_question_breaks_the_bot_or_telegrams_parser(talk: Conversation, text: str) -> None:
    talk.app.bot_data["tools"] = replace(talk.app.bot_data["tools"], limits=Limits(10**6))
    await talk.says(READER, text)
    talk.check()


@pytest.mark.parametrize(
    "text", ["a" * 4096, "who demanded " * 300, "💥" * 2048, "NEAR(" * 500, '"' * 1001, "AND OR NOT *"]
)
async def test_a_very_long_or_syntactic_question_is_answered(talk: Conversation, text: str) -> None:
    assert await talk.says(READER, text[:4096])


async def test_a_question_longer_than_a_message_is_told_the_limit(talk: Conversation) -> None:
    answer = await talk.says(READER, "x" * 5000)
    assert "5000" in answer.text.replace(",", "")
    assert "4096" in answer.text.replace(",", "")
