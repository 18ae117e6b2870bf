"""What moderators do to statements on record, on SQLite and on PostgreSQL."""

from datetime import timedelta

import pytest
from sqlalchemy import event
from sqlmodel import Session, select

from store import history, keeping, search, statements
from store.database import Database
from store.dates import PartialDate
from store.models import SearchDocumentRow
from store.record import Act, Draft, Source, Statement, Status
from store.standing import standings
from store.statements import Stale
from store.status import STATUSES
from tests.cast import LAND, MIRA, OLENA, PROMISE, REFUSAL, TRUCE, author, record
from tests.conftest import NOW

LATER = NOW + timedelta(hours=1)
MINE, HERS = author(MIRA), author(OLENA)


def found(db: Database, number: int) -> Statement:
    statement = db.read_now(statements.find, number)
    assert statement is not None
    return statement


def test_an_edit_changes_only_the_columns_it_names(db: Database) -> None:
    [number] = record(db, LAND)
    db.write_now(keeping.edit, number, {"said_on": "2025-05", "topics": ["territory", "NATO"]}, MINE, LATER)
    after = found(db, number)
    assert (after.text, str(after.said_on)) == (LAND.text, "2025-05")
    assert [topic.name for topic in after.topics] == ["territory", "NATO"]
    assert (after.revision, after.corrected_at) == (2, LATER)


def test_a_ruling_holds_against_what_the_responses_say_until_it_is_lifted(db: Database) -> None:
    land, _ = record(db, LAND, REFUSAL)
    source = Source("Peace treaty", url="https://example.org/treaty")
    db.write_now(keeping.rule, land, MINE, LATER, status="accepted", reason="signed", source=source)
    step = db.read_now(standings, land)[-1]
    assert (step.status, step.by, step.reason, step.source) == (Status.ACCEPTED, "Mira", "signed", source)
    db.write_now(keeping.lift, land, HERS, LATER)
    assert found(db, land).status is Status.REJECTED


def test_a_ruling_is_one_of_the_statuses_its_act_can_have(db: Database) -> None:
    [promise] = record(db, PROMISE)
    with pytest.raises(keeping.NoSuchStatus) as refused:
        db.write_now(keeping.rule, promise, MINE, LATER, status="accepted", reason="x")
    assert refused.value.allowed == STATUSES[Act.PROMISE]
    assert found(db, promise).revision == 1


def test_the_log_keeps_the_status_before_and_after_a_ruling(db: Database) -> None:
    [promise] = record(db, PROMISE)
    db.write_now(keeping.rule, promise, MINE, LATER, status="kept", reason="it did")
    change = db.read_now(history.of, "statement", promise)[-1]
    assert change.fields()["status"] == ("open", "kept")
    assert change.reason == "it did"
    assert db.read_now(history.verify) is None


def test_nothing_to_lift_is_said(db: Database) -> None:
    [promise] = record(db, PROMISE)
    with pytest.raises(keeping.Pointless, match="unruled"):
        db.write_now(keeping.lift, promise, MINE, LATER)


def test_a_retracted_answer_no_longer_counts_and_a_restored_one_does_again(db: Database) -> None:
    land, refusal = record(db, LAND, REFUSAL)
    db.write_now(keeping.retract, refusal, MINE, LATER, reason="a hoax")
    assert found(db, refusal).retracted == "a hoax"
    assert found(db, land).status is Status.OPEN
    db.write_now(keeping.restore, refusal, MINE, LATER)
    assert found(db, refusal).retracted is None
    assert found(db, land).status is Status.REJECTED


def test_a_response_is_linked_to_what_it_answers_but_never_in_a_circle(db: Database) -> None:
    land, other = record(db, LAND, Draft("Ukraine", Act.REJECT, "Never.", "k-5", ("Russia",)))
    db.write_now(keeping.link, other, land, MINE, LATER)
    assert found(db, land).status is Status.REJECTED
    with pytest.raises(keeping.Pointless, match="circle"):
        db.write_now(keeping.link, land, other, MINE, LATER)
    with pytest.raises(keeping.Pointless, match="self"):
        db.write_now(keeping.link, land, land, MINE, LATER)


def test_a_second_source_stands_beside_the_first_once(db: Database) -> None:
    [land] = record(db, LAND)
    second = Source("Another paper", quote="give up land", said_on="2025-05-15")
    assert db.write_now(keeping.add_source, land, second, MINE, LATER) is not None
    assert db.write_now(keeping.add_source, land, second, MINE, LATER) is None
    assert found(db, land).sources == (second,)


def test_a_merged_statement_lives_on_with_its_sources_and_responses(db: Database) -> None:
    first = Draft("Russia", Act.DEMAND, "Ukraine must cede land.", "k-6", sources=(Source("B"),), quote="cede")
    land, twin, refusal = record(db, LAND, first, Draft("Ukraine", Act.REJECT, "No.", "k-7", responds_to=("k-6",)))
    db.write_now(keeping.merge, twin, land, MINE, LATER)
    after = found(db, land)
    assert after.sources == (Source("B", quote="cede"),)
    assert after.responses == (refusal,)
    assert (found(db, twin).merged_into, db.read_now(keeping.resolve, twin)) == (land, land)
    assert found(db, refusal).responds_to == (land,)


