"""Who speaks and who is spoken to in a question, by the place of the names in the sentence. Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from handlers.countries import code_of
from handlers.lexicon import (
    ASKING,
    ASKING_WHO,
    AUXILIARY,
    COMMON,
    DEEDS,
    REACTIONS,
    TITLES,
    acts_meant,
    is_call,
    words_in,
)
from handlers.mentions import Mention, Word
from store.matcher import Intent
from store.record import Act

_AIMED = re.compile(
    r"\b(?:aimed|addressed|directed|meant)\s+(?:at|to|for|against)\b|\b(?:was|were|been)\s+(?:said|put|told)\s+to\b"
    r"|\b(?:was|were|been)\s+(?:asked|demanded|required|expected|wanted|requested)\s+(?:of|from)\b"
    r"|\b(?:said|say|saying)\s+(?:straight|directly)\s+to\b"
    r"|\b(?:вису(?:ва|ну)ли|пред[ъ'’]?ь?являли)\b|\b(?:адресован|спрямован|направлен)\w*",
    re.IGNORECASE,
)
_TO = words_in("""
    to of from against at toward towards on upon for до від проти от к против на
""")
_TOWARDS = words_in("to of from against до від до от против")
_WORDS = words_in("take view views position positions stance opinion words remarks comments quotes message speech")
_ABOUT = words_in("about regarding concerning про щодо о об")
_WHOM = words_in("whom кого кому")
_OF = words_in("of from від от")
_AMONG = words_in("in with by from among у в")
_FILLER = words_in("the a an really ever actually also itself himself former")
MOST_TITLES = 4
"""Words before a name that may tell what somebody is: “the German economy minister Habeck”."""

_OF_ONESELF = frozenset({Act.PROMISE, Act.CLAIM, Act.DENY})
OPENING = words_in("on about про о об statement statements says say said speaking talking telling writing")
FEW = 6
"""Words of a message in which a name before a comma or colon is whose words are wanted."""

_DOING = words_in("did does do has have had will would can could")
_MADE = words_in("made make makes gave gives issued set put raised voiced levelled delivered announced had has")
_ASKED_ABOUT = frozenset({Intent.WHAT, Intent.DID, Intent.WHEN, Intent.RESPONSE, Intent.STATUS, Intent.COMPARE})


@dataclass(frozen=True, slots=True)
class Roles:
    """Ids of who is asked about as speaker and as addressee; `likely` may be the speaker; `unknown` is nobody known.

    `subject` are the words in a speaker's place that name nobody; `objects` are those that it was done to or about.
    """

    speakers: tuple[int, ...] = ()
    addressees: tuple[int, ...] = ()
    likely: tuple[int, ...] = ()
    unknown: tuple[str, ...] = ()
    subject: tuple[str, ...] = ()
    aimed: bool = False
    objects: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Deed:
    """The verb or noun that tells the act: the words `start` to `end`, and what it may mean."""

    start: int
    end: int
    acts: tuple[Act, ...]
    particle: int = -1
    """Where a part of it stands that was left behind: “put the plan forward”."""


def roles(intent: Intent, text: str, words: Sequence[Word], found: Sequence[Mention], deeds: Sequence[Deed]) -> Roles:
    """Who does what to whom."""
    if _AIMED.search(text) and words[0].folded not in _WHOM:
        return _aimed_at(words, found, deeds)
    speaker = _speaker(intent, text, words, found, deeds)
    rest = [one for one in found if one is not speaker]
    addressees = _addressees(words, rest, deeds) if speaker is not None or intent is Intent.WHO else ()
    if speaker is not None:
        together = _together(words, found, speaker)
        strange = () if addressees else _addressed_stranger(words, deeds)
        return Roles(together, tuple(id_ for id_ in addressees if id_ not in together), unknown=strange)
    if intent in {Intent.KEYWORDS, Intent.CLAIM, Intent.DID} and len(found) == 1 and _alone(words, found[0], deeds):
        return Roles(found[0].actors)
    if intent in {Intent.KEYWORDS, Intent.CLAIM}:
        opens = bool(found) and found[0].start <= 1
        likely = found[0].actors if opens else ()
        return Roles(likely=likely, unknown=() if opens else _stranger(words, 0, opening=True))
    if intent is Intent.WHO:
        return Roles(addressees=addressees, objects=_objects(rest, deeds))
    return _subject(words, found, deeds)


def _alone(words: Sequence[Word], one: Mention, deeds: Sequence[Deed]) -> bool:
    """Whether nothing but a name is left: “Putin quotes please”, “a list of everything Ms Merkel had to say”."""
    said = {at for deed in deeds for at in range(deed.start, deed.end)} | set(range(one.start, one.end))
    rest = [word.folded for at, word in enumerate(words) if at not in said]
    return len(words) > one.end - one.start and all(word in COMMON | _WORDS | TITLES for word in rest)


def _aimed_at(words: Sequence[Word], found: Sequence[Mention], deeds: Sequence[Deed]) -> Roles:
    if found:
        first = found[0] if len(found) > 1 and _opens("", words, found[0], deeds) else None  # “X's refusals aimed at Y”
        return Roles(first.actors if first else (), found[-1].actors, aimed=True)
    last = next((at for at in range(len(words) - 1, -1, -1) if words[at].folded in _TO), None)
    if last is None:
        return Roles()
    return Roles(unknown=_stranger(words, last + 1))


def _speaker(
    intent: Intent, text: str, words: Sequence[Word], found: Sequence[Mention], deeds: Sequence[Deed]
) -> Mention | None:
    told = _told(intent, words, found)
    if told is not None:
        return told
    if intent in {Intent.KEYWORDS, Intent.CLAIM}:
        return found[0] if found and found[0].start <= 1 and _opens(text, words, found[0], deeds) else None
    if intent is Intent.WHO:
        return _whom(words, found)
    return _asked_about(intent, words, found, deeds) if intent in _ASKED_ABOUT else None


def _told(intent: Intent, words: Sequence[Word], found: Sequence[Mention]) -> Mention | None:
    """“Rejections by X”, “X's reaction”, “the demand of X”, “how was it received in X”."""
    for one in found:
        of = one.start and words[one.start - 1].folded in _OF
        before = words[one.start - 1 - bool(of)].folded if one.start > bool(of) else ""
        after = words[one.end].folded if one.end < len(words) else ""
        by = _before(words, one) == "by"
        reacts = intent is Intent.RESPONSE and (after in REACTIONS or before in REACTIONS)
        called = intent is Intent.STATUS and (_called(words, one) or is_call(before))
        told = one is found[0] and words[one.end - 1].owner and after in _WORDS
        noun = next((word for word in reversed(words[: one.start]) if word.folded not in _FILLER | {"that"}), None)
        made = (
            after in _MADE
            and noun is not None
            and acts_meant(noun.stem)
            and intent in {Intent.WHAT, Intent.KEYWORDS, Intent.CLAIM}
        )
        if by or reacts or called or told or made:
            return one
    if intent is Intent.RESPONSE and found and _calls(words, found[0]):
        return next((one for one in found[1:] if words[one.start - 1].folded in _AMONG), None)
    return None


