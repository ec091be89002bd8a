"""The papers that the screens show, drawn by `printing`."""

from collections.abc import Iterable

from backoffice.domain.credit import RefundList
from backoffice.domain.documents import CancelledReceipt, LotSheet, MailSlip, MemberStatement, ReceiptSlip
from backoffice.domain.pile_slip import PileSlip
from printing import (
    cancelled_receipt,
    lot_sheet,
    mail_slip,
    member_statement,
    pile_slip,
    receipt_slip,
    refund_list,
)


class Printouts:
    """Papers as PDF; a `forms.slips.papers.Papers`."""

    def receipt_slip(self, document: ReceiptSlip) -> bytes:
        """The receipt slip."""
        return receipt_slip.draw(document)

    def lot_sheet(self, document: LotSheet) -> bytes:
        """The lot sheet."""
        return lot_sheet.draw(document)

    def mail_slip(self, document: MailSlip) -> bytes:
        """A transmission, transfer, archive or reject slip."""
        return mail_slip.draw(document)

    def pile_slip(self, document: PileSlip) -> bytes:
        """The slip of a pile of *Tri*."""
        return pile_slip.draw(document)

    def cancelled_receipt(self, document: CancelledReceipt) -> bytes:
        """The copy of a cancelled line (4.3)."""
        return cancelled_receipt.draw(document)

    def refund_list(self, document: RefundList) -> bytes:
        """The list of refunds for the accounts."""
        return refund_list.draw(document)

    def member_statements(self, documents: Iterable[MemberStatement], title: str) -> bytes:
        """The statements of members' accounts, one after the other."""
        return member_statement.draw(documents, title)
