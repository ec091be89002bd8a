"""The export: the same four files that the import reads, the receipts, the mail and the actions."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from backoffice.domain.import_rows import MANDATES, ImportFile
from backoffice.domain.importing import ImportStep, WorkProgress
from backoffice.domain.money import Money
from backoffice.domain.people import Actor, Right
from backoffice.domain.sealing import Sealing
from backoffice.services.office.office import Office
from backoffice.storage import exporting
from backoffice.storage.database import Transaction

_Row = Sequence[object]
FileWriter = Callable[[Path, Sequence[str], Iterable[Sequence[object]]], None]
"""Writes a file of a header and rows, whole or not at all."""

RECEIPTS_FILE = "encaissements.csv"
RECEIPTS_COLUMNS = (
    *("ligne", "lot", "lettre", "partenaire", "chrono", "numero_cheque", "montant", "date", "operateur"),
    *("annule", "contrepasse"),
)
"""`ligne` is the receipt's number in the books; a reversal has a negative `montant`, and in `contrepasse` the number
of the receipt that it reverses."""

MAIL_FILE = "courriers.csv"
MAIL_COLUMNS = (
    *("courrier", "lot", "lettre", "partenaire", "chrono", "ligne", "papier", "bordereau", "mentions", "regles"),
    *("ecart", "numero_bordereau", "reprend", "date", "operateur", "annule", "client_introuvable"),
)
"""`ligne` is the number of the receipt that it came with, `reprend` that of the set-aside mail that it takes up;
`papier` and `bordereau` are a `Paper` and a `MailSlipKind`; `client_introuvable` is the number of mail whose client was
not found, with what could be read."""

ACTIONS_FILE = "actions.csv"
ACTIONS_COLUMNS = (
    *("action", "courrier", "lettre", "partenaire", "chrono", "code", "valeur", "texte", "regle", "date", "operateur"),
    *("levee", "motif"),
)
"""`motif` says why it was lifted; empty where its mail was cancelled."""

_UNKNOWN = 4
"""How many columns tell of a client who was not found."""
_ROWS_BETWEEN_TELLINGS = 2_000
_MANDATE_WORDS = {code: words for words, code in MANDATES.items()}


class Exporting:
    """Writes the books out. IBANs are in clear in `clients.csv`, so that the trail knows of every export."""

    def __init__(self, office: Office, vault: Sealing, write_file: FileWriter) -> None:
        self._office = office
        self._vault = vault
        self._write_file = write_file

    def run(self, who: Actor, folder: Path, progress: Callable[[WorkProgress], None]) -> None:
        """Write the seven files into `folder`, all as of one moment; files of these names are replaced.

        Raises:
            RuleBroken: `ROLE_MAY_NOT`.
            Unavailable: `FOLDER_UNUSABLE`, `DISK_FULL`, and as `Database`.
        """
        self._office.require(who, Right.IMPORT)
        self._office.database.write(lambda tx: self._office.note(tx, who, "office exported", {}))
        self._office.database.read(lambda tx: self._write(tx, folder, progress))

    def _write(self, tx: Transaction, folder: Path, progress: Callable[[WorkProgress], None]) -> None:
        exporting.hold_still(tx)
        for file in ImportFile:
            told = _told(exporting.rows(tx, file), file.value, exporting.count(tx, file), progress)
            self._write_file(folder / file.value, file.columns, map(self._as_written(file), told))
        told = _told(exporting.receipt_rows(tx), RECEIPTS_FILE, exporting.count_receipts(tx), progress)
        self._write_file(folder / RECEIPTS_FILE, RECEIPTS_COLUMNS, map(_receipt, told))
        told = _told(exporting.mail_rows(tx), MAIL_FILE, exporting.count_mail(tx), progress)
        self._write_file(folder / MAIL_FILE, MAIL_COLUMNS, map(_mail, told))
        told = _told(exporting.action_rows(tx), ACTIONS_FILE, exporting.count_actions(tx), progress)
        self._write_file(folder / ACTIONS_FILE, ACTIONS_COLUMNS, told)

    def _as_written(self, file: ImportFile) -> Callable[[_Row], _Row]:
        match file:
            case ImportFile.PARTNERS | ImportFile.ORDERS:
                return tuple
            case ImportFile.CLIENTS:
                return self._client
            case ImportFile.INVOICES:
                return _invoice

    def _client(self, row: Sequence[Any]) -> _Row:
        *identity, sealed_iban, rum, mandate, alias, brand, expiry, blocked, deceased, protected_adult = row
        iban = "" if sealed_iban is None else self._vault.unseal(sealed_iban)
        means = iban, rum, _MANDATE_WORDS.get(mandate, ""), alias, brand, expiry
        return *identity, *means, blocked, deceased, protected_adult


def _invoice(row: Sequence[Any]) -> _Row:
    *about, amount, pending = row
    return *about, Money(amount), Money(pending)


def _receipt(row: Sequence[Any]) -> _Row:
    *about, cents, recorded_at, operator, is_reversed, reverses = row
    return *about, Money(cents), recorded_at, operator, is_reversed, reverses


def _mail(row: Sequence[Any]) -> _Row:
    *about, annotations, rules, departure, slip_number, settles, recorded_at, operator, is_cancelled = row[:-_UNKNOWN]
    words, unknown = ", ".join(annotations.splitlines()), ", ".join(filter(None, row[-_UNKNOWN:]))
    return *about, words, rules, departure, slip_number, settles, recorded_at, operator, is_cancelled, unknown


def _told(rows: Iterable[_Row], file: str, total: int, progress: Callable[[WorkProgress], None]) -> Iterator[_Row]:
    count = 0
    for count, row in enumerate(rows, start=1):
        if count % _ROWS_BETWEEN_TELLINGS == 0:
            progress(WorkProgress(file, ImportStep.WRITING, count, count, total))
        yield row
    progress(WorkProgress(file, ImportStep.WRITING, count, count, total))
