"""What went wrong in the database, said without its text: an error's detail may carry a row."""

from sqlalchemy.exc import DBAPIError, IntegrityError

from backoffice.domain.errors import Fault, Unavailable

_RETRIED_SQLSTATES = frozenset({"40001", "40P01", "55P03"})
_PASSING_SQLITE = frozenset({5, 10, 15})
"""Busy; an error of the disk, which may be a virus scanner's or the network's; a race for the locks of the WAL."""
_DAMAGES = {8202: Fault.DATABASE_BROKEN, 8458: Fault.DATABASE_BROKEN}
"""Of the errors of the disk, those that no other attempt mends: a wrong checksum, and a damaged file system."""
_SQLITE_FAULTS = {
    5: Fault.DATABASE_BUSY,
    6: Fault.DATABASE_BUSY,
    8: Fault.FOLDER_UNUSABLE,
    10: Fault.DISK_UNREACHABLE,
    11: Fault.DATABASE_BROKEN,
    13: Fault.DISK_FULL,
    14: Fault.FOLDER_UNUSABLE,
    15: Fault.DATABASE_BUSY,
    26: Fault.DATABASE_BROKEN,
}
_POSTGRESQL_FAULTS = {
    "53100": Fault.DISK_FULL,
    "55P03": Fault.DATABASE_BUSY,
    "40001": Fault.DATABASE_BUSY,
    "40P01": Fault.DATABASE_BUSY,
    "57014": Fault.DATABASE_BUSY,
    "42P01": Fault.DATABASE_NOT_READY,
    "42703": Fault.DATABASE_NOT_READY,
}
_CONNECTION_CLASSES = ("08", "57P", "3D", "28", "53")
_PRIMARY_CODE = 0xFF


class DatabaseRefusedError(Exception):
    """The database refused a write that the services should never have tried: a bug, or tampering.

    Attributes:
        kind: the SQLSTATE or the SQLite code.
        constraint: the constraint or trigger, where the engine names it.
    """

    def __init__(self, kind: str, constraint: str) -> None:
        super().__init__(f"{kind} {constraint}".strip())
        self.kind = kind
        self.constraint = constraint


def is_passing(error: BaseException) -> bool:
    """Whether the whole transaction is worth trying again: contention, a lost connection, a disk that is held up."""
    if not isinstance(error, DBAPIError):
        return False
    if error.connection_invalidated:
        return True
    sqlstate = getattr(error.orig, "sqlstate", None)
    code = _sqlite_code(error)
    return sqlstate in _RETRIED_SQLSTATES or (
        code is not None and code not in _DAMAGES and code & _PRIMARY_CODE in _PASSING_SQLITE
    )


def translated(error: DBAPIError) -> Unavailable | DatabaseRefusedError:
    """The error to raise instead of `error`, free of the data that its text may hold."""
    sqlite_code = _sqlite_code(error)
    if sqlite_code is not None:
        fault = _DAMAGES.get(sqlite_code) or _SQLITE_FAULTS.get(sqlite_code & _PRIMARY_CODE)
        if "no such table" in str(error.orig) or "no such column" in str(error.orig):
            fault = Fault.DATABASE_NOT_READY
        return (
            Unavailable(fault)
            if fault
            else DatabaseRefusedError(f"sqlite {sqlite_code & _PRIMARY_CODE}", _sqlite_constraint(error))
        )
    sqlstate = getattr(error.orig, "sqlstate", None) or ""
    if error.connection_invalidated or not sqlstate:
        return Unavailable(Fault.DATABASE_UNREACHABLE)
    fault = _POSTGRESQL_FAULTS.get(sqlstate)
    if fault is None and sqlstate.startswith(_CONNECTION_CLASSES):
        fault = Fault.DATABASE_UNREACHABLE
    constraint = getattr(getattr(error.orig, "diag", None), "constraint_name", None) or ""
    return Unavailable(fault) if fault else DatabaseRefusedError(sqlstate, constraint)


def _sqlite_code(error: DBAPIError) -> int | None:
    code = getattr(error.orig, "sqlite_errorcode", None)
    return code if isinstance(code, int) else None


def _sqlite_constraint(error: DBAPIError) -> str:
    # SQLite's own text names columns and constraints only, never values.
    return str(error.orig) if isinstance(error, IntegrityError) else ""
