"""How fast the outbox empties: at Telegram's limit, and beside a bare loop of `send_message` with the limit lifted."""

import asyncio
import json
import sys
import tempfile
import time
import urllib.request
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from telegram.ext import ExtBot
from telegram.request import HTTPXRequest

from handlers.context import Tools
from handlers.delivery import Delivery
from store import outbox
from store.database import Database
from store.outbox import Planned
from tests.storm.double import Weather
from tests.storm.storm import double

CALM = Weather(30, flood=0.0, error_before=0.0, error_after=0.0, answer_lost=0.0, away_every=0.0)
RATE, CHATS = 30, 10_000
LIFTED, LOOP = 1000, 3000
TEXT = "<b>Russia</b> demanded of Ukraine: Ukraine must cede territory. " * 10


def main(chats: int = CHATS) -> None:
    """Print both rates; takes about six minutes, since the limit is the limit."""
    sent, seconds, report = asyncio.run(_fan_out(chats, RATE, CALM))
    reached = (sent - RATE) / seconds  # the first second's worth leaves at once
    print(f"{sent} chats in {seconds:.1f} s: {reached:.2f} a second, {reached / RATE:.1%} of the limit (goal: 97 %),")
    print(f"  {len(report['violations'])} over a limit, {report['floods']} floods, busiest second {report['busiest']}")
    free = replace(CALM, limits=False)
    bare = asyncio.run(_bare(free))
    sent, seconds, _ = asyncio.run(_fan_out(LOOP, LIFTED, free))
    print(
        f"limit lifted: {sent / seconds:.0f} a second, a bare loop {bare:.0f}: {sent / seconds / bare:.2f} (goal: 0.8)"
    )


async def _fan_out(chats: int, rate: int, weather: Weather) -> tuple[int, float, dict[str, Any]]:
    """Messages that arrived, the seconds from the first to the last, and the double's report."""
    with tempfile.TemporaryDirectory() as folder, double(weather) as api:
        db = Database(f"sqlite:///{folder}/outbox.db")
        db.upgrade()
        now = datetime.now(UTC)
        db.write_now(outbox.plan, [Planned(str(chat), chat, TEXT) for chat in range(1, chats + 1)], now)
        bot = await _bot(api)
        tools = Tools(db, frozenset(), ZoneInfo("UTC"), 90, lambda: datetime.now(UTC), bot, send_rate=rate)
        await Delivery(tools).run()
        await bot.shutdown()
        db.close()
        report = json.loads(urllib.request.urlopen(f"{api}/botx/report").read())
    times = [at for at, *_ in report["posts"]]
    return len(times), max(times) - min(times), report


async def _bare(weather: Weather) -> float:
    """Messages a second of the plainest program there is."""
    with double(weather) as api:
        bot = await _bot(api)
        began = time.perf_counter()
        for chat in range(1, LOOP + 1):
            await bot.send_message(chat, TEXT, parse_mode="HTML")
        seconds = time.perf_counter() - began
        await bot.shutdown()
    return LOOP / seconds


async def _bot(api: str) -> "ExtBot[Any]":
    bot: ExtBot[Any] = ExtBot("1:bench", base_url=f"{api}/bot", request=HTTPXRequest(connection_pool_size=256))
    await bot.initialize()
    return bot


if __name__ == "__main__":
    main(*map(int, sys.argv[1:2]))
