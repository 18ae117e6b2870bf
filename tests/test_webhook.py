"""The webhook, over real sockets: several processes' worth of desks beside one Telegram and one database."""

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from time import sleep
from typing import Any

import httpx
import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from bot.app import build
from bot.desk import NOTE_EVERY
from bot.settings import BadSetting, Settings, load
from bot.webhook import serve
from store.database import Database
from store.models import SeenUpdateRow
from store.transfer import import_file
from store.turns import Place, Turns
from tests.conftest import NOW, SAMPLE
from tests.conversation import OTHER_READER, READER, offline_telegram
from tests.test_transfer import IMPORTER

SECRET = "s3cret-of_the.webhook".replace(".", "-")
HEADERS = {"X-Telegram-Bot-Api-Secret-Token": SECRET}


def settings_for(db: Database) -> Settings:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    return load(
        bot_token=None,
        database_url=db.url.render_as_string(hide_password=False),
        webhook_url="https://bot.example.org/telegram",
        webhook_listen=f"127.0.0.1:{port}",
        webhook_secret=SECRET,
    )


class Balancer:
    """Posts to the desks in turn, as a balancer does."""

    def __init__(self, addresses: list[str], telegram: Any) -> None:
        self.addresses, self.telegram = addresses, telegram
        self.client = httpx.AsyncClient(headers=HEADERS, timeout=30)
        self._next = 0

    def update(self, number: int, words: str, person: Any = READER) -> dict[str, Any]:
        chat = {"id": person.id, "type": "private", "first_name": person.first_name}
        message: dict[str, Any] = {"message_id": number, "date": int(NOW.timestamp()), "chat": chat, "text": words}
        if words.startswith("/"):
            message["entities"] = [{"type": "bot_command", "offset": 0, "length": len(words)}]
        return {"update_id": number, "message": message | {"from": person.to_dict()}}

    async def post(self, update: Any, at: int | None = None, **changed: Any) -> int:
        self._next += 1
        place = self.addresses[(self._next if at is None else at) % len(self.addresses)]
        body = {"json": update} if isinstance(update, dict) else {"content": update}
        return (await self.client.post(f"{place}/telegram", **body, **changed)).status_code

    async def get(self, path: str) -> tuple[int, str]:
        found = await self.client.get(self.addresses[0] + path)
        return found.status_code, found.text

    def said(self) -> list[str]:
        return [call.params["text"] for call in self.telegram.calls if call.method == "sendMessage"]


@asynccontextmanager
async def desks(db: Database, count: int = 1) -> AsyncIterator[Balancer]:
    telegram = offline_telegram()
    for person in (READER, OTHER_READER):
        telegram.user_says(person, "/start")
    stop, addresses = asyncio.Event(), []
    async with AsyncExitStack() as stack, asyncio.TaskGroup() as group:
        for _ in range(count):
            settings, own = settings_for(db), Database(db.url.render_as_string(hide_password=False))
            stack.callback(own.close)
            app = build(settings, own, request=telegram, clock=lambda: NOW)
            group.create_task(serve(settings, own, stop, app))
            addresses.append(f"http://{settings.webhook_listen}")
        balancer = Balancer(addresses, telegram)
        stack.push_async_callback(balancer.client.aclose)
        await asyncio.gather(*(_up(balancer.client, address) for address in addresses))
        yield balancer
        stop.set()


async def _up(client: httpx.AsyncClient, address: str) -> None:
    for _ in range(200):
        with suppress(httpx.TransportError):
            await client.get(f"{address}/healthz")
            return
        await asyncio.sleep(0.02)
    raise AssertionError("the server did not start")


async def test_a_question_is_answered_before_its_call_is(db: Database) -> None:
    import_file(db, SAMPLE, IMPORTER, NOW)
    async with desks(db) as balancer:
        assert await balancer.post(balancer.update(1, "What did Fidan say?")) == 200
        assert len(balancer.said()) == 1
        assert balancer.telegram.inbox.webhook["url"] == "https://bot.example.org/telegram"
        assert balancer.telegram.inbox.webhook["secret_token"] == SECRET


