"""The financial system: lines it was told of, cancellations, requests, its messages; and the search of payments."""

import sqlalchemy as sa
from alembic import op

from backoffice.storage.migrations.triggers import amend, append_only, never_deleted, refuse

revision = "0007"
down_revision = "0006"

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_UNDECIDED = sa.text("state IN ('checking', 'going')")
_TO_HAND_OVER = sa.text("handed_over_at IS NULL")
_WAITING = sa.text("state IN ('to_send', 'sent', 'pending')")
_CONFIRMED = "EXISTS (SELECT 1 FROM erp_requests q WHERE q.line_id = {} AND q.state = 'cancelled')"
_LINE_STATE = "(SELECT b.state FROM receipts r JOIN batches b ON b.id = r.batch_id WHERE r.id = NEW.receipt_id)"
_MIRRORS_A_LINE = (
    "EXISTS (SELECT 1 FROM instruction_lines o JOIN receipts r ON r.id = NEW.receipt_id "
    "WHERE o.id = NEW.reverses AND o.reverses IS NULL "
    "AND o.amount = -NEW.amount AND o.invoice_id = NEW.invoice_id AND (r.reverses = o.receipt_id "
    "OR (r.id = o.receipt_id AND (EXISTS (SELECT 1 FROM unpaids u WHERE u.receipt_id = r.id) "
    "OR EXISTS (SELECT 1 FROM erp_requests q WHERE q.line_id = o.id AND q.state = 'cancelled')))))"
)
_STANDS_IN_A_CLOSED_BATCH = (
    "EXISTS (SELECT 1 FROM instruction_lines l JOIN receipts r ON r.id = l.receipt_id "
    "JOIN batches b ON b.id = r.batch_id WHERE l.id = NEW.line_id AND l.amount > 0 AND b.state = 'closed' "
    "AND NOT EXISTS (SELECT 1 FROM instruction_lines m WHERE m.reverses = l.id))"
)
_OF_RECEIPT = (
    "EXISTS (SELECT 1 FROM instruction_lines l JOIN erp_lines e ON e.line_id = l.id WHERE l.receipt_id = {}{})"
)
_UNCONFIRMED = f" AND NOT {_CONFIRMED.format('l.id')}"
_FIXED = {
    "erp_lines": ("line_id", "reference", "taken_at"),
    "cancellations": ("id", "gesture", "receipt_id", "asked_by", "asked_at"),
    "erp_requests": ("id", "cancellation_id", "line_id", "attempt", "reference", "asked_by", "asked_at"),
}
_MOVED_BACK = {
    "erp_lines": "OLD.handed_over_at IS NOT NULL",
    "cancellations": (
        "NOT ((OLD.state = 'checking' AND NEW.state IN ('checking', 'declined', 'going')) "
        "OR (OLD.state = 'declined' AND NEW.state = 'checking') OR (OLD.state = 'going' AND NEW.state = 'done'))"
    ),
    "erp_requests": (
        "OLD.state = 'cancelled' OR (OLD.state = 'refused' AND NEW.state <> 'cancelled') "
        "OR (OLD.state = 'pending' AND NEW.state = 'sent') OR (OLD.state <> 'to_send' AND NEW.state = 'to_send')"
    ),
}


def upgrade() -> None:
    """Make the tables and their triggers, and amend those that knew of no financial system."""
    _erp_batches()
    _cancellations()
    _erp_lines()
    _erp_requests()
    _erp_messages()
    _erp_verdicts()
    _search_indexes()
    for table in ("erp_batches", "erp_messages", "erp_verdicts"):
        append_only(table)
    for table, fixed in _FIXED.items():
        never_deleted(table)
        changed = " OR ".join(f"NEW.{column} IS DISTINCT FROM OLD.{column}" for column in fixed)
        refuse(table, "UPDATE", f"{table}_states_only", f"{changed} OR {_MOVED_BACK[table]}")
    _keep_in_step()


