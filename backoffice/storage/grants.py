"""What the application's own role may do on PostgreSQL: it adds, and changes only what may change.

The tables belong to the role that migrates. A workstation that connects as the application's role can neither
drop a trigger nor rewrite a receipt, whatever program asks.
"""

from sqlalchemy import text
from sqlalchemy.dialects import postgresql

from backoffice.storage.database import Database, Transaction
from backoffice.storage.schema import metadata

_CHANGING = {
    "batches": "UPDATE (state)",
    "cancellations": "UPDATE (inquiry, state, reason, times_looked, looked_at, decided_at)",
    "clients": "UPDATE",
    "counters": "UPDATE",
    "erp_lines": "UPDATE (claimed_at, handed_over_at)",
    "erp_requests": "UPDATE (state, reason, times_sent, sent_at, settled_at)",
    "invoices": "UPDATE (pending)",
    "member_groups": "UPDATE (managed, methods, negative_allowed)",
    "members": "UPDATE (name, balance, waiting)",
    "orders": "UPDATE",
    "partners": "UPDATE",
    "slimpay_orders": "UPDATE (state, settled_by, settled_at)",
    "people": "UPDATE (name, role, active, password_hash)",
}


def grant(database: Database, role: str) -> None:
    """Give `role`, which must exist, what the application needs; SQLite has no roles, and nothing is done there."""
    if database.writing_engine.dialect.name == "postgresql":
        database.write(lambda tx: _grant(tx, role))


def _grant(tx: Transaction, role: str) -> None:
    quoted = postgresql.dialect().identifier_preparer.quote(role)  # type: ignore[no-untyped-call] # SQLAlchemy's own
    for table in metadata.sorted_tables:
        tx.execute(text(f"GRANT SELECT, INSERT ON {table.name} TO {quoted}"))
        if table.name in _CHANGING:
            tx.execute(text(f"GRANT {_CHANGING[table.name]} ON {table.name} TO {quoted}"))
    tx.execute(text(f"GRANT SELECT ON alembic_version TO {quoted}"))
