"""Questions for all that stands in some way: “Which demands are still open?”, “broken promises”. Pure.

Such a question names an act by its noun and a status by its participle. One for the status of a single statement (“Was
the demand for a ceasefire accepted?”) is understood elsewhere.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from handlers.lexicon import ASKING_WHO, AUXILIARY, COMMON, NOT, words_in
from handlers.mentions import Mention, Word
from store.record import Act, Status
from store.status import STATUSES
from store.text import stem

_ACTS: Mapping[str, tuple[Act, ...]] = {
    "demands demand ultimatums вимоги вимог вимога ультиматуми требования требований требование": (Act.DEMAND,),
    "appeals appeal calls заклики закликів призывы призывов": (Act.APPEAL,),
    "proposals proposal offers offer пропозиції пропозицій предложения предложений": (Act.PROPOSE,),
    "promises promise pledges pledge commitments обіцянки обіцянок обещания обещаний": (Act.PROMISE,),
    "claims claim твердження утверждения утверждений": (Act.CLAIM,),
    "accusations accusation allegations звинувачення звинувачень обвинения обвинений": (Act.ACCUSE,),
    "warnings warning threats попередження погрози предупреждения предупреждений угрозы": (Act.WARN,),
    "statements statement заяви заяв заявления заявлений высказывания": (),
}
_MET = (Status.ACCEPTED, Status.PARTLY_ACCEPTED, Status.FULFILLED)
_STATUSES: Mapping[str, tuple[Status, ...]] = {
    "open pending outstanding unresolved відкриті відкрита відкритими открыты открытые открытыми": (
        Status.OPEN,
        Status.PARTLY_ACCEPTED,
        Status.IN_PROGRESS,
    ),
    "unanswered unmet unfulfilled невиконані невыполненные безвідповідні": (Status.OPEN,),
    "answered": (*_MET, Status.REJECTED),
    "accepted granted met прийняті прийнято приняты принятые": _MET,
    "rejected refused declined dismissed відхилені відхилено відкинуті отклонены отклоненные отвергнуты отвергнутые": (
        Status.REJECTED,
    ),
    "fulfilled honoured honored satisfied виконані виконано выполнены выполненные": (
        Status.FULFILLED,
        Status.KEPT,
        Status.PARTLY_KEPT,
    ),
    "kept keep keeps дотримані дотримано сдержаны сдержал дотримав": (
        Status.KEPT,
        Status.PARTLY_KEPT,
        Status.FULFILLED,
    ),
    "broken break broke breaks порушені порушено нарушены нарушенные нарушил порушив": (Status.BROKEN,),
    "withdrawn withdraw withdrew dropped drop retracted відкликані отозваны отозванные": (Status.WITHDRAWN,),
    "superseded": (Status.SUPERSEDED,),
    "confirmed verified proven підтверджені підтверджено подтверждены подтвержденные": (Status.CONFIRMED,),
    "disputed contested оскаржені оспорены": (Status.DISPUTED,),
    "refuted debunked disproved disproven спростовані спростовано опровергнуты опровергнутые": (Status.REFUTED,),
    "unverified unconfirmed unchecked неперевірені непідтверджені непроверенные неподтвержденные": (Status.UNVERIFIED,),
}
_OWN = frozenset({Status.KEPT, Status.PARTLY_KEPT, Status.FULFILLED, Status.BROKEN, Status.WITHDRAWN})
"""What a speaker does to what was said: “which promises did X break?” is about X's own."""

_OPENING = words_in("""
    which what whose how many list show me give all any are there is the of our his her their its
    які яка які скільки покажи усі всі чи є какие какая сколько покажи все есть ли
""")
_BEING = (
    AUXILIARY
    | NOT
    | words_in("""
    been remain remains remained stay stays stayed stand stands still got get went лишилися залишилися залишаються
    остались остаются досі всё ещё до сих пор був була були было была были
""")
)
_BY = words_in("by with кем ким")
_FROM, _TO = words_in("by from від от"), words_in("to on upon against at toward towards до до к на")


