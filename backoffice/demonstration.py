"""The demonstration: invented people, partners, clients and invoices, the same ones whenever the seed is the same."""

import csv
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import TypeVar

from backoffice.domain.import_rows import ImportFile
from backoffice.domain.people import Role
from backoffice.french.figures import short_date
from resources.paths import RESOURCES

T = TypeVar("T")
_Row = tuple[str, ...]
_Ref = tuple[str, str, str]

_FIRST_DAY = date(2019, 1, 7)
_DAYS = 1_880
_LATEST_INVOICE = 60

_CHRONOS = 90_000_000
_LOWEST_CHRONO = 10_000_000
_STRIDE = 61_803_397
"""Prime to the number of chronos, so that each comes once before one comes again."""

_DURAND: _Ref = ("J", "121", "52134466")
_LETTERS = "JJJJJJABCDEFGH"
_BANKS = ("99011", "99021", "99031", "99041", "99051", "99061", "99071", "99081")
"""Bank codes that no bank has."""

_DIRECT_METHOD = "45"
"""The partners' code for their direct debit."""

_BY_CARD = {"80": "CB", "81": "AMEX"}
_METHODS = ("15", "15", "15", "15", "15", "80", "80", "81", "99", "99", _DIRECT_METHOD, _DIRECT_METHOD)
_HAS_IBAN = (True, True, True, False)
_MANDATES = ("actif", "actif", "actif", "actif", "actif", "inactif")
_FLAGS = (
    *[("non", "non", "non")] * 95,
    *[("oui", "non", "non")] * 2,
    *[("non", "oui", "non")] * 2,
    ("non", "non", "oui"),
)
_STATUSES = ("actif", "actif", "actif", "suspendu", "suspendu", "résilié")
_ORDERS = (0, 1, 1, 2, 2, 3)
_CASES: tuple[tuple[int, tuple[tuple[str, int, str, str], ...]], ...] = (
    (30, (("AP11", 0, "20,30", "20,30"),)),
    (12, (("AP12", 0, "17,15", "17,15"),)),
    (10, (("AP13", 0, "58,00", "58,00"),)),
    (6, ()),  # P-29: nothing to settle
    (10, (("AP11", 0, "13,10", "13,10"), ("AP11", 17, "20,30", "20,30"))),  # P-30, P-32: one circular, two amounts
    (6, (("AP11", 0, "13,10", "13,10"), ("AP11", 17, "20,30", "20,30"), ("AP12", 25, "20,30", "20,30"))),  # P-31
    (6, (("AP11", 0, "22,45", "22,45"), ("AP12", 31, "22,45", "22,45"))),  # P-31: two circulars, one amount
    (6, (("AP12", 0, "17,15", "17,15"), ("AP12", 28, "17,15", "17,15"))),  # P-33: one circular, one amount
    (4, (("AP13", 0, "58,00", "38,00"),)),  # paid in part
    (4, (("AP11", 0, "29,90", "0,00"), ("RPSI", 40, "35,00", "35,00"))),  # P-81, and one that is paid
    (3, (("XXXX", 0, "41,60", "41,60"),)),  # P-41
    (1, (("QCU2", 0, "99,00", "99,00"),)),  # P-03
    (1, (("QCOI", 0, "99,00", "99,00"),)),
    (1, (("QCDH", 0, "99,00", "99,00"),)),
)
"""How many clients in a hundred have which invoices: circular, days after the first, amount, what is left."""


@dataclass(frozen=True, slots=True)
class DemoPerson:
    """Somebody of the demonstration's office."""

    login: str
    name: str
    role: Role
    password: str


def people() -> tuple[DemoPerson, ...]:
    """The office of the demonstration; its passwords are no secret."""
    return (
        DemoPerson("a.morel", "A. Morel", Role.OPERATOR, "demonstration"),
        DemoPerson("s.benali", "S. Benali", Role.OPERATOR, "demonstration"),
        DemoPerson("c.dupuis", "C. Dupuis", Role.SUPERVISOR, "demonstration"),
        DemoPerson("t.nguyen", "T. Nguyen", Role.TRAINER, "demonstration"),
        DemoPerson("d.leroy", "D. Leroy", Role.ADMINISTRATOR, "demonstration"),
    )


def write_folder(folder: Path, clients: int = 5_000, seed: int = 2019) -> None:
    """Write an import folder with so many clients; the first one is `J 121 52134466`, Mme DURAND Marie."""
    folder.mkdir(parents=True, exist_ok=True)
    town = _Town(seed)
    with ExitStack() as opened:
        write = {}
        for file in ImportFile:
            text = opened.enter_context((folder / file).open("w", encoding="utf-8-sig", newline=""))
            write[file] = csv.writer(text, delimiter=";").writerows
            write[file]([file.columns])
        write[ImportFile.PARTNERS](town.partners)
        write[ImportFile.CLIENTS]([_first_client()])
        write[ImportFile.INVOICES](_first_invoices())
        write[ImportFile.ORDERS](_first_orders())
        for number in range(1, clients):
            ref = town.reference(number)
            write[ImportFile.CLIENTS]([town.client(ref)])
            write[ImportFile.INVOICES](town.invoices(ref, number))
            write[ImportFile.ORDERS](town.orders(ref, number))


