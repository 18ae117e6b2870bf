"""Putting statements on record from the phone, over the real application."""

from datetime import timedelta

import pytest

from store import drafts, history, statements, suggestions
from store.database import Database
from store.record import Source
from tests.conversation import GROUP, MODERATOR, OTHER_MODERATOR, READER, STRANGER, Answer
from tests.keeping import Clock, found, newsroom, sample_session
from tests.quality.articles import ARTICLE

LINE = "/add Russia | demand | Ukraine must leave the talks. | to: Ukraine | on: 2025-05-16 | source: A paper, https://example.org/a"


async def test_by_one_line_it_takes_one_message_and_one_tap(db: Database) -> None:
    async with newsroom(db) as talk:
        preview = await talk.says(MODERATOR, LINE)
        assert "Preview" in preview.text
        saved = await talk.presses(MODERATOR, preview, "Save")
        assert "On record as /s5" in saved.text
    statement = found(db, 5)
    assert (statement.speaker.name, statement.text) == ("Russia", "Ukraine must leave the talks.")
    assert statement.sources == (Source("A paper", url="https://example.org/a"),)
    assert db.read_now(history.verify) is None


async def test_by_the_guided_form_it_takes_at_most_eight_taps_and_two_typed_messages(db: Database) -> None:
    async with newsroom(db) as talk:
        taps = 1  # /add, from the menu
        asked = await talk.says(MODERATOR, "/add")
        asked = await talk.presses(MODERATOR, asked, "Russia")
        asked = await talk.presses(MODERATOR, asked, "warning")
        asked = await talk.says(MODERATOR, "A longer war would follow.")
        asked = await talk.presses(MODERATOR, asked, "Skip")
        asked = await talk.presses(MODERATOR, asked, "Ukraine")
        asked = await talk.presses(MODERATOR, asked, "talks")
        asked = await talk.presses(MODERATOR, asked, "Yesterday")
        asked = await talk.says(MODERATOR, "A paper, https://example.org/war")
        saved = await talk.presses(MODERATOR, asked, "Save")
        taps += 7
    assert taps <= 8
    assert "On record as /s5" in saved.text
    statement = found(db, 5)
    assert (str(statement.act), [actor.name for actor in statement.addressees]) == ("warn", ["Ukraine"])
    assert (str(statement.said_on), statement.sources[0].url) == ("2025-05-31", "https://example.org/war")


async def test_one_goes_back_skips_edits_and_cancels(sqlite_db: Database) -> None:
    async with newsroom(sqlite_db) as talk:
        asked = await talk.says(MODERATOR, "/add")
        asked = await talk.says(MODERATOR, "Turkey")
        assert "by saying it" in asked.text
        asked = await talk.presses(MODERATOR, asked, "Back")
        assert "Who said it" in asked.text
        asked = await talk.presses(MODERATOR, asked, "Ukraine")
        asked = await talk.presses(MODERATOR, asked, "claim")
        asked = await talk.says(MODERATOR, "The talks went well.")
        for _ in range(5):
            asked = await talk.presses(MODERATOR, asked, "Skip")
        assert "Preview" in asked.text
        asked = await talk.presses(MODERATOR, asked, "Edit")
        asked = await talk.presses(MODERATOR, asked, "words")
        asked = await talk.says(MODERATOR, "The talks went badly.")
        assert "The talks went badly." in asked.text
        dropped = await talk.presses(MODERATOR, asked, "Cancel")
        assert "Nothing was saved" in dropped.text
    assert sqlite_db.read_now(sample_session) == 4
    assert sqlite_db.read_now(drafts.of, MODERATOR.id) is None


async def test_a_draft_survives_two_days_of_silence_and_another_process(db: Database) -> None:
    clock = Clock()
    async with newsroom(db, clock=clock) as talk:
        asked = await talk.says(MODERATOR, "/add")
        await talk.presses(MODERATOR, asked, "Russia")
        clock.skip(days=2)
        answer = await talk.says(MODERATOR, "who demanded what?")
        assert "Continue where you were?" in answer.text
        asked = await talk.presses(MODERATOR, answer, "Continue")
        assert "by saying it" in asked.text
        again = await talk.says(MODERATOR, "/add")
        assert "Continue where you were?" in again.text
        gone = await talk.says(MODERATOR, "/cancel")
        assert "Nothing was saved" in gone.text


