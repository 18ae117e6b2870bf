"""Many small pools of connections: requests under way spread over them, one alone stays with one."""

import asyncio
import ssl
from typing import Any

import pytest

from bot.connections import POOLS, Connections


async def test_requests_under_way_spread_over_the_pools_and_one_alone_stays_with_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[object] = []

    async def slowly(pool: object, *_: Any) -> tuple[int, bytes]:
        asked.append(pool)
        await asyncio.sleep(0.01)
        return 200, b"{}"

    monkeypatch.setattr("telegram.request.HTTPXRequest.do_request", slowly)
    connections = Connections(ssl.create_default_context())
    await connections.initialize()
    await asyncio.gather(*(connections.do_request("https://a.example", "POST") for _ in range(2 * POOLS)))
    assert sorted(asked.count(pool) for pool in set(asked)) == [2] * POOLS
    asked.clear()
    for _ in range(3):
        await connections.do_request("https://a.example", "POST")
    assert len(set(asked)) == 1
    await connections.shutdown()
