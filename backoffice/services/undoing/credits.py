"""Clients' credits: applied to what they owe, or refunded (C-04)."""

from uuid import UUID

from backoffice.domain.audit import Facts
from backoffice.domain.credit import (
    CreditApplying,
    CreditOffer,
    EntryUndoing,
    RefundForm,
    RefundList,
    RefundListing,
    RefundListRow,
    RefundRow,
    offer_of,
)
from backoffice.domain.errors import Broken, RuleBroken
from backoffice.domain.money import ZERO
from backoffice.domain.people import Actor, Right
from backoffice.services.books.credit_keeping import take_from_invoice
from backoffice.services.books.receipt_reversal import found_receipt
from backoffice.services.office.office import Office, today
from backoffice.services.office.typed_words import LONGEST_WHY, require_text
from backoffice.storage import allocations, clients, counters, refunds
from backoffice.storage.allocations import KeptAllocation
from backoffice.storage.database import Transaction
from backoffice.storage.erp import cancellations
from backoffice.storage.refunds import KeptRefund

_LISTED = 200
_LETTERS = "RA"
"""What the number of a list begins with: *remboursements d'avoirs*."""
_REFUNDS = "refund lists"
"""The counter that is held while refunds are put on a list, or taken back: never both."""


class Credits:
    """*Imputation d'un avoir* and *Remboursement d'un avoir*."""

    def __init__(self, office: Office) -> None:
        self._office = office

    def offer(self, who: Actor, client_id: int) -> CreditOffer | None:
        """What of a client's credit can be applied to the oldest of their pending invoices; None without either.

        Raises:
            RuleBroken: `ROLE_MAY_NOT`, `CLIENT_UNKNOWN`.
        """
        self._office.require(who, Right.KEY)
        return self._office.database.read(lambda tx: _offer(tx, client_id))

    def offer_after(self, who: Actor, receipt_id: int) -> CreditOffer | None:
        """The same for whoever a receipt is of.

        Raises:
            RuleBroken: `ROLE_MAY_NOT`, `RECEIPT_UNKNOWN`.
        """
        self._office.require(who, Right.KEY)
        return self._office.database.read(lambda tx: _offer(tx, found_receipt(tx, receipt_id).client_id))

    def apply(self, who: Actor, key: UUID, applying: CreditApplying) -> CreditOffer | None:
        """Settle an invoice from its client's credit, as it was offered; gives what can be applied next.

        Raises:
            RuleBroken: `ROLE_MAY_NOT`, `CREDIT_CHANGED` where the credit or the invoice is not any more what was
                offered.
        """
        self._office.require(who, Right.KEY)

        def write(tx: Transaction) -> CreditOffer | None:
            if self._office.once(tx, who, key, applying):
                self._apply(tx, who, key, applying)
            return _offer(tx, applying.client_id)

        return self._office.database.write(write)

    def undo(self, who: Actor, key: UUID, entry_id: int) -> None:
        """Take back what an entry of the ledger tells of: a credit that was applied, or refunded and not yet listed.

        What one applied oneself; a supervisor whatever anybody did.

        Raises:
            RuleBroken: `ENTRY_NOT_UNDOABLE`, `ENTRY_CANCELLED`, `CREDIT_OF_ANOTHER`, `REFUND_LISTED`,
                `ROLE_MAY_NOT`.
        """
        self._office.require(who, Right.KEY)

        def write(tx: Transaction) -> None:
            if not self._office.once(tx, who, key, EntryUndoing(entry_id)):
                return
            found = allocations.of_entry(tx, entry_id) or refunds.of_entry(tx, entry_id)
            if found is None:
                raise RuleBroken(Broken.ENTRY_NOT_UNDOABLE)
            clients.locked(tx, found.client_id)
            if isinstance(found, KeptAllocation):
                self._take_back(tx, who, key, entry_id)
            else:
                self._take_refund_back(tx, who, key, entry_id)

        self._office.database.write(write)

    def refund(self, who: Actor, form: RefundForm) -> None:
        """Give a part of a client's credit back to them: it goes on the next list for the accounts.

        Raises:
            RuleBroken: `ROLE_MAY_NOT`, `REASON_MISSING`, as `require_text`, `AMOUNT_NOT_POSITIVE`,
                `REFUND_OVER_CREDIT`, `REFUND_DURING_CANCELLATION`.
        """
        self._office.require(who, Right.REFUND)
        require_text(form.reason, Broken.REASON_MISSING, LONGEST_WHY)
        if form.amount <= ZERO:
            raise RuleBroken(Broken.AMOUNT_NOT_POSITIVE)

        def write(tx: Transaction) -> None:
            if not self._office.once(tx, who, form.key, form):
                return
            clients.locked(tx, form.client_id)
            if cancellations.under_way_for(tx, form.client_id):
                raise RuleBroken(Broken.REFUND_DURING_CANCELLATION)
            credit = allocations.credit_of(tx, form.client_id)
            if form.amount > credit:
                raise RuleBroken(Broken.REFUND_OVER_CREDIT, cents=credit.cents)
            refunds.add(tx, self._office.writing(who, form.key), form)
            facts: Facts = {"client": form.client_id, "amount": form.amount.cents}
            self._office.note(tx, who, "credit refunded", facts)

        self._office.database.write(write)

    def refunds_waiting(self, who: Actor) -> tuple[RefundRow, ...]:
        """The refunds that are on no list yet, the oldest first.

        Raises:
            RuleBroken: `ROLE_MAY_NOT`.
        """
        self._office.require(who, Right.REFUND)
        return self._office.database.read(refunds.waiting)

    def list_refunds(self, who: Actor, key: UUID) -> RefundList:
        """Put all the refunds that wait on a list for the accounts, with a number of its own.

        Raises:
            RuleBroken: `ROLE_MAY_NOT`, `NOTHING_REFUNDED`.
        """
        self._office.require(who, Right.REFUND)

        def write(tx: Transaction) -> RefundList:
            if self._office.once(tx, who, key, RefundListing()):
                self._list(tx, who, key)
            row = refunds.list_by_gesture(tx, key)
            return RefundList(row, refunds.on_list(tx, row.id))

        return self._office.database.write(write)

    def refund_lists(self, who: Actor) -> tuple[RefundListRow, ...]:
        """The newest lists, the newest first.

        Raises:
            RuleBroken: `ROLE_MAY_NOT`.
        """
        self._office.require(who, Right.REFUND)
        return self._office.database.read(lambda tx: refunds.lists(tx, _LISTED))

    def refund_list(self, who: Actor, list_id: int) -> RefundList:
        """A list with its refunds.

        Raises:
            RuleBroken: `ROLE_MAY_NOT`, `REFUND_LIST_UNKNOWN`.
        """
        self._office.require(who, Right.REFUND)

        def read(tx: Transaction) -> RefundList:
            row = refunds.list_by_id(tx, list_id)
            if row is None:
                raise RuleBroken(Broken.REFUND_LIST_UNKNOWN)
            return RefundList(row, refunds.on_list(tx, row.id))

        return self._office.database.read(read)

    def _apply(self, tx: Transaction, who: Actor, key: UUID, applying: CreditApplying) -> None:
        _, pending = clients.held(tx, applying.client_id)
        left = next((each.pending for each in pending if each.id == applying.invoice_id), ZERO)
        credit = allocations.credit_of(tx, applying.client_id)
        if not ZERO < applying.amount <= min(left, credit):
            raise RuleBroken(Broken.CREDIT_CHANGED)
        allocations.apply(tx, self._office.writing(who, key), applying)
        facts: Facts = {
            "client": applying.client_id,
            "invoice": applying.invoice_id,
            "amount": applying.amount.cents,
        }
        self._office.note(tx, who, "credit applied", facts)

    def _take_back(self, tx: Transaction, who: Actor, key: UUID, entry_id: int) -> None:
        found = allocations.of_entry(tx, entry_id)  # once more, now that the client is held
        if found is None or found.reversed:
            raise RuleBroken(Broken.ENTRY_CANCELLED)
        if found.recorded_by != who.person_id and not self._office.may(who, Right.WORK_ON_ANY_BATCH):
            raise RuleBroken(Broken.CREDIT_OF_ANOTHER)
        take_from_invoice(self._office, tx, who, key, found)

    def _take_refund_back(self, tx: Transaction, who: Actor, key: UUID, entry_id: int) -> None:
        self._office.require(who, Right.REFUND)
        counters.lock(tx, _REFUNDS)
        found: KeptRefund | None = refunds.of_entry(tx, entry_id)
        if found is None or found.reversed:
            raise RuleBroken(Broken.ENTRY_CANCELLED)
        if found.listed:
            raise RuleBroken(Broken.REFUND_LISTED)
        refunds.reverse(tx, self._office.writing(who, key), found)
        facts: Facts = {"client": found.client_id, "refund": found.id, "amount": -found.amount.cents}
        self._office.note(tx, who, "refund taken back", facts)

    def _list(self, tx: Transaction, who: Actor, key: UUID) -> None:
        counters.lock(tx, _REFUNDS)
        found = refunds.waiting(tx)
        if not found:
            raise RuleBroken(Broken.NOTHING_REFUNDED)
        number = counters.paper_number(tx, _LETTERS, _LETTERS, today(self._office).year)
        refunds.add_list(tx, self._office.writing(who, key), number, found)
        facts: Facts = {"number": number, "refunds": len(found), "amount": sum(each.amount.cents for each in found)}
        self._office.note(tx, who, "refunds listed", facts)


def _offer(tx: Transaction, client_id: int) -> CreditOffer | None:
    found = clients.file_of(tx, client_id)
    if found is None:
        raise RuleBroken(Broken.CLIENT_UNKNOWN, ref="")
    identity, _ = found
    return offer_of(identity, allocations.credit_of(tx, client_id), clients.pending_invoices(tx, client_id))
