"""Whether anything on record answers a question, and how much of the ranking is the answer. Pure."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from math import exp

from store.matcher import Answer, Intent, Match, Query
from store.ranking import REPLIES, RULES, Asked
from store.text import tokens
from store.weights import ANSWERS, ANSWERS_WORDS_ALONE

SHOWN = 50

MARGIN = 5.5
"""How far below the best a statement may score and still belong to the answer: chosen so that few are lost."""

FIRM = 2.0
"""How far below the best a statement is still counted as answering: four of five such belong to the answer on the
development questions, nine of ten of the whole answer are among them. Those further down are shown as related."""

SAID = 0.5
"""The share of a question's content that a statement has to hold before it is answered with yes."""

ABSENT = frozenset(
    {
        "other_speaker",
        "other_side",
        "other_speaker_of_side",
        "other_addressee",
        "object_speaks",
        "other_date",
        "other_act",
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
    r"\bhow (?:many|much|tall|old|big|far|long|high|do i|can i|to)\b|\b(?:should|shall) (?:i|we)\b|скільки|сколько",
    re.IGNORECASE,
)
"""Questions for a figure, a recipe or advice: no statement is an answer to them unless its speaker was asked for."""


def decide(question: Asked, ranked: Sequence[Match], *, meaning: bool) -> Answer:
    """The answer, or up to three statements that come near and are none."""
    query = question.query
    if not ranked or not answers(question, ranked, meaning=meaning):
        return Answer(query, "nothing_on_record", nearest=tuple(map(_rated, nearest(query, ranked))))
    told = _replies_first(question, shown(query, ranked), ranked)
    firm = len(told) if query.statuses else sum(match.score > ranked[0].score - FIRM for match in told)
    return Answer(query, "answer", tuple(map(_rated, told)), affirms=affirms(query, told[0]), firm=firm)


def _replies_first(question: Asked, told: Sequence[Match], ranked: Sequence[Match]) -> list[Match]:
    """Where it is asked what became of something, or was said to it, what responds to the likeliest comes before it."""
    best = ranked[0]
    replies = question.replies.get(best.number, set())
    first = [
        replace(match, score=max(match.score, best.score))
        for match in ranked
        if match.number in replies and "other_speaker" not in match.why
    ]
    return [*first, *(match for match in told if match.number not in replies or "other_speaker" in match.why)]


def nearest(query: Query, ranked: Sequence[Match]) -> Sequence[Match]:
    """What comes near and is no answer: first of all what speaks against what the question supposes."""
    if query.statuses:
        return ()
    return sorted(filter(_tied, ranked[:SHOWN]), key=lambda match: not _speaks_against(match))[:3]


def _tied(match: Match) -> bool:
    """Whether it has anything to do with the question but its act."""
    return any(match.why.get(name) for name in GROUNDS) or match.why.get("likeness", 0.0) >= NEAR


def _speaks_against(match: Match) -> bool:
    return {"opposite_corrects", "words"} <= match.why.keys() and "other_speaker" not in match.why


def _rated(match: Match) -> Match:
    """The match with its score between 0 and 1, in the same order."""
    return replace(match, score=1 / (1 + exp(-max(match.score, -50.0) / 4)))


def affirms(query: Query, best: Match) -> bool | None:
    """Yes when the best does what was asked, no when it does the opposite, None when that was not the question.

    Nor is there a yes or a no about somebody whose name several have.
    """
    if query.ambiguous:
        return None
    if best.why.get("opposite_corrects") and query.intent is not Intent.STATUS:
        return False
    if query.intent is not Intent.DID:
        return None
    holds = best.why.get("words", 0.0) >= SAID
    return True if holds and (not query.acts or _fits(best) >= 0.5) else None


def _fits(match: Match) -> float:
    """How near its act is to the one asked for."""
    return max((value for name, value in match.why.items() if name.startswith("act")), default=0.0)


def answers(question: Asked, ranked: Sequence[Match], *, meaning: bool) -> bool:
    """Whether the best statement answers: nothing that was named is missing, and enough of the rest is there."""
    if missing(question, ranked[0]):
        return False
    weights = ANSWERS if meaning and _compared(ranked[0]) else ANSWERS_WORDS_ALONE
    if not question.groups and not ({"unnamed", "no_act"} & set(signs(question, ranked))):
        return True
    if question.query.intent is Intent.KEYWORDS and ranked[0].why.get("all_words") and not question.others:
        return True
    total = sum(weights.get(name, 0.0) * value for name, value in signs(question, ranked).items())
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
        or _said_to_others(query, best)
        or (question.groups and not _tied(best))
        or _off_subject(question, best)
    )


def _undone(query: Query, best: Match) -> bool:
    """Whether it neither does what was asked for nor the opposite: “Did X offer to mediate?”, who only warned."""
    about = query.intent is not Intent.DID or best.why.get("words", 0.0) >= CORRECTS or _foreign(query)
    return bool(query.acts) and _fits(best) < 0.5 and not (best.why.get("opposite_corrects") and about)


def _said_to_others(query: Query, best: Match) -> bool:
    """Whether it is asked what somebody demanded of (promised …) somebody, and this is to others and names them not."""
    asked = query.intent in {Intent.WHAT, Intent.DID} and query.speakers and query.acts
    return bool(asked) and "to_others" in best.why and not {"about_addressee", "opposite_corrects"} & best.why.keys()


def _off_subject(question: Asked, best: Match) -> bool:
    """Whether it is asked what somebody said about something, and this is only something else that they said.

    Without vectors nobody can tell what words in other letters than the record's are about.
    """
    query, why = question.query, best.why
    if not (query.speakers and question.groups and _ABOUT.search(query.text)) or query.intent in REPLIES:
        return False
    if why.get("words") or why.get("named") or why.get("quote"):
        return False
    return why.get("subject_likeness", 0.0) < ABOUT if _compared(best) else not _foreign(query)


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
    fits = _fits(best)
    corrects = bool(best.why.get("opposite_corrects"))
    kind = "loose" if query.intent in {Intent.WHO, Intent.KEYWORDS, Intent.CLAIM, Intent.STATUS} else "strict"
    return {
        f"act_{kind}": fits,
        "no_act": float(kind == "strict" and not fits and not corrects),
        "corrects": float(corrects),
    }


def shown(query: Query, ranked: Sequence[Match]) -> list[Match]:
    """The head of the ranking that belongs to the answer: near the best, and of the act that was asked for.

    While it is open which of several people is meant, what one of them said against it belongs to it too.
    """
    best = ranked[0]
    if query.statuses and not query.terms:
        return [match for match in ranked if not ABSENT & set(match.why)]
    strict = query.intent in {Intent.WHO, Intent.WHAT} and query.acts and _fits(best) >= 0.5
    return [
        match
        for match in ranked[:SHOWN]
        if (match.score > best.score - MARGIN and (not strict or _fits(match) >= 0.5))
        or (query.ambiguous and _speaks_against(match))
    ]
