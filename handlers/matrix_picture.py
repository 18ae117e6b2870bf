"""The stance matrix as a picture: speakers against topics."""

from collections.abc import Sequence

from handlers.canvas import PAPER, Sheet, Theme, fitted, readable_on, width_of, wrapped
from handlers.i18n import plain
from handlers.stances import Cell, Heading, Matrix, Outcome, Tone
from handlers.symbols import (
    BAR,
    COLOURS,
    LABEL,
    MARGIN,
    SHAPES,
    SMALL,
    TITLE,
    WIDTH,
    Box,
    draw_badge,
    draw_status,
    draw_title,
)

_CELL_HEIGHT, _ROW = 72, 108
_GAP = 6
KEPT = 4
"""Letters kept of the end of a name that is too long."""


def matrix_sheet(found: Matrix, title: str, language: str, theme: Theme = PAPER) -> Sheet:
    """Speakers against topics: colour, shape and number say what was done, the bar beneath where it stands."""
    names = [_name(heading, "more-speakers", language) for heading in found.speakers]
    topics = [fitted(_name(heading, "more-topics", language), LABEL, 300, end=KEPT) for heading in found.topics]
    heading = wrapped(title, TITLE, WIDTH - 2 * MARGIN, 2, "bold")
    rise = max((width_of(topic, LABEL) for topic in topics), default=0) * 0.7072 + 40
    top = MARGIN + 52 * len(heading) + rise
    legend = _legend_lines(found, language)
    height = top + _ROW * len(names) + 24 + 46 * len(legend) + MARGIN
    sheet = Sheet(WIDTH, round(height), theme)
    draw_title(sheet, heading)
    grid = _Grid(found, top)
    _headings(sheet, grid, topics, plain(language, "picture-total"))
    for row, name in enumerate(names):
        _speaker(sheet, grid, row, name, found)
    _legend(sheet, legend, top + _ROW * len(names) + 24)
    return sheet


def _name(heading: Heading, more: str, language: str) -> str:
    return (
        plain(language, more, count=heading.folded) if heading.folded else heading.name or plain(language, "no-topic")
    )


class _Grid:
    """Where the rows and columns of a matrix are."""

    def __init__(self, found: Matrix, top: float) -> None:
        self.top = top
        self.label = 300
        room = WIDTH - 2 * MARGIN - self.label - 90
        self.column = min(170, room / max(1, len(found.topics)))
        self.total = MARGIN + self.label + self.column * len(found.topics) + 50

    def x(self, column: int) -> float:
        return MARGIN + self.label + self.column * column

    def y(self, row: int) -> float:
        return self.top + _ROW * row


def _headings(sheet: Sheet, grid: _Grid, topics: Sequence[str], total: str) -> None:
    for column, topic in enumerate(topics):
        sheet.text(grid.x(column) + grid.column / 2, grid.top - 14, topic, LABEL, turn=45)
    if sheet.width - grid.total > 0:
        sheet.text(grid.total, grid.top - 14, total, LABEL, colour=sheet.theme.faint, turn=45)


def _speaker(sheet: Sheet, grid: _Grid, row: int, name: str, found: Matrix) -> None:
    y = grid.y(row)
    indent = 24 if found.speakers[row].member else 0
    sheet.line([(MARGIN, y), (grid.total + 40, y)], sheet.theme.line, 1.5)
    middle = y + _ROW / 2
    weight = "normal" if indent or found.speakers[row].folded else "bold"
    lines = wrapped(name, LABEL, grid.label - indent - 20, 2, "bold" if weight == "bold" else "normal", end=KEPT)
    for at, line in enumerate(lines):
        shift = (at - (len(lines) - 1) / 2) * 34
        sheet.text(MARGIN + indent, middle + shift, line, LABEL, weight="bold" if weight == "bold" else "normal")
    for column, cell in enumerate(found.rows[row]):
        if cell is not None:
            _cell(sheet, grid.x(column) + _GAP, y + 11, grid.column - 2 * _GAP, cell)
        else:
            sheet.mark(grid.x(column) + grid.column / 2, middle, "circle", 6, sheet.theme.line)
    sheet.text(grid.total, middle, str(found.sums[row].total), LABEL, colour=sheet.theme.faint, anchor="center")


