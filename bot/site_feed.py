"""The site's feed: what changed on record, the latest first (Atom, RFC 4287)."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from bot import site_words
from handlers.i18n import plain
from store.whole import Turn, Whole

LATEST = 100
"""Changes in the feed."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One change of one statement: its page, what happened, and the statement's words."""

    page: str
    number: int
    change: int
    at: datetime
    author: str
    title: str
    text: str


def entries(record: Whole, language: str, base_url: str) -> list[Entry]:
    """The latest changes, newest first, each with the statuses that turned because of it."""
    turned: dict[tuple[int, int], Turn] = {(turn.statement, turn.change): turn for turn in record.turns}
    found: dict[int, list[Entry]] = defaultdict(list)
    latest = sorted((change for changes in record.changes.values() for change in changes), key=lambda c: -c.number)
    for change in latest[:LATEST]:
        numbers = dict.fromkeys([change.subject_id, *(n for n, by in turned if by == change.number)])
        for number in numbers:
            if number not in record.statements:
                continue
            statement, turn = record.statements[number], turned.get((number, change.number))
            what = plain(language, f"action-{change.action}") if number == change.subject_id else ""
            moved = _moved(language, turn) if turn else ""
            said = site_words.headline(language, statement)
            page = f"{base_url}/s/{number}.html"
            title = f"{', '.join(filter(None, (what, moved)))}: {said}"
            found[change.number].append(
                Entry(page, number, change.number, change.at, change.author.name, title, statement.text)
            )
    return [entry for change in found.values() for entry in change]


def _moved(language: str, turn: Turn) -> str:
    return f"{plain(language, f'status-{turn.before}')} → {plain(language, f'status-{turn.after}')}"
