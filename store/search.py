"""Finding statements: a bounded number of candidates from the database's own index, for `ranking` to put in order."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any

from sqlalchemy import bindparam, select, text
from sqlmodel import Session, col

from store import words
from store.matcher import Candidate
from store.models import StatementRow
from store.packed import Packed
from store.record import Act, Status
from store.scope import living
from store.text import stem, tokens

_ACT = {str(act): act for act in Act}
_STATUS = {str(status): status for status in Status}

_ADDRESSEE, _TOPIC = re.compile(r"\ba(\d+)"), re.compile(r"\bt(\d+)")

LISTED = 500
"""Statements of one status that are looked at."""

_MANY: Any = bindparam("numbers", expanding=True)
_SAID = text(
    "SELECT id, speaker_id, act, text, quote, translations FROM statements "
    "WHERE id IN :numbers AND retracted IS NULL AND merged_into_id IS NULL"
).bindparams(_MANY)
_TO = text("SELECT statement_id, actor_id FROM statement_addressees WHERE statement_id IN :numbers").bindparams(_MANY)
_ABOUT = text(
    "SELECT statement_id, topic_id, name FROM statement_topics JOIN topics ON topics.id = topic_id "
    "WHERE statement_id IN :numbers ORDER BY statement_id, position"
).bindparams(_MANY)
_OLD = text("SELECT statement_id, words FROM search_documents WHERE statement_id IN :numbers").bindparams(_MANY)
_FORGET = text("DELETE FROM search_documents WHERE statement_id IN :numbers").bindparams(_MANY)
_FORGET_MEANING = text("DELETE FROM search_vectors WHERE statement_id IN :numbers").bindparams(_MANY)
_KEEP = text("INSERT INTO search_documents (statement_id, words, fields) VALUES (:number, :words, :fields)")
_CANDIDATES = Packed(
    "id, speaker_id, act, said_from, said_to, words, fields, status",
    "FROM statements JOIN search_documents ON statement_id = id "
    "WHERE id IN :numbers AND retracted IS NULL AND merged_into_id IS NULL",
    many=("numbers",),
)
_ANSWERS = text("SELECT statement_id, responds_to_id FROM responses WHERE statement_id IN :numbers").bindparams(_MANY)
_EVERYTHING = text("SELECT statement_id FROM search_documents")
_ANSWERED_BY = text(
    "SELECT statement_id FROM responses WHERE responds_to_id IN :numbers ORDER BY statement_id LIMIT 200"
).bindparams(_MANY)


def index(session: Session, numbers: Iterable[int]) -> None:
    """Make these statements findable as they are now; a retracted or merged one is no longer found."""
    wanted = {"numbers": list(dict.fromkeys(numbers))}
    session.flush()
    changes = _forget(session, wanted)
    rows, spelt = _documents(session, wanted)
    for row in rows:
        changes.update({*row["words"].split(), ""})
    if rows:
        session.execute(_KEEP, rows)
    words.count(session, changes)
    words.learn(session, spelt)


def unindex(session: Session, numbers: Iterable[int]) -> None:
    """Statements that are deleted are found no more."""
    words.count(session, _forget(session, {"numbers": list(numbers)}))


def _forget(session: Session, wanted: dict[str, list[int]]) -> Counter[str]:
    """Drop what statements were found by, their vectors too; returns the change of each word's frequency."""
    changes: Counter[str] = Counter()
    for _, old in session.execute(_OLD, wanted):
        changes.subtract({*old.split(), ""})
    if changes:
        session.execute(_FORGET, wanted)
        session.execute(_FORGET_MEANING, wanted)
    return changes


def _documents(session: Session, wanted: dict[str, list[int]]) -> tuple[list[dict[str, Any]], set[str]]:
    fields: dict[int, list[str]] = {number: [] for number in wanted["numbers"]}
    about: dict[int, list[str]] = {number: [] for number in wanted["numbers"]}
    for number, actor in session.execute(_TO, wanted):
        fields[number].append(f"a{actor}")
    for number, topic, name in session.execute(_ABOUT, wanted):
        fields[number].append(f"t{topic}")
        about[number].append(name)
    rows, spelt = [], set()
    for number, speaker, act, said, quote, translations in session.execute(_SAID, wanted):
        told = tokens(" ".join([said, quote or "", *_translated(translations), *about[number]]))
        spelt.update(told)
        found = {"number": number, "words": " ".join(map(stem, told))}
        rows.append(found | {"fields": " ".join([f"s{speaker}", act, *fields[number]])})
    return rows, spelt


def _translated(translations: Any) -> list[str]:
    if isinstance(translations, str):
        import json  # noqa: PLC0415

        translations = json.loads(translations)
    return list((translations or {}).values())


def candidates(
    session: Session,
    numbers: Sequence[int],
    *,
    replies: bool = True,
    meaning: Callable[[int], tuple[float, ...]] = lambda _: (),
) -> list[Candidate]:
    """What ranking needs to know of these statements; those retracted or merged are left out.

    `replies` tells whether it matters what they answer, `meaning` gives how near each is, the last five fields of a
    candidate.
    """
    wanted = {"numbers": list(dict.fromkeys(numbers))}
    if not wanted["numbers"]:
        return []
    answers: dict[int, list[int]] = {}
    for number, other in session.execute(_ANSWERS, wanted) if replies else ():
        answers.setdefault(number, []).append(other)
    return [
        Candidate(
            number,
            speaker,
            _ACT[act],
            tuple(words.split()),
            _date(first),
            _date(last),
            *_fields(fields),
            tuple(answers.get(number, ())),
            _STATUS[status],
            *meaning(number),
        )
        for number, speaker, act, first, last, words, fields, status in _CANDIDATES.rows(session, wanted)
    ]


def newest(
    session: Session,
    acts: Iterable[str],
    speakers: Iterable[int] = (),
    statuses: Iterable[str] = (),
    days: tuple[date | None, date | None] = (None, None),
) -> list[int]:
    """The newest statements of these acts, by these speakers, that stand so, of these days; at most `LISTED`.

    What is not given is not asked for.
    """
    found = select(col(StatementRow.id)).where(living())
    if statuses := [*statuses]:
        found = found.where(col(StatementRow.status).in_(statuses))
    first, last = days
    if first is not None:
        found = found.where(col(StatementRow.said_to) >= first)
    if last is not None:
        found = found.where(col(StatementRow.said_from) <= last)
    if acts := [*acts]:
        found = found.where(col(StatementRow.act).in_(acts))
    if speakers := [*speakers]:
        found = found.where(col(StatementRow.speaker_id).in_(speakers))
    ordered = found.order_by(col(StatementRow.said_from).desc(), col(StatementRow.id).desc())
    return list(session.scalars(ordered.limit(LISTED)))


def everything(session: Session) -> list[int]:
    """All statements that can be found."""
    return list(session.scalars(_EVERYTHING))


def responses_to(session: Session, numbers: Sequence[int]) -> list[int]:
    """The statements that respond to any of these."""
    return list(session.scalars(_ANSWERED_BY, {"numbers": list(numbers)})) if numbers else []


def _fields(fields: str) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """The addressees and the topics of a statement."""
    return tuple(map(int, _ADDRESSEE.findall(fields))), tuple(map(int, _TOPIC.findall(fields)))


def _date(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None