def _before(words: Sequence[Word], one: Mention) -> str:
    """The word before a name, its article and title."""
    at = one.start - 1
    while at >= 0 and words[at].folded in TITLES | {"the"}:
        at -= 1
    return words[at].folded if at >= 0 else ""


def _called(words: Sequence[Word], one: Mention) -> bool:
    """Whether it is the owner of something that others answer: “Putin's offer”."""
    return words[one.end - 1].owner and _calls(words, one)


def _calls(words: Sequence[Word], one: Mention) -> bool:
    """Whether something that others answer follows: “Putin's offer”, “the Boeing offer”."""
    return one.end < len(words) and is_call(words[one.end].folded)


def _asked_about(
    intent: Intent, words: Sequence[Word], found: Sequence[Mention], deeds: Sequence[Deed]
) -> Mention | None:
    """“What did X say”, “which Serbian promised”, “що сказав X”: the first name, with nothing of content before it."""
    which = next((at for at, word in enumerate(words[:4]) if word.folded in {"which", "what"}), None)
    if which is not None and found and found[0].start == which + 1 and not found[0].sure:
        return found[0]
    if in_place := _in_place(intent, words, found):
        return in_place
    start = _asked_from(words)
    one = next((one for one in found if one.start >= start), None)
    if (
        one is None
        or (intent is Intent.RESPONSE and _calls(words, one))
        or (one.start > start and words[one.start - 1].folded in _TO | _ABOUT)
    ):
        return None
    reach = min((deed.start for deed in deeds if deed.start >= start and deed.acts), default=len(words))
    between = [word.folded for word in words[start : one.start]]
    titled = bool(between) and between[-1] in TITLES and len(between) <= MOST_TITLES
    plain = titled or all(word in COMMON or word in TITLES for word in between)
    free_order = start > 0 and words[start - 1].folded[:1] > "\u0400" and one.start <= start + 3
    return one if (plain and one.start <= reach) or free_order else None


