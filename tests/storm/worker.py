"""A program that does nothing but deliver, until it is killed: `worker.py DATABASE_URL API_URL RATE`."""

import asyncio
import sys
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from telegram.error import NetworkError
from telegram.ext import ExtBot
from telegram.request import HTTPXRequest

from handlers.context import Tools
from handlers.delivery import Delivery
from store.database import Database

TIMEOUT = 2.0
LEASE = timedelta(seconds=4)
"""Short ones, so that twenty deaths fit into minutes; the lease outlasts the time-out as it does in earnest."""


async def work(database: str, api: str, rate: float) -> None:
    """Deliver what there is, look again, for ever."""
    bot: ExtBot[Any] = ExtBot("1:storm", base_url=f"{api}/bot", request=HTTPXRequest(connection_pool_size=256))
    while True:
        try:
            await bot.initialize()
        except NetworkError:
            await asyncio.sleep(0.1)
        else:
            break
    tools = Tools(Database(database), frozenset(), ZoneInfo("UTC"), 90, lambda: datetime.now(UTC), bot, send_rate=rate)
    delivery = Delivery(tools, timeout=TIMEOUT, lease=LEASE)
    while True:
        await delivery.run()
        await asyncio.sleep(0.2)


if __name__ == "__main__":
    asyncio.run(work(sys.argv[1], sys.argv[2], float(sys.argv[3])))
