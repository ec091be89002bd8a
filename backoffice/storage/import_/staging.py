"""The temporary tables of an import, and what is wrong with their rows beside each other and beside the books."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    CompoundSelect,
    Integer,
    MetaData,
    Select,
    String,
    Table,
    and_,
    case,
    cast,
    distinct,
    func,
    literal,
    or_,
    select,
    union_all,
)

from backoffice.domain.import_rows import KEYS, NOT_TOLD, RECORDS, ImportFile
from backoffice.domain.importing import FAULTS_SHOWN, RowFaultKind
from backoffice.domain.method import NAMED_METHODS
from backoffice.storage.database import Transaction
from backoffice.storage.schema import clients, invoices, orders, partners

TARGETS = {
    ImportFile.PARTNERS: partners,
    ImportFile.CLIENTS: clients,
    ImportFile.INVOICES: invoices,
    ImportFile.ORDERS: orders,
}
"""Where the rows of each file go."""


def _staged(file: ImportFile) -> Table:
    target, owner = TARGETS[file].c, clients.c
    names = RECORDS[file]._fields[1:]
    return Table(
        f"staged_{TARGETS[file].name}",
        MetaData(),
        Column("line", Integer, primary_key=True, autoincrement=False),
        *(Column(name, (target if name in target else owner)[name].type) for name in names),
    )


STAGED = {file: _staged(file) for file in ImportFile}
"""A table for each file, with the fields of its record."""

_PARTNERS = STAGED[ImportFile.PARTNERS]
_CLIENTS = STAGED[ImportFile.CLIENTS]
_INVOICES = STAGED[ImportFile.INVOICES]


@dataclass(frozen=True, slots=True)
class StagedFault:
    """What is wrong with a row that could be read.

    Attributes:
        value: for `CLIENT_UNKNOWN` the reference, for `INVOICE_AMOUNT_DIFFERS` the row's cents.
        detail: for `DUPLICATE` the line of the first one, for `METHOD_UNKNOWN` the partner's code, for
            `INVOICE_AMOUNT_DIFFERS` the cents in the books.
    """

    line: int
    kind: RowFaultKind
    value: str
    detail: str


@dataclass(frozen=True, slots=True)
class StagedFaults:
    """The faults of a file. `rows` leaves out those rows that were wrong by themselves already."""

    listed: tuple[StagedFault, ...]
    count: int
    rows: int


def faults(tx: Transaction, file: ImportFile, *, references: bool) -> StagedFaults:
    """What is wrong with a file's rows: doubles and, if `references`, what refers to nothing."""
    found = _FAULTS[file, references].subquery()
    staged = STAGED[file]
    is_sound = staged.c[RECORDS[file]._fields[1 + len(KEYS[file])]].is_not(None)
    counted = select(func.count(), func.count(distinct(case((is_sound, found.c.line))))).join_from(
        found, staged, staged.c.line == found.c.line
    )
    count, rows = tx.execute(counted).one()
    return StagedFaults(tuple(_listed(tx, select(found).order_by(found.c.line))) if count else (), count, rows)


def same_key(file: ImportFile) -> ColumnElement[bool]:
    """Whether a staged row and one of the books are about the same thing; for what clients have, joined to them."""
    staged, target = STAGED[file].c, TARGETS[file].c
    return and_(*(target[name] == staged[name] for name in KEYS[file] if name in target))


def of_client(file: ImportFile) -> ColumnElement[bool]:
    """Whether a client of the books is the one whom a staged row names."""
    staged = STAGED[file].c
    return and_(*(clients.c[name] == staged[name] for name in reversed(KEYS[ImportFile.CLIENTS])))


def _listed(tx: Transaction, query: Select[*tuple[Any, ...]]) -> Iterator[StagedFault]:
    for line, kind, value, detail in tx.execute(query.limit(FAULTS_SHOWN)):
        yield StagedFault(line, RowFaultKind(kind), value, detail)


