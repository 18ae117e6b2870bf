"""The words of a question that tell an act: verbs, nouns and phrases, also parted or coordinated ones. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from handlers.lexicon import COMMON, DEEDS, LONGEST_ACT, acts_meant, is_call, words_in
from handlers.mentions import Mention, Word
from store.record import Act

TELLING = {
    "tell": frozenset({"to"}),
    "told": frozenset({"to"}),
    "ask": frozenset({"to", "for"}),
    "declar": frozenset({"that"}),
}
"""Stems of verbs that tell an act only with one of these: “told Kosovo to drop its tariffs”, “told parliament that”,
“declared that it was over”, “declared a truce”."""

PARTICLES = words_in("aside away back down forward off out up blame responsibility mind tune course")
"""What may stand apart from its verb: “put the backstop forward”, “turned the offer down”,
“took all the blame”, “changed his mind”."""

APART = 6
"""Within how many words."""

CALLING = frozenset({"called", "calls", "calling"})
"""Forms of a verb that is a call only with one of these soon after it: “called for talks”, but “called it a lie”."""

GIVEN_BACK = words_in("""
    hand handed hands handing give gave gives giving given pay paid pays paying bring brought send sent get got go went
    come came take took put puts push pushed hold held cut cuts roll rolled fall fell move moved pull pulled turn turned
    call called step stepped draw drew fight fought strike struck look looking win won want wants wanted buy bought
""")
IN_TIME = words_in("in to on from at and when down up off into")
"""Words before and after “back” where it supports nothing: “hand back the ship”, “back in 2009”."""

CALLED_FOR = frozenset({"for", "on", "upon", "to"})

JOINING = frozenset({"and", "or", "та", "і", "й", "або", "чи", "и", "или"})
"""Words between two verbs that make one deed of them."""

_OF_CALL = words_in("""
    to of from against at toward towards on upon about regarding concerning that made aimed
""")
"""Words after “demands”, “offers” that make nouns of them."""


@dataclass(frozen=True, slots=True)
class Deed:
    """The verb or noun that tells the act: the words `start` to `end`, and what it may mean."""

    start: int
    end: int
    acts: tuple[Act, ...]
    particle: int = -1
    """Where a part of it stands that was left behind: “put the plan forward”."""


def deeds_of(words: Sequence[Word], found: Sequence[Mention]) -> list[Deed]:
    """The words that tell an act, in order; those inside a name tell none."""
    named = {at for one in found for at in range(one.start, one.end)}
    deeds, at = [], 0
    while at < len(words):
        deed = None if at in named else _deed_at(words, at)
        if deed is not None:
            deeds.append(deed)
        at = deed.end if deed is not None else at + 1
    return _coordinated(words, deeds)


def _coordinated(words: Sequence[Word], deeds: Sequence[Deed]) -> list[Deed]:
    """“Asked for or offered” is one deed: either will do."""
    joined: list[Deed] = []
    for deed in deeds:
        last = joined[-1] if joined else None
        between = {word.folded for word in words[last.end : deed.start]} if last else set()
        if last and last.acts and deed.acts and between & JOINING and between <= COMMON:
            joined[-1] = Deed(last.start, deed.end, tuple(dict.fromkeys((*last.acts, *deed.acts))))
        else:
            joined.append(deed)
    return joined


def _deed_at(words: Sequence[Word], at: int) -> Deed | None:
    for size in range(min(LONGEST_ACT, len(words) - at), 0, -1):
        acts = acts_meant(*(word.stem for word in words[at : at + size]))
        if acts is not None:
            deed = Deed(at, at + size, () if _only_tells(words, at) else acts)
            return deed if acts else _parted(words, at) or deed
    return _parted(words, at)


def _only_tells(words: Sequence[Word], at: int) -> bool:
    """Whether a verb lacks the word after it without which it tells no act."""
    after = {word.folded for word in words[at + 1 : at + 6]}
    if words[at].folded == "back":
        return at == 0 or words[at - 1].folded in GIVEN_BACK or at + 1 == len(words) or words[at + 1].folded in IN_TIME
    tells = words[at].stem in TELLING and not TELLING[words[at].stem] & after
    return tells or (words[at].folded in CALLING and not CALLED_FOR & after)


def _parted(words: Sequence[Word], at: int) -> Deed | None:
    """A verb whose particle comes later."""
    for later in range(at + 2, min(at + APART, len(words))):
        acts = acts_meant(words[at].stem, words[later].stem) if words[later].folded in PARTICLES else None
        if acts is not None:
            return Deed(at, at + 1, acts, later)
    return None


def is_noun(words: Sequence[Word], deed: Deed) -> bool:
    """Whether it is a noun and no verb: “Commission demands on Poland”, “Egyptian refusals”, not “X demands more”."""
    one, after = words[deed.start].folded, words[deed.end].folded if deed.end < len(words) else ""
    return one in DEEDS or (is_call(one) and after in _OF_CALL)


def first_act(deeds: Sequence[Deed]) -> Deed | None:
    """The first that tells an act."""
    return next((deed for deed in deeds if deed.acts), None)
