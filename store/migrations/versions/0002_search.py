"""search: what statements are found by"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

# External content: the words are kept once, in the table; the triggers are those of SQLite's documentation
# (FTS5, "External Content Tables").
_SQLITE = (
    "CREATE VIRTUAL TABLE search_index USING fts5("
    "words, fields, content='search_documents', content_rowid='statement_id', "
    "tokenize='unicode61 remove_diacritics 0')",
    "CREATE TRIGGER search_documents_added AFTER INSERT ON search_documents BEGIN "
    "INSERT INTO search_index(rowid, words, fields) VALUES (new.statement_id, new.words, new.fields); END",
    "CREATE TRIGGER search_documents_gone AFTER DELETE ON search_documents BEGIN "
    "INSERT INTO search_index(search_index, rowid, words, fields) "
    "VALUES ('delete', old.statement_id, old.words, old.fields); END",
    "CREATE TRIGGER search_documents_changed AFTER UPDATE ON search_documents BEGIN "
    "INSERT INTO search_index(search_index, rowid, words, fields) "
    "VALUES ('delete', old.statement_id, old.words, old.fields); "
    "INSERT INTO search_index(rowid, words, fields) VALUES (new.statement_id, new.words, new.fields); END",
)
_POSTGRESQL = (
    "ALTER TABLE search_documents ADD COLUMN search_index tsvector "
    "GENERATED ALWAYS AS (to_tsvector('simple', words || ' ' || fields)) STORED",
    "CREATE INDEX ix_search_documents_search_index ON search_documents USING gin (search_index)",
)


def upgrade() -> None:
    key = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    sqlite = op.get_bind().dialect.name == "sqlite"
    op.create_table(
        "search_documents",
        sa.Column("statement_id", key, nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("fields", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["statement_id"], ["statements.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("statement_id"),
    )
    op.create_table(
        "search_words",
        sa.Column("word", sa.Text(collation=None if sqlite else "C"), nullable=False),
        sa.Column("documents", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("word"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "search_spellings",
        sa.Column("deletion", sa.Text(collation=None if sqlite else "C"), nullable=False),
        sa.Column("word", sa.Text(collation=None if sqlite else "C"), nullable=False),
        sa.PrimaryKeyConstraint("deletion", "word"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "search_vectors",
        sa.Column("statement_id", key, nullable=False),
        sa.Column("position", sa.BigInteger(), nullable=False),
        sa.Column("digest", sa.String(length=16), nullable=False),
        sa.Column("vector", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["statement_id"], ["statements.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("statement_id"),
    )
    op.create_index("ix_search_vectors_position", "search_vectors", ["position"], unique=True)
    for command in _SQLITE if sqlite else _POSTGRESQL:
        op.execute(command)
