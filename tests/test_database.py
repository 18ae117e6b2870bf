"""Schemas: an old database is upgraded without loss, a newer one is refused, many may upgrade at once."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlmodel import Session

from store import posts
from store.database import MIGRATIONS, Database, NewerDatabase, head_version
from store.record import Made
from tests import postgres
from tests.conftest import NOW

ROOT = Path(__file__).parent.parent


def to_version(db: Database, version: str) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    with db.engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, version)


@pytest.fixture(params=["sqlite", "postgresql"])
def bare(request: pytest.FixtureRequest, tmp_path: Path) -> Database:
    """A database without any table."""
    if request.param == "sqlite":
        return Database(f"sqlite:///{tmp_path / 'bare.db'}")
    server: str = request.getfixturevalue("postgres_server")
    name = f"bare_{os.getpid()}_{abs(hash(request.node.name)) % 10**6}"
    postgres.execute(server + "postgres", f"CREATE DATABASE {name}")
    return Database(server + name)


def test_an_old_database_is_upgraded_and_keeps_what_it_holds(bare: Database) -> None:
    to_version(bare, "0001")
    with bare.engine.begin() as connection:
        connection.execute(text("INSERT INTO actors (id, name, folded, kind) VALUES (1, 'Russia', 'russia', 'state')"))
    bare.upgrade()
    assert bare.version() == head_version()
    assert bare.read_now(lambda session: session.execute(text("SELECT name FROM actors")).scalar()) == "Russia"
    bare.close()


def test_editions_of_an_old_database_keep_what_they_told_and_equal_ones_share_it(bare: Database) -> None:
    to_version(bare, "0006")
    content = '{"from_change": 0, "to_change": 1, "sections": [], "notes": ["Ґ"]}'
    with bare.engine.begin() as connection:
        moment = "'2025-06-01 12:00:00'"
        connection.execute(
            text(
                "INSERT INTO digests (id, chat_id, title, owner_id, language, cron, zone, topics, speakers, follows,"
                " hold_minutes, say_when_empty, state, covered, covered_at, created_at) VALUES (1, -1, 'News', 1, 'en',"
                f" '0 9 * * *', 'UTC', '[]', '[]', false, 0, false, 'on', 0, {moment}, {moment})"
            )
        )
        for number in (1, 2):
            connection.execute(
                text(
                    "INSERT INTO editions (id, digest_id, chat_id, due_at, composed_at, from_change, to_change,"
                    " from_at, late, state, language, content, hash) VALUES"
                    f" ({number}, 1, -1, '2025-06-0{number} 12:00:00', {moment}, 0, 1, {moment}, false, 'released',"
                    " 'en', :content, :hash)"
                ),
                {"content": content, "hash": "0123456789ab"},
            )
        connection.execute(
            text(
                "INSERT INTO outbox (id, key, chat_id, edition_id, part, html, buttons, state, not_before, attempts,"
                f" repeats, planned_at) VALUES (1, 'a', -1, 2, 1, 'x', '[]', 'sent', {moment}, 1, 0, {moment})"
            )
        )
    bare.upgrade()
    with bare.engine.begin() as connection:
        hashes = set(connection.execute(text("SELECT hash FROM editions")).scalars())
        kept = connection.execute(text("SELECT hash, content FROM edition_contents")).all()
        messages = connection.execute(text("SELECT edition_id FROM outbox")).scalars().all()
    assert [row.hash for row in kept] == list(hashes)
    assert "Ґ" in str(json.loads(kept[0].content) if isinstance(kept[0].content, str) else kept[0].content)
    assert list(messages) == [2]
    bare.close()


def test_cards_that_were_shown_before_an_upgrade_are_still_corrected_after_it(bare: Database) -> None:
    to_version(bare, "0006")
    with bare.engine.begin() as connection:
        for statement in (
            "INSERT INTO actors (id, name, folded, kind) VALUES (1, 'Russia', 'russia', 'state')",
            "INSERT INTO statements (id, key, speaker_id, act, text, status, revision, recorded_at) "
            "VALUES (1, 'k-1', 1, 'demand', 'Land.', 'open', 3, '2025-06-01')",
            "INSERT INTO posts (chat_id, message_id, number, language, card, revision, stale, at) "
            "VALUES (101, 7, 1, 'en', true, 3, 1, '2025-06-01'), (101, 8, 1, 'en', false, 3, 0, '2025-06-01')",
        ):
            connection.execute(text(statement))
    bare.upgrade()
    [post] = bare.read_now(posts.stale)
    assert (post.chat, post.message, post.made) == (101, 7, Made("card", 1))
    assert bare.read_now(posts.base, 101, 1, 5, NOW) == 3
    bare.close()


def test_upgrading_twice_does_nothing(bare: Database) -> None:
    bare.upgrade()
    bare.upgrade()
    assert bare.version() == head_version()
    bare.close()


def test_a_newer_database_is_refused_in_one_clear_line(bare: Database) -> None:
    bare.upgrade()
    with bare.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(NewerDatabase, match=r"9999.*newer onrecord"):
        bare.upgrade()
    bare.close()


def test_ten_processes_may_start_on_an_empty_database_at_once(bare: Database) -> None:
    url = bare.url.render_as_string(hide_password=False)
    environment = {**os.environ, "DATABASE_URL": url}
    started = [
        subprocess.Popen([sys.executable, "-m", "bot", "migrate"], env=environment, cwd=ROOT, stdout=subprocess.DEVNULL)
        for _ in range(10)
    ]
    assert [process.wait(120) for process in started] == [0] * 10
    assert bare.version() == head_version()
    bare.close()


def test_what_fails_half_way_leaves_nothing_behind(bare: Database) -> None:
    bare.upgrade()

    def half(session: Session) -> None:
        session.execute(text("INSERT INTO actors (id, name, folded, kind) VALUES (1, 'A', 'a', 'person')"))
        raise RuntimeError("half way")

    with pytest.raises(RuntimeError, match="half way"):
        bare.write_now(half)
    assert bare.read_now(lambda session: session.execute(text("SELECT count(*) FROM actors")).scalar()) == 0
    bare.close()
