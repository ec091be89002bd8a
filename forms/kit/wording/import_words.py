"""What an import says of its files and of their wrong rows, in French. Knows no Qt."""

from collections.abc import Mapping

from backoffice.domain.importing import ImportOutcome, ImportStep, RowFault, RowFaultKind
from forms.kit.wording.sentences import typeset

OUTCOMES: Mapping[ImportOutcome, str] = {
    ImportOutcome.ABSENT: "absent",
    ImportOutcome.IMPORTED: "importé",
    ImportOutcome.WOULD_BE_IMPORTED: "serait importé",
    ImportOutcome.REFUSED: "refusé",
    ImportOutcome.WITHHELD: "retenu",
    ImportOutcome.CANCELLED: "arrêté",
}
"""What became of a file. *Retenu*: sound itself, but the file it refers to is refused."""

STEPS: Mapping[ImportStep, str] = {
    ImportStep.READING: "lecture",
    ImportStep.CHECKING: "contrôle",
    ImportStep.WRITING: "écriture",
}

FAULTS: Mapping[RowFaultKind, str] = {
    RowFaultKind.SEPARATOR_WRONG: "Les colonnes doivent être séparées par des points-virgules.",
    RowFaultKind.COLUMN_MISSING: "Cette colonne manque dans la ligne d'en-tête.",
    RowFaultKind.COLUMN_TWICE: "Cette colonne figure deux fois dans la ligne d'en-tête.",
    RowFaultKind.FIELD_COUNT: "Le nombre de champs n'est pas celui de l'en-tête ({detail}).",
    RowFaultKind.EMPTY: "Une valeur est attendue ici.",
    RowFaultKind.TOO_LONG: "« {value} » dépasse {detail} caractères.",
    RowFaultKind.CHARACTER_FORBIDDEN: "« {value} » contient un caractère interdit.",
    RowFaultKind.CARD_NUMBER: "Un numéro de carte n'a sa place dans aucun fichier : retirez-le.",
    RowFaultKind.IBAN_IN_CLEAR: "Un IBAN ne se met que dans la colonne iban : retirez-le d'ici.",
    RowFaultKind.IBAN_WRONG: "L'IBAN {value} est faux : une clé ne correspond pas.",
    RowFaultKind.LETTER_WRONG: "« {value} » n'est pas une lettre de A à Z.",
    RowFaultKind.PARTNER_CODE_WRONG: "« {value} » n'est pas un code partenaire de 1 à 999.",
    RowFaultKind.CHRONO_WRONG: "« {value} » n'est pas un chrono : un à dix chiffres.",
    RowFaultKind.METHOD_WRONG: "« {value} » n'est pas un mode de règlement : 15, 80, 81, 82, 99…",
    RowFaultKind.DIRECT_METHOD_WRONG: "« {value} » n'est pas un code de prélèvement : un nombre de 1 à 98, autre que "
    "15, 80, 81 et 82.",
    RowFaultKind.RUM_WRONG: "« {value} » n'est pas une RUM : 35 caractères au plus, sans espace ni IBAN.",
    RowFaultKind.MANDATE_WRONG: "« {value} » n'est pas un état de mandat : actif, inactif ou vide.",
    RowFaultKind.EXPIRY_WRONG: "« {value} » n'est pas une expiration : mois et année, comme 04/2027.",
    RowFaultKind.FLAG_WRONG: "« {value} » ne se lit pas : oui, non ou vide.",
    RowFaultKind.BANK_CODE_WRONG: "« {detail} » n'est pas un code banque de cinq chiffres.",
    RowFaultKind.AMOUNT_WRONG: "« {value} » n'est pas un montant : écrivez-le comme 13,10.",
    RowFaultKind.AMOUNT_NOT_POSITIVE: "Le montant doit être supérieur à zéro.",
    RowFaultKind.PENDING_OVER_AMOUNT: "Le reste {value} dépasse le montant de la facture, {detail}.",
    RowFaultKind.DATE_WRONG: "« {value} » n'est pas une date : écrivez-la comme 20/02/2019.",
    RowFaultKind.DUPLICATE: "« {value} » figure déjà à la ligne {detail}.",
    RowFaultKind.PARTNER_UNKNOWN: "Le partenaire {value} n'est ni dans partenaires.csv ni dans la base.",
    RowFaultKind.METHOD_UNKNOWN: "{value} n'est ni 15, 80, 81, 82 ou 99, ni le prélèvement du partenaire {detail} "
    "(mdr_prelevement, dans partenaires.csv).",
    RowFaultKind.CLIENT_UNKNOWN: "Le client {value} n'est ni dans clients.csv ni dans la base.",
    RowFaultKind.INVOICE_AMOUNT_DIFFERS: "La facture est déjà dans la base avec un autre montant : {detail}, "
    "ici {value}.",
    RowFaultKind.MEMBER_UNKNOWN: "Le groupe n'a pas d'adhérent n° {value}.",
    RowFaultKind.OPENING_TAKEN: "L'adhérent n° {value} a déjà une reprise de solde, de {detail}.",
    RowFaultKind.CONFIRMATION_DIFFERS: "Le paiement {value} est déjà enregistré autrement : {detail}.",
    RowFaultKind.IN_FUTURE: "Le {value} est à venir.",
}


def fault_sentence(fault: RowFault) -> str:
    """Why a row is refused. The fault shows no card number and no IBAN in clear, and neither does the sentence."""
    return typeset(FAULTS[fault.kind].format(value=fault.value, detail=fault.detail))
