"""What every test may ask for: a database of each kind, empty or with the sample record, and a fixed moment."""

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

import pytest

from store.database import Database
from tests import postgres

NOW = datetime(2025, 6, 1, 12, 0, tzinfo=UTC)
SAMPLE = Path(__file__).parent.parent / "store" / "sample" / "istanbul-2025-05-16.jsonl"
_names = count(1)


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An upgraded, empty SQLite file to copy."""
    path = tmp_path_factory.mktemp("template") / "record.db"
    db = Database(f"sqlite:///{path}")
    db.upgrade()
    db.close()
    return path


@pytest.fixture(scope="session")
def sample_template(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite file with the sample record to copy."""
    from tests.sample import load

    path = tmp_path_factory.mktemp("sample") / "record.db"
    shutil.copy(sqlite_template, path)
    db = Database(f"sqlite:///{path}")
    db.write_now(load)
    db.close()
    return path


@pytest.fixture
def sample_db(sample_template: Path, tmp_path: Path) -> Iterator[Database]:
    """A SQLite database with the sample record."""
    shutil.copy(sample_template, tmp_path / "sample.db")
    database = Database(f"sqlite:///{tmp_path / 'sample.db'}")
    yield database
    database.close()


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """A running cluster with an upgraded database `template` to clone."""
    folder = postgres.binaries()
    if folder is None:
        pytest.skip("NO POSTGRESQL SERVER IS INSTALLED: half of the store's tests do not run")
    with postgres.cluster(folder) as url:
        postgres.execute(url + "postgres", "CREATE DATABASE template")
        db = Database(url + "template")
        db.upgrade()
        db.close()
        yield url


@pytest.fixture
def sqlite_url(sqlite_template: Path, tmp_path: Path) -> str:
    path = tmp_path / "record.db"
    shutil.copy(sqlite_template, path)
    return f"sqlite:///{path}"


@pytest.fixture
def postgres_url(postgres_server: str) -> Iterator[str]:
    name = f"test_{next(_names)}"
    postgres.execute(postgres_server + "postgres", f"CREATE DATABASE {name} TEMPLATE template")
    yield postgres_server + name
    postgres.execute(postgres_server + "postgres", f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(autouse=True)
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """However slow the machine, no answer is announced; the tests of that set it themselves."""
    monkeypatch.setattr("handlers.waiting.SAID_AFTER", 3600.0)


@pytest.fixture(params=["sqlite", "postgresql"])
def db(request: pytest.FixtureRequest) -> Iterator[Database]:
    """An empty database, of each kind in turn."""
    url = request.getfixturevalue("sqlite_url" if request.param == "sqlite" else "postgres_url")
    database = Database(url)
    yield database
    database.close()


@pytest.fixture
def sqlite_db(sqlite_url: str) -> Iterator[Database]:
    """An empty SQLite database, where the dialect does not matter."""
    database = Database(sqlite_url)
    yield database
    database.close()
