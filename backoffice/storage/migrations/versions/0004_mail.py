"""Mail, actions on clients' files, and the slips that papers leave under; with what the database refuses of them."""

import sqlalchemy as sa
from alembic import op

from backoffice.storage.migrations.triggers import append_only, refuse

revision = "0004"
down_revision = "0003"

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_PAPERS = "paper IN ('discard', 'archive', 'scan', 'recovery', 'src', 'reject', 'set_aside')"
_SLIPS = "IN ('cheque', 'card', 'iban', 'none', 'recovery', 'src', 'archive')"
_BATCH_STATE = "(SELECT state FROM batches WHERE id = NEW.batch_id)"
_CORRECTED = "(SELECT corrects FROM receipts WHERE id = NEW.receipt_id)"
_PUTS_RIGHT = f"(NEW.reverses IS NOT NULL OR {_CORRECTED} IS NOT NULL)"
_MAIL_STATE = "(SELECT b.state FROM mail m JOIN batches b ON b.id = m.batch_id WHERE m.id = NEW.mail_id)"
_TAKEN_UP = (
    "EXISTS (SELECT 1 FROM mail m WHERE m.settles = NEW.settles "
    "AND NOT EXISTS (SELECT 1 FROM mail r WHERE r.reverses = m.id))"
)


def upgrade() -> None:
    """Make the tables and their triggers."""
    _mail()
    _file_actions()
    _action_lifts()
    _mail_slips()
    _mail_slip_lines()
    for table in ("mail", "file_actions", "action_lifts", "mail_slips", "mail_slip_lines"):
        append_only(table)
    refuse(
        "mail",
        "INSERT",
        "mail_batch_frozen",
        f"{_BATCH_STATE} = 'closed' OR ({_BATCH_STATE} = 'preclosed' AND NOT {_PUTS_RIGHT})",
    )
    refuse("mail", "INSERT", "mail_taken_up_once", _TAKEN_UP)
    refuse("file_actions", "INSERT", "file_actions_batch_frozen", f"{_MAIL_STATE} = 'closed'")
    _leave_out_older_receipts()


def _mail() -> None:
    op.create_table(
        "mail",
        sa.Column("id", _ID, sa.Identity(always=True), nullable=False),
        sa.Column("gesture", sa.Uuid(), nullable=False),
        sa.Column("batch_id", _ID, nullable=False),
        sa.Column("client_id", _ID, nullable=False),
        sa.Column("receipt_id", _ID, nullable=True),
        sa.Column("paper", sa.String(length=10), nullable=False),
        sa.Column("slip", sa.String(length=10), nullable=True),
        sa.Column("annotations", sa.String(), nullable=False),
        sa.Column("rules", sa.String(), nullable=False),
        sa.Column("facts", sa.String(), nullable=False),
        sa.Column("departure", sa.String(), nullable=False),
        sa.Column("settles", _ID, nullable=True),
        sa.Column("reverses", _ID, nullable=True),
        sa.Column("recorded_by", _ID, nullable=False),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint(_PAPERS, name="ck_mail_paper"),
        sa.CheckConstraint(f"slip {_SLIPS}", name="ck_mail_slip"),
        sa.ForeignKeyConstraint(["batch_id"], ["batches.id"], name="fk_mail_batch_id"),
        sa.ForeignKeyConstraint(["client_id"], ["clients.id"], name="fk_mail_client_id"),
        sa.ForeignKeyConstraint(["gesture"], ["gestures.key"], name="fk_mail_gesture"),
        sa.ForeignKeyConstraint(["receipt_id"], ["receipts.id"], name="fk_mail_receipt_id"),
        sa.ForeignKeyConstraint(["recorded_by"], ["people.id"], name="fk_mail_recorded_by"),
        sa.ForeignKeyConstraint(["reverses"], ["mail.id"], name="fk_mail_reverses"),
        sa.ForeignKeyConstraint(["settles"], ["mail.id"], name="fk_mail_settles"),
        sa.PrimaryKeyConstraint("id", name="pk_mail"),
        sa.UniqueConstraint("receipt_id", name="uq_mail_receipt_id"),
    )
    op.create_index("ix_mail_batch_id_receipt_id", "mail", ["batch_id", "receipt_id"], unique=False)
    op.create_index("ix_mail_gesture", "mail", ["gesture"], unique=False)
    _partial_index("ix_mail_set_aside", "client_id", "paper = 'set_aside'")
    _partial_index("ix_mail_settles", "settles", "settles IS NOT NULL")
    _partial_index("ix_mail_under_a_slip", "recorded_at", "slip IS NOT NULL")
    _partial_index("uq_mail_reverses", "reverses", "reverses IS NOT NULL", unique=True)


