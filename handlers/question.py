"""A person's words to a `Query`: who is asked about, what they did, to whom, when, and what is left. Pure."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from handlers.deeds import Deed, deeds_of, is_noun
from handlers.intents import FEW, LONG, intent_of
from handlers.lexicon import (
    ASKING,
    ASKING_WHAT,
    COMMON,
    NOT,
    SMALL_TALK,
    STANDING,
    acts_meant,
    is_call,
    telling,
)
from handlers.manners import plainly
from handlers.mentions import Mention, Word, ambiguous, mentions, words_of
from handlers.roles import roles
from handlers.speakers import OPENING
from handlers.spelling import EVERYTHING, Vocabulary, mended
from handlers.statuses import Listed, listed
from handlers.terms import spelt, terms_of
from handlers.when import When, when
from store.acts import VOWS
from store.matcher import Intent, Query
from store.ranking import REPLIES
from store.record import Act, Directory
from store.text import one_script

OWNED = frozenset({"its", "his", "her", "their", "the", "this", "that"})
"""Words before a noun for something that is there already."""

TOLD = 14
"""Words from which a message that neither begins nor ends as a question tells something."""

PASTED = 10
"""Words of content from which something told is a text that was pasted."""

_ADDRESS = re.compile(r"(?:https?://|www\.|pic\.twitter\.com/)\S*", re.IGNORECASE)
_UNIT = re.compile(r"(?<![\w.])(\d+(?:[.,]\d+)?)(h|hrs?|bn|mn|m|k|km|pc|yrs?)\b", re.IGNORECASE)
_UNITS = {
    "h": "hours",
    "hr": "hours",
    "hrs": "hours",
    "bn": "billion",
    "mn": "million",
    "m": "million",
    "k": "thousand",
    "pc": "percent",
    "yr": "years",
    "yrs": "years",
}
_RUN_TOGETHER = re.compile(r"(?<=[a-zа-яіїєґ])(?=[A-ZА-ЯІЇЄҐ])")
_LATELY = re.compile(r"\b(?:yesterday|today|last (?:night|week|month)|вчора|сьогодні|вчера|сегодня)\b", re.IGNORECASE)
"""Days that belong to the story around a long question: “we had a debate yesterday”."""

_SIGNED = re.compile(r"[—–-]\s([^—–\n]{1,80}?)\s*\(@\w+\)([^—–\n]{0,40})$")
"""Whose post it is, and of when: “— A name (@name) 4 February 2026”."""

_DAY = re.compile(r"\b\d{1,2}(?:st|nd|rd|th)?\b,?")

_TAG = re.compile(r"[#@](?=\w)\S+")

_NEGATED = re.compile(
    r"^\s*not\b[^.?!;]*?\bbut\b|^\s*не\b[^.?!;]*?,\s*(?:а|але|но)\b"
    r"|\(\s*(?:not|i know|no|i['’]?m not|i am not)\b[^)]*\)|[,.;!?]\s*(?:а )?(?:not|не)\b[^.?!,;]*"
    r"|\b(?:rather than|instead of|as opposed to|as distinct from|not who)\b[^.?!,;]*"
    r"|\b(?:i )?don['’]?t (?:mean|want|need|show)\b[^.?!,;]*[,;]?\s*"
    r"|[,;.?!–—-]\s*(?:leave out|leaving out|except|excluding|forget|ignore|skip(?:ping)?|spare me)\b[^.?!,;]*"
    r"|[,.;!?–—-]\s*[^.?!;,]*\b(?:does not|doesn['’]t|do not|don['’]t) interest me\b"
    r"|[,.;!?–—-]\s*[^.?!;,]*\bi (?:already )?know\b(?: that| those| this| already)?\s*(?=[.?!;]|$)",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"[\"“”«»„]([^\"“”«»„]{3,200})[\"“”«»]|(?:^|\s)['‘]([^'‘’]{3,200})['’](?=[\s?,.!:;]|$)")
_STOOD = re.compile(
    r"\b(?:stand|stood|status|стояла|стояло|стан|статус\w*)\b"
    r"|\b(?:open|unanswered|answered|accepted|rejected|fulfilled|kept|met|withdrawn) (?:on|as of|in|at|by(?= \d))\b"
    r"|\b(?:відкрит|прийнят|відхилен|виконан|открыт|принят|отклон[её]н|выполнен)\w* (?:станом )?(?:на|к)\b",
    re.IGNORECASE,
)


def understand(text: str, names: Directory, today: date, record: Vocabulary = EVERYTHING) -> Query:
    """What a question asks, as far as its words tell; the words of the `record` are no slips."""
    if pasted := _pasted(text, names, record):
        return pasted
    focus = _focus(mended(_plainly(_wanted(_readable(text))), names, record))
    dated = when(focus, today)
    words = words_of(dated.text)
    if all(word.folded in SMALL_TALK for word in words_of(focus)):
        return Query(text, Intent.SMALL_TALK)
    found = mentions(words, names)
    if asked := listed(words, found):
        return replace(_listing(words, found, asked, dated), text=text, focus=focus)
    quoted = _places_quoted(dated.text)
    every = [deed for deed in deeds_of(words, found) if deed.start not in quoted]
    intent = intent_of(focus, words)
    first = int(_names_its_object(intent, words, every))
    deeds = _asked_deeds(intent, words, found, every[first:])
    part = roles(intent, dated.text, words, found, deeds)
    inside = {words[at].folded for at in quoted}  # what is quoted names nobody who is asked about
    part = replace(part, subject=tuple(word for word in part.subject if word not in inside))
    if long := len(words) >= LONG:  # what is told around a question stands where a name would
        likely = part.likely or _teller(words, found, every)
        part = replace(part, subject=(), unknown=(), objects=(), likely=likely)
    if intent in {Intent.KEYWORDS, Intent.CLAIM} and (part.speakers or part.aimed) and deeds and deeds[0].acts:
        if part.aimed or _is_theirs(words, found, deeds[0]):
            intent = Intent.WHAT  # “the offers Maduro made” are what he offered, “promises to X” what was promised
        elif words[found[0].end].folded in OPENING:
            every = deeds = []  # “X on the minister's order” is about it
    only = bool(deeds and deeds[0].acts) and not found and _says_only(words, deeds[0])
    if only and intent is Intent.KEYWORDS:
        intent = Intent.WHAT  # “all demands”
    a_topic = _names_a_topic(intent, words, found, deeds, record)
    acts = () if not deeds or long or a_topic or intent is Intent.RESPONSE else _acts(intent, words, deeds[0])
    told = [] if a_topic else [*every[: first + 1], *deeds[:1], *_again(deeds)]
    terms = terms_of(intent, words, found, told, record, speaks=bool(part.speakers), whole=bool(quoted))
    # “rouhani 2021”
    bare = bool(found) and dated.hint and len(words) == found[0].end - found[0].start + 1
    if bare or (only and intent in {Intent.WHAT, Intent.WHO}):
        terms = ()
    # “Where did it stand on 1 June?” asks about the day of the status, not of the statement.
    as_of = dated.last if intent is Intent.STATUS and dated.last and _STOOD.search(focus) else None
    return Query(
        text=text,
        intent=intent,
        speakers=part.speakers,
        addressees=part.addressees,
        likely=part.likely,
        mentions=tuple(dict.fromkeys(id_ for one in found for id_ in one.actors)),
        acts=acts,
        date_from=None if as_of else dated.first,
        date_to=None if as_of else dated.last,
        date_hint=(dated.hint and not bare)
        or (dated.guessed and intent is Intent.CLAIM)
        or bool(long and _LATELY.search(focus)),
        as_of=as_of,
        terms=terms,
        ambiguous=ambiguous(words, found, names, (*part.speakers, *part.addressees, *part.likely)),
        unknown=part.unknown,
        subject=part.subject,
        aimed=part.aimed,
        objects=part.objects,
        quoted=_quoted(text),
        focus=focus,
        saying=bool(deeds) and not deeds[0].acts,
        telling=frozenset() if long or intent in REPLIES else telling(word.stem for word in words),
    )


def _listing(words: Sequence[Word], found: Sequence[Mention], asked: Listed, dated: When) -> Query:
    """Everything of an act that stands in a way, as far as names, days and other words narrow it down."""
    taken = asked.said.union(*(range(one.start, one.end) for one in found))
    content = [word.folded for at, word in enumerate(words) if at not in taken and word.folded not in COMMON | STANDING]
    return Query(
        dated.text,
        Intent.WHAT,
        speakers=asked.speakers,
        addressees=asked.addressees,
        aimed=bool(asked.addressees),
        mentions=tuple(dict.fromkeys(id_ for one in found for id_ in one.actors)),
        acts=asked.acts,
        statuses=asked.statuses,
        date_from=dated.first,
        date_to=dated.last,
        terms=spelt(content),
    )


def narrowed(text: str, name: str, meant: str) -> str:
    """The question with the whole name of whoever is meant in the place of a name that several have."""
    return re.sub(r"\W+".join(map(re.escape, name.split())), lambda _: meant, text, count=1)


def _wanted(text: str) -> str:
    """Without what the asker rules out: “(not who made it)”, “I don't want the warnings”."""
    return _NEGATED.sub(" ", text).strip() or text


