"""What Telegram can do to be quiet and tidy: signs instead of words, no dead buttons, a word when it takes long."""

import asyncio
from typing import Any

import pytest

from handlers import ask, waiting
from store.database import Database
from tests.conversation import (
    FORUM,
    GROUP,
    MODERATOR,
    OTHER_MODERATOR,
    OTHER_READER,
    OWNER,
    READER,
    TOPIC,
    Conversation,
)
from tests.keeping import newsroom

CLAIM = "Russia says it will not leave the talks."


def shown(talk: Conversation, chat: int, message: int) -> list[str]:
    """The buttons that a message has now."""
    rows = talk.telegram.chats.chats[chat].posts[message].message.get("reply_markup", {}).get("inline_keyboard", [])
    return [button["text"] for row in rows for button in row]


async def test_a_name_given_in_a_group_is_acknowledged_by_a_sign(sqlite_db: Database) -> None:
    async with newsroom(sqlite_db) as talk:
        done = await talk.says(MODERATOR, "/topic alias ceasefire: lull", chat=GROUP)
        assert (done.reactions, done.text) == (["👍"], "")
        assert "lull" in (await talk.says(MODERATOR, "/topic ceasefire", chat=GROUP)).text


async def test_where_no_reaction_is_allowed_words_say_it(sqlite_db: Database) -> None:
    async with newsroom(sqlite_db) as talk:
        talk.telegram.chats.chat(GROUP).reactions_allowed = frozenset()
        done = await talk.says(MODERATOR, "/topic alias ceasefire: lull", chat=GROUP)
        assert "Done" in done.text
        assert [call.answer["description"] for call in done.refused] == ["Bad Request: REACTION_INVALID"]


async def test_a_suggestion_is_taken_in_a_group_by_a_sign_that_changes_once_it_is_on_record(
    sqlite_db: Database,
) -> None:
    async with newsroom(sqlite_db) as talk:
        said = talk.telegram.user_says(OTHER_READER, CLAIM, chat=GROUP)["message"]["message_id"]
        offered = await talk.says(READER, "/suggest", chat=GROUP, reply_to=said)
        assert (offered.reactions, offered.text) == (["👀"], "")
        asked = await talk.says(MODERATOR, "/queue")
        assert CLAIM in asked.text
        asked = await talk.presses(MODERATOR, asked, "Approve")
        asked = await talk.presses(MODERATOR, asked, "Russia")
        asked = await talk.presses(MODERATOR, asked, "promise")
        asked = await talk.says(MODERATOR, "Russia will stay in the talks.")
        while "Skip" in asked.labels:
            asked = await talk.presses(MODERATOR, asked, "Skip")
        saved = await talk.presses(MODERATOR, asked, "Save")
        assert saved.reactions == ["✍"]
        assert talk.telegram.chats.chat(GROUP).reactions[said][0]["emoji"] == "✍"


async def test_suggesting_nothing_in_a_group_says_how(sqlite_db: Database) -> None:
    async with newsroom(sqlite_db) as talk:
        assert "reply with /suggest" in (await talk.says(READER, "/suggest", chat=GROUP)).text
        assert "👀" in (await talk.says(READER, "/suggest Russia | claim | It rains.", chat=GROUP)).reactions


async def test_whoever_telegram_hides_is_told_so_wherever_they_suggest(sqlite_db: Database) -> None:
    async with newsroom(sqlite_db) as talk:
        offered = await talk.says(OWNER, "/suggest Russia | claim | It rains.", chat=GROUP, anonymous=True)
        assert "cannot see who you are" in offered.text
        nobody = talk.telegram.user_says(READER, "/suggest")
        nobody["message"]["sender_chat"] = {"id": READER.id, "type": "private"}
        assert "cannot see who you are" in (await talk.happens(nobody)).text


async def test_thanks_in_a_group_get_no_speech(sqlite_db: Database) -> None:
    async with newsroom(sqlite_db) as talk:
        answer = await talk.says(READER, "/ask who demanded a ceasefire", chat=GROUP)
        thanked = await talk.says(READER, "thanks", chat=GROUP, reply_to=answer)
        assert (thanked.reactions, thanked.text) == (["👌"], "")
        assert "Hello" in (await talk.says(READER, "hello")).text


async def test_a_typed_answer_takes_the_questions_buttons_away(sqlite_db: Database) -> None:
    async with newsroom(sqlite_db) as talk:
        asked = await talk.says(MODERATOR, "/add")
        assert not (await talk.says(MODERATOR, "/open")).tidied
        following = await talk.says(MODERATOR, "Russia")
        assert following.tidied == [asked.last.message_id]
        assert not shown(talk, MODERATOR.id, asked.last.message_id)
        gone = await talk.says(MODERATOR, "/cancel")
        assert gone.tidied == [following.last.message_id]
        assert not (await talk.says(MODERATOR, "/add")).tidied


