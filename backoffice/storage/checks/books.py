"""What a sound database never holds of receipts, reversals, slips, gestures and audit chains."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from sqlalchemy import Select, exists, func, or_, select, text, true

from backoffice.domain.cancellation import MessageSettling
from backoffice.domain.collection import BankFiling
from backoffice.domain.credit import CreditApplying, RefundForm, RefundListing
from backoffice.domain.group import NewDistribution, NewGroup
from backoffice.domain.ledger import NewMember, Opening
from backoffice.domain.mail import ActionForm
from backoffice.domain.mandate import MandateChange
from backoffice.domain.means import MethodForm
from backoffice.domain.member_order import (
    OrderForm,
    PaymentForm,
    TakingOff,
    ValidationForm,
    ValidationUndoing,
    Withdrawal,
)
from backoffice.domain.paper import MailSlipPrinting
from backoffice.domain.pile_slip import PilePrinting
from backoffice.domain.unknown_mail import UnknownMail
from backoffice.domain.unpaid import UnpaidForm
from backoffice.keying.recorded_form import ChequeForm, MailForm
from backoffice.storage.database import Transaction
from backoffice.storage.schema import (
    allocations,
    bank_files,
    batches,
    debits,
    distributions,
    erp_requests,
    erp_verdicts,
    file_actions,
    gestures,
    instruction_lines,
    invoices,
    mail,
    mail_slips,
    means,
    member_groups,
    member_order_lines,
    member_payments,
    members,
    openings,
    pile_slips,
    receipts,
    refund_lists,
    refunds,
    slips,
    unpaids,
    validations,
)

_settled = (
    select(func.coalesce(func.sum(instruction_lines.c.amount), 0))
    .where(instruction_lines.c.invoice_id == invoices.c.id)
    .scalar_subquery()
)
_debited = (
    select(func.coalesce(func.sum(debits.c.amount), 0)).where(debits.c.invoice_id == invoices.c.id).scalar_subquery()
)
_applied = (
    select(func.coalesce(func.sum(allocations.c.amount), 0))
    .where(allocations.c.invoice_id == invoices.c.id)
    .scalar_subquery()
)
_on_receipt = (
    select(func.coalesce(func.sum(instruction_lines.c.amount), 0))
    .where(instruction_lines.c.receipt_id == receipts.c.id)
    .scalar_subquery()
)
_original = receipts.alias("original")
_line = instruction_lines.alias("line")
_original_line = instruction_lines.alias("original_line")
_mirroring = receipts.alias("mirroring")
_shown = receipts.alias("shown")
_slip_total = (
    select(func.coalesce(func.sum(_shown.c.amount), 0))
    .where(_shown.c.batch_id == slips.c.batch_id, _shown.c.id <= slips.c.last_receipt)
    .scalar_subquery()
)

PENDING = select(invoices.c.id).where(invoices.c.pending != invoices.c.opening - _settled - _debited - _applied)
"""Invoices whose cached remainder is not what was left at the import less what was settled, debited and applied."""

OVERSPENT = select(receipts.c.id).where(
    or_((receipts.c.amount > 0) & (_on_receipt > receipts.c.amount), (receipts.c.amount < 0) & (_on_receipt > 0))
)
"""Receipts whose lines settle more than they hold."""

REVERSALS = select(receipts.c.id).join(_original, _original.c.id == receipts.c.reverses)
REVERSALS = REVERSALS.where(
    or_(
        receipts.c.amount != -_original.c.amount,
        receipts.c.client_id != _original.c.client_id,
        receipts.c.batch_id != _original.c.batch_id,
    )
)
"""Reversals that are not the mirror of their receipt."""

REVERSAL_LINES = select(_line.c.id).join(_original_line, _original_line.c.id == _line.c.reverses)
REVERSAL_LINES = REVERSAL_LINES.where(
    or_(
        _line.c.amount != -_original_line.c.amount,
        _line.c.invoice_id != _original_line.c.invoice_id,
        ~exists().where(
            _mirroring.c.id == _line.c.receipt_id,
            or_(
                _mirroring.c.reverses == _original_line.c.receipt_id,
                (_mirroring.c.id == _original_line.c.receipt_id)
                & or_(
                    exists().where(unpaids.c.receipt_id == _mirroring.c.id).correlate(_mirroring),
                    exists()
                    .where(erp_requests.c.line_id == _original_line.c.id, erp_requests.c.state == "cancelled")
                    .correlate(_original_line),
                ),
            ),
        ),
    )
)
"""Reversal lines that are no mirror of their line, or stand neither with its reversal, nor as unpaid or confirmed."""

_mirrored = (
    select(func.coalesce(-func.sum(_line.c.amount), 0))
    .where(_line.c.receipt_id == unpaids.c.receipt_id, _line.c.reverses.is_not(None))
    .correlate(unpaids)
    .scalar_subquery()
)
_taken_back = (
    select(func.coalesce(-func.sum(debits.c.amount), 0))
    .where(debits.c.reverses == unpaids.c.debit_id)
    .correlate(unpaids)
    .scalar_subquery()
)
_of_another = or_(
    exists().where(receipts.c.id == unpaids.c.receipt_id, receipts.c.client_id != unpaids.c.client_id),
    exists().where(debits.c.id == unpaids.c.debit_id, debits.c.client_id != unpaids.c.client_id),
)
UNPAIDS = select(unpaids.c.id).where(or_(unpaids.c.debt_back != _mirrored + _taken_back, _of_another))
"""Payments that came back unpaid for another amount than is due again, or of another client."""

STRANGE_LINES = (
    select(instruction_lines.c.id)
    .join(receipts, receipts.c.id == instruction_lines.c.receipt_id)
    .join(invoices, invoices.c.id == instruction_lines.c.invoice_id)
    .where(receipts.c.client_id != invoices.c.client_id)
)
"""Lines that settle another client's invoice."""

