"""The one ledger of members and clients."""

from sqlalchemy import BigInteger, CheckConstraint, Column, ForeignKey, Index, String, Table, text

from backoffice.storage.tables.columns import ID, UtcDateTime, id_column, metadata


def _where_told(*columns: str, unique: bool = False) -> Index:
    # Most columns of an entry are null: a whole index would hold every entry of the others too.
    told = text(f"{columns[0]} IS NOT NULL")
    name = f"{'uq' if unique else 'ix'}_ledger_entries_{'_'.join(columns)}"
    return Index(name, *columns, unique=unique, sqlite_where=told, postgresql_where=told)


ledger_entries = Table(
    "ledger_entries",
    metadata,
    id_column(),
    Column("client_id", ID, ForeignKey("clients.id")),
    Column("member_id", ID, ForeignKey("members.id")),
    Column("kind", String(12), nullable=False),
    Column("amount", BigInteger, nullable=False),
    Column("invoice_id", ID, ForeignKey("invoices.id")),
    Column("receipt_id", ID, ForeignKey("receipts.id")),
    Column("debit_id", ID, ForeignKey("debits.id")),
    Column("opening_id", ID, ForeignKey("openings.id")),
    Column("order_line_id", ID, ForeignKey("member_order_lines.id")),
    Column("payment_id", ID, ForeignKey("member_payments.id")),
    Column("validation_id", ID, ForeignKey("validations.id")),
    Column("reverses", ID, ForeignKey("ledger_entries.id")),
    Column("recorded_by", ID, ForeignKey("people.id")),
    Column("happened_at", UtcDateTime, nullable=False),
    Column("allocation_id", ID, ForeignKey("allocations.id")),
    Column("refund_id", ID, ForeignKey("refunds.id")),
    CheckConstraint("(client_id IS NULL) <> (member_id IS NULL)", name="account"),
    CheckConstraint(
        "kind IN ('invoice', 'order', 'payment', 'credit', 'opening', 'cancellation', 'allocation', 'refund')",
        name="kind",
    ),
    CheckConstraint("(kind = 'cancellation') = (reverses IS NOT NULL)", name="reverses"),
    CheckConstraint(
        "(amount <> 0 OR kind IN ('allocation', 'cancellation')) AND NOT (kind = 'allocation' AND amount <> 0) "
        "AND NOT (kind IN ('invoice', 'order', 'refund') AND amount > 0) "
        "AND NOT (kind IN ('payment', 'credit') AND amount < 0)",
        name="sign",
    ),
    _where_told("client_id"),
    _where_told("member_id"),
    _where_told("invoice_id", unique=True),
    _where_told("receipt_id", unique=True),
    _where_told("debit_id", unique=True),
    _where_told("opening_id", "kind", unique=True),
    _where_told("order_line_id", unique=True),
    _where_told("payment_id", "validation_id", unique=True),
    _where_told("validation_id"),
    _where_told("reverses", unique=True),
    _where_told("allocation_id", unique=True),
    _where_told("refund_id", unique=True),
)
"""What was added elsewhere, as it moves an account: triggers on the other tables add the entries, and nothing else
does. `amount` credits the account above zero; an allocation moves nothing, and stands there with zero. `recorded_by`
is null for an invoice, which a partner's file brought, and its `happened_at` is the day of its issue."""
