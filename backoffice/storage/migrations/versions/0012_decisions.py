"""The decision in full beside what became of a piece of mail, and the other cheques of an instalment (P-26)."""

import sqlalchemy as sa
from alembic import op

from backoffice.storage.migrations.triggers import append_only

revision = "0012"
down_revision = "0011"

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Add the columns, and make the table with its triggers."""
    op.add_column("mail", sa.Column("decision", sa.String(), server_default="{}", nullable=False))
    op.add_column("mail", sa.Column("edition", sa.String(length=10), server_default="", nullable=False))
    op.create_table(
        "other_cheques",
        sa.Column("mail_id", _ID, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=7), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("cash_on", sa.Date(), nullable=True),
        sa.CheckConstraint("amount > 0", name="ck_other_cheques_amount"),
        sa.ForeignKeyConstraint(["mail_id"], ["mail.id"], name="fk_other_cheques_mail_id"),
        sa.PrimaryKeyConstraint("mail_id", "position", name="pk_other_cheques"),
    )
    append_only("other_cheques")
