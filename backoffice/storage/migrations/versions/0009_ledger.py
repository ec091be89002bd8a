"""The one ledger: other tables are added to, and triggers post what moves an account. Older books are posted now."""

import sqlalchemy as sa
from alembic import op

from backoffice.storage.migrations.triggers import append_only, follow, refuse

revision = "0009"
down_revision = "0008"

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_POINTERS = {
    "client_id": "clients",
    "member_id": "members",
    "invoice_id": "invoices",
    "receipt_id": "receipts",
    "debit_id": "debits",
    "opening_id": "openings",
    "order_line_id": "member_order_lines",
    "payment_id": "member_payments",
    "validation_id": "validations",
    "reverses": "ledger_entries",
    "recorded_by": "people",
}
_INDEXES = (
    ("ix", "client_id"),
    ("ix", "member_id"),
    ("uq", "invoice_id"),
    ("uq", "receipt_id"),
    ("uq", "debit_id"),
    ("uq", "opening_id", "kind"),
    ("uq", "order_line_id"),
    ("uq", "payment_id", "validation_id"),
    ("ix", "validation_id"),
    ("uq", "reverses"),
)
_MIRROR = (
    "EXISTS (SELECT 1 FROM ledger_entries o WHERE o.id = NEW.reverses AND o.reverses IS NULL "
    "AND o.amount = -NEW.amount AND o.client_id IS NOT DISTINCT FROM NEW.client_id "
    "AND o.member_id IS NOT DISTINCT FROM NEW.member_id)"
)

_INVOICE = (
    "INSERT INTO ledger_entries (client_id, kind, amount, invoice_id, happened_at) "
    "SELECT {0}.client_id, 'invoice', -{0}.opening, {0}.id, {1} "
)
_RECEIPT = (
    "INSERT INTO ledger_entries (client_id, kind, amount, receipt_id, reverses, recorded_by, happened_at) "
    "SELECT {0}.client_id, "
    "CASE WHEN {0}.reverses IS NOT NULL THEN 'cancellation' WHEN b.with_invoice THEN 'payment' ELSE 'credit' END, "
    "{0}.amount, {0}.id, (SELECT e.id FROM ledger_entries e WHERE e.receipt_id = {0}.reverses), "
    "{0}.recorded_by, {0}.recorded_at FROM batches b{1} WHERE b.id = {0}.batch_id"
)
_DEBIT = (
    "INSERT INTO ledger_entries (client_id, kind, amount, debit_id, reverses, recorded_by, happened_at) "
    "SELECT {0}.client_id, CASE WHEN {0}.reverses IS NULL THEN 'payment' ELSE 'cancellation' END, {0}.amount, {0}.id, "
    "(SELECT e.id FROM ledger_entries e WHERE e.debit_id = {0}.reverses), {0}.recorded_by, {0}.recorded_at{1}"
)
_OPENING = (
    "INSERT INTO ledger_entries (member_id, kind, amount, opening_id, reverses, recorded_by, happened_at) "
    "SELECT e.member_id, 'cancellation', -e.amount, NEW.id, e.id, NEW.recorded_by, NEW.recorded_at "
    "FROM ledger_entries e WHERE e.member_id = NEW.member_id AND e.kind = 'opening' "
    "AND NOT EXISTS (SELECT 1 FROM ledger_entries c WHERE c.reverses = e.id); "
    "INSERT INTO ledger_entries (member_id, kind, amount, opening_id, recorded_by, happened_at) "
    "SELECT NEW.member_id, 'opening', NEW.amount, NEW.id, NEW.recorded_by, NEW.recorded_at WHERE NEW.amount <> 0"
)
_ORDER_LINE = (
    "INSERT INTO ledger_entries (member_id, kind, amount, order_line_id, reverses, recorded_by, happened_at) "
    "SELECT NEW.member_id, CASE WHEN NEW.reverses IS NULL THEN 'order' ELSE 'cancellation' END, -NEW.amount, NEW.id, "
    "(SELECT e.id FROM ledger_entries e WHERE e.order_line_id = NEW.reverses), NEW.recorded_by, NEW.recorded_at"
)
_ONLINE_PAYMENT = (
    "INSERT INTO ledger_entries (member_id, kind, amount, payment_id, recorded_by, happened_at) "
    "SELECT NEW.member_id, CASE WHEN g.methods = 'cagnotte' THEN 'credit' ELSE 'payment' END, NEW.amount, NEW.id, "
    "NEW.recorded_by, NEW.recorded_at "
    "FROM members m JOIN member_groups g ON g.id = m.group_id WHERE m.id = NEW.member_id"
)
_CONFIRMED_PAYMENT = (
    "INSERT INTO ledger_entries (member_id, kind, amount, payment_id, validation_id, recorded_by, happened_at) "
    "SELECT p.member_id, CASE WHEN g.methods = 'cagnotte' THEN 'credit' ELSE 'payment' END, NEW.amount, p.id, v.id, "
    "v.recorded_by, v.recorded_at "
    "FROM member_payments p JOIN members m ON m.id = p.member_id JOIN member_groups g ON g.id = m.group_id "
    "JOIN validations v ON v.id = NEW.validation_id WHERE p.id = NEW.payment_id"
)
_UNDONE_VALIDATION = (
    "INSERT INTO ledger_entries "
    "(member_id, kind, amount, payment_id, validation_id, reverses, recorded_by, happened_at) "
    "SELECT e.member_id, 'cancellation', -e.amount, e.payment_id, NEW.id, e.id, NEW.recorded_by, NEW.recorded_at "
    "FROM ledger_entries e WHERE e.validation_id = NEW.reverses"
)
_KEPT_SUM = "UPDATE members SET balance = balance + NEW.amount WHERE id = NEW.member_id"


