"""Whose words a question asks for: the speaker, by the place of a name in the sentence. Pure."""

import re
from collections.abc import Sequence

from handlers.deeds import Deed, is_noun
from handlers.lexicon import ASKING, ASKING_WHO, AUXILIARY, COMMON, REACTIONS, TITLES, acts_meant, is_call, words_in
from handlers.mentions import Mention, Word
from store.matcher import Intent

TO = words_in("""
    to of from against at toward towards on upon for до від проти от к против на
""")
FILLER = words_in("the a an really ever actually also itself himself former")
OWN_WORDS = words_in("take view views position positions stance opinion words remarks comments quotes message speech")
ABOUT = words_in("about regarding concerning про щодо о об")
WHOM = words_in("whom кого кому")
_OF = words_in("of from від от")
_AMONG = words_in("in with by from among у в")
OPENING = words_in("on about про о об statement statements says say said speaking talking telling writing")
_MADE = words_in("made make makes gave gives issued set put raised voiced levelled delivered announced had has")
_BEFORE_VERB = words_in("did does do will would to")
_SHORT = frozenset({Intent.KEYWORDS, Intent.CLAIM})
_LISTED = _SHORT | {Intent.WHAT}
_ASKED_ABOUT = frozenset({Intent.WHAT, Intent.DID, Intent.WHEN, Intent.RESPONSE, Intent.STATUS, Intent.COMPARE})
GOVERNING = words_in("""
    government governments authorities leadership leader leaders regime officials cabinet ministry administration side
    guy man woman lady bloke person somebody someone people folks
""")
"""Words for those who speak for whoever is named after them: “the government in London”."""

MOST_TITLES = 4
"""Words before a name that may tell what somebody is: “the German economy minister Habeck”."""

FEW = 6
"""Words of a message in which a name before a comma or colon is whose words are wanted."""


def speaker(
    intent: Intent, text: str, words: Sequence[Word], found: Sequence[Mention], deeds: Sequence[Deed]
) -> Mention | None:
    """The name whose words are asked for; None when nobody's are."""
    told = _told(intent, words, found)
    if told is not None:
        return told
    if intent in {Intent.KEYWORDS, Intent.CLAIM}:
        return found[0] if found and found[0].start <= 1 and opens(text, words, found[0], deeds) else None
    if intent is Intent.WHO:
        return _whom(words, found)
    return _asked_about(intent, words, found, deeds) if intent in _ASKED_ABOUT else None


def _told(intent: Intent, words: Sequence[Word], found: Sequence[Mention]) -> Mention | None:
    """“Rejections by X”, “X's reaction”, “the demand of X”, “how was it received in X”."""
    for one in found:
        of = one.start and words[one.start - 1].folded in _OF
        before = words[one.start - 1 - bool(of)].folded if one.start > bool(of) else ""
        after = words[one.end].folded if one.end < len(words) else ""
        by = _before(words, one) == "by" or (intent in _SHORT and _comes_from(words, one))
        answered = before in REACTIONS and not any(word.folded in _BEFORE_VERB for word in words[: one.start])
        came = one is found[0] and one.start > 0 and words[one.start - 1].folded == "from"
        reacts = intent is Intent.RESPONSE and (after in REACTIONS or answered or came)
        called = intent is Intent.STATUS and (_called(words, one) or is_call(before))
        told = one is found[0] and words[one.end - 1].owner and after in OWN_WORDS
        if by or reacts or called or told or (intent in _LISTED and after in _MADE and _follows_act(words, one)):
            return one
    if intent is Intent.RESPONSE and found and _calls(words, found[0]):
        return next((one for one in found[1:] if words[one.start - 1].folded in _AMONG), None)
    return None


def _comes_from(words: Sequence[Word], one: Mention) -> bool:
    """Whether it is the source of what stands before it: “denials from X”."""
    before = [word for word in words[: one.start] if word.folded not in FILLER]
    return 1 < len(before) <= 3 and before[-1].folded == "from" and bool(acts_meant(before[-2].stem))


def _follows_act(words: Sequence[Word], one: Mention) -> bool:
    """Whether what it made stands before it: “the offers (that) X made”."""
    noun = next((word for word in reversed(words[: one.start]) if word.folded not in FILLER | {"that"}), None)
    return noun is not None and bool(acts_meant(noun.stem))


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
    start = asked_from(words)
    one = next((one for one in found if one.start >= start), None)
    if one is not None and one.start <= start + MOST_TITLES and governed(words, one) < one.start:
        return one
    if (
        one is None
        or (intent is Intent.RESPONSE and _calls(words, one))
        or (one.start > start and words[one.start - 1].folded in TO | ABOUT)
    ):
        return None
    reach = min((deed.start for deed in deeds if deed.start >= start and deed.acts), default=len(words))
    between = [word.folded for word in words[start : one.start]]
    titled = bool(between) and between[-1] in TITLES and len(between) <= MOST_TITLES
    plain = titled or all(word in COMMON or word in TITLES for word in between)
    free_order = start > 0 and words[start - 1].folded[:1] > "\u0400" and one.start <= start + 3
    return one if (plain and one.start <= reach) or free_order else None


def governed(words: Sequence[Word], one: Mention) -> int:
    """Where a name begins with whoever speaks for it: “the government in London”, “the leader of Pakistan”."""
    at = one.start - 1 - (one.start > 0 and words[one.start - 1].folded == "the")
    return (
        at - 1
        if at > 0 and words[at].folded in {"in", "of", "from", "at"} and words[at - 1].folded in GOVERNING
        else one.start
    )


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


def opens(text: str, words: Sequence[Word], one: Mention, deeds: Sequence[Deed]) -> bool:
    """Whether a name that opens a phrase is its subject: `X on Y`, `X's demands`, `X statements`, `X: proposals`."""
    following = words[one.end].folded if one.end < len(words) else ""
    deed = next((deed for deed in deeds if deed.start == one.end), None)
    called = deed is not None and (words[one.end - 1].owner or is_noun(words, deed))
    written = r"\W+".join(re.escape(word.written) for word in words[one.start : one.end])
    headed = len(words) <= FEW and bool(re.match(rf"\W*(?:the\s+)?(?:\w+\s+)?{written}\s*[,:–—-]\s", text))
    return following in OPENING or called or headed


def _whom(words: Sequence[Word], found: Sequence[Mention]) -> Mention | None:
    """“Whom did X blame”: the one who is asked for is spoken to."""
    asks = next((at for at, word in enumerate(words) if word.folded in ASKING_WHO), 0)
    if asks and words[asks - 1].folded == "by":
        return None  # “by whom was X warned”
    after = [one for one in found if one.start > asks]
    if words[asks].folded in WHOM:
        return after[0] if after else None
    if words[asks + 1 : asks + 2] and words[asks + 1].folded in {"did", "does", "has", "have"}:
        # “Who has X accused”, not “Who has accused X”
        return next((one for one in after if _only_filler(words[asks + 2 : one.start])), None)
    return None


def _only_filler(words: Sequence[Word]) -> bool:
    return all(word.folded in FILLER for word in words)


def asked_from(words: Sequence[Word]) -> int:
    """Where the one who is asked about may be named: after the first auxiliary, else after the question word."""
    for at, word in enumerate(words[:12]):
        if word.folded in AUXILIARY:
            return at + 1
    for at, word in enumerate(words[:12]):
        if word.folded in ASKING:
            return at + 1
    return 0
