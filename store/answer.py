"""Recall, rank, decide: one read transaction from a question to its answer."""

from collections.abc import Sequence

from sqlmodel import Session

from store import nearness, recall, search, words
from store.deciding import decide
from store.matcher import Answer, Candidate, Intent, Match, Query
from store.ranking import REPLIES, Asked, rank
from store.record import Directory

WHOLE = 500
"""A record of so few statements is ranked whole: recalling would save nothing."""


def answer(session: Session, query: Query, names: Directory) -> Answer:
    """What the record answers, or that nothing on it does."""
    if query.intent is Intent.SMALL_TALK:
        return Answer(query, "nothing_on_record")
    question, ranked, meaning = ranking(session, query, names)
    return decide(question, ranked, meaning=meaning)


def ranking(session: Session, query: Query, names: Directory) -> tuple[Asked, list[Match], bool]:
    """The whole order that answers are cut from, and whether the encoder had its say."""
    question, found, meaning = candidates_of(session, query, names)
    return question, rank(question, found, meaning=meaning), meaning


def candidates_of(session: Session, query: Query, names: Directory) -> tuple[Asked, list[Candidate], bool]:
    """The statements worth ranking."""
    question = Asked(query, recall.groups(session, query, names), names)
    near = nearness.similarities(session, query.focus or query.text, " ".join(query.terms), query.pasted)
    replies = query.intent in REPLIES
    numbers = _numbers(session, question, near, replies=replies)
    if near is None:
        return question, search.candidates(session, numbers, replies=replies), False
    meaning = nearness.with_fresh(session, near, numbers).of
    return question, search.candidates(session, numbers, replies=replies, meaning=meaning), True


def _numbers(session: Session, question: Asked, near: nearness.Nearness | None, *, replies: bool) -> Sequence[int]:
    if words.total(session) <= WHOLE:
        return search.everything(session)
    found = dict.fromkeys(recall.numbers(session, question))
    found.update(dict.fromkeys(near.nearest(100) if near is not None else ()))
    query = question.query
    if query.statuses:
        found.update(dict.fromkeys(search.newest(session, query.acts, question.speakers, query.statuses)))
    elif not question.groups and not query.mentions:  # nothing but an act or a day
        found.update(dict.fromkeys(search.newest(session, query.acts, days=(query.date_from, query.date_to))))
    if replies:
        found.update(dict.fromkeys(search.responses_to(session, list(found)[:50])))
    return list(found)
