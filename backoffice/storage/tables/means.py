"""How clients pay, what is debited again, what is put back in service, and what went to the bank."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    SmallInteger,
    String,
    Table,
    text,
)

from backoffice.storage.tables.columns import ID, UtcDateTime, by_and_at, gesture_column, id_column, metadata

_REVERSES = text("reverses IS NOT NULL")
_OPEN = text("state IN ('to_send', 'open')")

means = Table(
    "means",
    metadata,
    id_column(),
    gesture_column(once=False),
    Column("client_id", ID, ForeignKey("clients.id"), nullable=False, index=True),
    Column("mail_id", ID, ForeignKey("mail.id"), index=True),
    Column("origin", String(10), nullable=False),
    Column("method_code", SmallInteger, nullable=False),
    Column("sealed_iban", LargeBinary),
    Column("rum", String(35), nullable=False),
    Column("mandate", String(20), nullable=False),
    Column("signed_on", Date),
    Column("alias", String(80), nullable=False),
    Column("card_brand", String(20), nullable=False),
    Column("card_last4", String(4), nullable=False),
    Column("card_expiry", String(7), nullable=False),
    Column("reason", String, nullable=False),
    *by_and_at("recorded"),
    CheckConstraint("origin IN ('file', 'change', 'mandate', 'undo')", name="origin"),
)
"""Each row is all of a client's means of payment from then on; the columns of `clients` are the present ones.
`reason`: why, where a person has to say it; the rule of a change."""

debits = Table(
    "debits",
    metadata,
    id_column(),
    gesture_column(once=False),
    Column("mail_id", ID, ForeignKey("mail.id"), nullable=False, index=True),
    Column("client_id", ID, ForeignKey("clients.id"), nullable=False, index=True),
    Column("invoice_id", ID, ForeignKey("invoices.id"), nullable=False, index=True),
    Column("operation", String(10), nullable=False),
    Column("channel", String(10), nullable=False),
    Column("means_id", ID, ForeignKey("means.id"), nullable=False),
    Column("amount", BigInteger, nullable=False, index=True),
    Column("rule", String(10), nullable=False),
    Column("reverses", ID, ForeignKey("debits.id")),
    Column("recorded_by", ID, ForeignKey("people.id"), nullable=False),
    Column("recorded_at", UtcDateTime, nullable=False, index=True),
    CheckConstraint("operation IN ('rebill', 'represent')", name="operation"),
    CheckConstraint("channel IN ('iban', 'card', 'slimpay')", name="channel"),
    CheckConstraint("(reverses IS NULL) = (amount > 0)", name="sign"),
    Index("uq_debits_reverses", "reverses", unique=True, sqlite_where=_REVERSES, postgresql_where=_REVERSES),
)
"""`means_id`: what is debited. A reversal has the amount below zero."""

renewals = Table(
    "renewals",
    metadata,
    id_column(),
    gesture_column(once=False),
    Column("mail_id", ID, ForeignKey("mail.id"), nullable=False, index=True),
    Column("order_id", ID, ForeignKey("orders.id"), nullable=False, index=True),
    Column("beneficiary", Boolean, nullable=False),
    Column("rule", String(10), nullable=False),
    Column("reverses", ID, ForeignKey("renewals.id"), unique=True),
    *by_and_at("recorded"),
)

slimpay_orders = Table(
    "slimpay_orders",
    metadata,
    id_column(),
    gesture_column(once=True),
    Column("client_id", ID, ForeignKey("clients.id"), nullable=False, index=True),
    Column("mail_id", ID, ForeignKey("mail.id"), index=True),
    Column("reference", String(40), nullable=False, unique=True),
    Column("rum", String(35), nullable=False),
    Column("state", String(10), nullable=False),
    *by_and_at("asked"),
    Column("settled_by", ID, ForeignKey("people.id")),
    Column("settled_at", UtcDateTime),
    CheckConstraint("state IN ('to_send', 'open', 'completed', 'aborted')", name="state"),
    Index("ix_slimpay_orders_open", "asked_at", sqlite_where=_OPEN, postgresql_where=_OPEN),
)
"""`rum`: of the mandate that takes another IBAN; empty where a new one is signed."""

bank_files = Table(
    "bank_files",
    metadata,
    id_column(),
    gesture_column(once=False),
    Column("number", String(20), nullable=False, unique=True),
    Column("channel", String(10), nullable=False),
    Column("day", Date, nullable=False),
    Column("collected_on", Date, nullable=False),
    Column("sequence", String(4), nullable=False),
    Column("count", Integer, nullable=False),
    Column("amount", BigInteger, nullable=False),
    *by_and_at("made"),
    CheckConstraint("channel IN ('iban', 'card', 'slimpay')", name="channel"),
)
"""`day`: of the debits in it. `sequence` is empty but for the bank's files."""

bank_file_lines = Table(
    "bank_file_lines",
    metadata,
    Column("file_id", ID, ForeignKey("bank_files.id"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("debit_id", ID, ForeignKey("debits.id"), nullable=False, unique=True),
)
