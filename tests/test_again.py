"""Updates that Telegram delivers again, because a process died over them: what was done is told once more."""

import json
from dataclasses import replace
from typing import Any

import pytest

from store import chats, drafts, history, suggestions
from store.database import Database
from store.record import Status
from tests.conversation import MODERATOR, OTHER_MODERATOR, READER, Answer, Conversation
from tests.keeping import Ticking, found, newsroom, sample_session

ROW = {"type": "statement", "id": "r1", "speaker": "Russia", "act": "claim", "text": "It is Sunday."}
LINE = "/add Russia | promise | A new round will follow. | to: Ukraine | on: 2025-05-16 | source: https://example.org/a"


async def twice(talk: Conversation, update: dict[str, Any]) -> Answer:
    """An update that is delivered two times; what is said the second time."""
    await talk.happens(update)
    return await talk.happens(update)


async def test_a_change_is_told_with_its_button(db: Database) -> None:
    async with newsroom(db, clock=Ticking()) as talk:
        await talk.says(MODERATOR, "/edit 3 text: Another.")
        told = await twice(talk, talk.telegram.user_says(MODERATOR, "/edit 1 text: Once."))
        assert "done already" in told.text
        assert "Ukraine must cede territory." in told.text
        assert "Another" not in told.text
        assert found(db, 1).revision == 2
        undone = await talk.presses(MODERATOR, told, "Undo")
        assert "Taken back" in undone.text
        assert found(db, 1).text == "Ukraine must cede territory."


async def test_what_a_killed_process_committed_after_the_next_one_had_looked_is_told_just_so(
    db: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    def looked_too_early(*args: Any) -> chats.Visit:
        return replace(chats.visit(*args), acted_at=None)

    async with newsroom(db, clock=Ticking()) as talk:
        update = talk.telegram.user_says(MODERATOR, "/edit 1 text: Once.")
        await talk.happens(update)
        monkeypatch.setattr("handlers.context.visit", looked_too_early)
        told = await talk.happens(update)
        assert "done already" in told.text
        assert "Undo" in told.labels
        assert found(db, 1).revision == 2


async def test_a_pressed_undo_is_done_once(sqlite_db: Database) -> None:
    async with newsroom(sqlite_db, clock=Ticking()) as talk:
        await talk.says(MODERATOR, "/edit 1 text: One.")
        await talk.says(MODERATOR, "/edit 1 text: Two.")
        told = await twice(talk, talk.telegram.user_says(MODERATOR, "/undo"))
        assert "done already" in told.text
        assert "Undo" not in told.labels
    assert found(sqlite_db, 1).text == "One."


async def test_a_new_name_is_told(sqlite_db: Database) -> None:
    async with newsroom(sqlite_db, clock=Ticking()) as talk:
        told = await twice(talk, talk.telegram.user_says(MODERATOR, "/actor add Atlantis: state"))
        assert "done already" in told.text
        assert told.labels == ["Undo"]


async def test_what_only_asked_is_not_told_as_done_but_asks_again(db: Database) -> None:
    async with newsroom(db, clock=Ticking()) as talk:
        asked = await twice(talk, talk.telegram.user_says(MODERATOR, "/status 4 kept because the round took place"))
        assert "Where can the ruling" in asked.text
        assert found(db, 4).status is Status.OPEN
        told = await twice(talk, talk.telegram.user_says(MODERATOR, "A paper, https://example.org/round"))
        assert "done already" in told.text
        assert found(db, 4).status is Status.KEPT
    assert len(db.read_now(history.of, "statement", 4)) == 2


async def test_an_order_that_waits_after_anothers_change_waits_on(db: Database) -> None:
    async with newsroom(db, clock=Ticking()) as talk:
        await talk.says(OTHER_MODERATOR, "/edit 1 text: Hers.")
        asked = await twice(talk, talk.telegram.user_says(MODERATOR, "/edit 1 text: Mine."))
        assert "Nothing of yours was saved yet" in asked.text
        assert "Hers." in asked.text
        assert "Milo" in asked.text
        assert found(db, 1).text == "Hers."
        await talk.presses(MODERATOR, asked, "Save mine anyway")
        assert found(db, 1).text == "Mine."


async def test_a_draft_is_shown_where_it_stands_and_there_is_one(db: Database) -> None:
    async with newsroom(db, clock=Ticking()) as talk:
        preview = await twice(talk, talk.telegram.user_says(MODERATOR, LINE))
        assert "Save" in preview.labels
        saved = next(button.data for button in preview.last.buttons if button.label == "Save")
        told = await twice(talk, talk.telegram.presses(MODERATOR, preview.last.message_id, saved or ""))
        assert "done already" in told.text
        assert "/s5" in told.text
        assert db.read_now(drafts.of, MODERATOR.id) is None
    assert db.read_now(sample_session) == 5


async def test_a_typed_answer_is_taken_for_one_question_only(sqlite_db: Database) -> None:
    async with newsroom(sqlite_db, clock=Ticking()) as talk:
        form = await talk.says(MODERATOR, "/add")
        assert "Who" in form.text
        asked = await twice(talk, talk.telegram.user_says(MODERATOR, "Russia"))
        assert "Cancel" in " ".join(asked.labels)
    draft = sqlite_db.read_now(drafts.of, MODERATOR.id)
    assert draft is not None
    assert (draft.step, draft.fields) == ("act", {"speaker": "Russia"})


async def test_a_suggestion_is_offered_once(sqlite_db: Database) -> None:
    async with newsroom(sqlite_db, clock=Ticking()) as talk:
        preview = await talk.says(READER, "/suggest Russia | claim | It is Sunday.")
        data = next(button.data for button in preview.last.buttons if (button.data or "").endswith(":save"))
        told = await twice(talk, talk.telegram.presses(READER, preview.last.message_id, data or ""))
        assert "done already" in told.text
    assert sqlite_db.read_now(suggestions.waiting) == 1


async def test_a_file_is_imported_to_its_end_and_an_export_is_sent(db: Database) -> None:
    async with newsroom(db, clock=Ticking()) as talk:
        file = json.dumps(ROW).encode()
        told = await twice(talk, talk.telegram.user_sends(MODERATOR, "record.jsonl", file, caption="/import"))
        assert "Imported." in told.text
        assert "done already" not in told.text
        sent = await twice(talk, talk.telegram.user_says(MODERATOR, "/export"))
        assert sent.requests("sendDocument")
    assert len(db.read_now(history.of, "statement", 5)) == 1
