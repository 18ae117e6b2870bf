"""Who speaks and who is spoken to in a question, by the place of the names in the sentence. Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from handlers.countries import code_of
from handlers.deeds import Deed, first_act
from handlers.dictionary import is_common
from handlers.lexicon import COMMON, TITLES, acts_meant, words_in
from handlers.mentions import Mention, Word
from handlers.speakers import ABOUT, FEW, FILLER, OWN_WORDS, TO, WHOM, asked_from, opens, speaker
from store.matcher import Intent
from store.record import Act

_AIMED = re.compile(
    r"\b(?:aimed|addressed|directed|meant)\s+(?:\w+ly\s+)?(?:at|to|for|against)\b"
    r"|\b(?:levell?ed|hurled|thrown|made|voiced|launched|raised|brought)\s+(?:at|against)\b|\b(?:was|were|been)\s+(?:said|put|told)\s+to\b"
    r"|\b(?:was|were|been)\s+(?:asked|demanded|required|expected|wanted|requested)\s+(?:of|from)\b"
    r"|\b(?:said|say|saying)\s+(?:straight|directly)\s+to\b"
    r"|\b(?:вису(?:ва|ну)ли|пред[ъ'’]?ь?являли)\b|\b(?:адресован|спрямован|направлен)\w*",
    re.IGNORECASE,
)
_TOWARDS = words_in("to of from against до від до от против")
_OF_ONESELF = frozenset({Act.PROMISE, Act.CLAIM, Act.DENY})
_ANYBODY = words_in("anyone anybody someone somebody any")
_BEING = words_in("was were is are been being")
_DONE = re.compile(
    r"[a-z]{2,}ed|given|told|let|allowed|shown|sent|made|put|hit|held|taken|driven|thrown|beaten|shot|paid|brought|left|kept"
)
_INCLINED = words_in("""
    prepared committed opposed concerned worried convinced satisfied pleased determined interested agreed supposed
    alarmed annoyed delighted excited scared tempted inclined united need indeed resigned