async def test_an_update_delivered_twice_is_answered_once_by_whichever_process(postgres_url: str) -> None:
    db = Database(postgres_url)
    async with desks(db, 2) as balancer:
        update = balancer.update(7, "/help")
        assert await asyncio.gather(*(balancer.post(update, 0) for _ in range(3))) == [200, 200, 200]
        await asyncio.sleep(2 * NOTE_EVERY)
        assert await balancer.post(update, 1) == 200
        assert len(balancer.said()) == 1
    db.close()


async def test_an_answer_is_remembered_by_a_process_that_comes_later(db: Database) -> None:
    async with desks(db) as balancer:
        assert await balancer.post(balancer.update(7, "/help")) == 200
        assert len(balancer.said()) == 1
    assert db.read_now(lambda session: session.get(SeenUpdateRow, -7)) is not None
    async with desks(db) as balancer:
        assert await balancer.post(balancer.update(7, "/help")) == 200
        assert balancer.said() == []


REFUSED: list[tuple[Any, dict[str, str], int]] = [
    ({"update_id": 1}, {"X-Telegram-Bot-Api-Secret-Token": "wrong"}, 403),
    ({"update_id": 1}, {"X-Telegram-Bot-Api-Secret-Token": ""}, 403),
    (b"{", HEADERS, 400),
    (b"[" * 100_000, HEADERS, 400),
    (b'"text"', HEADERS, 400),
    (b"\xff\x00", HEADERS, 400),
    ({"message": {}}, HEADERS, 400),
    ({"update_id": "x"}, HEADERS, 400),
    ({"update_id": 1 << 40}, HEADERS, 400),
]


async def test_what_is_no_update_of_ours_is_refused_and_counted(sqlite_db: Database) -> None:
    async with desks(sqlite_db) as balancer:
        for body, headers, status in REFUSED:
            assert await balancer.post(body, headers=headers) == status, body
        status, figures = await balancer.get("/metrics")
        assert 'onrecord_refused_calls_total{reason="secret"} 2.0' in figures
        assert balancer.said() == []


async def test_a_call_too_large_is_cut_off(sqlite_db: Database) -> None:
    async with desks(sqlite_db) as balancer:
        with suppress(httpx.TransportError):
            assert await balancer.post(b"x" * (2 << 20)) >= 400
        assert (await balancer.get("/healthz"))[0] == 200


async def test_health_readiness_and_figures(db: Database) -> None:
    async with desks(db) as balancer:
        assert await balancer.get("/healthz") == (200, "ok\n")
        assert await balancer.get("/readyz") == (200, "ok\n")
        await balancer.post(balancer.update(1, "/help"))
        status, figures = await balancer.get("/metrics")
        assert status == 200
        assert 'onrecord_updates_total{kind="message",outcome="answered"} 1.0' in figures
        assert "onrecord_outbox_late_seconds 0.0" in figures
        assert "onrecord_edition_late_seconds 0.0" in figures
        assert "onrecord_questions_unanswered 0.0" in figures
        await balancer.post(balancer.update(2, "Who said that?"))
        await balancer.post(balancer.update(3, "/promote"))
        _, figures = await balancer.get("/metrics")
        assert 'onrecord_questions_total{verdict="nothing_on_record"} 1.0' in figures
        assert 'onrecord_refusals_total{message="not-allowed-owner"} 1.0' in figures
        assert 'onrecord_answer_seconds_count{kind="message"} 3.0' in figures
        balancer.telegram.fail_next("getMe", status=502, description="Bad Gateway", times=5)
        assert await balancer.get("/readyz") == (503, "telegram\n")
        db.write_now(lambda session: session.execute(text("UPDATE alembic_version SET version_num = '9999'")))
        assert (await balancer.get("/readyz"))[0] == 503


