"""Follows: one message however many match, why, one tap to stop, and quiet hours."""

from datetime import UTC, datetime, timedelta

import pytest

from store.follows import Quiet, not_before
from tests.conversation import OTHER_READER, READER
from tests.test_digests import START, World, world

assert world  # a fixture

KYIV_NIGHT = Quiet(22 * 60, 8 * 60, "Europe/Kyiv")


async def test_before_following_it_is_said_how_much_it_would_be_and_the_last_are_shown(world: World) -> None:
    offer = await world.talk.says(READER, "/follow territory")
    assert "Follow territory?" in offer.text
    assert "0.2 statements a week" in offer.text
    assert "Ukraine must cede territory." in offer.text
    assert "at once" in (await world.talk.presses(READER, offer, "At once")).text


async def test_what_nothing_on_record_matches_and_a_single_statement_are_offered_in_their_own_words(
    world: World,
) -> None:
    nothing = await world.talk.says(READER, "/follow Who promised grain?")
    assert "Nothing on record matches it yet" in nothing.text
    assert "when its status changes" in (await world.talk.says(READER, "/follow 1")).text


async def test_who_follows_in_a_digest_and_has_none_is_led_to_it(world: World) -> None:
    told = await world.talk.presses(READER, await world.talk.says(READER, "/follow territory"), "In my digest")
    assert "You have no digest" in told.text
    screen = await world.talk.presses(READER, told, "Set up a digest")
    assert "what you follow" in screen.text
    await world.talk.presses(READER, await world.talk.presses(READER, screen, "Preview"), "Put it on")
    told = await world.talk.presses(READER, await world.talk.says(READER, "/follow Russia"), "In my digest")
    assert "You have no digest" not in told.text


async def test_however_many_follows_match_there_is_one_message_with_the_reasons_and_a_tap_to_stop(world: World) -> None:
    for words in ("territory", "Russia", "1"):
        await world.talk.presses(READER, await world.talk.says(READER, f"/follow {words}"), "At once")
    await world.at(START)
    world.record("new", "Ukraine must leave.")
    [notice] = (await world.at(START + timedelta(minutes=5))).to(READER)
    assert "Ukraine must leave." in notice.text
    assert "because you follow: territory; Russia" in notice.text
    await world.talk.presses(READER, notice, "Stop: territory")
    await world.talk.presses(READER, notice, "Stop: Russia")
    world.record("again")
    assert not (await world.at(START + timedelta(minutes=10))).to(READER)
    assert "№1" in (await world.talk.says(READER, "/following")).text


async def test_a_followed_question_tells_what_the_matcher_finds_and_nothing_else(world: World) -> None:
    offer = await world.talk.says(READER, "/follow who demanded territory?")
    await world.talk.presses(READER, offer, "At once")
    await world.at(START)
    world.record("grain", "Grain may leave the ports.")
    world.record("new", "Kyiv must give up territory.")
    [notice] = (await world.at(START + timedelta(minutes=5))).to(READER)
    assert "give up territory" in notice.text


async def test_the_button_of_an_answer_and_of_a_card_follow_what_they_show(world: World) -> None:
    card = await world.talk.says(READER, "/s1")
    assert "Follow №1?" in (await world.talk.presses(READER, card, "Follow")).text


async def test_what_happens_in_quiet_hours_comes_afterwards(world: World) -> None:
    await world.talk.says(OTHER_READER, "/quiet 22:00-08:00 Київ")
    await world.talk.presses(OTHER_READER, await world.talk.says(OTHER_READER, "/follow territory"), "Одразу")
    await world.at(START)
    world.clock.now = datetime(2025, 10, 24, 20, 0, tzinfo=UTC)
    world.record("new")
    assert not (await world.at(world.clock.now)).to(OTHER_READER)
    assert not (await world.at(datetime(2025, 10, 25, 4, 58, tzinfo=UTC))).to(OTHER_READER)
    assert len((await world.at(datetime(2025, 10, 25, 5, 0, tzinfo=UTC))).to(OTHER_READER)) == 1


async def test_a_follow_in_the_personal_digest_comes_with_it(world: World) -> None:
    await world.talk.presses(READER, await world.talk.says(READER, "/follow territory"), "In my digest")
    where = await world.talk.says(READER, "/digest")
    screen = await world.talk.presses(READER, where, "For me, here")
    assert "what you follow" in screen.text
    await world.talk.presses(READER, await world.talk.presses(READER, screen, "Preview"), "Put it on")
    world.record("new", "Ukraine must leave.")
    assert not (await world.at(START + timedelta(minutes=5))).to(READER)
    [edition] = (await world.at(datetime(2025, 10, 25, 6, tzinfo=UTC))).to(READER)
    assert "Ukraine must leave." in edition.text
    assert "Ukraine must leave." not in (await world.talk.says(OTHER_READER, "/edition 1")).text


@pytest.mark.parametrize(
    ("hour", "expected"),
    [(19, "25T05:00"), (23, "25T05:00"), (4, "24T05:00"), (5, None), (12, None), (18, None)],
)
def test_quiet_hours_end_at_their_local_time(hour: int, expected: str | None) -> None:
    now = datetime(2025, 10, 24, hour, 0, tzinfo=UTC)
    found = not_before(KYIV_NIGHT, now)
    assert found.strftime("%dT%H:%M") == (expected or now.strftime("%dT%H:%M"))
