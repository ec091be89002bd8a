"""What becomes of a client's credit: applied to an invoice, or refunded; and why a payment was cancelled."""

from sqlalchemy import BigInteger, CheckConstraint, Column, ForeignKey, Integer, String, Table

from backoffice.storage.tables.columns import ID, by_and_at, gesture_column, id_column, metadata

allocations = Table(
    "allocations",
    metadata,
    id_column(),
    gesture_column(once=False),
    Column("client_id", ID, ForeignKey("clients.id"), nullable=False, index=True),
    Column("invoice_id", ID, ForeignKey("invoices.id"), nullable=False, index=True),
    Column("amount", BigInteger, nullable=False),
    Column("reverses", ID, ForeignKey("allocations.id"), unique=True),
    *by_and_at("recorded"),
    CheckConstraint("(reverses IS NULL) = (amount > 0)", name="sign"),
)
"""*Imputation d'un avoir* (C-04): what of a client's credit settles an invoice. No money moves."""

refunds = Table(
    "refunds",
    metadata,
    id_column(),
    gesture_column(once=True),
    Column("client_id", ID, ForeignKey("clients.id"), nullable=False, index=True),
    Column("amount", BigInteger, nullable=False),
    Column("reason", String(300), nullable=False),
    Column("reverses", ID, ForeignKey("refunds.id"), unique=True),
    *by_and_at("recorded"),
    CheckConstraint("(reverses IS NULL) = (amount > 0)", name="sign"),
)

refund_lists = Table(
    "refund_lists",
    metadata,
    id_column(),
    gesture_column(once=True),
    Column("number", String(20), nullable=False, unique=True),
    Column("count", Integer, nullable=False),
    Column("amount", BigInteger, nullable=False),
    *by_and_at("made"),
)

refund_list_lines = Table(
    "refund_list_lines",
    metadata,
    Column("refund_id", ID, ForeignKey("refunds.id"), primary_key=True),
    Column("list_id", ID, ForeignKey("refund_lists.id"), nullable=False, index=True),
)
"""A refund goes to the accounts once, and is not taken back after."""

cancel_reasons = Table(
    "cancel_reasons",
    metadata,
    id_column(),
    gesture_column(once=True),
    Column("receipt_id", ID, ForeignKey("receipts.id"), nullable=False, index=True),
    Column("reason", String(12), nullable=False),
    Column("words", String(300), nullable=False),
    CheckConstraint("reason IN ('lost', 'keyed_wrong', 'double', 'other')", name="reason"),
    CheckConstraint("(reason = 'other') = (words <> '')", name="words"),
)
"""Why a payment is cancelled, as whoever asked for it said (A-01); of several the newest counts."""
