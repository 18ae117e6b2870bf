"""What all pictures share: their size, the colour and shape of each family of acts, the pattern of each status.

1280 pixels wide, the size to which Telegram scales a photo: a letter of 26 pixels is one of 8 points on a phone.
Colours are those of Okabe and Ito (2008), which the colour-blind tell apart; each has a shape of its own besides.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from handlers.canvas import Shape, Sheet, readable_on
from handlers.stances import Outcome, Tone

WIDTH, MARGIN = 1280, 40
TITLE, LABEL, SMALL = 40, 27, 24

COLOURS: Mapping[Tone, str] = {
    Tone.ASKS: "#0072B2",
    Tone.AGREES: "#009E73",
    Tone.REFUSES: "#D55E00",
    Tone.ACCUSES: "#CC79A7",
    Tone.CLAIMS: "#56B4E9",
}
SHAPES: Mapping[Tone, Shape] = {
    Tone.ASKS: "triangle",
    Tone.AGREES: "circle",
    Tone.REFUSES: "cross",
    Tone.ACCUSES: "diamond",
    Tone.CLAIMS: "square",
}
BAR = 14
"""Height of a bar that tells a status."""


class Box(NamedTuple):
    """A place on a sheet, in pixels."""

    x: float
    y: float
    width: float
    height: float


def draw_title(sheet: Sheet, lines: Sequence[str]) -> None:
    for at, line in enumerate(lines):
        sheet.text(MARGIN, MARGIN + 22 + 52 * at, line, TITLE, weight="bold")


def draw_badge(sheet: Sheet, box: Box, tone: Tone, size: float) -> None:
    """The colour and shape of a family of acts."""
    sheet.box(*box, COLOURS[tone], radius=min(8, box.height / 5))
    sheet.mark(box.x + box.width / 2, box.y + box.height / 2, SHAPES[tone], size, readable_on(COLOURS[tone]))


def draw_status(sheet: Sheet, box: Box, outcome: Outcome) -> None:
    """Empty: open. Full: met. Half full: partly. Struck through: refused. A thin line: taken back."""
    ink, (x, y, width, height) = sheet.theme.ink, box
    if outcome is Outcome.GONE:
        sheet.line([(x, y + height / 2), (x + width, y + height / 2)], sheet.theme.faint, 3, dotted=True)
        return
    sheet.box(x, y, width, height, ink if outcome is Outcome.MET else sheet.theme.ground, edge=ink, radius=3)
    if outcome is Outcome.PARTLY:
        sheet.box(x, y + height / 2, width, height / 2, ink)
    if outcome is Outcome.REFUSED:
        step = 11
        for at in range(int((width - height) // step) + 1):
            start = x + 2 + at * step
            sheet.line([(start, y + height - 1), (start + height - 3, y + 2)], ink, 3)