def _in_place(intent: Intent, words: Sequence[Word], found: Sequence[Mention]) -> Mention | None:
    """A subject that stands where it would in a sentence that asks nothing."""
    first = next((at for at, word in enumerate(words) if word.folded in ASKING | AUXILIARY), 0)
    if intent not in {Intent.WHAT, Intent.WHEN, Intent.RESPONSE} or words[first].folded not in ASKING:
        return None
    if found and found[0].end <= first and all(word.folded in COMMON for word in words[: found[0].start]):
        return found[0]  # “so X gave him how many days?”
    verb = next((at for at in range(first + 1, len(words)) if words[at].folded in AUXILIARY), 0)
    for one in found:
        if first < one.start < one.end == verb:
            return one  # “tell me what X has suggested”
        if [word.folded for word in words[one.end :]] == ["said", "what"]:
            return one
    return None


def _opens(text: str, words: Sequence[Word], one: Mention, deeds: Sequence[Deed]) -> bool:
    """Whether a name that opens a phrase is its subject: `X on Y`, `X's demands`, `X statements`, `X: proposals`."""
    following = words[one.end].folded if one.end < len(words) else ""
    deed = next((deed for deed in deeds if deed.start == one.end), None)
    called = deed is not None and (words[one.end - 1].owner or is_noun(words, deed))
    written = r"\W+".join(re.escape(word.written) for word in words[one.start : one.end])
    headed = len(words) <= FEW and bool(re.match(rf"\W*(?:the\s+)?{written}\s*[,:–—-]\s", text))
    return following in OPENING or called or headed


def _whom(words: Sequence[Word], found: Sequence[Mention]) -> Mention | None:
    """“Whom did X blame”: the one who is asked for is spoken to."""
    asks = next((at for at, word in enumerate(words) if word.folded in ASKING_WHO), 0)
    if asks and words[asks - 1].folded == "by":
        return None  # “by whom was X warned”
    after = [one for one in found if one.start > asks]
    if words[asks].folded in _WHOM:
        return after[0] if after else None
    if words[asks + 1 : asks + 2] and words[asks + 1].folded in {"did", "does", "has", "have"}:
        # “Who has X accused”, not “Who has accused X”
        return next((one for one in after if _only_filler(words[asks + 2 : one.start])), None)
    return None


def is_noun(words: Sequence[Word], deed: Deed) -> bool:
    """Whether it is a noun and no verb: “Commission demands on Poland”, “Egyptian refusals”, not “X demands more”."""
    one, after = words[deed.start].folded, words[deed.end].folded if deed.end < len(words) else ""
    return one in DEEDS or (is_call(one) and after in _TO | _ABOUT | {"that", "made", "aimed"} and after != "for")


def _only_filler(words: Sequence[Word]) -> bool:
    return all(word.folded in _FILLER for word in words)


