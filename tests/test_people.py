"""What is stored about people is listed, shown and deleted, all of it."""

from typing import Any

from sqlalchemy import BigInteger, inspect
from sqlmodel import Session, SQLModel, select

import store.models_digests
import store.models_keeping
from store import people
from store.chats import meet
from store.database import Database
from store.models import ChatRow, PageRow
from store.models_digests import DigestRow, FollowRow
from store.models_keeping import DraftRow, SuggestionRow
from store.record import Chat
from tests.conftest import NOW

assert store.models_digests
assert store.models_keeping

NOT_PERSONS = {"position", "thread_id", "message_id", "change", "covered", "from_change", "to_change", "subject_id"}
NOT_PERSONS |= {"ref", "number", "names", "permits"}
"""Numbers that are nobody's id."""


def test_every_column_that_can_hold_a_persons_id_is_accounted_for() -> None:
    known = {f"{table.__tablename__}.{column}" for table, column in people.PERSONAL} | set(people.KEPT)
    found = {
        f"{table.name}.{column.name}"
        for table in SQLModel.metadata.sorted_tables
        for column in table.columns
        if isinstance(column.type, BigInteger)
        and not column.foreign_keys
        and column.name not in NOT_PERSONS
        and not (column.name == "id" and table.name not in {"chats"})
    }
    assert found == known


def fill(session: Session) -> None:
    digest: dict[str, Any] = {"title": "", "language": "en", "cron": "0 9 * * *", "zone": "UTC"}
    for person in (1, 2):
        meet(session, Chat(person, "private", f"P{person}"), NOW)
        session.add(PageRow(chat_id=person, question="who?", at=NOW))
        session.add(FollowRow(chat_id=person, kind="question", words="who?", created_at=NOW))
        for chat in (person, -person):
            session.add(DigestRow(**digest, chat_id=chat, owner_id=person, covered_at=NOW, created_at=NOW))
    offered = SuggestionRow(person_id=1, person="P1", text="x", fields={}, at=NOW)
    session.add(offered)
    session.flush()
    draft: dict[str, Any] = {"person_id": 2, "chat_id": 2, "kind": "add", "step": "act", "fields": {}, "waiting": []}
    session.add(DraftRow(**draft, suggestion_id=offered.id, started_at=NOW, touched_at=NOW))


def test_what_is_forgotten_is_gone_and_nobody_elses_is(db: Database) -> None:
    db.write_now(fill)
    others = db.read_now(people.stored, 2)
    assert set(db.read_now(people.stored, 1)) == {"chats", "pages", "follows", "digests", "suggestions"}
    assert db.write_now(people.forget, 1) == 5
    assert db.read_now(people.stored, 1) == {}
    after = db.read_now(people.stored, 2)
    assert after | {"drafts": []} == others | {"drafts": []}
    assert after["drafts"][0]["suggestion_id"] is None


def test_a_channels_digest_stays_but_nobodys_name_is_on_it(db: Database) -> None:
    db.write_now(fill)
    db.write_now(people.forget, 1)
    owners = db.read_now(lambda session: {row.chat_id: row.owner_id for row in session.exec(select(DigestRow))})
    assert owners == {-1: people.NOBODY, 2: 2, -2: 2}


def test_no_row_of_any_table_holds_a_forgotten_id(db: Database) -> None:
    db.write_now(fill)
    db.write_now(people.forget, 1)
    with db.engine.connect() as connection:
        for name in inspect(connection).get_table_names():
            table = SQLModel.metadata.tables.get(name)
            columns = (
                [c for c in table.columns if c.name in {"chat_id", "person_id", "owner_id"}]
                if table is not None
                else []
            )
            for column in columns:
                assert 1 not in connection.execute(select(column)).scalars().all()
        assert connection.execute(select(ChatRow.__table__.c.id)).scalars().all() == [2]  # type: ignore[attr-defined]
