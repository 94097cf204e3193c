"""channels under fire: closed conversations, messages in flight, what nobody understood

Revision: 0002, after 0001
"""

import sqlalchemy as sa
from alembic import op

import data.tables.base

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.create_table(
        "set_aside",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("channel", sa.String(length=20), nullable=False),
        sa.Column("network_id", sa.String(length=200), nullable=False),
        sa.Column("reason", sa.String(length=200), nullable=False),
        sa.Column("at", data.tables.base.UtcTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_set_aside")),
        sa.UniqueConstraint("channel", "network_id", name=op.f("uq_set_aside_channel_network_id")),
        sqlite_autoincrement=True,
    )
    op.add_column("conversation", sa.Column("closed_at", data.tables.base.UtcTime(timezone=True)))
    op.add_column("outbox", sa.Column("reason", sa.String(length=200)))
    op.add_column("outbox", sa.Column("repeated", sa.Boolean(), nullable=False, server_default=sa.false()))


def downgrade() -> None:
    op.drop_column("outbox", "repeated")
    op.drop_column("outbox", "reason")
    op.drop_column("conversation", "closed_at")
    op.drop_table("set_aside")
