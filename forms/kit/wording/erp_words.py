"""What the program says of a message of the financial system that it does not believe. Knows no Qt."""

from collections.abc import Mapping
from enum import Enum, unique

from backoffice.domain.cancellation import ErpAnswer, RequestState, Unreadable
from backoffice.domain.cancelling_progress import QuarantinedMessage
from backoffice.french.figures import euros
from forms.kit.wording.sentences import typeset

UNREADABLE_MESSAGES: Mapping[Unreadable, str] = {
    Unreadable.UNSIGNED: "Ce fichier n'est pas signé : rien ne dit qu'il vient du système financier.",
    Unreadable.SIGNATURE_WRONG: "La signature de ce fichier n'est pas la bonne : il vient d'un inconnu, ou il a été "
    "changé depuis.",
    Unreadable.TOO_LARGE: "Ce fichier est trop gros pour être un message : il n'a pas été lu.",
    Unreadable.NOT_XML: "Ce fichier n'est pas du XML : il est abîmé, ou ce n'est pas un message.",
    Unreadable.HOSTILE_XML: "Ce fichier porte des déclarations (DTD, entités) qu'aucun message n'a à porter : il n'a "
    "pas été lu.",
    Unreadable.NOT_ISO: "Ce fichier n'est pas un message ISO 20022 d'une sorte et d'une version qui se lisent ici.",
    Unreadable.ODD: "Ce message ne dit pas ce qu'il a à dire, ou se contredit lui-même.",
}


@unique
class Mismatch(Enum):
    """In what a message that can be read goes against what is known."""

    STRANGER = "a request that nobody made"
    OTHER_LINE = "another line than the request's"
    OTHER_AMOUNT = "another amount than the line's"
    CANCELLED_AFTER_ALL = "refused before"
    REFUSED_AFTER_ALL = "cancelled before"
    CANCELLED_ALREADY = "settled in the meantime"


CONTRADICTIONS: Mapping[Mismatch, str] = {
    Mismatch.STRANGER: "Ce message répond à une demande que personne n'a faite ici.",
    Mismatch.OTHER_LINE: "Ce message répond à la demande pour la facture {invoice}, mais parle d'une autre ligne.",
    Mismatch.OTHER_AMOUNT: "Ce message parle de {said}, alors que la ligne de la facture {invoice} est de {ours}.",
    Mismatch.CANCELLED_AFTER_ALL: "Le système financier avait refusé d'annuler la ligne de la facture {invoice} ; "
    "ce message la dit annulée.",
    Mismatch.REFUSED_AFTER_ALL: "La ligne de la facture {invoice} est annulée ; ce message dit que le système "
    "financier le refuse.",
    Mismatch.CANCELLED_ALREADY: "Ce message dit annulée la ligne de la facture {invoice}, qui l'est déjà devenue "
    "entre-temps.",
}


def why_quarantined(message: QuarantinedMessage) -> str:
    """Why a message is not believed, as a sentence."""
    if message.answer is ErpAnswer.UNREADABLE:
        return typeset(UNREADABLE_MESSAGES[_unreadable(message.reason)])
    said = CONTRADICTIONS[contradiction(message)].format(
        invoice=message.invoice,
        said="" if message.amount is None else euros(message.amount),
        ours="" if message.line_amount is None else euros(message.line_amount),
    )
    return typeset(said)


def contradiction(message: QuarantinedMessage) -> Mismatch:
    """In what a message goes against what is known; it can be read."""
    if message.receipt_id is None:
        return Mismatch.STRANGER
    cancelled = message.state is RequestState.CANCELLED
    if message.answer is ErpAnswer.CANCELLED and message.acceptable:
        if message.amount not in (None, message.line_amount):
            return Mismatch.OTHER_AMOUNT
        return Mismatch.CANCELLED_ALREADY if cancelled else Mismatch.CANCELLED_AFTER_ALL
    if message.answer is ErpAnswer.REFUSED and cancelled:
        return Mismatch.REFUSED_AFTER_ALL
    return Mismatch.OTHER_LINE


def _unreadable(reason: str) -> Unreadable:
    try:
        return Unreadable(reason)
    except ValueError:
        return Unreadable.ODD
