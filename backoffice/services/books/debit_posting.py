"""Entering what is debited again and put back in service, in the transaction of its mail (P-50 to P-69)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from backoffice.domain.audit import Facts
from backoffice.domain.batch import Batch
from backoffice.domain.card import read_expiry
from backoffice.domain.cheque import RowOperation
from backoffice.domain.client_ref import ClientRef
from backoffice.domain.debit import DebitOperation
from backoffice.domain.dossier import ClientRow
from backoffice.domain.errors import Broken, RuleBroken
from backoffice.domain.means import Means, Origin
from backoffice.domain.method import Channel, Mandate, channel_of
from backoffice.domain.money import total
from backoffice.keying.recorded_form import MailForm
from backoffice.services.books.means_posting import Changing, changed, standing_of, with_mandate
from backoffice.storage import clients, counters, debits, means, slimpay_orders
from backoffice.storage.database import Transaction
from backoffice.storage.debits import KeptDebit, NewDebit
from backoffice.storage.means import NewMeans
from backoffice.storage.writing import Writing

FILES = "bank files"
"""The counter that is held while debits go into a file, or are taken back: never both."""


@dataclass(frozen=True, slots=True)
class _Posting:
    """A form on its way into the books.

    Attributes:
        on: the arrival date of its batch.
    """

    tx: Transaction
    by: Writing
    form: MailForm
    mail_id: int
    client_id: int
    ref: ClientRef
    on: date


def post_debits(tx: Transaction, by: Writing, form: MailForm, batch: Batch, client: ClientRow, mail_id: int) -> Facts:
    """Add the change of method, the debits and the renewals of a form; gives what the audit trail tells of them.

    The client is held by the caller.

    Raises:
        RuleBroken: `CLIENT_BLOCKED` (P-66), `INVOICE_IN_BATCH_WITHOUT`, `INVOICES_CHANGED`, `METHOD_UNKNOWN`,
            `DIRECT_METHOD_MISSING`, `CHEQUE_NOT_DEBITED`, `METHOD_INCOMPLETE`, `CARD_IS_AMEX`, `CARD_IS_NOT_AMEX`,
            as `read_expiry`, `NO_IBAN_ON_FILE`, `MANDATE_INACTIVE` (P-68), `MANDATE_MISSING`, `ORDER_UNKNOWN`,
            `ORDER_NOT_RENEWABLE`.
    """
    if not (form.change or form.debits or form.renewals):
        return {}
    if client.blocked:
        raise RuleBroken(Broken.CLIENT_BLOCKED, ref=str(client.ref))
    if form.debits and not batch.with_invoice:
        raise RuleBroken(Broken.INVOICE_IN_BATCH_WITHOUT)
    posting = _Posting(tx, by, form, mail_id, client.id, client.ref, batch.arrival_date)
    means_id, present = _settled_means(posting)
    amount = _post_rows(posting, means_id, present) if form.debits else 0
    _renew(posting)
    return {
        "method": present.method_code if form.change else "",
        "debits": len(form.debits),
        "debited": amount,
        "renewals": " ".join(renewal.order for renewal in form.renewals),
    }


def reverse_debits(tx: Transaction, by: Writing, mail_id: int, client_id: int) -> int:
    """Take back the debits, the renewals and the change of method of a piece of mail; gives the cents taken back.

    The means of payment come back where nothing has changed them since. The client is held by the caller.

    Raises:
        RuleBroken: `MAIL_SENT_TO_BANK` for a debit in a file that went out, come back unpaid or not;
            `MAIL_AT_SLIMPAY` while SlimPay waits for the client's IBAN.
    """
    standing = debits.standing_of_mail(tx, mail_id)
    brought = means.of_mail(tx, mail_id)
    if standing:
        counters.lock(tx, FILES)
        standing = debits.standing_of_mail(tx, mail_id)
    if debits.was_sent(tx, mail_id):
        raise RuleBroken(Broken.MAIL_SENT_TO_BANK)
    if slimpay_orders.is_open_for(tx, mail_id):
        raise RuleBroken(Broken.MAIL_AT_SLIMPAY)
    if standing:
        _reverse(tx, by, client_id, standing)
    debits.reverse_renewals(tx, by, mail_id)
    if brought is not None and means.is_present(tx, client_id, brought):
        before = means.before(tx, client_id, brought)
        means.put(tx, by, NewMeans(client_id, Origin.UNDO, before, mail_id))
    return total(kept.debit.amount for kept in standing).cents


def post_unpaid_debit(tx: Transaction, by: Writing, client_id: int, debit_id: int) -> None:
    """Mirror a debit that was sent and came back unpaid, after this was told (4.7). The client is held."""
    _reverse(tx, by, client_id, [debits.standing(tx, debit_id)])


def _settled_means(posting: _Posting) -> tuple[int, Means]:
    """The means of payment that the debits are drawn on: changed, or with a mandate, where the form wants it."""
    tx, by, form, client_id = posting.tx, posting.by, posting.form, posting.client_id
    present = means.of_client(tx, client_id)
    standing = standing_of(present, means.last_debit(tx, client_id), posting.on)
    new = _wanted(posting, present, standing)
    if new == present and not form.change:
        return means.present_id(tx, by, client_id), present
    if form.change and channel_of(new.method_code) is Channel.SLIMPAY:
        slimpay_orders.ask(tx, by, client_id, posting.mail_id, new.rum)
    rule = form.change.rule if form.change else ""
    return means.put(tx, by, NewMeans(client_id, Origin.CHANGE, new, posting.mail_id, rule)), new


def _wanted(posting: _Posting, present: Means, standing: Mandate) -> Means:
    change = posting.form.change
    if change is not None:
        direct_method = means.direct_method_of(posting.tx, posting.client_id)
        return changed(present, change, Changing(posting.ref, direct_method, standing, posting.on))
    if any(_channel(row, present) is Channel.IBAN for row in posting.form.debits) and present.sealed_iban:
        return with_mandate(present, posting.ref, standing, posting.on)
    return present


def _post_rows(posting: _Posting, means_id: int, present: Means) -> int:
    tx, rows = posting.tx, posting.form.debits
    pending = clients.locked_pending(tx, posting.client_id)
    if len({row.invoice_id for row in rows}) < len(rows) or any(row.invoice_id not in pending for row in rows):
        raise RuleBroken(Broken.INVOICES_CHANGED)
    new = []
    for row in rows:
        if not isinstance(row.operation, DebitOperation):
            raise RuleBroken(Broken.INVOICES_CHANGED)
        channel = _channel(row, present)
        _require_complete(channel, present, posting)
        new.append(NewDebit(row.invoice_id, row.operation, channel, means_id, pending[row.invoice_id], row.rule))
    debits.add(tx, posting.by, posting.client_id, posting.mail_id, new)
    for debit in new:
        clients.add_to_pending(tx, debit.invoice_id, -debit.amount)
    return total(debit.amount for debit in new).cents


def _channel(row: RowOperation, present: Means) -> Channel:
    """By which way a row is debited: a representment is on the IBAN of the file, whatever is paid by card or cheque."""
    channel = channel_of(present.method_code)
    if row.operation is DebitOperation.REPRESENT and channel is not Channel.SLIMPAY:
        return Channel.IBAN
    if channel is None:
        raise RuleBroken(Broken.CHEQUE_NOT_DEBITED)
    return channel


def _require_complete(channel: Channel, present: Means, posting: _Posting) -> None:
    match channel:
        case Channel.CARD:
            if not present.alias:
                raise RuleBroken(Broken.METHOD_INCOMPLETE, method=present.method_code)
            read_expiry(present.card_expiry, posting.on)
        case Channel.IBAN:
            if present.sealed_iban is None:
                raise RuleBroken(Broken.NO_IBAN_ON_FILE)
        case Channel.SLIMPAY:
            if not present.rum and not posting.form.change:
                raise RuleBroken(Broken.MANDATE_MISSING)


def _renew(posting: _Posting) -> None:
    wanted = posting.form.renewals
    if not wanted:
        return
    if len({renewal.order for renewal in wanted}) < len(wanted):
        raise RuleBroken(Broken.ORDER_NOT_RENEWABLE, order=wanted[0].order)
    known = debits.orders_of(posting.tx, posting.client_id)
    chosen = []
    for renewal in wanted:
        if renewal.order not in known:
            raise RuleBroken(Broken.ORDER_UNKNOWN, order=renewal.order)
        order_id, renewable = known[renewal.order]
        if not renewable:
            raise RuleBroken(Broken.ORDER_NOT_RENEWABLE, order=renewal.order)
        chosen.append((order_id, renewal))
    debits.renew(posting.tx, posting.by, posting.mail_id, chosen)


def _reverse(tx: Transaction, by: Writing, client_id: int, standing: Sequence[KeptDebit]) -> None:
    debits.reverse(tx, by, client_id, standing)
    for kept in standing:
        clients.add_to_pending(tx, kept.debit.invoice_id, kept.debit.amount)
