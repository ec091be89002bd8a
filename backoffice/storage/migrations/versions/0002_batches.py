"""Batches, receipts and their lines, tapes and slips."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make the tables."""
    _batches()
    _receipts()
    _instruction_lines()
    _tapes()
    _slips()


def _batches() -> None:
    op.create_table(
        "batches",
        sa.Column("id", _ID, sa.Identity(always=True), nullable=False),
        sa.Column("number", sa.String(length=20), nullable=False),
        sa.Column("arrival_date", sa.Date(), nullable=False),
        sa.Column("with_invoice", sa.Boolean(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("opened_by", _ID, nullable=False),
        sa.Column("opened_at", sa.DateTime(), nullable=False),
        sa.Column("gesture", sa.Uuid(), nullable=False),
        sa.CheckConstraint("kind IN ('PARTENARIAT', 'FA')", name="ck_batches_kind"),
        sa.CheckConstraint("state IN ('open', 'preclosed', 'closed')", name="ck_batches_state"),
        sa.ForeignKeyConstraint(["gesture"], ["gestures.key"], name="fk_batches_gesture"),
        sa.ForeignKeyConstraint(["opened_by"], ["people.id"], name="fk_batches_opened_by"),
        sa.PrimaryKeyConstraint("id", name="pk_batches"),
        sa.UniqueConstraint("gesture", name="uq_batches_gesture"),
        sa.UniqueConstraint("number", name="uq_batches_number"),
    )
    op.create_index("ix_batches_opened_at", "batches", ["opened_at"], unique=False)
    op.create_index("ix_batches_opened_by", "batches", ["opened_by"], unique=False)


def _receipts() -> None:
    op.create_table(
        "receipts",
        sa.Column("id", _ID, sa.Identity(always=True), nullable=False),
        sa.Column("gesture", sa.Uuid(), nullable=False),
        sa.Column("batch_id", _ID, nullable=False),
        sa.Column("client_id", _ID, nullable=False),
        sa.Column("method_code", sa.SmallInteger(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("figures", sa.BigInteger(), nullable=False),
        sa.Column("words", sa.String(length=300), nullable=True),
        sa.Column("cheque_number", sa.String(length=7), nullable=False),
        sa.Column("forced", sa.Boolean(), nullable=False),
        sa.Column("duplicate_of", _ID, nullable=True),
        sa.Column("reverses", _ID, nullable=True),
        sa.Column("corrects", _ID, nullable=True),
        sa.Column("recorded_by", _ID, nullable=False),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint("(reverses IS NULL) = (amount > 0)", name="ck_receipts_sign"),
        sa.ForeignKeyConstraint(["batch_id"], ["batches.id"], name="fk_receipts_batch_id"),
        sa.ForeignKeyConstraint(["client_id"], ["clients.id"], name="fk_receipts_client_id"),
        sa.ForeignKeyConstraint(["corrects"], ["receipts.id"], name="fk_receipts_corrects"),
        sa.ForeignKeyConstraint(["duplicate_of"], ["receipts.id"], name="fk_receipts_duplicate_of"),
        sa.ForeignKeyConstraint(["gesture"], ["gestures.key"], name="fk_receipts_gesture"),
        sa.ForeignKeyConstraint(["recorded_by"], ["people.id"], name="fk_receipts_recorded_by"),
        sa.ForeignKeyConstraint(["reverses"], ["receipts.id"], name="fk_receipts_reverses"),
        sa.PrimaryKeyConstraint("id", name="pk_receipts"),
        sa.UniqueConstraint("corrects", name="uq_receipts_corrects"),
        sa.UniqueConstraint("reverses", name="uq_receipts_reverses"),
    )
    op.create_index("ix_receipts_batch_id", "receipts", ["batch_id"], unique=False)
    op.create_index("ix_receipts_cheque_number", "receipts", ["cheque_number"], unique=False)
    op.create_index("ix_receipts_client_id", "receipts", ["client_id"], unique=False)
    op.create_index("ix_receipts_gesture", "receipts", ["gesture"], unique=False)


def _instruction_lines() -> None:
    op.create_table(
        "instruction_lines",
        sa.Column("id", _ID, sa.Identity(always=True), nullable=False),
        sa.Column("receipt_id", _ID, nullable=False),
        sa.Column("invoice_id", _ID, nullable=False),
        sa.Column("operation", sa.String(length=20), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("rule", sa.String(length=10), nullable=False),
        sa.Column("reverses", _ID, nullable=True),
        sa.CheckConstraint("operation IN ('settle', 'no_payment', 'blank')", name="ck_instruction_lines_operation"),
        sa.ForeignKeyConstraint(["invoice_id"], ["invoices.id"], name="fk_instruction_lines_invoice_id"),
        sa.ForeignKeyConstraint(["receipt_id"], ["receipts.id"], name="fk_instruction_lines_receipt_id"),
        sa.ForeignKeyConstraint(["reverses"], ["instruction_lines.id"], name="fk_instruction_lines_reverses"),
        sa.PrimaryKeyConstraint("id", name="pk_instruction_lines"),
        sa.UniqueConstraint("reverses", name="uq_instruction_lines_reverses"),
    )
    op.create_index("ix_instruction_lines_invoice_id", "instruction_lines", ["invoice_id"], unique=False)
    op.create_index("ix_instruction_lines_receipt_id", "instruction_lines", ["receipt_id"], unique=False)


def _tapes() -> None:
    op.create_table(
        "tapes",
        sa.Column("id", _ID, sa.Identity(always=True), nullable=False),
        sa.Column("gesture", sa.Uuid(), nullable=False),
        sa.Column("batch_id", _ID, nullable=False),
        sa.Column("amounts", sa.String(), nullable=False),
        sa.Column("recorded_by", _ID, nullable=False),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["batch_id"], ["batches.id"], name="fk_tapes_batch_id"),
        sa.ForeignKeyConstraint(["gesture"], ["gestures.key"], name="fk_tapes_gesture"),
        sa.ForeignKeyConstraint(["recorded_by"], ["people.id"], name="fk_tapes_recorded_by"),
        sa.PrimaryKeyConstraint("id", name="pk_tapes"),
        sa.UniqueConstraint("gesture", name="uq_tapes_gesture"),
    )
    op.create_index("ix_tapes_batch_id", "tapes", ["batch_id"], unique=False)


def _slips() -> None:
    op.create_table(
        "slips",
        sa.Column("id", _ID, sa.Identity(always=True), nullable=False),
        sa.Column("gesture", sa.Uuid(), nullable=False),
        sa.Column("number", sa.String(length=20), nullable=False),
        sa.Column("batch_id", _ID, nullable=False),
        sa.Column("last_receipt", _ID, nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("anchor", sa.String(length=64), nullable=False),
        sa.Column("printed_by", _ID, nullable=False),
        sa.Column("printed_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["batch_id"], ["batches.id"], name="fk_slips_batch_id"),
        sa.ForeignKeyConstraint(["gesture"], ["gestures.key"], name="fk_slips_gesture"),
        sa.ForeignKeyConstraint(["printed_by"], ["people.id"], name="fk_slips_printed_by"),
        sa.PrimaryKeyConstraint("id", name="pk_slips"),
        sa.UniqueConstraint("gesture", name="uq_slips_gesture"),
        sa.UniqueConstraint("number", name="uq_slips_number"),
    )
    op.create_index("ix_slips_batch_id", "slips", ["batch_id"], unique=False)
