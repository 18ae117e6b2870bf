"""Whether anything on record answers a question. Pure."""

import re
from collections.abc import Mapping, Sequence
from math import exp

from store.matcher import Intent, Match, Query
from store.ranking import REPLIES, RULES, Asked
from store.text import tokens
from store.weights import ANSWERS, ANSWERS_WORDS_ALONE

ABSENT = frozenset(
    {
        "other_speaker",
        "other_side",
        "other_speaker_of_side",
        "other_addressee",
        "object_speaks",
        "other_date",
        "other_act",
        "other_deed",
        "other_status",
        "no_date",
    }
)
"""Reasons that say that something asked for in so many words is not there."""

CORRECTS = 0.3
"""The share of a question's content without which the opposite act is about something else, and corrects nothing."""

GROUNDS = frozenset(
    {
        "addressee",
        "likely",
        "named",
        "other_speaker_of_side",
        "owner",
        "reply_named",
        "reply_owner",
        "reply_words",
        "speaker",
        "status",
        "subject",
        "words",
    }
)
"""Reasons that tie a statement to a question: an answer has one of them, or is near in meaning."""

NEAR = 0.04
"""The `likeness` that ties a statement to a question without any of these: one in a hundred right answers has less."""

ABOUT = 0.045
"""The `subject_likeness` of a statement that is about what was asked without one of its words: thirteen statements that
were about something else had .040 at most."""

_ABOUT = re.compile(
    r"\b(?:about|regarding|concerning|(?:position|stance|view|opinion) on|про|щодо|стосовно|насч[её]т|об?|обо)\b",
    re.IGNORECASE,
)
"""What says that the words after it are what a statement has to be about."""

_FACT = re.compile(
    r"\bhow (?:many|much|tall|old|big|far|long|high|do i|can i|to)\b|\bwhat time\b|\bwhere (?:can|do) i\b|\brecipe\b"
    r"|\b(?:should|shall) (?:i|we)\b|\bwhat['’]?s .*\bworth\b|\bopening (?:hours|times)\b|скільки|сколько",
    re.IGNORECASE,
)
"""Questions for a figure, a recipe or advice: no statement is an answer to them unless its speaker was asked for."""


def answers(question: Asked, ranked: Sequence[Match], *, meaning: bool) -> bool:
    """Whether the best statement answers: nothing that was named is missing, and enough of the rest is there."""
    if missing(question, ranked[0]) or not _asks(question.query):
        return False
    weights = ANSWERS if meaning and _compared(ranked[0]) else ANSWERS_WORDS_ALONE
    found = signs(question, ranked)
    if not question.groups and not {"unnamed", "no_act"} & found.keys():
        return True
    if question.query.intent is Intent.KEYWORDS and ranked[0].why.get("all_words") and not question.others:
        return True
    total = sum(weights.get(name, 0.0) * value for name, value in found.items())
    return 1 / (1 + exp(-total)) >= 0.5


def missing(question: Asked, best: Match) -> bool:
    """Whether something that was asked for by name is not there, so that no likeness of words can make up for it."""
    query, why = question.query, best.why
    return bool(
        (query.unknown and not _known(question))
        or ABSENT & set(why)
        or (
            query.subject
            and not {"subject", "reply"} & why.keys()
            and all(_unheard(question, word) for word in query.subject)
        )
        or (_undone(query, best) and (query.intent is Intent.DID or _unheard_of(question)))
        or (query.intent is Intent.WHEN and _unsaid(question, best))
        or _said_to_others(query, best)
        or (question.groups and not tied(best))
        or _off_subject(question, best)
    )


def _asks(query: Query) -> bool:
    """Whether there is anything in it that a statement could answer."""
    told = query.terms or query.mentions or query.acts or query.quoted or query.statuses
    return bool(told or query.date_from or query.date_to or query.unknown or query.ambiguous)


def fits(match: Match) -> float:
    """How near its act is to the one asked for."""
    return max((value for name, value in match.why.items() if name.startswith("act")), default=0.0)


def tied(match: Match) -> bool:
    """Whether it has anything to do with the question but its act."""
    return any(match.why.get(name) for name in GROUNDS) or match.why.get("likeness", 0.0) >= NEAR


def _undone(query: Query, best: Match) -> bool:
    """Whether it neither does what was asked for nor the opposite: “Did X offer to mediate?”, who only warned."""
    about = query.intent is not Intent.DID or best.why.get("words", 0.0) >= CORRECTS or _foreign(query)
    return bool(query.acts) and fits(best) < 0.5 and not (best.why.get("opposite_corrects") and about)


def _said_to_others(query: Query, best: Match) -> bool:
    """Whether it is asked what somebody demanded of (promised …) somebody, and this is to others and names them not."""
    asked = query.intent in {Intent.WHAT, Intent.DID} and query.speakers and (query.acts or query.addressees)
    return bool(asked) and "to_others" in best.why and not {"about_addressee", "opposite_corrects"} & best.why.keys()


