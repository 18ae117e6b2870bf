"""Moderators' commands as they are typed, over the real application."""

import pytest

from store import history
from store.database import Database
from store.record import Source, Status
from tests.conversation import GROUP, MODERATOR, OTHER_MODERATOR, OWNER, READER
from tests.keeping import Clock, found, newsroom, sample_session


async def test_an_edit_is_done_logged_shown_and_undone_by_its_button(db: Database) -> None:
    async with newsroom(db) as talk:
        answer = await talk.says(MODERATOR, "/edit 1 text: Ukraine must give up land. | topic: territory; land")
        assert "edited" in answer.text
        assert "Ukraine must give up land." in answer.text
        assert found(db, 1).text == "Ukraine must give up land."
        undone = await talk.presses(MODERATOR, answer, "Undo")
        assert "Taken back" in undone.text
        assert found(db, 1).text == "Ukraine must cede territory."
    assert db.read_now(history.verify) is None


async def test_a_mistake_in_an_edit_is_marked_and_the_fix_proposed(sqlite_db: Database) -> None:
    async with newsroom(sqlite_db) as talk:
        answer = await talk.says(MODERATOR, "/edit 1 on: 16 May 2025")
        assert "/edit 1 on: 2025-05-16" in answer.text
        assert "<u><b>on: 16 May 2025</b></u>" in answer.html
        assert found(sqlite_db, 1).revision == 1


async def test_a_translation_stands_beside_the_original_for_those_who_read_its_language(sqlite_db: Database) -> None:
    async with newsroom(sqlite_db) as talk:
        answer = await talk.says(MODERATOR, "/edit 1 uk: Україна має віддати землю. | ru: Украина должна отдать землю.")
        assert "Ukraine must cede territory." in answer.text
        assert found(sqlite_db, 1).text == "Ukraine must cede territory."
        await talk.says(MODERATOR, "/edit 1 ru: -")
        assert dict(found(sqlite_db, 1).translations) == {"uk": "Україна має віддати землю."}
        assert "Україна" not in (await talk.says(READER, "/s1")).text
        menu = await talk.says(READER, "/language")
        await talk.presses(READER, menu, "Українська")
        card = await talk.says(READER, "/s1")
        assert "Ukraine must cede territory.\nУкраїна має віддати землю." in card.text
        again = await talk.says(MODERATOR, "/edit 1 uk: Україна має віддати землю.")
        assert "nothing was changed" in again.text


async def test_a_ruling_asks_for_its_source_and_takes_the_next_message_for_it(db: Database) -> None:
    async with newsroom(db) as talk:
        asked = await talk.says(MODERATOR, "/status 4 kept because the round took place")
        assert "Where can the ruling" in asked.text
        assert found(db, 4).status is Status.OPEN
        told = await talk.says(MODERATOR, "A paper, https://example.org/round")
        assert "ruled on the status" in told.text
        assert found(db, 4).status is Status.KEPT
        card = await talk.says(READER, "/s4")
        assert "https://example.org/round" in card.last.links


async def test_a_ruling_may_have_its_source_in_the_line_or_none_at_all(sqlite_db: Database) -> None:
    async with newsroom(sqlite_db) as talk:
        await talk.says(MODERATOR, "/status 1 partly accepted because some land source: https://example.org")
        assert found(sqlite_db, 1).status is Status.PARTLY_ACCEPTED
        asked = await talk.says(MODERATOR, "/status 4 broken because no round took place")
        await talk.presses(MODERATOR, asked, "no source")
        assert found(sqlite_db, 4).status is Status.BROKEN
        await talk.says(MODERATOR, "/status 4 lift")
        assert found(sqlite_db, 4).status is Status.OPEN


async def test_a_status_in_ukrainian_is_understood(sqlite_db: Database) -> None:
    async with newsroom(sqlite_db) as talk:
        await talk.says(MODERATOR, "/status 4 дотримано, бо раунд відбувся джерело: https://example.org")
        assert found(sqlite_db, 4).status is Status.KEPT


@pytest.mark.parametrize(
    ("command", "told"),
    [
        ("/edit", "Which statement, and what?"),
        ("/edit 99 text: x", "no statement number “99”"),
        ("/edit 1", "Which part?"),
        ("/edit 1 colour: red", "Put to:"),
        ("/status 1", "Which statement, and where"),
        ("/status 1 kept because x", "can be: open, partly accepted"),
        ("/status 1 lost because x", "is no status"),
        ("/status 1 rejected", "Say why"),
        ("/status 1 lift", "no ruling"),
        ("/link 1", "/link 12 responds 7"),
        ("/link 1 responds 1", "one and the same"),
        ("/link 1 responds 2", "circle"),
        ("/merge 1 into 99", "no statement number"),
        ("/merge 1 into 1", "one and the same"),
        ("/retract 1", "and why"),
        ("/restore 1", "not retracted"),
        ("/undo", "no change left"),
        ("/source 1", "/source 12"),
        ("/history 99", "no statement number"),
        ("/edit 999999999999999 text: x", "no statement number"),
        ("/actor", "/actor rename"),
        ("/actor rename Russia", "/actor rename"),
        ("/actor merge Atlantis into Russia", "not on record"),
        ("/actor kind Russia: planet", "no kind"),
        ("/topic rename territory to ceasefire", "belongs to"),
        ("/import", ".jsonl or .csv"),
        ("/export tablets", "/export"),
    ],
)
async def test_what_cannot_be_done_is_answered_with_what_to_type(sqlite_db: Database, command: str, told: str) -> None:
    async with newsroom(sqlite_db) as talk:
        answer = await talk.says(MODERATOR, command)
        assert told in answer.text
        assert [found(sqlite_db, number).revision for number in (1, 2, 3, 4)] == [1, 1, 1, 1]


