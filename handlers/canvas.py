"""What pictures are drawn with: a sheet measured in pixels, colours, and text that is made to fit.

Draws with matplotlib's Agg renderer itself, without its figures and axes, which are slow where every place is known.
Importing it takes half a second and 30 MB: import this module where a picture is drawn, not at start-up.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from math import cos, radians, sin
from typing import Any, Literal

from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.colors import to_rgb
from matplotlib.font_manager import FontProperties, findfont, get_font
from matplotlib.path import Path
from matplotlib.transforms import Affine2D
from PIL import Image

DPI = 100
FAMILY = "DejaVu Sans"
"""Comes with matplotlib, so that a picture looks the same everywhere; it has Latin, Cyrillic and Greek."""

CAPITAL, DESCENT = 0.73, 0.24
"""How far its capitals rise above the line and its tails fall below it, for a size of one."""

Point = tuple[float, float]
Weight = Literal["normal", "bold"]
Anchor = Literal["left", "center", "right"]


@dataclass(frozen=True, slots=True)
class Theme:
    """The colours of a sheet. Its ground is opaque: a photo in Telegram has no transparency."""

    ground: str
    panel: str
    ink: str
    faint: str
    line: str


PAPER = Theme(ground="#FAF9F6", panel="#F0EEE9", ink="#1B1F24", faint="#5A616B", line="#D8D4CC")
NIGHT = Theme(ground="#17212B", panel="#1F2C38", ink="#F1F4F7", faint="#A9B5C0", line="#33424F")


def luminance(colour: str) -> float:
    """Relative luminance of `#RRGGBB`, 0 to 1 (WCAG 2.2)."""
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Contrast of two colours, 1 to 21 (WCAG 2.2): text needs 4.5, shapes need 3."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def readable_on(colour: str) -> str:
    """Black or white, whichever reads better on a colour."""
    return max(("#000000", "#FFFFFF"), key=lambda ink: contrast(ink, colour))


@lru_cache(maxsize=64)
def _font(size: float, weight: Weight) -> FontProperties:
    return FontProperties(family=FAMILY, weight=weight, size=size * 72 / DPI)


def _renderer(width: int, height: int) -> Any:
    """matplotlib gives its renderers no types."""
    make: Any = RendererAgg
    return make(width, height, DPI)


@lru_cache(maxsize=1)
def _ruler() -> Any:
    return _renderer(1, 1)


@lru_cache(maxsize=1)
def _glyphs() -> frozenset[int]:
    return frozenset(get_font(findfont(_font(10, "normal"))).get_charmap())


def drawable(text: str) -> bool:
    """Whether the font has every letter of a text."""
    return all(ord(char) in _glyphs() for char in text)


def spelled(text: str) -> str:
    """A text on one line, with a box for each letter that the font lacks."""
    return "".join(char if ord(char) in _glyphs() else "\u25a1" for char in " ".join(text.split()))


@lru_cache(maxsize=4096)
def width_of(text: str, size: float, weight: Weight = "normal") -> float:
    """How wide a line of text will be, in pixels."""
    width, _, _ = _ruler().get_text_width_height_descent(text, _font(size, weight), False)
    return float(width)


def fitted(text: str, size: float, width: float, weight: Weight = "normal", *, end: int = 0) -> str:
    """The text, shortened with an ellipsis until it is no wider than `width` pixels.

    Its last `end` letters are kept: they tell names apart that begin alike.
    """
    text = spelled(text)
    if width_of(text, size, weight) <= width:
        return text
    tail = "…" + text[len(text) - end :]
    low, high = 0, len(text) - end
    while low < high:
        middle = (low + high + 1) // 2
        if width_of(text[:middle].rstrip() + tail, size, weight) <= width:
            low = middle
        else:
            high = middle - 1
    return text[:low].rstrip() + tail


def wrapped(text: str, size: float, width: float, lines: int, weight: Weight = "normal", *, end: int = 0) -> list[str]:
    """The text in at most so many lines; a word too long for a line is cut.

    What does not fit has an ellipsis at its end, or before its last `end` letters.
    """
    words = spelled(text).split(" ")
    found: list[str] = []
    while words and len(found) < lines - 1:
        if width_of(words[0], size, weight) > width:
            cut = len(fitted(words[0], size, width, weight)) - 1
            words[:1] = [words[0][:cut] + "-", words[0][cut:]]
            found.append(words.pop(0))
            continue
        line = [words.pop(0)]
        while words and width_of(" ".join([*line, words[0]]), size, weight) <= width:
            line.append(words.pop(0))
        found.append(fitted(" ".join(line), size, width, weight))
    if words:
        found.append(fitted(" ".join(words), size, width, weight, end=end))
    return found


Shape = Literal["triangle", "circle", "cross", "diamond", "square", "arrow"]
_ARM = 0.34
_SHAPES: Mapping[Shape, Path] = {
    "triangle": Path([(-1.0, 0.8), (0.0, -1.0), (1.0, 0.8), (-1.0, 0.8)]),
    "circle": Path.circle(),
    "cross": Path(
        [
            (0.0, -_ARM), (1 - _ARM, -1.0), (1.0, -1 + _ARM), (_ARM, 0.0), (1.0, 1 - _ARM), (1 - _ARM, 1.0),
            (0.0, _ARM), (-1 + _ARM, 1.0), (-1.0, 1 - _ARM), (-_ARM, 0.0), (-1.0, -1 + _ARM), (-1 + _ARM, -1.0),
            (0.0, -_ARM),
        ]
    ),
    "diamond": Path([(-1.1, 0.0), (0.0, -1.1), (1.1, 0.0), (0.0, 1.1), (-1.1, 0.0)]),
    "square": Path([(-0.85, -0.85), (0.85, -0.85), (0.85, 0.85), (-0.85, 0.85), (-0.85, -0.85)]),
    "arrow": Path([(-0.8, -0.9), (1.0, 0.0), (-0.8, 0.9), (-0.8, -0.9)]),
}  # fmt: skip
"""Outlines about the origin, one unit to each side."""


@dataclass(frozen=True, slots=True)
class Written:
    """A line of text on a sheet, and the corners of the box it fills."""

    text: str
    corners: tuple[Point, Point, Point, Point]


class Sheet:
    """A sheet of so many pixels; x runs to the right and y down from the upper left corner.

    `written` keeps every line of text with its place, so that overlaps can be looked for.
    """

    def __init__(self, width: int, height: int, theme: Theme) -> None:
        self.width, self.height, self.theme = width, height, theme
        self.written: list[Written] = []
        self._renderer = _renderer(width, height)
        self._down = Affine2D().scale(1, -1).translate(0, height)
        self.box(0, 0, width, height, theme.ground)

    def text(
        self,
        x: float,
        y: float,
        text: str,
        size: float,
        *,
        colour: str | None = None,
        weight: Weight = "normal",
        anchor: Anchor = "left",
        turn: float = 0,
    ) -> None:
        """Write one line, its capitals centred on height y; turned text starts there and rises `turn` degrees."""
        width = width_of(text, size, weight)
        x -= {"left": 0.0, "center": width / 2, "right": width}[anchor]
        along, up = _axes(turn)
        base = (x - up[0] * size * CAPITAL / 2, y - up[1] * size * CAPITAL / 2)
        gc = self._renderer.new_gc()
        gc.set_foreground(colour or self.theme.ink)
        self._renderer.draw_text(gc, base[0], base[1], text, _font(size, weight), turn)
        gc.restore()
        ends = [(along[0] * length, along[1] * length) for length in (0, width)]
        sides = [(up[0] * size * rise, up[1] * size * rise) for rise in (-DESCENT, CAPITAL)]
        first, second, third, fourth = (
            (base[0] + end[0] + side[0], base[1] + end[1] + side[1])
            for end, side in ((ends[0], sides[0]), (ends[1], sides[0]), (ends[1], sides[1]), (ends[0], sides[1]))
        )
        self.written.append(Written(text, (first, second, third, fourth)))

    def box(
        self, x: float, y: float, width: float, height: float, fill: str, *, edge: str | None = None, radius: float = 0
    ) -> None:
        """A rectangle with rounded corners."""
        self._draw(_rounded(x, y, width, height, min(radius, width / 2, height / 2)), fill, edge, 2)

    def line(self, points: Sequence[Point], colour: str, width: float = 2, *, dotted: bool = False) -> None:
        self._draw(Path(list(points)), None, colour, width, dotted=dotted)

    def curve(self, points: Sequence[Point], colour: str, width: float = 4) -> None:
        """A cubic Bézier curve between two ends, bent by the two points between them."""
        codes = [Path.MOVETO, Path.CURVE4, Path.CURVE4, Path.CURVE4]
        self._draw(Path(list(points), codes), None, colour, width)

    def mark(self, x: float, y: float, shape: Shape, size: float, fill: str) -> None:
        """A shape, `size` pixels across."""
        self._draw(_SHAPES[shape].transformed(Affine2D().scale(size / 2).translate(x, y)), fill, None, 0)

    def _draw(self, path: Path, fill: str | None, edge: str | None, width: float, *, dotted: bool = False) -> None:
        gc = self._renderer.new_gc()
        gc.set_linewidth(width if edge else 0)
        gc.set_foreground(edge or fill or self.theme.ink)
        gc.set_capstyle("round")
        if dotted:
            gc.set_dashes(0, [1.0, 6.0])
        self._renderer.draw_path(gc, path, self._down, to_rgb(fill) if fill else None)
        gc.restore()

    def png(self) -> bytes:
        """The picture, as the bytes of a PNG file."""
        size, pixels = (self.width, self.height), self._renderer.buffer_rgba()
        buffer = BytesIO()
        Image.frombuffer("RGBA", size, pixels, "raw", "RGBA", 0, 1).convert("RGB").save(buffer, "PNG", compress_level=4)
        return buffer.getvalue()


def _axes(turn: float) -> tuple[Point, Point]:
    """The directions along a line of text and up from it, y running down."""
    angle = radians(turn)
    return (cos(angle), -sin(angle)), (-sin(angle), -cos(angle))


def _rounded(x: float, y: float, width: float, height: float, radius: float) -> Path:
    right, below = x + width, y + height
    if radius <= 0:
        return Path([(x, y), (right, y), (right, below), (x, below), (x, y)], closed=True)
    points = [
        (x + radius, y), (right - radius, y), (right, y), (right, y + radius),
        (right, below - radius), (right, below), (right - radius, below),
        (x + radius, below), (x, below), (x, below - radius),
        (x, y + radius), (x, y), (x + radius, y),
    ]  # fmt: skip
    return Path(points, [Path.MOVETO, *([Path.LINETO, Path.CURVE3, Path.CURVE3] * 4)])