def _unsaid(question: Asked, best: Match) -> bool:
    """Whether somebody has said nothing of what a question supposes that they said: “When did X say sorry?”."""
    query = question.query
    if not (query.speakers and question.groups) or _foreign(query) or best.why.get("opposite_corrects"):
        return False
    return _elsewhere(best)


def _off_subject(question: Asked, best: Match) -> bool:
    """Whether it is asked what somebody said about something, and this is only something else that they said.

    Without vectors nobody can tell what words in other letters than the record's are about.
    """
    query = question.query
    if not (query.speakers and question.groups and _ABOUT.search(query.text)) or query.intent in REPLIES:
        return False
    return _elsewhere(best) and (_compared(best) or not _foreign(query))


def _elsewhere(best: Match) -> bool:
    """Whether neither a word nor a name nor its meaning has to do with what was asked."""
    if any(best.why.get(name) for name in ("words", "named", "quote")):
        return False
    return not _compared(best) or best.why.get("subject_likeness", 0.0) < ABOUT


def _compared(match: Match) -> bool:
    """Whether its meaning was compared: what was imported a moment ago may have no vector yet."""
    return "meaning" in match.why


def _foreign(query: Query) -> bool:
    """Whether most of it is not in Latin letters."""
    return sum(map(_not_latin, query.terms)) * 2 > len(query.terms)


def _not_latin(word: str) -> bool:
    return word[:1] > "\u0400"


def _unheard_of(question: Asked) -> bool:
    """Whether the record has not one of the question's words, though they are in its own script."""
    readable = [group for group in question.groups if not _not_latin(group.word)]
    return bool(readable) and not any(group.documents for group in question.groups)


def _known(question: Asked) -> bool:
    """Whether a strange name is a word of the record: “the NATO demand” is about NATO, “of NATO” may be, too."""
    heard = {group.word for group in question.groups if group.documents}
    may_be = question.query.intent is Intent.STATUS or bool(question.query.speakers)
    return may_be and all(word in heard for name in question.query.unknown for word in tokens(name))


def _unheard(question: Asked, word: str) -> bool:
    return any(group.word == word and not group.documents for group in question.groups)


def signs(question: Asked, ranked: Sequence[Match]) -> Mapping[str, float]:
    """What the decision is made from: how much of the question is covered, and how far the best stands out."""
    query, best = question.query, ranked[0]
    why = best.why
    unheard = sum(group.weight for group in question.groups if not group.documents) / question.total
    foreign = _foreign(query)
    found = {
        "bias": 1.0,
        "words": max(why.get("words", 0.0), why.get("reply_words", 0.0)) if question.groups else 0.0,
        "unheard": unheard if question.groups and not foreign else 0.0,
        "foreign": float(foreign),
        "fact": float(bool(_FACT.search(query.text)) and not (query.speakers and query.acts)),
        "stands_out": _stands_out(ranked),
        "bm25": why.get("bm25", 0.0),
        "pairs": why.get("pairs", 0.0),
        "many_words": why.get("many_words", 0.0),
        "likeness": 10 * why.get("likeness", 0.0),
        "subject_likeness": 10 * why.get("subject_likeness", 0.0),
        "addressee": why.get("addressee", 0.0),
        "reply": why.get("reply_meaning", 0.0),
        "named": why.get("named", 0.0),
        "unnamed": float(bool(question.others) and not why.get("named")),
        "speaker": float("speaker" in why and why["speaker"] > 0),
        "no_figures": float(
            max(why.get("figures", 0.0), why.get("reply_words", 0.0)) < 1
            and any(group.word[:1].isdecimal() for group in question.groups)
        ),
        "dated": why.get("date", 0.0),
        "likely": why.get("likely", 0.0),
        "all_words": why.get("all_words", 0.0),
        "quote": float(bool(why.get("whole_quote"))),
        "long": float(len(query.terms) > 8),
        "few": float(0 < len(query.terms) < 3),
        "is_claim": float(query.intent is Intent.CLAIM),
        "is_keywords": float(query.intent is Intent.KEYWORDS),
        "is_did": float(query.intent is Intent.DID),
        **_act(query, best),
    }
    return {name: value for name, value in found.items() if value}


def _stands_out(ranked: Sequence[Match]) -> float:
    """How far the best is above those that surely are no answer: where ten more follow the first five."""
    others = ranked[5:15]
    return (_weighed(ranked[0]) - sum(map(_weighed, others)) / 10) / 5 if len(others) == 10 else 0.0


def _weighed(match: Match) -> float:
    """Its score without what is not weighed: where a speaker is named, everybody else's statements are far behind."""
    return match.score - sum(RULES.get(name, 0.0) * value for name, value in match.why.items())


def _act(query: Query, best: Match) -> dict[str, float]:
    if not query.acts:
        return {}
    fit = fits(best)
    corrects = bool(best.why.get("opposite_corrects"))
    kind = "loose" if query.intent in {Intent.WHO, Intent.KEYWORDS, Intent.CLAIM, Intent.STATUS} else "strict"
    return {
        f"act_{kind}": fit,
        "no_act": float(kind == "strict" and not fit and not corrects),
        "corrects": float(corrects),
    }
