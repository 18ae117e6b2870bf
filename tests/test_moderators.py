"""Who may keep the record."""

import pytest

from store import history, moderators, updates
from store.database import Database
from store.record import Role
from tests.cast import MIRA, OLENA, OWNER, OWNERS, READER, STRANGER, caller, people
from tests.conftest import NOW


@pytest.mark.parametrize(
    ("person", "needs", "allowed"),
    [
        (OWNER, Role.OWNER, True),
        (MIRA, Role.MODERATOR, True),
        (MIRA, Role.OWNER, False),
        (READER, Role.MODERATOR, False),
    ],
)
def test_an_act_is_for_those_whose_role_reaches_it(db: Database, person: int, needs: Role, allowed: bool) -> None:
    people(db)
    if allowed:
        db.write_now(moderators.begin, caller(person, 5), NOW, needs)
    else:
        with pytest.raises(moderators.NotAllowed):
            db.write_now(moderators.begin, caller(person, 5), NOW, needs)


def test_an_update_that_comes_twice_is_acted_on_once(db: Database) -> None:
    people(db)
    db.write_now(moderators.begin, caller(MIRA, 5), NOW)
    with pytest.raises(updates.Repeated):
        db.write_now(moderators.begin, caller(MIRA, 5), NOW)
    db.write_now(moderators.begin, caller(MIRA, 6), NOW)


@pytest.mark.parametrize("who", ["rita", "@Rita", "20", " @RITA "])
def test_somebody_is_found_by_username_or_id_and_promoted(db: Database, who: str) -> None:
    people(db)
    person = db.read_now(moderators.find, who, OWNERS)
    assert (person.id, person.role) == (READER, Role.READER)
    db.write_now(moderators.promote, person, caller(OWNER), NOW)
    db.write_now(moderators.begin, caller(READER, 5), NOW)


def test_the_demoted_may_do_nothing_more_and_the_log_says_who_did_it(db: Database) -> None:
    people(db)
    mira = db.read_now(moderators.find, "mira", OWNERS)
    db.write_now(moderators.demote, mira, caller(OWNER), NOW)
    with pytest.raises(moderators.NotAllowed):
        db.write_now(moderators.begin, caller(MIRA, 5), NOW)
    [entry] = db.read_now(history.of, "person", MIRA)
    assert (entry.author.id, entry.action, entry.fields()) == (OWNER, "demote", {"role": ("moderator", "reader")})


def test_what_is_so_already_is_said(db: Database) -> None:
    people(db)
    for who, act in (("mira", moderators.promote), ("1", moderators.promote), ("rita", moderators.demote)):
        person = db.read_now(moderators.find, who, OWNERS)
        with pytest.raises(moderators.Unchanged):
            db.write_now(act, person, caller(OWNER), NOW)


@pytest.mark.parametrize("who", ["@nobody", "", "-100500", "x" * 300])
def test_nobody_unknown_is_found(db: Database, who: str) -> None:
    people(db)
    with pytest.raises(moderators.UnknownPerson):
        db.read_now(moderators.find, who, OWNERS)


def test_a_sender_that_stands_for_somebody_else_never_becomes_a_moderator(db: Database) -> None:
    for id_ in ("1087968824", "136817688", "777000"):
        person = db.read_now(moderators.find, id_, OWNERS)
        with pytest.raises(moderators.UnknownPerson):
            db.write_now(moderators.promote, person, caller(OWNER), NOW)


def test_owners_come_first_then_moderators_by_name(db: Database) -> None:
    people(db)
    found = db.read_now(moderators.moderators, OWNERS)
    assert [(person.id, person.role) for person in found] == [
        (OWNER, Role.OWNER),
        (MIRA, Role.MODERATOR),
        (OLENA, Role.MODERATOR),
    ]
    assert STRANGER not in {person.id for person in found}
