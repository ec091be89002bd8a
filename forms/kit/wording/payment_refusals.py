"""What is said, in French, when a payment is not found, taken back or cancelled. Knows no Qt."""

from collections.abc import Mapping

from backoffice.domain.errors import Broken

PAYMENT_REFUSALS: Mapping[Broken, str] = {
    Broken.RECEIPT_UNKNOWN: "Cet encaissement est introuvable. Actualisez la liste.",
    Broken.RECEIPT_REVERSED: "Cet encaissement est déjà annulé : rien de plus à faire.",
    Broken.RECEIPT_STANDS: "Cet encaissement n'est pas annulé : sa ligne ne se copie qu'après l'action 4.3.",
    Broken.SEARCH_UNREADABLE: "Rien ne se lit là. Tapez une référence (J 121 52134466), un nom (durand marie), un "
    "n° de chèque, un montant (17,15), un lot (2024-0317) ou une date (04/03/2024, ou deux avec « au » entre elles).",
    Broken.NOTHING_UNPAID: "Aucun règlement de ce client ne règle de facture en ce moment : il n'y a rien à "
    "régulariser. Pour annuler un encaissement, passez par l'action 4.3.",
    Broken.UNPAID_AMOUNT: "Aucun règlement de ce client n'est de {cents}. Tapez exactement le montant du chèque ou du "
    "prélèvement : {settled_amounts}.",
    Broken.IN_FINANCIAL_SYSTEM: "Ce paiement est aussi dans {system} : rien n'est régularisé ici. Annulez-le en 4.3 : "
    "la dette revient ligne par ligne, dès que {system} le confirme.",
    Broken.CANCELLATION_UNDER_WAY: "L'annulation de ce paiement est déjà demandée : rien n'est demandé deux fois. "
    "Suivez-la dans Paiements.",
    Broken.CANCELLATION_UNKNOWN: "Ce paiement n'est pas dans {system} : rien n'y est demandé. Actualisez la liste, il "
    "s'annule ici même.",
    Broken.LINE_NOT_REFUSED: "Cette ligne n'est pas refusée : il n'y a rien à redemander. Actualisez la liste.",
    Broken.ERP_MESSAGE_UNKNOWN: "Ce message est introuvable. Actualisez la liste.",
    Broken.ERP_MESSAGE_SETTLED: "Ce message est déjà tranché : rien n'a changé. Actualisez la liste.",
    Broken.ERP_MESSAGE_WITHOUT_REQUEST: "Ce message ne dit d'aucune ligne demandée qu'elle est annulée : il ne peut "
    "qu'être écarté.",
}
"""The facts of each refusal are those named between braces."""
