"""Rows to fill tables with."""

from dataclasses import dataclass, replace
from datetime import date

from backoffice.domain.money import ZERO, Money
from backoffice.french.figures import amount, short_date
from forms.kit.icons import Icon
from forms.kit.table_model import Align, AmountCell, ChoiceCell, Column
from forms.kit.tokens import Tone


@dataclass(frozen=True)
class Bundle:
    """A row with something of every kind."""

    number: int
    name: str
    day: date
    pending: Money
    operation: str = "V"
    settled: Money = ZERO


OPTIONS = {"R": "Régularisation", "S": "Sans paiement", "V": "Vide"}


def bundles(count: int) -> list[Bundle]:
    return [
        Bundle(n, f"client {n % 7}", date(2024, 1 + n % 12, 1 + n % 28), Money((n * 7919) % 100_000))
        for n in range(count)
    ]


def choose(row: Bundle, letter: str) -> Bundle:
    return replace(row, operation=letter, settled=row.pending if letter == "R" else ZERO)


def settle(row: Bundle, settled: Money) -> Bundle:
    return replace(row, settled=settled)


COLUMNS: tuple[Column[Bundle], ...] = (
    Column("N°", lambda row: str(row.number), value=lambda row: row.number, align=Align.RIGHT, width=60),
    Column("Nom", lambda row: row.name, spoken=lambda row: f"Monsieur {row.name}"),
    Column("Date", lambda row: short_date(row.day), value=lambda row: row.day),
    Column("Reste", lambda row: amount(row.pending), value=lambda row: row.pending, align=Align.RIGHT),
    Column(
        "Opération",
        lambda row: OPTIONS[row.operation],
        tone=lambda row: Tone.OK if row.operation == "R" else Tone.WARNING,
        icon=lambda row: Icon.CHECK if row.operation == "R" else None,
        edit=ChoiceCell(OPTIONS, choose),
    ),
    Column(
        "À régulariser",
        lambda row: amount(row.settled) if row.settled else "–",
        value=lambda row: row.settled,
        align=Align.RIGHT,
        edit=AmountCell(lambda row: row.settled, settle, lambda row: row.operation == "R"),
    ),
    Column("État", lambda _: "OUVERT", chip=True, tone=lambda _: Tone.OK, stretch=True),
)
