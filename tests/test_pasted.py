"""Posts and passages from elsewhere, sent as they are: what of them is looked for, and that it is found."""

import pytest
from sqlmodel import Session

from handlers.question import understand
from store import semantic, statements
from store.actors import directory
from store.answer import ranking
from store.database import Database
from store.matcher import Match, Query
from store.nearness import similarities
from store.record import Act, Author, Draft
from store.words import Vocabulary
from tests.conftest import NOW

ENCODER = pytest.mark.skipif(not semantic.available(), reason="THE ENCODERS ARE NOT INSTALLED: meaning is not asked")

POST = (
    "They want our soldiers gone from the four provinces, shame! pic.twitter.com/x1 — Olena Koval (@OlenaKoval) {day}"
)
DAYS = ["16 May 2025", "May 16, 2025", "16th of May 2025"]

LAND = Draft("Russia", Act.DEMAND, "Ukraine must withdraw its troops from Donetsk, Luhansk, Kherson and Zaporizhzhia.")
GRAIN = Draft("Turkey", Act.PROPOSE, "Grain ships should sail again.")
TAX = Draft("A minister", Act.PROMISE, "Nobody will pay more tax on a small shop before 16 May 2030.")


def filled(session: Session) -> list[int]:
    return [statements.add(session, draft, Author(None, "test"), NOW) for draft in (LAND, GRAIN, TAX)]


def understood(db: Database, text: str) -> Query:
    return db.read_now(lambda session: understand(text, directory(session), NOW.date(), Vocabulary(session)))


def ranked(db: Database, text: str) -> list[Match]:
    def rank(session: Session) -> list[Match]:
        names = directory(session)
        return ranking(session, understand(text, names, NOW.date(), Vocabulary(session)), names)[1]

    return db.read_now(rank)


@pytest.mark.parametrize("day", [*DAYS, ""])
def test_of_whose_post_it_is_the_name_month_and_year_are_looked_for(sqlite_db: Database, day: str) -> None:
    query = understood(sqlite_db, POST.format(day=day))
    assert query.pasted == "They want our soldiers gone from the four provinces, shame!"
    assert {"soldiers", "provinces", "olena", "koval"} <= set(query.terms)
    assert not {"olenakoval", "16", "16th"} & set(query.terms)
    assert ("2025" in query.terms) == bool(day)


@pytest.mark.parametrize(
    "text",
    [
        "All grain ships are sunk, say the sailors of Odesa — Port news (@portnews) June 7, 2025",
        "Why is the grain deal dead? Who pays for it? — Port news (@portnews) June 7, 2025",
        "Why is the grain deal dead? Who pays for it, I ask you all https://t.co/abc",
    ],
)
def test_a_signed_or_linked_post_is_no_question(sqlite_db: Database, text: str) -> None:
    assert understood(sqlite_db, text).pasted


@pytest.mark.parametrize(
    "text",
    [
        "Who demanded — and I mean demanded — that Ukraine withdraw?",
        "What did Turkey propose (@all please) on grain?",
        "Did Russia demand territory - yes or no?",
    ],
)
def test_a_dash_or_a_handle_alone_is_no_signature(sqlite_db: Database, text: str) -> None:
    assert not understood(sqlite_db, text).pasted


def test_the_day_of_a_post_is_not_what_it_says(db: Database) -> None:
    _, grain, _ = db.write_now(filled)
    with semantic.only_if(False):
        found = ranked(db, "Grain will sail again? Lies. https://t.co/a — Port news (@portnews) May 16, 2025")
    assert found[0].number == grain


@ENCODER
def test_a_post_in_other_words_finds_the_statement(db: Database) -> None:
    land, *_ = db.write_now(filled)
    text = POST.format(day=DAYS[0])
    semantic.catch_up(db)
    best = ranked(db, text)[0]
    assert best.number == land
    assert best.why["alike"] > 0


@ENCODER
def test_only_a_pasted_text_is_compared_as_a_text(sqlite_db: Database) -> None:
    sqlite_db.write_now(filled)
    semantic.catch_up(sqlite_db)
    assert all("alike" not in match.why for match in ranked(sqlite_db, "Who demanded that Ukraine withdraw?"))
    asked = sqlite_db.read_now(similarities, "Who demanded that Ukraine withdraw?")
    assert asked is not None
    assert asked.said is None


@ENCODER
def test_a_statement_whose_vectors_are_not_built_yet_is_compared_too(sqlite_db: Database) -> None:
    sqlite_db.write_now(filled)
    for n in range(9):
        sqlite_db.write_now(statements.add, Draft("Turkey", Act.CLAIM, f"Ship {n} has sailed."), Author(None, "t"), NOW)
    semantic.catch_up(sqlite_db)
    late = Draft("Turkey", Act.DEMAND, "Soldiers have to leave the four provinces.")
    new = sqlite_db.write_now(statements.add, late, Author(None, "test"), NOW)
    best = ranked(sqlite_db, POST.format(day=DAYS[0]))[0]
    assert best.number == new
    assert best.why["alike"] > 1
