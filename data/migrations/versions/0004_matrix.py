"""matrix: our device, rooms, messages whose keys are missing

Revision: 0004, after 0003
"""

import sqlalchemy as sa
from alembic import op

import data.tables.base

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.create_table(
        "matrix_account",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.String(length=255), nullable=False),
        sa.Column("device_id", sa.String(length=255), nullable=False),
        sa.Column("sync_token", sa.String(length=2000), nullable=False),
        sa.Column("salt", sa.String(length=16), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_matrix_account")),
        sa.UniqueConstraint("user_id", "device_id", name=op.f("uq_matrix_account_user_id_device_id")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "matrix_room",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("room_id", sa.String(length=255), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("encrypted", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_matrix_room")),
        sa.UniqueConstraint("room_id", name=op.f("uq_matrix_room_room_id")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "matrix_held",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.String(length=255), nullable=False),
        sa.Column("room_id", sa.String(length=255), nullable=False),
        sa.Column("sender", sa.String(length=255), nullable=False),
        sa.Column("source", sa.JSON(), nullable=False),
        sa.Column("held_at", data.tables.base.UtcTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_matrix_held")),
        sa.UniqueConstraint("event_id", name=op.f("uq_matrix_held_event_id")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_matrix_held_sender"), "matrix_held", ["sender"])


def downgrade() -> None:
    op.drop_table("matrix_held")
    op.drop_table("matrix_room")
    op.drop_table("matrix_account")
