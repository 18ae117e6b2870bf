"""An edition as messages: its head, its sections, each statement a block that is never split. Pure."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from babel.dates import format_datetime
from markupsafe import Markup

from handlers.changed import changed_lines
from handlers.i18n import REGIONS, say, say_date, say_list
from handlers.render import quote
from handlers.reply import MESSAGE_LIMIT, deep_link, messages, visible_length
from store.dates import PartialDate
from store.edition import Correction, Edition, Line, Section
from store.zones import city

ROOM = 400
"""Code points kept free in each message for the head of an edition, or for the number and hash at its end."""


@lru_cache(maxsize=4096)
def say_due(language: str, when: datetime, zone: str) -> Markup:
    """A moment as people of a city say it: Mon 27 Oct, 09:00 Kyiv time."""
    local = format_datetime(when.astimezone(ZoneInfo(zone)), "EEE d MMM, HH:mm", locale=REGIONS[language])
    return say(language, "city-time", moment=local, city=city(zone, language))


def pages(language: str, edition: Edition, bot: str) -> list[Markup]:
    """The sections of an edition, as few messages as hold them; what surrounds them is added by `framed`."""
    blocks = [say(language, "edition-note", note=note) for note in edition.notes]
    for section in edition.sections:
        blocks += section_blocks(language, section, bot, edition.to_at)
    return messages(blocks or [say(language, "edition-nothing")], MESSAGE_LIMIT - ROOM)


def framed(found: Sequence[Markup], head: Markup, foot: Markup, language: str) -> list[Markup]:
    """Pages with what stands above the first and below each: the number of the page, the edition and its hash."""
    texts = []
    for number, page in enumerate(found, 1):
        above = head + Markup("\n\n") if number == 1 else Markup("")
        place = _place(language, number, len(found)) if len(found) > 1 else Markup("")
        texts.append(above + page + Markup("\n\n") + place + foot)
    return texts


@lru_cache(maxsize=1024)
def _place(language: str, page: int, pages: int) -> Markup:
    return say(language, "edition-page", page=page, pages=pages) + Markup(" · ")


def corrected(language: str, corrections: Sequence[Correction], bot: str, room: int = MESSAGE_LIMIT) -> Markup:
    """What was corrected since, beneath an edition; in few words where there is no room for many. Empty for nothing."""
    if not corrections:
        return Markup("")
    day = say_date(language, max(one.at for one in corrections).date())
    lines = [say(language, "edition-corrected", day=day)]
    lines += [Markup("{} – {}").format(card_link(bot, one.number), _correction(language, one)) for one in corrections]
    whole = Markup("\n").join(lines)
    if visible_length(whole) <= room:
        return whole
    return lines[0] + Markup(" ") + Markup(", ").join(card_link(bot, one.number) for one in corrections)


def _correction(language: str, correction: Correction) -> Markup:
    _, retracted = correction.fields.get("retracted", (None, None))
    if retracted:
        return say(language, "retracted", reason=retracted)
    return Markup(" · ").join(changed_lines(language, correction.fields))


def card_link(bot: str, number: int) -> Markup:
    """A statement's number, which opens its card."""
    return Markup('<a href="%s">№%s</a>') % (deep_link(bot, f"s{number}"), number)


def contents(language: str, edition: Edition) -> Markup:
    """What is in an edition, in one line."""
    return Markup(" · ").join(_counted(language, one.name, one.total) for one in edition.sections)


@lru_cache(maxsize=4096)
def _counted(language: str, section: str, count: int) -> Markup:
    return say(language, f"contents-{section}", count=count)


def section_blocks(language: str, section: Section, bot: str, now: datetime) -> Iterable[Markup]:
    """A section's heading, tied to its first statement, then the others."""
    heading = Markup("<b>{}</b>").format(say(language, f"section-{section.name}"))
    blocks = [line_block(language, section.name, line, bot, now) for line in section.lines]
    hidden = section.total - len(section.lines)
    if hidden > 0:
        blocks.append(say(language, "and-more", count=hidden))
    return [heading + Markup("\n") + blocks[0], *blocks[1:]] if blocks else []


def line_block(language: str, section: str, line: Line, bot: str, now: datetime) -> Markup:
    """One statement: who said what when, what happened to it, a link to its card."""
    brief = section in {"open", "long_overdue", "due_soon", "unmoved"}
    parts = [
        *_what_happened(language, section, line, now),
        *([] if brief else [quote(line.quote)]),
        *([] if brief else _earlier(language, line)),
        *([] if brief else _source(language, line)),
    ]
    return Markup("\n").join([_headline(language, line, bot), *(part for part in parts if part)])


def _headline(language: str, line: Line, bot: str) -> Markup:
    day = Markup(" · %s") % _day(language, line.said_on) if line.said_on else Markup("")
    link = card_link(bot, line.number)
    did = _did(language, line.act, tuple(map(str, line.to)))
    return Markup("<b>%s</b> %s%s · %s\n%s") % (line.speaker, did, day, link, line.text)


@lru_cache(maxsize=4096)
def _did(language: str, act: str, to: tuple[str, ...]) -> Markup:
    return say(language, f"did-{act}.to", to=say_list(language, to)) if to else say(language, f"did-{act}")


@lru_cache(maxsize=256)
def _stands(language: str, status: str) -> Markup:
    return say(language, "stands-at", status=say(language, f"status-{status}"))


def _what_happened(language: str, section: str, line: Line, now: datetime) -> Iterable[Markup]:
    if line.retracted is not None:
        yield say(language, "retracted", reason=line.retracted)
    elif line.before is not None:
        before, after = (say(language, f"status-{status}") for status in (line.before, line.status))
        moved = say(language, "line-moved", before=before, after=after)
        yield moved + (say(language, "line-by", who=line.by) if line.by else Markup(""))
        if line.reason:
            yield Markup("<i>{}</i>").format(line.reason)
    elif section == "corrected":
        yield say(language, "line-corrected", reason=line.reason or "")
    if line.due_on and section in {"overdue", "long_overdue", "due_soon"}:
        yield say(language, "due-on", day=_day(language, line.due_on))
    elif section in {"open", "unmoved"} and line.said_on:
        yield _age(language, line.said_on, now)
    elif section == "new" and line.before is None:
        yield _stands(language, line.status)


def _age(language: str, said_on: str, now: datetime) -> Markup:
    """How long ago it was said, no more precise than its date."""
    said = PartialDate.parse(said_on)
    days = max((now.date() - said.last()).days, 0)
    if days < 60 and said.day is not None:
        return say(language, "days-old", days=days)
    return say(language, "months-old", months=round(days / 30.44))


def _earlier(language: str, line: Line) -> Iterable[Markup]:
    if line.other is None:
        return
    day = _day(language, line.other_said_on) if line.other_said_on else Markup("")
    yield say(language, "line-earlier", number=str(line.other), day=day, text=line.other_text or "")
    yield quote(line.other_quote)


def _source(language: str, line: Line) -> Iterable[Markup]:
    title = line.source_title or line.source_url
    if title:
        linked = Markup('<a href="%s">%s</a>') % (line.source_url, title) if line.source_url else title
        yield say(language, "source", source=linked)


def _day(language: str, day: str | None) -> str:
    return say_date(language, PartialDate.parse(day)) if day else ""
