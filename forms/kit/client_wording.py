"""What is said, in French, where a client is looked for and not found. Knows no Qt."""

from collections.abc import Mapping

from backoffice.domain.errors import Broken

CLIENT_REFUSALS: Mapping[Broken, str] = {
    Broken.REFERENCE_UNREADABLE: "« {text} » n'est pas une référence : une lettre, le code partenaire, le chrono, "
    "comme J 121 52134466.",
    Broken.CLIENT_UNKNOWN: "On ne trouve pas {ref}. Vérifiez la référence sur le coupon, ou cherchez par nom.",
    Broken.PARTNER_UNKNOWN: "{partner_codes} de personne. Vérifiez la référence sur le coupon, ou cherchez par nom.",
    Broken.NAME_TOO_SHORT: "Tapez au moins deux lettres du nom.",
    Broken.SEARCH_UNREADABLE: "Rien ne se lit là. Tapez une référence (J 121 52134466), un nom (durand marie), un "
    "n° de chèque, un montant (17,15), un lot (2024-0317) ou une date (04/03/2024, ou deux avec « au » entre elles).",
}
"""The facts of each refusal are those named between braces."""


def unknown_partners(codes: str) -> str:
    """How the sentence on partners whom nobody knows begins, from their codes with blanks between."""
    *others, last = codes.split()
    if not others:
        return f"le partenaire {last} n'est connu"
    return f"les partenaires {', '.join(others)} et {last} ne sont connus"