async def test_a_forwarded_post_gives_the_quote_the_source_and_its_day(sqlite_db: Database) -> None:
    origin = {
        "type": "channel",
        "date": 1747353600,
        "chat": {"id": -100777, "type": "channel", "title": "Kremlin news", "username": "kremlin"},
        "message_id": 42,
    }
    async with newsroom(sqlite_db) as talk:
        posted = talk.telegram.user_says(MODERATOR, "There will be no truce.", forward=origin)
        talk.telegram.inbox.take(posted)
        asked = await talk.says(MODERATOR, "/add", reply_to=posted["message"]["message_id"])
        asked = await talk.presses(MODERATOR, asked, "Russia")
        asked = await talk.presses(MODERATOR, asked, "denial")
        asked = await talk.says(MODERATOR, "A truce is ruled out.")
        asked = await talk.presses(MODERATOR, asked, "Ukraine")
        asked = await talk.presses(MODERATOR, asked, "ceasefire")
        asked = await talk.presses(MODERATOR, asked, "16 May 2025")
        await talk.presses(MODERATOR, asked, "Save")
    statement = found(sqlite_db, 5)
    assert (statement.quote, str(statement.said_on)) == ("There will be no truce.", "2025-05-16")
    assert statement.sources == (Source("Kremlin news", url="https://t.me/kremlin/42"),)


async def test_a_line_with_a_mistake_comes_back_marked_and_its_fix_can_be_sent(sqlite_db: Database) -> None:
    async with newsroom(sqlite_db) as talk:
        answer = await talk.says(MODERATOR, "/add Russia | demnd | Ukraine must disarm.")
        assert "<u><b>demnd</b></u>" in answer.html
        proposed = answer.last.text.split("copy:")[1].strip()
        preview = await talk.says(MODERATOR, proposed)
        assert "Preview" in preview.text


async def test_an_unknown_name_is_matched_to_a_known_one_before_a_new_one_is_made(db: Database) -> None:
    async with newsroom(db) as talk:
        preview = await talk.says(MODERATOR, "/add Volodymir Zelenski | demand | Sanctions must follow.")
        assert "Did you mean: Volodymyr Zelenskiy?" in preview.text
        assert "Save" not in preview.labels
        preview = await talk.presses(MODERATOR, preview, "Volodymyr Zelenskiy")
        await talk.presses(MODERATOR, preview, "Save")
        assert found(db, 5).speaker == found(db, 3).speaker


async def test_a_name_new_on_record_is_of_the_likely_kind_and_gets_another_by_a_tap(sqlite_db: Database) -> None:
    async with newsroom(sqlite_db) as talk:
        preview = await talk.says(MODERATOR, "/add Hungary | warn | It will veto the package.")
        assert "New on record: Hungary" in preview.text
        assert "New: Hungary (state)" in preview.labels
        await talk.presses(MODERATOR, preview, "Save")
        assert str(found(sqlite_db, 5).speaker.kind) == "state"
        preview = await talk.says(MODERATOR, "/add Globex | promise | It will pay. | to: Péter")
        assert "New: Péter (person)" in preview.labels
        for kind in ("state", "organisation"):
            preview = await talk.presses(MODERATOR, preview, "New: Globex")
            assert f"New: Globex ({kind})" in preview.labels
        await talk.presses(MODERATOR, preview, "Save")
        recorded = found(sqlite_db, 6)
        assert [str(one.kind) for one in (recorded.speaker, *recorded.addressees)] == ["organisation", "person"]


