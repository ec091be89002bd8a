"""Undoing in the open: a closed batch takes the reversal of a receipt (4.3), and what came back unpaid (4.7)."""

import sqlalchemy as sa
from alembic import op

from backoffice.storage.migrations.triggers import amend, append_only, refuse

revision = "0006"
down_revision = "0005"

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_BATCH_STATE = "(SELECT state FROM batches WHERE id = NEW.batch_id)"
_LINE_STATE = "(SELECT b.state FROM receipts r JOIN batches b ON b.id = r.batch_id WHERE r.id = NEW.receipt_id)"
_MAIL_STATE = "(SELECT b.state FROM mail m JOIN batches b ON b.id = m.batch_id WHERE m.id = NEW.mail_id)"
_CORRECTED = "(SELECT corrects FROM receipts WHERE id = NEW.receipt_id)"
_MIRRORS_A_RECEIPT = (
    "(NEW.corrects IS NULL AND EXISTS (SELECT 1 FROM receipts o WHERE o.id = NEW.reverses AND o.reverses IS NULL "
    "AND o.amount = -NEW.amount AND o.batch_id = NEW.batch_id AND o.client_id = NEW.client_id))"
)
_MIRRORS_A_LINE = (
    "EXISTS (SELECT 1 FROM instruction_lines o JOIN receipts r ON r.id = NEW.receipt_id "
    "WHERE o.id = NEW.reverses AND o.reverses IS NULL "
    "AND o.amount = -NEW.amount AND o.invoice_id = NEW.invoice_id AND (r.reverses = o.receipt_id "
    "OR (r.id = o.receipt_id AND EXISTS (SELECT 1 FROM unpaids u WHERE u.receipt_id = r.id))))"
)
_MIRRORS_THE_MAIL = (
    "EXISTS (SELECT 1 FROM mail o JOIN receipts r ON r.id = NEW.receipt_id "
    "WHERE o.id = NEW.reverses AND r.reverses = o.receipt_id)"
)
_UNPAID = "EXISTS (SELECT 1 FROM unpaids u WHERE u.debit_id = NEW.reverses)"
_ON_A_FILE = "EXISTS (SELECT 1 FROM bank_file_lines l WHERE l.debit_id = NEW.{})"
_AMENDED = {
    ("receipts", "receipts_batch_frozen"): (
        f"({_BATCH_STATE} = 'closed' AND NOT {_MIRRORS_A_RECEIPT}) "
        f"OR ({_BATCH_STATE} = 'preclosed' AND NEW.reverses IS NULL AND NEW.corrects IS NULL)"
    ),
    ("instruction_lines", "instruction_lines_batch_frozen"): f"{_LINE_STATE} = 'closed' AND NOT {_MIRRORS_A_LINE}",
    ("mail", "mail_batch_frozen"): (
        f"({_BATCH_STATE} = 'closed' AND NOT {_MIRRORS_THE_MAIL}) "
        f"OR ({_BATCH_STATE} = 'preclosed' AND NEW.reverses IS NULL AND {_CORRECTED} IS NULL)"
    ),
    ("debits", "debits_batch_frozen"): f"{_MAIL_STATE} = 'closed' AND NOT {_UNPAID}",
    ("debits", "debits_not_after_the_bank"): f"{_ON_A_FILE.format('reverses')} AND NOT {_UNPAID}",
}
_RECEIPT_STANDS = (
    "EXISTS (SELECT 1 FROM receipts o WHERE o.id = NEW.receipt_id AND o.reverses IS NULL "
    "AND o.client_id = NEW.client_id AND NOT EXISTS (SELECT 1 FROM receipts r WHERE r.reverses = o.id))"
)
_DEBIT_STANDS = (
    "EXISTS (SELECT 1 FROM debits o WHERE o.id = NEW.debit_id AND o.reverses IS NULL "
    "AND o.client_id = NEW.client_id AND NOT EXISTS (SELECT 1 FROM debits r WHERE r.reverses = o.id))"
)


def upgrade() -> None:
    """Make the table and its triggers, and amend those that knew of no correction in a closed batch."""
    op.create_table(
        "unpaids",
        sa.Column("id", _ID, sa.Identity(always=True), nullable=False),
        sa.Column("gesture", sa.Uuid(), nullable=False),
        sa.Column("client_id", _ID, nullable=False),
        sa.Column("receipt_id", _ID, nullable=True),
        sa.Column("debit_id", _ID, nullable=True),
        sa.Column("debt_back", sa.BigInteger(), nullable=False),
        sa.Column("recorded_by", _ID, nullable=False),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint("(receipt_id IS NULL) <> (debit_id IS NULL)", name="ck_unpaids_payment"),
        sa.CheckConstraint("debt_back > 0", name="ck_unpaids_debt_back"),
        sa.ForeignKeyConstraint(["client_id"], ["clients.id"], name="fk_unpaids_client_id"),
        sa.ForeignKeyConstraint(["debit_id"], ["debits.id"], name="fk_unpaids_debit_id"),
        sa.ForeignKeyConstraint(["gesture"], ["gestures.key"], name="fk_unpaids_gesture"),
        sa.ForeignKeyConstraint(["receipt_id"], ["receipts.id"], name="fk_unpaids_receipt_id"),
        sa.ForeignKeyConstraint(["recorded_by"], ["people.id"], name="fk_unpaids_recorded_by"),
        sa.PrimaryKeyConstraint("id", name="pk_unpaids"),
        sa.UniqueConstraint("debit_id", name="uq_unpaids_debit_id"),
        sa.UniqueConstraint("gesture", name="uq_unpaids_gesture"),
        sa.UniqueConstraint("receipt_id", name="uq_unpaids_receipt_id"),
    )
    op.create_index("ix_unpaids_client_id", "unpaids", ["client_id"], unique=False)
    append_only("unpaids")
    refuse("unpaids", "INSERT", "unpaids_stand", f"NOT ({_RECEIPT_STANDS} OR {_DEBIT_STANDS})")
    sent = _ON_A_FILE.format("debit_id")
    refuse("unpaids", "INSERT", "unpaids_after_the_bank", f"NEW.debit_id IS NOT NULL AND NOT {sent}")
    for (table, name), condition in _AMENDED.items():
        amend(table, "INSERT", name, condition)