def _keep_in_step() -> None:
    """What the financial system knows of is cancelled when it says so, and only then."""
    refuse("erp_lines", "INSERT", "erp_lines_stand", f"NOT {_STANDS_IN_A_CLOSED_BATCH}")
    refuse("cancellations", "INSERT", "cancellations_in_the_erp", f"NOT {_OF_RECEIPT.format('NEW.receipt_id', '')}")
    unconfirmed = f"NEW.reverses IS NOT NULL AND {_OF_RECEIPT.format('NEW.reverses', _UNCONFIRMED)}"
    refuse("receipts", "INSERT", "receipts_with_the_erp", unconfirmed)
    refuse("unpaids", "INSERT", "unpaids_with_the_erp", _OF_RECEIPT.format("NEW.receipt_id", ""))
    frozen = f"{_LINE_STATE} = 'closed' AND NOT {_MIRRORS_A_LINE}"
    amend("instruction_lines", "INSERT", "instruction_lines_batch_frozen", frozen)


def _search_indexes() -> None:
    op.create_index("ix_receipts_recorded_at", "receipts", ["recorded_at", "id"], unique=False)
    op.create_index("ix_receipts_amount", "receipts", ["amount", "recorded_at", "id"], unique=False)
    op.create_index("ix_debits_amount", "debits", ["amount"], unique=False)


