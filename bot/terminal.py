"""A chat in the terminal: the same application over `OfflineTelegram`, no token, no network.

What is typed is said by a person; a number presses the button of that number. Lines that begin with a colon set the
scene: `:as moderator`, `:in channel`, `:tick 2h`; `:help` lists them.
"""

import asyncio
import re
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, TextIO

from sqlmodel import Session
from telegram import Chat, Update, User

from bot.app import build
from bot.offline import Call, OfflineTelegram
from bot.settings import Settings
from handlers.context import App
from handlers.upkeep import catch_up
from store import updates
from store.chats import meet
from store.database import Database
from store.models import ChatRow
from store.record import Chat as Person
from store.record import Role

_FIRST = (1 << 52) - 10
"""Ids that Telegram does not give away (they have at most 52 bits), so that a role here is nobody's elsewhere."""

PEOPLE = {
    "reader": User(_FIRST, "Reader", False, language_code="en"),
    "moderator": User(_FIRST + 1, "Moderator", False, language_code="en"),
    "owner": User(_FIRST + 2, "Owner", False, language_code="en"),
    "stranger": User(_FIRST + 3, "Stranger", False, language_code="en"),
}
PLACES = {
    "private": None,
    "group": Chat(-1001, Chat.SUPERGROUP, title="A group"),
    "channel": Chat(-1002, Chat.CHANNEL, title="A channel"),
}
LANGUAGES = ("en", "uk", "ru")
OK = 200
_TICK = re.compile(r"(\d{1,6})\s*(m|h|d|min|hours?|days?|minutes?)?")
HELP = """\
Type a question, a command (/help) or the number of a button.
:as reader|moderator|owner|stranger   be somebody else      :in private|group|channel   be somewhere else
:speak en|uk|ru                       your Telegram's language
:tick 2h                              let time pass (m, h, d), so that digests fall due
:quit                                 leave (so does the end of input)"""


class Clock:
    """The moment it is, plus what was skipped."""

    def __init__(self) -> None:
        self.skipped = timedelta()

    def __call__(self) -> datetime:
        return datetime.now(UTC) + self.skipped


@dataclass
class Scene:
    """Who is at the keyboard, where, and the buttons on the screen: message number and callback data of each."""

    person: User = PEOPLE["reader"]
    place: Chat | None = None
    buttons: list[tuple[Chat | None, int, str]] = field(default_factory=list)


class Terminal:
    """Feeds lines to the application and prints what it sends."""

    def __init__(self, app: App, telegram: OfflineTelegram, clock: Clock, out: TextIO) -> None:
        self._app, self._telegram, self._clock, self._out = app, telegram, clock, out
        self._scene = Scene()
        telegram.listeners.append(self._show)

    async def hear(self, line: str) -> bool:
        """Do what a line says; False when it says to leave."""
        words = line.strip()
        if words.startswith(":"):
            return await self._command(words[1:].split())
        if not words:
            return True
        scene = self._scene
        if words.isdecimal() and 1 <= int(words) <= len(scene.buttons):
            chat, message, data = scene.buttons[int(words) - 1]
            update = self._telegram.presses(scene.person, message, data, chat=chat)
        else:
            update = self._telegram.user_says(scene.person, words, chat=scene.place)
        await self._happens(update)
        return True

    async def _happens(self, update: dict[str, Any]) -> None:
        self._telegram.inbox.take(update)
        parsed = Update.de_json(update, self._app.bot)
        self._scene.buttons = []
        await self._app.process_update(parsed)

    async def _command(self, words: list[str]) -> bool:
        name, argument = (words[0] if words else "help"), " ".join(words[1:])
        if name in {"quit", "q", "exit"}:
            return False
        actions: dict[str, Callable[[str], bool]] = {"as": self._be, "in": self._go, "speak": self._speak}
        if name in actions and actions[name](argument):
            self._print(f"({self._scene.person.first_name}, {argument or name})")
        elif name == "tick" and (skipped := _duration(argument)):
            await self._tick(skipped)
        else:
            self._print(HELP)
        return True

    def _be(self, who: str) -> bool:
        if who not in PEOPLE:
            return False
        language = self._scene.person.language_code
        self._scene.person = _speaking(PEOPLE[who], language or "en")
        self._scene.buttons = []
        return True

    def _go(self, where: str) -> bool:
        if where not in PLACES:
            return False
        self._scene.place = PLACES[where]
        return True

    def _speak(self, language: str) -> bool:
        if language not in LANGUAGES:
            return False
        self._scene.person = _speaking(self._scene.person, language)
        return True

    async def _tick(self, skipped: timedelta) -> None:
        """Let time pass and everything that is due by then happen."""
        self._clock.skipped += skipped
        self._print(f"({self._clock():%a %d %b %Y, %H:%M} UTC)")
        queue = self._app.job_queue
        for job in queue.jobs() if queue else ():
            await job.run(self._app)

    def _show(self, call: Call) -> None:
        """Print what the bot sends, as a reader sees it."""
        result = call.answer.get("result")
        if call.method == "answerCallbackQuery" and call.params.get("text"):
            self._print(f"[{call.params['text']}]")
        if call.method == "answerCallbackQuery" and call.params.get("url"):
            self._print(f"(opens {call.params['url']})")
        if call.method == "setMessageReaction" and call.status == OK:
            self._print(f"({' '.join(one['emoji'] for one in call.params['reaction'])})")
        if not isinstance(result, dict) or "message_id" not in result or call.method == "editMessageReplyMarkup":
            return  # buttons that went: a terminal cannot show it
        private, theirs = result["chat"]["type"] == "private", result["chat"]["id"] != self._scene.person.id
        place = result["chat"].get("title") or result["chat"].get("first_name")
        self._print((f"({place}) " if theirs else "") + linked(result))
        for file in ("photo", "document"):
            if file in result:
                self._print(f"[{file}]")
        if not (private and theirs):  # nobody presses buttons in somebody else's chat
            self._buttons(result)

    def _buttons(self, message: dict[str, Any]) -> None:
        private = message["chat"]["type"] == "private"
        chat = None if private else Chat(message["chat"]["id"], message["chat"]["type"], message["chat"].get("title"))
        for row in message.get("reply_markup", {}).get("inline_keyboard", []):
            shown = []
            for button in row:
                if "callback_data" in button:
                    self._scene.buttons.append((chat, message["message_id"], button["callback_data"]))
                    shown.append(f"[{len(self._scene.buttons)}] {button['text']}")
                elif "url" in button:
                    shown.append(f"{button['text']}: {button['url']}")
            if shown:
                self._print("  " + "   ".join(shown))

    def _print(self, text: str) -> None:
        self._out.write(text + "\n")
        self._out.flush()


