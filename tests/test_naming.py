"""Speakers and topics: other names, new names, two that are one, whose side somebody is on."""

import pytest
from sqlmodel import Session

from store import history, naming, statements
from store.actors import directory, find_actor
from store.database import Database
from store.name_uses import ACTOR, TOPIC
from store.record import Act, Draft, Statement, Status
from tests.cast import LAND, MIRA, REFUSAL, author, record
from tests.conftest import NOW

MINE = author(MIRA)


def found(db: Database, number: int) -> Statement:
    statement = db.read_now(statements.find, number)
    assert statement is not None
    return statement


def test_a_renamed_speaker_is_still_found_by_the_old_name(db: Database) -> None:
    record(db, LAND)
    db.write_now(naming.rename, ACTOR, "Russia", MINE, NOW, to="Russian Federation")
    assert found(db, 1).speaker.name == "Russian Federation"
    assert db.read_now(find_actor, "russia") == found(db, 1).speaker.id


def test_a_name_belongs_to_one_only(db: Database) -> None:
    record(db, LAND)
    for act in (
        lambda s: naming.rename(s, ACTOR, "Russia", MINE, NOW, to="ukraine"),
        lambda s: naming.add(s, ACTOR, "UKRAINE", MINE, NOW),
        lambda s: naming.add(s, TOPIC, "Territory", MINE, NOW),
    ):
        with pytest.raises(naming.Taken):
            db.write_now(act)


def test_a_speaker_may_be_renamed_to_its_own_alias(db: Database) -> None:
    record(db, LAND)
    db.write_now(naming.alias, ACTOR, "Russia", MINE, NOW, aliases=["Moscow"])
    db.write_now(naming.rename, ACTOR, "Russia", MINE, NOW, to="Moscow")
    actor = found(db, 1).speaker
    assert (actor.name, actor.aliases) == ("Moscow", ("Russia",))


def test_two_speakers_become_one_with_all_that_was_said_by_and_to_them(db: Database) -> None:
    record(
        db,
        LAND,
        Draft("Moscow", Act.WARN, "Consequences.", "m-1", ("Ukraine", "Russia")),
        Draft("Turkey", Act.APPEAL, "Talk.", "m-2", ("Moscow", "Russia"), reported_by="Moscow"),
    )
    db.write_now(naming.merge, ACTOR, "Moscow", MINE, NOW, into="Russia")
    russia = found(db, 1).speaker
    assert found(db, 2).speaker == russia
    assert [actor.name for actor in found(db, 3).addressees] == ["Russia"]
    assert found(db, 3).reported_by == russia
    assert russia.aliases == ("Moscow",)
    assert "Moscow" not in {actor.name for actor in db.read_now(directory).actors.values()}
    assert db.read_now(history.verify) is None


def test_a_topic_is_merged_without_standing_twice_on_a_statement(db: Database) -> None:
    record(db, Draft("Russia", Act.CLAIM, "x", "t-1", topics=("truce", "ceasefire")))
    db.write_now(naming.merge, TOPIC, "truce", MINE, NOW, into="ceasefire")
    assert [topic.name for topic in found(db, 1).topics] == ["ceasefire"]


def test_a_member_answers_for_its_side_from_the_moment_it_is_one(db: Database) -> None:
    answer = Draft("Andriy Yermak", Act.REJECT, "No.", "y-1", ("Russia",), responds_to=("k-1",))
    record(db, LAND, answer)
    assert found(db, 1).status is Status.OPEN
    db.write_now(naming.describe, "Andriy Yermak", {"member_of": "Ukraine"}, MINE, NOW)
    assert found(db, 1).status is Status.REJECTED
    db.write_now(naming.describe, "Andriy Yermak", {"member_of": None}, MINE, NOW)
    assert found(db, 1).status is Status.OPEN


def test_nobody_is_on_their_own_side(db: Database) -> None:
    record(db, LAND, REFUSAL)
    db.write_now(naming.describe, "Ukraine", {"member_of": "Russia"}, MINE, NOW)
    with pytest.raises(naming.Circle):
        db.write_now(naming.describe, "Russia", {"member_of": "Ukraine"}, MINE, NOW)
    with pytest.raises(naming.Circle):
        db.write_now(naming.merge, ACTOR, "Russia", MINE, NOW, into="Russia")


def test_unknown_names_are_refused(db: Database) -> None:
    def rename(session: Session) -> int:
        return naming.rename(session, ACTOR, "Atlantis", MINE, NOW, to="x")

    with pytest.raises(naming.UnknownName):
        db.write_now(rename)
