"""The four files of an import folder, and what their rows are once read."""

from datetime import date
from enum import StrEnum, unique
from typing import NamedTuple

MAY_BE_ABSENT = "mdr_prelevement"
"""The column that folders made for earlier versions lack."""


@unique
class ImportFile(StrEnum):
    """The files of an import folder, in the order in which they are imported."""

    PARTNERS = "partenaires.csv"
    CLIENTS = "clients.csv"
    INVOICES = "factures.csv"
    ORDERS = "commandes.csv"

    @property
    def refers_to(self) -> "ImportFile | None":
        """The file in which the rows of this one find their partner or their client."""
        return _REFERS_TO.get(self)

    @property
    def columns(self) -> tuple[str, ...]:
        """The header row, in the order in which the export writes it."""
        return tuple(_COLUMNS[self].split(";"))


_REFERS_TO = {
    ImportFile.CLIENTS: ImportFile.PARTNERS,
    ImportFile.INVOICES: ImportFile.CLIENTS,
    ImportFile.ORDERS: ImportFile.CLIENTS,
}
_COLUMNS = {
    ImportFile.PARTNERS: f"code;nom;banques;{MAY_BE_ABSENT}",
    ImportFile.CLIENTS: (
        "lettre;partenaire;chrono;civilite;nom;prenom;adresse;code_postal;ville;mdr;iban;rum;mandat;"
        "alias;marque;expiration;bloque;decede;tutelle"
    ),
    ImportFile.INVOICES: "lettre;partenaire;chrono;numero;circulaire;date;montant;reste",
    ImportFile.ORDERS: "lettre;partenaire;chrono;numero;titre;statut;reinstallable;kdo;beneficiaire",
}


MANDATES = {"actif": "active", "inactif": "inactive", "": "none"}
"""The column `mandat`, and what it is called in the code."""


NOT_TOLD = 0
"""Stands for the code of a partner's direct debit in a file without that column: what is known of it stays."""


class ImportedPartner(NamedTuple):
    """A row of `partenaires.csv`.

    Attributes:
        banks: the bank codes that the partner file accepts, `|` between; empty = all.
        direct_method: the code of its direct debit; None where it has none, `NOT_TOLD` where the column is absent.
    """

    line: int
    code: int
    name: str
    banks: str
    direct_method: int | None = NOT_TOLD


class ImportedClient(NamedTuple):
    """A row of `clients.csv`, its IBAN sealed as soon as it was read.

    A named tuple like its neighbours, and not a dataclass: a million of them go straight to the database. For its
    sake flags are 1 or 0: over a true or a false the driver of SQLite takes longer than over the rest of the row.
    """

    line: int
    letter: str
    partner_code: int
    chrono: str
    title: str
    last_name: str
    first_name: str
    address: str
    postcode: str
    city: str
    method_code: int
    sealed_iban: bytes | None
    rum: str
    mandate: str
    alias: str
    card_brand: str
    card_expiry: str
    blocked: int
    deceased: int
    protected_adult: int
    search_name: str


class ImportedInvoice(NamedTuple):
    """A row of `factures.csv`. Amounts are cents."""

    line: int
    letter: str
    partner_code: int
    chrono: str
    number: str
    circular: str
    issued_on: date
    amount: int
    pending: int


class ImportedOrder(NamedTuple):
    """A row of `commandes.csv`. Flags are 1 or 0."""

    line: int
    letter: str
    partner_code: int
    chrono: str
    number: str
    title: str
    status: str
    renewable: int
    gift: int
    beneficiary: str


ImportRow = tuple[object, ...]
"""One of the above. A wrong row whose key can be read has its key and None elsewhere: what refers to it is then
not called wrong as well, and its file is refused anyway."""

RECORDS: dict[ImportFile, type[ImportedPartner | ImportedClient | ImportedInvoice | ImportedOrder]] = {
    ImportFile.PARTNERS: ImportedPartner,
    ImportFile.CLIENTS: ImportedClient,
    ImportFile.INVOICES: ImportedInvoice,
    ImportFile.ORDERS: ImportedOrder,
}
KEYS: dict[ImportFile, tuple[str, ...]] = {
    ImportFile.PARTNERS: ("code",),
    ImportFile.CLIENTS: ("letter", "partner_code", "chrono"),
    ImportFile.INVOICES: ("letter", "partner_code", "chrono", "number"),
    ImportFile.ORDERS: ("letter", "partner_code", "chrono", "number"),
}
"""What tells one row of a file from another: the first fields of its record after `line`."""
