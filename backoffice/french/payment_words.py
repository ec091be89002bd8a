"""The document's words for a payment: its states, why it is cancelled, and what the financial system says of that."""

from collections.abc import Mapping

from backoffice.domain.batch_rows import ReceiptRow
from backoffice.domain.cancel_why import CancelReason, CancelWhy
from backoffice.domain.cancellation import ErpAnswer, RequestState
from backoffice.domain.payments import PaymentState

CANCELLED = "annulé"
"""What stands beside whatever is struck through, on screens and slips."""

PAYMENT_STATES: Mapping[PaymentState, str] = {
    PaymentState.PROCESSED: "Traité",
    PaymentState.TO_SEND: "À envoyer",
    PaymentState.SENT: "Envoyé",
    PaymentState.PARTLY_CANCELLED: "Partiellement annulé",
    PaymentState.CANCELLED: CANCELLED.capitalize(),
    PaymentState.UNPAID: "Impayé",
}
"""Of the payment, and of each of its lines."""

CANCEL_REASONS: Mapping[CancelReason, str] = {
    CancelReason.KEYED_WRONG: "Erreur de saisie",
    CancelReason.DOUBLE: "Double encaissement",
    CancelReason.LOST: "Perdu dans le courrier",
    CancelReason.OTHER: "Autre motif",
}
"""In the order of their digits."""

REQUEST_STATES: Mapping[RequestState, str] = {
    RequestState.TO_SEND: "à envoyer",
    RequestState.SENT: "envoyée",
    RequestState.PENDING: "en attente",
    RequestState.REFUSED: "refusée",
    RequestState.CANCELLED: "annulée",
}
"""Where the request to cancel a line stands."""

REQUEST_STEPS: Mapping[RequestState, str] = {
    **{state: words.capitalize() for state, words in REQUEST_STATES.items()},
    RequestState.TO_SEND: "Demandée",
}
"""The same as steps of a timeline: what is still to be sent was asked for."""

ANSWERS: Mapping[ErpAnswer, str] = {
    ErpAnswer.PENDING: REQUEST_STATES[RequestState.PENDING],
    ErpAnswer.CANCELLED: REQUEST_STATES[RequestState.CANCELLED],
    ErpAnswer.REFUSED: REQUEST_STATES[RequestState.REFUSED],
    ErpAnswer.UNREADABLE: "illisible",
}
"""What a message of the financial system says of a line."""


def undone(row: ReceiptRow) -> str:
    """`annulation` beside what takes a cheque back, `annulé` beside a cheque that is taken back; else nothing."""
    if row.reverses is not None:
        return "annulation"
    return CANCELLED if row.reversed else ""


def cancel_why(why: CancelWhy) -> str:
    """`Double encaissement`; another reason in its words."""
    return why.words or CANCEL_REASONS[why.reason]
