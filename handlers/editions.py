"""The tick that makes editions of what is due, `/edition`, and the drafts that moderators see before."""

import asyncio
import re
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial

from markupsafe import Markup
from sqlmodel import Session

from handlers import edition_text
from handlers.context import Context, Tools, tools_of
from handlers.delivery import deliver
from handlers.edition_picture import caption_of, standing
from handlers.edition_text import contents, framed, pages, say_due
from handlers.errors import NotAllowed, Refused
from handlers.i18n import plain, say
from handlers.matching import answers_on
from handlers.notices import notify
from handlers.reply import Button, Reply
from handlers.request import Request
from store import corrected, digests, editions, watch
from store.composing import Composer
from store.digests import Digest
from store.edition import Edition, noted, raised, without
from store.editions import Issue
from store.outbox import Planned
from store.record import Role
from store.scope import Scope

FIRST, NEXT = 1, 30
"""Digests taken at once: one at first, so that its edition leaves while the others are composed."""

TOGETHER = 6
"""Editions composed and frozen at once: whoever asks or sends meanwhile waits for these few only."""

PAUSE, PATIENCE = 0.1, timedelta(seconds=20)
"""Seconds between them, and how long such manners are kept: then those that are still due are the more urgent."""

Bodies = dict[tuple[str, str], list[Markup]]
"""The pages of an edition, without head and foot, by its language and hash."""

Pictures = dict[tuple[str, Scope, str], Edition]
"""Editions with their pictures, by hash, scope and language."""

NUMBER = re.compile(r"#?(\d{1,15})\s*(.*)", re.DOTALL | re.ASCII)


async def publish(context: Context) -> None:
    """The job: editions of the digests that are due, drafts whose time has come, news for followers."""
    tools = tools_of(context)
    now = tools.clock()
    waiting = await tools.db.read(watch.waiting, now)
    if waiting.digests:
        await _compose(tools, partial(deliver, context))
    if waiting.drafts:
        recipients = await tools.db.read(watch.moderators, tools.owners)
        await tools.db.write(editions.to_release, now, partial(rendered, {}, tools.bot.username, recipients))
    if waiting.changes:
        await notify(tools)


async def _compose(tools: Tools, send: Callable[[], Awaitable[None]]) -> None:
    """All that is due, as of one moment: what many digests tell alike is composed and written once.

    What is composed is sent while the rest is being composed.
    """
    now, count = tools.clock(), FIRST
    questions_first = partial(_questions_first, tools, now + PATIENCE)
    composer, bodies, pictures = Composer(answers_on(tools)), Bodies(), Pictures()
    recipients = await tools.db.read(watch.moderators, tools.owners)
    render = partial(rendered, bodies, tools.bot.username, recipients)
    while due := await tools.db.write(digests.claim_due, tools.clock(), count):
        for at in range(0, len(due), TOGETHER):
            issues = await tools.db.read(_illustrated, due[at : at + TOGETHER], now, composer, pictures)
            await questions_first()
            await asyncio.to_thread(_write, bodies, issues, tools.bot.username)
            await questions_first()
            await tools.db.write(editions.freeze, issues, render, now)
            await send()
            await questions_first(PAUSE)
        count = NEXT


async def _questions_first(tools: Tools, until: datetime, pause: float = 0.0) -> None:
    """Let those who wait for an answer have it, for a quarter of a second at most: digests are due, too."""
    if tools.clock() >= until:
        return
    await asyncio.sleep(pause)
    await tools.answers_first(0.25)


def _illustrated(
    session: Session, due: Sequence[Digest], now: datetime, composer: Composer, pictures: Pictures
) -> list[Issue]:
    """The editions, with pictures where they are wanted; equal editions have one picture."""
    found = []
    for issue in editions.compose(session, due, now, composer):
        digest, key = issue.digest, (issue.edition.hash, issue.digest.scope, issue.digest.language)
        if not digest.picture or issue.state == "silent":
            found.append(issue)
            continue
        if key not in pictures:
            pictures[key] = replace(issue.edition, picture=standing(session, digest, now))
        found.append(replace(issue, edition=pictures[key]))
    return found


