"""The words of the published site: the bot's own messages, as pages need them."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from markupsafe import Markup

from handlers import render
from handlers.i18n import plain, say_date
from handlers.stances import Outcome, Tone
from store.dates import PartialDate
from store.record import Statement

SIGNS: Mapping[Tone, str] = {Tone.ASKS: "▲", Tone.AGREES: "●", Tone.REFUSES: "✕", Tone.ACCUSES: "◆", Tone.CLAIMS: "■"}
"""The shapes of the pictures as letters."""


def globals_of(language: str) -> dict[str, Any]:
    """What every template may use."""

    def word(message: str, **values: Any) -> str:
        return plain(language, message, **values)

    def day(when: PartialDate | date) -> str:
        return say_date(language, when)

    def headline_of(statement: Statement) -> Markup:
        return render.headline(language, statement)

    return {
        "language": language,
        "say": word,
        "day": day,
        "edtf": PartialDate.parse,
        "headline": headline_of,
        "marked": render.marked,
        "signs": SIGNS,
        "tones": list(Tone),
        "outcomes": [outcome for outcome in Outcome if outcome is not Outcome.STANDS],
    }


def headline(language: str, statement: Statement) -> str:
    """Speaker, act, addressee and date in one line of plain text."""
    return render.headline(language, statement).striptags()


def title(language: str, message: str, **values: str) -> str:
    return plain(language, message, **values)
