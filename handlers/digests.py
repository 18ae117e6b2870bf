"""`/digest` and `/digests`: setting up what comes by itself, one screen of buttons, in private."""

import asyncio
import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any

from markupsafe import Markup
from sqlmodel import Session

from handlers import digest_text as text
from handlers.channels import may_set_up
from handlers.context import Tools
from handlers.edition_picture import caption_of, draw, standing
from handlers.edition_text import pages, say_due
from handlers.editions import head
from handlers.errors import Refused
from handlers.i18n import LANGUAGES, plain, say
from handlers.matching import answers_on
from handlers.reply import Button, File, Reply, deep_link
from handlers.request import Request
from store import cards, digests, editions, notices
from store.actors import directory
from store.digests import Digest, NoDigest
from store.record import Directory
from store.schedule import WEEKDAYS, BadSchedule, Schedule
from store.zones import find_zones

LINK = re.compile(r"digest_(-?\d{1,20})_(\d{1,15})", re.ASCII)
"""The payload of a link from a group or forum topic into the private chat."""

CLOCK = re.compile(r"([01]?\d|2[0-3])[:.]([0-5]\d)")
WEEK = timedelta(days=7)
SHOWN = 5
LONGEST = 80
"""Characters of what is typed for a digest; more than that is a question to the record."""


async def digest(request: Request, tools: Tools) -> Reply:
    """`/digest`: where shall it come? In a group: the way into the private chat."""
    language, bot = request.language, tools.bot.username
    if not request.private:
        link = deep_link(bot, f"digest_{request.chat.id}_{request.thread or 0}")
        return Reply(
            (say(language, "digest-in-private"),), ((Button(plain(language, "digest-button-begin"), url=link),),)
        )
    if request.words:
        return await _begin(request, tools, _place(request.words), None)
    owned = await tools.db.read(digests.of_owner, request.chat.id)
    places = dict.fromkeys((one.chat_id, one.title) for one in owned if one.chat_id != request.chat.id)
    buttons = [Button(plain(language, "digest-button-me"), data=f"digestin:{request.chat.id}:0")]
    buttons += [Button(title[:40], data=f"digestin:{chat}:0") for chat, title in places][:20]
    add = "post_messages+edit_messages"
    buttons.append(Button(plain(language, "digest-button-channel"), url=f"https://t.me/{bot}?startchannel&admin={add}"))
    buttons.append(Button(plain(language, "digest-button-group"), url=f"https://t.me/{bot}?startgroup=digest"))
    return Reply((say(language, "digest-ask-where"),), tuple((button,) for button in buttons))


def _place(words: str) -> int | str:
    """A chat as people type it: @name, its link, or its id."""
    name = words.strip().removeprefix("https://t.me/").removeprefix("@")
    if re.fullmatch(r"-?\d{1,20}", name, re.ASCII):
        return int(name)
    if re.fullmatch(r"\w{4,64}", name, re.ASCII):
        return f"@{name}"
    raise Refused("place-unknown")


async def begin(request: Request, tools: Tools) -> Reply:
    """A button that says where: `chat:topic`, and `:another` beside a digest that is there."""
    found = re.fullmatch(r"(-?\d{1,20}):(\d{1,15})(:another)?", request.words, re.ASCII)
    if found is None:
        raise Refused("button-is-old")
    return await _begin(request, tools, int(found[1]), int(found[2]) or None, another=bool(found[3]))


async def from_link(request: Request, tools: Tools) -> Reply:
    """`/start digest_…`: whoever tapped the link in a group goes on here."""
    found = LINK.fullmatch(request.words)
    if found is None:
        raise Refused("button-is-old")
    return await _begin(request, tools, int(found[1]), int(found[2]) or None)


async def _begin(
    request: Request, tools: Tools, place: int | str, thread: int | None, *, another: bool = False
) -> Reply:
    person = _person(request)
    chat = await may_set_up(tools, place, person)
    there = await tools.db.read(digests.of_chat, chat.id)
    there = [one for one in there if one.thread_id == thread]
    if there and not another:
        more = f"digestin:{chat.id}:{thread or 0}:another"
        return replace(text.there_already(request.language, there, person, more), edit=request.pressed)
    schedule = Schedule.daily(9, 0, str(tools.zone))
    title = chat.title or plain(request.language, "digest-personal")
    number = await tools.db.write(
        digests.draft,
        person,
        chat.id,
        title,
        request.now,
        schedule=schedule,
        language=request.language,
        thread=thread,
        follows=chat.id == person,
    )
    return replace(await _screen(request, tools, number), edit=request.pressed)


def _person(request: Request) -> int:
    if request.person is None or request.person.id is None:
        raise Refused("not-allowed-hidden")
    return request.person.id


async def _screen(request: Request, tools: Tools, number: int) -> Reply:
    found, names = await tools.db.read(_read, number, _person(request))
    return text.screen(request.language, found, names, request.now)


def _read(session: Session, number: int, owner: int) -> tuple[Digest, Directory]:
    return digests.find(session, number, owner), directory(session)


