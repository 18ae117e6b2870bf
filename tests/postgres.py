"""A throw-away PostgreSQL cluster from the installed server's binaries, and a database of it for each test."""

import os
import pwd
import shutil
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


@contextmanager
def cluster(folder: Path) -> Iterator[str]:
    """A running server; yields the URL of its `postgres` database, without the name at the end.

    The server refuses to run as root, so root lends it another user.
    """
    user = _other_user() if os.geteuid() == 0 else None
    home = Path(tempfile.mkdtemp(prefix="onrecord-pg-"))
    if user:
        shutil.chown(home, user)
    port = _free_port()
    run = [str(folder / "initdb"), "-D", str(home / "data"), "-U", "onrecord", "-A", "trust", "-N", "-E", "UTF8"]
    subprocess.run([*run, "--locale=C.UTF-8"], check=True, capture_output=True, user=user, cwd=home)
    server = subprocess.Popen(
        [str(folder / "postgres"), "-D", str(home / "data"), "-p", str(port), "-k", str(home)]
        + [
            part for setting in ("fsync=off", "full_page_writes=off", "max_connections=200") for part in ("-c", setting)
        ],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        user=user,
        cwd=home,
    )
    url = f"postgresql://onrecord@127.0.0.1:{port}/"
    try:
        _wait(url)
        yield url
    finally:
        server.terminate()
        server.wait(30)
        shutil.rmtree(home, ignore_errors=True)


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
