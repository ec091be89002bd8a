"""Undoing in the open: 4.3 *Annulation d'encaissement* and 4.7 *Régularisation impayé* (C-01 to C-03)."""

from dataclasses import dataclass
from typing import Generic, TypeVar
from uuid import UUID

from backoffice.domain.audit import Facts
from backoffice.domain.batch_rows import ReceiptRow
from backoffice.domain.cancel_why import CancelWhy
from backoffice.domain.cancelling_progress import CancellationState
from backoffice.domain.documents import CancelledReceipt, ReceiptLine
from backoffice.domain.errors import Broken, RuleBroken
from backoffice.domain.mail import ActionCode, FileAction
from backoffice.domain.people import Actor, Right
from backoffice.domain.undoing import ReceiptCancelling
from backoffice.domain.unpaid import SettledPayment, UnpaidForm, came_back
from backoffice.procedure.action_values import OTHER_REASON
from backoffice.services.books.credit_keeping import cover_credit, require_cover
from backoffice.services.books.debit_posting import post_unpaid_debit
from backoffice.services.books.receipt_reversal import found_receipt, take_back
from backoffice.services.erp.payment_cancelling import ask_elsewhere
from backoffice.services.office.access import batch_to_undo_in, refusal_to_undo_in, visible_batch
from backoffice.services.office.office import Office
from backoffice.services.office.typed_words import require_text, require_why
from backoffice.services.papers.receipt_slips import heading
from backoffice.storage import actions, allocations, clients, control, receipts, settling, unpaids
from backoffice.storage.database import Transaction
from backoffice.storage.erp import cancellations
from backoffice.storage.erp import lines as erp_lines
from backoffice.storage.payments import cancel_reasons

_SHOWN = 200
_Payment = TypeVar("_Payment")


@dataclass(frozen=True, slots=True)
class Undoable(Generic[_Payment]):
    """A payment that can be undone.

    Attributes:
        refusal: why not by whom it is shown to; None where it can.
        elsewhere: it lives in the financial system too, and is cancelled when that system says so (C-05).
    """

    payment: _Payment
    refusal: RuleBroken | None
    elsewhere: bool = False


