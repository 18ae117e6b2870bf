"""The guided form: which question comes when, what counts as an answer, whom the names mean. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any, TypeVar

from rapidfuzz import fuzz, process

from handlers.countries import code_of
from handlers.draft_words import act_of, date_of, guessed_date, source_of, split_names
from handlers.errors import Refused
from store.record import Actor, Directory, Draft, Kind, Statement, Topic
from store.record_file import NAME_LIMIT, TEXT_LIMIT, clean, source_object
from store.status import initial
from store.text import fold

STEPS = ("speaker", "act", "text", "quote", "addressee", "topics", "said_on", "source")
"""The questions, in order; the preview comes after the last."""

REQUIRED = ("speaker", "act", "text")
MORE = ("reported_by", "responds_to", "due_on")
"""What is asked only when somebody chooses to."""

PREVIEW = "preview"
ALIKE = 78
"""RapidFuzz WRatio from which an unknown name is shown beside a known one."""

Named = TypeVar("Named", Actor, Topic)
Fields = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Unknown:
    """A name nobody on record has, and who may be meant by it."""

    name: str
    near: tuple[Actor, ...] = ()


def next_step(step: str, fields: Fields) -> str:
    """The next question that has no answer yet; the preview after the last."""
    if step not in STEPS:
        return first_step(fields)
    later = STEPS[STEPS.index(step) + 1 :]
    return next((each for each in later if each not in fields), PREVIEW)


def first_step(fields: Fields) -> str:
    """The first question that has to be answered; the preview when none is left."""
    return next((each for each in REQUIRED if not fields.get(each)), PREVIEW)


def step_back(step: str) -> str:
    """The question before."""
    at = STEPS.index(step) if step in STEPS else len(STEPS)
    return STEPS[max(at - 1, 0)]


def answered(step: str, words: str, today: date) -> Any:
    """What a typed answer to a question means.

    Raises:
        Refused: saying what to type instead.
    """
    given = clean(words)
    if not given:
        raise Refused(f"form-empty-{step}" if step in REQUIRED else "form-empty")
    if step == "act":
        act = act_of(given)
        if act is None:
            raise Refused("line-unknown-act", act=given[:40])
        return str(act)
    if step in {"said_on", "due_on"}:
        return _date(given, today)
    if step == "source":
        return _source(given)
    if step in {"addressee", "topics"}:
        return [_short(name, NAME_LIMIT) for name in split_names(given)]
    if step == "responds_to":
        return _numbers(given)
    return _short(given.strip('“”"„«»') if step == "quote" else given, TEXT_LIMIT if step != "speaker" else NAME_LIMIT)


def _date(given: str, today: date) -> str:
    try:
        return str(date_of(given, today))
    except ValueError:
        # As the buttons have it; the preview shows how it was read.
        if (meant := guessed_date(given)) is None:
            raise Refused("line-bad-date", date=given[:40]) from None
        return str(meant)


def _source(given: str) -> dict[str, Any]:
    try:
        return source_object(source_of(_short(given, TEXT_LIMIT)))
    except ValueError as error:
        raise Refused("bad-source", url=str(error)[:200]) from None


def _numbers(given: str) -> list[str]:
    found = [word.lstrip("/#s") for word in given.replace(",", " ").replace(";", " ").split()]
    if not all(word.isascii() and word.isdecimal() and len(word) <= 15 for word in found):
        raise Refused("line-bad-number", number=given[:40])
    return found


def _short(given: str, limit: int) -> str:
    if len(given) > limit:
        raise Refused("line-too-long", length=str(len(given)), limit=str(limit))
    return given


def with_known_names(fields: Fields, names: Directory) -> tuple[dict[str, Any], list[Unknown]]:
    """The fields with every known name as the record has it, and the names that are new to it."""
    found, unknown = dict(fields), dict[str, Unknown]()
    kinds = fields.get("kinds", {})

    def settled(name: str) -> str:
        exact = _exact(name, names.actors.values())
        if len(exact) == 1:
            return exact[0].name
        unknown.setdefault(name, Unknown(name, () if name in kinds else tuple(exact or _alike(name, names))))
        return name

    for column in ("speaker", "reported_by"):
        if fields.get(column):
            found[column] = settled(str(fields[column]))
    if fields.get("addressee"):
        found["addressee"] = list(dict.fromkeys(settled(name) for name in fields["addressee"]))
    if fields.get("topics"):
        known = [(_exact(name, names.topics.values()), name) for name in fields["topics"]]
        found["topics"] = list(dict.fromkeys(exact[0].name if len(exact) == 1 else name for exact, name in known))
    return found, list(unknown.values())


def likely_kind(name: str) -> Kind:
    """What somebody of a name that is new to the record most likely is: a state's name is known, others are persons."""
    return Kind.STATE if code_of(fold(name)) else Kind.PERSON


def renamed(fields: Fields, old: str, new: str) -> dict[str, Any]:
    """The fields with one name put for another."""
    found = dict(fields)
    for column in ("speaker", "reported_by"):
        if found.get(column) == old:
            found[column] = new
    if "addressee" in found:
        found["addressee"] = list(dict.fromkeys(new if name == old else name for name in found["addressee"] or []))
    return found


def _exact(name: str, known: Iterable[Named]) -> list[Named]:
    folded, everyone = fold(name), list(known)
    named = [one for one in everyone if _folded(one.name) == folded]
    return named or [one for one in everyone if folded and folded in map(_folded, one.aliases)]


@lru_cache(maxsize=100_000)
def _folded(name: str) -> str:
    """A name on record, which is compared with every name that is typed."""
    return fold(name)


def _alike(name: str, names: Directory) -> list[Actor]:
    spelt = ((actor.id, each) for actor in names.actors.values() for each in (actor.name, *actor.aliases))
    choices = {key: _folded(key[1]) for key in spelt}
    found = process.extract(fold(name), choices, scorer=fuzz.WRatio, limit=6, score_cutoff=ALIKE)
    ids = dict.fromkeys(key[0] for _, _, key in found)
    return [names.actors[id_] for id_ in list(ids)[:3]]


def as_statement(draft: Draft, names: Directory, number: int = 0) -> Statement:
    """A draft as the statement it would be, for a preview. Names that are new stand as what they likely are."""

    def actor(name: str) -> Actor:
        exact = _exact(name, names.actors.values())
        return exact[0] if len(exact) == 1 else Actor(0, name, likely_kind(name))

    return Statement(
        number=number,
        key=draft.key or "",
        speaker=actor(draft.speaker),
        act=draft.act,
        text=draft.text,
        status=initial(draft.act),
        addressees=tuple(map(actor, draft.addressees)),
        topics=tuple(Topic(0, name) for name in draft.topics),
        quote=draft.quote,
        said_on=draft.said_on,
        due_on=draft.due_on,
        reported_by=actor(draft.reported_by) if draft.reported_by else None,
        sources=draft.sources,
        translations=draft.translations,
    )
