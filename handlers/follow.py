"""`/follow` anything, `/following`, quiet hours: what a person is told of, and when."""

import re
from dataclasses import replace

from markupsafe import Markup
from sqlmodel import Session

from handlers.context import Tools
from handlers.edition_text import line_block
from handlers.errors import Refused
from handlers.i18n import plain, say
from handlers.matching import answers_on
from handlers.names_of import name_of
from handlers.reply import Button, Reply, deep_link
from handlers.request import Request
from store import digests, follows, notices, questions, statements
from store.actors import directory, find_actor, find_topic
from store.composing import line_of
from store.follows import Follow, Quiet
from store.zones import city, find_zones

LINK = re.compile(r"follow_[sq]\d{1,15}", re.ASCII)
"""The payload of a link from a group's button into the private chat."""

NUMBER = re.compile(r"(?:/?s|#|№)?(\d{1,15})", re.ASCII)
HOURS = re.compile(r"(\d{1,2})(?::(\d\d))?\s*[-–]\s*(\d{1,2})(?::(\d\d))?\s*(.*)")
LONGEST = 300
"""Characters of a followed question."""

OFF = frozenset({"off", "no", "ні", "нет"})


async def follow(request: Request, tools: Tools) -> Reply:
    """`/follow <speaker, topic, statement or question>`, or a card's button: what it would bring, then how."""
    if not request.words or len(request.words) > LONGEST:
        raise Refused("follow-what")
    offered = await tools.db.write(_offer, request)
    names = await tools.db.read(directory)
    outlook = await tools.db.read(notices.outlook, notices.scope_of(offered), request.now, answers_on(tools))
    latest = await tools.db.read(statements.many, outlook.latest)
    language = request.language
    what = name_of(names, offered)
    blocks = [say(language, "follow-offer-what", what=what)]
    if offered.kind == "statement":
        blocks.append(say(language, "follow-offer-statement"))
    elif latest:
        blocks.append(say(language, "follow-offer", count=round(outlook.a_week, 1)))
    else:
        blocks.append(say(language, "follow-offer-nothing"))
    blocks += [
        line_block(language, "latest", line_of(one, language), tools.bot.username, request.now) for one in latest
    ]
    buttons = (
        Button(plain(language, "button-follow-now"), data=f"follow:{offered.id}:now"),
        Button(plain(language, "button-follow-digest"), data=f"follow:{offered.id}:digest"),
    )
    return Reply(tuple(blocks), (buttons,))


def _offer(session: Session, request: Request) -> Follow:
    """What the words mean: a statement's number, else a topic's or a speaker's name, else a question."""
    words, chat, now = request.words.strip(), request.chat.id, request.now
    number = NUMBER.fullmatch(words)
    if number is not None:
        if statements.find(session, int(number[1])) is None:
            raise Refused("no-such-number", number=number[1])
        return follows.offer(session, chat, "statement", now, subject=int(number[1]))
    topic, speaker = find_topic(session, words), find_actor(session, words)
    if topic is not None:
        return follows.offer(session, chat, "topic", now, subject=topic)
    if speaker is not None:
        return follows.offer(session, chat, "speaker", now, subject=speaker)
    return follows.offer(session, chat, "question", now, words=" ".join(words.split()))


async def chosen(request: Request, tools: Tools) -> Reply:
    """A button under an offer: `number:mode`; of a card, `sNUMBER`; of an answer, `q:PAGE`, its question.

    In a group it opens the private chat, where the same goes on by `from_link`.
    """
    if not request.private:
        return await _in_private(request, tools)
    if re.fullmatch(r"s\d{1,15}", request.words, re.ASCII):
        return await follow(request, tools)
    page = re.fullmatch(r"q:(\d{1,15})", request.words, re.ASCII)
    if page is not None:
        question = await tools.db.read(questions.recall, request.chat.id, int(page[1]))
        if question is None:
            raise Refused("button-is-old")
        return await follow(replace(request, words=question), tools)
    found = re.fullmatch(r"(\d{1,15}):(now|digest)", request.words, re.ASCII)
    if found is None:
        raise Refused("button-is-old")
    kept = await tools.db.write(follows.follow, request.chat.id, int(found[1]), found[2])
    if kept is None:
        raise Refused("follow-too-many", most=follows.MOST)
    names = await tools.db.read(directory)
    told = [say(request.language, f"follow-is-{kept.mode}", what=name_of(names, kept))]
    buttons: tuple[tuple[Button, ...], ...] = ()
    if kept.mode == "digest" and not await tools.db.read(_has_digest, request.chat.id):
        told.append(say(request.language, "follow-needs-digest"))
        label = plain(request.language, "digest-button-begin")
        buttons = ((Button(label, data=f"digestin:{request.chat.id}:0"),),)
    return Reply(tuple(told), buttons, edit=True)