async def test_a_source_that_is_typed_takes_the_rulings_buttons_away(sqlite_db: Database) -> None:
    async with newsroom(sqlite_db) as talk:
        asked = await talk.says(MODERATOR, "/status 1 accepted because both signed")
        done = await talk.says(MODERATOR, "Peace treaty, https://example.org/treaty")
        assert done.tidied == [asked.last.message_id]
        assert done.labels == ["Undo"]


async def test_only_the_last_change_can_be_undone_and_only_it_has_the_button(sqlite_db: Database) -> None:
    async with newsroom(sqlite_db) as talk:
        first = await talk.says(MODERATOR, "/edit 1 quote: Out.")
        second = await talk.says(MODERATOR, "/edit 2 quote: In.")
        assert second.tidied == [first.last.message_id]
        assert (await talk.says(MODERATOR, "/undo")).tidied == [second.last.message_id]


async def test_a_button_that_has_outlived_its_target_says_so_and_goes(sqlite_db: Database) -> None:
    async with newsroom(sqlite_db) as talk:
        answer = await talk.says(READER, "who demanded a ceasefire")
        noted = await talk.presses(READER, answer, "Not what I asked")
        assert "moderators will see" in noted.toast
        assert shown(talk, READER.id, answer.last.message_id) == [each for each in answer.labels if each[:3] != "Not"]
        page = next(each.data for each in answer.last.buttons if each.label == "Follow") or ""
        await talk.presses(READER, await talk.says(READER, "/forgetme"), "Delete it")
        pressed = await talk.presses(READER, answer, "Follow")
        assert "out of date" in pressed.toast
        assert "Follow" not in shown(talk, READER.id, answer.last.message_id)
        assert "Timeline" in shown(talk, READER.id, answer.last.message_id)
        assert "out of date" in (await talk.presses(READER, answer, data=page)).toast


async def test_somebody_elses_button_is_left_to_them(sqlite_db: Database) -> None:
    async with newsroom(sqlite_db) as talk:
        preview = await talk.says(MODERATOR, "/add Russia | claim | It rains in Kyiv.", chat=GROUP)
        pressed = await talk.presses(OTHER_MODERATOR, preview, "Save")
        assert "somebody else" in pressed.toast
        assert "On record" in (await talk.presses(MODERATOR, preview, "Save")).text


async def test_a_decided_suggestion_makes_room_for_the_next(sqlite_db: Database) -> None:
    async with newsroom(sqlite_db) as talk:
        for words in ("It rains.", "It snows."):
            await talk.says(READER, f"/suggest Russia | claim | {words}", chat=GROUP)
        hers = await talk.says(MODERATOR, "/queue")
        his = await talk.says(OTHER_MODERATOR, "/queue")
        await talk.presses(MODERATOR, hers, "Refuse")
        late = await talk.presses(OTHER_MODERATOR, his, "Refuse")
        assert "Mona decided on it first" in late.toast
        assert "It snows." in late.text


