"""dossiers as they were delivered

Revision: 0005, after 0004
"""

import sqlalchemy as sa
from alembic import op

import data.tables.base

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.create_table(
        "dossier",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("founding_id", sa.Integer(), nullable=False),
        sa.Column("answer_id", sa.Integer(), nullable=False),
        sa.Column("at", data.tables.base.UtcTime(timezone=True), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("law", sa.Date(), nullable=False),
        sa.Column("record_hash", sa.String(length=64), nullable=False),
        sa.Column("files_hash", sa.String(length=64), nullable=False),
        sa.Column("texts", sa.JSON(), nullable=False),
        sa.Column("findings", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["answer_id"], ["answer.id"], name=op.f("fk_dossier_answer_id")),
        sa.ForeignKeyConstraint(["founding_id"], ["founding.id"], name=op.f("fk_dossier_founding_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dossier")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_dossier_latest", "dossier", ["founding_id", "id"])


def downgrade() -> None:
    op.drop_index("ix_dossier_latest", table_name="dossier")
    op.drop_table("dossier")