async def all_digests(request: Request, tools: Tools) -> Reply:
    """`/digests`: those of this person."""
    owned = await tools.db.read(digests.of_owner, _person(request))
    if not owned:
        raise Refused("digests-none")
    lines = [text.list_line(request.language, one) for one in owned]
    buttons = tuple((text.list_button(request.language, one),) for one in owned[:50])
    return Reply((say(request.language, "digests-title"), Markup("\n").join(lines)), buttons)


async def button(request: Request, tools: Tools) -> Reply:
    """Every button of a digest: `number:what[:argument…]`. Rights are asked for again before anything changes."""
    number, what, *more = [*request.words.split(":"), "", ""]
    if not (number.isascii() and number.isdigit() and len(number) < 16):
        raise Refused("button-is-old")
    try:
        found = await tools.db.read(digests.find, int(number), _person(request))
        if what not in {"show", "last", "delete", "deleted"}:
            await may_set_up(tools, found.chat_id, found.owner)
        return await _act(request, tools, found, what, more)
    except NoDigest:
        raise Refused("digest-is-gone") from None
    except BadSchedule as bad:
        raise Refused(f"schedule-{bad.reason}", detail=bad.detail[:80]) from None


async def _act(request: Request, tools: Tools, found: Digest, what: str, more: list[str]) -> Reply:
    language = request.language
    questions = {"what": text.whats, "when": text.whens, "hours": text.hours, "language": text.languages}
    if what in questions:
        return questions[what](language, found)
    if what in {"zone", "time", "every-cron"}:
        await _change(request, tools, found, {"asking": what})
        return text.asked(language, found, what)
    if what in {"topics", "topic", "speakers", "speaker"}:
        return await _tick(request, tools, found, what, more)
    acts = {"preview": _preview, "now": _now, "last": _last, "delete": _delete, "deleted": _deleted, "on": _on}
    if what in acts:
        return await acts[what](request, tools, found)
    values = _values(found, what, more[0])
    if found.asking:
        values = {"asking": None, **values}  # whatever was pressed instead of typing
    if values:
        await _change(request, tools, found, values)
    if what == "day":
        return text.whens(language, await tools.db.read(digests.find, found.id, found.owner))
    return await _screen(request, tools, found.id)


