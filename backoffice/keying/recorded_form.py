"""What *Enregistrer* sends of a coupon: with its cheque, on a card or an IBAN, or without any of them."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from backoffice.domain.cheque import Operation, RowOperation
from backoffice.domain.debit import Renewal
from backoffice.domain.means import MethodChange, SealedIban
from backoffice.domain.money import ZERO, Money, total
from backoffice.keying.debit import change_of, debits_of, has_own_method, has_own_renewals, renewals_of
from backoffice.keying.departure import Departure
from backoffice.keying.entry import Entry, InvoiceLine, rows_of
from backoffice.keying.facts import ChequeAmount
from backoffice.keying.outcome import Outcome, Way
from backoffice.keying.ticks import NOTHING, Ticks
from backoffice.keying.written import canonical


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


def is_departed(outcome: Outcome, entry: Entry) -> bool:
    """Whether the operator departs from the decision: in the paper, or in what is keyed."""
    if outcome.way is Way.DEBIT and (has_own_method(outcome, entry) or has_own_renewals(outcome, entry)):
        return True
    return outcome.departure is not None or has_own_rows(outcome, entry.lines)


def has_own_rows(outcome: Outcome, lines: tuple[InvoiceLine, ...]) -> bool:
    """Whether what is done with the invoices is not what is decided; where nothing is done, it is *vide*."""
    decided = {row.invoice_id: (row.operation, row.amount) for row in outcome.rows}
    return outcome.way in (Way.CHEQUE, Way.DEBIT) and any(
        (line.operation or Operation.BLANK, line.amount) != decided.get(line.invoice.id, (Operation.BLANK, ZERO))
        for line in lines
    )


def form_of(entry: Entry, outcome: Outcome) -> ChequeForm | MailForm | None:
    """What is sent; None where something is still missing."""
    dossier, words = entry.dossier, entry.words
    if dossier is None or outcome.way in (Way.AMOUNT_FIRST, Way.CLASHING):
        return None
    decided = canonical(outcome.decision) if outcome.decision else ""
    reason = entry.reason if is_departed(outcome, entry) else ""
    if outcome.way in (Way.LETTER, Way.DEBIT):
        is_debit, change = outcome.way is Way.DEBIT, change_of(outcome, entry)
        return MailForm(
            key=entry.key,
            batch_id=entry.batch_id,
            client_id=dossier.client.id,
            ticks=entry.ticks,
            decided=decided,
            departure=outcome.departure,
            reason=reason,
            cheque=entry.cheque,
            iban=None if change and change.iban else entry.assigned.iban,
            change=change,
            debits=debits_of(entry.lines) if is_debit else (),
            renewals=renewals_of(outcome, entry) if is_debit else (),
            compared=entry.compared,
        )
    if words is None:
        return None
    return ChequeForm(
        key=entry.key,
        batch_id=entry.batch_id,
        client_id=dossier.client.id,
        figures=words.figures,
        words=words.typed,
        number=entry.number,
        rows=rows_of(entry.lines),
        ticks=entry.ticks,
        decided=decided,
        departure=outcome.departure,
        reason=reason,
        forced=entry.forced,
        accepted_duplicate=entry.accepted_duplicate,
    )
