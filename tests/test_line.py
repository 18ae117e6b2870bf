"""One chat's updates at several real processes: whichever takes which, they are answered in their order."""

import random
import time
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest
from sqlalchemy import text
from sqlmodel import Session

from store import drafts
from store.chats import meet
from store.database import Database
from store.record import Chat
from store.turns import Turns
from tests.benchmarks._bots import SECRET, until_listening
from tests.bot_api import Server, serving
from tests.chaos.chaos import Bot
from tests.conftest import NOW
from tests.conversation import OWNER, READER, offline_telegram
from tests.sample import load

PROCESSES = 2
FORM = (
    "/add",
    "Turkey",
    "warn",
    "A longer war would follow.",
    "“It would be longer.”",
    "Ukraine",
    "talks",
    "2025-05-16",
    "A paper, https://example.org/war",
)
"""What is typed in a guided form, an answer to each of its questions."""

FILLED_IN = {
    "speaker": "Turkey",
    "act": "warn",
    "text": "A longer war would follow.",
    "quote": "It would be longer.",
    "addressee": ["Ukraine"],
    "topics": ["talks"],
    "said_on": "2025-05-16",
    "source": {"title": "A paper", "url": "https://example.org/war"},
}

ARRIVED = text("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND CAST(objid AS bigint) = :update")


class Balancer:
    """Hands each update to the process it is told to, and waits for no answer."""

    def __init__(self, bots: list[Bot], server: Server, db: Database) -> None:
        self.bots, self.server, self.db = bots, server, db
        self._threads = ThreadPoolExecutor(32)
        self._client = httpx.Client(headers={"X-Telegram-Bot-Api-Secret-Token": SECRET}, timeout=60)

    def hand(self, update: dict[str, Any], at: int) -> "Future[int]":
        """Its status comes with the answer; it has arrived when this returns."""
        self.server.telegram.inbox.take(update)
        call = self._threads.submit(self._post, update, self.bots[at % len(self.bots)].port)
        while not call.done() and not self.db.read_now(_stands_in_line, update["update_id"]):
            time.sleep(0.005)
        return call

    def _post(self, update: dict[str, Any], port: int) -> int:
        return self._client.post(f"http://127.0.0.1:{port}/telegram", json=update).status_code

    def close(self) -> None:
        self._threads.shutdown()
        self._client.close()

    def said(self) -> list[str]:
        return [call.params["text"] for call in self.server.telegram.calls if call.method == "sendMessage"]


def _stands_in_line(session: Session, update: int) -> bool:
    return bool(session.scalar(ARRIVED, {"update": update}))


@pytest.fixture
def balancer(postgres_url: str, tmp_path: Path) -> Iterator[Balancer]:
    """Two webhook processes over the sample record."""
    db, telegram = Database(postgres_url), offline_telegram()
    db.write_now(load)
    for person in (OWNER, READER):
        db.write_now(meet, Chat(person.id, "private", person.full_name, person.username), NOW)
        telegram.chats.chat(person)
    with ExitStack() as stack:
        stack.callback(db.close)
        server = stack.enter_context(serving(telegram=telegram))
        bots = [Bot(postgres_url, server.url, tmp_path / f"log-{at}") for at in range(PROCESSES)]
        for bot in bots:
            stack.callback(bot.end)
            bot.start()
        for bot in bots:
            until_listening(bot.port)
        balancer = Balancer(bots, server, db)
        stack.callback(balancer.close)
        yield balancer


@contextmanager
def busy(db: Database, chat: int) -> Iterator[None]:
    """An answer is being given in this chat, by yet another process."""
    turns = Turns(db.engine)
    place = turns.arrive(chat, 1)
    assert place.turn
    yield
    turns.leave(place)
    turns.close()


def test_one_chats_updates_are_answered_in_their_order_whichever_process_takes_which(balancer: Balancer) -> None:
    typed = list(enumerate(balancer.server.telegram.user_says(OWNER, words) for words in FORM))
    random.Random(3).shuffle(typed)
    with busy(balancer.db, OWNER.id):
        calls = [balancer.hand(update, at) for at, update in typed]
        time.sleep(0.2)
        assert balancer.said() == []
    assert {call.result(60) for call in calls} == {200}
    draft = balancer.db.read_now(drafts.of, OWNER.id)
    assert draft is not None
    assert (draft.step, draft.fields) == ("preview", FILLED_IN)

    asked = [f"/s{number}" for number in (1, 2, 3, 4) * 4]
    dice = random.Random(5)
    calls = [balancer.hand(balancer.server.telegram.user_says(READER, one), dice.randrange(PROCESSES)) for one in asked]
    assert {call.result(60) for call in calls} == {200}
    assert [said.rsplit("start=", 1)[1] for said in balancer.said()[len(FORM) :]] == [one[1:] for one in asked]