def _values(found: Digest, what: str, argument: str) -> Mapping[str, Any]:
    """The columns that a button sets."""
    schedule = found.schedule
    holds = text.HOLDS
    minutes = int(found.hold.total_seconds() // 60)
    if what == "hour" and argument.isdigit() and int(argument) < 24:
        schedule = text.with_clock(schedule, int(argument), 0)
    elif what.startswith("every-") and what[6:] in {"daily", "workdays", "monthly", "monthend"}:
        schedule = text.with_days(schedule, what[6:])
    elif what == "day" and argument in WEEKDAYS:
        schedule = text.with_day(schedule, argument)
    elif what == "inzone":
        return {"zone": argument}
    elif what == "speaks" and argument in LANGUAGES:
        return {"language": argument}
    else:
        known: dict[str, dict[str, Any]] = {
            "everything": {"topics": [], "speakers": [], "follows": False},
            "follows": {"topics": [], "speakers": [], "follows": True},
            "empty": {"say_when_empty": not found.say_when_empty},
            "picture": {"picture": not found.picture},
            "hold": {"hold_minutes": holds[(holds.index(minutes) + 1) % len(holds)] if minutes in holds else 0},
            "pause": {"state": "paused"},
            "resume": {"state": "on"},
            "show": {},
        }
        if what not in known:
            raise Refused("button-is-old")
        return known[what]
    return {"cron": schedule.cron, "asking": None}


async def _change(request: Request, tools: Tools, found: Digest, values: Mapping[str, Any]) -> None:
    await tools.db.write(digests.change, found.id, found.owner, request.now, values)


async def _tick(request: Request, tools: Tools, found: Digest, what: str, more: list[str]) -> Reply:
    """Topics or speakers: show them, or tick one of them."""
    kind = what.removesuffix("s")
    if what == kind:
        await _change(request, tools, found, _ticked(found, kind, _int(more[0])))
    if kind == "topic":
        named = [(one.id, one.name) for one, _ in await tools.db.read(cards.topics)]
    else:
        named = [(one.id, one.name) for one, _ in await tools.db.read(cards.speakers)]
    page = _int(more[1] if what == kind and len(more) > 1 else more[0])
    current = await tools.db.read(digests.find, found.id, found.owner)
    return text.many(request.language, current, kind, named, page)


def _ticked(found: Digest, kind: str, number: int) -> Mapping[str, Any]:
    chosen = found.scope.topics if kind == "topic" else found.scope.speakers
    return {f"{kind}s": sorted(chosen ^ {number}), "follows": False}


def _int(argument: str) -> int:
    return int(argument) if argument.isascii() and argument.isdigit() and len(argument) < 16 else 0


async def _preview(request: Request, tools: Tools, found: Digest) -> Reply:
    """The real thing as it would be today, how much it would be, and when it comes next."""
    language = found.language
    issue = await tools.db.read(editions.preview, found, request.now, WEEK, answers_on(tools))
    outlook = await tools.db.read(notices.outlook, found.scope, request.now, answers_on(tools))
    first, *rest = pages(language, issue.edition, tools.bot.username)
    silent = [say(request.language, "preview-silent")] if issue.state == "silent" else []
    about = [
        *silent,
        say(request.language, "preview-a-week", count=round(outlook.a_week, 1), pages=1 + len(rest)),
        say(request.language, "preview-next", times=text.next_times(request.language, found, request.now)),
    ]
    switch = [text.press(request.language, found.id, "on")] if found.state == "draft" else []
    back = text.press(request.language, found.id, "show", label=plain(request.language, "digest-button-back"))
    shown = Reply((head(issue), first, Markup("\n").join(about)), ((*switch, back),))
    return replace(shown, file=await _picture(request, tools, found)) if found.picture else shown


async def _picture(request: Request, tools: Tools, found: Digest) -> File | None:
    picture = await tools.db.read(standing, found, request.now)
    if picture is None:
        return None
    return File("standing.png", await asyncio.to_thread(draw, picture), picture=True, caption=caption_of(picture))


async def _on(request: Request, tools: Tools, found: Digest) -> Reply:
    on = await tools.db.write(digests.switch_on, found.id, found.owner, request.now)
    shown = await _screen(request, tools, found.id)
    due = say_due(request.language, on.due_at or request.now, on.schedule.zone)
    return replace(shown, blocks=(say(request.language, "digest-is-now-on", due=due), *shown.blocks))


async def _now(request: Request, tools: Tools, found: Digest) -> Reply:
    issue = await tools.db.read(editions.pending, found, request.now, answers_on(tools))
    if found.state != "on" or issue.state == "silent":
        raise Refused("digest-nothing-now")
    await tools.db.write(editions.post_now, found.id, found.owner, request.now)
    return Reply(toast=plain(request.language, "digest-comes-now"))


async def _last(request: Request, tools: Tools, found: Digest) -> Reply:
    """The last editions and what became of them."""
    last = await tools.db.read(editions.last_of, found.id, SHOWN)
    lines = []
    for issue in last:
        posted = await tools.db.read(editions.posted, issue.id)
        states = sorted({one.state for one in posted}) or [issue.state]
        lines.append(
            say(
                request.language,
                "last-line",
                number=str(issue.id),
                due=say_due(request.language, issue.due_at, found.schedule.zone),
                state=", ".join(plain(request.language, f"outbox-{state}") for state in states),
            )
        )
    return Reply((Markup("\n").join(lines or [say(request.language, "last-none")]),))


async def _delete(request: Request, tools: Tools, found: Digest) -> Reply:
    sure = text.press(request.language, found.id, "deleted")
    back = text.press(request.language, found.id, "show", label=plain(request.language, "digest-button-back"))
    return Reply((say(request.language, "digest-delete-sure", title=found.title),), ((sure, back),), edit=True)


async def _deleted(request: Request, tools: Tools, found: Digest) -> Reply:
    await tools.db.write(digests.delete, found.id, found.owner, request.now)
    return Reply((say(request.language, "digest-deleted", title=found.title),), edit=True)


async def cancel(request: Request, tools: Tools) -> Reply | None:
    """`/cancel` of what a digest asked for; None when none asked."""
    found = await tools.db.read(digests.asked_of, _person(request))
    if found is None:
        return None
    await _change(request, tools, found, {"asking": None})
    return replace(await _screen(request, tools, found.id), edit=False)


async def typed(request: Request, tools: Tools) -> Reply | None:
    """Words in private that answer what a digest asked for; None when none asked, or they are a question."""
    if request.person is None or request.person.id is None:
        return None
    found = await tools.db.read(digests.asked_of, request.person.id)
    if found is None or found.asking is None:
        return None
    if request.words.rstrip().endswith("?") or len(request.words) > LONGEST:
        await _change(request, tools, found, {"asking": None})
        return None
    await may_set_up(tools, found.chat_id, found.owner)
    zones = find_zones(request.words) if found.asking == "zone" else []
    if len(zones) > 1:
        return replace(text.zones(request.language, found, zones), edit=False)
    try:
        await _change(request, tools, found, _typed(found, request.words, zones) | {"asking": None})
    except BadSchedule as bad:
        raise Refused(f"schedule-{bad.reason}", detail=bad.detail[:80]) from None
    return replace(await _screen(request, tools, found.id), edit=False)


def _typed(found: Digest, words: str, zones: list[str]) -> dict[str, Any]:
    """The columns that typed words set."""
    if found.asking == "zone":
        if not zones:
            raise Refused("schedule-zone", detail=words[:40])
        return {"zone": zones[0]}
    if found.asking == "time":
        clock = CLOCK.fullmatch(words.strip())
        if clock is None:
            raise Refused("schedule-time", detail=words[:40])
        return {"cron": text.with_clock(found.schedule, int(clock[1]), int(clock[2])).cron}
    return {"cron": " ".join(words.split())}
