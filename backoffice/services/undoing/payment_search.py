"""Finding payments, and all there is to see of one: its lines, its history and its slip."""

from backoffice.domain.cancelling_progress import CancellationState
from backoffice.domain.errors import Broken, RuleBroken
from backoffice.domain.money import ZERO, Money, total
from backoffice.domain.payments import (
    Payment,
    PaymentId,
    PaymentKind,
    PaymentMark,
    PaymentPage,
    PaymentRow,
    PaymentState,
    Sought,
)
from backoffice.domain.people import Actor
from backoffice.french.office_time import bounds_of_day
from backoffice.services.books.credit_keeping import require_cover, uncovered
from backoffice.services.clients.clients import nobody, with_known_partner
from backoffice.services.office.access import refusal_to_undo_in, visible_batch
from backoffice.services.office.office import Office
from backoffice.storage import clients, receipts
from backoffice.storage.database import Transaction
from backoffice.storage.erp import cancellations
from backoffice.storage.erp import lines as erp_lines
from backoffice.storage.payments import details as payment_details
from backoffice.storage.payments import rows as payment_rows
from backoffice.storage.payments import search as payments

_PAGE = 50


class Payments:
    """*Paiements*: those of one's own batches; everybody's for whoever sees all batches."""

    def __init__(self, office: Office) -> None:
        self._office = office

    def search(self, who: Actor, sought: Sought, after: PaymentMark | None = None) -> PaymentPage:
        """A page of the payments sought that `who` may see, the newest first.

        Raises:
            RuleBroken: `PARTNER_UNKNOWN`, `CLIENT_UNKNOWN` where a reference is nobody's.
        """
        bounds = payments.Bounds(
            opened_by=None if self._office.sees_all(who) else who.person_id,
            since=None if sought.since is None else bounds_of_day(sought.since)[0],
            before=None if sought.until is None else bounds_of_day(sought.until)[1],
            after=after,
            limit=_PAGE,
        )
        rows, mark = self._office.database.read(lambda tx: self._search(tx, sought, bounds))
        return PaymentPage(rows, mark)

    def payment(self, who: Actor, payment: PaymentId) -> Payment:
        """A payment with its lines, its history and its slip.

        Raises:
            RuleBroken: `RECEIPT_UNKNOWN`, `BATCH_OF_ANOTHER`.
        """
        return self._office.database.read(lambda tx: self._payment(tx, who, payment))

    def _search(
        self, tx: Transaction, sought: Sought, bounds: payments.Bounds
    ) -> tuple[tuple[PaymentRow, ...], PaymentMark | None]:
        found = payments.search(tx, sought, bounds)
        if sought.refs and not found[0] and not clients.by_refs(tx, sought.refs):
            raise nobody(with_known_partner(tx, sought.refs))
        return found

    def _payment(self, tx: Transaction, who: Actor, payment: PaymentId) -> Payment:
        found = payment_rows.rows(tx, [payment])
        if not found:
            raise RuleBroken(Broken.RECEIPT_UNKNOWN)
        (row,) = found
        visible_batch(self._office, tx, who, row.batch_id)
        return Payment(
            row,
            payment_details.lines(tx, payment),
            payment_details.history(tx, payment),
            payment_details.slip(tx, payment),
            payment.kind is PaymentKind.CHEQUE and bool(erp_lines.known_among(tx, [payment.id])),
            *self._cancelling(tx, who, row),
        )

    def _cancelling(self, tx: Transaction, who: Actor, row: PaymentRow) -> tuple[Money, RuleBroken | None]:
        """What of the client's credit cannot stay applied without it, and why it cannot be cancelled."""
        refusal = self._refusal(tx, who, row)
        if row.id.kind is PaymentKind.DEBIT or row.state is PaymentState.CANCELLED:
            return ZERO, refusal
        surplus = row.amount - total(line.row.amount for line in receipts.standing_lines(tx, row.id.id))
        try:
            if refusal is None:
                require_cover(tx, row.client_id, surplus)
            return total(each.amount for each in uncovered(tx, row.client_id, surplus)), refusal
        except RuleBroken as refunded:
            return ZERO, refusal or refunded

    def _refusal(self, tx: Transaction, who: Actor, row: PaymentRow) -> RuleBroken | None:
        if row.state is PaymentState.CANCELLED:
            return RuleBroken(Broken.RECEIPT_REVERSED)
        if row.id.kind is PaymentKind.DEBIT:
            return RuleBroken(Broken.DEBIT_WITH_ITS_MAIL)
        asked = cancellations.of_receipt(tx, row.id.id)
        if asked is not None and asked.state is not CancellationState.DECLINED:
            return RuleBroken(Broken.CANCELLATION_UNDER_WAY)
        return refusal_to_undo_in(self._office, tx, who, row.batch_id)
