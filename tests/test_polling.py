"""Updates that are fetched are confirmed once they are answered."""

import asyncio

import httpx
import pytest
from telegram import Update

from bot.polling import Fetched, Polling

URL = "https://api.example.org/getUpdates"


class Wire:
    """Counts the requests that go out."""

    def __init__(self) -> None:
        self.requests = 0
        self.fetched = Fetched()
        self.polling = Polling(self.fetched, httpx_kwargs={"transport": httpx.MockTransport(self._answer)})

    def _answer(self, _: httpx.Request) -> httpx.Response:
        self.requests += 1
        return httpx.Response(200, json={"ok": True, "result": []})

    async def ask(self) -> None:
        await self.polling.do_request(URL, "POST")


async def soon() -> None:
    for _ in range(20):
        await asyncio.sleep(0)


async def test_the_next_updates_are_asked_for_when_these_are_answered() -> None:
    wire, first, second = Wire(), Update(1), Update(2)
    await wire.fetched.put(first)
    await wire.fetched.put(second)
    asking = asyncio.create_task(wire.ask())
    await soon()
    wire.fetched.answered(second)
    await soon()
    assert wire.requests == 0
    wire.fetched.answered(first)
    await asking
    assert wire.requests == 1
    await wire.ask()
    assert wire.requests == 2


async def test_one_that_takes_long_is_waited_for_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.polling.PATIENCE", 0.05)
    wire, slow, quick = Wire(), Update(1), Update(2)
    await wire.fetched.put(slow)
    await asyncio.wait_for(wire.ask(), 5)
    await asyncio.wait_for(wire.ask(), 0.04)
    await wire.fetched.put(quick)
    asking = asyncio.create_task(wire.ask())
    await soon()
    assert wire.requests == 2
    wire.fetched.answered(quick)
    await asking
    wire.fetched.answered(slow)
    assert wire.requests == 3
