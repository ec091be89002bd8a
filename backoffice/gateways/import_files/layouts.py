"""What the columns of each import file mean, and what a row of them is."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from backoffice.domain.import_rows import (
    KEYS,
    RECORDS,
    ImportedClient,
    ImportedInvoice,
    ImportedOrder,
    ImportedPartner,
    ImportFile,
    ImportRow,
)
from backoffice.domain.importing import RowFaultKind
from backoffice.domain.member_files import ConfirmationRow, MemberFile, OpeningRow
from backoffice.domain.money import Money
from backoffice.domain.search_name import search_name, search_prefix
from backoffice.french.figures import plain
from backoffice.gateways.import_files import cells
from backoffice.gateways.import_files.cells import CellReader, WrongCellError

CsvFile = ImportFile | MemberFile
"""What can be read."""


@dataclass(frozen=True, slots=True)
class Layout:
    """A file's columns.

    Attributes:
        readers: of each column, in the order of `ImportFile.columns`.
        record: makes the row of the line and what the columns mean, or raises `WrongCellError` with a column.
        key: how many of the first columns are what other files refer to; 0 where none does.
        fields: how many fields the row has.
    """

    readers: tuple[CellReader, ...]
    record: Callable[[Sequence[Any]], ImportRow]
    key: int
    fields: int


def layout(file: ImportFile, seal: Callable[[str], bytes]) -> Layout:
    """The layout of `file`, with what it remembers of cells for one reading. IBANs go through `seal`."""
    readers, record = _columns(file, seal)
    return Layout(readers, record, len(KEYS[file]), len(RECORDS[file]._fields))


def member_layout(file: MemberFile) -> Layout:
    """The layout of a file of the members' accounts."""
    number = cells.words(20, required=True)
    match file:
        case MemberFile.OPENINGS:
            openings = (number, cells.words(120, required=True), cells.balance)
            return Layout(openings, OpeningRow._make, 0, len(OpeningRow._fields))
        case MemberFile.CONFIRMATIONS:
            confirmations = (cells.number(80), number, cells.cents(positive=True), cells.day())
            return Layout(confirmations, ConfirmationRow._make, 0, len(ConfirmationRow._fields))


def _columns(
    file: ImportFile, seal: Callable[[str], bytes]
) -> tuple[tuple[CellReader, ...], Callable[[Sequence[Any]], ImportRow]]:
    match file:
        case ImportFile.PARTNERS:
            return _partner_readers(), _partner
        case ImportFile.CLIENTS:
            return (*_reference(), *_client_readers(seal)), _client_maker()
        case ImportFile.INVOICES:
            return (*_reference(), *_invoice_readers()), _invoice
        case ImportFile.ORDERS:
            return (*_reference(), *_order_readers()), ImportedOrder._make


def _reference() -> tuple[CellReader, ...]:
    return cells.letter(), cells.partner_code(), cells.chrono


def _partner_readers() -> tuple[CellReader, ...]:
    return cells.partner_code(), cells.words(120, required=True), cells.bank_codes, cells.direct_method


def _client_readers(seal: Callable[[str], bytes]) -> tuple[CellReader, ...]:
    return (
        cells.few_words(20),  # civilite
        cells.few_words(80, required=True),  # nom
        cells.few_words(80),  # prenom
        cells.words(200),  # adresse
        cells.few_words(10),  # code_postal
        cells.few_words(80),  # ville
        cells.method(),
        cells.sealed_iban(seal),
        cells.rum,
        cells.mandate(),
        cells.few_words(80),  # alias: mostly nothing
        cells.few_words(20),  # marque
        cells.expiry(),
        cells.flag(),  # bloque
        cells.flag(),  # decede
        cells.flag(),  # tutelle
    )


def _invoice_readers() -> tuple[CellReader, ...]:
    return (
        cells.number(30),
        cells.few_words(10, required=True, capitals=True),  # circulaire
        cells.day(),
        cells.cents(positive=True),
        cells.cents(positive=False),
    )


def _order_readers() -> tuple[CellReader, ...]:
    return (
        cells.number(30),
        cells.few_words(80, required=True),  # titre
        cells.few_words(40),  # statut
        cells.flag(),  # reinstallable
        cells.flag(),  # kdo
        cells.words(120),  # beneficiaire
    )


def _client_maker() -> Callable[[Sequence[Any]], ImportRow]:
    fold = cells.Remembering(search_prefix).__getitem__

    def make(values: Sequence[Any]) -> ImportRow:
        return ImportedClient._make((*values, search_name(values[5], values[6], fold)))

    return make


def _partner(values: Sequence[Any]) -> ImportRow:
    return ImportedPartner(*values)  # the last column may be absent


def _invoice(values: Sequence[Any]) -> ImportRow:
    invoice = ImportedInvoice._make(values)
    if invoice.pending > invoice.amount:
        raise WrongCellError(RowFaultKind.PENDING_OVER_AMOUNT, plain(Money(invoice.amount)), "reste")
    return invoice
