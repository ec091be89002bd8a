"""How clients pay, debits, renewals, SlimPay orders and bank files; with what the database refuses of them."""

import sqlalchemy as sa
from alembic import op

from backoffice.storage.migrations.triggers import append_only, never_deleted, refuse

revision = "0005"
down_revision = "0004"

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_REVERSAL = sa.text("reverses IS NOT NULL")
_OPEN = sa.text("state IN ('to_send', 'open')")
_CHANNELS = "channel IN ('iban', 'card', 'slimpay')"
_MAIL_STATE = "(SELECT b.state FROM mail m JOIN batches b ON b.id = m.batch_id WHERE m.id = NEW.mail_id)"
_OF_THE_ORDER = ("id", "gesture", "client_id", "mail_id", "reference", "rum", "asked_by", "asked_at")
_MOVED_BACK = "OLD.state IN ('completed', 'aborted') OR (OLD.state = 'open' AND NEW.state = 'to_send')"
_ON_A_FILE = "EXISTS (SELECT 1 FROM bank_file_lines l WHERE l.debit_id = NEW.reverses)"
_UNDONE = "EXISTS (SELECT 1 FROM debits r WHERE r.reverses = NEW.debit_id)"


def upgrade() -> None:
    """Make the tables and their triggers."""
    op.add_column("clients", sa.Column("signed_on", sa.Date(), nullable=True))
    op.add_column("clients", sa.Column("card_last4", sa.String(length=4), server_default="", nullable=False))
    _bank_files()
    _means()
    _renewals()
    _slimpay_orders()
    _debits()
    _bank_file_lines()
    for table in ("means", "debits", "renewals", "bank_files", "bank_file_lines"):
        append_only(table)
    for table in ("debits", "renewals"):
        refuse(table, "INSERT", f"{table}_batch_frozen", f"{_MAIL_STATE} = 'closed'")
    refuse("debits", "INSERT", "debits_not_after_the_bank", _ON_A_FILE)
    refuse("bank_file_lines", "INSERT", "bank_file_lines_stand", _UNDONE)
    never_deleted("slimpay_orders")
    changed = " OR ".join(f"NEW.{column} IS DISTINCT FROM OLD.{column}" for column in _OF_THE_ORDER)
    refuse("slimpay_orders", "UPDATE", "slimpay_orders_states_only", f"{changed} OR {_MOVED_BACK}")