def _has_digest(session: Session, chat: int) -> bool:
    """Whether what this person follows comes with a digest of theirs."""
    return any(one.follows and one.state == "on" for one in digests.of_chat(session, chat))


async def _in_private(request: Request, tools: Tools) -> Reply:
    """The link that Telegram opens for whoever pressed (Bot API, answerCallbackQuery); the question goes along."""
    if request.person is None or request.person.id is None:
        raise Refused("not-allowed-hidden")
    wanted, page = request.words, re.fullmatch(r"q:(\d{1,15})", request.words, re.ASCII)
    if page is not None:
        theirs = await tools.db.write(questions.hand_on, request.chat.id, int(page[1]), request.person.id, request.now)
        if theirs is None:
            raise Refused("button-is-old")
        wanted = f"q{theirs}"
    return Reply(opens=deep_link(tools.bot.username, f"follow_{wanted}"))


async def from_link(request: Request, tools: Tools) -> Reply:
    """`/start follow_…`: whoever pressed the button in a group goes on here."""
    wanted = request.words.removeprefix("follow_")
    return await chosen(replace(request, words=wanted.replace("q", "q:", 1)), tools)


async def unfollow(request: Request, tools: Tools) -> Reply:
    """One tap ends it."""
    if not (request.words.isascii() and request.words.isdigit() and len(request.words) < 16):
        raise Refused("button-is-old")
    gone = await tools.db.write(follows.unfollow, request.chat.id, int(request.words))
    if gone is None:
        raise Refused("follow-is-gone")
    names = await tools.db.read(directory)
    return Reply(toast=plain(request.language, "unfollowed", what=name_of(names, gone)[:150]), spent=True)


async def following(request: Request, tools: Tools) -> Reply:
    """`/following`: what this person follows, each to be ended with a tap, and the quiet hours."""
    language = request.language
    found = await tools.db.read(follows.of, request.chat.id)
    quiet = await tools.db.read(follows.quiet_of, request.chat.id)
    names = await tools.db.read(directory)
    if not found:
        raise Refused("following-nothing")
    lines = [say(language, f"following-{one.mode}", what=name_of(names, one)) for one in found]
    buttons = [
        (Button(plain(language, "button-unfollow", what=name_of(names, one)[:40]), data=f"unfollow:{one.id}"),)
        for one in found
    ]
    hours = say(language, "quiet-is", hours=_hours(language, quiet)) if quiet else say(language, "quiet-is-not")
    return Reply((say(language, "following-title"), Markup("\n").join(lines), hours), tuple(buttons))


def _hours(language: str, quiet: Quiet) -> str:
    start, end = (f"{minute // 60:02}:{minute % 60:02}" for minute in (quiet.start, quiet.end))
    return f"{start}–{end} ({city(quiet.zone, language)})"


async def quiet(request: Request, tools: Tools) -> Reply:
    """`/quiet 22:00-08:00 Kyiv`, `/quiet off`: hours of the night, or none."""
    if request.words.lower() in OFF:
        await tools.db.write(follows.set_quiet, request.chat.id, None)
        return Reply((say(request.language, "quiet-is-not"),))
    found = HOURS.fullmatch(request.words)
    if found is None:
        raise Refused("quiet-how")
    start, end = (int(found[at]) * 60 + int(found[at + 1] or 0) for at in (1, 3))
    zones = find_zones(found[5]) if found[5] else [str(tools.zone)]
    if max(start, end) >= 24 * 60 or not zones:
        raise Refused("quiet-how")
    hours = Quiet(start, end, zones[0])
    await tools.db.write(follows.set_quiet, request.chat.id, hours)
    return Reply((say(request.language, "quiet-is", hours=_hours(request.language, hours)),))