async def test_what_says_nearly_the_same_is_shown_and_the_source_can_be_added_to_it(db: Database) -> None:
    line = (
        "/add Russia | demand | Ukraine must cede the territory. | to: Ukraine | source: Second, https://example.org/2"
    )
    async with newsroom(db) as talk:
        preview = await talk.says(MODERATOR, line)
        assert "Nearly the same is on record" in preview.text
        saved = await talk.presses(MODERATOR, preview, "add my source to 1")
        assert "kept with /s1" in saved.text
    assert db.read_now(sample_session) == 4
    assert found(db, 1).sources == (Source("Second", url="https://example.org/2"),)


async def test_the_opposite_is_shown_as_opposed_and_can_be_recorded_as_a_response(sqlite_db: Database) -> None:
    line = "/add Ukraine | reject | Ukraine must cede territory. | to: Russia | topic: territory"
    async with newsroom(sqlite_db) as talk:
        preview = await talk.says(MODERATOR, line)
        assert "The opposite is on record" in preview.text
        preview = await talk.presses(MODERATOR, preview, "It responds to 1")
        assert "In response to /s1" in preview.text
        await talk.presses(MODERATOR, preview, "Save as new")
    assert found(sqlite_db, 5).responds_to == (1,)


async def test_a_save_pressed_twice_or_delivered_twice_makes_one_statement(db: Database) -> None:
    async with newsroom(db) as talk:
        preview = await talk.says(MODERATOR, LINE)
        data = next(button.data for button in preview.last.buttons if button.label == "Save")
        update = talk.telegram.presses(MODERATOR, preview.last.message_id, data or "")
        await talk.happens(update)
        await talk.happens(update)
        again = await talk.presses(MODERATOR, preview, data=data)
        assert "Saved already as /s5" in again.toast
    assert db.read_now(sample_session) == 5


async def test_a_button_of_somebody_elses_draft_does_nothing(sqlite_db: Database) -> None:
    async with newsroom(sqlite_db) as talk:
        preview = await talk.says(MODERATOR, LINE, chat=GROUP)
        pressed = await talk.presses(OTHER_MODERATOR, preview, "Save")
        assert "somebody else" in pressed.toast
        pressed = await talk.presses(READER, preview, "Save")
        assert pressed.toast
    assert sqlite_db.read_now(sample_session) == 4


async def test_the_guided_edit_shows_what_another_changed_in_between(db: Database) -> None:
    async with newsroom(db) as talk:
        menu = await talk.says(MODERATOR, "/edit 1")
        asked = await talk.presses(MODERATOR, menu, "words")
        preview = await talk.says(MODERATOR, "Land must be given up.")
        assert asked
        await talk.says(OTHER_MODERATOR, "/edit 1 quote: give it up")
        late = await talk.presses(MODERATOR, preview, "Save")
        assert "has changed since you saw it" in late.text
        assert found(db, 1).text == "Ukraine must cede territory."
        await talk.presses(MODERATOR, late, "Save")
        assert found(db, 1).text == "Land must be given up."


async def test_the_proposals_of_an_article_are_confirmed_edited_or_dropped_one_by_one(sqlite_db: Database) -> None:
    async with newsroom(sqlite_db) as talk:
        answer: Answer = await talk.sends(MODERATOR, "article.txt", ARTICLE.read_bytes())
        assert "Preview" in answer.text
        saved, dropped = 0, 0
        while any("Save" in label for label in answer.labels) and saved + dropped < 60:
            save = next(label for label in answer.labels if label.startswith("Save"))
            verb = (
                save
                if (saved + dropped) % 2 == 0
                else next(each for each in answer.labels if each in {"Drop it", "Cancel"})
            )
            saved, dropped = saved + (verb == save), dropped + (verb != save)
            answer = await talk.presses(MODERATOR, answer, verb)
        assert saved >= 5
        assert dropped >= 4
    assert sqlite_db.read_now(sample_session) == 4 + saved


async def test_nothing_of_an_article_is_saved_unconfirmed(sqlite_db: Database) -> None:
    async with newsroom(sqlite_db) as talk:
        answer = await talk.says(MODERATOR, "/add " + ARTICLE.read_text(encoding="utf-8").replace("\n", " ")[:3500])
        dropped = await talk.presses(MODERATOR, answer, "Drop all")
        assert "Nothing was saved" in dropped.text
    assert sqlite_db.read_now(sample_session) == 4


