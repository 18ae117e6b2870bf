"""Bots that answer in processes of their own, the load maker beside them, and what each takes of the processor."""

import json
import os
import socket
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from tests.benchmarks._load import Measured, Round

TOKEN = "123456789:" + "x" * 35
SECRET = "a-Secret-of-the-webhook_0123456789"


def processor_seconds(pid: int) -> float:
    """What a process has taken of the processor so far; 0 for one that has ended."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8")
    except OSError:
        return 0.0
    return sum(map(int, stat.rsplit(")", 1)[1].split()[11:13])) / os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True)
class Served:
    """A bot that answers: its process and where it listens."""

    pid: int
    port: int

    def processor_seconds(self) -> float:
        return processor_seconds(self.pid)

    def megabytes(self) -> float:
        """What is resident now."""
        status = Path(f"/proc/{self.pid}/status").read_text(encoding="utf-8")
        return int(next(line for line in status.splitlines() if line.startswith("VmRSS")).split()[1]) / 1024


class LoadMaker:
    """The other process: it plays Telegram for the bots and asks them."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self._process = process
        assert process.stdout
        self.api = f"http://127.0.0.1:{int(process.stdout.readline())}"

    def processor_seconds(self) -> float:
        return processor_seconds(self._process.pid)

    def ask(self, bots: Sequence[Served], texts: list[str], seconds: float, rate: float = 0) -> Measured:
        assert self._process.stdin
        assert self._process.stdout
        wanted = Round([bot.port for bot in bots], SECRET, texts, seconds, 64 * len(bots), rate)
        self._process.stdin.write(json.dumps(asdict(wanted)) + "\n")
        self._process.stdin.flush()
        return Measured(**json.loads(self._process.stdout.readline()))


@contextmanager
def load_maker() -> Iterator[LoadMaker]:
    command = [sys.executable, "-m", "tests.benchmarks._load"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        try:
            yield LoadMaker(process)
        finally:
            process.kill()


@contextmanager
def served(kind: str, url: str, api: str) -> Iterator[Served]:
    """A bot's process, once it listens."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    settings = {"BOT_TOKEN": TOKEN, "DATABASE_URL": url, "TELEGRAM_API_URL": api, "LOG_LEVEL": "WARNING"}
    settings |= {"WEBHOOK_URL": "https://bot.example.org/telegram", "WEBHOOK_SECRET": SECRET}
    settings |= {"WEBHOOK_LISTEN": f"127.0.0.1:{port}"}
    command = [sys.executable, "-m", "tests.benchmarks._served", kind]
    with subprocess.Popen(command, env=os.environ | settings) as process:
        try:
            until_listening(port)
            yield Served(process.pid, port)
        finally:
            process.kill()


def until_listening(port: int) -> None:
    """Wait for a process that has just been started, a minute at most."""
    for _ in range(600):
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            subprocess.run(["/bin/sleep", "0.1"], check=True)
        else:
            return
    raise RuntimeError("the bot does not listen")