def _doubles(file: ImportFile) -> Select[tuple[int, str, str, str]]:
    staged = STAGED[file].c
    key = [staged[name] for name in reversed(KEYS[file])]
    first = select(*key, func.min(staged.line).label("first")).group_by(*key).having(func.count() > 1).subquery()
    return _fault(STAGED[file], RowFaultKind.DUPLICATE, key[0], first.c.first).join(
        first, and_(staged.line > first.c.first, *(column == first.c[column.name] for column in key))
    )


def _partner_unknown() -> Select[tuple[int, str, str, str]]:
    code = _CLIENTS.c.partner_code
    known = or_(
        select(partners.c.code).where(partners.c.code == code).exists(),
        select(_PARTNERS.c.code).where(_PARTNERS.c.code == code).exists(),
    )
    return _fault(_CLIENTS, RowFaultKind.PARTNER_UNKNOWN, code).where(~known)


def _method_unknown() -> Select[tuple[int, str, str, str]]:
    """A method that is neither the procedure's nor the partner's own; what is wrong with a partner is said there."""
    code, method = _CLIENTS.c.partner_code, _CLIENTS.c.method_code
    in_file = select(_PARTNERS.c.code).where(_PARTNERS.c.code == code)
    in_books = select(partners.c.code).where(partners.c.code == code)
    own = or_(
        in_file.where(or_(_PARTNERS.c.direct_method == method, _PARTNERS.c.name.is_(None))).exists(),
        and_(
            ~in_file.where(_PARTNERS.c.direct_method.is_distinct_from(NOT_TOLD)).exists(),
            in_books.where(partners.c.direct_method == method).exists(),
        ),
    )
    return _fault(_CLIENTS, RowFaultKind.METHOD_UNKNOWN, method, code).where(
        method.not_in(NAMED_METHODS), or_(in_file.exists(), in_books.exists()), ~own
    )


def _client_unknown(file: ImportFile) -> Select[tuple[int, str, str, str]]:
    staged = STAGED[file].c
    in_file = and_(*(_CLIENTS.c[name] == staged[name] for name in KEYS[ImportFile.CLIENTS]))
    known = or_(
        select(clients.c.id).where(of_client(file)).exists(),
        select(_CLIENTS.c.line).where(in_file).exists(),
    )
    ref = staged.letter + " " + cast(staged.partner_code, String) + " " + staged.chrono
    return _fault(STAGED[file], RowFaultKind.CLIENT_UNKNOWN, ref).where(~known)


def _amount_differs() -> Select[tuple[int, str, str, str]]:
    return (
        _fault(_INVOICES, RowFaultKind.INVOICE_AMOUNT_DIFFERS, _INVOICES.c.amount, invoices.c.amount)
        .join(clients, of_client(ImportFile.INVOICES))
        .join(invoices, and_(invoices.c.client_id == clients.c.id, invoices.c.number == _INVOICES.c.number))
        .where(invoices.c.amount != _INVOICES.c.amount)
    )


def _fault(
    staged: Table, kind: RowFaultKind, value: ColumnElement[str] | Column[int], detail: ColumnElement[int] | None = None
) -> Select[tuple[int, str, str, str]]:
    return select(
        staged.c.line,
        literal(kind.value).label("kind"),
        cast(value, String).label("value"),
        (literal("") if detail is None else cast(detail, String)).label("detail"),
    ).select_from(staged)


def _all_faults(file: ImportFile, *, references: bool) -> CompoundSelect[tuple[int, str, str, str]]:
    queries = [_doubles(file)]
    if references and file is ImportFile.CLIENTS:
        queries += [_partner_unknown(), _method_unknown()]
    if references and file.refers_to is ImportFile.CLIENTS:
        queries.append(_client_unknown(file))
    if file is ImportFile.INVOICES:
        queries.append(_amount_differs())
    return union_all(*queries)


_FAULTS = {
    (file, references): _all_faults(file, references=references) for file in ImportFile for references in (False, True)
}
