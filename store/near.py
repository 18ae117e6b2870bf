"""What is on record already that says nearly the same as a draft, or the opposite."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice

from sqlalchemy import bindparam, select
from sqlmodel import Session

from store import recall, statements
from store.actors import directory, find_actor
from store.models import SearchDocumentRow, StatementRow, table_of
from store.record import Draft, Statement
from store.sameness import Relation, may_be_same, relation, same_words, words_of
from store.text import fold, stems

LIKELY = 60
"""Statements that are compared: those of the whole record that share the draft's rarest words."""

SHOWN = 3

_statements, _documents = table_of(StatementRow), table_of(SearchDocumentRow)
_SAID = (
    select(_statements.c.id, _statements.c.text, _statements.c.quote, _documents.c.words)
    .join(_documents, _documents.c.statement_id == _statements.c.id)
    .where(_statements.c.id.in_(bindparam("numbers", expanding=True)))
    .where(_statements.c.merged_into_id.is_(None), _statements.c.retracted.is_(None))
)


@dataclass(frozen=True, slots=True)
class Near:
    """A near statement: the same by the same side, the opposite of it, or the same words of somebody else.

    `differs` are the columns in which it is not what the draft says.
    """

    statement: Statement
    relation: Relation
    differs: tuple[str, ...] = ()


def near(session: Session, draft: Draft, *, besides: int | None = None) -> list[Near]:
    """At most three near statements, the same before the opposed before others'; `besides` is left out."""
    names, speaker = directory(session), find_actor(session, draft.speaker)
    side = names.members[names.sides(speaker)[-1]] if speaker in names.actors and speaker else frozenset()
    numbers = [number for number in _alike(session, draft) if number != besides]
    found = []
    for statement in statements.many(session, numbers):
        kind = relation(draft, statement, same_side=statement.speaker.id in side)
        if kind is not None:
            found.append(Near(statement, kind, _differing(draft, statement)))
    return sorted(found, key=lambda each: (list(Relation).index(each.relation), len(each.differs)))[:SHOWN]


def _alike(session: Session, draft: Draft) -> list[int]:
    """Numbers of statements in the same words; the index finds them, the words decide."""
    numbers = dict.fromkeys(islice(recall.alike(session, stems(draft.text)), LIKELY))
    if draft.quote:
        numbers |= dict.fromkeys(islice(recall.alike(session, stems(draft.quote)), LIKELY // 3))
    wanted = words_of(draft.text).stems
    return sorted(
        number
        for number, text, quote, indexed in session.execute(_SAID, {"numbers": list(numbers)})
        if (draft.quote or may_be_same(wanted, indexed.split())) and _may_be(draft, text, quote)
    )


def _may_be(draft: Draft, text: str, quote: str | None) -> bool:
    return same_words(draft.text, text) or bool(draft.quote and quote and fold(draft.quote) == fold(quote))


def _differing(draft: Draft, found: Statement) -> tuple[str, ...]:
    told = {
        "act": found.act == draft.act,
        "speaker": fold(found.speaker.name) == fold(draft.speaker),
        "text": fold(found.text) == fold(draft.text),
        "quote": (found.quote or "") == (draft.quote or ""),
        "said_on": found.said_on == draft.said_on,
        "addressee": _folded(actor.name for actor in found.addressees) == _folded(draft.addressees),
    }
    return tuple(name for name, same in told.items() if not same)


def _folded(names: Iterable[str]) -> set[str]:
    return set(map(fold, names))
