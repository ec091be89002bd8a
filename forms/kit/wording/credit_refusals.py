"""What the program says of credits, and of what a cancellation does to them, in French. Knows no Qt."""

from collections.abc import Mapping

from backoffice.domain.errors import Broken
from backoffice.domain.money import Money
from backoffice.french.figures import euros

CREDIT_REFUSALS: Mapping[Broken, str] = {
    Broken.CREDIT_CHANGED: "L'avoir ou la facture a changé entre-temps : rien n'est imputé. Rouvrez le dossier, ce qui "
    "s'impute encore y est proposé.",
    Broken.CREDIT_REFUNDED: "L'avoir de ce client est remboursé, il y manquerait {cents} : rien n'est annulé. Annulez "
    "d'abord le remboursement dans son compte ; s'il est déjà transmis, voyez la comptabilité.",
    Broken.CREDIT_OF_ANOTHER: "Cette imputation est d'un autre opérateur : rien n'est annulé. Un superviseur peut "
    "l'annuler.",
    Broken.ENTRY_NOT_UNDOABLE: "Seuls une imputation et un remboursement s'annulent ici. Un encaissement s'annule en "
    "4.3.",
    Broken.ENTRY_CANCELLED: "Cette opération est déjà annulée : rien de plus à faire.",
    Broken.REFUND_OVER_CREDIT: "L'avoir de ce client est de {cents} : on ne rembourse pas plus. Rien n'est enregistré.",
    Broken.REFUND_DURING_CANCELLATION: "Un encaissement de ce client est en cours d'annulation dans le système "
    "financier : rien n'est remboursé avant qu'il n'ait répondu.",
    Broken.REFUND_LISTED: "Ce remboursement est déjà transmis à la comptabilité : il ne s'annule plus ici.",
    Broken.REFUND_LIST_UNKNOWN: "Cette liste de remboursements est introuvable. Actualisez.",
    Broken.NOTHING_REFUNDED: "Aucun remboursement n'attend : il n'y a pas de liste à établir.",
}
"""The facts of each refusal are those named between braces."""


def account_after(debt_back: Money, credit_less: Money) -> str:
    """What a cancellation does to the client's account: `De nouveau dû : 22,45 € ; avoir en moins : 0,01 €.`."""
    if not debt_back:
        return f"Rien n'est de nouveau dû : l'avoir du client baisse de {euros(credit_less)}."
    told = f"De nouveau dû : {euros(debt_back)}"
    return f"{told} ; avoir en moins : {euros(credit_less)}." if credit_less else f"{told}."
