"""How the requests and the messages of the financial system are told."""

from collections.abc import Mapping

from backoffice.domain.cancellation import ErpAnswer, RequestState
from backoffice.domain.cancelling_progress import QuarantinedMessage
from backoffice.french.figures import euros
from backoffice.french.payment_words import ANSWERS, REQUEST_STATES
from forms.kit.tokens import Tone
from forms.kit.wording.sentences import typeset

REQUEST_TONES: Mapping[RequestState, Tone] = {
    RequestState.TO_SEND: Tone.WARNING,
    RequestState.SENT: Tone.INFO,
    RequestState.PENDING: Tone.INFO,
    RequestState.REFUSED: Tone.ERROR,
    RequestState.CANCELLED: Tone.MUTED,
}
"""The colour that goes with the word of a state."""


ACCEPTABLE, ASIDE_ONLY = "acceptable", "à écarter"


def waits_for(state: RequestState | None) -> str:
    """What the financial system was asked, or how far that has come; None for an inquiry after the lines' status."""
    return "statut demandé" if state is None else REQUEST_STATES[state]


def said(message: QuarantinedMessage) -> str:
    """What a message says: `annulée · 20,31 €`, `refusée · Période close`."""
    if message.answer is ErpAnswer.UNREADABLE:
        return ANSWERS[message.answer]
    amount = "" if message.amount is None else euros(message.amount)
    return " · ".join(filter(None, (ANSWERS[message.answer], amount, message.reason)))


def known(message: QuarantinedMessage) -> str:
    """What is known of the line that it is about: `refusée · 20,30 €`."""
    if message.state is None or message.line_amount is None:
        return "rien"
    return f"{REQUEST_STATES[message.state]} · {euros(message.line_amount)}"


def source(message: QuarantinedMessage) -> str:
    """Where a message is found again: the name of its file, else its number."""
    if message.answer is ErpAnswer.UNREADABLE:
        return f"Fichier {message.message_id.rpartition('#')[0] or message.message_id}"
    return f"Message {message.message_id}"


def what_accepting_does(message: QuarantinedMessage) -> str:
    """What *Accepter* and *Écarter* bring about."""
    aside = "Écarter : rien ne change, le message reste dans le journal avec votre commentaire."
    if not message.acceptable or message.line_amount is None:
        return typeset(aside)
    accepted = (
        f"Accepter : la ligne de la facture {message.invoice} est annulée ici aussi, et {euros(message.line_amount)} "
        "sont de nouveau dus, si ce n'était pas déjà fait."
    )
    return typeset(f"{accepted}\n{aside}")
