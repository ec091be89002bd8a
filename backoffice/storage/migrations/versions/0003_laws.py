"""What the database itself refuses: erasing, rewriting, and touching a closed batch (promise 2, B-06)."""

from backoffice.storage.migrations.triggers import append_only, never_deleted, refuse

revision = "0003"
down_revision = "0002"

_APPEND_ONLY = ("gestures", "receipts", "instruction_lines", "tapes", "slips", "audit_events")
_BATCH_STATE = "(SELECT state FROM batches WHERE id = NEW.batch_id)"
_LINE_STATE = "(SELECT b.state FROM receipts r JOIN batches b ON b.id = r.batch_id WHERE r.id = NEW.receipt_id)"
_PUTS_RIGHT = "(NEW.reverses IS NOT NULL OR NEW.corrects IS NOT NULL)"
_REFUSED_INSERTS = {
    "receipts": f"{_BATCH_STATE} = 'closed' OR ({_BATCH_STATE} = 'preclosed' AND NOT {_PUTS_RIGHT})",
    "instruction_lines": f"{_LINE_STATE} = 'closed'",
    "tapes": f"{_BATCH_STATE} <> 'preclosed'",
    "slips": f"{_BATCH_STATE} <> 'preclosed'",
}
_SAME = " AND ".join(
    f"NEW.{column} = OLD.{column}"
    for column in ("id", "number", "arrival_date", "with_invoice", "kind", "opened_by", "opened_at", "gesture")
)
_BATCH_MOVES = (
    "((OLD.state = 'open' AND NEW.state = 'preclosed') OR (OLD.state = 'preclosed' AND NEW.state = 'closed')) "
    f"AND {_SAME}"
)


def upgrade() -> None:
    """Make the triggers."""
    for table in _APPEND_ONLY:
        append_only(table)
    for table, condition in _REFUSED_INSERTS.items():
        refuse(table, "INSERT", f"{table}_batch_frozen", condition)
    refuse("batches", "UPDATE", "batches_transitions", f"NOT ({_BATCH_MOVES})")
    for table in ("batches", "people"):
        never_deleted(table)
