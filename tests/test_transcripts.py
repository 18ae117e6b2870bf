"""Conversations as people read them, in three languages: `tests/transcripts/` holds what was said.

After a change of wording, `python -m tests.test_transcripts` writes them anew; read the difference.
"""

import asyncio
import re
import tempfile
from datetime import timedelta
from itertools import count
from pathlib import Path

import pytest
from telegram import User

from bot.app import build
from bot.settings import Settings
from handlers.i18n import LANGUAGES, plain
from store import statements
from store.database import Database
from store.record import Author
from tests.conftest import NOW
from tests.conversation import Answer, Conversation, offline_telegram
from tests.scenes import WORDS, record_of, scenes

FOLDER = Path(__file__).parent / "transcripts"
PEOPLE = {"stranger": 401, "reader": 101, "moderator": 301, "admin": 301}
EVERYWHERE = {"Peace", "Watch", "Telegram", "English", "CSV", "JSON", "UTC", "Rita", "JSONL", "LD"}
TYPED = re.compile(r"^/.*$|/\w+|@\w+|https?://\S+|\[[^\]]*\.(?:png|jsonl?)\]", re.MULTILINE)
"""Commands, how `/help` says they are typed, names, addresses and files are the same in every language."""


async def transcript(db: Database, language: str, scene: str) -> str:
    """A scene as it is played: `>` before what a person does, the bot's messages, their buttons in brackets."""
    user = User(PEOPLE[scene], "Rita", False, username="rita", language_code=language)
    telegram = offline_telegram(clock=NOW.timestamp)
    telegram.chats.person(user)
    settings = Settings(owner_ids=frozenset({PEOPLE["moderator"]}))
    seconds = count()
    app = build(settings, db, request=telegram, clock=lambda: NOW + timedelta(seconds=next(seconds)))
    lines: list[str] = []
    answer = Answer()
    async with Conversation(app, telegram) as talk:
        for act in scenes(WORDS[language])[scene]:
            if pressed := re.fullmatch(r"\[(\d+)\]", act):
                under = next(said for said in reversed(answer.said) if said.buttons)
                button = under.buttons[int(pressed[1]) - 1]
                lines += [f"> [{button.label}]", ""]
                answer = await talk.presses(user, under, button.label)
            else:
                lines += [f"> {act}", ""]
                answer = await talk.says(user, act)
            lines += _shown(answer)
    return "\n".join(lines)


def _shown(answer: Answer) -> list[str]:
    lines = [answer.toast, ""] if answer.toast else []
    for said in answer.said:
        lines += [f"[{said.file_name}]"] if said.file_name else []
        lines += [said.text, *(f"[{label}]" for label in said.labels), ""]
    return lines


def recorded(db: Database, language: str) -> None:
    for draft in record_of(WORDS[language]):
        db.write_now(statements.add, draft, Author(7, "Міра"), NOW)


SCENES = [(language, scene) for language in LANGUAGES for scene in scenes(WORDS[language])]


@pytest.mark.parametrize(("language", "scene"), SCENES)
async def test_a_conversation_is_held_in_one_language(sqlite_db: Database, language: str, scene: str) -> None:
    recorded(sqlite_db, language)
    told = await transcript(sqlite_db, language, scene)
    assert re.findall(r"^> (?!\[)(.*)$", told, re.MULTILINE) == [
        act for act in scenes(WORDS[language])[scene] if act[0] != "["
    ]
    if language != "en":
        answers = re.sub(r"^> (?!\[).*$", "", told, flags=re.MULTILINE)
        assert set(re.findall(r"[A-Za-z]{2,}", TYPED.sub("", answers))) <= EVERYWHERE


@pytest.mark.parametrize(("language", "scene"), SCENES)
def test_what_was_said_is_written_down_to_be_read(language: str, scene: str) -> None:
    written = (FOLDER / f"{language}-{scene}.txt").read_text(encoding="utf-8")
    for act in scenes(WORDS[language])[scene]:
        assert act[0] == "[" or f"> {act}\n" in written, "run: python -m tests.test_transcripts"


@pytest.mark.parametrize("language", LANGUAGES)
async def test_every_question_that_a_stranger_is_offered_has_an_answer(sqlite_db: Database, language: str) -> None:
    recorded(sqlite_db, language)
    user = User(401, "Rita", False, language_code=language)
    telegram = offline_telegram(clock=NOW.timestamp)
    telegram.chats.person(user)
    async with Conversation(build(Settings(), sqlite_db, request=telegram, clock=lambda: NOW), telegram) as talk:
        hello = await talk.says(user, "/start")
        assert len(hello.labels) == 3
        for label in hello.labels:
            answer = await talk.presses(user, hello, label)
            assert plain(language, "nothing-on-record") not in answer.text, label


def write_anew() -> None:
    """Play every scene and keep what was said."""
    for language in LANGUAGES:
        for scene in scenes(WORDS[language]):
            with tempfile.TemporaryDirectory() as folder:
                db = Database(f"sqlite:///{folder}/record.db")
                db.upgrade()
                recorded(db, language)
                told = asyncio.run(transcript(db, language, scene))
                db.close()
            (FOLDER / f"{language}-{scene}.txt").write_text(told, encoding="utf-8")


if __name__ == "__main__":
    write_anew()
