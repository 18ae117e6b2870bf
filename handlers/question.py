# ruff: noqa: E501, PLR0911
"""A person's words to a `Query`: who is asked about, what they did, to whom, when, and what is left as content. Pure."""

import re
from collections.abc import Sequence
from datetime import date

from handlers.lexicon import ACTS, COMMON, SMALL_TALK
from handlers.mentions import Mention, Word, mentions, words_of
from handlers.when import when
from store.matcher import Intent, Query
from store.record import Act, Directory

_NEGATED = re.compile(
    r"(?:\(\s*not\b[^)]*\)|[,.;]\s*not\b[^.?!,;]*|\brather than\b[^.?!,;]*|\binstead of\b[^.?!,;]*|\bi don'?t mean\b[^.?!]*)",
    re.IGNORECASE,
)
_AUXILIARIES = frozenset(
    ["did", "does", "do", "has", "have", "had", "is", "are", "was", "were", "will", "would", "can", "could"]
)
_CYRILLIC_ASK = frozenset(["что", "що", "як", "как", "чи", "коли", "когда", "чому", "почему"])
_TO = frozenset(
    [
        "to",
        "of",
        "from",
        "against",
        "at",
        "towards",
        "toward",
        "on",
        "upon",
        "for",
        "до",
        "від",
        "у",
        "на",
        "проти",
        "от",
        "к",
        "против",
    ]
)
_AIMED = re.compile(
    r"\b(?:aimed at|addressed to|directed at|meant for|directed to|адресован\w*|спрямован\w*)\b", re.IGNORECASE
)
_RESPONSE = re.compile(
    r"\b(?:react\w*|respon\w*|repl(?:y|ies|ied)\w*|answer\w*|how did \S+(?: \S+)? take|say (?:when|to)\b|"
    r"відпов\w*|реак\w*|ответ\w*|отреаг\w*)", re.IGNORECASE,
)  # fmt: skip
_STATUS = re.compile(
    r"\b(?:still (?:open|unanswered|stand\w*|valid)|unanswered|ever answer\w*|been (?:answered|accepted|rejected|met|kept)|"
    r"become of|became of|where does .* stand|did .* stand|get (?:an answer|anywhere)|was .* (?:accepted|rejected|kept|fulfilled|"
    r"met|answered)|status of|досі|чи відкрит\w*|до сих пор)\b", re.IGNORECASE,
)  # fmt: skip


def understand(text: str, names: Directory, today: date) -> Query:
    """What a question asks, as far as its words tell."""
    dated = when(_NEGATED.sub(" ", text), today)
    words = words_of(dated.text)
    if _small_talk(words):
        return Query(text, Intent.SMALL_TALK)
    found = mentions(words, names)
    acts, act_words = acts_in(words, found)
    intent = intent_of(text, words)
    roles = _roles(intent, dated.text, words, found, act_words)
    return Query(
        text=text,
        intent=intent,
        speakers=roles.speakers,
        addressees=roles.addressees,
        mentions=tuple(dict.fromkeys(id_ for one in found for id_ in one.actors)),
        acts=acts,
        date_from=dated.first,
        date_to=dated.last,
        date_hint=dated.hint,
        terms=_terms(words, found, act_words),
        unknown=_unknown(intent, words, found, act_words),
    )


class _Roles:
    """Who speaks and who is spoken to, as far as the sentence tells."""

    def __init__(self) -> None:
        self.speakers: tuple[int, ...] = ()
        self.addressees: tuple[int, ...] = ()


def _small_talk(words: Sequence[Word]) -> bool:
    return bool(words) and all(word.folded in SMALL_TALK for word in words)


def intent_of(text: str, words: Sequence[Word]) -> Intent:
    """What kind of answer is wanted, from the first question word and a few turns of phrase."""
    folded = [word.folded for word in words]
    if _STATUS.search(text):
        return Intent.STATUS
    if _RESPONSE.search(text) and ({"how", "what", "як", "как", "що", "что"} & set(folded) or "reaction" in folded):
        return Intent.RESPONSE
    for word in folded:
        if word in {"who", "whom", "whose", "хто", "кто", "кого", "кому"}:
            return Intent.WHO
        if word in {"when", "why", "коли", "когда", "чому", "почему"}:
            return Intent.WHEN
        if word in {"what", "which", "що", "что", "які", "какие", "чого", "чего", "how", "як", "как"}:
            return Intent.WHAT
        if word in {"did", "does", "do", "has", "have", "is", "was", "were", "are", "чи", "ли"}:
            return Intent.DID
    return Intent.CLAIM if len(words) > 5 else Intent.KEYWORDS


