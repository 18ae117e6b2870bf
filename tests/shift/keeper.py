"""A moderator at a phone: gives orders, notes what the bot confirmed, and asks again when it is silent."""

import random
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from telegram import User

from handlers.i18n import plain
from store.record import Act
from tests.shift.phone import Heard, Phone

SPEAKERS = ("Russia", "Ukraine", "Turkey", "Volodymyr Zelenskiy")
TOPICS = ("territory", "ceasefire", "talks")
WORDS = (
    "harbour", "grain", "prisoners", "border", "pipeline", "sanctions", "children", "embassy",
    "airspace", "railway", "reactor", "minerals", "elections", "sailors", "archive",
)  # fmt: skip
PATIENCE = 12
"""Times that somebody asks again before they give up."""

_ON_RECORD = re.compile(r"(?:On record as|already as|Corrected:|kept with) /s(\d+)")
_ASKED = ("speaker", "act", "text", "quote", "addressee", "topics", "said_on", "source")

Key = tuple[int, str, str]
"""Who did what to which statement or name."""


@dataclass
class Board:
    """What the people of a shift know together: the numbers on record, what was confirmed, what is in doubt.

    `entries` are those entries of the log that a button under a confirmation names; `wanted` is what was to be on
    record under the number it was confirmed as, `acts` are the acts of statements where somebody knows them. `lost` are
    drafts that were begun and could not be found or finished.
    """

    numbers: list[int]
    confirmed: list[Key] = field(default_factory=list)
    entries: dict[int, Key] = field(default_factory=dict)
    doubtful: Counter[Key] = field(default_factory=Counter)
    wanted: dict[int, Mapping[str, Any]] = field(default_factory=dict)
    acts: dict[int, str] = field(default_factory=dict)
    retracted: list[int] = field(default_factory=list)
    ruled: list[int] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)


