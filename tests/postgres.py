"""A throw-away PostgreSQL cluster from the installed server's binaries, and a database of it for each test."""

import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

BIN_FOLDERS = ("/usr/lib/postgresql/*/bin", "/opt/homebrew/opt/postgresql*/bin", "/usr/pgsql-*/bin")


def binaries() -> Path | None:
    """The folder of `initdb` and `postgres`, None when no server is installed."""
    for pattern in BIN_FOLDERS:
        for folder in sorted(Path("/").glob(pattern.lstrip("/")), reverse=True):
            if (folder / "initdb").exists():
                return folder
    found = shutil.which("initdb")
    return Path(found).resolve().parent if found else None


class Server:
    """A cluster of its own in a temporary folder. It refuses to run as root, so root lends it another user."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._user = _other_user() if os.geteuid() == 0 else None
        self._home = Path(tempfile.mkdtemp(prefix="onrecord-pg-"))
        if self._user:
            shutil.chown(self._home, self._user)
        self.port = _free_port()
        self.url = f"postgresql://onrecord@127.0.0.1:{self.port}/"
        run = [str(folder / "initdb"), "-D", str(self._home / "data"), "-U", "onrecord", "-A", "trust", "-N"]
        run += ["-E", "UTF8", "--locale=C.UTF-8"]
        subprocess.run(run, check=True, capture_output=True, user=self._user, cwd=self._home)

    def start(self) -> None:
        """Run it, and wait until it answers."""
        settings = ("fsync=off", "full_page_writes=off", "max_connections=200")
        command = [str(self._folder / "postgres"), "-D", str(self._home / "data"), "-p", str(self.port)]
        command += ["-k", str(self._home), *(part for setting in settings for part in ("-c", setting))]
        quiet = subprocess.DEVNULL
        self._process = subprocess.Popen(command, stdout=quiet, stderr=quiet, user=self._user, cwd=self._home)
        _wait(self.url)

    def crash(self) -> None:
        """End it at once, without a checkpoint; the next start recovers."""
        self._process.send_signal(signal.SIGQUIT)
        self._process.wait(30)

    def remove(self) -> None:
        """End it, whoever is connected, and everything in it."""
        self._process.send_signal(signal.SIGINT)
        self._process.wait(30)
        shutil.rmtree(self._home, ignore_errors=True)


@contextmanager
def cluster(folder: Path) -> Iterator[str]:
    """A running server; yields the URL of its databases, without the name at the end."""
    server = Server(folder)
    server.start()
    try:
        yield server.url
    finally:
        server.remove()


def execute(url: str, statement: str) -> None:
    """Run one statement outside any transaction."""
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(statement.encode())


def _other_user() -> str:
    for name in ("postgres", "nobody"):
        try:
            pwd.getpwnam(name)
        except KeyError:
            continue
        return name
    raise RuntimeError("no user to run PostgreSQL as")


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def _wait(url: str) -> None:
    for _ in range(600):
        try:
            psycopg.connect(url + "postgres", connect_timeout=1).close()
        except psycopg.OperationalError:
            subprocess.run(["/bin/sleep", "0.1"], check=True)
        else:
            return
    raise RuntimeError("PostgreSQL did not start")