def acts_in(words: Sequence[Word], found: Sequence[Mention]) -> tuple[tuple[Act, ...], set[int]]:
    """The acts that verbs and nouns tell, the first one's meaning first, and which words those were."""
    named = {at for one in found for at in range(one.start, one.end)}
    acts: dict[Act, None] = {}
    used: set[int] = set()
    at = 0
    while at < len(words):
        size = next((size for size in (4, 3, 2, 1) if _act_at(words, at, size) is not None and at not in named), 0)
        meant = _act_at(words, at, size) if size else None
        if meant is not None:
            used.update(range(at, at + size))
            if not acts:
                acts.update(dict.fromkeys(meant))
        at += max(size, 1)
    return tuple(acts), used


def _act_at(words: Sequence[Word], at: int, size: int) -> tuple[Act, ...] | None:
    return ACTS.get(tuple(word.stem for word in words[at : at + size])) if at + size <= len(words) else None


def _roles(intent: Intent, text: str, words: Sequence[Word], found: Sequence[Mention], act_words: set[int]) -> _Roles:
    roles = _Roles()
    if not found:
        return roles
    first_act = min(act_words, default=None)
    before = [one for one in found if first_act is None or one.start < first_act]
    by = [one for one in found if one.start and words[one.start - 1].folded in {"by", "від"}]
    if _AIMED.search(text):
        roles.addressees = found[-1].actors
        return roles
    if by:
        roles.speakers = by[0].actors
    elif intent in {Intent.WHAT, Intent.DID, Intent.WHEN, Intent.RESPONSE} and before:
        roles.speakers = before[0].actors
    elif intent in {Intent.KEYWORDS, Intent.CLAIM} and found[0].start == 0 and _subject(words, found[0]):
        roles.speakers = found[0].actors
    rest = [one for one in found if one.actors != roles.speakers]
    to = [one for one in rest if one.start and words[one.start - 1].folded in _TO]
    if roles.speakers and to and first_act is not None:
        roles.addressees = to[0].actors
    return roles


def _subject(words: Sequence[Word], one: Mention) -> bool:
    """Whether a name that opens a phrase is its subject: `X on Y`, `X's demands`, `X: …`."""
    following = words[one.end].folded if one.end < len(words) else ""
    return following in {"on", "about", "про", "о", "об"} or words[one.end - 1].owner


def _terms(words: Sequence[Word], found: Sequence[Mention], act_words: set[int]) -> tuple[str, ...]:
    """Stems of the words that carry content; a name that is no speaker stays content too."""
    named = {at for one in found for at in range(one.start, one.end)}
    kept = [
        word.stem
        for at, word in enumerate(words)
        if at not in named and at not in act_words and word.folded not in COMMON and len(word.folded) > 1
    ]
    return tuple(dict.fromkeys(kept))


def _unknown(intent: Intent, words: Sequence[Word], found: Sequence[Mention], act_words: set[int]) -> tuple[str, ...]:
    """A capitalised name in the place of the speaker that nobody on record has."""
    if intent not in {Intent.WHAT, Intent.DID, Intent.WHEN, Intent.RESPONSE}:
        return ()
    asks = [at for at, word in enumerate(words) if word.folded in _AUXILIARIES or word.folded in _CYRILLIC_ASK]
    if not asks or sum(word.capital for word in words) > len(words) * 0.8:
        return ()
    start = asks[0] + 1
    name: list[str] = []
    for at in range(start, min(start + 4, len(words))):
        if any(one.start <= at < one.end for one in found) or at in act_words:
            break
        if words[at].capital and words[at].folded not in COMMON:
            name.append(words[at].written)
        elif name or words[at].folded not in {"the", "a", "an", "really", "mr", "mrs", "ms", "president", "minister"}:
            break
    return (" ".join(name),) if name and not words[start].owner else ()
