"""Recall, rank, decide: one read transaction from a question to its answer."""

from rapidfuzz import fuzz
from sqlmodel import Session, col, select

from store.matcher import Answer, Match, Query
from store.models import StatementRow
from store.record import Directory


def answer(session: Session, query: Query, _names: Directory) -> Answer:
    """What the record answers."""
    wanted = select(StatementRow).where(col(StatementRow.retracted).is_(None))
    words = " ".join(query.terms) or query.text
    matches = sorted(
        (Match(row.id or 0, fuzz.token_set_ratio(words, row.text) / 100, {}) for row in session.exec(wanted)),
        key=lambda match: -match.score,
    )
    good = tuple(match for match in matches if match.score > 0.6)
    if not good:
        return Answer(query, "nothing_on_record", nearest=tuple(matches[:3]))
    return Answer(query, "answer", good)
