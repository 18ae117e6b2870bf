"""How well each candidate fits a question: fields first, content second, every reason kept by name. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import pairwise
from math import log

from store.matcher import Candidate, Group, Intent, Match, Query
from store.record import Act, Actor, Directory
from store.text import stem, stems
from store.weights import WITH_MEANING, WORDS_ALONE

ALIKE: Mapping[frozenset[Act], float] = {
    frozenset({Act.DEMAND, Act.APPEAL}): 0.8,
    frozenset({Act.APPEAL, Act.PROPOSE}): 0.6,
    frozenset({Act.REJECT, Act.DENY}): 0.6,
    frozenset({Act.AGREE, Act.PROMISE}): 0.5,
    frozenset({Act.ACCUSE, Act.CLAIM}): 0.5,
    frozenset({Act.DEMAND, Act.PROPOSE}): 0.4,
    frozenset({Act.WARN, Act.CLAIM}): 0.4,
    frozenset({Act.PROPOSE, Act.PROMISE}): 0.4,
    frozenset({Act.ACCUSE, Act.WARN}): 0.3,
    frozenset({Act.ACCUSE, Act.REJECT}): 0.3,
    frozenset({Act.AGREE, Act.PROPOSE}): 0.2,
}
"""How near two acts are: a demand and an appeal are both calls."""

OPPOSED = frozenset(
    {
        frozenset({Act.AGREE, Act.REJECT}),
        frozenset({Act.AGREE, Act.DENY}),
        frozenset({Act.PROMISE, Act.REJECT}),
        frozenset({Act.DENY, Act.ACCUSE}),
        frozenset({Act.DENY, Act.CLAIM}),
    }
)

MEMBER = 0.8
"""What a statement of a member weighs when its state was asked for: it counts, after the state's own."""

RULES: Mapping[str, float] = {
    "speaker": 1.0,
    "other_speaker": -10.0,
    "other_addressee": -10.0,
    "other_date": -10.0,
    "other_act": -5.0,
    "whole_quote": 6.0,
}
"""What was asked in so many words is not weighed: a statement of somebody else is no answer to “What did X say?”."""

CORRECTED = frozenset({Intent.DID, Intent.WHEN, Intent.STATUS})
"""Questions that suppose something: the opposite act is what corrects them."""

