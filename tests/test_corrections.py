"""Corrections travel: what the bot has said is said anew when the record changes, as people see it."""

from datetime import timedelta

from sqlmodel import Session, select

from handlers.corrections import ANSWERS_FOR
from store import posts
from store.database import Database
from store.models_keeping import PostRow
from store.record import Act, Draft
from tests.conversation import GROUP, MODERATOR, OTHER_MODERATOR, READER, Answer
from tests.keeping import RECORD, Clock, newsroom

PEACE = Draft("Belarus", Act.DEMAND, "A ceasefire must come at once.", "k-5", ("Russia",), ("ceasefire",))
QUESTION = "Who demanded a ceasefire?"


def shown(told: Answer, asked: Answer) -> str:
    """What stands in the message of the first answer after the second."""
    place = (asked.last.chat_id, asked.last.message_id)
    [said] = [said for said in told.said if (said.chat_id, said.message_id) == place]
    assert said.edited
    return said.text


async def test_an_answer_shows_an_edit_of_any_of_its_statements(db: Database) -> None:
    async with newsroom(db, drafts=(*RECORD, PEACE)) as talk:
        asked = await talk.says(READER, QUESTION)
        assert "2 speakers" in asked.text
        told = await talk.says(MODERATOR, "/edit 5 quote: At once, and everywhere.")
        text = shown(told, asked)
        assert "At once, and everywhere." in text
        assert "A ceasefire comes first." in text, "the other statement stays"
        assert "Corrected on 1 June 2025" in text
        assert talk.telegram.chats.chats[READER.id].posts[asked.last.message_id].message["reply_markup"]


async def test_an_answer_takes_back_what_was_retracted_and_says_it_again_when_that_is_put_back(db: Database) -> None:
    async with newsroom(db, drafts=(*RECORD, PEACE)) as talk:
        asked = await talk.says(READER, QUESTION)
        text = shown(await talk.says(MODERATOR, "/retract 5 because it was a hoax"), asked)
        assert "at once" not in text
        assert "One speaker" in text
        assert "/s5 was retracted: it was a hoax" in text
        text = shown(await talk.says(MODERATOR, "/restore 5"), asked)
        assert "A ceasefire must come at once." in text
        assert "retracted" not in text


async def test_an_answer_whose_only_statement_was_retracted_says_that_nothing_answers(db: Database) -> None:
    async with newsroom(db) as talk:
        asked = await talk.says(READER, "What did Turkey promise?")
        text = shown(await talk.says(MODERATOR, "/retract 4 because it was a hoax"), asked)
        assert "Nothing on record answers that." in text
        assert "/s4 was retracted: it was a hoax" in text


async def test_an_answer_shows_a_ruling(db: Database) -> None:
    async with newsroom(db, drafts=(*RECORD, PEACE)) as talk:
        asked = await talk.says(READER, QUESTION)
        told = await talk.says(
            MODERATOR, "/status 5 fulfilled because the guns are silent source: https://example.org/1"
        )
        assert "fulfilled" in shown(told, asked)


async def test_an_answer_in_a_group_is_corrected_there(sqlite_db: Database) -> None:
    async with newsroom(sqlite_db, drafts=(*RECORD, PEACE)) as talk:
        asked = await talk.says(READER, f"/ask {QUESTION}", chat=GROUP)
        told = await talk.says(MODERATOR, "/edit 3 text: A truce comes first.")
        assert "A truce comes first." in shown(told, asked)
        assert told.to(GROUP)


async def test_an_answer_that_would_say_the_same_is_left_alone(sqlite_db: Database) -> None:
    async with newsroom(sqlite_db, drafts=(*RECORD, PEACE)) as talk:
        await talk.says(READER, QUESTION)
        told = await talk.says(
            MODERATOR, "/add Turkey | reject | Not yet. | to: Belarus | on: 2025-05-17 | responds: 5"
        )
        saved = await talk.presses(MODERATOR, told, "Save")
        assert not saved.to(READER), "the demand was not addressed to Turkey: it stands where it stood"
        assert sqlite_db.read_now(posts.stale) == []


async def test_an_answer_of_two_days_ago_stays_as_it_is(sqlite_db: Database) -> None:
    clock = Clock()
    async with newsroom(sqlite_db, drafts=(*RECORD, PEACE), clock=clock) as talk:
        await talk.says(READER, QUESTION)
        clock.now += ANSWERS_FOR + timedelta(minutes=1)
        told = await talk.says(MODERATOR, "/retract 5 because it was a hoax")
        assert not told.to(READER)
        assert sqlite_db.read_now(posts.stale) == []


async def test_the_page_that_was_leafed_to_is_what_is_corrected(sqlite_db: Database) -> None:
    many = tuple(
        Draft(f"Country {name}", Act.DEMAND, f"A ceasefire must last, says {name}.", f"m-{name}", (), ("ceasefire",))
        for name in ("Alba", "Borealia", "Corvia", "Dorne", "Elbonia", "Florin", "Guilder")
    )
    async with newsroom(sqlite_db, drafts=many) as talk:
        asked = await talk.says(READER, QUESTION)
        leafed = await talk.presses(READER, asked, "6–7")
        number = next(n for n in range(1, 8) if f"/s{n}\n" in leafed.text + "\n")
        text = shown(await talk.says(MODERATOR, f"/edit {number} quote: It must last."), asked)
        assert "It must last." in text
        assert text.count("/s") == leafed.text.count("/s")


async def test_a_moderator_has_seen_all_the_statements_of_an_answer(db: Database) -> None:
    async with newsroom(db, drafts=(*RECORD, PEACE)) as talk:
        await talk.says(OTHER_MODERATOR, "/edit 3 quote: First of all.")
        waits = await talk.says(MODERATOR, "/edit 3 text: A truce comes first.")
        assert "Milo" in waits.text, "Milo's change is news to Mona"
        await talk.says(OTHER_MODERATOR, "/edit 5 quote: At once.")
        await talk.says(MODERATOR, QUESTION)
        assert "Milo" not in (await talk.says(MODERATOR, "/edit 5 text: A ceasefire must come now.")).text


async def test_old_answers_are_forgotten_and_cards_are_not(sqlite_db: Database) -> None:
    clock = Clock()
    async with newsroom(sqlite_db, clock=clock) as talk:
        await talk.says(READER, QUESTION)
        await talk.says(READER, "/s1")
        clock.now += ANSWERS_FOR + timedelta(minutes=1)
        await talk.tick("tidy")
        assert sqlite_db.read_now(kinds) == {"card"}


def kinds(session: Session) -> set[str]:
    return set(session.exec(select(PostRow.kind)))