def _write(bodies: Bodies, issues: Sequence[Issue], bot: str) -> None:
    """Add the text of editions to the bodies, while nothing of the database is held."""
    for issue in issues:
        key = _key(issue)
        if issue.state != "silent" and key not in bodies:
            bodies[key] = pages(issue.digest.language, issue.edition, bot)


def _key(issue: Issue) -> tuple[str, str]:
    return issue.digest.language, issue.edition.hash


def rendered(bodies: Bodies, bot: str, moderators: Sequence[watch.Person], issue: Issue) -> list[Planned]:
    """The messages of an edition: to its chat, or as a draft to the moderators."""
    if issue.state == "held":
        return [draft_message(issue, one.id, one.language, bot) for one in moderators]
    body = bodies.get(_key(issue)) or pages(issue.digest.language, issue.edition, bot)
    texts = framed(body, head(issue), foot(issue), issue.digest.language)
    digest, picture = issue.digest, issue.edition.picture
    parts: list[tuple[Markup, str | None]] = [(text, None) for text in texts]
    parts += [(caption_of(picture), picture)] if picture else []
    return [
        Planned(
            f"edition:{issue.id}:{part}",
            digest.chat_id,
            str(text),
            digest.thread_id,
            edition_id=issue.id,
            part=part,
            picture=drawn,
        )
        for part, (text, drawn) in enumerate(parts, 1)
    ]


def head(issue: Issue) -> Markup:
    """What stands above an edition: its name, its time, since when, what is in it."""
    digest, language = issue.digest, issue.digest.language
    zone = digest.schedule.zone
    lines = [
        say(language, "edition-title", title=digest.title),
        say(language, "edition-since", since=say_due(language, issue.edition.from_at, zone)),
    ]
    if issue.late:
        lines.append(say(language, "edition-late", due=say_due(language, issue.due_at, zone)))
    if issue.edition.sections:
        lines.append(contents(language, issue.edition))
    return Markup("\n").join(lines)


def foot(issue: Issue) -> Markup:
    """The number and hash by which an edition can be checked."""
    return say(issue.digest.language, "edition-foot", number=str(issue.id), hash=issue.edition.hash)


def draft_message(issue: Issue, person: int, language: str, bot: str) -> Planned:
    """A draft as a moderator gets it."""
    reply = draft_reply(issue, language, bot)
    text = Markup("\n\n").join(reply.blocks)
    buttons = tuple(tuple((button.text, button.data or "") for button in row) for row in reply.buttons)
    return Planned(f"draft:{issue.id}:{person}", person, str(text), buttons=buttons)


def draft_reply(issue: Issue, language: str, bot: str) -> Reply:
    """A draft with what may be done to it; its first page is enough to judge it by."""
    zone = issue.digest.schedule.zone
    first = pages(issue.digest.language, issue.edition, bot)[0]
    when = say_due(language, issue.release_at or issue.due_at, zone)
    if issue.state not in {"held", "kept"}:
        return Reply((say(language, "draft-is-gone", number=str(issue.id)),))
    text = say(language, f"draft-{issue.state}", number=str(issue.id), title=issue.digest.title, when=when)
    hint = say(language, "draft-note-hint", number=str(issue.id))
    hold = ("hold", "keep") if issue.state == "held" else ("unhold", "unkeep")
    names = (("release", "release"), hold, ("drop", "drop"))
    act = tuple(
        Button(plain(language, f"draft-button-{name}"), data=f"draft:{issue.id}:{what}") for name, what in names
    )
    lines = tuple(
        (
            Button(f"✕ №{number}", data=f"draft:{issue.id}:without:{number}"),
            Button(f"↑ №{number}", data=f"draft:{issue.id}:raise:{number}"),
        )
        for number in issue.edition.numbers()[:20]
    )
    return Reply((text, first, hint), (act, *lines))


