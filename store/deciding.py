"""Whether anything on record answers a question, and how much of the ranking is the answer. Pure."""

from collections.abc import Sequence

from store.matcher import Answer, Match
from store.ranking import Asked

SHOWN = 50


def decide(question: Asked, ranked: Sequence[Match]) -> Answer:
    """The answer, or up to three statements that come near and are none."""
    query = question.query
    if not ranked or query.unknown or not _answers(question, ranked[0]):
        return Answer(query, "nothing_on_record", nearest=tuple(ranked[:3]))
    shown = tuple(match for match in ranked[:SHOWN] if match.score > ranked[0].score - 2.0)
    return Answer(query, "answer", shown)


def _answers(question: Asked, best: Match) -> bool:
    if question.speakers and "speaker" not in best.why:
        return False
    if not question.groups:
        return bool(question.speakers or question.query.mentions)
    return best.why.get("words", 0.0) > 0.34 or best.why.get("meaning", 0.0) > 2.2
