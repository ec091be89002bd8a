"""The tables of a distribution: its members, an order's lines, payments."""

from dataclasses import dataclass
from typing import TypeVar

from PySide6.QtCore import QSize
from typing_extensions import override

from backoffice.domain.member_order import MemberPayment, MemberPaymentState, NewLine, OrderLine
from backoffice.domain.money import ZERO, Money
from backoffice.french.account_words import MEMBER_PAYMENT_STATES, PAID_WITH
from backoffice.french.figures import amount, day_of, moment
from forms.distributions.members_reading import MemberLine
from forms.distributions.words import STATE_TONES, balance_tone, difference
from forms.kit.table import Table
from forms.kit.table_model import Align, Column
from forms.kit.tokens import Tone

Row = TypeVar("Row")

_NO_MEMBER = "Aucun adhérent ici.\nLes adhérents d'un groupe s'ajoutent dans Comptes."
_NO_LINE = "Rien n'est commandé.\nTapez un libellé et un montant, ⏎ après chacun."
_NO_PAYMENT = "Aucun paiement de cet adhérent."
_NO_CONFIRMED = "Aucun paiement n'a été confirmé avec cette distribution."


@dataclass(frozen=True, slots=True)
class ShownOrderLine:
    """A line of an order: one that is recorded, or one that is still to be."""

    line: OrderLine | NewLine

    @property
    def recorded(self) -> OrderLine | None:
        """The line where it is recorded."""
        return self.line if isinstance(self.line, OrderLine) else None

    @property
    def is_taken_off(self) -> bool:
        """Whether it counts no more."""
        return self.recorded is not None and self.recorded.taken_off


class LowTable(Table[Row]):
    """A table that is content with its least height: what stands under it comes before its empty room."""

    @override
    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self.minimumHeight())


def member_table() -> Table[MemberLine]:
    """An empty table of members."""
    columns: tuple[Column[MemberLine], ...] = (
        Column("N°", lambda row: row.member.number, value=lambda row: _number(row.member.number), width=56),
        Column("Adhérent", lambda row: row.member.name, width=130, stretch=True),
        Column("Commandé", lambda row: _some(row.ordered), value=lambda row: row.ordered, align=Align.RIGHT, width=96),
        Column(
            "Solde",
            lambda row: amount(row.balance),
            value=lambda row: row.balance,
            align=Align.RIGHT,
            width=84,
            tone=lambda row: balance_tone(row.balance),
        ),
    )
    return Table("Adhérents", columns, _NO_MEMBER, key=lambda row: row.member.id)


def line_table() -> Table[ShownOrderLine]:
    """An empty table of an order's lines."""
    columns: tuple[Column[ShownOrderLine], ...] = (
        Column("Libellé", lambda row: row.line.label, width=180, stretch=True),
        Column(
            "Montant",
            lambda row: amount(row.line.amount),
            value=lambda row: row.line.amount,
            align=Align.RIGHT,
            width=96,
        ),
        Column("Saisi", _keyed, width=230, tone=lambda row: Tone.MUTED if row.recorded else Tone.INFO),
    )
    return LowTable("Commande", columns, _NO_LINE, key=_key, struck=lambda row: row.is_taken_off)


def payment_table() -> Table[MemberPayment]:
    """An empty table of a member's payments."""
    columns: tuple[Column[MemberPayment], ...] = (
        Column("Saisi", lambda row: day_of(row.recorded_at), value=lambda row: row.recorded_at, width=94),
        Column("Paiement", lambda row: PAID_WITH[row.method], width=104),
        Column("N°", lambda row: row.cheque_number or row.provider_id, width=70),
        Column(
            "Annoncé", lambda row: amount(row.expected), value=lambda row: row.expected, align=Align.RIGHT, width=76
        ),
        Column(
            "Reçu",
            lambda row: "" if row.received is None else amount(row.received),
            value=lambda row: None if row.received is None else row.received.cents,
            align=Align.RIGHT,
            width=66,
        ),
        Column(
            "État",
            lambda row: MEMBER_PAYMENT_STATES[row.state].upper(),
            width=104,
            tone=lambda row: STATE_TONES[row.state],
            chip=True,
        ),
        Column("Distribution", lambda row: row.distribution_title, width=80, stretch=True),
    )
    return LowTable(
        "Paiements",
        columns,
        _NO_PAYMENT,
        key=lambda row: row.id,
        struck=lambda row: row.state is MemberPaymentState.WITHDRAWN,
    )


def confirmed_table() -> Table[MemberPayment]:
    """An empty table of the payments that a validation confirmed."""
    columns: tuple[Column[MemberPayment], ...] = (
        Column("N°", lambda row: row.member.number, value=lambda row: _number(row.member.number), width=66),
        Column("Adhérent", lambda row: row.member.name, width=180, stretch=True),
        Column("Paiement", lambda row: PAID_WITH[row.method], width=130),
        Column("N° du chèque", lambda row: row.cheque_number, width=120),
        Column(
            "Annoncé", lambda row: amount(row.expected), value=lambda row: row.expected, align=Align.RIGHT, width=110
        ),
        Column(
            "Reçu",
            lambda row: amount(row.received or ZERO),
            value=lambda row: row.received or ZERO,
            align=Align.RIGHT,
            width=110,
        ),
        Column(
            "Écart",
            lambda row: difference(_over(row)),
            value=_over,
            align=Align.RIGHT,
            width=96,
            tone=lambda _: Tone.WARNING,
        ),
    )
    return Table("Paiements confirmés", columns, _NO_CONFIRMED, key=lambda row: row.id)


def _over(payment: MemberPayment) -> Money:
    return (payment.received or ZERO) - payment.expected


def _some(money: Money) -> str:
    return amount(money) if money else ""


def _number(text: str) -> tuple[int, str]:
    """Numbers as they are counted: 9 before 10."""
    return len(text), text


def _keyed(row: ShownOrderLine) -> str:
    if row.recorded is None:
        return "à enregistrer"
    said = f"{moment(row.recorded.recorded_at)} · {row.recorded.operator}"
    return f"retirée · {said}" if row.is_taken_off else said


def _key(row: ShownOrderLine) -> int:
    return id(row.line) if row.recorded is None else row.recorded.id
