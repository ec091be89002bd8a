"""What is said, in French, where a client is looked for and not found. Knows no Qt."""

from collections.abc import Mapping

from backoffice.domain.errors import Broken

CLIENT_REFUSALS: Mapping[Broken, str] = {
    Broken.REFERENCE_UNREADABLE: "« {text} » n'est pas une référence : une lettre, le code partenaire, le chrono, "
    "comme J 121 52134466.",
    Broken.CLIENT_UNKNOWN: "On ne trouve pas {ref}. Vérifiez la référence sur le coupon, ou cherchez par nom.",
    Broken.PARTNER_UNKNOWN: "{partner_codes} de personne. Vérifiez la référence sur le coupon, ou cherchez par nom.",
    Broken.CLIENT_BLOCKED: "Le compte de {ref} est bloqué : ni carte ni IBAN ne s'y saisit. Portez un grand B sur le "
    "coupon et mettez-le au REJET (P-66).",
    Broken.CLIENT_IS_DIRECT: "{ref} est un client FA (code partenaire {partner_code}, supérieur à 310) : il se "
    "saisit dans un lot FA, pas dans ce lot PARTENARIAT (P-01).",
    Broken.CLIENT_IS_PARTNER: "{ref} est un client PARTENARIAT (code partenaire {partner_code}, 310 au plus) : il se "
    "saisit dans un lot PARTENARIAT, pas dans ce lot FA (P-01).",
    Broken.NAME_TOO_SHORT: "Tapez au moins deux lettres du nom.",
}
"""The facts of each refusal are those named between braces."""


def unknown_partners(codes: str) -> str:
    """How the sentence on partners whom nobody knows begins, from their codes with blanks between."""
    *others, last = codes.split()
    if not others:
        return f"le partenaire {last} n'est connu"
    return f"les partenaires {', '.join(others)} et {last} ne sont connus"
