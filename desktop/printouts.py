"""The papers that the screens show, drawn by `printing`."""

from backoffice.domain.documents import CancelledReceipt, LotSheet, MailSlip, ReceiptSlip
from printing import cancelled_receipt, lot_sheet, mail_slip, receipt_slip


class Printouts:
    """Papers as PDF; a `forms.slips.papers.Papers`."""

    def receipt_slip(self, document: ReceiptSlip) -> bytes:
        """The receipt slip."""
        return receipt_slip.draw(document)

    def lot_sheet(self, document: LotSheet) -> bytes:
        """The lot sheet."""
        return lot_sheet.draw(document)

    def mail_slip(self, document: MailSlip) -> bytes:
        """A transmission, transfer or archive slip."""
        return mail_slip.draw(document)

    def cancelled_receipt(self, document: CancelledReceipt) -> bytes:
        """The copy of a cancelled line (4.3)."""
        return cancelled_receipt.draw(document)
