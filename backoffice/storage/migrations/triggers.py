"""What migrations teach the database, on both engines: laws, each a trigger that bears its name, and what follows."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy import Update


def append_only(table: str) -> None:
    """Rows of `table` are neither changed nor erased; on PostgreSQL it is not truncated either."""
    refuse(table, "UPDATE", f"{table}_append_only_update", "1 = 1")
    refuse(table, "DELETE", f"{table}_append_only_delete", "1 = 1")
    never_truncated(table)


def never_deleted(table: str) -> None:
    """Rows of `table` are not erased, nor is it truncated."""
    refuse(table, "DELETE", f"{table}_never_deleted", "1 = 1")
    never_truncated(table)


def refuse(table: str, event: str, name: str, condition: str) -> None:
    """Refuse the `event` on a row of `table` where the SQL `condition` holds; it may name `NEW` and `OLD`."""
    make = _on_sqlite if op.get_bind().dialect.name == "sqlite" else _on_postgresql
    make(table, event, name, condition)


def amend(table: str, event: str, name: str, condition: str) -> None:
    """Refuse under another `condition` than the law `name` of an earlier migration."""
    _repeal(table, name)
    refuse(table, event, name, condition)


def rewrite(table: str, statement: Update) -> None:
    """Let one UPDATE of the append-only `table` pass: nothing that was done changes, only how it is written down."""
    name = f"{table}_append_only_update"
    _repeal(table, name)
    op.execute(statement)
    refuse(table, "UPDATE", name, "1 = 1")


def follow(table: str, name: str, statements: str, condition: str = "1 = 1") -> None:
    """Let each row that is added to `table`, where the SQL `condition` holds, be followed by SQL `statements`.

    They stand in the transaction that adds the row, and may name `NEW`.
    """
    if op.get_bind().dialect.name == "sqlite":
        op.execute(f"CREATE TRIGGER {name} AFTER INSERT ON {table} WHEN {condition} BEGIN {statements}; END")
        return
    op.execute(
        f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {statements}; RETURN NULL; END $$"
    )
    _attach(f"AFTER INSERT ON {table} FOR EACH ROW WHEN ({condition})", table, name)


def follow_anew(table: str, name: str, statements: str, condition: str = "1 = 1") -> None:
    """Let other `statements` follow, or where another `condition` holds, than those of the earlier law `name`."""
    _repeal(table, name)
    follow(table, name, statements, condition)


def rewrite_on_sqlite(table: str, *changes: tuple[str, str]) -> None:
    """Make `table` anew with other words in its definition, each (old, new); its rows, indexes and laws stay.

    SQLite changes neither a column nor a check of a table that there is.

    Raises:
        ValueError: where an old one does not stand in it, and nothing would change.
    """
    connection = op.get_bind()
    known = sa.text("SELECT type, sql FROM sqlite_master WHERE tbl_name = :table AND sql IS NOT NULL")
    made = connection.execute(known, {"table": table}).all()
    (definition,) = (sql for kind, sql in made if kind == "table")
    for old, new in changes:
        if old not in definition:
            raise ValueError(f"{table} is not defined with {old!r}")
        definition = definition.replace(old, new)
    op.execute("PRAGMA defer_foreign_keys = ON")  # until the commit: rows that point here find their own again
    op.execute(f"CREATE TEMPORARY TABLE former AS SELECT * FROM {table}")  # noqa: S608 - a migration's own word
    op.execute(f"DROP TABLE {table}")
    connection.exec_driver_sql(definition)
    op.execute(f"INSERT INTO {table} SELECT * FROM former")  # noqa: S608 - likewise
    op.execute("DROP TABLE former")
    for kind, sql in made:
        if kind != "table":
            connection.exec_driver_sql(sql)


def never_truncated(table: str) -> None:
    """Refuse to empty `table` at a stroke. SQLite has no such statement."""
    if op.get_bind().dialect.name == "sqlite":
        return
    name = f"{table}_never_truncated"
    op.execute(
        f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"RAISE EXCEPTION USING ERRCODE = 'restrict_violation', MESSAGE = '{name}', CONSTRAINT = '{name}'; END $$"
    )
    _attach(f"BEFORE TRUNCATE ON {table} FOR EACH STATEMENT", table, name)


def _repeal(table: str, name: str) -> None:
    if op.get_bind().dialect.name == "sqlite":
        op.execute(f"DROP TRIGGER {name}")
    else:
        op.execute(f"DROP TRIGGER {name} ON {table}")
        op.execute(f"DROP FUNCTION {name}()")


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


def _attach(when: str, table: str, name: str) -> None:
    op.execute(f"CREATE TRIGGER {name} {when} EXECUTE FUNCTION {name}()")
    op.execute(f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {name}")