def upgrade() -> None:
    """Make the table and its triggers, and post what was there before."""
    midnight = "{0}.issued_on || ' 00:00:00.000000'" if _on_sqlite() else "CAST({0}.issued_on AS TIMESTAMP)"
    _ledger_entries()
    _post_older_books(midnight)
    append_only("ledger_entries")
    refuse("ledger_entries", "INSERT", "ledger_entries_mirror", f"NEW.reverses IS NOT NULL AND NOT {_MIRROR}")
    # What was posted would say something else.
    fixed = "NEW.opening <> OLD.opening OR NEW.client_id <> OLD.client_id"
    refuse("invoices", "UPDATE OF opening, client_id", "invoices_keep_their_opening", fixed)
    follow("invoices", "invoices_post", _INVOICE.format("NEW", midnight.format("NEW")), "NEW.opening <> 0")
    follow("receipts", "receipts_post", _RECEIPT.format("NEW", ""))
    follow("debits", "debits_post", _DEBIT.format("NEW", ""))
    follow("openings", "openings_post", _OPENING)
    follow("member_order_lines", "member_order_lines_post", _ORDER_LINE)
    follow("member_payments", "member_payments_post", _ONLINE_PAYMENT, "NEW.method = 'card_online'")
    follow("validation_lines", "validation_lines_post", _CONFIRMED_PAYMENT)
    follow("validations", "validations_post", _UNDONE_VALIDATION, "NEW.reverses IS NOT NULL")
    follow("ledger_entries", "ledger_entries_sum", _KEPT_SUM, "NEW.member_id IS NOT NULL")


def _on_sqlite() -> bool:
    return op.get_bind().dialect.name == "sqlite"


def _ledger_entries() -> None:
    op.create_table(
        "ledger_entries",
        sa.Column("id", _ID, sa.Identity(always=True), nullable=False),
        sa.Column("client_id", _ID, nullable=True),
        sa.Column("member_id", _ID, nullable=True),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        *(sa.Column(name, _ID, nullable=True) for name in _POINTERS if name not in ("client_id", "member_id")),
        sa.Column("happened_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint("(client_id IS NULL) <> (member_id IS NULL)", name="ck_ledger_entries_account"),
        sa.CheckConstraint(
            "kind IN ('invoice', 'order', 'payment', 'credit', 'opening', 'cancellation')",
            name="ck_ledger_entries_kind",
        ),
        sa.CheckConstraint("(kind = 'cancellation') = (reverses IS NOT NULL)", name="ck_ledger_entries_reverses"),
        sa.CheckConstraint(
            "amount <> 0 AND NOT (kind IN ('invoice', 'order') AND amount > 0) "
            "AND NOT (kind IN ('payment', 'credit') AND amount < 0)",
            name="ck_ledger_entries_sign",
        ),
        *(
            sa.ForeignKeyConstraint([name], [f"{table}.id"], name=f"fk_ledger_entries_{name}")
            for name, table in _POINTERS.items()
        ),
        sa.PrimaryKeyConstraint("id", name="pk_ledger_entries"),
    )
    for prefix, *columns in _INDEXES:
        told = sa.text(f"{columns[0]} IS NOT NULL")
        name = f"{prefix}_ledger_entries_{'_'.join(columns)}"
        op.create_index(
            name, "ledger_entries", columns, unique=prefix == "uq", sqlite_where=told, postgresql_where=told
        )


def _post_older_books(midnight: str) -> None:
    op.execute(_INVOICE.format("i", midnight.format("i")) + "FROM invoices i WHERE i.opening <> 0 ORDER BY i.id")
    for reversal in ("NULL", "NOT NULL"):  # an entry is there before the one that cancels it
        op.execute(_RECEIPT.format("r", ", receipts r") + f" AND r.reverses IS {reversal} ORDER BY r.id")
        op.execute(_DEBIT.format("d", " FROM debits d") + f" WHERE d.reverses IS {reversal} ORDER BY d.id")
