"""Pictures: whole, legible, told apart by the colour-blind, and drawn quickly."""

import json
import time
from dataclasses import asdict
from datetime import date
from io import BytesIO
from itertools import combinations

import pytest
from PIL import Image

from handlers.canvas import (
    NIGHT,
    PAPER,
    Sheet,
    Theme,
    Written,
    contrast,
    drawable,
    fitted,
    readable_on,
    width_of,
    wrapped,
)
from handlers.charts import matrix_png, timeline_png
from handlers.chronology import timeline
from handlers.edition_picture import matrix_of
from handlers.i18n import LANGUAGES, plain, say_date
from handlers.matrix_picture import matrix_sheet
from handlers.stances import Tone, matrix
from handlers.symbols import COLOURS, SHAPES
from handlers.timeline_picture import timeline_sheet
from store.record import Statement
from tests.crowd import crowd
from tests.sample import sample

RECORDS = {"the sample record": sample, "40 speakers and 30 topics": crowd}
THEMES = {"paper": PAPER, "night": NIGHT}
TITLE = "Переговори в Стамбулі та все, що було сказано про них обома сторонами й посередниками: хто на якій позиції"


def sheets(statements: list[Statement], language: str) -> list[Sheet]:
    frozen = matrix_of(json.loads(json.dumps(asdict(matrix(statements)))))
    assert frozen == matrix(statements)
    day = say_date(language, date(2025, 12, 31))
    return [
        matrix_sheet(matrix(statements), TITLE, language),
        matrix_sheet(frozen, plain(language, "edition-picture", day=day), language),
        matrix_sheet(matrix(statements, topics=2), "NATO", language),
        timeline_sheet(timeline(statements, {}), TITLE, language),
        timeline_sheet(timeline(statements, {}, limit=40), TITLE, language),
    ]


def far_apart(one: Written, other: Written) -> bool:
    """Whether even the upright boxes around two rectangles do not meet: quick, and enough for nearly all."""
    (left, top), (x, y) = one.corners[3], other.corners[3]
    reach = abs(one.corners[1][0] - left) + abs(other.corners[1][0] - x)
    return abs(left - x) > reach or abs(top - y) > 400


def apart(one: Written, other: Written) -> bool:
    """Whether two rectangles do not overlap: some side of one has the other beyond it (separating axes)."""
    for box in (one, other):
        for at in range(4):
            (x1, y1), (x2, y2) = box.corners[at], box.corners[(at + 1) % 4]
            across = (y1 - y2, x2 - x1)
            first, second = (sorted(x * across[0] + y * across[1] for x, y in each.corners) for each in (one, other))
            if first[-1] <= second[0] or second[-1] <= first[0]:
                return True
    return False


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("record", RECORDS)
def test_no_text_is_cut_off_or_written_over_another(record: str, language: str) -> None:
    for sheet in sheets(RECORDS[record](), language):
        assert sheet.written
        outside = [
            written.text
            for written in sheet.written
            if not all(0 <= x <= sheet.width and 0 <= y <= sheet.height for x, y in written.corners)
        ]
        assert outside == []
        overlaps = [
            (one.text, two.text)
            for one, two in combinations(sheet.written, 2)
            if not far_apart(one, two) and not apart(one, two)
        ]
        assert overlaps == []


def test_the_check_for_overlaps_finds_one() -> None:
    sheet = Sheet(400, 200, PAPER)
    sheet.text(50, 100, "one", 30)
    sheet.text(80, 110, "two", 30)
    sheet.text(50, 180, "far", 30, turn=45)
    one, two, far = sheet.written
    assert not apart(one, two)
    assert apart(one, far)


