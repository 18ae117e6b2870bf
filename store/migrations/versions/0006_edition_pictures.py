"""edition pictures"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("digests", sa.Column("picture", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("outbox", sa.Column("picture", sa.Text(), nullable=True))
