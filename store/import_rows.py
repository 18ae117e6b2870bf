"""What a row of a record file asks for: a statement, a speaker, a topic, or nothing. Pure."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, cast

from store.reasons import Reason
from store.record import Draft
from store.record_file import BadRow, actor_of, draft_object, draft_of, topic_of
from store.rows import Refusal, Row
from store.text import fold

STATEMENT = frozenset(
    (
        *("type", "id", "speaker", "act", "addressee", "text", "quote", "topics", "said_on", "due_on", "reported_by"),
        *("responds_to", "source", "more_sources", "translations", "number", "status", "record"),
    )
)
ACTOR = frozenset(("type", "name", "kind", "role", "member_of", "aliases", "record"))
HISTORY = frozenset(("export", "change", "kept", "end"))
"""Lines of an export that carry its history; they are restored into an empty record only."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A row to be written: a statement by its key, or a speaker or topic (`draft` is None).

    `digest` is of all it says, `unknown` are columns that the record does not have. `columns` as in Row.
    """

    line: int
    values: dict[str, Any]
    columns: frozenset[str] | None = None
    draft: Draft | None = None
    digest: bytes = b""
    unknown: frozenset[str] = frozenset()

    @property
    def key(self) -> str | None:
        return self.draft.key if self.draft else None


def entry_of(row: Row) -> Entry | Refusal | None:
    """What a row asks for; None when it asks for nothing here."""
    kind = str(row.values.get("type") or "statement")[:40]
    try:
        if kind == "statement":
            return _statement(row)
        if kind in {"actor", "topic"}:
            return _name(row)
        if kind in HISTORY:
            return None
        raise BadRow("type", Reason("not-one-of", value=kind, known="actor, topic, statement"))
    except BadRow as bad:
        return Refusal(row.line, bad.column, bad.reason)


def _statement(row: Row) -> Entry:
    draft = draft_of(row.values)
    if draft.key is None:
        draft = replace(draft, key=content_key(draft))
    if draft.key in draft.responds_to:
        raise BadRow("responds_to", Reason("answers-itself"))
    digest = hashlib.sha256(json.dumps(draft_object(draft), sort_keys=True).encode()).digest()[:12]
    unknown = frozenset(row.values) | (row.columns or frozenset())
    return Entry(row.line, row.values, row.columns, draft, digest, unknown - STATEMENT)


def content_key(draft: Draft) -> str:
    """A stable key for a row without one: who said what to whom and when, so that it is the same at every import."""
    said = [draft.speaker, str(draft.act), draft.text, *sorted(draft.addressees), str(draft.said_on)]
    plain = json.dumps([" ".join(part.casefold().split()) for part in said])
    return f"f-{hashlib.sha256(plain.encode()).hexdigest()[:16]}"


def _name(row: Row) -> Entry | None:
    if cast("Mapping[str, Any]", row.values.get("record") or {}).get("merged_into"):
        return None
    if row.values["type"] == "topic":
        topic_of(row.values)
        return Entry(row.line, row.values, unknown=frozenset(row.values) - {"type", "name", "aliases", "record"})
    name, _, _, side, _ = actor_of(row.values)
    if side and fold(side) == fold(name):
        raise BadRow("member_of", Reason("member-of-itself"))
    return Entry(row.line, row.values, unknown=frozenset(row.values) - ACTOR)