REPLIES = frozenset({Intent.RESPONSE, Intent.STATUS})


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with everything that is computed once for all candidates."""

    query: Query
    groups: Sequence[Group]
    names: Directory
    speakers: frozenset[int]
    addressees: frozenset[int]
    others: tuple[int, ...]
    quotes: tuple[tuple[str, ...], ...]
    spelt: tuple[str, ...]
    total: float


def asked(query: Query, groups: Sequence[Group], names: Directory) -> Asked:
    taken = {*query.speakers, *query.addressees}
    return Asked(
        query,
        groups,
        names,
        frozenset(query.speakers),
        frozenset(query.addressees),
        tuple(id_ for id_ in query.mentions if id_ not in taken),
        tuple(tuple(stems(words)) for words in query.quoted),
        tuple(max(group.stems, key=lambda one: group.stems[one]) for group in groups),
        sum(group.weight for group in groups) or 1.0,
    )


def rarity(documents: int, total: int) -> float:
    """Inverse document frequency, never negative."""
    return log(1 + (total + 0.5) / (documents + 0.5))


def rank(question: Asked, candidates: Sequence[Candidate], *, meaning: bool) -> list[Match]:
    """All candidates, best first; equal ones by date, newest first. The score is not yet a probability."""
    weights = {**(WITH_MEANING if meaning else WORDS_ALONE), **RULES}
    reasons = features(question, candidates)
    scored = [
        Match(one.number, sum(weights.get(name, 0.0) * value for name, value in why.items()), why)
        for one, why in zip(candidates, reasons, strict=True)
    ]
    said = {one.number: one.said_from or date.min for one in candidates}
    return sorted(scored, key=lambda match: (-match.score, -said[match.number].toordinal(), match.number))


def features(question: Asked, candidates: Sequence[Candidate]) -> list[dict[str, float]]:
    """Of each candidate the reasons for it, by name; what was not asked for is no reason."""
    found = {one.number: _own(question, one) for one in candidates}
    nearness = {one.number: one.nearness for one in candidates}
    for one in candidates:
        parents = [number for number in one.answers if number in found]
        if parents and question.query.intent in REPLIES:
            why = found[one.number]
            why["reply"] = 1.0
            why["reply_words"] = max(found[number].get("words", 0.0) for number in parents)
            why["reply_meaning"] = max(nearness[number] for number in parents)
            why["reply_named"] = max(found[number].get("named", 0.0) for number in parents)
            why["reply_owner"] = max(found[number].get("owner", 0.0) for number in parents)
    return [found[one.number] for one in candidates]


def _own(question: Asked, one: Candidate) -> dict[str, float]:
    words = frozenset(one.words)
    why = {
        **_content(question, one, words),
        **_people(question, one, words),
        **_act(question.query, one),
        **_dated(question.query, one),
    }
    return {name: value for name, value in why.items() if value}


def _content(question: Asked, one: Candidate, words: frozenset[str]) -> dict[str, float]:
    """What is said: words, numbers, neighbours, quotations, and the meaning of it all."""
    covered = coverage(question.groups, words, one.topics) / question.total
    why = {"words": covered, "meaning": one.nearness, "cosine": one.cosine}
    why["all_words"] = float(covered == 1 and bool(question.groups))
    about = [group.topics for group in question.groups if group.topics]
    if about and one.topics:
        why["first_topic"] = sum(one.topics[0] in topics for topics in about) / len(about)
    why["early"] = _early(question, one)
    why["many_words"] = covered * min(len(question.groups), 6) / 6
    figures = [group for group in question.groups if group.word[:1].isdecimal()]
    if figures:
        why["figures"] = sum(group.word in words for group in figures) / len(figures)
    if len(question.query.terms) > 1:
        why["pairs"] = _holds(one.words, question.spelt)
    if question.quotes:
        held = [_holds(one.words, quote) for quote in question.quotes]
        why["quote"] = max(held)
        why["whole_quote"] = float(
            any(share == 1 and len(quote) > 2 for share, quote in zip(held, question.quotes, strict=True))
        )
    return why


def _people(question: Asked, one: Candidate, words: frozenset[str]) -> dict[str, float]:
    """Who says it, to whom, and who else is named."""
    query, names = question.query, question.names
    why: dict[str, float] = {}
    if query.speakers:
        # “Is X's demand still open?”: X made what is asked about, others may have answered it.
        kind = "owner" if query.intent is Intent.STATUS else "speaker"
        why[kind] = side(names, one.speaker, question.speakers)
        why["other_speaker"] = float(kind == "speaker" and not why[kind])
    if query.likely:
        why["likely"] = side(names, one.speaker, frozenset(query.likely))
    if query.addressees:
        why["addressee"] = max((side(names, actor, question.addressees) for actor in one.addressees), default=0.0)
        why["other_addressee"] = float(query.aimed and not why["addressee"])
    if question.others:
        why["named"] = _named(question, one, words)
    if query.subject and one.speaker in names.actors:
        called = _called(names.actors[one.speaker])
        why["subject"] = sum(stem(word) in called for word in query.subject) / len(query.subject)
    return why


def _act(query: Query, one: Candidate) -> dict[str, float]:
    """Whether it does what was asked for, or the opposite, which corrects a question that supposes something."""
    if not query.acts:
        return {}
    fits = max(alike(act, one.act) * (1.0 if at == 0 else 0.9) for at, act in enumerate(query.acts))
    kind = f"act_{query.intent}" if query.intent in {Intent.WHO, Intent.WHAT, Intent.DID} else "act"
    opposite = "opposite_corrects" if query.intent in CORRECTED else "opposite"
    return {
        kind: fits,
        "other_act": float(query.intent is Intent.WHAT and bool(query.speakers) and fits < 0.5),
        opposite: float(frozenset({query.acts[0], one.act}) in OPPOSED),
    }


def coverage(groups: Iterable[Group], words: frozenset[str], topics: Sequence[int]) -> float:
    """The weight of what is asked that a statement has, by word, near word or topic."""
    total = 0.0
    for group in groups:
        near = max((nearness for stem_, nearness in group.stems.items() if stem_ in words), default=0.0)
        if near < 1 and any(topic in group.topics for topic in topics):
            near = 1.0
        total += group.weight * near
    return total


def side(names: Directory, actor: int, wanted: frozenset[int]) -> float:
    """1 for one of the wanted actors, `MEMBER` for somebody on their side, else 0."""
    if actor in wanted:
        return 1.0
    return MEMBER if any(group in wanted for group in names.sides(actor)) else 0.0


def alike(act: Act, other: Act) -> float:
    return 1.0 if act == other else ALIKE.get(frozenset({act, other}), 0.0)


def within(query: Query, one: Candidate) -> float:
    """1 when surely said in the days asked for, 0.6 when perhaps, -1 when not, -0.5 when nobody knows."""
    if one.said_from is None or one.said_to is None:
        return -0.5
    first, last = query.date_from or date.min, query.date_to or date.max
    if first <= one.said_from and one.said_to <= last:
        return 1.0
    return 0.6 if one.said_from <= last and first <= one.said_to else -1.0


def _dated(query: Query, one: Candidate) -> dict[str, float]:
    """Whether it was said when asked for; a day that may be part of what was said is only a hint."""
    if not (query.date_from or query.date_to):
        return {}
    fits = within(query, one)
    if query.date_hint:
        return {"date_hint": max(fits, 0.0)}
    kind = "date" if fits == 1 else "date_perhaps" if fits > 0 else "other_date" if fits == -1 else "no_date"
    return {kind: 1.0}


def _named(question: Asked, one: Candidate, words: frozenset[str]) -> float:
    """The share of the other actors named in the question that take part in a statement or are named in it."""
    total = 0.0
    for actor in question.others:
        wanted = frozenset({actor})
        taking_part = max(side(question.names, id_, wanted) for id_ in (one.speaker, *one.addressees))
        in_text = actor in question.names.actors and any(name <= words for name in _names(question.names.actors[actor]))
        total += max(taking_part if taking_part == 1 else taking_part * 0.9, 0.6 if in_text else 0.0)
    return total / len(question.others)


@lru_cache(maxsize=4096)
def _called(actor: Actor) -> frozenset[str]:
    return frozenset(stems(" ".join([actor.name, *actor.aliases, actor.role or ""])))


@lru_cache(maxsize=4096)
def _names(actor: Actor) -> tuple[frozenset[str], ...]:
    return tuple(found for name in (actor.name, *actor.aliases) if (found := frozenset(stems(name))))


def _early(question: Asked, one: Candidate) -> float:
    """How near the beginning of a statement the first word asked for stands: there it says what it is about."""
    wanted = {stem_ for group in question.groups for stem_ in group.stems}
    at = next((at for at, word in enumerate(one.words) if word in wanted), None)
    return 0.0 if at is None else 1 / (1 + at / 5)


def _holds(words: tuple[str, ...], quote: tuple[str, ...]) -> float:
    """1 when the words stand together in this order, less when only some neighbours do."""
    if len(quote) == 1:
        return float(quote[0] in words)
    pairs = set(pairwise(words))
    wanted = list(pairwise(quote))
    return sum(pair in pairs for pair in wanted) / len(wanted) if wanted else 0.0
