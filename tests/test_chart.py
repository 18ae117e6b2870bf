"""`/chart`: pictures on request, in words too."""

import subprocess
import sys
from unittest.mock import Mock
from zoneinfo import ZoneInfo

import pytest

from handlers.chart import chart, picture
from handlers.context import Tools
from handlers.errors import Refused
from handlers.i18n import LANGUAGES
from handlers.reply import Reply, visible_length
from handlers.request import Request
from store.database import Database
from store.record import Author, Chat, Role
from tests.conftest import NOW


@pytest.fixture
def tools(sample_db: Database) -> Tools:
    return Tools(sample_db, frozenset(), ZoneInfo("UTC"), 30, lambda: NOW, Mock())


def asking(words: str, language: str = "en") -> Request:
    return Request(1, Chat(5, "private", "Rita"), Author(5, "Rita"), Role.READER, language, words, NOW)


def words_under(reply: Reply) -> str:
    assert reply.file is not None
    return str(reply.file.caption)


async def test_a_chart_of_a_topic_is_a_picture_with_its_numbers_in_words(tools: Tools) -> None:
    reply = await chart(asking("ceasefire"), tools)
    assert reply.file is not None
    assert reply.file.content.startswith(b"\x89PNG")
    assert words_under(reply).splitlines() == [
        "<b>ceasefire: who stands where</b>",
        "5 statements by 3 speakers, latest May 2025.",
        "Ukraine: rejects or denies 1",
        "Volodymyr Zelenskiy: asks 2",
        "Russia: asks 1; accuses or warns 1",
    ]


async def test_a_chart_of_a_state_counts_its_members(tools: Tools) -> None:
    lines = words_under(await chart(asking("Moscow"), tools)).splitlines()
    assert lines[:2] == ["<b>Russia: who stands where</b>", "10 statements by 3 speakers, latest May 2025."]


async def test_a_chart_of_nothing_in_particular_shows_the_whole_record(tools: Tools) -> None:
    assert "23 statements by 10 speakers" in words_under(await chart(asking(""), tools))


async def test_the_button_under_a_matrix_draws_the_timeline_and_back(tools: Tools) -> None:
    first = await chart(asking("talks"), tools)
    data = first.buttons[0][0].data or ""
    assert data.startswith("picture:timeline:topic:")
    second = await picture(asking(data.removeprefix("picture:")), tools)
    assert second.file is not None
    assert first.file is not None
    assert second.file.name == "timeline.png"
    assert second.file.content != first.file.content
    assert (second.buttons[0][0].data or "").startswith("picture:matrix:topic:")


@pytest.mark.parametrize("data", ["", "matrix", "matrix:all:x", "bar:all:0", "matrix:topic:99", "matrix:speaker:²"])
async def test_a_button_that_means_nothing_any_more_says_so(tools: Tools, data: str) -> None:
    with pytest.raises(Refused) as refused:
        await picture(asking(data), tools)
    assert refused.value.message == "button-is-old"


async def test_an_unknown_name_is_answered_with_the_nearest(tools: Tools) -> None:
    with pytest.raises(Refused) as refused:
        await chart(asking("Rusya federation of nowhere"), tools)
    assert refused.value.message == "nobody-called"


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_caption_fits_a_photo(tools: Tools, language: str) -> None:
    assert visible_length(words_under(await chart(asking("", language), tools))) <= 1024


async def test_an_empty_record_has_nothing_to_draw(sqlite_db: Database) -> None:
    tools = Tools(sqlite_db, frozenset(), ZoneInfo("UTC"), 30, lambda: NOW, Mock())
    reply = await chart(asking(""), tools)
    assert reply.file is None
    assert reply.blocks[-1] == "Nothing on record here."


def test_drawing_is_loaded_only_when_a_picture_is_asked_for() -> None:
    script = "import sys, bot.app; sys.exit('matplotlib' in sys.modules or 'PIL' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0