class Keeper:
    """Somebody who keeps the record, in English."""

    def __init__(self, phone: Phone, user: User, board: Board, seed: int) -> None:
        self.phone, self.user, self.board = phone, user, board
        self.dice = random.Random(seed)
        self._marks = 0

    def mark(self) -> str:
        """A word that nobody else writes in this shift."""
        self._marks += 1
        return f"{self.user.first_name.lower()}{self._marks}x"

    def fields(self) -> dict[str, Any]:
        """A statement to put on record, unlike the others."""
        speaker, to = self.dice.sample(SPEAKERS, 2)
        mark, words = self.mark(), " ".join(self.dice.sample(WORDS, 5))
        found = {"speaker": speaker, "act": str(self.dice.choice(list(Act))), "addressee": [to]}
        found |= {"text": f"On {words} {mark} was said.", "topics": [self.dice.choice(TOPICS)]}
        source = {"title": f"Paper {mark}", "url": f"https://example.org/{mark}"}
        return found | {"said_on": f"2025-05-{self.dice.randrange(10, 31)}", "source": source}

    def number(self) -> int:
        """One of the numbers on record."""
        return self.dice.choice(self.board.numbers)

    def confirm(self, kind: str, subject: str | int, change: int | None = None) -> None:
        """Note that the bot said it was done."""
        key = (self.user.id, kind, str(subject))
        self.board.confirmed.append(key)
        if change is not None:
            self.board.entries[change] = key

    def doubt(self, kind: str, subject: str | int) -> None:
        """Note that nobody knows whether it was done."""
        self.board.doubtful[self.user.id, kind, str(subject)] += 1

    async def says(self, text: str, **how: Any) -> Heard:
        return await self.phone.says(self.user, text, **how)

    async def presses(self, under: Heard, pattern: str) -> Heard:
        """A button by its data, silence when there is none."""
        found = under.button(pattern)
        return await self.phone.presses(self.user, *found) if found else Heard()

    async def order(self, kind: str, number: int, text: str) -> Heard:
        """A command about a statement, to the end: others' changes are looked at and then overruled, or left alone."""
        heard = await self._until_known(kind, number, text)
        for _ in range(PATIENCE):
            yes = heard.button(r"^order:\d+:yes:")
            if yes is None:
                break
            if self.dice.random() < 0.3:
                await self.presses(heard, r"^order:\d+:leave")
                return Heard()
            heard = await self.phone.presses(self.user, *yes)
            if heard.silent and await self.has_done(kind, number):
                self.confirm(kind, number)
                return heard
        self.noted(kind, number, heard)
        return heard

    def noted(self, kind: str, subject: str | int, heard: Heard) -> bool:
        """Whether an answer says that it was done; notes so."""
        undo = heard.button(r"^undo:\d+$")
        if undo is not None:
            self.confirm(kind, subject, _entry(undo))
        elif "done already" in heard.text:
            self.confirm(kind, subject)
        return undo is not None or "done already" in heard.text

    async def _until_known(self, kind: str, number: int, text: str) -> Heard:
        for _ in range(PATIENCE):
            heard = await self.says(text)
            if not heard.silent:
                return heard
            if await self.has_done(kind, number):
                self.confirm(kind, number)
                return Heard()
        self.doubt(kind, number)
        return Heard()

    async def has_done(self, kind: str, number: int) -> bool:
        """Look into `/history` whether there is one more change of one's own than was confirmed."""
        for _ in range(PATIENCE):
            heard = await self.says(f"/history {number}")
            if heard.silent:
                continue
            if f"Changes of /s{number}" not in heard.text:
                return kind == "merge"
            mine = heard.text.count(f"{self.user.full_name}: {plain('en', f'action-{kind}')}")
            return mine > self.board.confirmed.count((self.user.id, kind, str(number)))
        return False

    async def begun(self, command: str) -> Heard:
        """The preview that a whole line leads to, asked for until it is there."""
        for _ in range(PATIENCE):
            heard = await self.says(command)
            if heard.silent:
                heard = await self.resumed()
            if heard.button(r"^form:"):
                return heard
        self.board.lost.append(command)
        return Heard()

    async def resumed(self) -> Heard:
        """After silence: `/add` shows what is half written; silence when there is nothing."""
        for _ in range(PATIENCE):
            heard = await self.says("/add")
            if heard.button(r":show$"):
                heard = await self.presses(heard, r":show$")
            elif heard.button(r"^form:"):
                await self.says("/cancel")
                return Heard()
            if not heard.silent:
                return heard
        return Heard()

    async def walked(self, heard: Heard, fields: Mapping[str, Any]) -> Heard:
        """Answer the form's questions, in the order in which it asks them, up to the preview."""
        for _ in range(4 * PATIENCE):
            if heard.button(r":save$") or heard.button(r":kind:"):
                return heard
            if not heard.silent:
                heard = await self._answered(heard, fields)
            if heard.silent or not heard.button(r"^form:"):
                heard = await self.says("/add")
                if heard.button(r":show$"):
                    heard = await self.presses(heard, r":show$")
        return heard

    async def _answered(self, heard: Heard, fields: Mapping[str, Any]) -> Heard:
        asked = next((step for step in _ASKED if plain("en", f"form-{step}")[:14] in heard.text), None)
        value = fields.get(asked) if asked else None
        if asked is None:
            return Heard()
        if asked == "act":
            return await self.presses(heard, f":pick:{value}$")
        if value is None:
            return await self.presses(heard, r":skip$")
        if asked == "source":
            return await self.says(f"{value['title']}, {value['url']}")
        return await self.says(value[0] if isinstance(value, list) else value)

    async def save(self, heard: Heard, fields: Mapping[str, Any], kind: str = "add") -> Heard:
        """Save what the preview shows; others' changes that it shows first are overruled."""
        for _ in range(PATIENCE):
            at = 0
            while heard.button(r":kind:") and not heard.button(r":save$") and at < PATIENCE:
                heard, at = await self.presses(heard, rf":kind:{at}$"), at + 1
            save = heard.button(r":save$")
            if save is None:
                if kind == "add" and "text" in fields:
                    self.board.lost.append(f"{fields}, shown as {heard.text!r}")
                return heard
            found = await self._pressed(save)
            number = _ON_RECORD.search(found.text)
            if number is not None:
                self._saved(int(number[1]), fields, kind, found)
                return found
            heard = found
        self.doubt(kind, str(fields.get("text")))
        return Heard()

    async def _pressed(self, save: tuple[int, str]) -> Heard:
        """Pressed until there is a definite answer: that something was done already is none."""
        for _ in range(PATIENCE):
            found = await self.phone.presses(self.user, *save)
            if not found.silent and "done already" not in found.text:
                return found
        return Heard()

    def _saved(self, number: int, fields: Mapping[str, Any], kind: str, heard: Heard) -> None:
        undo = heard.button(r"^undo:\d+$")
        self.confirm(kind, number, _entry(undo) if undo else None)
        if kind == "add":
            self.board.numbers.append(number)
            self.board.wanted[number] = fields
            if "act" in fields:
                self.board.acts[number] = fields["act"]


def _entry(undo: tuple[int, str]) -> int:
    """The entry of the log that an Undo button names."""
    return int(undo[1].split(":")[1])
