"""Import folders for the tests, row by row."""

from pathlib import Path

from backoffice.domain.import_rows import ImportFile

IBAN = "FR7630006000011234567890189"
PARTNER = "121;Les Éditions du Tilleul;30004|10278;45"
CLIENT = (
    "J;121;52134466;Mme;DURAND;Marie;12 rue des Lilas;69003;LYON;99;"
    f"{IBAN};ADLP-121-52134466;actif;AL-01;CB;05/2027;non;non;non"
)
INVOICE = "J;121;52134466;F1;AP11;20/02/2019;13,10;13,10"
ORDER = "J;121;52134466;C1;TELE 7 JOURS;actif;oui;non;"
ONE_OF_EACH = {
    ImportFile.PARTNERS: [PARTNER],
    ImportFile.CLIENTS: [CLIENT],
    ImportFile.INVOICES: [INVOICE],
    ImportFile.ORDERS: [ORDER],
}


def write_folder(folder: Path, rows: dict[ImportFile, list[str]] | None = None) -> Path:
    """Write the files of `rows`, each under its header; gives the folder."""
    folder.mkdir(exist_ok=True)
    for file, lines in (ONE_OF_EACH if rows is None else rows).items():
        write_file(folder, file, *lines)
    return folder


def write_file(folder: Path, file: ImportFile, *lines: str) -> None:
    """Write one file under its header."""
    (folder / file).write_text("\n".join([";".join(file.columns), *lines, ""]), encoding="utf-8")


def client(**cells: str) -> str:
    """The row of a client, with other `cells` by column."""
    return _row(ImportFile.CLIENTS, CLIENT, cells)


def invoice(**cells: str) -> str:
    """The row of an invoice, with other `cells` by column."""
    return _row(ImportFile.INVOICES, INVOICE, cells)


def order(**cells: str) -> str:
    """The row of an order, with other `cells` by column."""
    return _row(ImportFile.ORDERS, ORDER, cells)


def _row(file: ImportFile, usual: str, cells: dict[str, str]) -> str:
    known = dict(zip(file.columns, usual.split(";"), strict=True))
    return ";".join((known | cells).values())
