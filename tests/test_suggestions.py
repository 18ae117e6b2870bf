"""What subscribers offer."""

from datetime import timedelta

import pytest

from store import suggestions
from store.database import Database
from tests.cast import LAND, MIRA, OLENA, READER, STRANGER, author, record
from tests.conftest import NOW


def offer(db: Database, person: int = READER, minutes: int = 0) -> int:
    return db.write_now(suggestions.offer, author(person), "A said B", {}, NOW + timedelta(minutes=minutes))


def test_a_person_may_offer_five_a_day_and_is_told_when_again(db: Database) -> None:
    for minutes in range(suggestions.PER_DAY):
        offer(db, minutes=minutes)
    with pytest.raises(suggestions.TooMany) as refused:
        offer(db, minutes=30)
    assert refused.value.again == NOW + suggestions.DAY
    offer(db, STRANGER)
    offer(db, minutes=24 * 60)


def test_the_oldest_comes_first_and_may_be_passed_over(db: Database) -> None:
    first, second = offer(db), offer(db, STRANGER, 1)
    found = db.read_now(suggestions.first)
    assert found is not None
    assert (found.id, found.name) == (first, "Rita the reader")
    after = db.read_now(suggestions.first, first)
    assert after is not None
    assert after.id == second
    assert db.read_now(suggestions.waiting) == 2


def test_it_is_decided_once(db: Database) -> None:
    [number] = record(db, LAND)
    id_ = offer(db)
    db.write_now(suggestions.approve, id_, number, author(MIRA), NOW)
    with pytest.raises(suggestions.Decided) as decided:
        db.write_now(suggestions.refuse, id_, "no", author(OLENA), NOW)
    assert decided.value.suggestion.number == number


def test_a_blocked_person_offers_nothing_more_until_unblocked(db: Database) -> None:
    id_ = offer(db)
    db.write_now(suggestions.block, READER, author(MIRA), NOW)
    found = db.read_now(suggestions.get, id_)
    assert found is not None
    assert found.state == "refused"
    with pytest.raises(suggestions.Blocked):
        offer(db)
    assert db.write_now(suggestions.unblock, READER)
    offer(db)
