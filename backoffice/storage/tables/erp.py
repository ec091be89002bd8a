"""Payments that also live in a financial system (ERP): what it was told, what is asked of it, what it said."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    SmallInteger,
    String,
    Table,
    UniqueConstraint,
    text,
)

from backoffice.storage.tables.columns import ID, UtcDateTime, by_and_at, gesture_column, id_column, metadata

_TO_HAND_OVER = text("handed_over_at IS NULL")
_WAITING = text("state IN ('to_send', 'sent', 'pending')")
_UNDECIDED = text("state IN ('checking', 'going')")

erp_batches = Table(
    "erp_batches",
    metadata,
    Column("batch_id", ID, ForeignKey("batches.id"), primary_key=True),
    Column("taken_at", UtcDateTime, nullable=False),
)
"""Closed batches whose standing lines are in `erp_lines`."""

erp_lines = Table(
    "erp_lines",
    metadata,
    Column("line_id", ID, ForeignKey("instruction_lines.id"), primary_key=True),
    Column("reference", String(35), nullable=False, unique=True),
    Column("taken_at", UtcDateTime, nullable=False),
    Column("claimed_at", UtcDateTime),
    Column("handed_over_at", UtcDateTime),
    Index("ix_erp_lines_to_hand_over", "line_id", sqlite_where=_TO_HAND_OVER, postgresql_where=_TO_HAND_OVER),
)
"""Lines that live, or are about to live, in the financial system: they are cancelled when it says so, and only then.

`claimed_at`: when a workstation last set out to tell it, so that no two do so at once.
"""

cancellations = Table(
    "cancellations",
    metadata,
    id_column(),
    gesture_column(once=True),
    Column("receipt_id", ID, ForeignKey("receipts.id"), nullable=False, unique=True),
    Column("inquiry", String(35), nullable=False, unique=True),
    Column("state", String(10), nullable=False),
    Column("reason", String(300), nullable=False),
    *by_and_at("asked"),
    Column("times_looked", SmallInteger, nullable=False),
    Column("looked_at", UtcDateTime),
    Column("decided_at", UtcDateTime),
    CheckConstraint("state IN ('checking', 'declined', 'going', 'done')", name="state"),
    Index("ix_cancellations_undecided", "asked_at", sqlite_where=_UNDECIDED, postgresql_where=_UNDECIDED),
)
"""`inquiry`: the reference of the last question after the lines' status; `reason`: why it was declined."""

erp_requests = Table(
    "erp_requests",
    metadata,
    id_column(),
    Column("cancellation_id", ID, ForeignKey("cancellations.id"), nullable=False, index=True),
    Column("line_id", ID, ForeignKey("erp_lines.line_id"), nullable=False),
    Column("attempt", SmallInteger, nullable=False),
    Column("reference", String(35), nullable=False, unique=True),
    Column("state", String(10), nullable=False),
    Column("reason", String(300), nullable=False),
    *by_and_at("asked"),
    Column("times_sent", SmallInteger, nullable=False),
    Column("sent_at", UtcDateTime),
    Column("settled_at", UtcDateTime),
    UniqueConstraint("line_id", "attempt", name="uq_erp_requests_line_id"),
    CheckConstraint("state IN ('to_send', 'sent', 'pending', 'refused', 'cancelled')", name="state"),
    CheckConstraint("(settled_at IS NULL) = (state IN ('to_send', 'sent', 'pending'))", name="settled"),
    Index("ix_erp_requests_waiting", "asked_at", sqlite_where=_WAITING, postgresql_where=_WAITING),
)
"""`attempt`: from 1; one more each time that a person asks again after a refusal."""

erp_messages = Table(
    "erp_messages",
    metadata,
    id_column(),
    Column("message_id", String(100), nullable=False, unique=True),
    Column("request", String(35), nullable=False),
    Column("line", String(35), nullable=False),
    Column("answer", String(10), nullable=False),
    Column("amount", BigInteger),
    Column("reason", String(300), nullable=False),
    Column("reading", String(12), nullable=False),
    Column("request_id", ID, ForeignKey("erp_requests.id"), index=True),
    Column("received_at", UtcDateTime, nullable=False),
    CheckConstraint("reading IN ('applied', 'repeated', 'quarantined')", name="reading"),
)
"""The inbox. `request` and `line` are as the message has them; `request_id` is what they were found to mean."""

erp_verdicts = Table(
    "erp_verdicts",
    metadata,
    id_column(),
    gesture_column(once=True),
    Column("message_id", ID, ForeignKey("erp_messages.id"), nullable=False, unique=True),
    Column("accepted", Boolean, nullable=False),
    Column("comment", String(300), nullable=False),
    *by_and_at("settled"),
)
"""How a person settled a message that was quarantined: the line is cancelled (`accepted`), or nothing changes."""
