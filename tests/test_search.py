"""What is found, on both databases; and that nobody's words break a search."""

import pytest
from sqlmodel import Session

from handlers.question import understand
from store import search, statements
from store.actors import directory
from store.answer import answer
from store.database import Database
from store.deciding import shown
from store.matcher import Answer, Intent, Match, Query
from store.record import Act, Author, Draft
from store.semantic import only_if
from store.words import Vocabulary
from tests.conftest import NOW

AUTHOR = Author(None, "test")
LAND = Draft("Russia", Act.DEMAND, "Ukraine must cede territory.", addressees=("Ukraine",), topics=("territory",))
GRAIN = Draft("Turkey", Act.PROPOSE, "Grain ships should sail again.", topics=("grain",))


def filled(session: Session) -> list[int]:
    return [statements.add(session, draft, AUTHOR, NOW) for draft in (LAND, GRAIN)]


def told(db: Database, text: str) -> Answer:
    def ask(session: Session) -> Answer:
        names = directory(session)
        return answer(session, understand(text, names, NOW.date(), Vocabulary(session)), names)

    with only_if(False):
        return db.read_now(ask)


def test_a_statement_is_found_at_once_and_no_more_when_unindexed(db: Database) -> None:
    land, _ = db.write_now(filled)
    assert told(db, "Who demanded territory?").matches[0].number == land
    db.write_now(search.unindex, [land])
    assert told(db, "territory").verdict == "nothing_on_record"


def test_a_misspelt_word_finds_what_was_meant(db: Database) -> None:
    land, _ = db.write_now(filled)
    assert told(db, "who demanded teritory").matches[0].number == land


def test_what_nobody_said_is_not_on_record(db: Database) -> None:
    db.write_now(filled)
    assert told(db, "What did Russia promise?").verdict == "nothing_on_record"


def test_what_was_demanded_of_others_is_no_answer_but_what_names_nobody_is(db: Database) -> None:
    land, grain = db.write_now(filled)
    assert told(db, "What did Russia demand of Turkey?").verdict == "nothing_on_record"
    assert [match.number for match in told(db, "What did Turkey propose to Russia?").matches] == [grain]
    assert told(db, "What did Russia demand of Ukraine?").matches[0].number == land


def test_a_name_in_cyrillic_letters_finds_the_word_of_the_record(db: Database) -> None:
    draft = Draft("Russia", Act.DEMAND, "Troops must leave Karabakh.", topics=("Karabakh",))
    number = db.write_now(statements.add, draft, AUTHOR, NOW)
    assert told(db, "заяви про Карабах").matches[0].number == number


@pytest.mark.parametrize(
    "text",
    [
        '"',
        "'; DROP TABLE statements; --",
        "AND OR NOT NEAR(",
        "words : *",
        "a\x00b",
        "\u202eterritory",
        "🕊️" * 500,
        "x " * 2500,
    ],
)
def test_nobodys_words_are_syntax(db: Database, text: str) -> None:
    db.write_now(filled)
    assert told(db, text).verdict in {"answer", "nothing_on_record"}


def test_when_it_was_the_other_way_round_that_is_shown_too(db: Database) -> None:
    talks = Draft("Ann Lee", Act.DEMAND, "Bob Ray should meet her.", addressees=("Bob Ray",))
    refusal = Draft("Bob Ray", Act.REJECT, "He will not meet her.", addressees=("Ann Lee",))
    meet, refused = db.write_now(
        lambda session: [statements.add(session, one, AUTHOR, NOW) for one in (talks, refusal)]
    )
    found = told(db, "When did Ann Lee refuse to meet Bob Ray?")
    assert [match.number for match in found.matches] == [meet, refused]
    assert found.firm == 1
    assert found.affirms is not True


@pytest.mark.parametrize(
    ("why", "intent", "is_shown"),
    [
        ({"owner": 1.0, "words": 1.0, "all_words": 1.0}, Intent.STATUS, True),
        ({"owner": 0.8, "words": 1.0, "all_words": 1.0}, Intent.STATUS, False),
        ({"owner": 1.0, "words": 0.5}, Intent.STATUS, False),
        ({"words": 1.0, "all_words": 1.0}, Intent.STATUS, False),
        ({"speaker": 1.0, "words": 1.0, "all_words": 1.0}, Intent.WHAT, False),
    ],
)
def test_where_something_stands_its_speakers_other_words_about_it_are_shown(
    why: dict[str, float], intent: Intent, is_shown: bool
) -> None:
    ranked = [Match(1, 30.0, {"reply": 1.0, "reply_words": 1.0}), Match(2, 12.0, why)]
    found = shown(Query("Did X get anywhere with the demand?", intent, speakers=(1,), terms=("roads",)), ranked)
    assert [match.number for match in found] == ([1, 2] if is_shown else [1])
