"""The document's words for what is done with an invoice."""

from collections.abc import Mapping

from backoffice.domain.cheque import Operation
from backoffice.domain.debit import DebitOperation

OPERATIONS: Mapping[Operation | DebitOperation, str] = {
    Operation.SETTLE: "Régularisation",
    Operation.NO_PAYMENT: "Sans paiement",
    Operation.BLANK: "Vide",
    DebitOperation.REBILL: "Refacturation",
    DebitOperation.REPRESENT: "Représentation",
}

TO_DO: Mapping[Operation | DebitOperation, str] = {
    Operation.SETTLE: "Régulariser",
    Operation.NO_PAYMENT: "Sans paiement sur",
    Operation.BLANK: "Laisser vide",
    DebitOperation.REBILL: "Refacturer",
    DebitOperation.REPRESENT: "Représenter",
}
"""The same as things to do, before the invoice."""
