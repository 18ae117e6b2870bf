"""Half-finished statements as rows."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from store import drafts, statements, suggestions
from store.database import Database
from store.drafts import OpenDraft
from store.moderators import NotYours
from store.record_file import BadRow
from tests.cast import LAND, MIRA, OLENA, READER, author, caller, record
from tests.conftest import NOW

FIELDS = {"speaker": "Russia", "act": "demand", "text": "Ukraine must disarm."}
LATER = NOW + timedelta(days=2)


def begin(db: Database, fields: Any = FIELDS, **more: Any) -> OpenDraft:
    return db.write_now(
        drafts.start, caller(MIRA), NOW, **({"kind": "add", "step": "speaker", "fields": fields} | more)
    )


def test_a_draft_is_there_after_two_days_and_becomes_a_statement(db: Database) -> None:
    begin(db)
    draft = db.read_now(drafts.of, MIRA)
    assert draft is not None
    number = db.write_now(drafts.save, draft, caller(MIRA), LATER)
    statement = db.read_now(statements.find, number)
    assert statement is not None
    assert (statement.text, db.read_now(drafts.of, MIRA)) == ("Ukraine must disarm.", None)


def test_a_saved_draft_is_not_saved_again(db: Database) -> None:
    draft = begin(db)
    db.write_now(drafts.save, draft, caller(MIRA), NOW)
    with pytest.raises(drafts.OldButton):
        db.write_now(drafts.save, draft, caller(MIRA), NOW)
    with pytest.raises(drafts.Closed) as closed:
        db.read_now(drafts.get, MIRA, draft.id, draft.version)
    assert closed.value.number == 1
    assert db.read_now(statements.find, 2) is None


def test_a_button_of_an_older_question_or_of_somebody_else_does_nothing(db: Database) -> None:
    draft = begin(db)
    moved = db.write_now(drafts.move, draft, NOW, step="act", fields=FIELDS)
    assert (moved.step, moved.version) == ("act", 2)
    with pytest.raises(drafts.OldButton):
        db.read_now(drafts.get, MIRA, draft.id, 1)
    with pytest.raises(NotYours):
        db.read_now(drafts.get, OLENA, draft.id, 2)
    with pytest.raises(drafts.OldButton):
        db.write_now(drafts.move, draft, NOW, step="text", fields=FIELDS)


def test_an_unfinished_draft_is_refused_by_the_column_and_stays(db: Database) -> None:
    draft = begin(db, {"speaker": "Russia"})
    with pytest.raises(BadRow, match="act"):
        db.write_now(drafts.save, draft, caller(MIRA), NOW)
    assert db.read_now(drafts.of, MIRA) == draft


def test_a_draft_put_aside_comes_back_when_the_newer_one_is_finished(db: Database) -> None:
    first = begin(db)
    second = begin(db, {"speaker": "Ukraine"})
    assert db.read_now(drafts.of, MIRA) == second
    db.write_now(drafts.close, second, None, NOW)
    back = db.write_now(drafts.follow_up, second, caller(MIRA), NOW)
    assert back is not None
    assert (back.fields, back.step, back.waiting) == (first.fields, first.step, ())
    assert db.write_now(drafts.drop, MIRA)
    assert not db.write_now(drafts.drop, MIRA)


def test_an_edit_by_form_takes_away_what_was_emptied(db: Database) -> None:
    [number] = record(db, replace(LAND, quote="cede"))
    fields = {"speaker": "Russia", "act": "demand", "text": LAND.text}
    draft = begin(db, fields, kind="edit", number=number, based_on=1)
    db.write_now(drafts.save, draft, caller(MIRA), NOW)
    statement = db.read_now(statements.find, number)
    assert statement is not None
    assert (statement.quote, statement.topics, statement.revision) == (None, (), 2)


def test_the_proposals_of_an_article_come_one_after_the_other(db: Database) -> None:
    proposals = [{"speaker": name, "act": "claim", "text": "x"} for name in ("A", "B")]
    draft: OpenDraft | None = begin(db, waiting=proposals)
    seen = []
    while draft is not None:
        seen.append(draft.fields["speaker"])
        db.write_now(drafts.close, draft, None, NOW)
        draft = db.write_now(drafts.follow_up, draft, caller(MIRA), NOW)
    assert seen == ["Russia", "A", "B"]


def test_saving_decides_on_the_suggestion_it_came_from_once(db: Database) -> None:
    id_ = db.write_now(suggestions.offer, author(READER), "Russia said so", FIELDS, NOW)
    draft = begin(db, suggestion=id_)
    db.write_now(suggestions.refuse, id_, "no source", author(OLENA), NOW)
    with pytest.raises(suggestions.Decided) as decided:
        db.write_now(drafts.save, draft, caller(MIRA), NOW)
    assert (decided.value.suggestion.state, decided.value.suggestion.decided_by) == ("refused", "Olena")
    assert db.read_now(statements.find, 1) is None


def test_finished_drafts_are_forgotten_after_a_while(db: Database) -> None:
    draft = begin(db)
    db.write_now(drafts.save, draft, caller(MIRA), NOW)
    begin(db)
    db.write_now(drafts.purge, LATER)
    with pytest.raises(drafts.OldButton):
        db.read_now(drafts.get, MIRA, draft.id, draft.version)
    assert db.read_now(drafts.of, MIRA) is not None
