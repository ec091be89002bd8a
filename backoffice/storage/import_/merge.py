"""From the temporary tables of an import into the books: what is new is added, what differs is updated."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, cast

from sqlalchemy import (
    ColumnElement,
    Delete,
    FromClause,
    Insert,
    Table,
    and_,
    bindparam,
    case,
    delete,
    exists,
    func,
    literal,
    select,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite

from backoffice.domain.import_rows import KEYS, NOT_TOLD, RECORDS, ImportFile
from backoffice.domain.means import Origin
from backoffice.storage.database import Transaction
from backoffice.storage.import_.staging import STAGED, TARGETS, of_client, same_key
from backoffice.storage.schema import clients, means, partners

_LINES_AT_ONCE = 20_000
_MEANS = ("method_code", "sealed_iban", "rum", "mandate", "alias", "card_brand", "card_expiry")
_CHANGED_HERE = (
    exists().where(means.c.client_id == clients.c.id, means.c.origin != Origin.FILE.value).correlate(clients)
)
"""Whether the client's means of payment were changed here: then what the partner's file says of them is older news."""

_UNIQUE = {
    ImportFile.PARTNERS: ("code",),
    ImportFile.CLIENTS: ("chrono", "partner_code", "letter"),
    ImportFile.ORDERS: ("client_id", "number"),
}
"""What an upsert knows a row again by. Invoices are not among them: once in, they belong to the cheques."""


@dataclass(frozen=True, slots=True)
class Moved:
    """What a move did, or would have done."""

    added: int
    updated: int
    unchanged: int

    def __add__(self, other: "Moved") -> "Moved":
        return Moved(self.added + other.added, self.updated + other.updated, self.unchanged + other.unchanged)


def move(tx: Transaction, file: ImportFile, same: Callable[[bytes, bytes], bool], *, keep: bool) -> Iterator[Moved]:
    """Move a file's rows, some thousands at a time, and tell each time what became of them.

    Args:
        tx: of the workbench.
        file: which; it must be free of faults.
        same: whether two sealed IBANs are the same one.
        keep: without it rows are compared only.
    """
    if file is ImportFile.PARTNERS:
        tx.execute(_KEEP_DIRECT_METHOD)
    any_known = tx.execute(_ANY_KNOWN[file]).scalar_one()
    last = tx.execute(select(func.coalesce(func.max(STAGED[file].c.line), 0))).scalar_one()
    for low in range(1, last + 1, _LINES_AT_ONCE):
        lines = {"low": low, "high": low + _LINES_AT_ONCE - 1}
        rows = tx.execute(_COUNT[file], lines).scalar_one()
        known = tx.execute(_KNOWN[file], lines).scalar_one() if any_known else 0
        unchanged = _leave_out_unchanged(tx, file, same, lines) if known else 0
        if keep and rows > unchanged:
            tx.execute(_ADD[tx.dialect.name][file], lines)
        yield Moved(rows - known, known - unchanged, unchanged)


def _leave_out_unchanged(
    tx: Transaction, file: ImportFile, same: Callable[[bytes, bytes], bool], lines: dict[str, int]
) -> int:
    if file is ImportFile.CLIENTS:
        sealed_again = [
            {"its_line": line, "kept": kept} for line, new, kept in tx.execute(_SEALED, lines) if same(new, kept)
        ]
        if sealed_again:
            tx.execute(_TAKE_KEPT_SEAL, sealed_again)
    return tx.execute(_LEAVE_OUT[file], lines).rowcount


def _in_slice(file: ImportFile) -> ColumnElement[bool]:
    return STAGED[file].c.line.between(bindparam("low"), bindparam("high"))


def _with_known(file: ImportFile) -> FromClause:
    staged, target = STAGED[file], TARGETS[file]
    if "client_id" not in target.c:
        return staged.join(target, same_key(file))
    owned = and_(target.c.client_id == clients.c.id, same_key(file))
    return staged.join(clients, of_client(file)).join(target, owned)


def _leave_out(file: ImportFile) -> Delete:
    staged, target = STAGED[file].c, TARGETS[file].c
    same_rows = select(staged.line).select_from(_with_known(file)).where(_in_slice(file))
    if file is not ImportFile.INVOICES:
        told = [name for name in RECORDS[file]._fields if name in target and name not in KEYS[file]]
        same_rows = same_rows.where(*(target[name].is_not_distinct_from(staged[name]) for name in told))
    return delete(STAGED[file]).where(staged.line.in_(same_rows))


def _add(file: ImportFile, insert: Callable[[Table], Any]) -> Insert:
    staged, target = STAGED[file], TARGETS[file]
    values: dict[str, ColumnElement[Any]] = {column.name: column for column in staged.c if column.name in target.c}
    rows: FromClause = staged
    if "client_id" in target.c:
        rows = staged.join(clients, of_client(file))
        values["client_id"] = clients.c.id
    if file is ImportFile.INVOICES:
        values["opening"] = staged.c.pending
    new = select(*values.values()).select_from(rows).where(_in_slice(file)).order_by(staged.c.line)
    added = insert(target).from_select(list(values), new)
    if file in _UNIQUE:
        changed = {name: added.excluded[name] for name in values if name not in _UNIQUE[file]}
        if file is ImportFile.CLIENTS:
            changed |= {name: case((_CHANGED_HERE, clients.c[name]), else_=changed[name]) for name in _MEANS}
        added = added.on_conflict_do_update(index_elements=_UNIQUE[file], set_=changed)
    return cast("Insert", added)


_COUNT = {file: select(func.count()).select_from(STAGED[file]).where(_in_slice(file)) for file in ImportFile}
_KNOWN = {file: select(func.count()).select_from(_with_known(file)).where(_in_slice(file)) for file in ImportFile}
_ANY_KNOWN = {file: select(exists(select(literal(1)).select_from(TARGETS[file]))) for file in ImportFile}
"""Whether the books have any: into empty ones a million rows are not looked up one by one."""
_LEAVE_OUT = {file: _leave_out(file) for file in ImportFile}
_ADD = {
    dialect.name: {file: _add(file, insert) for file in ImportFile}
    for dialect, insert in ((sqlite.dialect, sqlite.insert), (postgresql.dialect, postgresql.insert))
}
_STAGED_CLIENTS = STAGED[ImportFile.CLIENTS]
_SEALED = (
    select(_STAGED_CLIENTS.c.line, _STAGED_CLIENTS.c.sealed_iban, clients.c.sealed_iban)
    .select_from(_with_known(ImportFile.CLIENTS))
    .where(
        _in_slice(ImportFile.CLIENTS), _STAGED_CLIENTS.c.sealed_iban.is_not(None), clients.c.sealed_iban.is_not(None)
    )
)
"""Two seals of the same IBAN differ: the database cannot compare them."""

_TAKE_KEPT_SEAL = (
    update(_STAGED_CLIENTS).where(_STAGED_CLIENTS.c.line == bindparam("its_line")).values(sealed_iban=bindparam("kept"))
)

_STAGED_PARTNERS = STAGED[ImportFile.PARTNERS]
_KEEP_DIRECT_METHOD = (
    update(_STAGED_PARTNERS)
    .where(_STAGED_PARTNERS.c.direct_method == NOT_TOLD)
    .values(
        direct_method=select(partners.c.direct_method)
        .where(partners.c.code == _STAGED_PARTNERS.c.code)
        .scalar_subquery()
    )
)
