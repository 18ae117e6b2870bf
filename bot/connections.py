"""Connections to Telegram: several small pools instead of one big one.

Before and after every request httpcore looks at each connection of its pool; with the hundreds that a busy bot needs
in one pool, that takes longer than an answer does.
"""

import asyncio
import importlib.util
import ssl
import sys
from typing import Any

from telegram.request import BaseRequest, HTTPXRequest, RequestData

POOLS, EACH = 32, 8

if importlib.util.find_spec("sniffio") is None:
    # httpcore tries to import it several times with each request, and each time Python would look through the disk.
    sys.modules["sniffio"] = None  # type: ignore[assignment]


class Connections(BaseRequest):
    """Requests go to the pool that has the fewest under way; `trusted` are the certificates, read once for all."""

    def __init__(self, trusted: ssl.SSLContext) -> None:
        self._pools = [HTTPXRequest(EACH, httpx_kwargs={"verify": trusted}) for _ in range(POOLS)]
        self._under_way = [0] * POOLS

    @property
    def read_timeout(self) -> float | None:
        return self._pools[0].read_timeout

    async def initialize(self) -> None:
        await asyncio.gather(*(pool.initialize() for pool in self._pools))

    async def shutdown(self) -> None:
        await asyncio.gather(*(pool.shutdown() for pool in self._pools))

    async def do_request(  # noqa: PLR0917 - the base class's signature
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Any = BaseRequest.DEFAULT_NONE,
        write_timeout: Any = BaseRequest.DEFAULT_NONE,
        connect_timeout: Any = BaseRequest.DEFAULT_NONE,
        pool_timeout: Any = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        at = min(range(POOLS), key=self._under_way.__getitem__)
        self._under_way[at] += 1
        timeouts = (read_timeout, write_timeout, connect_timeout, pool_timeout)
        try:
            return await self._pools[at].do_request(url, method, request_data, *timeouts)
        finally:
            self._under_way[at] -= 1