def test_a_merged_statement_is_changed_only_where_it_lives_on(db: Database) -> None:
    land, truce, third = record(db, LAND, TRUCE, PROMISE)
    db.write_now(keeping.merge, land, truce, MINE, LATER)
    db.write_now(keeping.merge, truce, third, MINE, LATER)
    with pytest.raises(keeping.Gone) as gone:
        db.write_now(keeping.edit, land, {"text": "x"}, MINE, LATER)
    assert gone.value.number == third
    with pytest.raises(keeping.Pointless, match="self"):
        db.write_now(keeping.merge, third, land, MINE, LATER)


@pytest.mark.parametrize("deed", ["edit", "rule", "retract", "merge", "link", "source"])
def test_every_change_says_which_revision_it_was_based_on(db: Database, deed: str) -> None:
    land, truce = record(db, LAND, TRUCE)
    db.write_now(keeping.edit, land, {"quote": "cede"}, HERS, LATER)
    deeds = {
        "edit": lambda s: keeping.edit(s, land, {"text": "x"}, MINE, LATER, based_on=1),
        "rule": lambda s: keeping.rule(s, land, MINE, LATER, status="accepted", reason="x", based_on=1),
        "retract": lambda s: keeping.retract(s, land, MINE, LATER, reason="x", based_on=1),
        "merge": lambda s: keeping.merge(s, land, truce, MINE, LATER, based_on=1),
        "link": lambda s: keeping.link(s, land, truce, MINE, LATER, based_on=1),
        "source": lambda s: keeping.add_source(s, land, Source("x"), MINE, LATER, based_on=1),
    }
    with pytest.raises(Stale) as stale:
        db.write_now(deeds[deed])
    assert [change.author.name for change in stale.value.changes] == ["Olena"]
    assert found(db, land).revision == 2


def test_a_ruling_is_dated_to_the_day_it_was_made(db: Database) -> None:
    [promise] = record(db, PROMISE)
    db.write_now(keeping.rule, promise, MINE, LATER, status="kept", reason="x")
    assert db.read_now(standings, promise)[-1].since == PartialDate(2025, 6, 1)


COLUMNS = {
    "speaker": "Belarus",
    "act": "propose",
    "addressee": ["Poland"],
    "topics": ["borders"],
    "text": "Ukraine should lease land.",
    "quote": "Lease it.",
    "translations": {"uk": "Оренда землі."},
    "said_on": "2025-05",
    "due_on": "2026",
    "reported_by": "A diplomat",
    "source": {"title": "A paper"},
}


@pytest.mark.parametrize("column", COLUMNS)
def test_after_an_edit_of_any_column_a_statement_is_found_as_if_it_were_indexed_anew(db: Database, column: str) -> None:
    [number] = record(db, LAND)
    db.write_now(keeping.edit, number, {column: COLUMNS[column]}, MINE, LATER)
    kept = db.read_now(indexed)
    db.write_now(search.index, [number])
    assert db.read_now(indexed) == kept


def indexed(session: Session) -> list[tuple[int, str, str]]:
    rows = session.exec(select(SearchDocumentRow)).all()
    return [(row.statement_id, row.words, row.fields) for row in rows]


def test_a_retracted_statement_is_found_no_more_and_a_restored_one_again(db: Database) -> None:
    [number] = record(db, LAND)
    before = db.read_now(indexed)
    db.write_now(keeping.retract, number, MINE, LATER, reason="a mistake")
    assert db.read_now(indexed) == []
    db.write_now(keeping.restore, number, MINE, LATER)
    assert db.read_now(indexed) == before


def test_an_edit_leaves_the_lists_it_does_not_name_as_they_are(db: Database) -> None:
    _, refusal = record(db, LAND, REFUSAL)
    db.write_now(keeping.edit, refusal, {"text": "No land at all will be given up."}, MINE, LATER)
    after = found(db, refusal)
    assert [actor.name for actor in after.addressees] == ["Russia"]
    assert after.responds_to == (1,)
    db.write_now(keeping.edit, refusal, {"addressee": ["Belarus", "Russia", "Belarus"], "responds_to": []}, MINE, LATER)
    after = found(db, refusal)
    assert [actor.name for actor in after.addressees] == ["Belarus", "Russia"]
    assert after.responds_to == ()
    assert found(db, 1).status is Status.OPEN


def test_an_edit_and_a_ruling_ask_the_database_few_questions(db: Database) -> None:
    """A moderator waits for each of them; twice as many once made a command twice as slow."""
    [number, promise] = record(db, LAND, PROMISE)
    asked: list[str] = []
    event.listen(db.engine, "before_cursor_execute", lambda _, __, statement, *___: asked.append(statement))
    db.write_now(keeping.edit, number, {"quote": "So be it."}, MINE, LATER)
    assert len(asked) <= 35
    asked.clear()
    db.write_now(keeping.rule, promise, MINE, LATER, status="kept", reason="it did")
    assert len(asked) <= 30
