"""edition contents: kept once for all chats that got the same; an index that tells by itself what is open"""

import hashlib
import json

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

LIVING = sa.text("retracted IS NULL AND merged_into_id IS NULL")


def upgrade() -> None:
    contents = op.create_table(
        "edition_contents",
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("hash"),
    )
    if op.get_bind().dialect.name == "postgresql":  # SQLite does not count the letters of a VARCHAR
        op.alter_column("editions", "hash", type_=sa.String(length=64))
    _move(contents)
    op.drop_column("editions", "content")  # not by a batch: a table made anew would take its outbox with it
    op.drop_index("ix_statements_status_said", "statements")
    op.create_index(
        "ix_statements_standing",
        "statements",
        ["status", "said_from", "id"],
        sqlite_where=LIVING,
        postgresql_where=LIVING,
    )


def _move(contents: sa.Table) -> None:
    """Each content once, by its whole hash, of which editions had the first digits."""
    editions = sa.table("editions", sa.column("id"), sa.column("hash"), sa.column("content", sa.JSON()))
    connection, known = op.get_bind(), set[str]()
    for number in connection.execute(sa.select(editions.c.id)).scalars().all():
        content = connection.execute(sa.select(editions.c.content).where(editions.c.id == number)).scalar_one()
        text = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
        digest = hashlib.sha256(text.encode()).hexdigest()
        if digest not in known:
            connection.execute(sa.insert(contents), {"hash": digest, "content": content})
            known.add(digest)
        connection.execute(sa.update(editions).where(editions.c.id == number).values(hash=digest))
