"""The rules of the procedure that the keying of cheques follows, each with its sentence and its source."""

from dataclasses import dataclass

_CHEQUES = "SAISIE DES CHÈQUES"
_CASES = "SAISIE DES CHÈQUES, CAS PARTICULIERS"
_GENERAL = "GÉNÉRALITÉS"


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule: its id, what the screen says of it, and the section of the procedure that it was read from."""

    id: str
    sentence: str
    source: str


RULES = {
    rule.id: rule
    for rule in (
        Rule("P-01", "Les clients FA (code partenaire supérieur à 310) se saisissent dans un lot à part.", _GENERAL),
        Rule("P-20", "La somme en toutes lettres fait foi (art. L131-10 du Code monétaire et financier).", _CHEQUES),
        Rule(
            "P-21",
            "Chèque inférieur ou égal à la facture : régler le montant du chèque ; supérieur : régler la facture, "
            "le surplus reste en avoir au client.",
            _CHEQUES,
        ),
        Rule("P-22", "Le chèque ne couvre pas cette ligne : sans paiement.", _CHEQUES),
        Rule("P-29", "Pas de facture à régulariser : le chèque se saisit dans un lot SANS FACTURE.", _CASES),
        Rule(
            "P-30",
            "Même circulaire, deux montants : le plus élevé est réglé, l'autre reste sans paiement.",
            _CASES,
        ),
        Rule(
            "P-31",
            "Deux circulaires de même montant, coupon d'un montant inférieur : régler la plus ancienne facture, "
            "forcer la plus récente à vide.",
            _CASES,
        ),
        Rule(
            "P-32",
            "Même circulaire, deux montants : le moins élevé est réglé, l'autre est laissé à vide, "
            "en forçant le message.",
            _CASES,
        ),
        Rule(
            "P-33", "Même circulaire, même montant : une seule ligne est réglée, l'autre reste sans paiement.", _CASES
        ),
        Rule("P-66", "Compte bloqué : ne rien saisir, inscrire un grand B sur le coupon, REJET.", "SAISIE DES IBAN"),
    )
}
