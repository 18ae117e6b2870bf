"""a cursor for the corrections of editions"""

from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("INSERT INTO cursors (name, change) SELECT 'editions', change FROM head")
