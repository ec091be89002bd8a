"""The papers that a screen shows; `desktop` gives them, for a screen does not draw them."""

from typing import Protocol

from backoffice.domain.documents import LotSheet, MailSlip, ReceiptSlip
from backoffice.domain.pile_slip import PileSlip


class Papers(Protocol):
    """Draws papers as PDF. Called away from the window's thread."""

    def receipt_slip(self, document: ReceiptSlip) -> bytes:
        """The receipt slip (bordereau d'encaissement)."""

    def lot_sheet(self, document: LotSheet) -> bytes:
        """The lot sheet (feuille de lot)."""

    def mail_slip(self, document: MailSlip) -> bytes:
        """A transmission, transfer, archive or reject slip."""

    def pile_slip(self, document: PileSlip) -> bytes:
        """The slip of a pile of *Tri*."""
