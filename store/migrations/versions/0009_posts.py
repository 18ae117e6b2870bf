"""posts: a message may show several statements, and an answer can be made again"""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

KNOWN = "chat_id, message_id, number, language, revision, stale, at"


def upgrade() -> None:
    op.drop_index("ix_posts_number", "posts")
    op.drop_index("ix_posts_stale", "posts")
    op.rename_table("posts", "old_posts")
    op.create_table(
        "posts",
        sa.Column("chat_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("message_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("number", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("ref", sa.BigInteger(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("part", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(length=16), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("stale", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["number"], ["statements.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("chat_id", "message_id", "number"),
    )
    op.execute(
        f"INSERT INTO posts ({KNOWN}, kind, ref, start, part, digest) "
        f"SELECT {KNOWN}, CASE WHEN card THEN 'card' ELSE '' END, CASE WHEN card THEN number ELSE 0 END, 0, 0, '' "
        "FROM old_posts"
    )
    op.drop_table("old_posts")
    op.create_index("ix_posts_number", "posts", ["number"])
    waiting = sa.text("stale > 0")
    op.create_index("ix_posts_stale", "posts", ["stale"], sqlite_where=waiting, postgresql_where=waiting)