async def test_one_chats_updates_are_answered_one_at_a_time_across_processes(
    postgres_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    db, at_work, most = Database(postgres_url), 0, 0

    async def slowly(app: Any, update: Any) -> None:
        nonlocal at_work, most
        at_work += 1
        most = max(most, at_work)
        await asyncio.sleep(0.03)
        at_work -= 1

    monkeypatch.setattr("telegram.ext.Application.process_update", slowly)
    async with desks(db, 2) as balancer:
        mine = [balancer.post(balancer.update(number, "x"), number) for number in range(1, 9)]
        assert set(await asyncio.gather(*mine)) == {200}
        assert most == 1
        both = [balancer.post(balancer.update(20 + n, "x", (READER, OTHER_READER)[n]), 0) for n in range(2)]
        assert set(await asyncio.gather(*both)) == {200}
        assert most == 2
    db.close()


async def test_one_chats_updates_are_answered_one_after_the_other(
    db: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    began: list[int] = []
    ended: list[int] = []

    async def slowly(app: Any, update: Any) -> None:
        began.append(update.update_id)
        await asyncio.sleep(0.02 if update.update_id % 2 else 0.0)
        ended.append(update.update_id)

    monkeypatch.setattr("telegram.ext.Application.process_update", slowly)
    async with desks(db) as balancer:
        calls = [balancer.post(balancer.update(number, "x")) for number in range(1, 9)]
        assert set(await asyncio.gather(*calls)) == {200}
    assert began == ended
    assert sorted(ended) == list(range(1, 9))


async def test_an_update_is_delivered_again_when_the_database_is_away(
    sqlite_db: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with desks(sqlite_db) as balancer:
        update = balancer.update(5, "/help")
        with monkeypatch.context() as broken:
            broken.setattr("handlers.routes.request_of", _away)
            assert await balancer.post(update) == 503
            assert balancer.said() == []
        assert await balancer.post(update) == 200
        assert len(balancer.said()) == 1


async def _away(*_: Any) -> None:
    raise OperationalError("SELECT 1", {}, Exception("server closed the connection unexpectedly"))


async def test_a_stop_waits_for_what_was_accepted(sqlite_db: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[int] = []

    async def slowly(app: Any, update: Any) -> None:
        await asyncio.sleep(0.4)
        done.append(update.update_id)

    monkeypatch.setattr("telegram.ext.Application.process_update", slowly)
    async with desks(sqlite_db) as balancer:
        call = asyncio.create_task(balancer.post(balancer.update(9, "x")))
        await asyncio.sleep(0.1)
    assert done == [9]
    with suppress(httpx.TransportError):
        await call


def passes_on(turns: Turns, place: Place) -> bool:
    for _ in range(100):
        sleep(0.05)
        if turns.take(place):
            return True
    return False


def test_a_turn_passes_on_when_its_process_dies(postgres_url: str) -> None:
    one, two = Database(postgres_url), Database(postgres_url)
    mine, others = Turns(one.engine), Turns(two.engine)
    first, second = mine.arrive(5, 1), others.arrive(5, 2)
    assert (first.turn, second.turn, others.take(second), others.arrive(6, 3).turn) == (True, False, False, True)
    kill = "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE classid = :chat AND objid = 0"
    two.write_now(lambda session: session.execute(text(kill), {"chat": first.chat & 0xFFFFFFFF}))
    assert passes_on(others, second)
    others.leave(second)
    mine.leave(first)
    again = mine.arrive(5, 4)
    assert again.turn
    mine.close()
    others.close()
    one.close()
    two.close()


def test_whoever_lost_the_connection_stands_in_line_again(postgres_url: str) -> None:
    one, two = Database(postgres_url), Database(postgres_url)
    mine, others = Turns(one.engine), Turns(two.engine)
    busy, early, late = others.arrive(5, 1), mine.arrive(5, 2), others.arrive(5, 3)
    kill = "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND objid = 2"
    two.write_now(lambda session: session.execute(text(kill)))
    with pytest.raises(OperationalError):
        mine.take(early)
    assert not mine.take(early)
    others.leave(busy)
    assert (others.take(late), mine.take(early)) == (False, True)
    mine.close()
    others.close()
    one.close()
    two.close()


@pytest.mark.parametrize("secret", [None, "", "short", "a" * 40, "spaces are not allowed"])
def test_a_webhook_without_a_strong_secret_is_refused(secret: str | None) -> None:
    with pytest.raises(BadSetting, match="WEBHOOK_SECRET"):
        load(webhook_url="https://bot.example.org/x", webhook_secret=secret)
