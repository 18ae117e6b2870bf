"""Taking back one's own last change."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlmodel import Session

from store import history, keeping, naming, statements, undo
from store.database import Database
from store.keeping import kept_object
from store.models import ActorRow, HeadRow
from store.name_uses import ACTOR, TOPIC
from store.record import Act, Draft, Source
from store.statements import Stale
from tests.cast import LAND, MIRA, OLENA, PROMISE, REFUSAL, TRUCE, author, record
from tests.conftest import NOW

MINE, HERS = author(MIRA), author(OLENA)
LATER, LAST = NOW + timedelta(hours=1), NOW + timedelta(hours=2)
Deed = Callable[[Session, datetime], Any]

DEEDS: dict[str, Deed] = {
    "edit": lambda s, at: keeping.edit(s, 1, {"text": "Something else.", "topics": ["x"]}, MINE, at),
    "rule": lambda s, at: keeping.rule(s, 1, MINE, at, status="accepted", reason="x"),
    "retract": lambda s, at: keeping.retract(s, 1, MINE, at, reason="x"),
    "link": lambda s, at: keeping.link(s, 3, 1, MINE, at),
    "source": lambda s, at: keeping.add_source(s, 1, Source("B"), MINE, at),
    "merge": lambda s, at: keeping.merge(s, 1, 3, MINE, at),
    "rename": lambda s, at: naming.rename(s, ACTOR, "Russia", MINE, at, to="Russian Federation"),
    "alias": lambda s, at: naming.alias(s, ACTOR, "Russia", MINE, at, aliases=["Moscow"]),
    "merge actor": lambda s, at: naming.merge(s, ACTOR, "Russia", MINE, at, into="Turkey"),
    "merge topic": lambda s, at: naming.merge(s, TOPIC, "territory", MINE, at, into="talks"),
    "describe": lambda s, at: naming.describe(s, "Russia", {"kind": "state", "role": "x"}, MINE, at),
}


def as_it_stands(session: Session) -> list[dict[str, Any]]:
    numbers = range(1, 5)
    names = [naming.named_object(session, ACTOR, id_) for id_ in range(1, 5)]
    return [kept_object(session, number) for number in numbers] + names


@pytest.mark.parametrize("deed", DEEDS)
def test_what_is_undone_stands_as_before_and_the_log_only_grew(db: Database, deed: str) -> None:
    record(db, LAND, REFUSAL, TRUCE, PROMISE)
    before = db.read_now(as_it_stands)
    db.write_now(DEEDS[deed], LATER)
    assert db.read_now(as_it_stands) != before
    entries = db.read_now(count_entries)
    db.write_now(undo.undo, MINE, LAST, "taken back")
    assert db.read_now(as_it_stands) == before
    assert db.read_now(count_entries) > entries
    assert db.read_now(history.verify) is None


def count_entries(session: Session) -> int:
    return session.get_one(HeadRow, 1).change


def test_undo_goes_back_step_by_step_and_says_when_nothing_is_left(db: Database) -> None:
    db.write_now(statements.add, LAND, MINE, NOW)
    db.write_now(keeping.edit, 1, {"text": "One."}, MINE, LATER)
    db.write_now(keeping.edit, 1, {"text": "Two."}, MINE, LAST)
    texts = []
    for step in range(3):
        db.write_now(undo.undo, MINE, LAST + timedelta(minutes=step), "taken back")
        texts.append(db.read_now(kept_object, 1))
    assert [each["text"] for each in texts] == ["One.", LAND.text, LAND.text]
    assert texts[-1]["retracted"] == "taken back"
    with pytest.raises(undo.NothingToUndo):
        db.write_now(undo.undo, MINE, LAST + timedelta(hours=1), "taken back")


def test_undo_touches_nobody_elses_change(db: Database) -> None:
    record(db, LAND)
    with pytest.raises(undo.NothingToUndo):
        db.write_now(undo.undo, HERS, LATER, "x")


def test_undo_is_refused_when_somebody_changed_the_statement_since(db: Database) -> None:
    record(db, LAND)
    db.write_now(keeping.edit, 1, {"text": "Mine."}, MINE, LATER)
    db.write_now(keeping.edit, 1, {"quote": "Hers."}, HERS, LAST)
    with pytest.raises(Stale):
        db.write_now(undo.undo, MINE, LAST, "x")


def test_a_ruling_that_was_lifted_comes_back_when_the_lifting_is_undone(db: Database) -> None:
    record(db, PROMISE)
    db.write_now(keeping.rule, 1, HERS, NOW, status="kept", reason="x")
    db.write_now(keeping.lift, 1, MINE, LATER)
    db.write_now(undo.undo, MINE, LAST, "x")
    assert db.read_now(kept_object, 1)["status"] == "kept"


def test_a_merge_of_two_is_one_change_to_undo(db: Database) -> None:
    reply = Draft("Ukraine", Act.REJECT, "No.", "k-9", responds_to=("k-1",))
    record(db, replace(LAND, sources=(Source("A"),)), TRUCE, reply)
    db.write_now(keeping.merge, 1, 2, MINE, LATER)
    undone = db.write_now(undo.undo, MINE, LAST, "x")
    assert set(undone.numbers) == {1, 2, 3}
    assert db.read_now(kept_object, 3)["responds_to"] == ["k-1"]


def test_a_new_name_is_taken_off_only_while_nothing_uses_it(db: Database) -> None:
    added = db.write_now(naming.add, ACTOR, "Hungary", MINE, NOW)
    db.write_now(statements.add, Draft("Hungary", Act.WARN, "It will veto."), HERS, LATER)
    with pytest.raises(naming.StillUsed):
        db.write_now(undo.undo, MINE, LAST, "x")
    other = db.write_now(naming.add, ACTOR, "Slovakia", MINE, LAST)
    db.write_now(undo.undo, MINE, LAST + timedelta(hours=1), "x")
    assert db.read_now(lambda s: (s.get(ActorRow, added) is not None, s.get(ActorRow, other))) == (True, None)