async def test_link_merge_retract_and_restore(db: Database) -> None:
    async with newsroom(db) as talk:
        await talk.says(MODERATOR, "/link 2 responds 3")
        assert found(db, 2).responds_to == (1, 3)
        await talk.says(MODERATOR, "/retract 2 because it was a hoax")
        assert found(db, 1).status is Status.OPEN
        card = await talk.says(READER, "/s2")
        assert "it was a hoax" in card.text
        await talk.says(MODERATOR, "/restore 2")
        assert found(db, 1).status is Status.REJECTED
        await talk.says(MODERATOR, "/merge 3 into 1")
        old = await talk.says(READER, "/start s3")
        assert "Statement 1" in old.text
        assert "merged into this one" in old.text
        gone = await talk.says(MODERATOR, "/edit 3 text: x")
        assert "/s1" in gone.text


async def test_a_second_source_with_other_words_is_shown_as_disputed(sqlite_db: Database) -> None:
    async with newsroom(sqlite_db) as talk:
        await talk.says(MODERATOR, "/source 1 Second paper, https://example.org/2")
        assert found(sqlite_db, 1).sources == (Source("Second paper", url="https://example.org/2"),)
        card = await talk.says(READER, "/s1")
        assert "disagree" not in card.text


async def test_two_at_once_the_second_sees_the_firsts_change_and_decides(db: Database) -> None:
    async with newsroom(db) as talk:
        for user in (MODERATOR, OTHER_MODERATOR):
            await talk.says(user, "/s1")
        await talk.says(OTHER_MODERATOR, "/edit 1 text: Land for peace.")
        late = await talk.says(MODERATOR, "/edit 1 text: Land for a truce.")
        assert "has changed since you saw it" in late.text
        assert "Land for peace." in late.text
        assert found(db, 1).text == "Land for peace."
        await talk.presses(MODERATOR, late, "Save mine anyway")
        assert found(db, 1).text == "Land for a truce."
        again = await talk.presses(MODERATOR, late, data=late.last.buttons[0].data or "")
        assert "decided already" in again.toast


async def test_a_correction_reaches_the_cards_that_were_posted(db: Database) -> None:
    async with newsroom(db) as talk:
        card = await talk.says(READER, "/s1")
        in_group = await talk.says(READER, "/s1@OnRecordBot", chat=GROUP)
        answer = await talk.says(MODERATOR, "/edit 1 text: Land for peace.")
        edited = {(said.chat_id, said.message_id) for said in answer.said if said.edited}
        assert (READER.id, card.last.message_id) in edited
        assert not in_group or (GROUP.id, in_group.last.message_id) in edited
        [text] = [said.text for said in answer.said if said.edited and said.chat_id == READER.id]
        assert "Land for peace." in text
        assert "orrected" in text or "edited" in text or "revision 2" in text


async def test_a_correction_reaches_the_cards_of_what_it_responds_to_and_what_responds_to_it(db: Database) -> None:
    async with newsroom(db) as talk:
        cards = [(await talk.says(READER, f"/s{number}")).last.message_id for number in (1, 2)]
        answer = await talk.says(MODERATOR, "/edit 1 on: 2025-05-16")
        assert {said.message_id for said in answer.to(READER)} == set(cards)
        renamed = await talk.says(MODERATOR, "/actor rename Russia to Russian Federation")
        assert {said.message_id for said in renamed.to(READER)} == set(cards)


async def test_the_card_of_a_merged_statement_follows_the_one_it_lives_on_as(db: Database) -> None:
    async with newsroom(db) as talk:
        await talk.says(READER, "/s3")
        await talk.says(MODERATOR, "/merge 3 into 1")
        answer = await talk.says(MODERATOR, "/edit 1 text: Land for peace.")
        assert "Land for peace." in answer.to(READER)[0].text


async def test_a_correction_that_telegram_was_away_for_comes_with_the_next_tick(sqlite_db: Database) -> None:
    async with newsroom(sqlite_db) as talk:
        await talk.says(READER, "/s1")
        talk.telegram.fail_next("editMessageText", status=500, description="Internal Server Error")
        await talk.says(MODERATOR, "/retract 1 because it was a hoax")
        answer = await talk.tick("corrections")
        assert "it was a hoax" in answer.to(READER)[0].text


