"""What is said, in French, when a cheque is refused: its amount, words, number, date and invoices. Knows no Qt."""

from collections.abc import Mapping

from backoffice.domain.errors import Broken

CHEQUE_REFUSALS: Mapping[Broken, str] = {
    Broken.AMOUNT_UNREADABLE: "« {text} » n'est pas un montant : écrivez-le comme 22,45.",
    Broken.AMOUNT_NOT_POSITIVE: "Le montant doit être supérieur à zéro.",
    Broken.AMOUNT_TOO_LARGE: "« {text} » dépasse le plus grand montant accepté, 99 999 999,99 €. Relisez-le sur "
    "le papier.",
    Broken.WORDS_UNREADABLE: "« {text} » ne se lit pas comme une somme en lettres{unread_word}{missing_word} : "
    "recopiez le chèque, comme vingt-deux euros et quarante-cinq centimes.",
    Broken.WORDS_MISSING: "Recopiez la somme en lettres du chèque : c'est elle qui vaut (P-20).",
    Broken.DATE_UNREADABLE: "« {text} » n'est pas une date : écrivez-la comme 04/03/2024 ou 040324.",
    Broken.CHEQUE_NUMBER_UNREADABLE: "Le numéro du chèque a 7 chiffres : tapez-les, ou passez la ligne CMC7 au "
    "lecteur.",
    Broken.CMC7_UNREAD: "Le lecteur n'a pas pu lire un chiffre, là où il écrit un signe : {read}. Repassez le chèque, "
    "ou tapez les 7 chiffres du numéro.",
    Broken.CMC7_UNREADABLE: "La ligne CMC7 est incomplète : {digits} chiffres lus sur 31. Repassez le chèque, ou "
    "tapez les 7 chiffres du numéro.",
    Broken.CMC7_ZONES: "Les zones de la ligne CMC7 n'ont pas 7, 12 et 12 chiffres, mais {zones}. Repassez le chèque, "
    "ou tapez les 7 chiffres du numéro.",
    Broken.CMC7_KEY_WRONG: "La clé de la ligne CMC7 ne correspond pas : {typed} lue, {computed} calculée. Repassez "
    "le chèque, ou tapez les 7 chiffres du numéro.",
    Broken.BLANK_ROW: "Une facture est restée vide alors qu'une autre est réglée. Choisissez son opération, ou "
    "forcez : ce sera noté.",
    Broken.NOTHING_SETTLED: "Aucune facture n'est réglée par ce chèque. Choisissez Régularisation sur une ligne au "
    "moins.",
    Broken.SETTLED_OVER_CHEQUE: "Les factures choisies font {settled_cents}, le chèque {cheque_cents} : on ne règle "
    "pas plus que le chèque (P-21).",
    Broken.SETTLED_OVER_PENDING: "Une facture n'attend pas autant : on ne peut pas y régler {cents}. Le reste du "
    "chèque est l'avoir du client (P-21).",
    Broken.INVOICES_CHANGED: "Les factures de ce client ont changé entre-temps. Rien n'a été enregistré ; les lignes "
    "sont à jour, reprenez-les.",
    Broken.INVOICE_IN_BATCH_WITHOUT: "Ce lot est SANS FACTURE : le chèque s'encaisse sur le compte du client, sans "
    "régler de facture (P-29).",
    Broken.NO_INVOICE: "{ref} n'a pas de facture à régler : mettez le coupon de côté pour un lot SANS FACTURE (P-29).",
    Broken.INVOICE_PENDING: "Ce client a {cents} en attente, et ce lot est SANS FACTURE : le chèque y serait un avoir. "
    "Rien n'a été enregistré : saisissez-le dans un lot AVEC FACTURE, ou forcez (P-29).",
    Broken.CHEQUE_TWICE: "Le chèque n° {number} est saisi deux fois dans ce courrier. Rien n'a été enregistré : "
    "corrigez les autres chèques (F3).",
    Broken.FIRST_CHEQUE_IS_ANOTHER: "Un autre chèque, de {cents}, s'encaisse avant celui-ci (P-26). Rien n'a été "
    "enregistré : saisissez-le comme premier chèque.",
    Broken.PROBABLE_DUPLICATE: "Ce chèque semble déjà saisi (n° {number}, {cents}, {ref}, lot {batch}, {operator}, "
    "{recorded_at}). Rien n'a été enregistré : vérifiez, ou forcez, et ce sera noté à votre nom.",
}
"""The facts of each refusal are those named between braces."""


def unread_word(text: str) -> str:
    """Which word of an amount cannot be read, after what is wrong with it."""
    return f", à cause de « {text} »" if text else ""


def missing_word(text: str) -> str:
    """Which word an amount lacks, after what is wrong with it."""
    return f", il manque « {text} »" if text else ""
