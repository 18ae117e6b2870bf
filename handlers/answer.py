"""How an answer is said: the sentence that answers, the statements, what was understood, what comes near. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from handlers.i18n import plain, say, say_date
from handlers.render import statement_block
from handlers.reply import Button, Reply, rows
from store.deciding import SHOWN
from store.matcher import Answer, Intent, Match, Query
from store.record import Act, Actor, Directory, Made, Standing, Statement
from store.status import on

SETTLED_ACTS = frozenset({Act.DEMAND, Act.APPEAL, Act.PROPOSE, Act.PROMISE, Act.CLAIM, Act.ACCUSE, Act.WARN})
"""Acts whose status somebody asks about; a rejection is rather the answer to such a question."""


CHOICES = 4
"""Buttons for those that may be meant by one name."""


@dataclass(frozen=True, slots=True)
class Told:
    """An answer with the statements it is about; `standings` are the subject's, when a status was asked for."""

    answer: Answer
    statements: Mapping[int, Statement]
    names: Directory
    standings: tuple[Standing, ...] = ()

    def matched(self) -> list[Statement]:
        return [self.statements[match.number] for match in self.answer.matches if match.number in self.statements]

    def subject(self) -> Statement | None:
        """The statement whose status a status question is about: the first that can have moved."""
        if self.answer.query.intent is not Intent.STATUS and self.answer.query.as_of is None:
            return None
        return next((one for one in self.matched() if one.act in SETTLED_ACTS), None)


def reply_to(language: str, told: Told, page: int, offset: int, size: int) -> Reply:
    """The whole answer, from one statement of it on."""
    if told.answer.verdict != "answer":
        return nothing(language, told, page)
    shown = told.answer.matches[offset : offset + size]
    unclear, choices = which(language, told, page)
    blocks = [Markup("<b>{}</b>").format(opening(language, told)), understood(language, told), unclear]
    for at, match in enumerate(shown, offset):
        if at == told.answer.firm:
            blocks.append(say(language, "related"))
        blocks.append(_match_block(language, told, match))
    return Reply(
        tuple(block for block in blocks if block),
        (*rows(choices), *_buttons(language, told, page, offset, size)),
        shows=_seen(told, shown),
        made=Made("answer", page, offset),
    )


def nothing(language: str, told: Told, page: int) -> Reply:
    """That nothing answers; what comes nearest is named as no answer."""
    query = told.answer.query
    unclear, choices = which(language, told, page)
    blocks = [Markup("<b>{}</b>").format(_no_answer(language, query)), understood(language, told), unclear]
    if told.answer.nearest:
        blocks.append(say(language, "nearest"))
        blocks += [_match_block(language, told, match) for match in told.answer.nearest]
    blocks.append(say(language, "noted-unanswered"))
    buttons = [Button(plain(language, "button-follow"), data=f"follow:q:{page}")]
    return Reply(
        tuple(block for block in blocks if block),
        (*rows(choices), *rows(buttons)),
        shows=_seen(told, told.answer.nearest),
        made=Made("answer", page),
    )


def _seen(told: Told, matches: Iterable[Match]) -> tuple[Statement, ...]:
    return tuple(told.statements[match.number] for match in matches if match.number in told.statements)


def _no_answer(language: str, query: Query) -> Markup:
    if query.unknown:
        return say(language, "nothing-from", name=query.unknown[0])
    return say(language, "nothing-on-record")


def opening(language: str, told: Told) -> Markup:
    """The one sentence that answers."""
    query, matched = told.answer.query, told.matched()[: told.answer.firm]
    subject = told.subject()
    if subject is not None and told.standings:
        return _status_opening(language, told, subject)
    if told.answer.affirms is not None:
        return say(language, "yes-on-record" if told.answer.affirms else "no-otherwise")
    if query.intent is Intent.RESPONSE:
        return say(language, "responses-found", count=len(matched))
    if len(matched) >= SHOWN and not query.statuses:
        return say(language, "many-found", count=len(matched))
    if query.intent is Intent.WHO:
        return say(language, "speakers-found", count=len({one.speaker.id for one in matched}))
    return say(language, "statements-found", count=len(matched))