""")
"""Words that look as if something was done to somebody, but say how they are minded."""
_OTHERS = ABOUT | words_in("to against at on upon towards toward")
"""Words before a name of whom something is said, or to whom."""
_WHICH = words_in("which what скільки сколько який яка яке які какой какая какое какие")
_DOING = words_in("did does do has have had will would can could")


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


def roles(intent: Intent, text: str, words: Sequence[Word], found: Sequence[Mention], deeds: Sequence[Deed]) -> Roles:
    """Who does what to whom."""
    if _AIMED.search(text) and words[0].folded not in WHOM:
        return _aimed_at(words, found, deeds)
    if intent is Intent.DID and (one := _done_to(words, found)):
        told = any(deed.start == one.end and deed.acts for deed in deeds)
        return Roles(addressees=one.actors if told else ())
    anybody = intent is Intent.DID and any(word.folded in _ANYBODY for word in words[1:2])
    whose = Intent.WHO if anybody else intent  # “has anyone demanded …” names nobody who did
    asked = speaker(whose, text, words, found, deeds)
    rest = [one for one in found if one is not asked]
    addressees = _addressees(words, rest, deeds) if asked is not None or whose is Intent.WHO else ()
    if asked is not None:
        together = _together(words, found, asked)
        strange = () if addressees else _addressed_stranger(words, found, deeds)
        return Roles(together, tuple(id_ for id_ in addressees if id_ not in together), unknown=strange)
    if whose is Intent.WHO:
        return Roles(addressees=addressees, objects=_objects(rest, deeds))
    if intent in {Intent.KEYWORDS, Intent.CLAIM, Intent.DID} and len(found) == 1 and _alone(words, found[0], deeds):
        return Roles(found[0].actors)
    return _opened(words, found, deeds) if intent in {Intent.KEYWORDS, Intent.CLAIM} else _subject(words, found, deeds)


def _opened(words: Sequence[Word], found: Sequence[Mention], deeds: Sequence[Deed]) -> Roles:
    """Who may speak where nobody is asked about: whoever is named first, but “promises made to X” are not theirs."""
    if found and found[0].start <= 1:
        return Roles(likely=found[0].actors)
    if len(words) <= FEW and (told := _addressees(words, found, [deed for deed in deeds[:1] if deed.acts])):
        return Roles(addressees=told, aimed=True)
    return Roles(unknown=_stranger(words, 0, opening=True), subject=_uncased(words))


def _done_to(words: Sequence[Word], found: Sequence[Mention]) -> Mention | None:
    """Whoever something was done to, by whomever: “were the Russians let in”, but “was Putin willing”."""
    if not found or words[0].folded not in _BEING or found[0].start > 2 or found[0].end == len(words):
        return None
    verb = words[found[0].end].folded
    done = _DONE.fullmatch(verb) and verb not in _INCLINED
    return found[0] if done else None


def _uncased(words: Sequence[Word]) -> tuple[str, ...]:
    """A name that nobody on record has, written small: “cummings on the party”."""
    on = next((at for at, word in enumerate(words[:3]) if word.folded in {"on", "about"}), 0)
    name = [word.folded for word in words[:on]]
    return tuple(word for word in name if not is_common(word)) if name and on + 1 < len(words) else ()


def _alone(words: Sequence[Word], one: Mention, deeds: Sequence[Deed]) -> bool:
    """Whether nothing but a name is left: “Putin quotes please”, “a list of everything Ms Merkel had to say”."""
    said = {at for deed in deeds for at in range(deed.start, deed.end)} | set(range(one.start, one.end))
    rest = [word.folded for at, word in enumerate(words) if at not in said]
    if one.start > 0 and words[one.start - 1].folded in _OTHERS:
        return False
    return len(words) > one.end - one.start and all(word in COMMON | OWN_WORDS | TITLES for word in rest)


def _aimed_at(words: Sequence[Word], found: Sequence[Mention], deeds: Sequence[Deed]) -> Roles:
    if found:
        first = found[0] if len(found) > 1 and opens("", words, found[0], deeds) else None  # “X's refusals aimed at Y”
        return Roles(first.actors if first else (), found[-1].actors, aimed=True)
    last = next((at for at in range(len(words) - 1, -1, -1) if words[at].folded in TO), None)
    if last is None:
        return Roles()
    return Roles(unknown=_stranger(words, last + 1))


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
            between = [word.folded for word in words[deed.end : one.start] if word.folded not in FILLER]
            if not between or (len(between) <= 3 and between[-1] in TO):
                return one.actors
            break
    return next((one.actors for one in rest if _is_told(words, one, deeds)), ())


def _is_told(words: Sequence[Word], one: Mention, deeds: Sequence[Deed]) -> bool:
    """Whether it was done to somebody by another: “When was X told by Y”."""
    being = {word.folded for word in words[max(0, one.start - 2) : one.start]} & _BEING
    by = any(word.folded == "by" for word in words[one.end :])
    return bool(being) and by and any(deed.start == one.end and deed.acts for deed in deeds)


def _objects(rest: Sequence[Mention], deeds: Sequence[Deed]) -> tuple[int, ...]:
    """Whoever is named after an act that nobody does to themselves: “Who urged the EU to …”, but “Who denied that”."""
    act = first_act(deeds)
    if act is None or act.acts[0] in _OF_ONESELF:
        return ()
    return tuple(dict.fromkeys(id_ for one in rest if one.start >= act.end for id_ in one.actors))


def _addressed_stranger(words: Sequence[Word], found: Sequence[Mention], deeds: Sequence[Deed]) -> tuple[str, ...]:
    """“What did X demand of Germany”, a country that is not on record."""
    act = first_act(deeds)
    known = {at for one in found for at in range(one.start, one.end)}
    after = range(act.end, min(act.end + 3, len(words))) if act else ()
    named = [words[at] for at in after if words[at].folded not in FILLER and at not in known]
    if len(named) < 2 or named[0].folded not in _TOWARDS or not code_of(named[1].folded):
        return ()
    return (named[1].written,)


def _subject(words: Sequence[Word], found: Sequence[Mention], deeds: Sequence[Deed]) -> Roles:
    """A subject that is no name on record: somebody unknown, or a description."""
    start = asked_from(words)
    if start == 0:
        return Roles()
    unknown = _stranger(words, start)
    if any(one.start <= start + 1 for one in found if one.start >= start):
        return Roles()
    stop = min((deed.start for deed in deeds if deed.start > start), default=start)
    which = any(word.folded in _WHICH for word in words[start - 1 : start])
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
        if word.folded in FILLER or (not name and word.folded in TITLES):
            continue
        if acts_meant(word.stem) is not None or word.folded in COMMON:
            break
        first = at == 0 and is_common(word.folded)  # “Experiments on …” begins a sentence
        if (cased and word.capital and (at > 0 or opening) and not first) or code_of(word.folded):
            name.append(word.written)
            after = at + 1
        else:
            break
    if opening and (not name or after >= len(words) or words[after].folded not in {"on", "about", "про", "reaction"}):
        return ()
    if not name or (after < len(words) and not words[after - 1].owner and acts_meant(words[after].stem) and about):
        return ()
    return (re.sub(r"['’ʼ]s$", "", " ".join(name)),)
