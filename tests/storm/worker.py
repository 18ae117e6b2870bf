"""A program that does nothing but deliver, until it is killed: `worker.py DATABASE_URL API_URL RATE LEDGER`.

In the ledger it notes each request before it leaves, and what came of it: a kill leaves behind what was in doubt.
"""

import asyncio
import os
import sys
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from telegram.error import NetworkError
from telegram.ext import ExtBot
from telegram.request import HTTPXRequest, RequestData

from handlers.context import Tools
from handlers.delivery import Delivery
from store.database import Database

TIMEOUT = 2.0
LEASE = timedelta(seconds=6)
"""Short ones, so that twenty deaths fit into minutes; the lease outlasts a request as it does in earnest."""


class Noted(HTTPXRequest):
    """Notes `leaves`, then `answered`, `refused` (4xx) or `lost` (no answer, 5xx), each with the text that was sent."""

    def __init__(self, ledger: str) -> None:
        super().__init__(connection_pool_size=256)
        self._ledger = os.open(ledger, os.O_WRONLY | os.O_CREAT | os.O_APPEND)

    async def do_request(  # type: ignore[override]
        self, url: str, method: str, request_data: RequestData | None = None, **timeouts: Any
    ) -> tuple[int, bytes]:
        text = request_data.parameters.get("text") if request_data else None
        self._note("leaves", text)
        try:
            status, body = await super().do_request(url, method, request_data, **timeouts)
        except Exception:
            self._note("lost", text)
            raise
        self._note("answered" if status < 400 else "refused" if status < 500 else "lost", text)
        return status, body

    def _note(self, what: str, text: object) -> None:
        if text is not None:
            os.write(self._ledger, f"{what} {text}\n".encode())


async def work(database: str, api: str, rate: float, ledger: str) -> None:
    """Deliver what there is, look again, for ever."""
    bot: ExtBot[Any] = ExtBot("1:storm", base_url=f"{api}/bot", request=Noted(ledger))
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
    asyncio.run(work(sys.argv[1], sys.argv[2], float(sys.argv[3]), sys.argv[4]))
