"""two vectors: a statement's words have one of their own, so that all vectors are built anew"""

from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("DELETE FROM search_vectors")


def downgrade() -> None:
    op.execute("DELETE FROM search_vectors")
