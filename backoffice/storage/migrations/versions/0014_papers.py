"""Mail whose client is unknown, slips of rejected papers, and the slips of the sorting's piles."""

import sqlalchemy as sa
from alembic import op

from backoffice.storage.migrations.triggers import append_only, refuse, rewrite_on_sqlite

revision = "0014"
down_revision = "0013"

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_SLIPS = "IN ('cheque', 'card', 'iban', 'none', 'recovery', 'src', 'archive', 'reject')"
_UNKNOWN_MAIL = "EXISTS (SELECT 1 FROM mail m WHERE m.id = NEW.mail_id AND m.client_id IS NULL AND m.reverses IS NULL)"


def upgrade() -> None:
    """Let mail be nobody's and slips be of rejected papers; make the new tables and their triggers."""
    _mail_of_nobody()
    _slips_of_rejected_papers()
    refuse(
        "mail",
        "INSERT",
        "mail_of_nobody",
        "NEW.client_id IS NULL AND (NEW.receipt_id IS NOT NULL OR NEW.settles IS NOT NULL)",
    )
    _unknown_mail()
    _pile_slips()
    _pile_slip_lines()
    for table in ("unknown_mail", "pile_slips", "pile_slip_lines"):
        append_only(table)
    refuse("unknown_mail", "INSERT", "unknown_mail_of_nobody", f"NOT {_UNKNOWN_MAIL}")


def _mail_of_nobody() -> None:
    if op.get_bind().dialect.name == "sqlite":
        rewrite_on_sqlite(
            "mail", ("client_id INTEGER NOT NULL", "client_id INTEGER"), ("'archive')", "'archive', 'reject')")
        )
        return
    op.alter_column("mail", "client_id", nullable=True)
    _amend_check("mail", "slip")


def _slips_of_rejected_papers() -> None:
    if op.get_bind().dialect.name == "sqlite":
        rewrite_on_sqlite("mail_slips", ("'archive')", "'archive', 'reject')"))
    else:
        _amend_check("mail_slips", "kind")


def _amend_check(table: str, column: str) -> None:
    name = f"ck_{table}_ck_{table}_{column}"
    op.execute(f"ALTER TABLE {table} DROP CONSTRAINT {name}, ADD CONSTRAINT {name} CHECK ({column} {_SLIPS})")


def _unknown_mail() -> None:
    op.create_table(
        "unknown_mail",
        sa.Column("mail_id", _ID, autoincrement=False, nullable=False),
        sa.Column("number", sa.String(length=20), nullable=False),
        sa.Column("reference", sa.String(length=80), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("search", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["mail_id"], ["mail.id"], name="fk_unknown_mail_mail_id"),
        sa.PrimaryKeyConstraint("mail_id", name="pk_unknown_mail"),
        sa.UniqueConstraint("number", name="uq_unknown_mail_number"),
    )


def _pile_slips() -> None:
    op.create_table(
        "pile_slips",
        sa.Column("id", _ID, sa.Identity(always=True), nullable=False),
        sa.Column("gesture", sa.Uuid(), nullable=False),
        sa.Column("number", sa.String(length=20), nullable=False),
        sa.Column("pile", sa.String(length=11), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("printed_by", _ID, nullable=False),
        sa.Column("printed_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint("pile IN ('FA', 'PARTENARIAT', 'SRC')", name="pile"),
        sa.ForeignKeyConstraint(["gesture"], ["gestures.key"], name="fk_pile_slips_gesture"),
        sa.ForeignKeyConstraint(["printed_by"], ["people.id"], name="fk_pile_slips_printed_by"),
        sa.PrimaryKeyConstraint("id", name="pk_pile_slips"),
        sa.UniqueConstraint("gesture", name="uq_pile_slips_gesture"),
        sa.UniqueConstraint("number", name="uq_pile_slips_number"),
    )


def _pile_slip_lines() -> None:
    op.create_table(
        "pile_slip_lines",
        sa.Column("slip_id", _ID, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("piece", sa.String(length=80), nullable=False),
        sa.Column("rule", sa.String(length=10), nullable=False),
        sa.ForeignKeyConstraint(["slip_id"], ["pile_slips.id"], name="fk_pile_slip_lines_slip_id"),
        sa.PrimaryKeyConstraint("slip_id", "position", name="pk_pile_slip_lines"),
    )
