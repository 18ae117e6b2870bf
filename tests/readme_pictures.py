"""The README's pictures, drawn from the sample record by the bot itself: `python -m tests.readme_pictures`."""

import asyncio
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from PIL import Image

from bot.app import build
from bot.settings import Settings
from handlers.canvas import PAPER, Sheet, width_of, wrapped
from store.database import Database
from tests.conftest import NOW
from tests.conversation import READER, Conversation, offline_telegram
from tests.sample import load

FOLDER = Path(__file__).parent.parent / ".readme"
QUESTIONS = ("did zelensky call for an unconditional ceasefire", "when did Zelenskiy agree to cede land?")
WIDTH, SIZE, LINE, PAD = 1000, 24, 34, 20


@dataclass(frozen=True, slots=True)
class Bubble:
    """What one side said, in lines that fit, and the buttons under it."""

    lines: tuple[str, ...]
    own: bool = False
    buttons: tuple[str, ...] = ()

    @property
    def height(self) -> int:
        return len(self.lines) * LINE + 2 * PAD + -(-len(self.buttons) // 2) * 58 + 18


async def _conversation(db: Database) -> tuple[list[Bubble], dict[str, bytes]]:
    telegram = offline_telegram(clock=NOW.timestamp)
    bubbles: list[Bubble] = []
    pictures: dict[str, bytes] = {}
    async with Conversation(build(Settings(), db, request=telegram, clock=lambda: NOW), telegram) as talk:
        for question in QUESTIONS:
            answer = await talk.says(READER, question)
            bubbles.append(Bubble(_lines(question, 560), own=True))
            bubbles += [Bubble(_lines(said.text, 800), buttons=tuple(said.labels)) for said in answer.said]
        chart = await talk.says(READER, "/chart")
        timeline = await talk.presses(READER, await talk.says(READER, "/chart talks"), "As a timeline")
        for name, found in (("matrix", chart), ("timeline", timeline)):
            assert found.last.file is not None
            pictures[name] = found.last.file
    return bubbles, pictures


def _lines(text: str, width: float) -> tuple[str, ...]:
    return tuple(line for part in text.split("\n") for line in (wrapped(part, SIZE, width, 4) if part else [""]))


def _draw(bubbles: Sequence[Bubble]) -> bytes:
    sheet = Sheet(WIDTH, sum(bubble.height for bubble in bubbles) + 20, PAPER)
    y = 20.0
    for bubble in bubbles:
        wide = max(width_of(line, SIZE) for line in bubble.lines) + 2 * PAD if bubble.own else WIDTH - 150
        x = WIDTH - 30 - wide if bubble.own else 30
        fill, ink = ("#0072B2", "#FFFFFF") if bubble.own else ("#FFFFFF", PAPER.ink)
        sheet.box(x, y, wide, len(bubble.lines) * LINE + 2 * PAD, fill, radius=22)
        for at, line in enumerate(bubble.lines):
            sheet.text(x + PAD, y + PAD + LINE * (at + 0.5), line, SIZE, colour=ink)
        _buttons(sheet, x, y + len(bubble.lines) * LINE + 2 * PAD + 8, wide, bubble.buttons)
        y += bubble.height
    return sheet.png()


def _buttons(sheet: Sheet, x: float, y: float, width: float, labels: Sequence[str]) -> None:
    for at, label in enumerate(labels):
        row, column = divmod(at, 2)
        wide = width if at == len(labels) - 1 and column == 0 else (width - 8) / 2
        left, top = x + column * (wide + 8), y + row * 58
        sheet.box(left, top, wide, 50, PAPER.panel, radius=14)
        sheet.text(left + wide / 2, top + 25, label, SIZE, anchor="center", colour="#00598C")


def _small(content: bytes) -> bytes:
    """The same picture in 128 colours: a third of the bytes, and nobody sees it."""
    buffer = BytesIO()
    Image.open(BytesIO(content)).quantize(128).save(buffer, "PNG", optimize=True)
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
