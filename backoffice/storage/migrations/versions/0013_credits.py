"""A client's credit applied to an invoice or refunded, and why a payment is cancelled; the ledger learns of them."""

import sqlalchemy as sa
from alembic import op

from backoffice.storage.migrations.triggers import append_only, follow, refuse

revision = "0013"
down_revision = "0012"

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_SIGN = "(reverses IS NULL) = (amount > 0)"
_CREDIT = (
    "(SELECT COALESCE(SUM(r.amount), 0) FROM receipts r WHERE r.client_id = NEW.client_id) "
    "- (SELECT COALESCE(SUM(l.amount), 0) FROM instruction_lines l JOIN receipts r ON r.id = l.receipt_id "
    "WHERE r.client_id = NEW.client_id) "
    "- (SELECT COALESCE(SUM(a.amount), 0) FROM allocations a WHERE a.client_id = NEW.client_id) "
    "- (SELECT COALESCE(SUM(f.amount), 0) FROM refunds f WHERE f.client_id = NEW.client_id)"
)
"""What a client's receipts hold beyond what they settle, what is applied already, and what is refunded."""

_MIRRORS_AN_ALLOCATION = (
    "EXISTS (SELECT 1 FROM allocations o WHERE o.id = NEW.reverses AND o.reverses IS NULL "
    "AND o.amount = -NEW.amount AND o.client_id = NEW.client_id AND o.invoice_id = NEW.invoice_id)"
)
_MIRRORS_A_REFUND = (
    "EXISTS (SELECT 1 FROM refunds o WHERE o.id = NEW.reverses AND o.reverses IS NULL "
    "AND o.amount = -NEW.amount AND o.client_id = NEW.client_id)"
)
_PENDING = "COALESCE((SELECT i.pending FROM invoices i WHERE i.id = NEW.invoice_id AND i.client_id = NEW.client_id), 0)"
_REFUND_STANDS = (
    "EXISTS (SELECT 1 FROM refunds o WHERE o.id = NEW.refund_id AND o.reverses IS NULL "
    "AND NOT EXISTS (SELECT 1 FROM refunds u WHERE u.reverses = o.id))"
)
_POSTED = (
    "INSERT INTO ledger_entries (client_id, kind, amount, {0}_id, reverses, recorded_by, happened_at) "
    "SELECT NEW.client_id, CASE WHEN NEW.reverses IS NULL THEN '{0}' ELSE 'cancellation' END, {1}, NEW.id, "
    "(SELECT e.id FROM ledger_entries e WHERE e.{0}_id = NEW.reverses), NEW.recorded_by, NEW.recorded_at"
)
_KINDS = "kind IN ('invoice', 'order', 'payment', 'credit', 'opening', 'cancellation'{})"
_SIGNS = "{} AND NOT (kind IN ({}) AND amount > 0) AND NOT (kind IN ('payment', 'credit') AND amount < 0)"
_NOTHING_MOVES = "(amount <> 0 OR kind IN ('allocation', 'cancellation')) AND NOT (kind = 'allocation' AND amount <> 0)"
_AMENDED = {
    "kind": (_KINDS.format(""), _KINDS.format(", 'allocation', 'refund'")),
    "sign": (
        _SIGNS.format("amount <> 0", "'invoice', 'order'"),
        _SIGNS.format(_NOTHING_MOVES, "'invoice', 'order', 'refund'"),
    ),
}


def upgrade() -> None:
    """Make the tables and their triggers, and let the ledger take two kinds more."""
    _allocations()
    _refunds()
    _refund_lists()
    _cancel_reasons()
    for table in ("allocations", "refunds", "refund_lists", "refund_list_lines", "cancel_reasons"):
        append_only(table)
    not_there = f"NEW.reverses IS NULL AND NEW.amount > {_CREDIT}"
    refuse("allocations", "INSERT", "allocations_of_a_credit", not_there)
    refuse("refunds", "INSERT", "refunds_of_a_credit", not_there)
    not_due = f"NEW.reverses IS NULL AND NEW.amount > {_PENDING}"
    refuse("allocations", "INSERT", "allocations_of_what_is_due", not_due)
    refuse("allocations", "INSERT", "allocations_mirror", f"NEW.reverses IS NOT NULL AND NOT {_MIRRORS_AN_ALLOCATION}")
    refuse("refunds", "INSERT", "refunds_mirror", f"NEW.reverses IS NOT NULL AND NOT {_MIRRORS_A_REFUND}")
    listed = "EXISTS (SELECT 1 FROM refund_list_lines l WHERE l.refund_id = NEW.reverses)"
    refuse("refunds", "INSERT", "refunds_not_after_the_list", listed)
    refuse("refund_list_lines", "INSERT", "refund_list_lines_stand", f"NOT {_REFUND_STANDS}")
    _amend_the_ledger()
    follow("allocations", "allocations_post", _POSTED.format("allocation", "0"))
    follow("refunds", "refunds_post", _POSTED.format("refund", "-NEW.amount"))


