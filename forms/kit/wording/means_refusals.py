"""What is said, in French, when a card, an IBAN, a mandate or a method of payment is refused. Knows no Qt."""

from collections.abc import Mapping

from backoffice.domain.errors import Broken
from backoffice.domain.iban import IbanFault
from backoffice.french.counted import counted

MEANS_REFUSALS: Mapping[Broken, str] = {
    Broken.CARD_BRAND_UNKNOWN: "Ce numéro n'est ni d'une CARTE BLEUE (CB, Visa, Mastercard) ni d'une AMERICAN EXPRESS. "
    "Relisez ses premiers chiffres sur le coupon.",
    Broken.CARD_LENGTH_WRONG: "Il y a {digits} chiffres : une CARTE BLEUE en a 16, une AMERICAN EXPRESS 15. Relisez le "
    "numéro sur le coupon.",
    Broken.CARD_NUMBER_WRONG: "Ce numéro de carte n'existe pas : un chiffre est faux, ou deux sont inversés. "
    "Relisez-le sur le coupon.",
    Broken.CARD_IS_AMEX: "C'est une AMERICAN EXPRESS : elle se saisit en 81, jamais en 82 (P-51). Choisissez 81.",
    Broken.CARD_IS_NOT_AMEX: "Ce n'est pas une AMERICAN EXPRESS : elle se saisit en 80, carte bleue (P-50). Choisissez "
    "80.",
    Broken.CARD_EXPIRY_UNREADABLE: "L'expiration s'écrit en 4 chiffres, le mois puis l'année : 0527 pour mai 2027 "
    "(P-50).",
    Broken.CARD_EXPIRY_TOO_FAR: "Cette expiration est dans plus de 20 ans. Relisez le mois et l'année sur le coupon.",
    Broken.CARD_EXPIRED: "Cette carte est expirée : elle ne peut pas servir. Relisez le mois et l'année sur le coupon.",
    Broken.CARD_REFUSED: "Le service d'alias refuse cette carte : elle ne peut pas servir. Rien n'a été changé.",
    Broken.IBAN_WRONG: "Cet IBAN est faux : {iban_fault}{begins_with}{signs_wanted}{signs_missing}{wrong_sign}. "
    "Relisez-le sur le coupon.",
    Broken.IBAN_SEALED_BEFORE: "La clé des IBAN a changé depuis que celui-ci a été affecté : rien n'est enregistré. "
    "Relancez Liasse et affectez-le de nouveau.",
    Broken.RUM_UNUSABLE: "Cette RUM ne peut pas servir : elle a 35 caractères au plus, sans espace ni accent, et ne "
    "contient pas d'IBAN.",
    Broken.MANDATE_TRANSITION: "Un mandat ne passe pas de « {old_state} » à « {new_state} ». Rien n'a été changé ; "
    "s'il en faut un autre, il aura sa propre RUM.",
    Broken.MANDATE_INACTIVE: "Le mandat de ce client est inactif : aucun IBAN ne peut lui être affecté. Mettez le "
    "coupon à la numérisation (P-68).",
    Broken.METHOD_INCOMPLETE: "Il manque la carte ou l'IBAN du mode {method}. Affectez-le d'abord ; rien n'a été "
    "enregistré.",
    Broken.METHOD_UNKNOWN: "Le mode {method} n'est ni 80, 81, 82 ou 99, ni le prélèvement du partenaire "
    "{partner_code}. Choisissez l'un d'eux ; rien n'a été enregistré.",
    Broken.DIRECT_METHOD_MISSING: "Le partenaire {partner_code} n'a pas de code de prélèvement. Faites importer ce "
    "code (colonne mdr_prelevement de partenaires.csv), ou choisissez un autre mode. Rien n'a été enregistré.",
    Broken.CHEQUE_NOT_DEBITED: "Le mode 15 est le chèque : rien ne s'y prélève. Choisissez 80, 81, 82, 99 ou le "
    "prélèvement du partenaire ; rien n'a été enregistré.",
}
"""The facts of each refusal are those named between braces."""

IBAN_FAULTS: Mapping[IbanFault, str] = {
    IbanFault.COUNTRY: "il ne commence pas par les deux lettres d'un pays, comme FR",
    IbanFault.LENGTH: "sa longueur n'est pas celle de son pays",
    IbanFault.SIGN: "un caractère n'y est pas à sa place",
    IbanFault.KEY: "sa clé ne correspond pas, un caractère est faux ou deux sont inversés",
}
"""What is wrong with an IBAN."""


def signs_missing(text: str) -> str:
    """How many signs an IBAN lacks, or has too many where the number is below zero, after what is wrong with it."""
    signs = counted(abs(int(text)), "caractère")
    return f", il manque {signs}" if int(text) > 0 else f", {signs} de trop"


def begins_with(text: str) -> str:
    """How an IBAN begins that begins with no country, after what is wrong with it."""
    return f", mais par « {text} »" if text else ""


def signs_wanted(text: str) -> str:
    """The country of an IBAN and its length there, `FR 27`, after what is wrong with it."""
    country, length = text.split()
    return f" ({length} pour {country})"


def wrong_sign(text: str) -> str:
    """The place of a sign that cannot stand there and the sign, `7 O`, after what is wrong with it."""
    place, sign = text.split()
    wanted = "une lettre" if sign.isdigit() else "un chiffre"
    return f" : le {place}e, « {sign} », devrait être {wanted}"
