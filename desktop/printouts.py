"""The papers that the screens show, drawn by `printing`."""

from backoffice.domain.documents import LotSheet, ReceiptSlip
from printing import lot_sheet, receipt_slip


class Printouts:
    """Papers as PDF; a `forms.slips.papers.Papers`."""

    def receipt_slip(self, document: ReceiptSlip) -> bytes:
        """The receipt slip."""
        return receipt_slip.draw(document)

    def lot_sheet(self, document: LotSheet) -> bytes:
        """The lot sheet."""
        return lot_sheet.draw(document)
