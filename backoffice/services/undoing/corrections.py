"""Taking a keyed cheque back, or putting it right, while its batch is not closed (B-04, C-03)."""

from uuid import UUID

from backoffice.domain.audit import Facts
from backoffice.domain.batch import Batch, BatchState
from backoffice.domain.batch_rows import ReceiptRow
from backoffice.domain.cheque import ChequeCorrection, Operation, RowOperation, refilled
from backoffice.domain.errors import Broken, RuleBroken
from backoffice.domain.mail_facts import ChequeAmount
from backoffice.domain.paper import PaperTrace
from backoffice.domain.people import Actor
from backoffice.domain.undoing import Reversal
from backoffice.keying.ruling import ruled_again
from backoffice.services.books.credit_keeping import cover_credit, require_cover
from backoffice.services.books.mail_posting import Undone, mail_of, post_mail
from backoffice.services.books.receipt_posting import post_cheque
from backoffice.services.books.receipt_reversal import TakenBack, found_receipt, take_back
from backoffice.services.clients.client_files import file_for_cheque
from backoffice.services.keying.cheque_validity import require_cheque, require_others
from backoffice.services.keying.cheques import WordsPolicy, require_no_twin
from backoffice.services.office.access import held_batch
from backoffice.services.office.office import Office
from backoffice.storage import clients, other_cheques, receipts
from backoffice.storage.database import Transaction


class Corrections:
    """Corrections in a batch that is open or pre-closed. Nothing is erased: a reversal is added."""

    def __init__(self, office: Office, policy: WordsPolicy) -> None:
        self._office = office
        self._policy = policy

    def reverse(self, who: Actor, key: UUID, receipt_id: int) -> ReceiptRow:
        """Take a receipt back: a reversal line for each of its lines, and the debt is back. Gives the reversal.

        The mail that it came with is cancelled, and its actions are lifted; what it took up is set aside again.

        Raises:
            RuleBroken: `RECEIPT_UNKNOWN`, `RECEIPT_REVERSED`, `BATCH_CLOSED`, `BATCH_OF_ANOTHER`, `ROLE_MAY_NOT`,
                `CREDIT_REFUNDED`.
        """

        def write(tx: Transaction) -> ReceiptRow:
            if self._office.once(tx, who, key, Reversal(receipt_id)):
                _, old, _ = self._reverse(tx, who, key, receipt_id)
                cover_credit(self._office, tx, who, key, old.client_id)
                require_cover(tx, old.client_id)
            return receipts.by_gesture(tx, key)

        return self._office.database.write(write)

    def correct(self, who: Actor, correction: ChequeCorrection) -> ReceiptRow:
        """Reverse a receipt and key it anew with the right amount and number, as one gesture. Gives the new one.

        Its coupon is decided again, as it was ticked, on the new amount. Where the operator had departed from the
        decision, or it rests on a question, the rows keep their operations, and the settled ones are filled in their
        order. What was done to the client's file goes over to the new receipt.

        Raises:
            RuleBroken: as `reverse`, and whatever is wrong with the new amount or number; `WORDS_MISSING` too where
                the words were typed before (P-20), `CORRECTION_UNCASHED`, `CHEQUE_TWICE` for the number of another
                cheque of the instalment, and `PROBABLE_DUPLICATE`, which can be overridden.
        """
        figures, words = correction.figures, correction.words
        amount = require_cheque(figures, words, correction.number, self._policy.threshold)
        return self._office.database.write(lambda tx: self._correct(tx, who, correction, amount))

    def _correct(self, tx: Transaction, who: Actor, correction: ChequeCorrection, both: ChequeAmount) -> ReceiptRow:
        if not self._office.once(tx, who, correction.key, correction):
            return receipts.by_gesture(tx, correction.key)
        batch, old, was = self._reverse(tx, who, correction.key, correction.receipt_id)
        if old.words is not None and correction.words is None:
            raise RuleBroken(Broken.WORDS_MISSING, threshold_cents=self._policy.threshold.cents)
        trace, rows = _decided_again(tx, batch, old.client_id, was, both)
        amount = both.binding
        new = receipts.NewReceipt(
            by=self._office.writing(who, correction.key),
            batch_id=old.batch_id,
            client_id=old.client_id,
            amount=amount,
            figures=correction.figures,
            words=correction.words,
            cheque_number=correction.number,
            forced=any(row.operation is Operation.BLANK for row in rows),
            corrects=old.id,
        )
        receipt_id, twin_id = post_cheque(tx, new, rows)
        if not correction.accepted_duplicate:
            require_no_twin(tx, twin_id)
        cover_credit(self._office, tx, who, correction.key, old.client_id)
        require_cover(tx, old.client_id)
        told = _carried_over(tx, new, receipt_id, was.undone, trace) if was.undone and trace else {}
        about: Facts = {
            "receipt": receipt_id,
            "corrects": old.id,
            "amount": amount.cents,
            "figures": correction.figures.cents,
            "words": "typed" if correction.words else "compared",
            "number": correction.number,
            "duplicate_of": twin_id or 0,
        }
        self._office.note(tx, who, "cheque corrected", {**about, **told}, chain=old.batch_id)
        return receipts.by_gesture(tx, correction.key)

    def _reverse(
        self, tx: Transaction, who: Actor, key: UUID, receipt_id: int
    ) -> tuple[Batch, receipts.KeptReceipt, TakenBack]:
        old = found_receipt(tx, receipt_id)
        batch = held_batch(self._office, tx, who, old.batch_id, BatchState.OPEN, BatchState.PRECLOSED)
        return batch, old, take_back(self._office, tx, who, key, old)


def _decided_again(
    tx: Transaction, batch: Batch, client_id: int, was: TakenBack, amount: ChequeAmount
) -> tuple[PaperTrace | None, tuple[RowOperation, ...]]:
    """What is kept with the mail, None where there is none, and the rows; the debt is back already."""
    client, pending = clients.held(tx, client_id)
    kept = tuple(line.row for line in was.lines)
    trace, rows = None, None
    if was.undone is not None and client is not None:
        trace, rows = ruled_again(batch, file_for_cheque(client, pending), was.undone.mail.trace, amount)
    came_back = not any(row.amount for row in kept)  # its debt with it (4.7): it settles nothing again
    if rows is None or came_back:
        rows = refilled(kept, {row.id: row.pending for row in pending}, amount.binding)
    return trace, rows


def _carried_over(
    tx: Transaction, new: receipts.NewReceipt, receipt_id: int, undone: Undone, trace: PaperTrace
) -> Facts:
    others = other_cheques.of_mail(tx, undone.mail.id)
    require_others(new.cheque_number, others)
    again = mail_of(new, receipt_id, trace, settles=undone.mail.settles, others=others)
    _, told = post_mail(tx, again, undone.actions)
    return told
