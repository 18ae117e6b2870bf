"""Attributed statements in an article: who is said to have demanded, claimed or rejected what. Pure pattern rules.

Each is a proposal for a moderator, who confirms, mends or drops it: nothing found here is ever on record by itself.
"""

import html
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from handlers.article_words import (
    A_NOUN,
    NOT_ITS_SUBJECT,
    NOUN,
    NOUN_BEFORE,
    PERSON_PRONOUN,
    POSSESSIVE,
    QUOTED,
    VERB,
)
from store.record import Act, Actor, Directory, Kind

LONGEST = 100_000
"""Characters of an article that are read."""

MOST = 40
"""Proposals of one article: more than anybody confirms on a phone."""

_SENTENCE = re.compile(r"(?<=[.!?])[”\"’»]?\s+(?=[A-ZÄÖÜ“\"„«])")
_LIST_ITEM = re.compile(r",\s+(?:and\s+)?|\s+and\s+")
_TAG = re.compile(r"<(script|style)\b.*?</\1>|<[^>]+>", re.DOTALL | re.IGNORECASE)
_BLOCK = re.compile(r"</(?:p|div|h\d|li|blockquote)>|<br\s*/?>", re.IGNORECASE)
_TITLE = re.compile(r"<title[^>]*>(.*?)</title>", re.DOTALL | re.IGNORECASE)
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in a sentence: whose it is, from where to where; `owns` when it only says whose something is."""

    actor: Actor
    start: int
    end: int
    owns: bool = False


@dataclass(frozen=True, slots=True)
class Proposal:
    """One statement an article attributes to somebody."""

    speaker: Actor
    act: Act
    text: str
    quote: str | None = None
    addressee: Actor | None = None

    def fields(self) -> dict[str, Any]:
        """As a record-file object, as far as it goes."""
        found = {"speaker": self.speaker.name, "act": str(self.act), "text": self.text, "quote": self.quote}
        to = [self.addressee.name] if self.addressee else []
        return {name: value for name, value in {**found, "addressee": to}.items() if value}


def proposals(article: str, names: Directory) -> list[Proposal]:
    """What an article says that known speakers said, in its order, each once."""
    found: dict[tuple[str, str], Proposal] = {}
    subject: Actor | None = None
    reader = _Reader(names)
    for sentence in sentences(article[:LONGEST]):
        for proposal in reader.read(sentence, subject):
            found.setdefault((proposal.speaker.name, proposal.text), proposal)
        people = [mention.actor for mention in reader.mentions(sentence) if mention.actor.kind is Kind.PERSON]
        subject = people[-1] if people else subject
    return list(found.values())[:MOST]


def plain_text(page: str) -> tuple[str | None, str]:
    """The title and the text of an HTML page, paragraphs on lines of their own."""
    title = _TITLE.search(page)
    text = html.unescape(_TAG.sub("", _BLOCK.sub("\n", page[title.end() :] if title else page)))
    lines = (" ".join(line.split()) for line in text.splitlines())
    return (" ".join(html.unescape(title[1]).split()) or None) if title else None, "\n".join(filter(None, lines))


def title_of(article: str) -> str | None:
    """The first line, when it is short and no sentence: most likely a headline."""
    first = article.strip().partition("\n")[0].strip()
    return first if 0 < len(first) <= 150 and not first.endswith((".", "!", "?")) else None


def sentences(article: str) -> list[str]:
    """Sentences of all paragraphs."""
    lines = [line.strip() for line in article.splitlines() if line.strip()]
    return [part.strip() for line in lines for part in _SENTENCE.split(line) if part.strip()]


class _Reader:
    """Finds proposals in sentences, knowing whom the record knows."""

    def __init__(self, names: Directory) -> None:
        self._names = names

    @cached_property
    def _by_name(self) -> dict[str, Actor]:
        known = {alias: actor for actor in self._names.actors.values() for alias in actor.aliases}
        return known | {actor.name: actor for actor in self._names.actors.values()}

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        names = sorted(self._by_name, key=len, reverse=True)
        either = [_any_case_first(name) for name in names if len(name) > 1]
        return re.compile(r"(?<!\w)(?:" + "|".join(either or ["(?!)"]) + r")(?!\w)")

    def mentions(self, sentence: str) -> list[Mention]:
        """The names in a sentence, in order."""
        found = []
        for match in self._pattern.finditer(sentence):
            actor = self._by_name.get(match[0]) or self._by_name.get(match[0][:1].swapcase() + match[0][1:])
            if actor is not None:
                owns = POSSESSIVE.match(sentence, match.end()) is not None
                found.append(Mention(actor, match.start(), match.end(), owns))
        return found

    def read(self, sentence: str, before: Actor | None) -> Iterator[Proposal]:
        """The proposals of one sentence; `before` is who “he” or “she” is."""
        mentions = self.mentions(sentence)
        quotes = [match.span() for match in QUOTED.finditer(sentence)]
        verbs = [
            verb for verb in VERB.finditer(sentence) if not _inside(verb.start(), quotes) and _acts(sentence, verb)
        ]
        for at, verb in enumerate(verbs):
            end = verbs[at + 1].start() if at + 1 < len(verbs) else len(sentence)
            for speaker in self._speakers(sentence, verb, mentions, quotes, before):
                yield from self._said(sentence, verb, (speaker, end), mentions)
        yield from self._nouns(sentence, mentions)

    def _speakers(
        self,
        sentence: str,
        verb: re.Match[str],
        mentions: Sequence[Mention],
        quotes: Sequence[tuple[int, int]],
        before: Actor | None,
    ) -> list[Actor]:
        """Who is the subject of a verb: named before it, or “by” or after it behind a quotation, or “he”."""
        by = next((each for each in mentions if each.start >= verb.end()), None)
        if by is not None and re.fullmatch(r"\s+by\s+(?:the\s+)?", sentence[verb.end() : by.start]):
            return [by.actor]
        behind_quote = any(abs(verb.start() - end) < 4 for _, end in quotes)
        if by is not None and behind_quote and by.start - verb.end() < 30:
            return [by.actor]
        subjects = [
            each
            for each in mentions
            if each.end <= verb.start()
            and not each.owns
            and not _inside(each.start, quotes)
            and not NOT_ITS_SUBJECT.search(sentence[: each.start])
        ]
        pronoun = PERSON_PRONOUN.search(sentence, 0, verb.start())
        if before is not None and pronoun and (not subjects or pronoun.start() > subjects[-1].end):
            return [before]
        return self._with_allies(sentence, verb, subjects)

    def _with_allies(self, sentence: str, verb: re.Match[str], subjects: Sequence[Mention]) -> list[Actor]:
        if not subjects:
            return []
        last = subjects[-1]
        allies = self._by_name.get(f"{last.actor.name}'s allies")
        joined = re.match(r"\s+and\s+its\s+allies\b", sentence[last.end : verb.start()])
        return [last.actor, allies] if allies and joined else [last.actor]

    def _said(
        self, sentence: str, verb: re.Match[str], whose: tuple[Actor, int], mentions: Sequence[Mention]
    ) -> Iterator[Proposal]:
        speaker, end = whose
        act = Act(verb.lastgroup or Act.CLAIM)
        others = [each for each in mentions if each.start >= verb.end() and each.actor != speaker]
        addressee = others[0].actor if others and act is not Act.CLAIM else None
        quote = QUOTED.search(sentence)
        if act is Act.DEMAND and others and (split := _each_of(sentence, verb, others[0])):
            for text in split:
                yield Proposal(speaker, act, text, None, others[0].actor)
            return
        words = quote[1].strip(" ,.") if quote else None
        whole = words is not None and act is Act.CLAIM and len(_WORD.findall(words)) >= 4
        text = _sentence(words) if whole and words else _content(sentence, verb, end)
        yield Proposal(speaker, act, text, words, addressee)

    def _nouns(self, sentence: str, mentions: Sequence[Mention]) -> Iterator[Proposal]:
        """`Russia’s stance that …`, `demands from Moscow that …`."""
        for mention in mentions:
            behind = re.compile(r"[’']s?\s+(?:\w+\s+)?" + NOUN + r"\s+(?:that|to)\s+").match(sentence, mention.end)
            front = re.search(NOUN + r"\s+(?:from|by|of)\s+(?:the\s+)?$", sentence[: mention.start])
            that = re.match(r"\s+(?:that|to)\s+", sentence[mention.end :]) if front else None
            if behind:
                yield Proposal(mention.actor, Act(behind.lastgroup or Act.CLAIM), _sentence(sentence[behind.end() :]))
            elif front and that:
                words = sentence[mention.end + that.end() :]
                yield Proposal(mention.actor, Act(front.lastgroup or Act.CLAIM), _sentence(words))


def _acts(sentence: str, verb: re.Match[str]) -> bool:
    """Whether a word that may be a noun too (`demands`, `claims`) is a verb here."""
    if not verb[0].endswith(("s", "demand", "claim", "challenge", "offer")):
        return True
    return not A_NOUN.search(sentence[: verb.start()]) and not NOUN_BEFORE.match(sentence, verb.end())


def _inside(at: int, spans: Iterable[tuple[int, int]]) -> bool:
    return any(start < at < end for start, end in spans)


def _any_case_first(name: str) -> str:
    """A name as it may begin a sentence or not: `a Ukrainian source`, `A Ukrainian source`."""
    if " " not in name:
        return re.escape(name)
    return f"[{re.escape(name[0].upper())}{re.escape(name[0].lower())}]{re.escape(name[1:])}"


def _content(sentence: str, verb: re.Match[str], end: int) -> str:
    """The clause a verb introduces; the whole sentence where too little of one follows."""
    after = sentence[verb.end() :]
    if re.match(r"\s+(?:by|as)\b", after):
        return _sentence(sentence)
    that = re.match(r"\W*(?:\w+\W+){0,4}?that\s+", after)
    clause = after[that.end() :] if that else sentence[verb.end() : max(end, verb.end() + 1)]
    return _sentence(clause if len(_WORD.findall(clause)) >= 4 else sentence)


def _sentence(words: str) -> str:
    """Words as a sentence of their own, without quotation marks."""
    words = re.sub(r"[“”\"„«»]", "", words).strip(" ,;:–—-")
    words = words.rstrip(".!? ,")
    return (words[:1].upper() + words[1:] + ".")[:500]


def _each_of(sentence: str, verb: re.Match[str], whom: Mention) -> list[str]:
    """`demands that Ukraine cede territory, renounce NATO, and adopt neutrality`: one statement for each."""
    if not re.fullmatch(r"\s+(?:that\s+)?(?:the\s+)?", sentence[verb.end() : whom.start]):
        return []
    clause = re.split(r",\s+(?=[A-Z])|[;.]\s", sentence[whom.end :])[0].rstrip(".")
    parts = [part.strip() for part in _LIST_ITEM.split(clause) if part.strip()]
    if len(parts) < 2 or not all(part[0].islower() for part in parts):
        return []
    return [f"{whom.actor.name} must {part}." for part in parts]