def _cell(sheet: Sheet, x: float, y: float, width: float, cell: Cell) -> None:
    """Up to five tiles, one per family of act, above a bar divided by status."""
    tiles = cell.tones
    rows = [tiles[at : at + 2] for at in range(0, len(tiles), 2)]
    height = (_CELL_HEIGHT - 3 * (len(rows) - 1)) / len(rows)
    for line, part in enumerate(rows):
        wide = (width - 3 * (len(part) - 1)) / len(part)
        for at, (tone, count) in enumerate(part):
            _tile(sheet, Box(x + at * (wide + 3), y + line * (height + 3), wide, height), tone, count)
    _strip(sheet, x, y + _CELL_HEIGHT + 5, width, cell)


def _tile(sheet: Sheet, box: Box, tone: Tone, count: int) -> None:
    x, y, width, height = box
    ink = readable_on(COLOURS[tone])
    sheet.box(x, y, width, height, COLOURS[tone], radius=5)
    number, size = str(count), SMALL if height > 50 else 20 if height > 30 else 17
    across = size * 0.6
    space = 7 if width > 60 else 3
    while size > 14 and across + space + width_of(number, size, "bold") > width - 6:
        size, across = size - 1, across - 0.6
    left = x + (width - across - space - width_of(number, size, "bold")) / 2
    sheet.mark(left + across / 2, y + height / 2, SHAPES[tone], across, ink)
    sheet.text(left + across + space, y + height / 2, number, size, colour=ink, weight="bold")


def _strip(sheet: Sheet, x: float, y: float, width: float, cell: Cell) -> None:
    """Where they stand, in proportion: each family of status has its own pattern, in ink alone."""
    told = [(outcome, count) for outcome, count in cell.outcomes if outcome is not Outcome.STANDS]
    total = sum(count for _, count in told)
    for outcome, count in told:
        wide = width * count / total
        draw_status(sheet, Box(x, y, wide - (3 if wide < width else 0), BAR), outcome)
        x += wide


_Key = tuple[Tone | Outcome, str]


def _legend_lines(found: Matrix, language: str) -> list[list[_Key]]:
    """What the colours and patterns in use mean, in lines that fit."""
    cells = [cell for row in found.rows for cell in row if cell is not None]
    tones = {tone for cell in cells for tone, _ in cell.tones}
    outcomes = {outcome for cell in cells for outcome, _ in cell.outcomes} - {Outcome.STANDS}
    first: list[_Key] = [(tone, plain(language, f"tone-{tone}")) for tone in Tone if tone in tones]
    second: list[_Key] = [
        (outcome, plain(language, f"outcome-{outcome}")) for outcome in Outcome if outcome in outcomes
    ]
    return [line for keys in (first, second) for line in _lines(keys)]


def _lines(keys: Sequence[_Key]) -> list[list[_Key]]:
    lines: list[list[_Key]] = []
    used = 0.0
    for key in keys:
        wide = 82 + width_of(key[1], SMALL)
        if not lines or used + wide > WIDTH - 2 * MARGIN:
            lines.append([])
            used = 0
        lines[-1].append(key)
        used += wide
    return lines


def _legend(sheet: Sheet, lines: Sequence[Sequence[_Key]], top: float) -> None:
    for row, line in enumerate(lines):
        x, y = float(MARGIN), top + 46 * row + 23
        for key, text in line:
            if isinstance(key, Tone):
                draw_badge(sheet, Box(x, y - 15, 36, 30), key, 15)
            else:
                draw_status(sheet, Box(x, y - 7, 36, BAR), key)
            sheet.text(x + 48, y, text, SMALL)
            x += 82 + width_of(text, SMALL)
