"""The timeline as a picture: who said what when, what answers what, and how the status went."""

from collections.abc import Sequence

from handlers.canvas import PAPER, Sheet, Theme, fitted, width_of, wrapped
from handlers.chronology import Entry, Timeline
from handlers.i18n import plain, say_date
from handlers.stances import OUTCOMES, TONES, Outcome
from handlers.symbols import BAR, COLOURS, LABEL, MARGIN, SMALL, TITLE, WIDTH, Box, draw_badge, draw_status, draw_title

_SPINE, _BODY = 150, 190
_LINE, _PILL = 35, 42


def timeline_sheet(found: Timeline, title: str, language: str, theme: Theme = PAPER) -> Sheet:
    """One statement a row, oldest above; curves lead from a response up to what it answers; a band tells the status."""
    heading = wrapped(title, TITLE, WIDTH - 2 * MARGIN, 2, "bold")
    rows = [_Row(entry, language) for entry in found.entries]
    dated = [at == 0 or rows[at - 1].day != row.day for at, row in enumerate(rows)]
    top = MARGIN + 52 * len(heading) + 10 + (44 if found.earlier else 0)
    places: list[float] = []
    y = float(top)
    for row, new in zip(rows, dated, strict=True):
        y += 62 if new else 0
        places.append(y)
        y += row.height
    sheet = Sheet(WIDTH, round(y + MARGIN - 10), theme)
    draw_title(sheet, heading)
    if found.earlier:
        sheet.text(_BODY, top - 26, plain(language, "picture-earlier", count=found.earlier), SMALL, colour=theme.faint)
    if places:
        sheet.line([(_SPINE, places[0] - 20), (_SPINE, y - 10)], theme.line, 5)
    for place, row, new in zip(places, rows, dated, strict=True):
        _entry(sheet, place, row, new)
    _links(sheet, found.entries, places)
    return sheet


class _Row:
    """The lines of one statement of a timeline, and how high they are together."""

    def __init__(self, entry: Entry, language: str) -> None:
        self.entry = entry
        statement = entry.statement
        self.day = say_date(language, statement.said_on) if statement.said_on else plain(language, "no-date")
        self.tone = TONES[statement.act]
        self.act = plain(language, f"did-{statement.act}")
        self.number = f"/s{statement.number}"
        room = WIDTH - MARGIN - _BODY
        taken = width_of(self.act, LABEL) + width_of(self.number, SMALL) + 60
        self.speaker = fitted(statement.speaker.name, LABEL, room - taken, "bold")
        self.text = wrapped(statement.text, LABEL, room, 2)
        self.steps = _steps(entry, language)
        self.elsewhere = _elsewhere(entry, language)
        self.height = 44 + _LINE * len(self.text) + (_PILL + 8 if self.steps or self.elsewhere else 0) + 26


def _steps(entry: Entry, language: str) -> list[tuple[Outcome, str]]:
    """The last three steps of a status, each with its name; none for a response that simply stands."""
    told = [(OUTCOMES[step.status], plain(language, f"status-{step.status}")) for step in entry.steps]
    return [] if told[-1][0] is Outcome.STANDS else told[-3:]


def _elsewhere(entry: Entry, language: str) -> str:
    """Which statements it answers that are not in the picture, the first four of them."""
    numbers = ", ".join(f"/s{number}" for number in entry.elsewhere[:4])
    return plain(language, "picture-answers", numbers=numbers) if numbers else ""


def _entry(sheet: Sheet, y: float, row: _Row, new: bool) -> None:
    theme = sheet.theme
    if new:
        wide = width_of(row.day, LABEL, "bold") + 28
        sheet.box(_SPINE - 20, y - 60, wide, 40, theme.panel, radius=8)
        sheet.text(_SPINE - 6, y - 40, row.day, LABEL, weight="bold", colour=theme.faint)
    middle = y + 18
    sheet.mark(_SPINE, middle, "circle", 54, theme.ground)
    draw_badge(sheet, Box(_SPINE - 19, middle - 19, 38, 38), row.tone, 18)
    sheet.text(_BODY, middle, row.speaker, LABEL, weight="bold")
    sheet.text(_BODY + width_of(row.speaker, LABEL, "bold") + 16, middle, row.act, LABEL, colour=theme.faint)
    sheet.text(WIDTH - MARGIN, middle, row.number, SMALL, colour=theme.faint, anchor="right")
    for at, line in enumerate(row.text):
        sheet.text(_BODY, y + 58 + _LINE * at, line, LABEL)
    _band(sheet, _BODY, y + 46 + _LINE * len(row.text), row)


def _band(sheet: Sheet, x: float, y: float, row: _Row) -> None:
    """The status from then till now, from left to right."""
    for at, (outcome, text) in enumerate(row.steps):
        last = at == len(row.steps) - 1
        ink = sheet.theme.ink if last else sheet.theme.faint
        draw_status(sheet, Box(x, y + _PILL / 2 - 7, 44, BAR), outcome)
        sheet.text(x + 56, y + _PILL / 2, text, SMALL, weight="bold" if last else "normal", colour=ink)
        x += 56 + width_of(text, SMALL, "bold" if last else "normal") + 20
        if not last:
            sheet.mark(x, y + _PILL / 2, "arrow", 12, sheet.theme.faint)
            x += 26
    if row.elsewhere:
        told = fitted(row.elsewhere, SMALL, WIDTH - MARGIN - x)
        sheet.text(x, y + _PILL / 2, told, SMALL, colour=sheet.theme.faint)


def _links(sheet: Sheet, entries: Sequence[Entry], places: Sequence[float]) -> None:
    """Curves on the left of the spine, wider for those that reach further, in the colour of the response."""
    for row, entry in enumerate(entries):
        for answered in entry.answers:
            start, end = places[row] + 18, places[answered] + 18
            reach = min(105, 30 + 14 * (row - answered))
            x, out = _SPINE - 20, _SPINE - 20 - reach * 1.25
            colour = COLOURS[TONES[entry.statement.act]]
            sheet.curve([(x, start), (out, start), (out, end), (x - 14, end)], colour)
            sheet.mark(x - 10, end, "arrow", 15, colour)
