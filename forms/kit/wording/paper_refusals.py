"""What is said when papers and their slips are refused. The facts of each refusal are those named between braces."""

from collections.abc import Mapping

from backoffice.domain.errors import Broken

PAPER_REFUSALS: Mapping[Broken, str] = {
    Broken.MAIL_SENT_TO_BANK: "Ce prélèvement est déjà parti à la banque : il ne s'annule plus ici. S'il revient "
    "impayé, passez par l'action 4.7.",
    Broken.MAIL_AT_SLIMPAY: "SlimPay attend encore l'IBAN de ce client : terminez ou abandonnez d'abord cette demande.",
    Broken.SLIP_UNKNOWN: "Ce bordereau est introuvable. Vérifiez son numéro.",
    Broken.SLIP_WITHOUT_CHEQUE: "Ce lot n'a aucun chèque : il n'y a pas de bordereau à imprimer.",
    Broken.MAIL_UNKNOWN: "Ce courrier est introuvable. Actualisez la liste.",
    Broken.MAIL_CANCELLED: "Ce courrier est déjà annulé : rien de plus à faire.",
    Broken.MAIL_HAS_RECEIPT: "Ce courrier porte un chèque : annulez son encaissement, le courrier suit.",
    Broken.MAIL_TAKEN_UP: "Ce courrier mis de côté est déjà repris dans un lot SANS FACTURE : il ne s'annule plus.",
    Broken.NOTHING_FOR_SLIP: "Aucun papier n'attend ce bordereau : tous sont déjà sur un autre, ou il n'y en a pas.",
    Broken.NOTHING_READABLE: "Rien n'est noté de ce courrier : tapez ce qui se lit, une référence, un nom ou ce qui "
    "aiderait à retrouver le client.",
    Broken.PILE_EMPTY: "Rien n'est trié sur cette pile : il n'y a pas de bordereau à imprimer.",
    Broken.PILE_UNKNOWN: "Cette pile n'est pas une de celles du tri : rien n'est imprimé. Prenez-en une à l'écran.",
}
