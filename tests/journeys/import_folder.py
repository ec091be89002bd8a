"""The import folder that the office has of its clients the evening before the mail comes."""

import csv
import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from backoffice.domain.import_rows import ImportFile
from tests.journeys.mail import Customer

_SURNAME = re.compile(r"(?P<title>(?:M\.|Mme|et| )+) (?P<last>[^a-z]+) (?P<first>\S+)")


def write_import_folder(customers: Iterable[Customer], folder: Path) -> None:
    """The four files that the office imports, with these clients in them."""
    folder.mkdir(parents=True)
    known = list(customers)
    codes = sorted({int(customer.ref.split()[1]) for customer in known})
    _write(folder, ImportFile.PARTNERS, ([code, f"Les Éditions du Tilleul {code}", "", 45] for code in codes))
    _write(folder, ImportFile.CLIENTS, map(_client_row, known))
    _write(folder, ImportFile.INVOICES, (row for customer in known for row in _invoice_rows(customer)))
    _write(folder, ImportFile.ORDERS, (row for customer in known for row in _order_rows(customer)))


def _write(folder: Path, file: ImportFile, rows: Iterable[Sequence[object]]) -> None:
    with (folder / file.value).open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, delimiter=";")
        writer.writerow(file.columns)
        writer.writerows(rows)


def _client_row(customer: Customer) -> list[object]:
    match = _SURNAME.fullmatch(customer.name)
    assert match, customer.name
    postcode, _, city = customer.place.partition(" ")
    flags = ["oui" if flag in customer.flags else "non" for flag in ("blocked", "deceased", "protected")]
    who = [match["title"], match["last"], match["first"], "12 rue des Lilas", postcode, city]
    return [*customer.ref.split(), *who, 15, "", "", "", "", "", "", *flags]


def _invoice_rows(customer: Customer) -> Iterable[list[object]]:
    for place, invoice in enumerate(customer.invoices, start=1):
        amounts = (f"{money // 100},{money % 100:02d}" for money in (invoice.amount, invoice.left))
        yield [*customer.ref.split(), f"F{place}", invoice.circular, invoice.issued_on, *amounts]


def _order_rows(customer: Customer) -> Iterable[list[object]]:
    for place, title in enumerate(customer.orders, start=1):
        gift = "(KDO)" in title
        whom = "M. DURAND Théo" if gift else ""
        known = title.removesuffix(" (KDO)")
        yield [*customer.ref.split(), f"C{place}", known, "suspendu", "oui", "oui" if gift else "non", whom]
