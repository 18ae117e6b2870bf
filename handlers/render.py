"""Values to replies: the only room where HTML is made. Pure; everything is escaped by construction (markupsafe)."""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from functools import partial

from markupsafe import Markup

from handlers.draft_line import BadLine
from handlers.errors import Refused
from handlers.i18n import plain, say, say_date, say_list
from handlers.reply import COPY_LIMIT, Button, Reply
from store.dates import PartialDate
from store.record import Actor, Source, Standing, Statement

_CYRILLIC = re.compile("[\u0400-\u04ff]")

FOLDED = 300
"""Characters from which a quote is folded: about four lines on a phone show before the rest."""


def refusal(language: str, refused: Refused, *, pressed: bool = False) -> Reply:
    """What went wrong, in the person's language; a note over the button when one was pressed."""
    text = say(language, refused.message, **refused.values)
    return Reply(toast=text.striptags(), spent=refused.outlived) if pressed else Reply((text,))


def marked_line(language: str, bad: BadLine, command: str) -> Reply:
    """A line with the part that was not understood marked, why, and the line as it may have been meant."""
    shown = Markup("{}<u><b>{}</b></u>{}").format(bad.before[-300:], bad.part[:300] or "…", bad.after[:300])
    blocks = [say(language, bad.problem, **bad.values), Markup("<blockquote>{}</blockquote>").format(shown)]
    if bad.proposal is None or len(bad.proposal) > 2000:
        return Reply(tuple(blocks))
    better = f"{command} {bad.proposal}"
    blocks.append(say(language, "line-better", line=better))
    copy = Button(plain(language, "button-copy-line"), copy=better)
    return Reply(tuple(blocks), ((copy,),) if len(better) <= COPY_LIMIT else ())


def statement_block(language: str, statement: Statement, *, counts_for: Actor | None = None) -> Markup:
    """A statement as it stands in a list: who did what when, the words, where it stands, who reported it."""
    lines = [
        headline(language, statement, counts_for=counts_for),
        words_of(statement, language),
        quote(statement.quote),
        standing_line(language, statement),
        *sources(language, statement),
        Markup("/s{}").format(statement.number),
    ]
    return Markup("\n").join(line for line in lines if line)


def headline(language: str, statement: Statement, *, counts_for: Actor | None = None) -> Markup:
    """Speaker, act, addressee and date in one line."""
    to = [actor.name for actor in statement.addressees]
    act = f"did-{statement.act}"
    did = say(language, f"{act}.to", to=say_list(language, to)) if to else say(language, act)
    speaker = Markup("<b>{}</b>").format(statement.speaker.name)
    if counts_for is not None and counts_for.id != statement.speaker.id:
        speaker += say(language, "counts-for", side=counts_for.name)
    when = Markup(" · {}").format(say_date(language, statement.said_on)) if statement.said_on else ""
    return Markup("{} {}{}").format(speaker, did, when)


def words_of(statement: Statement, language: str) -> Markup:
    """The content, and beside it the translation into the reader's language where there is one."""
    translated = dict(statement.translations).get(language)
    text = Markup("{}").format(statement.text)
    return text if translated is None else text + Markup("\n<i>{}</i>").format(translated)


def quote(words: str | None) -> Markup:
    """The verbatim words, in the marks of their script; long ones are folded until they are tapped."""
    if not words:
        return Markup("")
    folded = " expandable" if len(words) > FOLDED else ""
    return Markup("<blockquote{}>{}</blockquote>").format(folded, marked(words))


def marked(words: str) -> str:
    """Words in quotation marks as their own language has them: guillemets around Cyrillic."""
    return f"«{words}»" if _CYRILLIC.search(words) else f"“{words}”"


def standing_line(language: str, statement: Statement) -> Markup:
    """Where it stands today; a retracted or corrected statement says so first."""
    if statement.retracted is not None:
        return say(language, "retracted", reason=statement.retracted)
    status = say(language, "stands-at", status=say(language, f"status-{statement.status}"))
    if statement.corrected_at is not None:
        status += Markup(" · ") + say(language, "corrected-on", day=say_date(language, statement.corrected_at.date()))
    return status


def sources(language: str, statement: Statement) -> Iterable[Markup]:
    """Second-hand speech is named as such; then where it can be checked, each source once."""
    if statement.reported_by is not None:
        yield say(language, "reported-by", reporter=statement.reported_by.name)
    if any(map(partial(_differs, statement), statement.sources)):
        yield say(language, "disputed-wording")
    for source in statement.sources:
        yield source_line(language, source)
        if source.quote and source.quote != statement.quote:
            yield say(language, "source-words", quote=source.quote)
        if source.said_on and source.said_on != str(statement.said_on):
            yield say(language, "source-day", day=say_date(language, PartialDate.parse(source.said_on)))


def _differs(statement: Statement, source: Source) -> bool:
    """Whether a source has other words or another date than the statement it stands under."""
    return bool(source.quote and source.quote != statement.quote) or bool(
        source.said_on and source.said_on != str(statement.said_on)
    )


def source_line(language: str, source: Source) -> Markup:
    """Title, publisher and date of a source, linked where it has an address."""
    title = source.title or source.url or source.publisher or ""
    shown = Markup('<a href="{}">{}</a>').format(source.url, title) if source.url else Markup("{}").format(title)
    more = [part for part in (source.publisher, _published(language, source)) if part and part != title]
    return say(language, "source", source=shown + Markup("").join(Markup(", {}").format(part) for part in more))


def _published(language: str, source: Source) -> str | None:
    return say_date(language, PartialDate.parse(source.published_on)) if source.published_on else None


def standing_step(language: str, step: Standing) -> Markup:
    """One step of a status history."""
    status = say(language, f"status-{step.status}")
    since = Markup("{}: ").format(say_date(language, step.since)) if step.since else Markup("")
    by = Markup("")
    if step.response is not None:
        by = say(language, "step-by-response", who=step.by or "", number=str(step.response))
    elif step.reason is not None:
        by = say(language, "step-by-ruling", who=step.by or "", reason=step.reason)
    line = since + status + (Markup(", ") + by if by else Markup(""))
    return line + (Markup("\n") + source_line(language, step.source) if step.source else Markup(""))


def age(language: str, statement: Statement, today: date) -> Markup:
    """How long ago it was said, no more precise than its date."""
    if statement.said_on is None:
        return Markup("")
    days = (today - statement.said_on.last()).days
    if days < 60 and statement.said_on.day is not None:
        return say(language, "days-old", days=max(days, 0))
    months = round(days / 30.44)
    return say(language, "months-old", months=months) if months > 0 else say(language, "under-a-month-old")


def numbered(title: Markup, blocks: Sequence[Markup]) -> tuple[Markup, ...]:
    """A title and what stands under it."""
    return (Markup("<b>{}</b>").format(title), *blocks)
