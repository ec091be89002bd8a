"""Keying a cheque: *Enregistrer* (P-20 to P-33, promise 1)."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from backoffice.domain.batch import Batch, BatchState
from backoffice.domain.batch_rows import ReceiptRow
from backoffice.domain.dossier import ClientRow
from backoffice.domain.errors import Broken, RuleBroken
from backoffice.domain.invoices import PendingInvoice
from backoffice.domain.mail_facts import ChequeAmount
from backoffice.domain.money import Money
from backoffice.domain.people import Actor
from backoffice.keying.recorded_form import ChequeForm
from backoffice.keying.ruling import rule_on_cheque
from backoffice.procedure.sorting import require_same_kind
from backoffice.services.books.mail_posting import mail_of, post_mail, taken_up
from backoffice.services.books.receipt_posting import post_cheque
from backoffice.services.clients.client_files import file_for_cheque
from backoffice.services.keying.cheque_validity import require_cheque, require_others, require_rows
from backoffice.services.keying.mail_validity import require_usable
from backoffice.services.office.access import held_batch
from backoffice.services.office.office import Office
from backoffice.storage import clients, receipts
from backoffice.storage.database import Transaction


@dataclass(frozen=True, slots=True)
class WordsPolicy:
    """When the words are typed rather than compared.

    Attributes:
        threshold: from this amount on they are typed.
        chance: says at random whether they are typed under it too.
    """

    threshold: Money
    chance: Callable[[], bool]


class Cheques:
    """The keying of cheques."""

    def __init__(self, office: Office, policy: WordsPolicy) -> None:
        self._office = office
        self._policy = policy

    def wants_words(self, figures: Money) -> bool:
        """Whether the operator is to type the words of a cheque, instead of comparing them with ours."""
        return figures >= self._policy.threshold or self._policy.chance()

    def record(self, who: Actor, form: ChequeForm) -> ReceiptRow:
        """*Enregistrer*: the receipt, its instruction lines and its mail, once, whatever is clicked or sent again.

        The decision is taken again here, on the client's file as it is: the form must bear that very decision, and what
        it has keyed must be what is decided, or a declared departure from it.

        The receipt bears the amount in words where they were typed (P-20); what it holds beyond the invoices
        settled is the client's credit (P-21). In a batch SANS FACTURE it takes up the client's oldest mail that
        was set aside (P-29). A stop in the form that stands already on the client's file is skipped in silence.

        Raises:
            RuleBroken: whatever of the procedure the form breaks, and as `rule_on_cheque`; nothing is recorded then.
                `BLANK_ROW`, `INVOICE_PENDING` and `PROBABLE_DUPLICATE` can be overridden by the form.
        """
        amount = require_cheque(form.figures, form.words, form.number, self._policy.threshold)
        require_usable(form.departure, form.reason, form.ticks)
        require_others(form.number, form.ticks.others)
        return self._office.database.write(lambda tx: self._record(tx, who, form, amount))

    def recorded(self, key: UUID) -> ReceiptRow:
        """The receipt that was recorded under a key."""
        return self._office.database.read(lambda tx: receipts.by_gesture(tx, key))

    def _record(self, tx: Transaction, who: Actor, form: ChequeForm, both: ChequeAmount) -> ReceiptRow:
        if not self._office.once(tx, who, form.key, form):
            return receipts.by_gesture(tx, form.key)
        batch = held_batch(self._office, tx, who, form.batch_id, BatchState.OPEN)
        client, pending = _held_client(tx, form.client_id, batch)
        amount = both.binding
        ruling = rule_on_cheque(batch, file_for_cheque(client, pending), form, both)
        require_rows(form, amount, {row.id: row.pending for row in pending}, with_invoice=batch.with_invoice)
        new = self._receipt(who, form, amount)
        receipt_id, twin_id = post_cheque(tx, new, form.rows)
        if not form.accepted_duplicate:
            require_no_twin(tx, twin_id)
        settles = taken_up(tx, batch, client.id, has_cheque=ruling.has_cheque)
        coupon = mail_of(new, receipt_id, ruling.trace, settles=settles, others=form.ticks.others)
        _, told = post_mail(tx, coupon, ruling.actions)
        facts = {**_facts(form, amount, receipt_id, twin_id), **told}
        self._office.note(tx, who, "cheque recorded", facts, chain=form.batch_id)
        return ReceiptRow(
            id=receipt_id,
            batch_id=batch.id,
            batch_number=batch.number,
            ref=client.ref,
            name=client.name,
            cheque_number=form.number,
            amount=amount,
            figures=form.figures,
            words=form.words,
            credit=amount - form.settled,
            recorded_at=new.by.recorded_at,
            operator=who.name,
            reversed=False,
            reverses=None,
        )

    def _receipt(self, who: Actor, form: ChequeForm, amount: Money) -> receipts.NewReceipt:
        return receipts.NewReceipt(
            by=self._office.writing(who, form.key),
            batch_id=form.batch_id,
            client_id=form.client_id,
            amount=amount,
            figures=form.figures,
            words=form.words,
            cheque_number=form.number,
            forced=form.forced,
        )


def _held_client(tx: Transaction, client_id: int, batch: Batch) -> tuple[ClientRow, tuple[PendingInvoice, ...]]:
    """The client with their pending invoices, held until the end of the transaction."""
    client, pending = clients.held(tx, client_id)
    if client is None:
        raise RuleBroken(Broken.CLIENT_UNKNOWN, ref="")
    require_same_kind(client.ref, batch.kind)
    return client, pending


def require_no_twin(tx: Transaction, twin_id: int | None) -> None:
    """Refuse a cheque that looks like the one of another receipt.

    Raises:
        RuleBroken: `PROBABLE_DUPLICATE`.
    """
    twin = None if twin_id is None else receipts.by_id(tx, twin_id)
    if twin is not None:
        raise RuleBroken(
            Broken.PROBABLE_DUPLICATE,
            ref=str(twin.ref),
            batch=twin.batch_number,
            operator=twin.operator,
            recorded_at=twin.recorded_at.isoformat(),
            number=twin.cheque_number,
            cents=twin.amount.cents,
        )


def _facts(form: ChequeForm, amount: Money, receipt_id: int, twin_id: int | None) -> dict[str, str | int | bool]:
    rows = " ".join(f"{row.invoice_id}:{row.operation}:{row.amount.cents}:{row.rule}" for row in form.rows)
    return {
        "receipt": receipt_id,
        "client": form.client_id,
        "amount": amount.cents,
        "figures": form.figures.cents,
        "words": "typed" if form.words else "compared",
        "number": form.number,
        "rows": rows,
        "forced": form.forced,
        "duplicate_of": twin_id or 0,
    }
