"""`/actor` and `/topic`: who and what is on record, under which names."""

import re
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from markupsafe import Markup
from sqlmodel import Session

from handlers.context import Tools
from handlers.draft_words import split_names
from handlers.errors import Refused
from handlers.i18n import LANGUAGES, plain, say
from handlers.keeping import act
from handlers.names import named_actor, named_topic
from handlers.reply import Button, Reply
from handlers.request import Request
from store import naming
from store.actors import directory
from store.moderators import Caller
from store.name_uses import ACTOR, TOPIC, Noun
from store.record import Actor, Kind, Topic
from store.record_file import NAME_LIMIT, clean

Words = tuple[str, str]
"""What it is called, and what is to be done with that."""

Deed = Callable[[Session, Caller, datetime, Noun, Words], str]
"""Does something to what is called so; returns the name it has now."""

_COLON = re.compile(r"\s*[:=|]\s*")
_PARTS: Mapping[str, re.Pattern[str]] = {
    "rename": re.compile(r"\s+(?:to|на|->|→)\s+|\s*[|]\s*", re.IGNORECASE),
    "merge": re.compile(r"\s+(?:into|до|в|у|->|→)\s+|\s*[|]\s*", re.IGNORECASE),
    "member": re.compile(r"\s+(?:of|->|→)\s+|\s*[|:]\s*", re.IGNORECASE),
}


async def actor(request: Request, tools: Tools) -> Reply:
    """`/actor add|alias|rename|merge|member|kind|role …`, or a name alone to see what is known of it."""
    return await _noun(request, tools, ACTOR)


async def topic(request: Request, tools: Tools) -> Reply:
    """`/topic add|alias|rename|merge …`, or a name alone."""
    return await _noun(request, tools, TOPIC)


async def _noun(request: Request, tools: Tools, noun: Noun) -> Reply:
    typed, _, words = request.words.partition(" ")
    verb = _SPOKEN.get(typed.casefold(), typed.casefold())
    deed = _DEEDS.get(verb) if noun is ACTOR or verb in _BOTH else None
    if not request.words or (deed is not None and not words.strip()):
        raise Refused(f"usage-{noun.subject}")
    if deed is None:
        return await _known(request, tools, noun)
    now_called = await act(request, tools, deed, noun, _parts(verb, words, f"usage-{noun.subject}"))
    names = await tools.db.read(directory)
    found = named_actor(names, now_called) if noun is ACTOR else named_topic(names, now_called)
    button = Button(plain(request.language, "button-undo"), data="undolast")
    known = _shown(request.language, found, names.actors)
    return Reply((say(request.language, "name-done"), known), ((button,),), reaction="👍", quiet=True)


async def _known(request: Request, tools: Tools, noun: Noun) -> Reply:
    names = await tools.db.read(directory)
    found = named_actor(names, request.words) if noun is ACTOR else named_topic(names, request.words)
    return Reply((_shown(request.language, found, names.actors), say(request.language, f"usage-{noun.subject}")))


def _shown(language: str, found: Actor | Topic | None, actors: Mapping[int, Actor]) -> Markup:
    assert found is not None
    lines = [Markup("<b>{}</b>").format(found.name)]
    if isinstance(found, Actor):
        lines[0] += Markup(", {}").format(say(language, f"kind-{found.kind}"))
        lines += [Markup("{}").format(found.role)] if found.role else []
        if found.member_of is not None and found.member_of in actors:
            lines.append(say(language, "member-of", side=actors[found.member_of].name))
    if found.aliases:
        lines.append(say(language, "also-called", names="; ".join(found.aliases)))
    return Markup("\n").join(lines)


def _parts(verb: str, words: str, usage: str) -> tuple[str, str]:
    pattern = _PARTS.get(verb, _COLON)
    name, *rest = pattern.split(words.strip(), maxsplit=1)
    given = clean(rest[0]) if rest else ""
    name = clean(name)
    if not name or (not given and verb != "add"):
        raise Refused(usage)
    if len(name) > NAME_LIMIT or len(given) > 5 * NAME_LIMIT:
        raise Refused("line-too-long", length=str(max(len(name), len(given))), limit=str(NAME_LIMIT))
    return name, given


def _add(session: Session, caller: Caller, now: datetime, noun: Noun, words: Words) -> str:
    name, given = words
    naming.add(
        session, noun, name, caller.author, now, kind=_kind_of(given) if given and noun is ACTOR else Kind.PERSON
    )
    return name


def _alias(session: Session, caller: Caller, now: datetime, noun: Noun, words: Words) -> str:
    name, given = words
    aliases = [alias[:NAME_LIMIT] for alias in split_names(given)]
    if naming.alias(session, noun, name, caller.author, now, aliases=aliases) is None:
        raise Refused("nothing-to-change")
    return name


def _rename(session: Session, caller: Caller, now: datetime, noun: Noun, words: Words) -> str:
    name, given = words
    naming.rename(session, noun, name, caller.author, now, to=given[:NAME_LIMIT])
    return given[:NAME_LIMIT]


def _merge(session: Session, caller: Caller, now: datetime, noun: Noun, words: Words) -> str:
    name, given = words
    naming.merge(session, noun, name, caller.author, now, into=given)
    return given


def _member(session: Session, caller: Caller, now: datetime, noun: Noun, words: Words) -> str:
    name, given = words
    return _describe(session, caller, now, name, {"member_of": None if given in {"-", "–", "—"} else given})


def _kind(session: Session, caller: Caller, now: datetime, noun: Noun, words: Words) -> str:
    name, given = words
    return _describe(session, caller, now, name, {"kind": str(_kind_of(given))})


def _role(session: Session, caller: Caller, now: datetime, noun: Noun, words: Words) -> str:
    name, given = words
    return _describe(session, caller, now, name, {"role": None if given in {"-", "–", "—"} else given[:NAME_LIMIT]})


def _describe(session: Session, caller: Caller, now: datetime, name: str, fields: dict[str, Any]) -> str:
    if naming.describe(session, name, fields, caller.author, now) is None:
        raise Refused("nothing-to-change")
    return name


def _kind_of(word: str) -> Kind:
    spoken = {plain(code, f"kind-{kind}").casefold(): kind for code in LANGUAGES for kind in Kind}
    folded = word.strip().casefold()
    if folded not in spoken and folded not in set(Kind):
        raise Refused("unknown-kind", kind=folded[:40], kinds=", ".join(Kind))
    return spoken.get(folded) or Kind(folded)


_BOTH = frozenset({"add", "alias", "rename", "merge"})
_SPOKEN: Mapping[str, str] = {
    **dict.fromkeys(("додати", "добавить"), "add"),
    **dict.fromkeys(("назва", "название"), "alias"),
    **dict.fromkeys(("перейменувати", "переименовать"), "rename"),
    **dict.fromkeys(("об’єднати", "об'єднати", "объединить"), "merge"),
    "сторона": "member",
    "вид": "kind",
    **dict.fromkeys(("посада", "должность"), "role"),
}
_DEEDS: Mapping[str, Deed] = {
    "add": _add,
    "alias": _alias,
    "rename": _rename,
    "merge": _merge,
    "member": _member,
    "kind": _kind,
    "role": _role,
}
