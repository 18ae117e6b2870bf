"""Every kind of update, whole and broken: a few thousand; `python -m tests.fuzz` feeds 100,000."""

import json
from pathlib import Path
from typing import Any

import pytest
from telegram import CallbackQuery

from bot.app import UPDATE_TYPES
from bot.incoming import SHAPES, is_shaped
from handlers.reply import Reply
from handlers.sending import edit
from store import semantic
from store.database import Database
from tests.conversation import READER
from tests.fuzz.fuzz import fuzz
from tests.fuzz.updates import KINDS, Maker

SCHEMA: dict[str, Any] = json.loads((Path(__file__).parent / "fuzz" / "updates.json").read_text(encoding="utf-8"))


@pytest.mark.filterwarnings("ignore::telegram.warnings.PTBDeprecationWarning")
async def test_no_update_of_any_kind_breaks_it_or_makes_it_say_what_telegram_refuses(sample_db: Database) -> None:
    with semantic.only_if(False):
        found = await fuzz(sample_db, 1500, seed=7)
    assert not found.wrong, found.told()
    assert {kind.removesuffix(", broken") for kind in found.kinds} >= set(KINDS)
    assert found.refused > 50
    assert found.calls > 100


def test_the_same_seed_makes_the_same_updates() -> None:
    one, other = Maker(3), Maker(3)
    assert [one.make() for _ in range(200)] == [other.make() for _ in range(200)]


def test_what_is_read_of_an_update_is_what_the_bot_api_says() -> None:
    """But for what cannot be read alike: a member's subtypes, a message that is too old to be shown."""
    types, subtypes = SCHEMA["types"], SCHEMA["subtypes"]
    for name, fields in SHAPES.items():
        for real in subtypes.get(name, [name]):
            for field, kind in fields.items():
                told = types[real].get(field, kind).partition("=")[0].replace("MaybeInaccessibleMessage", "Message")
                assert told.removesuffix("!") == kind.removesuffix("!"), (real, field)
                assert told.endswith("!") or not kind.endswith("!"), (real, field)
    assert {"update_id", *UPDATE_TYPES} == set(SHAPES["Update"])


@pytest.mark.parametrize("text", ["a\ud800", "a\0b", 5, None, [], {}])
def test_what_is_no_text_is_no_update(text: Any) -> None:
    message = {"message_id": 1, "date": 1, "chat": {"id": 1, "type": "private"}, "text": text}
    assert not is_shaped("Update", {"update_id": 1, "message": message})
    assert is_shaped("Update", {"update_id": 1, "message": message | {"text": "a"}})


async def test_a_message_that_is_gone_is_said_anew() -> None:
    gone = {"message_id": 5, "date": 0, "chat": {"id": READER.id, "type": "private"}}
    press = {"id": "1", "from": READER.to_dict(), "chat_instance": "1", "message": gone}
    assert not await edit(CallbackQuery.de_json(press, None), "words", Reply())
