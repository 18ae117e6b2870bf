"""Digests as people set them up and receive them, with the whole bot."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest
from telegram import Chat

from bot.app import build
from bot.settings import Settings
from store import outbox, statements
from store.database import Database
from store.dates import PartialDate
from store.models import ChatRow
from store.outbox import Planned
from store.record import Act, Author, Draft
from tests.conversation import (
    CHANNEL,
    FORUM,
    GROUP,
    GROWN_GROUP,
    MODERATOR,
    OTHER_CHANNEL,
    OWNER,
    READER,
    SMALL_GROUP,
    STRANGER,
    TOPIC,
    Answer,
    Conversation,
    offline_telegram,
)

START = datetime(2025, 10, 24, 12, 0, tzinfo=UTC)
MIRA = Author(7, "Mira")
DAY = timedelta(days=1)


@dataclass
class Clock:
    now: datetime = START

    def __call__(self) -> datetime:
        return self.now


@dataclass
class World:
    """A conversation, its clock and its database."""

    talk: Conversation
    clock: Clock
    db: Database

    def record(self, key: str, text: str = "Ukraine must cede territory.", act: Act = Act.DEMAND) -> int:
        draft = Draft("Russia", act, text, key, ("Ukraine",), ("territory",), said_on=PartialDate(2025, 10, 20))
        return self.db.write_now(statements.add, draft, MIRA, self.clock.now)

    async def at(self, moment: datetime) -> Answer:
        """What arrives by itself when the clock shows this moment, and in the minute after."""
        self.clock.now = moment
        said, calls = [], []
        for _ in range(6):
            for name in ("editions", "delivery"):
                answer = await self.talk.tick(name)
                said += answer.said
                calls += answer.calls
            self.clock.now += timedelta(seconds=10)
        return Answer(said, calls)

    async def begin(self, where: Chat = CHANNEL) -> Answer:
        """The owner sets a digest up for a chat and puts it on."""
        screen = await self.talk.says(OWNER, f"/digest {where.id}")
        preview = await self.talk.presses(OWNER, screen, "Preview")
        return await self.talk.presses(OWNER, preview, "Put it on")


@pytest.fixture
async def world(sqlite_db: Database) -> AsyncIterator[World]:
    clock = Clock()
    telegram = offline_telegram(clock=lambda: clock().timestamp())
    settings = Settings(owner_ids=frozenset({OWNER.id}), timezone="Europe/Kyiv")
    app = build(settings, sqlite_db, request=telegram, clock=clock)
    async with Conversation(app, telegram) as talk:
        found = World(talk, clock, sqlite_db)
        found.record("old")
        yield found


async def test_a_digest_is_set_up_with_buttons_and_shows_before_what_it_will_be(world: World) -> None:
    talk = world.talk
    await talk.says(OWNER, "/start")
    where = await talk.says(OWNER, "/digest")
    assert "For me, here" in where.labels
    screen = await talk.says(OWNER, f"/digest {CHANNEL.id}")
    assert "Peace Watch" in screen.text
    assert "every day at 09:00, Kyiv time" in screen.text
    days = await talk.presses(OWNER, screen, "Which days")
    screen = await talk.presses(OWNER, days, "Mon to Fri")
    assert "Mon, Tue, Wed, Thu and Fri at 09:00" in screen.text
    preview = await talk.presses(OWNER, screen, "Preview")
    assert "Ukraine must cede territory." in preview.text
    assert "Lately 0.2 statements a week" in preview.text
    assert "Mon 27 Oct, 09:00 Kyiv time" in preview.text
    on = await talk.presses(OWNER, preview, "Put it on")
    assert "The first edition comes Mon 27 Oct, 09:00 Kyiv time" in on.text


async def test_an_edition_arrives_at_the_local_time_asked_through_the_end_of_daylight_saving(world: World) -> None:
    await world.begin()
    world.record("new", "Ukraine must leave <b>&amp; go.")
    assert not (await world.at(datetime(2025, 10, 25, 5, 59, 50 - 10, tzinfo=UTC) - timedelta(minutes=1))).to(CHANNEL)
    arrived = await world.at(datetime(2025, 10, 25, 6, 0, tzinfo=UTC))
    [said] = arrived.to(CHANNEL)
    assert "Ukraine must leave <b>&amp; go." in said.text
    assert "https://t.me/onrecord_bot?start=s2" in said.links
    world.record("next")
    assert not (await world.at(datetime(2025, 10, 26, 6, 0, tzinfo=UTC))).to(CHANNEL)
    assert len((await world.at(datetime(2025, 10, 26, 7, 0, tzinfo=UTC))).to(CHANNEL)) == 1
    assert not (await world.at(datetime(2025, 10, 26, 8, 0, tzinfo=UTC))).to(CHANNEL)


async def test_whoever_is_no_admin_of_a_channel_cannot_set_up_its_digest(world: World) -> None:
    refused = await world.talk.says(READER, f"/digest {GROUP.id}")
    assert "Only admins" in refused.text
    unknown = await world.talk.says(OWNER, f"/digest {OTHER_CHANNEL.id}")
    assert "I do not know that chat" in unknown.text


async def test_rights_are_asked_for_again_before_every_change(world: World) -> None:
    screen = await world.begin()
    world.talk.telegram.chats.chat(CHANNEL).members.pop(OWNER.id)
    refused = await world.talk.presses(OWNER, screen, "Pause")
    assert "Only admins" in refused.toast
    assert "paused" not in (await world.talk.says(OWNER, "/digests")).text


async def test_a_city_a_time_and_a_cron_expression_can_be_typed(world: World) -> None:
    talk = world.talk
    screen = await talk.says(OWNER, f"/digest {CHANNEL.id}")
    await talk.presses(OWNER, screen, "Time zone")
    assert "I know no time zone" in (await talk.says(OWNER, "Atlantis")).text
    screen = await talk.says(OWNER, "new york")
    assert "New York time" in screen.text
    hours = await talk.presses(OWNER, screen, "What time")
    await talk.presses(OWNER, hours, "Other")
    screen = await talk.says(OWNER, "7:45")
    assert "at 07:45" in screen.text
    days = await talk.presses(OWNER, screen, "Which days")
    await talk.presses(OWNER, days, "Other")
    assert "at most once an hour" in (await talk.says(OWNER, "*/5 * * * *")).text
    screen = await talk.says(OWNER, "30 9 1,15 * *")
    assert "30 9 1,15 * *" in screen.text
    assert "on record" in (await talk.says(OWNER, "Who demanded territory?")).text.lower()


async def test_a_question_is_answered_also_while_a_digest_waits_for_words(world: World) -> None:
    screen = await world.talk.says(OWNER, f"/digest {CHANNEL.id}")
    await world.talk.presses(OWNER, screen, "Time zone")
    assert "cede territory" in (await world.talk.says(OWNER, "Who demanded territory?")).text


async def test_a_forum_topic_gets_its_digest_through_a_link_into_the_private_chat(world: World) -> None:
    there = await world.talk.says(OWNER, "/digest", chat=FORUM, thread_id=TOPIC)
    url = there.last.buttons[0].url
    assert url == f"https://t.me/onrecord_bot?start=digest_{FORUM.id}_{TOPIC}"
    screen = await world.talk.says(OWNER, f"/start {url.partition('start=')[2]}")
    preview = await world.talk.presses(OWNER, screen, "Preview")
    await world.talk.presses(OWNER, preview, "Put it on")
    world.record("new")
    [said] = (await world.at(datetime(2025, 10, 25, 6, tzinfo=UTC))).to(FORUM)
    assert said.thread_id == TOPIC
    world.talk.telegram.chats.chat(FORUM).topics.clear()
    world.record("later")
    [said] = (await world.at(datetime(2025, 10, 26, 7, tzinfo=UTC))).to(FORUM)
    assert said.thread_id is None


async def test_topics_can_be_ticked_and_a_digest_about_them_tells_nothing_else(world: World) -> None:
    screen = await world.talk.says(OWNER, f"/digest {CHANNEL.id}")
    what = await world.talk.presses(OWNER, screen, "What")
    topics = await world.talk.presses(OWNER, what, "Topics")
    ticked = await world.talk.presses(OWNER, topics, "territory")
    assert "✓ territory" in ticked.labels
    screen = await world.talk.presses(OWNER, ticked, "Back")
    assert "What: territory" in screen.text


async def test_adding_the_bot_to_a_channel_offers_a_digest_to_whoever_did_it(world: World) -> None:
    await world.talk.says(OWNER, "/start")
    added = world.talk.telegram.changes_bot(OWNER, "administrator", chat=OTHER_CHANNEL, can_post_messages=True)
    await world.talk.happens(added)
    [offer] = (await world.at(START)).to(OWNER)
    assert "Elsewhere" in offer.text
    screen = await world.talk.presses(OWNER, offer, "Set up a digest")
    assert "Elsewhere" in screen.text


async def test_lost_rights_suspend_and_tell_the_owner_and_returned_ones_cover_the_gap(world: World) -> None:
    await world.talk.says(OWNER, "/start")
    await world.begin()
    await world.talk.happens(world.talk.telegram.changes_bot(OWNER, "left", chat=CHANNEL))
    [told] = (await world.at(START + timedelta(minutes=5))).to(OWNER)
    assert "I may no longer post in Peace Watch" in told.text
    one, two = world.record("one"), world.record("two")
    assert not (await world.at(datetime(2025, 10, 27, 7, tzinfo=UTC))).to(CHANNEL)
    assert "suspended" in (await world.talk.says(OWNER, "/digests")).text
    back = world.talk.telegram.changes_bot(OWNER, "administrator", chat=CHANNEL, can_post_messages=True)
    await world.talk.happens(back)
    arrived = await world.at(datetime(2025, 10, 27, 9, tzinfo=UTC))
    [edition] = arrived.to(CHANNEL)
    assert {f"https://t.me/onrecord_bot?start=s{number}" for number in (one, two)} <= set(edition.links)
    assert "again" in arrived.to(OWNER)[0].text


async def test_a_group_that_grows_into_a_supergroup_keeps_its_digest(world: World) -> None:
    await world.begin(SMALL_GROUP)
    await world.talk.happens(world.talk.telegram.migrates(OWNER, SMALL_GROUP, GROWN_GROUP))
    world.record("new")
    assert (await world.at(datetime(2025, 10, 25, 6, tzinfo=UTC))).to(GROWN_GROUP)


async def test_an_outage_is_caught_up_with_one_edition_that_says_it_is_late(world: World) -> None:
    await world.begin()
    world.record("new")
    [said] = (await world.at(datetime(2025, 10, 29, 12, tzinfo=UTC))).to(CHANNEL)
    assert "Late: it was due Sat 25 Oct, 09:00 Kyiv time" in said.text


async def test_long_editions_are_split_between_statements_with_a_line_of_contents(world: World) -> None:
    await world.begin()
    for n in range(60):
        world.record(f"n{n}", f"Demand {n}: " + "words and more words " * 8)
    arrived = await world.at(datetime(2025, 10, 25, 6, tzinfo=UTC))
    parts = arrived.to(CHANNEL)
    assert len(parts) > 2
    assert "60 new" in parts[0].text
    text = "\n".join(part.text for part in parts)
    assert [n for n in range(60) if f"Demand {n}:" not in text] == []
    assert f"1/{len(parts)}" in parts[0].text
    assert all("Edition 1 ·" in part.text for part in parts)


async def test_an_edition_can_be_checked_by_its_number_and_hash(world: World) -> None:
    await world.begin()
    world.record("new", "Ukraine must leave.")
    [said] = (await world.at(datetime(2025, 10, 25, 6, tzinfo=UTC))).to(CHANNEL)
    hash_ = said.text.rsplit(" · ", 1)[1]
    checked = await world.talk.says(STRANGER, "/edition 1")
    assert hash_ in checked.text
    assert "Ukraine must leave." in checked.text
    assert "Message 1: sent Sat 25 Oct, 09:00 Kyiv time" in checked.text
    assert "no edition 9" in (await world.talk.says(STRANGER, "/edition 9")).text


async def test_moderators_see_a_held_draft_and_can_change_it_until_it_leaves(world: World) -> None:
    talk = world.talk
    await talk.says(MODERATOR, "/start")
    world.db.write_now(lambda session: setattr(session.get_one(ChatRow, MODERATOR.id), "role", "moderator"))
    screen = await talk.says(OWNER, f"/digest {CHANNEL.id}")
    screen = await talk.presses(OWNER, await talk.presses(OWNER, screen, "Draft first"), "Draft first")
    preview = await talk.presses(OWNER, screen, "Preview")
    await talk.presses(OWNER, preview, "Put it on")
    first, second = world.record("a", "The first demand."), world.record("b", "The second demand.")
    due = datetime(2025, 10, 25, 6, tzinfo=UTC)
    arrived = await world.at(due - timedelta(minutes=30))
    assert not arrived.to(CHANNEL)
    [draft] = arrived.to(MODERATOR)
    assert "It goes out Sat 25 Oct, 09:00 Kyiv time" in draft.text
    changed = await talk.presses(MODERATOR, draft, f"✕ №{first}")
    assert "The first demand." not in changed.text
    await talk.says(MODERATOR, "/edition 1 note: A word from the desk")
    [said] = (await world.at(due)).to(CHANNEL)
    assert "The second demand." in said.text
    assert "The first demand." not in said.text
    assert "A word from the desk" in said.text
    assert "decided" in (await talk.presses(MODERATOR, draft, data=f"draft:1:raise:{second}")).toast


async def test_a_digest_is_paused_resumed_posted_now_and_deleted(world: World) -> None:
    talk, screen = world.talk, await world.begin()
    assert "nothing new" in (await talk.presses(OWNER, screen, "Post one now")).toast
    world.record("new")
    assert "in a moment" in (await talk.presses(OWNER, screen, "Post one now")).toast
    assert len((await world.at(START + timedelta(minutes=1))).to(CHANNEL)) == 1
    screen = await talk.presses(OWNER, screen, "Pause")
    assert "Paused" in screen.text
    world.record("more")
    assert not (await world.at(datetime(2025, 10, 25, 6, tzinfo=UTC))).to(CHANNEL)
    screen = await talk.presses(OWNER, screen, "Resume")
    assert len((await world.at(datetime(2025, 10, 26, 7, tzinfo=UTC))).to(CHANNEL)) == 1
    assert "Edition 2" in (await talk.presses(OWNER, screen, "Last editions")).text
    sure = await talk.presses(OWNER, screen, "Delete")
    assert "is deleted" in (await talk.presses(OWNER, sure, "Yes, delete it")).text
    assert "no digest yet" in (await talk.says(OWNER, "/digests")).text


async def test_owners_see_what_is_unknown_and_send_it_again(world: World) -> None:
    talk = world.talk
    await world.begin()
    world.record("new")
    talk.telegram.fail_next("sendMessage", loss="read", chat_id=CHANNEL.id, times=2)
    await world.at(datetime(2025, 10, 25, 6, tzinfo=UTC))
    shown = await talk.says(OWNER, "/deliveries")
    assert "unknown whether it arrived" in shown.text
    assert "again" in (await talk.presses(OWNER, shown, "Send 1 again")).toast
    assert len((await world.at(datetime(2025, 10, 25, 6, 30, tzinfo=UTC))).to(CHANNEL)) == 1
    assert "Only the owners" in (await talk.says(READER, "/deliveries")).text


async def test_a_flood_answer_is_obeyed_for_its_chat_and_stops_no_other(world: World) -> None:
    await world.begin()
    await world.begin(FORUM)
    world.record("new")
    world.talk.telegram.fail_next("sendMessage", retry_after=25, chat_id=CHANNEL.id)
    due = datetime(2025, 10, 25, 6, tzinfo=UTC)
    arrived = await world.at(due)
    assert len(arrived.to(FORUM)) == len(arrived.to(CHANNEL)) == 1
    to_channel = [call for call in arrived.calls if call.params.get("chat_id") == CHANNEL.id]
    assert [call.status for call in to_channel] == [429, 200]


async def test_a_button_made_up_by_a_client_changes_nothing(world: World) -> None:
    screen = await world.begin()
    for data in (
        "digest:1:boom",
        "digest:x:pause",
        "digest:999:pause",
        "digest:1:hour:99",
        "digestin:a:b",
        "draft:1:boom",
    ):
        assert (await world.talk.presses(OWNER, screen, data=data)).toast
    assert (
        "digest"
        in (await world.talk.presses(READER, await world.talk.says(READER, "/start"), data="digest:1:pause")).toast
    )


async def test_a_picture_of_where_it_stands_comes_with_the_edition_and_is_told_in_words(
    world: World,
) -> None:
    screen = await world.talk.says(OWNER, f"/digest {CHANNEL.id}")
    screen = await world.talk.presses(OWNER, screen, "Picture")
    assert "With a picture" in screen.text
    preview = await world.talk.presses(OWNER, screen, "Preview")
    assert preview.said[-1].file_name == "standing.png"
    await world.talk.presses(OWNER, preview.said[0], "Put it on")
    world.record("new")
    came = await world.at(datetime(2025, 10, 25, 6, 0, tzinfo=UTC))
    words, picture = came.said
    assert "1 new" in words.text
    assert picture.chat_id == CHANNEL.id
    assert picture.file is not None
    assert picture.file.startswith(b"\x89PNG")
    assert picture.text.splitlines()[0] == "Where it stands on 25 October 2025"
    assert "Russia" in picture.text


async def test_where_pictures_are_forbidden_the_words_of_the_picture_come_alone(world: World) -> None:
    screen = await world.talk.says(OWNER, f"/digest {CHANNEL.id}")
    screen = await world.talk.presses(OWNER, screen, "Picture")
    preview = await world.talk.presses(OWNER, screen, "Preview")
    await world.talk.presses(OWNER, preview.said[0], "Put it on")
    world.record("new")
    refusal = "Bad Request: not enough rights to send photos to the chat"
    world.talk.telegram.fail_next("sendPhoto", status=400, description=refusal)
    came = await world.at(datetime(2025, 10, 25, 6, 0, tzinfo=UTC))
    assert [said.file_name for said in came.said] == [None, None]
    assert came.said[1].text.startswith("Where it stands")


async def test_a_name_of_several_zones_is_asked_about_and_cancel_ends_the_asking(world: World) -> None:
    talk = world.talk
    screen = await talk.says(OWNER, f"/digest {CHANNEL.id}")
    asked = await talk.presses(OWNER, screen, "Time zone")
    assert asked.labels == ["Back"]
    which = await talk.says(OWNER, "Ukraine")
    assert which.labels == ["Kyiv", "Simferopol", "Back"]
    await talk.presses(OWNER, which, "Back")
    assert "cede territory" in (await talk.says(OWNER, "territory")).text
    await talk.presses(OWNER, asked, data="digest:1:zone")
    screen = await talk.presses(OWNER, await talk.says(OWNER, "Germany"), "Berlin")
    assert screen.last.edited
    await talk.presses(OWNER, asked, data="digest:1:zone")
    assert "Berlin time" in (await talk.says(OWNER, "/cancel")).text
    assert "cede territory" in (await talk.says(OWNER, "territory")).text


async def test_days_are_ticked_one_after_another_and_a_wrong_expression_is_told_what_is_wrong(world: World) -> None:
    talk = world.talk
    screen = await talk.says(OWNER, f"/digest {CHANNEL.id}")
    days = await talk.presses(OWNER, screen, "Which days")
    for day in ("Wed", "Fri"):
        days = await talk.presses(OWNER, days, day)
    assert {"✓ Wed", "✓ Fri"} <= set(days.labels)
    assert "Wed and Fri at 09:00" in (await talk.presses(OWNER, days, "Back")).text
    await talk.presses(OWNER, days, data="digest:1:every-cron")
    assert "five fields" in (await talk.says(OWNER, "every monday at nine")).text
    assert "this part: 61" in (await talk.says(OWNER, "0 61 * * *")).text
    assert "Mon, Tue, Wed, Thu and Fri at 09:30" in (await talk.says(OWNER, "30 9 * * 1-5")).text


async def test_editions_are_in_the_language_chosen_for_their_chat(world: World) -> None:
    talk = world.talk
    screen = await talk.says(OWNER, f"/digest {CHANNEL.id}")
    screen = await talk.presses(OWNER, await talk.presses(OWNER, screen, "Language"), "Українська")
    assert "Editions in: Українська" in screen.text
    await talk.presses(OWNER, await talk.presses(OWNER, screen, "Preview"), "Put it on")
    world.record("new")
    [said] = (await world.at(datetime(2025, 10, 25, 6, tzinfo=UTC))).to(CHANNEL)
    assert "Нове" in said.text


async def test_where_a_digest_comes_already_it_is_shown_before_another_is_begun(world: World) -> None:
    talk = world.talk
    await world.begin()
    there = await talk.says(OWNER, f"/digest {CHANNEL.id}")
    assert "comes there already" in there.text
    assert "every day at 09:00" in (await talk.presses(OWNER, there, "Peace Watch")).text
    other = await talk.says(MODERATOR, f"/digest {CHANNEL.id}")
    assert "set up by another admin" in other.text
    assert other.labels == ["Set up another one"]
    assert "digest 2" in (await talk.presses(MODERATOR, other, "Set up another one")).text


async def test_a_preview_of_a_week_without_news_says_that_nothing_would_have_come(world: World) -> None:
    screen = await world.talk.says(OWNER, f"/digest {CHANNEL.id}")
    preview = await world.talk.presses(OWNER, screen, "Preview")
    assert "nothing would have been posted" not in preview.text
    screen = await world.talk.presses(OWNER, preview, "Back")
    world.clock.now += 8 * DAY
    assert "nothing would have been posted" in (await world.talk.presses(OWNER, screen, "Preview")).text


async def test_what_telegram_refused_before_somebody_started_the_bot_comes_when_they_do(world: World) -> None:
    talk = world.talk
    world.db.write_now(outbox.plan, [Planned("kept", STRANGER.id, "Kept for you.")], START)
    refusal = "Forbidden: bot can't initiate conversation with a user"
    talk.telegram.fail_next("sendMessage", status=403, description=refusal, chat_id=STRANGER.id)
    assert not (await world.at(START)).to(STRANGER)
    await talk.says(STRANGER, "/start")
    [said] = (await world.at(START + timedelta(minutes=2))).to(STRANGER)
    assert said.text == "Kept for you."


async def edition_of_two(world: World) -> Answer:
    await world.begin()
    world.record("new", "Ukraine must leave.")
    world.record("other", "Ukraine must stay.")
    return await world.at(datetime(2025, 10, 25, 6, 0, tzinfo=UTC))


async def test_an_edition_that_was_posted_tells_beneath_what_was_corrected_since(world: World) -> None:
    [said] = (await edition_of_two(world)).to(CHANNEL)
    told = await world.talk.says(OWNER, "/edit 2 text: Ukraine must leave at once.")
    [post] = told.to(CHANNEL)
    assert (post.message_id, post.edited) == (said.message_id, True)
    assert post.text.startswith(said.text), "what was posted stays"
    assert "Corrected on 25 October 2025:\n№2 – words: Ukraine must leave. → Ukraine must leave at once." in post.text
    assert post.links.count("https://t.me/onrecord_bot?start=s2") == 2


async def test_an_edition_marks_what_was_retracted_until_that_is_put_back(world: World) -> None:
    [said] = (await edition_of_two(world)).to(CHANNEL)
    [post] = (await world.talk.says(OWNER, "/retract 3 because it was a hoax")).to(CHANNEL)
    assert "№3 – ⚠️ Retracted: it was a hoax" in post.text
    shown = await world.talk.says(OWNER, "/edition 1")
    assert "Ukraine must stay." in shown.text
    assert "№3 – ⚠️ Retracted: it was a hoax" in shown.text
    [post] = (await world.talk.says(OWNER, "/restore 3")).to(CHANNEL)
    assert post.text == said.text
    assert "Corrected" not in (await world.talk.says(OWNER, "/edition 1")).text


async def test_an_edition_tells_a_ruling_and_leaves_responses_to_the_next_one(world: World) -> None:
    await edition_of_two(world)
    answer = Draft("Ukraine", Act.REJECT, "No.", "no", ("Russia",), responds_to=("new",))
    world.db.write_now(statements.add, answer, MIRA, world.clock.now)
    assert not (await world.talk.tick("corrections")).to(CHANNEL)
    [post] = (await world.talk.says(OWNER, "/status 3 accepted because they agreed source: https://example.org")).to(
        CHANNEL
    )
    assert "№3 – status: open → accepted" in post.text
    assert "№2 –" not in post.text


async def test_an_edition_is_corrected_once_the_program_is_back(world: World) -> None:
    await edition_of_two(world)
    world.talk.telegram.fail_next("editMessageText", status=500, description="Internal Server Error")
    await world.talk.says(OWNER, "/retract 3 because it was a hoax")
    [post] = (await world.talk.tick("corrections")).to(CHANNEL)
    assert "it was a hoax" in post.text
    assert not (await world.talk.tick("corrections")).to(CHANNEL)


async def test_an_edition_of_more_than_a_month_ago_stays_as_it_is(world: World) -> None:
    await edition_of_two(world)
    world.clock.now += timedelta(days=31)
    assert not (await world.talk.says(OWNER, "/retract 3 because it was a hoax")).to(CHANNEL)