def _erp_batches() -> None:
    op.create_table(
        "erp_batches",
        sa.Column("batch_id", _ID, nullable=False),
        sa.Column("taken_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["batch_id"], ["batches.id"], name="fk_erp_batches_batch_id"),
        sa.PrimaryKeyConstraint("batch_id", name="pk_erp_batches"),
    )


def _cancellations() -> None:
    op.create_table(
        "cancellations",
        sa.Column("id", _ID, sa.Identity(always=True), nullable=False),
        sa.Column("gesture", sa.Uuid(), nullable=False),
        sa.Column("receipt_id", _ID, nullable=False),
        sa.Column("inquiry", sa.String(length=35), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("reason", sa.String(length=300), nullable=False),
        sa.Column("asked_by", _ID, nullable=False),
        sa.Column("asked_at", sa.DateTime(), nullable=False),
        sa.Column("times_looked", sa.SmallInteger(), nullable=False),
        sa.Column("looked_at", sa.DateTime(), nullable=True),
        sa.Column("decided_at", sa.DateTime(), nullable=True),
        sa.CheckConstraint("state IN ('checking', 'declined', 'going', 'done')", name="ck_cancellations_state"),
        sa.ForeignKeyConstraint(["asked_by"], ["people.id"], name="fk_cancellations_asked_by"),
        sa.ForeignKeyConstraint(["gesture"], ["gestures.key"], name="fk_cancellations_gesture"),
        sa.ForeignKeyConstraint(["receipt_id"], ["receipts.id"], name="fk_cancellations_receipt_id"),
        sa.PrimaryKeyConstraint("id", name="pk_cancellations"),
        sa.UniqueConstraint("gesture", name="uq_cancellations_gesture"),
        sa.UniqueConstraint("inquiry", name="uq_cancellations_inquiry"),
        sa.UniqueConstraint("receipt_id", name="uq_cancellations_receipt_id"),
    )
    op.create_index(
        "ix_cancellations_undecided",
        "cancellations",
        ["asked_at"],
        unique=False,
        sqlite_where=_UNDECIDED,
        postgresql_where=_UNDECIDED,
    )


def _erp_lines() -> None:
    op.create_table(
        "erp_lines",
        sa.Column("line_id", _ID, nullable=False),
        sa.Column("reference", sa.String(length=35), nullable=False),
        sa.Column("taken_at", sa.DateTime(), nullable=False),
        sa.Column("claimed_at", sa.DateTime(), nullable=True),
        sa.Column("handed_over_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["line_id"], ["instruction_lines.id"], name="fk_erp_lines_line_id"),
        sa.PrimaryKeyConstraint("line_id", name="pk_erp_lines"),
        sa.UniqueConstraint("reference", name="uq_erp_lines_reference"),
    )
    op.create_index(
        "ix_erp_lines_to_hand_over",
        "erp_lines",
        ["line_id"],
        unique=False,
        sqlite_where=_TO_HAND_OVER,
        postgresql_where=_TO_HAND_OVER,
    )


def _erp_requests() -> None:
    op.create_table(
        "erp_requests",
        sa.Column("id", _ID, sa.Identity(always=True), nullable=False),
        sa.Column("cancellation_id", _ID, nullable=False),
        sa.Column("line_id", _ID, nullable=False),
        sa.Column("attempt", sa.SmallInteger(), nullable=False),
        sa.Column("reference", sa.String(length=35), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("reason", sa.String(length=300), nullable=False),
        sa.Column("asked_by", _ID, nullable=False),
        sa.Column("asked_at", sa.DateTime(), nullable=False),
        sa.Column("times_sent", sa.SmallInteger(), nullable=False),
        sa.Column("sent_at", sa.DateTime(), nullable=True),
        sa.Column("settled_at", sa.DateTime(), nullable=True),
        sa.CheckConstraint(
            "(settled_at IS NULL) = (state IN ('to_send', 'sent', 'pending'))", name="ck_erp_requests_settled"
        ),
        sa.CheckConstraint(
            "state IN ('to_send', 'sent', 'pending', 'refused', 'cancelled')", name="ck_erp_requests_state"
        ),
        sa.ForeignKeyConstraint(["asked_by"], ["people.id"], name="fk_erp_requests_asked_by"),
        sa.ForeignKeyConstraint(["cancellation_id"], ["cancellations.id"], name="fk_erp_requests_cancellation_id"),
        sa.ForeignKeyConstraint(["line_id"], ["erp_lines.line_id"], name="fk_erp_requests_line_id"),
        sa.PrimaryKeyConstraint("id", name="pk_erp_requests"),
        sa.UniqueConstraint("line_id", "attempt", name="uq_erp_requests_line_id"),
        sa.UniqueConstraint("reference", name="uq_erp_requests_reference"),
    )
    op.create_index("ix_erp_requests_cancellation_id", "erp_requests", ["cancellation_id"], unique=False)
    op.create_index(
        "ix_erp_requests_waiting",
        "erp_requests",
        ["asked_at"],
        unique=False,
        sqlite_where=_WAITING,
        postgresql_where=_WAITING,
    )


def _erp_messages() -> None:
    op.create_table(
        "erp_messages",
        sa.Column("id", _ID, sa.Identity(always=True), nullable=False),
        sa.Column("message_id", sa.String(length=100), nullable=False),
        sa.Column("request", sa.String(length=35), nullable=False),
        sa.Column("line", sa.String(length=35), nullable=False),
        sa.Column("answer", sa.String(length=10), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=True),
        sa.Column("reason", sa.String(length=300), nullable=False),
        sa.Column("reading", sa.String(length=12), nullable=False),
        sa.Column("request_id", _ID, nullable=True),
        sa.Column("received_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint("reading IN ('applied', 'repeated', 'quarantined')", name="ck_erp_messages_reading"),
        sa.ForeignKeyConstraint(["request_id"], ["erp_requests.id"], name="fk_erp_messages_request_id"),
        sa.PrimaryKeyConstraint("id", name="pk_erp_messages"),
        sa.UniqueConstraint("message_id", name="uq_erp_messages_message_id"),
    )
    op.create_index("ix_erp_messages_request_id", "erp_messages", ["request_id"], unique=False)


def _erp_verdicts() -> None:
    op.create_table(
        "erp_verdicts",
        sa.Column("id", _ID, sa.Identity(always=True), nullable=False),
        sa.Column("gesture", sa.Uuid(), nullable=False),
        sa.Column("message_id", _ID, nullable=False),
        sa.Column("accepted", sa.Boolean(), nullable=False),
        sa.Column("comment", sa.String(length=300), nullable=False),
        sa.Column("settled_by", _ID, nullable=False),
        sa.Column("settled_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["gesture"], ["gestures.key"], name="fk_erp_verdicts_gesture"),
        sa.ForeignKeyConstraint(["message_id"], ["erp_messages.id"], name="fk_erp_verdicts_message_id"),
        sa.ForeignKeyConstraint(["settled_by"], ["people.id"], name="fk_erp_verdicts_settled_by"),
        sa.PrimaryKeyConstraint("id", name="pk_erp_verdicts"),
        sa.UniqueConstraint("gesture", name="uq_erp_verdicts_gesture"),
        sa.UniqueConstraint("message_id", name="uq_erp_verdicts_message_id"),
    )