def _amend_the_ledger() -> None:
    table, bind, whole_number = "ledger_entries", op.get_bind(), "BIGINT"
    if bind.dialect.name == "sqlite":
        whole_number = "INTEGER"
        # SQLite's own way to change a CHECK without moving the rows: https://sqlite.org/lang_altertable.html, 7.
        version = bind.execute(sa.text("PRAGMA schema_version")).scalar_one()
        op.execute("PRAGMA writable_schema = ON")
        for before, after in _AMENDED.values():
            change = "UPDATE sqlite_master SET sql = replace(sql, :before, :after) WHERE name = :name"
            bind.execute(sa.text(change), {"before": before, "after": after, "name": table})
        op.execute(f"PRAGMA schema_version = {version + 1}")
        op.execute("PRAGMA writable_schema = OFF")
    else:
        for name, (_, after) in _AMENDED.items():
            constraint = f"ck_{table}_ck_{table}_{name}"  # as the naming convention made it
            op.execute(f"ALTER TABLE {table} DROP CONSTRAINT {constraint}")
            op.execute(f"ALTER TABLE {table} ADD CONSTRAINT {constraint} CHECK ({after})")
    for pointer, target in (("allocation_id", "allocations"), ("refund_id", "refunds")):
        to = f"CONSTRAINT fk_{table}_{pointer} REFERENCES {target} (id)"
        op.execute(f"ALTER TABLE {table} ADD COLUMN {pointer} {whole_number} {to}")
        told = sa.text(f"{pointer} IS NOT NULL")
        name = f"uq_{table}_{pointer}"
        op.create_index(name, table, [pointer], unique=True, sqlite_where=told, postgresql_where=told)


def _id() -> sa.Column[int]:
    return sa.Column("id", _ID, sa.Identity(always=True), nullable=False)


def _to(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    place = "gestures.key" if target == "gestures" else f"{target}.id"
    return sa.ForeignKeyConstraint([column], [place], name=f"fk_{table}_{column}")


def _allocations() -> None:
    op.create_table(
        "allocations",
        _id(),
        sa.Column("gesture", sa.Uuid(), nullable=False),
        sa.Column("client_id", _ID, nullable=False),
        sa.Column("invoice_id", _ID, nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("reverses", _ID, nullable=True),
        sa.Column("recorded_by", _ID, nullable=False),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint(_SIGN, name="sign"),
        _to("allocations", "gesture", "gestures"),
        _to("allocations", "client_id", "clients"),
        _to("allocations", "invoice_id", "invoices"),
        _to("allocations", "reverses", "allocations"),
        _to("allocations", "recorded_by", "people"),
        sa.PrimaryKeyConstraint("id", name="pk_allocations"),
        sa.UniqueConstraint("reverses", name="uq_allocations_reverses"),
    )
    for column in ("gesture", "client_id", "invoice_id"):
        op.create_index(f"ix_allocations_{column}", "allocations", [column])


def _refunds() -> None:
    op.create_table(
        "refunds",
        _id(),
        sa.Column("gesture", sa.Uuid(), nullable=False),
        sa.Column("client_id", _ID, nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("reason", sa.String(length=300), nullable=False),
        sa.Column("reverses", _ID, nullable=True),
        sa.Column("recorded_by", _ID, nullable=False),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint(_SIGN, name="sign"),
        _to("refunds", "gesture", "gestures"),
        _to("refunds", "client_id", "clients"),
        _to("refunds", "reverses", "refunds"),
        _to("refunds", "recorded_by", "people"),
        sa.PrimaryKeyConstraint("id", name="pk_refunds"),
        sa.UniqueConstraint("gesture", name="uq_refunds_gesture"),
        sa.UniqueConstraint("reverses", name="uq_refunds_reverses"),
    )
    op.create_index("ix_refunds_client_id", "refunds", ["client_id"])


def _refund_lists() -> None:
    op.create_table(
        "refund_lists",
        _id(),
        sa.Column("gesture", sa.Uuid(), nullable=False),
        sa.Column("number", sa.String(length=20), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("made_by", _ID, nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        _to("refund_lists", "gesture", "gestures"),
        _to("refund_lists", "made_by", "people"),
        sa.PrimaryKeyConstraint("id", name="pk_refund_lists"),
        sa.UniqueConstraint("gesture", name="uq_refund_lists_gesture"),
        sa.UniqueConstraint("number", name="uq_refund_lists_number"),
    )
    op.create_table(
        "refund_list_lines",
        sa.Column("refund_id", _ID, autoincrement=False, nullable=False),
        sa.Column("list_id", _ID, nullable=False),
        _to("refund_list_lines", "refund_id", "refunds"),
        _to("refund_list_lines", "list_id", "refund_lists"),
        sa.PrimaryKeyConstraint("refund_id", name="pk_refund_list_lines"),
    )
    op.create_index("ix_refund_list_lines_list_id", "refund_list_lines", ["list_id"])


def _cancel_reasons() -> None:
    op.create_table(
        "cancel_reasons",
        _id(),
        sa.Column("gesture", sa.Uuid(), nullable=False),
        sa.Column("receipt_id", _ID, nullable=False),
        sa.Column("reason", sa.String(length=12), nullable=False),
        sa.Column("words", sa.String(length=300), nullable=False),
        sa.CheckConstraint("reason IN ('lost', 'keyed_wrong', 'double', 'other')", name="reason"),
        sa.CheckConstraint("(reason = 'other') = (words <> '')", name="words"),
        _to("cancel_reasons", "gesture", "gestures"),
        _to("cancel_reasons", "receipt_id", "receipts"),
        sa.PrimaryKeyConstraint("id", name="pk_cancel_reasons"),
        sa.UniqueConstraint("gesture", name="uq_cancel_reasons_gesture"),
    )
    op.create_index("ix_cancel_reasons_receipt_id", "cancel_reasons", ["receipt_id"])
