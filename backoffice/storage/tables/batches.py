"""Batches, their receipts, tapes and receipt slips."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    SmallInteger,
    String,
    Table,
)

from backoffice.storage.tables.columns import ID, UtcDateTime, by_and_at, gesture_column, id_column, metadata

batches = Table(
    "batches",
    metadata,
    id_column(),
    Column("number", String(20), nullable=False, unique=True),
    Column("arrival_date", Date, nullable=False),
    Column("with_invoice", Boolean, nullable=False),
    Column("kind", String(20), nullable=False),
    Column("state", String(20), nullable=False),
    Column("opened_by", ID, ForeignKey("people.id"), nullable=False, index=True),
    Column("opened_at", UtcDateTime, nullable=False, index=True),
    gesture_column(once=True),
    CheckConstraint("state IN ('open', 'preclosed', 'closed')", name="state"),
    CheckConstraint("kind IN ('PARTENARIAT', 'FA')", name="kind"),
)

receipts = Table(
    "receipts",
    metadata,
    id_column(),
    gesture_column(once=False),
    Column("batch_id", ID, ForeignKey("batches.id"), nullable=False, index=True),
    Column("client_id", ID, ForeignKey("clients.id"), nullable=False, index=True),
    Column("method_code", SmallInteger, nullable=False),
    Column("amount", BigInteger, nullable=False),
    Column("figures", BigInteger, nullable=False),
    Column("words", String(300)),
    Column("cheque_number", String(7), nullable=False, index=True),
    Column("forced", Boolean, nullable=False),
    Column("duplicate_of", ID, ForeignKey("receipts.id")),
    Column("reverses", ID, ForeignKey("receipts.id"), unique=True),
    Column("corrects", ID, ForeignKey("receipts.id"), unique=True),
    *by_and_at("recorded"),
    CheckConstraint("(reverses IS NULL) = (amount > 0)", name="sign"),
    Index("ix_receipts_recorded_at", "recorded_at", "id"),
    Index("ix_receipts_amount", "amount", "recorded_at", "id"),
)

instruction_lines = Table(
    "instruction_lines",
    metadata,
    id_column(),
    Column("receipt_id", ID, ForeignKey("receipts.id"), nullable=False, index=True),
    Column("invoice_id", ID, ForeignKey("invoices.id"), nullable=False, index=True),
    Column("operation", String(20), nullable=False),
    Column("amount", BigInteger, nullable=False),
    Column("rule", String(10), nullable=False),
    Column("reverses", ID, ForeignKey("instruction_lines.id"), unique=True),
    CheckConstraint("operation IN ('settle', 'no_payment', 'blank')", name="operation"),
)

tapes = Table(
    "tapes",
    metadata,
    id_column(),
    gesture_column(once=True),
    Column("batch_id", ID, ForeignKey("batches.id"), nullable=False, index=True),
    Column("amounts", String, nullable=False),
    *by_and_at("recorded"),
)
"""`amounts`: the tape's amounts in cents, in the order keyed, with spaces between."""

slips = Table(
    "slips",
    metadata,
    id_column(),
    gesture_column(once=True),
    Column("number", String(20), nullable=False, unique=True),
    Column("batch_id", ID, ForeignKey("batches.id"), nullable=False, index=True),
    Column("last_receipt", ID, nullable=False),
    Column("count", Integer, nullable=False),
    Column("amount", BigInteger, nullable=False),
    Column("anchor", String(64), nullable=False),
    *by_and_at("printed"),
)
"""`last_receipt`: the newest receipt that the slip shows; a newer one in the batch makes the slip out of date."""
