"""Where it stands, as the picture of an edition: frozen with it as numbers and words, drawn when it is sent."""

import json
from dataclasses import asdict
from datetime import datetime
from typing import Any

from markupsafe import Markup
from sqlalchemy import select
from sqlmodel import Session, col

from handlers.chart import COUNTED, Picture, caption
from handlers.i18n import plain, say_date
from handlers.stances import Cell, Heading, Matrix, Outcome, Tone, matrix
from store import statements
from store.digests import Digest
from store.models import StatementRow
from store.schedule import zone_of
from store.scope import living, within


def standing(session: Session, digest: Digest, now: datetime) -> str | None:
    """The picture of a digest as JSON: title, words beside it, language and numbers; None where there is nothing."""
    language, today = digest.language, now.astimezone(zone_of(digest.schedule.zone)).date()
    newest = col(StatementRow.said_from).desc().nulls_last()
    wanted = (
        select(col(StatementRow.id)).where(living(), within(session, digest.scope)).order_by(newest).limit(COUNTED + 1)
    )
    numbers = [number for number in session.execute(wanted).scalars() if number]
    shown = tuple(statements.many(session, numbers[:COUNTED]))
    if not shown:
        return None
    title = plain(language, "edition-picture", day=say_date(language, today))
    found = Picture(title, shown, len(numbers) - len(shown), matrix(shown))
    told = {"title": title, "caption": str(caption(language, title, found)), "language": language}
    return json.dumps(told | {"matrix": asdict(found.content)}, ensure_ascii=False)


def caption_of(picture: str) -> Markup:
    """What the picture shows in words, for those who do not see it."""
    return Markup(json.loads(picture)["caption"])


def draw(picture: str) -> bytes:
    """The picture as a PNG file; takes a moment, so it is done in a thread."""
    from handlers import charts  # noqa: PLC0415 - matplotlib is loaded when the first picture is sent

    told = json.loads(picture)
    return charts.matrix_png(matrix_of(told["matrix"]), told["title"], told["language"])


def matrix_of(found: dict[str, Any]) -> Matrix:
    """The matrix that was frozen as this JSON."""
    return Matrix(
        speakers=tuple(Heading(**one) for one in found["speakers"]),
        topics=tuple(Heading(**one) for one in found["topics"]),
        rows=tuple(tuple(_cell(cell) if cell else None for cell in row) for row in found["rows"]),
        sums=tuple(_cell(cell) for cell in found["sums"]),
        statements=found["statements"],
    )


def _cell(found: dict[str, Any]) -> Cell:
    return Cell(
        tuple((Tone(tone), count) for tone, count in found["tones"]),
        tuple((Outcome(outcome), count) for outcome, count in found["outcomes"]),
    )
