"""The ledger is posted as one module says it; what a cagnotte is stands there once, and as the program has it."""

from alembic import op

from backoffice.storage.migrations.triggers import follow_anew
from backoffice.storage.posting_laws import posting_laws

revision = "0015"
down_revision = "0014"

_LAWS = (
    "invoices_post",
    "receipts_post",
    "debits_post",
    "allocations_post",
    "refunds_post",
    "openings_post",
    "member_order_lines_post",
    "member_payments_post",
    "validation_lines_post",
    "validations_post",
    "member_payments_wait",
    "validation_lines_no_more",
    "validations_wait_again",
    "ledger_entries_sum",
)
"""Those of this revision: a later one may know of tables that are not there yet."""


def upgrade() -> None:
    """Install them anew. Entries that were posted stay: they say what is posted now."""
    for law in posting_laws(op.get_bind().dialect.name):
        if law.name in _LAWS:
            follow_anew(law.table, law.name, law.statements, law.condition)
