"""What is said, in French, when a debit, its file, a renewal or a request to SlimPay is refused. Knows no Qt."""

from collections.abc import Mapping

from backoffice.domain.debit import DebitFact
from backoffice.domain.errors import Broken
from backoffice.domain.slimpay import SignatoryField

DEBIT_REFUSALS: Mapping[Broken, str] = {
    Broken.SLIMPAY_REFUSED: "SlimPay refuse cette demande : {message} (code {slimpay_code}). Rien n'a été changé ; "
    "prévenez l'administrateur.",
    Broken.SLIMPAY_SIGNATORY_WRONG: "SlimPay n'accepte pas {field} du signataire. Rien n'a été changé ; faites "
    "corriger la fiche du client.",
    Broken.SLIMPAY_MANDATE_UNKNOWN: "SlimPay ne connaît pas le mandat {rum}. Vérifiez la RUM du dossier, ou faites "
    "signer un nouveau mandat.",
    Broken.SLIMPAY_ORDER_UNKNOWN: "SlimPay ne connaît pas cette demande : il n'y a rien à abandonner.",
    Broken.NOTHING_TO_DEBIT: "Rien n'attend d'être prélevé : il n'y a pas de fichier à faire.",
    Broken.DEBIT_UNUSABLE: "Le prélèvement {reference} ne peut pas partir : {debit_fact}. Aucun fichier n'est fait ; "
    "corrigez le dossier et recommencez.",
    Broken.NO_IBAN_ON_FILE: "Ce client n'a pas d'IBAN au dossier : il n'y a rien à représenter. Rien n'a été "
    "enregistré.",
    Broken.MANDATE_MISSING: "Ce compte SlimPay n'a pas de mandat. Passez par l'action 2.4, code 99 (P-69) ; rien "
    "n'a été enregistré.",
    Broken.ORDER_UNKNOWN: "La commande {order} n'est plus au dossier. Rouvrez le dossier ; rien n'a été enregistré.",
    Broken.ORDER_NOT_RENEWABLE: "La commande {order} ne peut pas être réabonnée : décochez-la, et inscrivez "
    "« Réab Imp » (P-53). Rien n'a été enregistré.",
    Broken.DEBIT_WITH_ITS_MAIL: "Un prélèvement s'annule avec son courrier, à la saisie du lot. S'il revient impayé, "
    "passez par l'action 4.7.",
    Broken.COLLECTED_TOO_SOON: "La date de prélèvement doit être à venir. Choisissez demain ou plus tard.",
    Broken.BANK_FILE_UNKNOWN: "Ce fichier de prélèvements est introuvable. Actualisez la liste.",
}
"""The facts of each refusal are those named between braces."""

DEBIT_FACTS: Mapping[DebitFact, str] = {
    DebitFact.REFERENCE: "sa référence n'est pas valable",
    DebitFact.REPEATED: "sa référence sert deux fois",
    DebitFact.AMOUNT: "son montant est nul, négatif ou trop grand",
    DebitFact.NAME: "le nom du client manque, ou ne s'écrit pas en lettres latines",
    DebitFact.IBAN: "son IBAN n'est pas valable",
    DebitFact.RUM: "sa RUM n'est pas valable",
    DebitFact.SIGNED_ON: "son mandat serait signé après la date de prélèvement",
    DebitFact.SEQUENCE: "il est d'un autre type que ce fichier (FRST, RCUR)",
    DebitFact.ALIAS: "l'alias de sa carte manque, ou n'est pas valable",
}
"""What is wrong with a debit."""

SIGNATORY_FIELDS: Mapping[SignatoryField, str] = {
    SignatoryField.TITLE: "la civilité",
    SignatoryField.GIVEN_NAME: "le prénom",
    SignatoryField.FAMILY_NAME: "le nom",
    SignatoryField.EMAIL: "l'adresse électronique",
    SignatoryField.TELEPHONE: "le téléphone",
    SignatoryField.POSTCODE: "le code postal",
    SignatoryField.CITY: "la ville",
}
"""What SlimPay does not accept of a signatory."""
