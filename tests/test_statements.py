"""The record's statements, on SQLite and on PostgreSQL."""

from datetime import date

import pytest
from sqlmodel import Session

from store import history, statements
from store.database import Database
from store.dates import PartialDate
from store.models import ChangeRow
from store.record import Act, Author, Draft, Source, Status
from store.standing import standings
from store.status import on
from tests.conftest import NOW

MODERATOR = Author(7, "Mira")
LAND = Draft("Russia", Act.DEMAND, "Ukraine must cede territory.", "k-1", ("Ukraine",), ("territory",))
REFUSAL = Draft("Ukraine", Act.REJECT, "No land will be given up.", "k-2", ("Russia",), responds_to=("k-1",))


def add(session: Session, *drafts: Draft) -> list[int]:
    return [statements.add(session, draft, MODERATOR, NOW) for draft in drafts]


def test_a_statement_is_read_as_it_was_written(db: Database) -> None:
    source = Source("A title", "A paper", "https://example.org/a", "2025-05-17")
    draft = Draft(
        "Volodymyr Zelenskiy",
        Act.DEMAND,
        "A ceasefire comes first.",
        "k-9",
        ("Russia", "Ukraine's allies"),
        ("ceasefire", "talks"),
        "full, unconditional",
        PartialDate(2025, 5),
        "A source",
        (source,),
    )
    [number] = db.write_now(add, draft)
    found = db.read_now(statements.find, number)
    assert found is not None
    assert (found.speaker.name, found.act, found.text, found.quote) == (
        "Volodymyr Zelenskiy",
        Act.DEMAND,
        "A ceasefire comes first.",
        "full, unconditional",
    )
    assert [actor.name for actor in found.addressees] == ["Russia", "Ukraine's allies"]
    assert [topic.name for topic in found.topics] == ["ceasefire", "talks"]
    assert str(found.said_on) == "2025-05"
    assert found.reported_by is not None
    assert found.reported_by.name == "A source"
    assert (found.sources, found.revision, found.recorded_at) == ((source,), 1, NOW)


def test_a_demand_rejected_by_its_addressee_is_rejected(db: Database) -> None:
    land, refusal = db.write_now(add, LAND, REFUSAL)
    found = db.read_now(statements.find, land)
    assert found is not None
    assert (found.status, found.responses) == (Status.REJECTED, (refusal,))
    steps = db.read_now(standings, land)
    assert [(step.status, step.by, step.response) for step in steps] == [
        (Status.OPEN, None, None),
        (Status.REJECTED, "Ukraine", refusal),
    ]


def test_an_edit_that_takes_the_answer_away_opens_the_demand_again(db: Database) -> None:
    land, refusal = db.write_now(add, LAND, REFUSAL)
    unlinked = Draft("Ukraine", Act.REJECT, "No land will be given up.", "k-2", ("Russia",))
    assert db.write_now(statements.edit, refusal, unlinked, MODERATOR, NOW) == 3
    found = db.read_now(statements.find, land)
    assert found is not None
    assert found.status is Status.OPEN


def test_an_edit_that_changes_nothing_makes_no_revision(db: Database) -> None:
    [land] = db.write_now(add, LAND)
    assert db.write_now(statements.edit, land, LAND, MODERATOR, NOW) is None
    assert len(db.read_now(history.of, "statement", land)) == 1


def test_an_edit_based_on_an_older_revision_is_shown_what_came_between(db: Database) -> None:
    [land] = db.write_now(add, LAND)
    other = Draft("Russia", Act.DEMAND, "Ukraine must leave.", "k-1", ("Ukraine",), ("territory",))
    db.write_now(statements.edit, land, other, Author(8, "Olena"), NOW, based_on=1)
    with pytest.raises(statements.Stale) as stale:
        db.write_now(statements.edit, land, LAND, MODERATOR, NOW, based_on=1)
    [change] = stale.value.changes
    assert change.author.name == "Olena"
    assert change.fields() == {"text": ("Ukraine must cede territory.", "Ukraine must leave.")}


def test_a_response_to_nothing_on_record_is_refused_and_leaves_no_trace(db: Database) -> None:
    with pytest.raises(statements.UnknownStatement):
        db.write_now(add, REFUSAL)
    assert db.read_now(history.of, "statement", 1) == []


def test_the_log_holds_until_an_entry_is_rewritten(db: Database) -> None:
    db.write_now(add, LAND, REFUSAL)
    assert db.read_now(history.verify) is None

    def forge(session: Session) -> None:
        entry = session.get_one(ChangeRow, 1)
        entry.author = "Somebody else"
        session.add(entry)

    db.write_now(forge)
    assert db.read_now(history.verify) == history.Broken(1, "was rewritten")


def test_where_it_stood_on_a_day_comes_from_the_history(db: Database) -> None:
    demand = Draft("Russia", Act.DEMAND, "Leave.", "a", ("Ukraine",), said_on=PartialDate(2025, 5, 10))
    answer = Draft("Ukraine", Act.REJECT, "No.", "b", responds_to=("a",), said_on=PartialDate(2025, 6))
    number, _ = db.write_now(add, demand, answer)
    steps = db.read_now(standings, number)
    told = [
        (day, step.status if (step := on(day, steps)) else None)
        for day in (date(2025, 5, 9), date(2025, 6, 29), date(2025, 6, 30))
    ]
    assert [status for _, status in told] == [None, Status.OPEN, Status.REJECTED]