async def test_to_follow_from_a_group_leads_into_the_private_chat(sqlite_db: Database) -> None:
    async with newsroom(sqlite_db) as talk:
        answer = await talk.says(READER, "/ask who demanded a ceasefire", chat=GROUP)
        for under in (answer, await talk.says(READER, "/s1", chat=GROUP)):
            pressed = await talk.presses(OTHER_READER, under, "Follow")
            link = pressed.requests("answerCallbackQuery")[0].params["url"]
            assert link.startswith("https://t.me/onrecord_bot?start=follow_")
            offered = await talk.says(OTHER_READER, f"/start {link.partition('=')[2]}")
            assert "Одразу" in offered.labels
        crafted = await talk.says(READER, f"/start {link.partition('=')[2]}".replace("_s1", "_q1"))
        assert "Follow" not in crafted.text


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every answer takes longer than what is patience here."""
    monkeypatch.setattr(waiting, "TYPING_AFTER", 0.01)
    monkeypatch.setattr(waiting, "SAID_AFTER", 0.03)


def read_slowly(db: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    read = db.read

    async def slow_read(*args: Any) -> Any:
        await asyncio.sleep(0.05)
        return await read(*args)

    monkeypatch.setattr(db, "read", slow_read)


@pytest.mark.usefixtures("slow")
async def test_an_answer_that_takes_long_says_so_and_takes_that_place(
    sqlite_db: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with newsroom(sqlite_db) as talk:
        quick = await talk.says(READER, "/language")
        told = len(talk.telegram.calls)
        read_slowly(talk.app.bot_data["tools"].db, monkeypatch)
        answer = await talk.says(READER, "/ask who demanded a ceasefire", chat=FORUM, thread_id=TOPIC)
        first, *_, last = answer.said
        assert (first.text, first.edited) == ("Still looking …", False)
        assert (last.message_id, last.edited) == (first.message_id, True)
        assert "One speaker" in last.text
        assert "Follow" in last.labels
        assert (first.thread_id, first.reply_to) == (TOPIC, last.reply_to)
        assert first.reply_to is not None
        assert [call.params["message_thread_id"] for call in answer.requests("sendChatAction")] == [TOPIC]
        picture = await talk.says(READER, "/chart")
        deleted = picture.requests("deleteMessage")[0].params["message_id"]
        assert (picture.said[0].message_id, picture.said[0].text) == (deleted, "Still looking …")
        assert picture.last.file_name == "matrix.png"
    assert quick.text
    assert not [call for call in talk.telegram.calls[:told] if call.params.get("text") == "Still looking …"]


@pytest.mark.usefixtures("slow")
async def test_where_many_wait_at_once_nobody_gets_more_messages_for_it(
    sqlite_db: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with newsroom(sqlite_db) as talk:
        await talk.says(READER, "/language")
        tools = talk.app.bot_data["tools"]
        read_slowly(tools.db, monkeypatch)
        others = {object() for _ in range(waiting.SHOWN_AT_ONCE + 1)}
        tools.waiting.update(others)
        answer = await talk.says(READER, "/ask who demanded a ceasefire", chat=FORUM, thread_id=TOPIC)
        assert [said.text.splitlines()[0] for said in answer.said] == ["One speaker is on record with this."]
        assert not answer.requests("sendChatAction")
        tools.waiting.difference_update(others)
        answer = await talk.says(READER, "/ask who demanded a ceasefire", chat=FORUM, thread_id=TOPIC)
        assert answer.said[0].text == "Still looking …"


@pytest.mark.usefixtures("slow")
async def test_when_the_work_fails_nothing_is_left_waiting(
    sqlite_db: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with newsroom(sqlite_db, raises=(RuntimeError,)) as talk:
        await talk.says(READER, "/language")

        async def broken(*_: Any) -> Any:
            await asyncio.sleep(0.08)
            raise RuntimeError("broken")

        monkeypatch.setattr(ask, "tell", broken)
        answer = await talk.says(READER, "/ask who demanded a ceasefire", chat=FORUM, thread_id=TOPIC)
        assert [said.text.split(".")[0] for said in answer.said] == [
            "Still looking …",
            "Something went wrong on our side",
        ]
        assert answer.last.thread_id == TOPIC
        assert answer.requests("deleteMessage")[0].params["message_id"] == answer.said[0].message_id


async def test_what_a_message_in_a_group_asked_is_answered_by_a_reply(sqlite_db: Database) -> None:
    async with newsroom(sqlite_db) as talk:
        asked = await talk.says(MODERATOR, "/status 1 accepted because both signed", chat=GROUP)
        others = await talk.says(
            OTHER_MODERATOR, "Peace treaty, https://example.org/treaty", chat=GROUP, reply_to=asked
        )
        assert "accepted" not in others.text
        done = await talk.says(MODERATOR, "Peace treaty, https://example.org/treaty", chat=GROUP, reply_to=asked)
        assert "Status: accepted" in done.text
        assert done.tidied == [asked.last.message_id]
        preview = await talk.says(MODERATOR, "/add Russia | claim | It rains in Kyiv.", chat=GROUP)
        which = await talk.presses(MODERATOR, preview, "Edit")
        asked = await talk.presses(MODERATOR, which, "words")
        again = await talk.says(MODERATOR, "It snows in Kyiv.", chat=GROUP, reply_to=asked)
        assert "It snows in Kyiv." in again.text
        assert "Save" in again.labels


async def test_the_other_form_of_a_picture_takes_its_place(sqlite_db: Database) -> None:
    async with newsroom(sqlite_db) as talk:
        matrix = await talk.says(READER, "/chart ceasefire", chat=GROUP)
        timeline = await talk.presses(READER, matrix, "As a timeline")
        assert [said.message_id for said in timeline.said] == [matrix.last.message_id]
        assert (timeline.last.edited, timeline.last.file_name) == (True, "timeline.png")
        assert timeline.text.startswith("ceasefire: what was said")
        talk.telegram.user_deletes(matrix.last.message_id, GROUP)
        anew = await talk.presses(READER, timeline, data="picture:matrix:all:0")
        assert (anew.last.edited, anew.last.file_name) == (False, "matrix.png")
