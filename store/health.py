"""Whether a database is whole: what its server says of its files, whether it takes changes, what the index misses."""

from datetime import datetime

from sqlalchemy import inspect, text
from sqlmodel import Session, col, func, select

from store.models import ChangeRow, ChatRow, HeadRow


def integrity(session: Session) -> str | None:
    """What SQLite finds wrong with its file (PRAGMA quick_check, foreign_key_check), None when nothing is.

    PostgreSQL checks its own pages as it reads them.
    """
    if session.get_bind().dialect.name != "sqlite":
        return None
    found = session.scalar(text("PRAGMA quick_check(1)"))
    if found != "ok":
        return str(found)
    astray = session.execute(text("PRAGMA foreign_key_check")).first()
    return f"a row of {astray[0]} points to a row of {astray[2]} that is gone" if astray else None


def try_to_write(session: Session) -> None:
    """A change of nothing: fails where the database takes no changes."""
    head = session.exec(select(HeadRow).where(HeadRow.id == 1).with_for_update()).one()
    session.execute(text("UPDATE head SET names = :names WHERE id = 1"), {"names": head.names})


def unindexed(session: Session) -> int | None:
    """How many statements the search index misses or has too many, None where there is no index."""
    if not inspect(session.connection()).has_table("search_documents"):
        return None
    missing = text(
        "SELECT count(*) FROM statements LEFT JOIN search_documents ON statement_id = id "
        "WHERE (retracted IS NULL AND merged_into_id IS NULL) <> (statement_id IS NOT NULL)"
    )
    return int(session.scalar(missing) or 0)


def last_change(session: Session) -> datetime | None:
    """When the record was last changed."""
    return session.exec(select(ChangeRow.at).order_by(col(ChangeRow.id).desc()).limit(1)).first()


def server_time(session: Session) -> datetime | None:
    """PostgreSQL's clock; SQLite has none of its own."""
    if session.get_bind().dialect.name == "sqlite":
        return None
    found: datetime = session.execute(select(func.clock_timestamp())).scalar_one()
    return found


def suspended(session: Session) -> list[tuple[int, str, str]]:
    """The chats that the bot may not post to: id, title, why."""
    query = select(ChatRow.id, ChatRow.title, ChatRow.suspended).where(col(ChatRow.suspended).is_not(None))
    return [(id_, title or "", why or "") for id_, title, why in session.exec(query.order_by(col(ChatRow.id)))]