def _asked_from(words: Sequence[Word]) -> int:
    """Where the one who is asked about may be named: after the first auxiliary, else after the question word."""
    for at, word in enumerate(words[:12]):
        if word.folded in AUXILIARY:
            return at + 1
    for at, word in enumerate(words[:12]):
        if word.folded in ASKING:
            return at + 1
    return 0


def _together(words: Sequence[Word], found: Sequence[Mention], speaker: Mention) -> tuple[int, ...]:
    """The speaker, and whoever is named with them by “and”."""
    for one in found:
        if one.start == speaker.end + 1 and words[speaker.end].folded in {"and", "і", "и", "та"}:
            return tuple(dict.fromkeys([*speaker.actors, *one.actors]))
    return speaker.actors


def _addressees(words: Sequence[Word], rest: Sequence[Mention], deeds: Sequence[Deed]) -> tuple[int, ...]:
    """Whoever follows the act, directly or after “to”, “of”, “on”."""
    for deed in deeds:
        for one in rest:
            if one.start < deed.end:
                continue
            between = [word.folded for word in words[deed.end : one.start] if word.folded not in _FILLER]
            if not between or (len(between) <= 3 and between[-1] in _TO):
                return one.actors
            break
    return ()


def _act(deeds: Sequence[Deed]) -> Deed | None:
    """The first that tells an act."""
    return next((deed for deed in deeds if deed.acts), None)


def _objects(rest: Sequence[Mention], deeds: Sequence[Deed]) -> tuple[int, ...]:
    """Whoever is named after an act that nobody does to themselves: “Who urged the EU to …”, but “Who denied that”."""
    act = _act(deeds)
    if act is None or act.acts[0] in _OF_ONESELF:
        return ()
    return tuple(dict.fromkeys(id_ for one in rest if one.start >= act.end for id_ in one.actors))


def _addressed_stranger(words: Sequence[Word], deeds: Sequence[Deed]) -> tuple[str, ...]:
    """“What did X demand of Germany”, a country that is not on record."""
    act = _act(deeds)
    named = [word for word in words[act.end : act.end + 3] if word.folded not in _FILLER] if act else []
    if len(named) < 2 or named[0].folded not in _TOWARDS or not code_of(named[1].folded):
        return ()
    return (named[1].written,)


def _subject(words: Sequence[Word], found: Sequence[Mention], deeds: Sequence[Deed]) -> Roles:
    """A subject that is no name on record: somebody unknown, or a description."""
    start = _asked_from(words)
    if start == 0:
        return Roles()
    unknown = _stranger(words, start)
    if any(one.start <= start + 1 for one in found if one.start >= start):
        return Roles()
    stop = min((deed.start for deed in deeds if deed.start > start), default=start)
    which = any(word.folded in {"which", "what"} for word in words[start - 1 : start])
    subject = [word.folded for word in words[start:stop] if word.folded not in COMMON and not which]
    return Roles(unknown=unknown, subject=tuple(subject[:4]))


def _stranger(words: Sequence[Word], start: int, *, opening: bool = False) -> tuple[str, ...]:
    """A name at this place that nobody on record has: capitalised among others that are not, or a country."""
    cased = not all(word.capital for word in words)
    name: list[str] = []
    after = len(words)
    did = start > 0 and words[start - 1].folded in _DOING
    about = not did and any(word.folded in {"the", "a"} for word in words[start : start + 1])  # “the NATO demand”
    for at in range(start, min(start + 5, len(words))):
        word = words[at]
        if word.folded in _FILLER or (not name and word.folded in TITLES):
            continue
        if acts_meant(word.stem) is not None or word.folded in COMMON:
            break
        if (cased and word.capital and (at > 0 or opening)) or code_of(word.folded):
            name.append(word.written)
            after = at + 1
        else:
            break
    if opening and (not name or after >= len(words) or words[after].folded not in {"on", "about", "про", "reaction"}):
        return ()
    if not name or (after < len(words) and not words[after - 1].owner and acts_meant(words[after].stem) and about):
        return ()
    return (re.sub(r"['’ʼ]s$", "", " ".join(name)),)