class Cancelling:
    """The cancellation of receipts, in closed batches too, and of what came back unpaid. Nothing is erased."""

    def __init__(self, office: Office) -> None:
        self._office = office

    def receipts(self, who: Actor, client_id: int) -> tuple[Undoable[ReceiptRow], ...]:
        """A client's newest receipts for 4.3, the newest first; those that are cancelled too, without reversals.

        Raises:
            RuleBroken: `ROLE_MAY_NOT`.
        """

        def read(tx: Transaction) -> tuple[Undoable[ReceiptRow], ...]:
            rows = [row for row in receipts.of_client(tx, client_id, _SHOWN) if row.reverses is None]
            standing = [row for row in rows if not row.reversed]
            refusals = self._refusals(tx, who, {row.batch_id for row in standing})
            known = erp_lines.known_among(tx, [row.id for row in standing])
            refused = {row.id: refusals[row.batch_id] or _under_way(tx, row.id) for row in standing}
            again = RuleBroken(Broken.RECEIPT_REVERSED)
            return tuple(Undoable(row, refused.get(row.id, again), row.id in known) for row in rows)

        self._office.require(who, Right.KEY)
        return self._office.database.read(read)

    def payments(self, who: Actor, client_id: int) -> tuple[Undoable[SettledPayment], ...]:
        """A client's payments for 4.7, the newest first: those that settle invoices now.

        Raises:
            RuleBroken: `ROLE_MAY_NOT`.
        """

        def read(tx: Transaction) -> tuple[Undoable[SettledPayment], ...]:
            found = unpaids.settled_by(tx, client_id)
            refusals = self._refusals(tx, who, {payment.batch_id for payment in found})
            elsewhere = RuleBroken(Broken.IN_FINANCIAL_SYSTEM)
            known = erp_lines.known_among(tx, [payment.receipt_id for payment in found if payment.receipt_id])
            return tuple(
                Undoable(payment, elsewhere if payment.receipt_id in known else refusals[payment.batch_id])
                for payment in found
            )

        self._office.require(who, Right.KEY)
        return self._office.database.read(read)

    def cancel_receipt(self, who: Actor, key: UUID, receipt_id: int, why: CancelWhy) -> CancelledReceipt | None:
        """4.3: take a receipt back, whatever the state of its batch; gives what the copy of its line shows.

        One that lives in the financial system too is asked about there first, and None is given: it is taken back
        when that system confirms it (C-05).

        The debt is back for what its lines still settle, and for what its credit was applied to. The mail that it came
        with is cancelled, and its actions are lifted.

        Raises:
            RuleBroken: `RECEIPT_UNKNOWN`, `RECEIPT_REVERSED`, `BATCH_OF_ANOTHER` for all but supervisors,
                `ROLE_MAY_NOT`, `CREDIT_REFUNDED`, as `require_why`; `CANCELLATION_UNDER_WAY` where it was asked for.
        """
        require_why(why)

        def write(tx: Transaction) -> CancelledReceipt | None:
            if self._office.once(tx, who, key, ReceiptCancelling(receipt_id, why)):
                self._cancel(tx, who, key, receipt_id, why)
            if receipts.reversal_of(tx, receipt_id) is None:
                return None
            return self._copy(tx, who, receipt_id)

        return self._office.database.write(write)

    def copy(self, who: Actor, receipt_id: int) -> CancelledReceipt:
        """The copy of a cancelled receipt's line, for the receipts desk.

        Raises:
            RuleBroken: `RECEIPT_UNKNOWN`, `RECEIPT_STANDS`, `BATCH_OF_ANOTHER`.
        """
        return self._office.database.read(lambda tx: self._copy(tx, who, receipt_id))

    def unpaid(self, who: Actor, form: UnpaidForm) -> SettledPayment:
        """4.7: what a payment settled is due again, while the receipt stands; gives the payment.

        Of several of the same amount it is the newest. A cheque's amount is the client's credit from then on, until
        4.3 cancels the receipt. The comment is on the client's file, as a 2.6.

        Raises:
            RuleBroken: `COMMENT_MISSING`, `TEXT_UNUSABLE`, `NOTHING_UNPAID`, `UNPAID_AMOUNT`, `RECEIPT_REVERSED`
                where it was undone this very moment, `BATCH_OF_ANOTHER`, `ROLE_MAY_NOT` and
                `IN_FINANCIAL_SYSTEM` as for 4.3.
        """
        self._office.require(who, Right.KEY)
        require_text(form.comment, Broken.COMMENT_MISSING)
        return self._office.database.write(lambda tx: self._unpaid(tx, who, form))

    def _cancel(self, tx: Transaction, who: Actor, key: UUID, receipt_id: int, why: CancelWhy) -> None:
        old = found_receipt(tx, receipt_id)
        batch_to_undo_in(self._office, tx, who, old.batch_id)
        if erp_lines.known_among(tx, [receipt_id]):
            ask_elsewhere(self._office, tx, who, key, receipt_id, why)
            return
        take_back(self._office, tx, who, key, old)
        cancel_reasons.add(tx, key, receipt_id, why)
        cover_credit(self._office, tx, who, key, old.client_id)
        require_cover(tx, old.client_id)

    def _unpaid(self, tx: Transaction, who: Actor, form: UnpaidForm) -> SettledPayment:
        if not self._office.once(tx, who, form.key, form):
            return unpaids.by_gesture(tx, form.key)
        payment = came_back(unpaids.settled_by(tx, form.client_id), form.amount)
        batch_to_undo_in(self._office, tx, who, payment.batch_id)
        if payment.receipt_id is not None:
            _require_ours_alone(tx, payment.receipt_id)
        clients.locked(tx, form.client_id)
        if payment not in unpaids.settled_by(tx, form.client_id):  # it was seen before the client was held
            raise RuleBroken(Broken.RECEIPT_REVERSED)
        self._add_unpaid(tx, who, form, payment)
        return payment

    def _add_unpaid(self, tx: Transaction, who: Actor, form: UnpaidForm, payment: SettledPayment) -> None:
        by = self._office.writing(who, form.key)
        unpaids.add(tx, by, form.client_id, payment)
        if payment.receipt_id is not None:
            settling.mirror(tx, payment.receipt_id, receipts.standing_lines(tx, payment.receipt_id))
        if payment.debit_id is not None:
            post_unpaid_debit(tx, by, form.client_id, payment.debit_id)
        comment = FileAction(ActionCode.COMMENT, OTHER_REASON, form.comment.strip())
        actions.add(tx, by, form.client_id, None, [comment])
        facts: Facts = {
            "client": form.client_id,
            "receipt": payment.receipt_id,
            "debit": payment.debit_id,
            "amount": payment.amount.cents,
            "debt_back": payment.settled.cents,
        }
        self._office.note(tx, who, "payment unpaid", facts, chain=payment.batch_id)

    def _refusals(self, tx: Transaction, who: Actor, batch_ids: set[int]) -> dict[int, RuleBroken | None]:
        return {batch_id: refusal_to_undo_in(self._office, tx, who, batch_id) for batch_id in batch_ids}

    def _copy(self, tx: Transaction, who: Actor, receipt_id: int) -> CancelledReceipt:
        row = receipts.by_id(tx, receipt_id)
        if row is None:
            raise RuleBroken(Broken.RECEIPT_UNKNOWN)
        batch = visible_batch(self._office, tx, who, row.batch_id)
        cancelled = receipts.reversal_of(tx, receipt_id)
        if cancelled is None:
            raise RuleBroken(Broken.RECEIPT_STANDS)
        slip = control.slip_of_receipt(tx, batch.id, receipt_id)
        position = receipts.position(tx, batch.id, receipt_id)
        return CancelledReceipt(
            batch=heading(batch),
            slip_number=slip.row.number if slip else "",
            line=ReceiptLine(position, row.ref, row.name, row.cheque_number, row.amount, reversed=True),
            debt_back=cancelled.credit - cancelled.amount + allocations.given_back_with(tx, receipt_id),
            cancelled_at=cancelled.recorded_at,
            cancelled_by=cancelled.operator,
            why=cancel_reasons.of_receipt(tx, receipt_id),
        )


def _under_way(tx: Transaction, receipt_id: int) -> RuleBroken | None:
    asked = cancellations.of_receipt(tx, receipt_id)
    stands = asked is not None and asked.state is not CancellationState.DECLINED
    return RuleBroken(Broken.CANCELLATION_UNDER_WAY) if stands else None


def _require_ours_alone(tx: Transaction, receipt_id: int) -> None:
    if erp_lines.known_among(tx, [receipt_id]):
        raise RuleBroken(Broken.IN_FINANCIAL_SYSTEM)
