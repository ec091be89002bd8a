"""What the database itself refuses: erasing, rewriting, and touching a closed batch (promise 2, B-06)."""

from alembic import op

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
    make = _on_sqlite if op.get_bind().dialect.name == "sqlite" else _on_postgresql
    for table in _APPEND_ONLY:
        make(table, "UPDATE", f"{table}_append_only_update", "1 = 1")
        make(table, "DELETE", f"{table}_append_only_delete", "1 = 1")
    for table, condition in _REFUSED_INSERTS.items():
        make(table, "INSERT", f"{table}_batch_frozen", condition)
    make("batches", "UPDATE", "batches_transitions", f"NOT ({_BATCH_MOVES})")
    for table in ("batches", "people"):
        make(table, "DELETE", f"{table}_never_deleted", "1 = 1")
    if op.get_bind().dialect.name == "postgresql":
        for table in (*_APPEND_ONLY, "batches", "people"):
            _never_truncated(table)


def _on_sqlite(table: str, event: str, name: str, condition: str) -> None:
    op.execute(
        f"CREATE TRIGGER {name} BEFORE {event} ON {table} WHEN {condition} BEGIN SELECT RAISE(ABORT, '{name}'); END"
    )


def _on_postgresql(table: str, event: str, name: str, condition: str) -> None:
    answer = "OLD" if event == "DELETE" else "NEW"
    op.execute(
        f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF {condition} THEN "
        f"RAISE EXCEPTION USING ERRCODE = 'restrict_violation', MESSAGE = '{name}', CONSTRAINT = '{name}'; END IF; "
        f"RETURN {answer}; END $$"
    )
    _attach(f"BEFORE {event} ON {table} FOR EACH ROW", table, name)


def _never_truncated(table: str) -> None:
    name = f"{table}_never_truncated"
    op.execute(
        f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"RAISE EXCEPTION USING ERRCODE = 'restrict_violation', MESSAGE = '{name}', CONSTRAINT = '{name}'; END $$"
    )
    _attach(f"BEFORE TRUNCATE ON {table} FOR EACH STATEMENT", table, name)


def _attach(when: str, table: str, name: str) -> None:
    op.execute(f"CREATE TRIGGER {name} {when} EXECUTE FUNCTION {name}()")
    op.execute(f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {name}")