def _bank_files() -> None:
    op.create_table(
        "bank_files",
        sa.Column("id", _ID, sa.Identity(always=True), nullable=False),
        sa.Column("gesture", sa.Uuid(), nullable=False),
        sa.Column("number", sa.String(length=20), nullable=False),
        sa.Column("channel", sa.String(length=10), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("collected_on", sa.Date(), nullable=False),
        sa.Column("sequence", sa.String(length=4), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("made_by", _ID, nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint(_CHANNELS, name="ck_bank_files_channel"),
        sa.ForeignKeyConstraint(["gesture"], ["gestures.key"], name="fk_bank_files_gesture"),
        sa.ForeignKeyConstraint(["made_by"], ["people.id"], name="fk_bank_files_made_by"),
        sa.PrimaryKeyConstraint("id", name="pk_bank_files"),
        sa.UniqueConstraint("number", name="uq_bank_files_number"),
    )
    op.create_index("ix_bank_files_gesture", "bank_files", ["gesture"], unique=False)


def _means() -> None:
    op.create_table(
        "means",
        sa.Column("id", _ID, sa.Identity(always=True), nullable=False),
        sa.Column("gesture", sa.Uuid(), nullable=False),
        sa.Column("client_id", _ID, nullable=False),
        sa.Column("mail_id", _ID, nullable=True),
        sa.Column("origin", sa.String(length=10), nullable=False),
        sa.Column("method_code", sa.SmallInteger(), nullable=False),
        sa.Column("sealed_iban", sa.LargeBinary(), nullable=True),
        sa.Column("rum", sa.String(length=35), nullable=False),
        sa.Column("mandate", sa.String(length=20), nullable=False),
        sa.Column("signed_on", sa.Date(), nullable=True),
        sa.Column("alias", sa.String(length=80), nullable=False),
        sa.Column("card_brand", sa.String(length=20), nullable=False),
        sa.Column("card_last4", sa.String(length=4), nullable=False),
        sa.Column("card_expiry", sa.String(length=7), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("recorded_by", _ID, nullable=False),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint("origin IN ('file', 'change', 'mandate', 'undo')", name="ck_means_origin"),
        sa.ForeignKeyConstraint(["client_id"], ["clients.id"], name="fk_means_client_id"),
        sa.ForeignKeyConstraint(["gesture"], ["gestures.key"], name="fk_means_gesture"),
        sa.ForeignKeyConstraint(["mail_id"], ["mail.id"], name="fk_means_mail_id"),
        sa.ForeignKeyConstraint(["recorded_by"], ["people.id"], name="fk_means_recorded_by"),
        sa.PrimaryKeyConstraint("id", name="pk_means"),
    )
    op.create_index("ix_means_client_id", "means", ["client_id"], unique=False)
    op.create_index("ix_means_gesture", "means", ["gesture"], unique=False)
    op.create_index("ix_means_mail_id", "means", ["mail_id"], unique=False)


def _renewals() -> None:
    op.create_table(
        "renewals",
        sa.Column("id", _ID, sa.Identity(always=True), nullable=False),
        sa.Column("gesture", sa.Uuid(), nullable=False),
        sa.Column("mail_id", _ID, nullable=False),
        sa.Column("order_id", _ID, nullable=False),
        sa.Column("beneficiary", sa.Boolean(), nullable=False),
        sa.Column("rule", sa.String(length=10), nullable=False),
        sa.Column("reverses", _ID, nullable=True),
        sa.Column("recorded_by", _ID, nullable=False),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["gesture"], ["gestures.key"], name="fk_renewals_gesture"),
        sa.ForeignKeyConstraint(["mail_id"], ["mail.id"], name="fk_renewals_mail_id"),
        sa.ForeignKeyConstraint(["order_id"], ["orders.id"], name="fk_renewals_order_id"),
        sa.ForeignKeyConstraint(["recorded_by"], ["people.id"], name="fk_renewals_recorded_by"),
        sa.ForeignKeyConstraint(["reverses"], ["renewals.id"], name="fk_renewals_reverses"),
        sa.PrimaryKeyConstraint("id", name="pk_renewals"),
        sa.UniqueConstraint("reverses", name="uq_renewals_reverses"),
    )
    op.create_index("ix_renewals_gesture", "renewals", ["gesture"], unique=False)
    op.create_index("ix_renewals_mail_id", "renewals", ["mail_id"], unique=False)
    op.create_index("ix_renewals_order_id", "renewals", ["order_id"], unique=False)


def _slimpay_orders() -> None:
    op.create_table(
        "slimpay_orders",
        sa.Column("id", _ID, sa.Identity(always=True), nullable=False),
        sa.Column("gesture", sa.Uuid(), nullable=False),
        sa.Column("client_id", _ID, nullable=False),
        sa.Column("mail_id", _ID, nullable=True),
        sa.Column("reference", sa.String(length=40), nullable=False),
        sa.Column("rum", sa.String(length=35), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("asked_by", _ID, nullable=False),
        sa.Column("asked_at", sa.DateTime(), nullable=False),
        sa.Column("settled_by", _ID, nullable=True),
        sa.Column("settled_at", sa.DateTime(), nullable=True),
        sa.CheckConstraint("state IN ('to_send', 'open', 'completed', 'aborted')", name="ck_slimpay_orders_state"),
        sa.ForeignKeyConstraint(["asked_by"], ["people.id"], name="fk_slimpay_orders_asked_by"),
        sa.ForeignKeyConstraint(["client_id"], ["clients.id"], name="fk_slimpay_orders_client_id"),
        sa.ForeignKeyConstraint(["gesture"], ["gestures.key"], name="fk_slimpay_orders_gesture"),
        sa.ForeignKeyConstraint(["mail_id"], ["mail.id"], name="fk_slimpay_orders_mail_id"),
        sa.ForeignKeyConstraint(["settled_by"], ["people.id"], name="fk_slimpay_orders_settled_by"),
        sa.PrimaryKeyConstraint("id", name="pk_slimpay_orders"),
        sa.UniqueConstraint("gesture", name="uq_slimpay_orders_gesture"),
        sa.UniqueConstraint("reference", name="uq_slimpay_orders_reference"),
    )
    op.create_index("ix_slimpay_orders_client_id", "slimpay_orders", ["client_id"], unique=False)
    op.create_index("ix_slimpay_orders_mail_id", "slimpay_orders", ["mail_id"], unique=False)
    op.create_index(
        "ix_slimpay_orders_open",
        "slimpay_orders",
        ["asked_at"],
        unique=False,
        sqlite_where=_OPEN,
        postgresql_where=_OPEN,
    )


def _debits() -> None:
    op.create_table(
        "debits",
        sa.Column("id", _ID, sa.Identity(always=True), nullable=False),
        sa.Column("gesture", sa.Uuid(), nullable=False),
        sa.Column("mail_id", _ID, nullable=False),
        sa.Column("client_id", _ID, nullable=False),
        sa.Column("invoice_id", _ID, nullable=False),
        sa.Column("operation", sa.String(length=10), nullable=False),
        sa.Column("channel", sa.String(length=10), nullable=False),
        sa.Column("means_id", _ID, nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("rule", sa.String(length=10), nullable=False),
        sa.Column("reverses", _ID, nullable=True),
        sa.Column("recorded_by", _ID, nullable=False),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint(_CHANNELS, name="ck_debits_channel"),
        sa.CheckConstraint("operation IN ('rebill', 'represent')", name="ck_debits_operation"),
        sa.CheckConstraint("(reverses IS NULL) = (amount > 0)", name="ck_debits_sign"),
        sa.ForeignKeyConstraint(["client_id"], ["clients.id"], name="fk_debits_client_id"),
        sa.ForeignKeyConstraint(["gesture"], ["gestures.key"], name="fk_debits_gesture"),
        sa.ForeignKeyConstraint(["invoice_id"], ["invoices.id"], name="fk_debits_invoice_id"),
        sa.ForeignKeyConstraint(["mail_id"], ["mail.id"], name="fk_debits_mail_id"),
        sa.ForeignKeyConstraint(["means_id"], ["means.id"], name="fk_debits_means_id"),
        sa.ForeignKeyConstraint(["recorded_by"], ["people.id"], name="fk_debits_recorded_by"),
        sa.ForeignKeyConstraint(["reverses"], ["debits.id"], name="fk_debits_reverses"),
        sa.PrimaryKeyConstraint("id", name="pk_debits"),
    )
    op.create_index("ix_debits_client_id", "debits", ["client_id"], unique=False)
    op.create_index("ix_debits_gesture", "debits", ["gesture"], unique=False)
    op.create_index("ix_debits_invoice_id", "debits", ["invoice_id"], unique=False)
    op.create_index("ix_debits_mail_id", "debits", ["mail_id"], unique=False)
    op.create_index("ix_debits_recorded_at", "debits", ["recorded_at"], unique=False)
    op.create_index(
        "uq_debits_reverses", "debits", ["reverses"], unique=True, sqlite_where=_REVERSAL, postgresql_where=_REVERSAL
    )


def _bank_file_lines() -> None:
    op.create_table(
        "bank_file_lines",
        sa.Column("file_id", _ID, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("debit_id", _ID, nullable=False),
        sa.ForeignKeyConstraint(["debit_id"], ["debits.id"], name="fk_bank_file_lines_debit_id"),
        sa.ForeignKeyConstraint(["file_id"], ["bank_files.id"], name="fk_bank_file_lines_file_id"),
        sa.PrimaryKeyConstraint("file_id", "position", name="pk_bank_file_lines"),
        sa.UniqueConstraint("debit_id", name="uq_bank_file_lines_debit_id"),
    )