SLIP_SUMS = select(slips.c.id).where(slips.c.amount != _slip_total)
"""Slips whose total is not the sum of the receipts they show."""

_LEAVES = {
    ChequeForm.word: receipts,
    MailForm.word: mail,
    UnknownMail.word: mail,
    PilePrinting.word: pile_slips,
    ActionForm.word: file_actions,
    MailSlipPrinting.word: mail_slips,
    MethodForm.word: means,
    MandateChange.word: means,
    BankFiling.word: bank_files,
    UnpaidForm.word: unpaids,
    CreditApplying.word: allocations,
    RefundForm.word: refunds,
    RefundListing.word: refund_lists,
    MessageSettling.word: erp_verdicts,
    NewGroup.word: member_groups,
    NewMember.word: members,
    Opening.word: openings,
    NewDistribution.word: distributions,
    OrderForm.word: member_order_lines,
    TakingOff.word: member_order_lines,
    PaymentForm.word: member_payments,
    Withdrawal.word: member_payments,
    ValidationForm.word: validations,
    ValidationUndoing.word: validations,
}
UNUSED_GESTURES = select(gestures.c.key).where(
    or_(
        *(
            (gestures.c.name == word) & ~exists().where(table.c.gesture == gestures.c.key)
            for word, table in _LEAVES.items()
        )
    )
)
"""Gestures that were made, without what they always leave in the books."""

BATCH_WITHOUT_INVOICE = (
    select(instruction_lines.c.id)
    .join(receipts, receipts.c.id == instruction_lines.c.receipt_id)
    .join(batches, batches.c.id == receipts.c.batch_id)
    .where(~batches.c.with_invoice)
)
"""Lines in a SANS FACTURE batch."""


def found(tx: Transaction, query: Select[Any]) -> Iterator[str]:
    """The ids that a query of this module finds."""
    return (str(found_id) for found_id in tx.scalars(query))


def engine_faults(tx: Transaction) -> int:
    """How many faults the engine finds in its own file; PostgreSQL keeps foreign keys and pages by itself."""
    if tx.dialect.name != "sqlite":
        return 0
    broken = [answer for answer in tx.scalars(text("PRAGMA integrity_check")) if answer != "ok"]
    return len(broken) + len(tx.execute(text("PRAGMA foreign_key_check")).all())


def rows_by_chain(tx: Transaction) -> Counter[int]:
    """How many receipts and pieces of mail without one each batch has, to set beside what its audit chain tells."""
    rows: Counter[int] = Counter()
    for table, condition in ((receipts, true()), (mail, mail.c.receipt_id.is_(None))):
        counted = select(table.c.batch_id, func.count()).where(condition).group_by(table.c.batch_id)
        rows.update(dict(tx.execute(counted).all()))
    return rows


def anchors(tx: Transaction) -> Iterator[tuple[int, str]]:
    """Each printed slip's batch and anchor: a chain that was rewritten does not hold it any more."""
    yield from tx.execute(select(slips.c.batch_id, slips.c.anchor))
