"""How well each candidate fits a question: fields first, content second, every reason kept by name. Pure."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache
from itertools import pairwise
from math import log

from store.acts import AGAINST, OPPOSED, alike, rules_out
from store.matcher import Candidate, Group, Intent, Match, Query
from store.record import Act, Actor, Directory, Kind
from store.text import FUNCTION_WORDS, stem, stems
from store.weights import TEXTS, WITH_MEANING, WORDS_ALONE

MEMBER = 0.8
"""What a statement of a member weighs when its state was asked for: it counts, after the state's own."""

RULES: Mapping[str, float] = {
    "speaker": 1.0,
    "other_speaker": -10.0,
    "other_speaker_of_side": -5.0,
    "other_addressee": -10.0,
    "object_speaks": -5.0,
    "other_date": -10.0,
    "date_perhaps": -5.0,
    "other_act": -5.0,
    "other_deed": -5.0,
    "other_side": -10.0,
    "other_status": -10.0,
    "whole_quote": 6.0,
    "aimed": 10.0,
}
"""What was asked in so many words is not weighed: a statement of somebody else is no answer to “What did X say?”."""

CORRECTED = frozenset({Intent.DID, Intent.WHEN, Intent.STATUS})
"""Questions that suppose something: the opposite act is what corrects them."""

USUAL = 15
"""Words of content of a statement of usual length: a longer one holds a word more easily."""

_LIGHT = frozenset(map(stem, FUNCTION_WORDS))

SPELT = 0.75
"""How near a word has to be to the one asked to count as that word, spelt in another way."""

SHORTEST = 4
"""Letters of a name that adjectives are made of."""

REPLIES = frozenset({Intent.RESPONSE, Intent.STATUS})


class Asked:
    """A question with everything that is computed once for all candidates."""

    def __init__(self, query: Query, groups: Sequence[Group], names: Directory) -> None:
        self.query, self.groups, self.names = query, groups, names
        self.total = sum(group.weight for group in groups) or 1.0
        self.spelt = [max(group.stems, key=lambda one: group.stems[one]) for group in groups]
        self.pairs = _pairs(self.spelt)
        self.quotes = tuple(_pairs(stems(words)) for words in query.quoted)
        taken = {*query.speakers, *query.addressees}
        self.others = tuple(id_ for id_ in query.mentions if id_ not in taken)
        self.worth: dict[str, list[tuple[int, float]]] = {}
        """Of each stem that may stand for something asked: the places of those groups, and how near it is to them."""
        self.about: dict[int, list[int]] = {}
        """Of each topic the places of the groups that name it."""
        for at, group in enumerate(groups):
            for stem_, nearness in group.stems.items():
                self.worth.setdefault(stem_, []).append((at, nearness))
            for topic in group.topics:
                self.about.setdefault(topic, []).append(at)
        self.named_topics = [group.topics for group in groups if group.topics]
        self.figures = [group.word for group in groups if group.word[:1].isdecimal()]
        self.speakers = sides_of(names, query.speakers)
        self.above = frozenset(side for actor in query.speakers for side in names.sides(actor))
        self.addressees = sides_of(names, query.addressees)
        self.likely = sides_of(names, query.likely)
        known = [(id_, names.actors[id_]) for id_ in self.others if id_ in names.actors]
        self.named = [(sides_of(names, [id_]), _names(actor), _adjectives(actor)) for id_, actor in known]
        told = [names.actors[id_] for id_ in query.addressees if id_ in names.actors]
        self.spoken_to = [spelt for actor in told for spelt in _names(actor)]
        self.acts = {act: _act(query, act) for act in Act}
        self.replies: dict[int, set[int]] = {}
        """Of each candidate those that respond to it, once their reasons are known."""


def sides_of(names: Directory, wanted: Sequence[int]) -> dict[int, float]:
    """Who counts for the wanted actors: 1 for themselves, who come first, `MEMBER` for everybody on their side."""
    members = sorted({id_ for actor in wanted for id_ in names.members.get(actor, ())})
    return {**dict.fromkeys(wanted, 1.0), **{id_: MEMBER for id_ in members if id_ not in wanted}}


def rarity(documents: int, total: int) -> float:
    """Inverse document frequency, never negative."""
    return log(1 + (total + 0.5) / (documents + 0.5))


def rank(question: Asked, candidates: Sequence[Candidate], *, meaning: bool) -> list[Match]:
    """All candidates, best first; equal ones by date, newest first. The score is not yet a probability."""
    listing = question.query.statuses and not question.query.terms  # all alike: the newest first
    weights = RULES if listing else {**_weights(question.query, meaning=meaning), **RULES}
    reasons = features(question, candidates)
    scored = [
        Match(one.number, sum([weights.get(name, 0.0) * value for name, value in why.items()]), why)
        for one, why in zip(candidates, reasons, strict=True)
    ]
    said = {one.number: one.said_from or date.min for one in candidates}
    return sorted(scored, key=lambda match: (-match.score, -said[match.number].toordinal(), match.number))


