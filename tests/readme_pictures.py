"""The README's pictures, drawn from the sample record by the bot itself: `python -m tests.readme_pictures`."""

import asyncio
import re
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

from PIL import Image
from telegram import User

from bot.app import build
from bot.settings import Settings
from handlers.canvas import PAPER, Sheet, width_of
from store.database import Database
from tests.conftest import NOW
from tests.conversation import OTHER_READER, READER, Conversation, Said, offline_telegram
from tests.sample import load

FOLDER = Path(__file__).parent.parent / ".readme"
ASKED: tuple[tuple[User, str, int], ...] = (
    (READER, "Is the NATO demand still open?", 2),
    (OTHER_READER, "чи погодився Путін на зустріч", 1),
    (READER, "What did Macron demand?", 0),
)
"""Who asks what, and how many statements of the answer are drawn."""

WIDTH, SIZE, LINE, PAD = 880, 24, 34, 20
OWN, THEIRS, LINKED = "#0072B2", "#FFFFFF", "#00598C"
LIMIT = 100_000
"""Bytes of one picture: what a README may weigh."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word as it is seen, with the blank behind it."""

    text: str
    bold: bool = False
    linked: bool = False
    quoted: bool = False
    faint: bool = False

    @property
    def width(self) -> float:
        return width_of(self.text, SIZE, "bold" if self.bold else "normal") + width_of("n", SIZE) * 0.55


Row = tuple[Word, ...]


@dataclass(frozen=True, slots=True)
class Bubble:
    """What one side said, in rows that fit, and the buttons under it."""

    rows: tuple[Row, ...]
    own: bool = False
    buttons: tuple[str, ...] = ()

    @property
    def height(self) -> int:
        return len(self.rows) * LINE + 2 * PAD + -(-len(self.buttons) // 2) * 58 + 18


async def _conversation(db: Database) -> tuple[list[Bubble], dict[str, bytes]]:
    telegram = offline_telegram(clock=NOW.timestamp)
    bubbles: list[Bubble] = []
    async with Conversation(build(Settings(), db, request=telegram, clock=lambda: NOW), telegram) as talk:
        for person, question, drawn in ASKED:
            answer = await talk.says(person, question)
            bubbles.append(Bubble(_rows(question, (), 560), own=True))
            bubbles.append(_bubble(answer.last, drawn))
        chart = await talk.says(READER, "/chart")
        timeline = await talk.presses(READER, await talk.says(READER, "/chart talks"), "As a timeline")
    pictures = {"matrix": chart.last.file, "timeline": timeline.last.file}
    return bubbles, {name: content for name, content in pictures.items() if content is not None}


def _bubble(said: Said, drawn: int) -> Bubble:
    """A message with its first statements; for none, only the sentence that answers."""
    parts = said.text.split("\n\n")
    statements = [at for at, part in enumerate(parts, 1) if re.search(r"^/s\d+$", part, re.MULTILINE)]
    end = statements[drawn - 1] if drawn else 1
    text = "\n\n".join(parts[:end])
    return Bubble(_rows(text, said.entities, WIDTH - 190), buttons=tuple(said.labels))


def _rows(text: str, entities: Sequence[dict[str, Any]], width: float) -> tuple[Row, ...]:
    """The words of a text in rows no wider than `width` pixels, each line beginning a new one."""
    rows: list[list[Word]] = []
    for line in _words(text, entities):
        rows.append([])
        for word in line:
            if rows[-1] and sum(each.width for each in (*rows[-1], word)) > width:
                rows.append([])
            rows[-1].append(word)
    return tuple(tuple(row) for row in rows)


def _words(text: str, entities: Sequence[dict[str, Any]]) -> Iterator[list[Word]]:
    """Line by line; the sample has no letter of more than one UTF-16 unit, so entities count as Python does."""
    at = 0
    for line in text.split("\n"):
        words = []
        for word in line.split(" "):
            kinds = {one["type"] for one in entities if one["offset"] <= at < one["offset"] + one["length"]}
            linked = bool(kinds & {"text_link", "bot_command", "url"})
            words.append(Word(word, "bold" in kinds, linked, "blockquote" in kinds, "italic" in kinds))
            at += len(word) + 1
        yield words


def _draw(bubbles: Sequence[Bubble]) -> bytes:
    sheet = Sheet(WIDTH, sum(bubble.height for bubble in bubbles) + 30, PAPER)
    y = 20.0
    for bubble in bubbles:
        wide = max(sum(word.width for word in row) for row in bubble.rows) + 2 * PAD if bubble.own else WIDTH - 150
        x = WIDTH - 30 - wide if bubble.own else 30
        sheet.box(x, y, wide, len(bubble.rows) * LINE + 2 * PAD, OWN if bubble.own else THEIRS, radius=22)
        for at, row in enumerate(bubble.rows):
            _write(sheet, x + PAD, y + PAD + LINE * (at + 0.5), row, own=bubble.own)
        _buttons(sheet, x, y + len(bubble.rows) * LINE + 2 * PAD + 8, wide, bubble.buttons)
        y += bubble.height
    return sheet.png()


def _write(sheet: Sheet, x: float, y: float, row: Row, *, own: bool) -> None:
    if row and row[0].quoted:
        sheet.box(x, y - LINE / 2, 4, LINE, LINKED)
        x += 14
    for word in row:
        colour = "#FFFFFF" if own else LINKED if word.linked else PAPER.faint if word.faint else PAPER.ink
        sheet.text(x, y, word.text, SIZE, colour=colour, weight="bold" if word.bold else "normal")
        x += word.width


def _buttons(sheet: Sheet, x: float, y: float, width: float, labels: Sequence[str]) -> None:
    for at, label in enumerate(labels):
        row, column = divmod(at, 2)
        wide = width if at == len(labels) - 1 and column == 0 else (width - 8) / 2
        left, top = x + column * (wide + 8), y + row * 58
        sheet.box(left, top, wide, 50, PAPER.panel, radius=14)
        sheet.text(left + wide / 2, top + 25, label, SIZE, anchor="center", colour=LINKED)


def _small(content: bytes) -> bytes:
    """The same picture in few colours: a third of the bytes, and nobody sees it."""
    buffer = BytesIO()
    Image.open(BytesIO(content)).quantize(64).save(buffer, "PNG", optimize=True)
    assert buffer.tell() < LIMIT
    return buffer.getvalue()


def draw_all() -> None:
    with tempfile.TemporaryDirectory() as folder:
        db = Database(f"sqlite:///{folder}/record.db")
        db.upgrade()
        db.write_now(load)
        bubbles, pictures = asyncio.run(_conversation(db))
        db.close()
    FOLDER.mkdir(exist_ok=True)
    for name, content in (pictures | {"conversation": _draw(bubbles)}).items():
        (FOLDER / f"{name}.png").write_bytes(_small(content))


if __name__ == "__main__":
    draw_all()