async def test_a_line_in_between_does_not_lose_the_draft_that_was_open(sqlite_db: Database) -> None:
    async with newsroom(sqlite_db) as talk:
        asked = await talk.says(MODERATOR, "/add")
        await talk.presses(MODERATOR, asked, "Russia")
        preview = await talk.says(MODERATOR, LINE)
        back = await talk.presses(MODERATOR, preview, "Save")
        assert "On record as /s5" in back.text
        assert "by saying it" in back.text


async def test_a_suggestion_is_approved_and_its_author_told(db: Database) -> None:
    async with newsroom(db) as talk:
        preview = await talk.says(READER, "/suggest Turkey | propose | The talks should move to Ankara.")
        thanks = await talk.presses(READER, preview, "Send to the moderators")
        assert "moderators will look at it" in thanks.text
        other = await talk.says(OTHER_MODERATOR, "/queue")
        queue = await talk.says(MODERATOR, "/queue")
        assert "Rhea" in queue.text
        preview = await talk.presses(MODERATOR, queue, "Approve")
        saved = await talk.presses(MODERATOR, preview, "Save")
        assert "On record as /s5" in saved.text
        late = await talk.presses(OTHER_MODERATOR, other, "Refuse")
        assert "Mona decided on it first" in late.toast
    assert found(db, 5).text == "The talks should move to Ankara."
    [told] = db.read_now(outbox_texts)
    assert "on record as /s5" in told
    assert "Turkey | propose | The talks should move to Ankara." in told


async def test_a_suggestion_of_what_is_on_record_lends_it_its_source_and_its_author_is_told(db: Database) -> None:
    async with newsroom(db) as talk:
        line = "/suggest Russia | demand | Ukraine must cede the territory. | to: Ukraine | source: Second, https://b.org/2"
        await talk.presses(READER, await talk.says(READER, line), "Send to the moderators")
        mine, theirs = [
            await talk.presses(person, await talk.says(person, "/queue"), "Approve")
            for person in (MODERATOR, OTHER_MODERATOR)
        ]
        saved = await talk.presses(MODERATOR, mine, "add my source to 1")
        assert "/s1" in saved.text
        late = await talk.presses(OTHER_MODERATOR, theirs, "add my source to 1")
        assert "Mona decided on it first. Your draft is closed" in late.text
        assert "/s1" in late.text
        assert "Nothing waits" in (await talk.says(MODERATOR, "/queue")).text
    assert found(db, 1).sources == (Source("Second", url="https://b.org/2"),)
    [told] = db.read_now(outbox_texts)
    assert "on record as /s1" in told


async def test_a_draft_of_a_suggestion_that_somebody_else_decided_first_is_closed_and_said_so(db: Database) -> None:
    async with newsroom(db) as talk:
        for words in ("It rains.", "It snows."):
            preview = await talk.says(READER, f"/suggest Russia | claim | {words}")
            await talk.presses(READER, preview, "Send to the moderators")
        hers = await talk.presses(MODERATOR, await talk.says(MODERATOR, "/queue"), "Approve")
        his = await talk.presses(OTHER_MODERATOR, await talk.says(OTHER_MODERATOR, "/queue"), "Approve")
        await talk.presses(MODERATOR, hers, "Save")
        late = await talk.presses(OTHER_MODERATOR, his, "Save")
        assert "Mona decided on it first. Your draft is closed" in late.text
        assert "/s5" in late.text
        assert "nothing half written" in (await talk.says(OTHER_MODERATOR, "/cancel")).text
        hers = await talk.presses(MODERATOR, await talk.says(MODERATOR, "/queue"), "Approve")
        await talk.presses(OTHER_MODERATOR, await talk.says(OTHER_MODERATOR, "/queue"), "Refuse")
        late = await talk.presses(MODERATOR, hers, "Save")
        assert "decided on it first. Your draft is closed" in late.text
    assert db.read_now(lambda session: statements.find(session, 6)) is None