@pytest.mark.parametrize("record", RECORDS)
def test_a_picture_is_a_photo_that_telegram_takes(record: str) -> None:
    statements = RECORDS[record]()
    for content in (
        matrix_png(matrix(statements), "All", "en"),
        timeline_png(timeline(statements, {}), "All", "en"),
    ):
        width, height = Image.open(BytesIO(content)).size
        assert width == 1280
        assert width + height <= 10_000  # Bot API, sendPhoto: in total
        assert height <= 20 * width  # Bot API, sendPhoto: ratio
        assert len(content) < 10_000_000  # Bot API, sendPhoto: 10 MB


def test_a_picture_takes_less_than_a_second_and_a_half_and_no_time_the_second_time() -> None:
    statements = crowd()
    begun = time.process_time()
    first = matrix_png(matrix(statements), "How long?", "en")
    drawn = time.process_time()
    assert drawn - begun < 1.5
    assert matrix_png(matrix(statements), "How long?", "en") is first


def test_an_empty_record_has_a_picture_too() -> None:
    assert matrix_png(matrix([]), "Nothing", "en").startswith(b"\x89PNG")
    assert timeline_png(timeline([], {}), "Nothing", "en").startswith(b"\x89PNG")


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
def test_words_and_bars_stand_out_from_the_ground(theme: Theme) -> None:
    assert contrast(theme.ink, theme.ground) >= 7
    assert contrast(theme.faint, theme.ground) >= 4.5
    assert contrast(theme.faint, theme.panel) >= 4.5


def test_numbers_stand_out_from_every_colour() -> None:
    assert all(contrast(readable_on(colour), colour) >= 4.5 for colour in COLOURS.values())


# Machado, Oliveira, Fernandes (2009): how a colour looks to somebody without one kind of cone, in linear RGB.
BLIND = {
    "protanopia": ((0.152, 1.053, -0.205), (0.115, 0.786, 0.099), (-0.004, -0.048, 1.052)),
    "deuteranopia": ((0.367, 0.861, -0.228), (0.280, 0.673, 0.047), (-0.012, 0.043, 0.969)),
    "tritanopia": ((1.256, -0.077, -0.179), (-0.078, 0.931, 0.148), (0.005, 0.691, 0.304)),
}


def seen(colour: str, blindness: str) -> tuple[float, float, float]:
    """A colour in CIE L*a*b* (D65), as a colour-blind reader sees it."""
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    r, g, b = (min(1.0, max(0.0, sum(m * c for m, c in zip(row, linear, strict=True)))) for row in BLIND[blindness])
    x, y, z = (
        (0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.9505,
        0.2126 * r + 0.7152 * g + 0.0722 * b,
        (0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.089,
    )
    fx, fy, fz = (t ** (1 / 3) if t > 0.008856 else 7.787 * t + 16 / 116 for t in (x, y, z))
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


@pytest.mark.parametrize("blindness", BLIND)
def test_the_colour_blind_tell_the_families_apart(blindness: str) -> None:
    for one, other in combinations(Tone, 2):
        first, second = seen(COLOURS[one], blindness), seen(COLOURS[other], blindness)
        distance = sum((a - b) ** 2 for a, b in zip(first, second, strict=True)) ** 0.5
        assert distance > 10, (one, other)
    assert len(set(SHAPES.values())) == len(Tone)


def test_a_long_text_is_shortened_to_what_fits() -> None:
    assert fitted("Short", 27, 300) == "Short"
    long = fitted("An extraordinarily long-winded name", 27, 200)
    assert long.endswith("…")
    assert width_of(long, 27) <= 200
    lines = wrapped("one two three four five six seven eight nine ten", 27, 150, 2)
    assert len(lines) == 2
    assert all(width_of(line, 27) <= 150 for line in lines)
    cut = wrapped("Donaudampfschifffahrtsgesellschaft", 27, 300, 2)
    assert "".join(cut).replace("-", "") == "Donaudampfschifffahrtsgesellschaft"


def test_a_letter_that_the_font_lacks_becomes_a_box_instead_of_a_warning() -> None:
    assert not drawable("한국")
    assert fitted("한국 Korea\n$x$", 27, 500) == "□□ Korea $x$"