def linked(message: dict[str, Any]) -> str:
    """A message's text with the addresses of its links behind them."""
    text = message.get("text") or message.get("caption") or ""
    units = text.encode("utf-16-le")
    for entity in sorted(message.get("entities", []), key=lambda found: -found["offset"]):
        if entity["type"] == "text_link":
            end = 2 * (entity["offset"] + entity["length"])
            units = units[:end] + f" <{entity['url']}>".encode("utf-16-le") + units[end:]
    return units.decode("utf-16-le")


def _speaking(person: User, language: str) -> User:
    return User(person.id, person.first_name, False, language_code=language)


def _duration(text: str) -> timedelta | None:
    match = _TICK.fullmatch(text.strip())
    if match is None:
        return None
    unit = (match[2] or "m")[0]
    return timedelta(**{{"m": "minutes", "h": "hours", "d": "days"}[unit]: int(match[1])})


def run(settings: Settings, db: Database, *, source: TextIO = sys.stdin, out: TextIO = sys.stdout) -> None:
    """Chat until the input ends. The owner and the moderator of the scene have their roles here only."""
    settings = settings.model_copy(update={"owner_ids": settings.owner_ids | {PEOPLE["owner"].id}})
    catch_up(db)
    db.write_now(_appoint, PEOPLE["moderator"], datetime.now(UTC))
    asyncio.run(_chat(settings, db, source, out))


def _appoint(session: Session, person: User, now: datetime) -> None:
    """Make the scene's moderator one; the id is nobody's, so nobody else is."""
    meet(session, Person(person.id, "private", person.full_name), now)
    session.flush()
    session.get_one(ChatRow, person.id).role = Role.MODERATOR


async def _chat(settings: Settings, db: Database, source: TextIO, out: TextIO) -> None:
    clock = Clock()
    telegram = OfflineTelegram(clock=lambda: clock().timestamp())
    telegram.inbox.go_on_after(db.read_now(updates.newest))
    app = build(settings, db, request=telegram, clock=clock)
    async with app:
        await app.start()
        assert app.job_queue is not None
        app.job_queue.scheduler.pause()  # here time passes when it is told to
        terminal = Terminal(app, telegram, clock, out)
        for place in PLACES.values():
            if place is not None:
                telegram.chats.join(place, None, "administrator")
                telegram.chats.join(place, PEOPLE["owner"], "creator")
        if source.isatty():
            out.write("On Record, in the terminal. Ask something, or :help; end with Ctrl-D.\n")
        try:
            await _read(terminal, source, out)
        finally:
            await app.stop()


async def _read(terminal: Terminal, source: TextIO, out: TextIO) -> None:
    going = True
    while going:
        if source.isatty():
            out.write("\n> ")
            out.flush()
        line = await asyncio.to_thread(source.readline)
        going = bool(line) and await terminal.hear(line)