def _weights(query: Query, *, meaning: bool) -> Mapping[str, float]:
    if query.pasted:
        return TEXTS
    return WITH_MEANING if meaning else WORDS_ALONE


def features(question: Asked, candidates: Sequence[Candidate]) -> list[dict[str, float]]:
    """Of each candidate the reasons for it, by name; what was not asked for is no reason."""
    found = {one.number: _own(question, one) for one in candidates}
    if question.query.intent not in REPLIES:
        return list(found.values())
    nearness = {one.number: one.nearness for one in candidates}
    for one in candidates:
        if parents := [number for number in one.answers if number in found]:
            for number in parents:
                question.replies.setdefault(number, set()).add(one.number)
            why = found[one.number]
            why["reply"] = 1.0
            why["reply_words"] = max(found[number].get("words", 0.0) for number in parents)
            why["reply_meaning"] = max(nearness[number] for number in parents)
            why["reply_named"] = max(found[number].get("named", 0.0) for number in parents)
            why["reply_owner"] = max(found[number].get("owner", 0.0) for number in parents)
    return [found[one.number] for one in candidates]


def _own(question: Asked, one: Candidate) -> dict[str, float]:
    why = {
        "meaning": one.nearness,
        "words_meaning": one.words_nearness,
        "alike": one.alike,
        "likeness": one.likeness,
        "subject_likeness": one.subject_likeness,
        **question.acts[one.act],
    }
    words = frozenset(one.words)
    if question.groups:
        _content(question, one, words, why)
    if question.quotes:
        held = [_holds(one.words, quote) for quote in question.quotes]
        why["quote"] = max(held)
        why["whole_quote"] = float(
            any(share == 1 and len(quote) > 1 for share, quote in zip(held, question.quotes, strict=True))
        )
    if question.query.telling:
        why["other_deed"] = float(question.query.telling.isdisjoint(words))
    _people(question, one, words, why)
    if question.query.statuses:
        why["status" if _stands(question, one, why) else "other_status"] = 1.0
    if question.query.date_from or question.query.date_to:
        why |= _dated(question.query, one)
    return {name: value for name, value in why.items() if value}


def _stands(question: Asked, one: Candidate, why: Mapping[str, float]) -> bool:
    """Whether it belongs to what was asked for: that act and status, and whoever is named has to do with it."""
    query = question.query
    of_act = one.act in query.acts or not query.acts
    return of_act and one.status in query.statuses and (not question.others or why.get("named", 0.0) > 0)


def _content(question: Asked, one: Candidate, words: frozenset[str], why: dict[str, float]) -> None:
    """What is said: words and topics, numbers, neighbours."""
    near: dict[int, float] = {}
    bm25 = 0.0
    hits = question.worth.keys() & words
    length = 1.2 * (0.6 + 0.4 * sum([word not in _LIGHT for word in one.words]) / USUAL)
    for stem_ in hits:
        places = question.worth[stem_]
        for at, nearness in places:
            if nearness > near.get(at, 0.0):
                near[at] = nearness
        # The usual measure (Robertson 1994; k1 = 1.2, b = 0.75), as a share of what the words asked could reach.
        often, (at, nearness) = one.words.count(stem_), places[0]
        bm25 += question.groups[at].weight * nearness * often / (often + length)
    for topic in one.topics:
        for at in question.about.get(topic, ()):
            near[at] = 1.0
    if not near:
        return
    held = sum([question.groups[at].weight * nearness for at, nearness in near.items()]) / question.total
    why["words"] = held
    why["all_words"] = float(len(near) == len(question.groups) and min(near.values()) >= SPELT)
    why["many_words"] = held * min(len(question.groups), 6) / 6
    why["bm25"] = bm25 / question.total
    if question.named_topics and one.topics:
        first = one.topics[0]
        why["first_topic"] = sum(first in topics for topics in question.named_topics) / len(question.named_topics)
    if hits:
        why["early"] = 1 / (1 + min(map(one.words.index, hits)) / 5)
    if question.figures:
        why["figures"] = sum(figure in words for figure in question.figures) / len(question.figures)
    if len(hits) > 1 or len(question.spelt) == 1 < len(question.query.terms):
        why["pairs"] = _holds(one.words, question.pairs)