class _Town:
    """Where the clients of the demonstration live; everything is drawn from one series of random numbers.

    Attributes:
        partners: the rows of partenaires.csv.
    """

    def __init__(self, seed: int) -> None:
        self._draw = Random(seed).random  # noqa: S311 - invented people, not secrets
        self.partners = [(*row, _DIRECT_METHOD) for row in _rows("partners")]
        self._surnames = _rows("surnames")
        self._first_names = _rows("first_names")
        self._streets = _rows("streets")
        self._cities = _rows("cities")
        self._titles = _rows("magazines")
        self._beneficiaries = [*[""] * 9 * len(self._first_names), *(name for _, name in self._first_names)]
        self._days = [short_date(_FIRST_DAY + timedelta(days)) for days in range(_DAYS + _LATEST_INVOICE)]
        self._cases = [case for weight, case in _CASES for _ in range(weight)]

    def _one_of(self, pool: Sequence[T]) -> T:
        return pool[int(self._draw() * len(pool))]

    def reference(self, number: int) -> _Ref:
        """The reference of a client; no two have the same."""
        chrono = _LOWEST_CHRONO + (int(_DURAND[2]) - _LOWEST_CHRONO + number * _STRIDE) % _CHRONOS
        return self._one_of(_LETTERS), self._one_of(self.partners)[0], str(chrono)

    def client(self, ref: _Ref) -> _Row:
        """A row of clients.csv."""
        title, first_name = self._one_of(self._first_names)
        (last_name,) = self._one_of(self._surnames)
        address = f"{int(self._draw() * 180) + 1} {self._one_of(self._streets)[0]}"
        name_and_place = title, last_name, first_name, address, *self._one_of(self._cities)
        return *ref, *name_and_place, *self._means(ref), *self._one_of(_FLAGS)

    def _means(self, ref: _Ref) -> _Row:
        method = self._one_of(_METHODS)
        if method in _BY_CARD:
            expiry = f"{int(self._draw() * 12) + 1:02d}/{2024 + int(self._draw() * 5)}"
            return method, "", "", "", f"AL-{int(self._draw() * 16**12):012x}", _BY_CARD[method], expiry
        if not self._one_of(_HAS_IBAN):
            return method, "", "", "", "", "", ""
        return method, self._iban(), f"ADLP-{ref[1]}-{ref[2]}", self._one_of(_MANDATES), "", "", ""

    def _iban(self) -> str:
        bank, branch, account = self._one_of(_BANKS), int(self._draw() * 900) + 100, int(self._draw() * 10**11)
        key = 97 - (89 * int(bank) + 15 * branch + 3 * account) % 97
        return f"FR76{bank}{branch:05d}{account:011d}{key:02d}"  # 76 whichever the digits: the RIB is n × 97

    def invoices(self, ref: _Ref, number: int) -> Iterator[_Row]:
        """Rows of factures.csv."""
        day = int(self._draw() * _DAYS)
        for position, (circular, later, amount, pending) in enumerate(self._one_of(self._cases), start=1):
            yield *ref, f"F{number:07d}-{position}", circular, self._days[day + later], amount, pending

    def orders(self, ref: _Ref, number: int) -> Iterator[_Row]:
        """Rows of commandes.csv."""
        for position in range(1, self._one_of(_ORDERS) + 1):
            (title,) = self._one_of(self._titles)
            status, beneficiary = self._one_of(_STATUSES), self._one_of(self._beneficiaries)
            renewable, gift = "non" if status == "résilié" else "oui", "oui" if beneficiary else "non"
            yield *ref, f"C{number:07d}-{position}", title, status, renewable, gift, beneficiary


def _first_client() -> _Row:
    name_and_place = "Mme", "DURAND", "Marie", "12 rue des Lilas", "69003", "LYON"
    return *_DURAND, *name_and_place, "15", "", "", "", "", "", "", "non", "non", "non"


def _first_invoices() -> Iterator[_Row]:
    yield *_DURAND, "F0000000-1", "AP11", "20/02/2019", "13,10", "13,10"
    yield *_DURAND, "F0000000-2", "AP11", "09/03/2019", "20,30", "20,30"


def _first_orders() -> Iterator[_Row]:
    yield *_DURAND, "C0000000-1", "TELE 7 JOURS", "suspendu", "oui", "non", ""
    yield *_DURAND, "C0000000-2", "GEO", "suspendu", "oui", "oui", "Lucie DURAND"


def _rows(name: str) -> list[_Row]:
    lines = (RESOURCES / "demo" / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return [tuple(line.split(";")) for line in lines]