def _status_opening(language: str, told: Told, subject: Statement) -> Markup:
    as_of = told.answer.query.as_of
    step = on(as_of, told.standings) if as_of is not None else told.standings[-1]
    if step is None:
        assert as_of is not None
        return say(language, "not-yet-said", day=say_date(language, as_of), number=str(subject.number))
    status = say(language, f"status-{step.status}")
    number = str(step.response or subject.number)
    known, by = ("yes", step.by) if step.by else ("no", "")
    if as_of is not None:
        return say(
            language, "stood-at", day=say_date(language, as_of), status=status, known=known, by=by, number=number
        )
    return say(language, "stands-now", status=status, known=known, by=by, number=number)


def which(language: str, told: Told, page: int) -> tuple[Markup, tuple[Button, ...]]:
    """A name that several have is asked about: the line that says so, and a button for each."""
    if not told.answer.query.ambiguous:
        return Markup(""), ()
    name, ids = told.answer.query.ambiguous[0]
    people = [told.names.actors[id_] for id_ in ids[:CHOICES]]
    return say(language, "which-one-of", name=name), tuple(
        Button(one.name, data=f"which:{page}:{one.id}") for one in people
    )


def understood(language: str, told: Told) -> Markup:
    """The words that were taken as a filter, in one small line, so that a wrong guess is seen."""
    query = told.answer.query
    parts = [
        *_people(language, "understood-speaker", query.speakers, told.names),
        *_people(language, "understood-to", query.addressees, told.names),
        *([say(language, "understood-act", acts=_acts(language, query.acts))] if query.acts else []),
        *([Markup(", ").join(say(language, f"status-{one}") for one in query.statuses)] if query.statuses else []),
        *_dates(language, query),
    ]
    return Markup("<i>{}</i>").format(Markup(" · ").join(parts)) if parts else Markup("")


def _people(language: str, message: str, ids: Sequence[int], names: Directory) -> list[Markup]:
    known = [names.actors[id_].name for id_ in ids if id_ in names.actors]
    return [say(language, message, names=", ".join(known))] if known else []


def _acts(language: str, acts: Sequence[Act]) -> str:
    return ", ".join(plain(language, f"act-{act}") for act in sorted(acts))


def _dates(language: str, query: Query) -> list[Markup]:
    first = say_date(language, query.date_from) if query.date_from else "none"
    last = say_date(language, query.date_to) if query.date_to else "none"
    if first == last == "none":
        return []
    kind = "since" if last == "none" else "until" if first == "none" else "on" if first == last else "between"
    return [say(language, f"understood-{kind}", first=first, last=last)]


def _match_block(language: str, told: Told, match: Match) -> Markup:
    statement = told.statements[match.number]
    return statement_block(language, statement, counts_for=_side(told, statement))


def _side(told: Told, statement: Statement) -> Actor | None:
    """The state or group that was asked for and that this speaker is only a member of."""
    asked = told.answer.query.speakers
    if not asked or statement.speaker.id in asked:
        return None
    side = next((id_ for id_ in told.names.sides(statement.speaker.id) if id_ in asked), None)
    return told.names.actors[side] if side is not None else None


def _buttons(language: str, told: Told, page: int, offset: int, size: int) -> tuple[tuple[Button, ...], ...]:
    total, first = len(told.answer.matches), told.matched()[0]
    leaf = []
    if offset > 0:
        leaf.append(Button(f"‹ {max(offset - size, 0) + 1}–{offset}", data=f"page:{page}:{max(offset - size, 0)}"))
    if offset + size < total:
        last = min(offset + 2 * size, total)
        more = plain(language, "button-more", first=str(offset + size + 1), last=str(last), total=str(total))
        leaf.append(Button(more, data=f"page:{page}:{offset + size}"))
    about = [Button(plain(language, "button-timeline"), data=f"list:speaker:{first.speaker.id}:0")]
    if first.responses:
        about.insert(0, Button(plain(language, "button-responses"), data=f"responses:{first.number}"))
    about.append(Button(plain(language, "button-follow"), data=f"follow:q:{page}"))
    about.append(Button(plain(language, "button-wrong"), data=f"wrong:{page}"))
    return (*rows(leaf), *rows(about))
