"""Conversations as people read them, in three languages, word for word: `tests/transcripts/` holds what was said.

After a change of wording or of what is found, `python -m tests.test_transcripts` writes them anew; read the difference:
it is what people will read.
"""

import asyncio
import re
import tempfile
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
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
from tests.conversation import CHANNEL, GROUP, Answer, Conversation, Said, offline_telegram
from tests.scenes import WORDS, record_of, scenes

FOLDER = Path(__file__).parent / "transcripts"
ANEW = "run: python -m tests.test_transcripts"
OWNER, READER, STRANGER = 301, 101, 401
PEOPLE = {"empty": OWNER, "stranger": STRANGER, "reader": READER, "moderator": OWNER, "admin": OWNER, "group": OWNER}
PLACES = {"group": GROUP, "channel": CHANNEL}
EVERYWHERE = {"Peace", "Watch", "Newsroom", "Telegram", "English", "CSV", "JSON", "UTC", "Rita", "JSONL", "LD"}
TYPED = re.compile(r"^/.*$|/\w+|@\w+|https?://\S+|\[[^\]]*\.(?:png|jsonl?)\]", re.MULTILINE)
"""Commands, how `/help` says they are typed, names, addresses and files are the same in every language."""


class Clock:
    """Every look at it is a second later."""

    def __init__(self) -> None:
        self._seconds = count()

    def __call__(self) -> datetime:
        return NOW + timedelta(seconds=next(self._seconds))


@dataclass
class Scene:
    """A scene as it is played: who does what where, and what has been told of it so far."""

    talk: Conversation
    user: User
    language: str
    answer: Answer = field(default_factory=Answer)
    lines: list[str] = field(default_factory=list)
    last: dict[int, int] = field(default_factory=dict)
    """By chat, the message that was said last."""

    async def plays(self, act: str) -> None:
        """One line of the scene, and what it brings."""
        if pressed := re.fullmatch(r"\[(\d+)\]", act):
            under = next(said for said in reversed(self.answer.said) if said.buttons)
            button = under.buttons[int(pressed[1]) - 1]
            self.tells([f"> [{button.label}]", ""], await self.talk.presses(self.user, under, button.label))
        elif act == "~":
            self.tells(["…", ""], await self.talk.tick("delivery"))
        elif act.startswith("? "):
            self.tells([f"> @onrecord_bot {act[2:]}", ""], await self.talk.asks_inline(self.user, act[2:]))
        else:
            self.tells([f"> {act}", ""], await self._says(act))

    async def _says(self, act: str) -> Answer:
        place, _, words = act.removeprefix("@").partition(" ") if act[0] == "@" else ("", "", act)
        chat = PLACES.get(place)
        if chat is not None and words == "+":
            self.talk.telegram.changes_bot(self.user, "left", chat=chat)
            status = "administrator" if chat is CHANNEL else "member"
            return await self.talk.happens(self.talk.telegram.changes_bot(self.user, status, chat=chat))
        to = self.last[chat.id] if chat is not None and words.startswith("^ ") else None
        update = self.talk.telegram.user_says(self.user, words.removeprefix("^ "), chat=chat, reply_to=to)
        self.last[(chat or self.user).id] = update["message"]["message_id"]
        return await self.talk.happens(update)

    def tells(self, lines: list[str], answer: Answer) -> None:
        said = [one for one in answer.said if one.text != plain(self.language, "still-looking")]  # on a slow machine
        answer = replace(answer, said=said)
        self.answer = answer if said else Answer([*self.answer.said], answer.calls)
        self.last |= {one.chat_id: one.message_id for one in said}
        self.lines += lines + [line for one in said for line in self._shown(one)]
        for call in answer.requests("answerCallbackQuery"):
            self.lines += [f"({call.params['text']})", ""] if "text" in call.params else []
            self.lines += [f"({call.params['url']})", ""] if "url" in call.params else []
        for call in answer.requests("answerInlineQuery"):
            for result in call.params["results"]:
                self.lines += [f"· {result['title']}", f"  {result['description']}"]
            self.lines += [f"[{call.params['button']['text']}]", ""]
        self.lines += [line for emoji in answer.reactions for line in (f"({emoji})", "")]

    def _shown(self, said: Said) -> list[str]:
        where = (
            "" if said.chat_id == self.user.id else f"({self.talk.telegram.chats.chats[said.chat_id].chat['title']}) "
        )
        lines = [f"[{said.file_name}]"] if said.file_name else []
        return [*lines, where + said.text, *(f"[{label}]" for label in said.labels), ""]


async def transcript(db: Database, language: str, scene: str) -> str:
    """A scene as it is played: `>` before what a person does, the bot's messages, their buttons in brackets."""
    if scene != "empty":
        recorded(db, language)
    user = User(PEOPLE[scene], "Rita", False, username="rita", language_code=language)
    telegram = offline_telegram(clock=NOW.timestamp)
    telegram.chats.person(user)
    settings = Settings(owner_ids=frozenset({OWNER}))
    async with Conversation(build(settings, db, request=telegram, clock=Clock()), telegram) as talk:
        played = Scene(talk, user, language)
        for act in scenes(WORDS[language])[scene]:
            await played.plays(act)
    return "\n".join(played.lines)


def recorded(db: Database, language: str) -> None:
    for draft in record_of(WORDS[language]):
        db.write_now(statements.add, draft, Author(7, "Міра"), NOW)


SCENES = [(language, scene) for language in LANGUAGES for scene in scenes(WORDS[language])]


@pytest.mark.parametrize(("language", "scene"), SCENES)
async def test_a_conversation_is_what_is_written_down_word_for_word(
    sqlite_db: Database, language: str, scene: str
) -> None:
    written = (FOLDER / f"{language}-{scene}.txt").read_text(encoding="utf-8")
    assert await transcript(sqlite_db, language, scene) == written, ANEW


@pytest.mark.parametrize(("language", "scene"), [(language, scene) for language, scene in SCENES if language != "en"])
def test_a_conversation_is_held_in_one_language(language: str, scene: str) -> None:
    written = (FOLDER / f"{language}-{scene}.txt").read_text(encoding="utf-8")
    answers = re.sub(r"^> (?!\[).*$", "", written, flags=re.MULTILINE)
    assert set(re.findall(r"[A-Za-z]{2,}", TYPED.sub("", answers))) <= EVERYWHERE


def test_no_transcript_is_left_of_a_scene_that_is_gone() -> None:
    assert {path.stem for path in FOLDER.glob("*.txt")} == {f"{language}-{scene}" for language, scene in SCENES}


@pytest.mark.parametrize("language", LANGUAGES)
async def test_every_question_that_a_stranger_is_offered_has_an_answer(sqlite_db: Database, language: str) -> None:
    recorded(sqlite_db, language)
    user = User(STRANGER, "Rita", False, language_code=language)
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
    for language, scene in SCENES:
        with tempfile.TemporaryDirectory() as folder:
            db = Database(f"sqlite:///{folder}/record.db")
            db.upgrade()
            told = asyncio.run(transcript(db, language, scene))
            db.close()
        (FOLDER / f"{language}-{scene}.txt").write_text(told, encoding="utf-8")


if __name__ == "__main__":
    write_anew()