@dataclass(frozen=True, slots=True)
class Listed:
    """What is to be listed: of whom (ids), to whom, which acts, which statuses; `said` are where it says so."""

    speakers: tuple[int, ...]
    addressees: tuple[int, ...]
    acts: tuple[Act, ...]
    statuses: tuple[Status, ...]
    said: frozenset[int]


def listed(words: Sequence[Word], found: Sequence[Mention]) -> Listed | None:
    """What such a question asks for; None when it is another question."""
    named = {at for one in found for at in range(one.start, one.end)}
    noun = next((at for at, word in enumerate(words) if at not in named and word.stem in _nouns()), None)
    if noun is None or _of_one(words):
        return None
    place = _status_before(words, noun, named)
    place = _status_after(words, noun, named) if place is None else place
    if place is None:
        return None
    acts, asked = _nouns()[words[noun].stem], _participles()[words[place].stem]
    possible = [status for status in Status if any(status in STATUSES[act] for act in acts or Act)]
    if any(word.folded in NOT for word in words[max(0, place - 2) : place]):
        asked = (*(status for status in possible if status not in {*asked, Status.WITHDRAWN, Status.SUPERSEDED}),)
    statuses = tuple(status for status in possible if status in asked)
    if not statuses:
        return None
    speakers, addressees = _people(words, found, noun, place)
    return Listed(speakers, addressees, acts, statuses, frozenset({noun, place}))


def _of_one(words: Sequence[Word]) -> bool:
    """“Is the demand still open?” asks about a demand; “are there any open ones” does not."""
    return words[0].folded in AUXILIARY and all(word.folded != "there" for word in words[1:2])


def _status_before(words: Sequence[Word], noun: int, named: set[int]) -> int | None:
    """“Russia's rejected demands”, “who broke a promise”: nothing but names and openings stands before."""
    place = next((at for at in range(noun - 1, -1, -1) if words[at].stem in _participles()), None)
    if place is None or any(words[at].folded not in _OPENING | {"a", "an"} for at in range(place + 1, noun)):
        return None
    before = [words[at].folded for at in range(place) if at not in named]
    statuses = set(_participles()[words[place].stem])
    if before and before[0] in ASKING_WHO:
        return place if statuses <= _OWN and all(word in _BEING | COMMON for word in before[1:]) else None
    return place if place == noun - 1 and all(word in _OPENING | _BEING for word in before) else None


def _status_after(words: Sequence[Word], noun: int, named: set[int]) -> int | None:
    """“Which of Russia's demands were rejected”: what was done to them, but not by whom."""
    if any(words[at].folded not in _OPENING for at in range(noun) if at not in named) or not (
        noun == 0 or words[0].folded in _OPENING or 0 in named
    ):
        return None
    being = next((at for at in range(noun + 1, len(words)) if words[at].folded in _BEING), None)
    if being is None:
        return None
    place = next((at for at in range(being, len(words)) if words[at].stem in _participles()), None)
    if place is None or any(word.folded in _BY for word in words[place + 1 : place + 2]):
        return None
    between = range(being, place)
    if any(at in named for at in between) and not set(_participles()[words[place].stem]) <= _OWN:
        return None
    return place if all(at in named or words[at].folded in _BEING | COMMON for at in between) else None


def _people(
    words: Sequence[Word], found: Sequence[Mention], noun: int, place: int
) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Whose they are, and to whom: by what stands before each name."""
    speakers: list[int] = []
    addressees: list[int] = []
    for one in found:
        before = words[one.start - 1].folded if one.start else ""
        theirs = one.end <= noun and before not in _TO
        genitive = one.start == noun + 1 and words[one.start].folded[:1] > "\u0400"
        owned = before == "of" and one.start == noun + 2  # “demands of Russia”
        if theirs or genitive or owned or before in _FROM or (noun < one.start < place and before in AUXILIARY):
            speakers += one.actors
        elif before in _TO:
            addressees += one.actors
    return tuple(speakers), tuple(addressees)


@cache
def _nouns() -> Mapping[str, tuple[Act, ...]]:
    return {stem(word): acts for forms, acts in _ACTS.items() for word in forms.split()}


@cache
def _participles() -> Mapping[str, tuple[Status, ...]]:
    return {stem(word): statuses for forms, statuses in _STATUSES.items() for word in forms.split()}