def _plainly(text: str) -> str:
    """Without the manners around a short question; a long one has its question somewhere else."""
    return plainly(text) if len(text.split()) < LONG else text


def _readable(text: str) -> str:
    """Without addresses of pages, with #RunTogether tags as words, “72h” as “72 hours”."""
    words = _TAG.sub(lambda tag: _RUN_TOGETHER.sub(" ", tag[0]), _ADDRESS.sub(" ", text)).strip() or text
    return one_script(_UNIT.sub(lambda each: f"{each[1]} {_UNITS.get(each[2].lower(), each[2])}", words))


def _pasted(text: str, names: Directory, record: Vocabulary) -> Query | None:
    """A text from elsewhere: with the address of a page, or long and neither begun nor ended as a question.

    It is looked for as a whole: its dates, its “not” and its verbs are part of what it says.
    """
    post = _ADDRESS.sub(" ", text).strip()
    signed = _SIGNED.search(post)
    said = post[: signed.start()].rstrip() if signed else post
    linked = bool(signed) or post != text.strip()
    # Of the words a name run together says nothing more, and the number of a day is found in everything.
    looked_for = f"{said} — {signed[1]} {_DAY.sub('', signed[2])}" if signed else post or text
    words = words_of(_readable(looked_for))
    asks = text.rstrip().endswith("?") or bool(ASKING.intersection(word.folded for word in words[:3]))
    if len(words) <= FEW or (not linked and (asks or len(words) < TOLD)):
        return None
    found = mentions(words, names)
    terms = terms_of(Intent.CLAIM, words, found, (), record, whole=True)
    if not linked and len(terms) < PASTED:
        return None
    actors = tuple(dict.fromkeys(id_ for one in found for id_ in one.actors))
    return Query(
        text,
        Intent.CLAIM,
        mentions=actors,
        likely=_teller(words, found, deeds_of(words, found)),
        terms=terms,
        quoted=_quoted(text),
        focus=_readable(text),
        pasted=said or text,
    )


