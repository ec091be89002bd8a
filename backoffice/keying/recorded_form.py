"""What *Enregistrer* sends of a coupon: with its cheque, on a card or an IBAN, or without any of them."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from backoffice.domain.cheque import RowOperation
from backoffice.domain.debit import Renewal
from backoffice.domain.mail_facts import ChequeAmount
from backoffice.domain.means import MethodChange, SealedIban
from backoffice.domain.money import Money, total
from backoffice.keying.departure import Departure
from backoffice.keying.ticks import NOTHING, Ticks


@dataclass(frozen=True, slots=True)
class ChequeForm:
    """Everything that *Enregistrer* sends, under a key that is made when the form is shown.

    Attributes:
        key: what makes a repeat of this form the same gesture.
        batch_id: the batch it is keyed in.
        client_id: whose coupon it is.
        figures: the cheque's amount in figures, as keyed.
        words: the amount in words as the operator typed it from the cheque, or None when the words that the
            program wrote were compared with the cheque and found the same.
        number: the cheque's 7 digits.
        rows: one operation for each pending invoice shown; empty in a SANS FACTURE batch.
        ticks: what is on the coupon.
        decided: the decision that was on the screen, as `canonical` writes it.
        departure: what the operator wants for the paper instead, or that the cheque is keyed against a stop.
        reason: why the operator departs from the decision, in the paper or in the rows; empty where they do not.
        forced: the operator has overridden the message about rows left *vide*, or about an invoice that is pending in
            a batch SANS FACTURE.
        accepted_duplicate: the operator has overridden the warning about a cheque that looks keyed already.
    """

    word: ClassVar[str] = "cheque"
    key: UUID
    batch_id: int
    client_id: int
    figures: Money
    words: str | None
    number: str
    rows: tuple[RowOperation, ...]
    ticks: Ticks = NOTHING
    decided: str = ""
    departure: Departure | None = None
    reason: str = ""
    forced: bool = False
    accepted_duplicate: bool = False

    @property
    def settled(self) -> Money:
        """What the rows settle together."""
        return total(row.amount for row in self.rows)


@dataclass(frozen=True, slots=True)
class MailForm:
    """A piece of mail without a cheque: what is debited, and what is on the paper.

    Attributes:
        key: what makes a repeat of this form the same gesture.
        batch_id: the batch it came in.
        client_id: whose mail it is.
        ticks: what is on the coupon.
        decided: the decision that was on the screen, as `canonical` writes it; empty where it waited for the amount
            of a cheque, and the operator has left that.
        departure: what the operator wants for the paper instead.
        reason: why the operator departs from the decision; empty where they do not.
        cheque: the amount of a cheque that is not keyed, on which the decision may rest; None where none is typed.
        iban: the IBAN of the coupon where it was typed and no change takes it: it is set against the file again.
        change: the new method of payment; None where it stays.
        compared: the mark of the means on file that the IBAN of the coupon was set against.
    """

    word: ClassVar[str] = "mail"
    key: UUID
    batch_id: int
    client_id: int
    ticks: Ticks = NOTHING
    decided: str = ""
    departure: Departure | None = None
    reason: str = ""
    cheque: ChequeAmount | None = None
    iban: SealedIban | None = None
    change: MethodChange | None = None
    debits: tuple[RowOperation, ...] = ()
    renewals: tuple[Renewal, ...] = ()
    compared: str = ""
