"""The door to the database: what is tried again, and what must not be."""

import time
from threading import Thread

import pytest
from sqlalchemy import event, make_url, text
from sqlalchemy.exc import OperationalError
from sqlmodel import Session

from store import statements
from store.database import Database
from store.export import total
from store.record import Act, Author, Draft
from tests import postgres
from tests.conftest import NOW

MIRA = Author(7, "Mira")
CLAIM = Draft("X", Act.CLAIM, "It rains.", "k-1")


@pytest.fixture
def server_db(postgres_url: str) -> Database:
    return Database(postgres_url)


def test_a_transaction_cut_off_in_the_middle_is_done_once(server_db: Database) -> None:
    server_db.read_now(total)
    tries: list[int] = []

    def cut_off(session: Session) -> int:
        statements.add(session, CLAIM, MIRA, NOW)
        tries.append(1)
        if len(tries) == 1:
            session.execute(text("SELECT pg_terminate_backend(pg_backend_pid())"))
        return len(tries)

    assert server_db.write_now(cut_off) == 2
    assert server_db.read_now(total) == 1
    server_db.close()


def test_connections_that_died_while_idle_are_not_noticed(server_db: Database, postgres_server: str) -> None:
    server_db.read_now(total)
    name = make_url(str(server_db.url)).database
    end = f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'"
    postgres.execute(postgres_server + "postgres", end)
    assert server_db.read_now(total) == 0
    server_db.close()


def test_a_commit_that_may_have_happened_is_not_repeated(db: Database) -> None:
    db.read_now(total)
    tries: list[int] = []

    def lose(_: object) -> None:
        raise OperationalError("COMMIT", {}, Exception("server closed the connection unexpectedly"))

    def add(session: Session) -> None:
        tries.append(1)
        statements.add(session, CLAIM, MIRA, NOW)

    event.listen(db.engine, "commit", lose)
    with pytest.raises(OperationalError):
        db.write_now(add)
    event.remove(db.engine, "commit", lose)
    assert tries == [1]


def test_two_transactions_that_conflict_both_happen(server_db: Database) -> None:
    def slowly(session: Session, key: str) -> None:
        session.connection(execution_options={"isolation_level": "SERIALIZABLE"})
        count = session.scalar(text("SELECT count(*) FROM topics"))
        time.sleep(0.3)
        values = {"name": f"{key} after {count}", "folded": key}
        session.execute(text("INSERT INTO topics (name, folded) VALUES (:name, :folded)"), values)

    server_db.read_now(total)
    threads = [Thread(target=server_db.write_now, args=(slowly, key)) for key in ("a", "b")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    names = server_db.read_now(lambda session: sorted(session.scalars(text("SELECT name FROM topics"))))
    assert len(names) == 2
    assert {name.split()[-1] for name in names} == {"0", "1"}
    server_db.close()


def test_a_wrong_address_is_told_at_once() -> None:
    nowhere = Database("postgresql://onrecord@127.0.0.1:1/onrecord")
    started = time.monotonic()
    with pytest.raises(OperationalError):
        nowhere.read_now(total)
    assert time.monotonic() - started < 3
    nowhere.close()


def test_many_processes_may_upgrade_at_once(postgres_server: str) -> None:
    postgres.execute(postgres_server + "postgres", "CREATE DATABASE at_once")
    databases = [Database(postgres_server + "at_once") for _ in range(5)]
    threads = [Thread(target=database.upgrade) for database in databases]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [database.version() for database in databases] == [databases[0].version()] * 5
    assert databases[0].read_now(total) == 0
    for database in databases:
        database.close()