def _people(question: Asked, one: Candidate, words: frozenset[str], why: dict[str, float]) -> None:
    """Who says it, to whom, and who else is named."""
    query, names = question.query, question.names
    if query.speakers:
        # “Is X's demand still open?”: X made what is asked about, others may have answered it.
        kind = "owner" if query.intent is Intent.STATUS else "speaker"
        why[kind] = question.speakers.get(one.speaker, 0.0)
        if kind == "speaker" and not why[kind]:
            # What their state said is no answer for somebody, but comes nearer than what anybody else did.
            why["other_speaker_of_side" if one.speaker in question.above else "other_speaker"] = 1.0
            why["turned_round"] = float(any(one.speaker in side for side, _, _ in question.named))
    if query.objects:
        why["object_speaks"] = float(one.speaker in query.objects)
    if query.likely:
        why["likely"] = question.likely.get(one.speaker, 0.0)
    if query.addressees:
        why["addressee"] = max((question.addressees.get(actor, 0.0) for actor in one.addressees), default=0.0)
        why["about_addressee"] = float(not why["addressee"] and any(name <= words for name in question.spoken_to))
        why["to_others"] = float(bool(one.addressees) and not why["addressee"])
        why["other_addressee"] = float(query.aimed and not why["addressee"])
        why["aimed"] = why["addressee"] * query.aimed
    if question.others:
        why["named"] = _named(question, one, words)
    if query.subject and one.speaker in names.actors:
        called = _called(names.actors[one.speaker])
        why["subject"] = sum(stem(word) in called for word in query.subject) / len(query.subject)


def _act(query: Query, act: Act) -> dict[str, float]:
    """Whether it does what was asked for, or the opposite, which corrects a question that supposes something."""
    if not query.acts:
        return {"against": float(act in AGAINST)}
    fits = max(alike(wanted, act) * (1.0 if at == 0 else 0.9) for at, wanted in enumerate(query.acts))
    strict = bool(query.speakers) or query.aimed or not query.terms
    kind = f"act_{query.intent}" if query.intent in {Intent.WHO, Intent.WHAT, Intent.DID} else "act"
    opposite = "opposite_corrects" if query.intent in CORRECTED else "opposite"
    return {
        kind: fits,
        "other_act": float(query.intent is Intent.WHAT and strict and fits < 0.5),
        "other_side": float(query.intent in {Intent.WHO, Intent.WHAT} and rules_out(act, query.acts[0])),
        opposite: float(frozenset({query.acts[0], act}) in OPPOSED),
    }


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
    fits = within(query, one)
    if query.date_hint:
        return {"date_hint": max(fits, 0.0)}
    kind = "date" if fits == 1 else "date_perhaps" if fits > 0 else "other_date" if fits == -1 else "no_date"
    return {kind: 1.0}


def _named(question: Asked, one: Candidate, words: frozenset[str]) -> float:
    """The share of the other actors named in the question that take part in a statement or are named in it."""
    total = 0.0
    for side, spellings, adjectives in question.named:
        taking_part = max(side.get(id_, 0.0) for id_ in (one.speaker, *one.addressees))
        in_text = any(name <= words for name in spellings) or _begins(words, adjectives)
        total += max(taking_part if taking_part == 1 else taking_part * 0.9, 0.6 if in_text else 0.0)
    return total / len(question.others)


@lru_cache(maxsize=4096)
def _called(actor: Actor) -> frozenset[str]:
    return frozenset(stems(" ".join([actor.name, *actor.aliases, actor.role or ""])))


@lru_cache(maxsize=4096)
def _names(actor: Actor) -> tuple[frozenset[str], ...]:
    return tuple(found for name in (actor.name, *actor.aliases) if (found := frozenset(stems(name))))


@lru_cache(maxsize=4096)
def _adjectives(actor: Actor) -> tuple[str, ...]:
    """How words begin that are made of a state's name: “Serbian”, “Ukrainian”."""
    names = [stems(name) for name in (actor.name, *actor.aliases)] if actor.kind is Kind.STATE else []
    return tuple(name[0] for name in names if len(name) == 1 and len(name[0]) >= SHORTEST)


def _begins(words: frozenset[str], starts: tuple[str, ...]) -> bool:
    return bool(starts) and any(word.startswith(starts) for word in words)


def _pairs(words: Sequence[str]) -> list[str]:
    """Neighbours as they stand in a text, a single word by itself."""
    return [f" {word} " for word in words] if len(words) == 1 else [f" {one} {two} " for one, two in pairwise(words)]


def _holds(words: Sequence[str], pairs: Sequence[str]) -> float:
    """1 when the words stand together in this order, less when only some neighbours do."""
    said = f" {' '.join(words)} "
    return sum([pair in said for pair in pairs]) / len(pairs) if pairs else 0.0