def outbox_texts(session: object) -> list[str]:
    from sqlmodel import Session, select

    from store.models_digests import OutboxRow

    assert isinstance(session, Session)
    return list(session.exec(select(OutboxRow.html)))


async def test_a_refused_suggestion_is_told_too_and_its_author_may_be_blocked(sqlite_db: Database) -> None:
    async with newsroom(sqlite_db) as talk:
        for _ in range(2):
            preview = await talk.says(READER, "/suggest Turkey | propose | The talks should move to Ankara.")
            await talk.presses(READER, preview, "Send to the moderators")
        queue = await talk.says(MODERATOR, "/queue")
        queue = await talk.presses(MODERATOR, queue, "Refuse")
        empty = await talk.presses(MODERATOR, queue, "Refuse and block")
        assert "Nothing waits" in empty.text
        preview = await talk.says(READER, "/suggest Turkey | propose | The talks should move to Izmir.")
        refused = await talk.presses(READER, preview, "Send to the moderators")
        assert "no longer taken" in refused.toast
    assert sqlite_db.read_now(suggestions.waiting) == 0
    assert "decided not to record" in sqlite_db.read_now(outbox_texts)[0]


async def test_suggestions_are_few_a_day(sqlite_db: Database) -> None:
    clock = Clock()
    async with newsroom(sqlite_db, clock=clock) as talk:
        for at in range(6):
            preview = await talk.says(STRANGER, f"/suggest Turkey | propose | The talks should move {at} times.")
            answer = await talk.presses(STRANGER, preview, "Send to the moderators")
            clock.skip(minutes=10)
        assert "enough for today" in answer.toast
        assert sqlite_db.read_now(suggestions.waiting) == 5


async def test_a_reader_presses_no_button_of_a_moderators_form(sqlite_db: Database) -> None:
    async with newsroom(sqlite_db) as talk:
        preview = await talk.says(MODERATOR, LINE)
        data = next(button.data for button in preview.last.buttons if button.label == "Save")
        own = await talk.says(READER, "/help")
        pressed = await talk.presses(READER, own, data=data)
        assert pressed.toast
    assert sqlite_db.read_now(sample_session) == 4


@pytest.mark.parametrize(("name", "told"), [("a.pdf", "as .txt or .html"), ("a.txt", "found nothing")])
async def test_a_file_that_is_no_article_is_answered(sqlite_db: Database, name: str, told: str) -> None:
    async with newsroom(sqlite_db) as talk:
        answer = await talk.sends(MODERATOR, name, "Nothing of anybody.")
        assert told in answer.text


async def test_a_file_is_imported_with_its_bad_rows_sent_back_and_exported_again(db: Database) -> None:
    rows = (
        '{"type": "statement", "id": "x-1", "speaker": "Russia", "act": "claim", "text": "It rains."}\n'
        '{"type": "statement", "id": "x-2", "speaker": "Russia", "act": "sing", "text": "It pours."}\n'
    )
    async with newsroom(db) as talk:
        answer = await talk.sends(MODERATOR, "more.jsonl", rows, caption="/import")
        assert "Added: 1" in answer.text
        assert "refused: 1" in answer.text
        [refused] = [said.file for said in answer.said if said.file]
        assert "2,act" in refused.decode("utf-8-sig")
        exported = await talk.says(MODERATOR, "/export")
        [content] = [said.file for said in exported.said if said.file]
        assert b'"x-1"' in content
    assert found(db, 5).text == "It rains."


async def test_a_question_nothing_answered_is_listed_and_closed(sqlite_db: Database) -> None:
    clock = Clock(Clock().now + timedelta(days=1))
    async with newsroom(sqlite_db, clock=clock) as talk:
        from store import questions

        sqlite_db.write_now(questions.unanswered, "who sold the moon?", clock())
        listed = await talk.says(MODERATOR, "/unanswered")
        assert "who sold the moon?" in listed.text
        empty = await talk.presses(MODERATOR, listed, "moon")
        assert "No question is unanswered" in empty.text
