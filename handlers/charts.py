"""Pictures of the record as the bytes of PNG files, kept while their content is the same.

Importing this imports matplotlib: do it where a picture is drawn, in the thread that draws it.
"""

from functools import lru_cache
from threading import Lock

from handlers.canvas import PAPER, Theme
from handlers.chronology import Timeline
from handlers.matrix_picture import matrix_sheet
from handlers.stances import Matrix
from handlers.timeline_picture import timeline_sheet

KEPT = 16
"""Pictures kept of each kind: about 0.2 MB each."""

_drawing = Lock()
"""One picture at a time: matplotlib does not promise to be safe among threads."""


@lru_cache(maxsize=KEPT)
def matrix_png(found: Matrix, title: str, language: str, theme: Theme = PAPER) -> bytes:
    """Speakers against topics, coloured by act, with counts and status."""
    with _drawing:
        return matrix_sheet(found, title, language, theme).png()


@lru_cache(maxsize=KEPT)
def timeline_png(found: Timeline, title: str, language: str, theme: Theme = PAPER) -> bytes:
    """Who said what when, with responses as links and each status from then till now."""
    with _drawing:
        return timeline_sheet(found, title, language, theme).png()
