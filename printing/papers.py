"""Every paper, by the document that it shows; the window's screens draw through here."""

from backoffice.domain.credit import RefundList
from backoffice.domain.documents import (
    CancelledReceipt,
    Document,
    LotSheet,
    MailSlip,
    MemberStatements,
    ReceiptSlip,
)
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


def draw(document: Document) -> bytes:  # noqa: PLR0911 - one for each paper
    """The paper as PDF."""
    match document:
        case ReceiptSlip():
            return receipt_slip.draw(document)
        case LotSheet():
            return lot_sheet.draw(document)
        case MailSlip():
            return mail_slip.draw(document)
        case PileSlip():
            return pile_slip.draw(document)
        case CancelledReceipt():
            return cancelled_receipt.draw(document)
        case RefundList():
            return refund_list.draw(document)
        case MemberStatements():
            return member_statement.draw(document.statements, document.title)