def _places_quoted(text: str) -> frozenset[int]:
    """The places of the words that stand in quotation marks."""
    spans = [match.span() for match in _QUOTED.finditer(text)]
    return frozenset(at for start, end in spans for at in range(len(words_of(text[:start])), len(words_of(text[:end]))))


def _quoted(text: str) -> tuple[str, ...]:
    return tuple(quoted for match in _QUOTED.findall(text) if (quoted := "".join(match).strip()))


def _focus(text: str) -> str:
    """Of a long message the part that asks: what follows its last colon, if that is most of a sentence."""
    if len(text.split()) < LONG or "?" not in text:
        return text
    before, colon, after = text.rpartition(":")
    return after.strip() if colon and len(after.split()) >= 8 and before else text


def _names_a_topic(
    intent: Intent, words: Sequence[Word], found: Sequence[Mention], deeds: Sequence[Deed], record: Vocabulary
) -> bool:
    """Whether a word for an act is part of a topic on record: “security guarantees”."""
    others = [word for word in words if word.folded not in COMMON and acts_meant(word.stem) is None]
    alone = intent is Intent.KEYWORDS and not found and bool(others)
    return alone and any(bool(deed.acts and record.holds([words[deed.start].stem])) for deed in deeds[:1])


def _says_only(words: Sequence[Word], deed: Deed) -> bool:
    """Whether nothing but an act is told: “all demands”, “what are the warnings”."""
    return all(word.folded in COMMON or deed.start <= at < deed.end for at, word in enumerate(words))


