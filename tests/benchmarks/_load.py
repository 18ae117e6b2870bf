"""The load maker and the Bot API that it makes load for, in one process of their own, as light as they can be.

It prints the port of its Bot API, then reads a round as JSON from each line of its input and prints what it measured.
"""

import asyncio
import itertools
import json
import sys
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from urllib.parse import parse_qs

BOT = {"id": 1, "is_bot": True, "first_name": "On Record", "username": "onrecord_bot"}
FIRST_PERSON, PEOPLE = 10_000, 2000
"""Different people who ask in turn; nobody comes near the limit of questions a minute."""

TOO_LATE = 30
"""Seconds after which an answer is not waited for."""


@dataclass(frozen=True, slots=True)
class Round:
    """What to ask of whom: ports of bots, texts, seconds; so many at once, or so many a second when `rate` is set."""

    ports: list[int]
    secret: str
    texts: list[str]
    seconds: float
    at_once: int = 64
    rate: float = 0


@dataclass(frozen=True, slots=True)
class Measured:
    """Answers that came, seconds it took, each answer's time in seconds, questions without an answer.

    `posts` are the moments (Unix seconds) at which messages came to groups and channels, where nobody had asked.
    """

    answers: int
    seconds: float
    times: list[float]
    missing: int
    posts: list[float] = field(default_factory=list)

    @property
    def per_second(self) -> float:
        return self.answers / self.seconds

    def percentile(self, share: float) -> float:
        """Milliseconds within which this share was answered."""
        ordered = sorted(self.times)
        return ordered[min(int(len(ordered) * share), len(ordered) - 1)] * 1000


class Load:
    """The questions under way, by the chat that waits."""

    def __init__(self) -> None:
        self.waiting: dict[int, asyncio.Future[None]] = {}
        self.numbers = itertools.count(1)
        self.posts: list[float] = []

    async def round(self, wanted: Round) -> Measured:
        texts = itertools.cycle(wanted.texts)
        doors = [Door(port, wanted.secret) for port in wanted.ports]
        begun = time.perf_counter()
        until = begun + wanted.seconds
        if wanted.rate:
            found = await self._at_rate(wanted, doors, texts, until)
        else:
            ways = [self._one_by_one(doors[at % len(doors)], texts, until) for at in range(wanted.at_once)]
            found = [took for way in await asyncio.gather(*ways) for took in way]
        seconds = time.perf_counter() - begun
        for door in doors:
            door.close()
        times = [took for took in found if took is not None]
        posts, self.posts = self.posts, []
        return Measured(len(times), seconds, times, len(found) - len(times), posts)

    async def _one_by_one(self, door: "Door", texts: Iterator[str], until: float) -> list[float | None]:
        found = []
        while time.perf_counter() < until:
            found.append(await self._ask(door, next(texts)))
        return found

    async def _at_rate(
        self, wanted: Round, doors: list["Door"], texts: Iterator[str], until: float
    ) -> list[float | None]:
        asked: list[asyncio.Task[float | None]] = []
        due = time.perf_counter()
        while due < until:
            await asyncio.sleep(due - time.perf_counter())
            asked.append(asyncio.create_task(self._ask(doors[len(asked) % len(doors)], next(texts))))
            due += 1 / wanted.rate
        return list(await asyncio.gather(*asked))

    async def _ask(self, door: "Door", text: str) -> float | None:
        """Seconds from the update to its answer, None when there was none."""
        number = next(self.numbers)
        person = FIRST_PERSON + number % PEOPLE
        answered = self.waiting[person] = asyncio.get_running_loop().create_future()
        begun = time.perf_counter()
        await door.post(_update(number, person, text))
        try:
            await asyncio.wait_for(answered, TOO_LATE)
        except TimeoutError:
            return None
        return time.perf_counter() - begun


def _update(number: int, person: int, text: str) -> bytes:
    user = {"id": person, "is_bot": False, "first_name": f"P{person}", "language_code": "en"}
    chat = {"id": person, "type": "private", "first_name": f"P{person}"}
    message = {"message_id": number, "date": int(time.time()), "chat": chat, "from": user, "text": text}
    return json.dumps({"update_id": number, "message": message}).encode()


class Door:
    """Connections to one bot's webhook, kept open and used again."""

    def __init__(self, port: int, secret: str) -> None:
        self._port, self._free = port, list[tuple[asyncio.StreamReader, asyncio.StreamWriter]]()
        self._head = (
            "POST /telegram HTTP/1.1\r\nHost: bot\r\nContent-Type: application/json\r\n"
            f"X-Telegram-Bot-Api-Secret-Token: {secret}\r\n"
        )

    async def post(self, body: bytes) -> None:
        """Hand in an update; raises when it is not accepted."""
        reader, writer = self._free.pop() if self._free else await asyncio.open_connection("127.0.0.1", self._port)
        writer.write(f"{self._head}Content-Length: {len(body)}\r\n\r\n".encode() + body)
        head = await reader.readuntil(b"\r\n\r\n")
        await reader.readexactly(_length(head))
        if b" 200 " not in head[:20]:
            raise RuntimeError(head.decode())
        self._free.append((reader, writer))

    def close(self) -> None:
        for _, writer in self._free:
            writer.close()


class BotApi:
    """Accepts everything; the message that is sent to a chat answers what waits there."""

    def __init__(self, load: Load) -> None:
        self._load = load

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while True:
                head = await reader.readuntil(b"\r\n\r\n")
                body = await reader.readexactly(_length(head))
                answer = json.dumps({"ok": True, "result": self._result(head, body)}).encode()
                writer.write(
                    b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
                    + f"Content-Length: {len(answer)}\r\n\r\n".encode()
                    + answer
                )
        except (asyncio.IncompleteReadError, ConnectionError):
            writer.close()

    def _result(self, head: bytes, body: bytes) -> object:
        method = head.split(b" ", 2)[1].rsplit(b"/", 1)[-1].decode()
        if method == "getMe":
            return BOT
        if method != "sendMessage":
            return True
        chat = int(parse_qs(body.decode())["chat_id"][0])
        if chat < 0:
            self._load.posts.append(time.time())
        waiting = self._load.waiting.pop(chat, None)
        if waiting is not None and not waiting.done():
            waiting.set_result(None)
        about = {"id": chat, "type": "private", "first_name": f"P{chat}"}
        return {"message_id": next(self._load.numbers), "date": int(time.time()), "chat": about, "text": "x"}


def _length(head: bytes) -> int:
    lines = head.lower().split(b"\r\n")
    return next((int(line[15:]) for line in lines if line.startswith(b"content-length:")), 0)


async def _main() -> None:
    load = Load()
    server = await asyncio.start_server(BotApi(load).serve, "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    while line := await asyncio.to_thread(sys.stdin.readline):
        print(json.dumps(asdict(await load.round(Round(**json.loads(line))))), flush=True)


if __name__ == "__main__":
    asyncio.run(_main())
