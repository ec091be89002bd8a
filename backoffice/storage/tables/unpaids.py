"""Payments that came back unpaid (4.7): what they settled is due again."""

from sqlalchemy import BigInteger, CheckConstraint, Column, ForeignKey, Table

from backoffice.storage.tables.columns import ID, by_and_at, gesture_column, id_column, metadata

unpaids = Table(
    "unpaids",
    metadata,
    id_column(),
    gesture_column(once=True),
    Column("client_id", ID, ForeignKey("clients.id"), nullable=False, index=True),
    Column("receipt_id", ID, ForeignKey("receipts.id"), unique=True),
    Column("debit_id", ID, ForeignKey("debits.id"), unique=True),
    Column("debt_back", BigInteger, nullable=False),
    *by_and_at("recorded"),
    CheckConstraint("(receipt_id IS NULL) <> (debit_id IS NULL)", name="payment"),
    CheckConstraint("debt_back > 0", name="debt_back"),
)
"""A receipt stays in the books, and its lines are mirrored on it; a debit is mirrored like one that is taken back."""