def _partial_index(name: str, column: str, condition: str, *, unique: bool = False) -> None:
    where = sa.text(condition)
    op.create_index(name, "mail", [column], unique=unique, sqlite_where=where, postgresql_where=where)


def _file_actions() -> None:
    op.create_table(
        "file_actions",
        sa.Column("id", _ID, sa.Identity(always=True), nullable=False),
        sa.Column("gesture", sa.Uuid(), nullable=False),
        sa.Column("client_id", _ID, nullable=False),
        sa.Column("mail_id", _ID, nullable=True),
        sa.Column("code", sa.String(length=3), nullable=False),
        sa.Column("value", sa.String(length=80), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("rule", sa.String(length=10), nullable=False),
        sa.Column("recorded_by", _ID, nullable=False),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint("code IN ('2.6', '2.7', '2.8', '3.3', 'C')", name="ck_file_actions_code"),
        sa.ForeignKeyConstraint(["client_id"], ["clients.id"], name="fk_file_actions_client_id"),
        sa.ForeignKeyConstraint(["gesture"], ["gestures.key"], name="fk_file_actions_gesture"),
        sa.ForeignKeyConstraint(["mail_id"], ["mail.id"], name="fk_file_actions_mail_id"),
        sa.ForeignKeyConstraint(["recorded_by"], ["people.id"], name="fk_file_actions_recorded_by"),
        sa.PrimaryKeyConstraint("id", name="pk_file_actions"),
    )
    for column in ("client_id", "gesture", "mail_id"):
        op.create_index(f"ix_file_actions_{column}", "file_actions", [column], unique=False)


def _action_lifts() -> None:
    op.create_table(
        "action_lifts",
        sa.Column("id", _ID, sa.Identity(always=True), nullable=False),
        sa.Column("gesture", sa.Uuid(), nullable=False),
        sa.Column("action_id", _ID, nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("lifted_by", _ID, nullable=False),
        sa.Column("lifted_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["action_id"], ["file_actions.id"], name="fk_action_lifts_action_id"),
        sa.ForeignKeyConstraint(["gesture"], ["gestures.key"], name="fk_action_lifts_gesture"),
        sa.ForeignKeyConstraint(["lifted_by"], ["people.id"], name="fk_action_lifts_lifted_by"),
        sa.PrimaryKeyConstraint("id", name="pk_action_lifts"),
        sa.UniqueConstraint("action_id", name="uq_action_lifts_action_id"),
    )
    op.create_index("ix_action_lifts_gesture", "action_lifts", ["gesture"], unique=False)


def _mail_slips() -> None:
    op.create_table(
        "mail_slips",
        sa.Column("id", _ID, sa.Identity(always=True), nullable=False),
        sa.Column("gesture", sa.Uuid(), nullable=False),
        sa.Column("number", sa.String(length=20), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("batch_id", _ID, nullable=True),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("printed_by", _ID, nullable=False),
        sa.Column("printed_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint(f"kind {_SLIPS}", name="ck_mail_slips_kind"),
        sa.ForeignKeyConstraint(["batch_id"], ["batches.id"], name="fk_mail_slips_batch_id"),
        sa.ForeignKeyConstraint(["gesture"], ["gestures.key"], name="fk_mail_slips_gesture"),
        sa.ForeignKeyConstraint(["printed_by"], ["people.id"], name="fk_mail_slips_printed_by"),
        sa.PrimaryKeyConstraint("id", name="pk_mail_slips"),
        sa.UniqueConstraint("gesture", name="uq_mail_slips_gesture"),
        sa.UniqueConstraint("number", name="uq_mail_slips_number"),
    )
    op.create_index("ix_mail_slips_batch_id", "mail_slips", ["batch_id"], unique=False)


def _mail_slip_lines() -> None:
    op.create_table(
        "mail_slip_lines",
        sa.Column("slip_id", _ID, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("mail_id", _ID, nullable=False),
        sa.ForeignKeyConstraint(["mail_id"], ["mail.id"], name="fk_mail_slip_lines_mail_id"),
        sa.ForeignKeyConstraint(["slip_id"], ["mail_slips.id"], name="fk_mail_slip_lines_slip_id"),
        sa.PrimaryKeyConstraint("slip_id", "position", name="pk_mail_slip_lines"),
        sa.UniqueConstraint("mail_id", name="uq_mail_slip_lines_mail_id"),
    )


def _leave_out_older_receipts() -> None:
    # Where their coupons went was not kept: the check of the books asks for the mail of newer receipts only.
    op.execute(
        "INSERT INTO office_facts (name, value) "
        "SELECT 'last receipt without mail', CAST(COALESCE(MAX(id), 0) AS VARCHAR(200)) FROM receipts"
    )
