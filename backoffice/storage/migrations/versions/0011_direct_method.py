"""The partner's own code for its direct debit (P-61); partners that are there already have none until an import."""

from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    """Add the column. What the procedure names is no partner's own: 15 is the cheque and nothing else."""
    op.execute(
        "ALTER TABLE partners ADD COLUMN direct_method SMALLINT CONSTRAINT ck_partners_direct_method "
        "CHECK (direct_method BETWEEN 1 AND 99 AND direct_method NOT IN (15, 80, 81, 82, 99))"
    )