def _asked_deeds(
    intent: Intent, words: Sequence[Word], found: Sequence[Mention], deeds: Sequence[Deed]
) -> Sequence[Deed]:
    """What it is asked about: “Has anyone answered the demand” is about the demand, “Did X pull its offer” is not."""
    if intent is Intent.STATUS:
        return [deed for deed in deeds if is_call(words[deed.start].folded)] or deeds
    its_object = intent is Intent.DID and bool(deeds) and _is_its_object(words, found, deeds[0])
    return deeds[int(its_object) :]


def _teller(words: Sequence[Word], found: Sequence[Mention], deeds: Sequence[Deed]) -> tuple[int, ...]:
    """Of those named in a story the first who does or says something; else whoever is named first."""
    for one in found:
        place = one.start > 0 and words[one.start - 1].folded in {"from", "in", "at"}  # “a friend from Addis told me”
        if not place and any(one.end <= deed.start <= one.end + 1 for deed in deeds):
            return one.actors
    return found[0].actors if found else ()


def _is_its_object(words: Sequence[Word], found: Sequence[Mention], deed: Deed) -> bool:
    """Whether it names what something was done to: “Did X pull its offer?” does not ask whether X offered."""
    before = {word.folded for word in words[max(0, deed.start - 3) : deed.start]}
    others = any(one.end == deed.start and words[one.end - 1].owner for one in found[1:])  # “Did X like Y's offer?”
    return is_call(words[deed.start].folded) and (others or bool(OWNED & before))


def _is_theirs(words: Sequence[Word], found: Sequence[Mention], deed: Deed) -> bool:
    """Whether it tells what a speaker did, not what they spoke about: “X's offers”, but “X on lifting the veto”."""
    owned = any(one.end == deed.start and (words[one.end - 1].owner or is_noun(words, deed)) for one in found)
    return owned or deed.end <= found[0].start


def _again(deeds: Sequence[Deed]) -> list[Deed]:
    """Later words for the same act: “What has X promised? Promised, not claimed.”"""
    return [deed for deed in deeds[1:] if deed.acts and deed.acts == deeds[0].acts]


def _acts(intent: Intent, words: Sequence[Word], deed: Deed) -> tuple[Act, ...]:
    """What was done; whoever has not agreed to something, of those that are looked for, has rejected it."""
    negated = any(word.folded in NOT for word in words[max(0, deed.start - 2) : deed.start])
    consent = bool(deed.acts) and deed.acts[0] in VOWS
    return (Act.REJECT, Act.DENY) if negated and consent and intent in {Intent.WHO, Intent.WHAT} else deed.acts


def _names_its_object(intent: Intent, words: Sequence[Word], deeds: Sequence[Deed]) -> bool:
    """Whether the first act is only what was done something to: in “Which demands did X reject?” X rejected."""
    start = deeds[0].start if len(deeds) > 1 else 0
    return intent is Intent.WHAT and start > 0 and words[start - 1].folded in ASKING_WHAT
