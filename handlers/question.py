"""Words to a query. Pure."""

from datetime import date

from store.matcher import Intent, Query
from store.record import Directory


def understand(text: str, names: Directory, today: date) -> Query:
    """What a question asks."""
    return Query(text, Intent.SMALL_TALK if text.lower() in {"hello", "hi"} else Intent.KEYWORDS)