async def test_undo_goes_back_one_change_of_ones_own(sqlite_db: Database) -> None:
    async with newsroom(sqlite_db) as talk:
        await talk.says(MODERATOR, "/edit 1 text: One.")
        await talk.says(OTHER_MODERATOR, "/edit 3 text: Hers.")
        undone = await talk.says(MODERATOR, "/undo")
        assert "Taken back" in undone.text
        assert (found(sqlite_db, 1).text, found(sqlite_db, 3).text) == ("Ukraine must cede territory.", "Hers.")
        shown = await talk.says(MODERATOR, "/history 1")
        assert "took a change back" in shown.text


async def test_an_update_that_comes_twice_is_acted_on_once(db: Database) -> None:
    async with newsroom(db) as talk:
        update = talk.telegram.user_says(MODERATOR, "/edit 1 text: Once.")
        await talk.happens(update)
        again = await talk.happens(update)
        assert "done already" in again.text
        assert found(db, 1).revision == 2


@pytest.mark.parametrize(
    "command",
    [
        "/add Russia | demand | Disarm.",
        "/edit 1 text: x",
        "/status 1 accepted because x",
        "/link 2 responds 3",
        "/merge 1 into 2",
        "/retract 1 because x",
        "/restore 1",
        "/undo",
        "/actor rename Russia to Moscow",
        "/topic rename territory to land",
        "/queue",
        "/import",
        "/export",
        "/mods",
        "/promote @rhea",
    ],
)
async def test_a_reader_changes_nothing_by_any_command(sqlite_db: Database, command: str) -> None:
    async with newsroom(sqlite_db) as talk:
        answer = await talk.says(READER, command)
        assert "Only" in answer.text
    assert sqlite_db.read_now(sample_session) == 4
    assert [found(sqlite_db, number).revision for number in (1, 2, 3, 4)] == [1, 1, 1, 1]


async def test_an_anonymous_admin_is_told_to_act_as_themselves(sqlite_db: Database) -> None:
    async with newsroom(sqlite_db) as talk:
        answer = await talk.says(MODERATOR, "/edit 1 text: x", chat=GROUP, anonymous=True)
        assert "as yourself" in answer.text
        assert found(sqlite_db, 1).revision == 1


async def test_the_demoted_cannot_press_what_they_were_shown(db: Database) -> None:
    async with newsroom(db) as talk:
        answer = await talk.says(MODERATOR, "/edit 1 text: Once.")
        demoted = await talk.says(OWNER, "/demote @mona")
        assert "no moderator any more" in demoted.text
        pressed = await talk.presses(MODERATOR, answer, "Undo")
        assert "Only moderators" in pressed.toast
        assert found(db, 1).text == "Once."
        back = await talk.says(OWNER, "/promote 201")
        assert "is a moderator now" in back.text
        await talk.presses(MODERATOR, answer, "Undo")
        assert found(db, 1).text == "Ukraine must cede territory."


async def test_somebody_is_promoted_by_a_reply_and_listed(sqlite_db: Database) -> None:
    async with newsroom(sqlite_db, clock=Clock()) as talk:
        said = talk.telegram.user_says(READER, "Hello all", chat=GROUP)
        talk.telegram.inbox.take(said)
        number = said["message"]["message_id"]
        answer = await talk.says(OWNER, "/promote", chat=GROUP, reply_to=number)
        assert "Rhea" in answer.text
        listed = await talk.says(OWNER, "/mods")
        assert "Rhea" in listed.text
        assert "4 people keep the record" in listed.text


async def test_speakers_and_topics_are_kept_by_command(db: Database) -> None:
    async with newsroom(db) as talk:
        await talk.says(MODERATOR, "/actor alias Russia: Moscow; the Kremlin")
        await talk.says(MODERATOR, "/actor kind Russia: state")
        shown = await talk.says(MODERATOR, "/actor Moscow")
        assert "Russia, state" in shown.text
        assert "the Kremlin" in shown.text
        await talk.says(MODERATOR, "/actor rename Russia to Russian Federation")
        assert found(db, 1).speaker.name == "Russian Federation"
        undone = await talk.says(MODERATOR, "/undo")
        assert undone
        assert found(db, 1).speaker.name == "Russia"
        await talk.says(MODERATOR, "/topic merge territory into ceasefire")
        assert [topic.name for topic in found(db, 1).topics] == ["ceasefire"]


async def test_a_long_quote_is_folded_and_a_short_one_is_not(sqlite_db: Database) -> None:
    async with newsroom(sqlite_db) as talk:
        await talk.says(MODERATOR, "/edit 1 quote: " + "a word and another " * 20)
        await talk.says(MODERATOR, "/edit 2 quote: never")
        kinds = [[one["type"] for one in (await talk.says(READER, f"/s{n}")).last.entities] for n in (1, 2)]
        assert "expandable_blockquote" in kinds[0]
        assert "blockquote" in kinds[1]


async def test_other_statements_are_shown_by_their_numbers_never_by_the_records_own_keys(sqlite_db: Database) -> None:
    async with newsroom(sqlite_db) as talk:
        assert "in response to: /s1 → /s1; /s3" in (await talk.says(MODERATOR, "/link 2 responds 3")).text
        assert "merged into: — → /s1" in (await talk.says(MODERATOR, "/merge 4 into 1")).text
