"""vectors of texts: a statement's words have a third vector, so that all vectors are built anew"""

from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("DELETE FROM search_vectors")


def downgrade() -> None:
    op.execute("DELETE FROM search_vectors")
