"""Commands that are carried out on what their giver knows, or wait until they have seen what came first."""

from datetime import timedelta

import pytest
from sqlmodel import Session

from store import history, orders, posts, statements
from store.database import Database
from store.moderators import NotYours
from store.orders import Done, Order, Verb, Waits
from store.record import Made
from tests.cast import LAND, MIRA, OLENA, PROMISE, caller, record
from tests.conftest import NOW

LATER = NOW + timedelta(hours=1)
SOON = LATER + timedelta(minutes=1)


def text_order(text: str) -> Order:
    return Order(Verb.EDIT, 1, {"text": text})


def shown(session: Session, chat: int) -> None:
    statement = statements.find(session, 1)
    assert statement is not None
    posts.shown(
        session,
        chat,
        100,
        [statement],
        language="en",
        now=LATER,
        as_of=history.head(session)[0],
        made=Made("card", 1),
        text="Land.",
    )


def test_a_command_on_what_the_chat_was_shown_is_carried_out(db: Database) -> None:
    record(db, LAND)
    db.write_now(shown, MIRA)
    assert isinstance(db.write_now(orders.give, text_order("New."), caller(MIRA), SOON), Done)


def test_the_second_of_two_is_shown_the_first_ones_change_and_decides(db: Database) -> None:
    record(db, LAND)
    db.write_now(shown, MIRA)
    db.write_now(shown, OLENA)
    db.write_now(orders.give, text_order("Hers."), caller(OLENA), SOON)
    waits = db.write_now(orders.give, text_order("Mine."), caller(MIRA), SOON)
    assert isinstance(waits, Waits)
    assert [change.fields()["text"] for change in waits.changes] == [(LAND.text, "Hers.")]
    done = db.write_now(orders.confirm, waits.id, waits.revision, caller(MIRA), SOON)
    assert isinstance(done, Done)
    statement = db.read_now(statements.find, 1)
    assert statement is not None
    assert (statement.text, statement.revision) == ("Mine.", 3)
    with pytest.raises(orders.OldOrder):
        db.write_now(orders.confirm, waits.id, waits.revision, caller(MIRA), SOON)


def test_a_third_change_before_the_decision_is_shown_as_well(db: Database) -> None:
    record(db, LAND)
    db.write_now(shown, MIRA)
    db.write_now(orders.give, text_order("Hers."), caller(OLENA), SOON)
    waits = db.write_now(orders.give, text_order("Mine."), caller(MIRA), SOON)
    assert isinstance(waits, Waits)
    db.write_now(orders.give, text_order("Hers again."), caller(OLENA), SOON)
    again = db.write_now(orders.confirm, waits.id, waits.revision, caller(MIRA), SOON)
    assert isinstance(again, Waits)
    assert again.changes[-1].fields()["text"] == ("Hers.", "Hers again.")


def test_a_waiting_order_is_nobody_elses(db: Database) -> None:
    record(db, LAND)
    db.write_now(shown, MIRA)
    db.write_now(orders.give, text_order("Hers."), caller(OLENA), SOON)
    waits = db.write_now(orders.give, text_order("Mine."), caller(MIRA), SOON)
    assert isinstance(waits, Waits)
    with pytest.raises(NotYours):
        db.write_now(orders.confirm, waits.id, waits.revision, caller(OLENA), SOON)
    assert db.write_now(orders.drop, waits.id, MIRA) == text_order("Mine.")


def test_ones_own_changes_are_known(db: Database) -> None:
    record(db, LAND)
    db.write_now(shown, MIRA)
    for text in ("One.", "Two."):
        assert isinstance(db.write_now(orders.give, text_order(text), caller(MIRA), SOON), Done)


@pytest.mark.parametrize(("minutes", "outcome"), [(9, Waits), (11, Done)])
def test_unseen_a_change_of_the_last_ten_minutes_is_news(db: Database, minutes: int, outcome: type) -> None:
    record(db, LAND)
    db.write_now(orders.give, text_order("Hers."), caller(OLENA), LATER)
    now = LATER + timedelta(minutes=minutes)
    assert isinstance(db.write_now(orders.give, text_order("Mine."), caller(MIRA), now), outcome)


def test_a_ruling_waits_for_its_source(db: Database) -> None:
    record(db, PROMISE)
    order = Order(Verb.RULE, 1, {"status": "kept", "reason": "it did"})
    id_ = db.write_now(orders.ask, order, caller(MIRA), LATER, "source").id
    assert db.read_now(orders.asked, MIRA, SOON) == (id_, order)
    assert db.read_now(orders.asked, MIRA, LATER + timedelta(hours=2)) is None
    words = {"source": {"title": "A paper"}}
    assert isinstance(db.write_now(orders.answer, id_, words, caller(MIRA), SOON), Done)
    assert db.read_now(orders.asked, MIRA, SOON) is None


def test_a_post_is_stale_until_it_shows_the_last_change(db: Database) -> None:
    record(db, LAND)
    db.write_now(shown, 500)
    assert db.read_now(posts.stale) == []
    db.write_now(orders.give, text_order("One."), caller(MIRA), SOON)
    [post] = db.read_now(posts.stale)
    assert (post.chat, post.message, post.made) == (500, 100, Made("card", 1))
    db.write_now(orders.give, text_order("Two."), caller(MIRA), SOON)
    db.write_now(posts.mended, post, [1], "One.", LATER)
    assert len(db.read_now(posts.stale)) == 1, "it changed while it was being mended"
    db.write_now(posts.mended, db.read_now(posts.stale)[0], [1], "Two.", SOON)
    assert db.read_now(posts.stale) == []


def test_what_was_changed_while_the_message_was_on_its_way_is_not_taken_for_seen(db: Database) -> None:
    record(db, LAND)
    read = db.read_now(statements.find, 1)
    assert read is not None
    db.write_now(orders.give, text_order("Hers."), caller(OLENA), LATER)
    made = Made("card", 1)
    db.write_now(posts.shown, MIRA, 100, [read], language="en", now=LATER, as_of=1, made=made, text="Land.")
    [post] = db.read_now(posts.stale)
    assert (post.chat, post.made.ref) == (MIRA, 1), "the card has to be corrected"
    waits = db.write_now(orders.give, text_order("Mine."), caller(MIRA), SOON)
    assert isinstance(waits, Waits)


def test_of_two_processes_that_correct_a_card_at_once_neither_has_the_last_word(db: Database) -> None:
    record(db, LAND)
    db.write_now(shown, 500)
    db.write_now(orders.give, text_order("One."), caller(MIRA), SOON)
    [first] = [second] = db.read_now(posts.stale)
    db.write_now(posts.mended, first, [1], "One.", SOON)
    assert db.read_now(posts.stale) == []
    db.write_now(posts.mended, second, [1], "One.", SOON + timedelta(seconds=1))
    assert len(db.read_now(posts.stale)) == 1, "the second may have put an older text over the first's"
