"""The card of one statement: everything known of it."""

import re

from markupsafe import Markup

from handlers.changed import changed_lines
from handlers.context import Tools
from handlers.errors import Refused
from handlers.i18n import plain, say, say_date
from handlers.render import headline, numbered, quote, sources, standing_step, statement_block, words_of
from handlers.reply import COPY_LIMIT, Button, Reply, deep_link, rows
from handlers.request import Request
from store import cards
from store.cards import Card
from store.history import Change
from store.record import Made, Statement

SHORTCUT = re.compile(r"^/s(\d{1,15})(?:@\w+)?\s*$", re.ASCII)
"""`/s12`, as answers show it and as a phone makes it tappable."""


async def card(request: Request, tools: Tools) -> Reply:
    """`/s12`, a permalink, or a button: the card."""
    found = await _card(request, tools)
    return show(request.language, found, tools.bot.username)


async def responses(request: Request, tools: Tools) -> Reply:
    """What answers a statement."""
    found = await _card(request, tools)
    title = say(request.language, "responses-to", number=str(found.statement.number))
    blocks = [statement_block(request.language, one) for one in found.responses]
    return Reply(numbered(title, blocks or [say(request.language, "no-responses")]))


async def history(request: Request, tools: Tools) -> Reply:
    """Every change of a statement."""
    found = await _card(request, tools)
    title = say(request.language, "history-of", number=str(found.statement.number))
    return Reply(numbered(title, [change_block(request.language, change) for change in found.changes]))


async def _card(request: Request, tools: Tools) -> Card:
    number = request.words.split(":")[0].lstrip("#s")
    if not number.isascii() or not number.isdigit() or len(number) > 15:
        raise Refused("no-such-number", number=request.words[:40])
    found = await tools.db.read(cards.card, int(number))
    if found is None:
        raise Refused("no-such-number", number=number)
    return found


def show(language: str, found: Card, bot: str) -> Reply:
    """A card as a reply."""
    statement = found.statement
    about = [headline(language, statement), words_of(statement, language), quote(statement.quote)]
    blocks = [
        Markup("\n").join(part for part in (say(language, "card-title", number=str(statement.number)), *about) if part),
        Markup("\n").join(_where_it_stands(language, found)),
        Markup("\n").join(_what_is_known(language, found)),
        *_linked(language, "card-responds-to", found.responds_to),
        *_linked(language, "card-responses", found.responses),
        say(language, "permalink", link=link(bot, statement.number)),
    ]
    return Reply(
        tuple(block for block in blocks if block),
        _buttons(language, found, bot),
        shows=(statement,),
        made=Made("card", found.came_from or statement.number),
    )


def link(bot: str, number: int) -> str:
    """The address that opens the card for whoever taps it."""
    return deep_link(bot, f"s{number}")


def _where_it_stands(language: str, found: Card) -> list[Markup]:
    statement, steps = found.statement, found.standings
    lines = []
    if statement.retracted is not None:
        lines.append(say(language, "retracted", reason=statement.retracted))
    if found.came_from is not None:
        lines.append(say(language, "merged-here", number=str(found.came_from)))
    lines.append(say(language, "stands-at", status=say(language, f"status-{statement.status}")))
    if len(steps) > 1:
        lines += [Markup("· ") + standing_step(language, step) for step in steps]
    return lines


def _what_is_known(language: str, found: Card) -> list[Markup]:
    statement = found.statement
    lines = list(sources(language, statement))
    if statement.topics:
        lines.append(say(language, "topics-are", topics=", ".join(topic.name for topic in statement.topics)))
    if statement.speaker.role:
        lines.append(say(language, "speaker-is", name=statement.speaker.name, role=statement.speaker.role))
    if statement.due_on:
        lines.append(say(language, "due-on", day=say_date(language, statement.due_on)))
    if statement.recorded_at:
        day = say_date(language, statement.recorded_at.date())
        lines.append(say(language, "recorded-on", day=day, revision=str(statement.revision)))
    return lines


def _linked(language: str, title: str, statements: tuple[Statement, ...]) -> list[Markup]:
    if not statements:
        return []
    lines = [Markup("{} /s{}").format(headline(language, one), one.number) for one in statements[:10]]
    if len(statements) > len(lines):
        lines.append(say(language, "and-more", count=len(statements) - len(lines)))
    return [Markup("\n").join([Markup("<b>{}</b>").format(say(language, title)), *lines])]


def _buttons(language: str, found: Card, bot: str) -> tuple[tuple[Button, ...], ...]:
    number = found.statement.number
    buttons = []
    if found.responses:
        buttons.append(Button(plain(language, "button-responses"), data=f"responses:{number}"))
    if len(found.changes) > 1:
        buttons.append(Button(plain(language, "button-history"), data=f"history:{number}"))
    buttons.append(Button(plain(language, "button-timeline"), data=f"list:speaker:{found.statement.speaker.id}:0"))
    buttons.append(Button(plain(language, "button-follow"), data=f"follow:s{number}"))
    if found.statement.quote and len(found.statement.quote) <= COPY_LIMIT:  # a part of it would be no quote
        buttons.append(Button(plain(language, "button-copy-quote"), copy=found.statement.quote))
    buttons.append(Button(plain(language, "button-copy-link"), copy=link(bot, number)))
    return rows(buttons)


def change_block(language: str, change: Change) -> Markup:
    """One entry of the log, with both versions of each field that changed."""
    head = say(
        language,
        "change-line",
        day=say_date(language, change.at.date()),
        who=change.author.name,
        action=say(language, f"action-{change.action}"),
    )
    lines = [head]
    if change.reason:
        lines.append(Markup("<i>{}</i>").format(change.reason))
    if change.before is not None:
        lines += changed_lines(language, change.fields())
    return Markup("\n").join(lines)
