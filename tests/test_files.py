"""Files in the chat, and what is said in the moderator's language when they cannot be recorded."""

import csv
import io

import pytest

from handlers import keeping
from handlers.i18n import say
from store.chats import set_language
from store.database import Database
from store.reasons import Reason
from store.record import Chat
from store.record_file import BadRow
from tests.conftest import NOW
from tests.conversation import MODERATOR, Answer
from tests.keeping import newsroom

ROWS = (
    '{"type": "statement", "id": "x-1", "speaker": "Russia", "act": "sing", "text": "It pours."}\n'
    '{"type": "statement", "id": "x-2", "speaker": "Russia", "act": "claim", "text": "It rains.", "said_on": "soon"}\n'
    '{"type": "statement", "id": "x-3", "speaker": "Russia", "act": "claim"}\n'
    '{"type": "statement", "id": "x-4", "speaker": "A", "act": "deny", "text": "No.", "responds_to": ["x-9"]}\n'
    "{\n"
)


def in_language(db: Database, language: str) -> None:
    db.write_now(set_language, Chat(MODERATOR.id, "private"), language, NOW)


def refused(answer: Answer) -> dict[str, str]:
    """The reasons by line, as the file that was sent back has them."""
    [content] = [said.file for said in answer.said if said.file]
    return {row["line"]: row["reason"] for row in csv.DictReader(io.StringIO(content.decode("utf-8-sig")))}


async def test_the_reasons_of_refused_rows_are_in_the_moderators_language(sqlite_db: Database) -> None:
    async with newsroom(sqlite_db) as talk:
        in_language(sqlite_db, "uk")
        told = refused(await talk.sends(MODERATOR, "more.jsonl", ROWS, caption="/import"))
        assert told["1"].startswith("«sing» – не одне з: demand, appeal")
        assert told["2"] == "«soon» – не дата: напишіть 2025, 2025-05 або 2025-05-16"
        assert told["3"] == "відсутнє"
        assert told["4"] == "«x-9» немає ні в реєстрі, ні в цьому файлі"
        assert told["5"].startswith("не JSON: ")


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("en", "The first row should name the columns; missing: act, text."),
        ("uk", "Перший рядок має називати стовпці; бракує: act, text."),
        ("ru", "Первая строка должна называть столбцы; не хватает: act, text."),
    ],
)
async def test_a_sheet_without_its_columns_is_refused_in_the_moderators_language(
    sqlite_db: Database, language: str, told: str
) -> None:
    async with newsroom(sqlite_db) as talk:
        in_language(sqlite_db, language)
        answer = await talk.sends(MODERATOR, "more.csv", "speaker,what\nRussia,It rains.\n", caption="/import")
        assert told in answer.text


def test_a_column_that_is_refused_is_called_by_its_name_in_the_language() -> None:
    why = keeping.refused(BadRow("source.url", Reason("no-address", url="ftp://a", start="https://")), "ru")
    told = say("ru", why.message, **why.values)
    assert told == "источник: «ftp://a» – не веб-адрес: он должен начинаться с https://"
