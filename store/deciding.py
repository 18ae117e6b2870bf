"""The answer from the ranked statements: yes or no, which of them belong to it, what comes near. Pure."""

from collections.abc import Sequence
from dataclasses import replace
from math import exp

from store.abstaining import ABSENT, answers, fits, tied
from store.matcher import Answer, Intent, Match, Query
from store.ranking import Asked

SHOWN = 50

MARGIN = 6.5
"""How far below the best a statement may score and still belong to the answer: chosen so that few are lost."""

FIRM = 2.0
"""How far below the best a statement is still counted as answering: of such on the development questions nine in ten
belong to the answer (two in three on words alone), and six in seven of the whole answer are among them. Those further
down are shown as related."""

EXACTLY = 0.95
"""How near an act has to be to be the one asked for: “who demanded what” counts no appeals."""

LISTS = frozenset({Intent.WHO, Intent.WHAT, Intent.KEYWORDS})
"""Questions that ask for all there is."""

SAID = 0.5
"""The share of a question's content that a statement has to hold before it is answered with yes."""


def decide(question: Asked, ranked: Sequence[Match], *, meaning: bool) -> Answer:
    """The answer, or up to three statements that come near and are none."""
    query = question.query
    if not ranked or not answers(question, ranked, meaning=meaning):
        return Answer(query, "nothing_on_record", nearest=tuple(map(_rated, nearest(query, ranked))))
    told = _replies_first(question, shown(query, ranked), ranked)
    firm = len(told) if query.statuses else sum(match.score > ranked[0].score - FIRM for match in told)
    if belong := [match for match in told if _belongs(query, match)]:
        rest = [match for match in told if not _belongs(query, match)]
        if not query.terms:  # nothing but the act tells them apart
            belong.sort(key=fits, reverse=True)
        told, firm = [*belong, *rest], max(firm, len(belong))
    return Answer(query, "answer", tuple(map(_rated, told)), affirms=affirms(query, told[0]), firm=firm)


def _belongs(query: Query, match: Match) -> bool:
    """Whether it has all that is asked for, where that is only who, what they did and when, or only a topic.

    All such belong to the answer, however they are ranked: “who said no”, “on 16 May”, “Putin”, “ceasefire”.
    """
    why = match.why
    if query.intent not in LISTS or ABSENT & why.keys() or "date_perhaps" in why:
        return False
    if query.terms:
        return query.intent is Intent.KEYWORDS and not (query.mentions or query.acts) and bool(why.get("all_words"))
    named = not query.mentions or any(why.get(name) for name in ("speaker", "addressee", "likely", "named"))
    to_them = not query.addressees or bool(why.get("addressee"))
    return named and to_them and (not query.acts or fits(match) >= EXACTLY)


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
    return sorted(filter(tied, ranked[:SHOWN]), key=lambda match: not _speaks_against(match))[:3]


def _speaks_against(match: Match) -> bool:
    return {"opposite_corrects", "words"} <= match.why.keys() and "other_speaker" not in match.why


def _turns_round(query: Query, match: Match) -> bool:
    """Whether the other one did it: “When did X refuse to meet Y?” where Y refused to meet X."""
    asks = query.intent in {Intent.DID, Intent.WHEN} and bool(query.acts)
    return asks and {"turned_round", "all_words"} <= match.why.keys() and fits(match) == 1


def _went_on(query: Query, match: Match) -> bool:
    """Whether whoever made what is asked about spoke of just that again: where it stands may be in it."""
    return query.intent is Intent.STATUS and match.why.get("owner") == 1 and "all_words" in match.why


def _rated(match: Match) -> Match:
    """The match with its score between 0 and 1, in the same order."""
    return replace(match, score=1 / (1 + exp(-max(match.score, -50.0) / 6)))


def affirms(query: Query, best: Match) -> bool | None:
    """Yes when the best does what was asked, no when it does the opposite, None when that was not the question.

    What came to pass is no statement's to affirm: “Has X given up land?” gets what X said of it, and no yes. Nor is
    there a yes or a no about somebody whose name several have.
    """
    if query.ambiguous:
        return None
    if best.why.get("opposite_corrects") and query.intent is not Intent.STATUS:
        return False
    if query.intent is not Intent.DID:
        return None
    does = fits(best) >= 0.5 if query.acts else query.saying and not best.why.get("against")
    return True if does and best.why.get("words", 0.0) >= SAID else None


def shown(query: Query, ranked: Sequence[Match]) -> list[Match]:
    """The head of the ranking that belongs to the answer: near the best, and of the act that was asked for.

    While it is open which of several people is meant, what one of them said against it belongs to it too; and so does
    that it was the other way round, and what became of a demand in its speaker's own words.
    """
    best = ranked[0]
    if query.statuses and not query.terms:
        return [match for match in ranked if not ABSENT & set(match.why)]
    strict = query.intent in {Intent.WHO, Intent.WHAT} and query.acts and fits(best) >= 0.5
    return [
        match
        for match in ranked[:SHOWN]
        if (match.score > best.score - MARGIN and (not strict or fits(match) >= 0.5) and (match is best or tied(match)))
        or (query.ambiguous and _speaks_against(match))
        or _turns_round(query, match)
        or _went_on(query, match)
        or _belongs(query, match)
    ]