async def draft(request: Request, tools: Tools) -> Reply:
    """A button under a draft: `number:what[:statement]`."""
    number, _, rest = request.words.partition(":")
    what, _, statement = rest.partition(":")
    known = {"without", "raise", "release", "keep", "unkeep", "drop"}
    if not _is_number(number) or what not in known or (statement and not _is_number(statement)):
        raise Refused("button-is-old")
    issue = await _changed(tools, int(number), what, int(statement or 0))
    if issue is None:
        raise Refused("draft-is-gone", number=number)
    shown = draft_reply(issue, request.language, tools.bot.username)
    return replace(shown, edit=True, toast=plain(request.language, f"draft-done-{what}"))


async def _changed(tools: Tools, number: int, what: str, statement: int) -> Issue | None:
    if what == "release":
        render = partial(rendered, {}, tools.bot.username, ())
        return await tools.db.write(editions.release, number, render, tools.clock())
    states = {"keep": "kept", "unkeep": "held", "drop": "dropped"}
    if what in states:
        return await tools.db.write(editions.keep, number, states[what])
    change: dict[str, Callable[[Edition, int], Edition]] = {"without": without, "raise": raised}

    def apply(edition: Edition) -> Edition:
        return change[what](edition, statement)

    return await tools.db.write(editions.revise, number, apply)


async def edition(request: Request, tools: Tools) -> Reply:
    """`/edition 12`: what was sent, and when. A moderator adds a line to a draft: `/edition 12 note: …`."""
    match = NUMBER.match(request.words)
    if match is None:
        raise Refused("edition-which")
    note = match[2].removeprefix("note:").strip() if match[2].startswith("note:") else ""
    if note:
        return await _note(request, tools, int(match[1]), note)
    issue = await tools.db.read(editions.find, int(match[1]))
    if issue is None or not _may_see(request, issue):
        raise Refused("edition-unknown", number=match[1])
    return await _shown(request, tools, issue)


def _may_see(request: Request, issue: Issue) -> bool:
    """A personal digest is its owner's; a draft is the moderators'."""
    if issue.digest.chat_id > 0:
        return request.chat.id == issue.digest.chat_id
    return issue.state == "released" or request.role.reaches(Role.MODERATOR)


async def _note(request: Request, tools: Tools, number: int, note: str) -> Reply:
    if not request.role.reaches(Role.MODERATOR):
        raise NotAllowed("not-allowed-moderator")
    if len(note) > 500:
        raise Refused("too-long", length=len(note), limit=500)

    def add(edition: Edition) -> Edition:
        return noted(edition, note)

    issue = await tools.db.write(editions.revise, number, add)
    if issue is None:
        raise Refused("draft-is-gone", number=str(number))
    return draft_reply(issue, request.language, tools.bot.username)


async def _shown(request: Request, tools: Tools, issue: Issue) -> Reply:
    language, zone = request.language, issue.digest.schedule.zone
    posted = await tools.db.read(editions.posted, issue.id)
    lines = [
        say(language, "edition-is", number=str(issue.id), title=issue.digest.title, hash=issue.edition.hash),
        say(language, "edition-due", due=say_due(language, issue.due_at, zone)),
        say(
            language,
            "edition-covers",
            first=str(issue.edition.from_change + 1),
            last=str(issue.edition.to_change),
        ),
    ]
    for one in posted:
        state = say(language, f"outbox-{one.state}")
        when = say_due(language, one.done_at, zone) if one.done_at else Markup("")
        lines.append(say(language, "edition-part", part=str(one.part), state=state, when=when))
    changes = await tools.db.read(corrected.since, issue.edition.numbers(), issue.edition.to_change)
    since = edition_text.corrected(language, changes, tools.bot.username)
    return Reply((Markup("\n").join(lines), *(Markup(one.html) for one in posted), *((since,) if since else ())))


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= 15
