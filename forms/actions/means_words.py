"""The document's words for means of payment: methods, cards, IBANs and mandates."""

from backoffice.domain.card import AliasedCard
from backoffice.domain.mandate import MandateState
from backoffice.domain.means import SealedIban, ShownMeans
from backoffice.domain.method import Channel, Mandate, Method, channel_of
from forms.kit.names import MANDATE_STATES

_METHODS = {
    int(Method.CHEQUE): "CHÈQUE",
    int(Method.CARD): "CARTE BLEUE",
    int(Method.AMEX): "AMERICAN EXPRESS",
    int(Method.OTHER_CARD): "AUTRE CARTE",
    int(Method.SLIMPAY): "SLIMPAY",
}
_DIRECT_DEBIT = "PRÉLÈVEMENT"
_BETWEEN = " · "


def method_words(code: int) -> str:
    """`80 CARTE BLEUE`; what has no name of its own is the direct debit of a partner's file."""
    return f"{code} {_METHODS.get(code, _DIRECT_DEBIT)}"


def card_words(brand: str, last4: str, expiry: str) -> str:
    """`CB •••• 0154 · 05/2027`."""
    return f"{brand} •••• {last4} · {expiry}"


def assigned_words(code: int, card: AliasedCard | None, iban: SealedIban | None) -> str:
    """A new means of payment: the method, and the card or the IBAN that goes with it."""
    match channel_of(code):
        case Channel.CARD if card is not None:
            told = card_words(card.brand.value, card.last4, str(card.expiry))
        case Channel.IBAN if iban is not None:
            told = f"IBAN {iban.shown}"
        case _:
            told = ""
    return _BETWEEN.join(filter(None, (method_words(code), told)))


def means_words(means: ShownMeans) -> str:
    """How a client pays, in a line: the method, the card, the IBAN, the RUM, and a mandate that is out of order."""
    code = means.method_code
    is_card = channel_of(code) is Channel.CARD and means.card_last4
    parts = (
        method_words(code),
        card_words(means.card_brand, means.card_last4, means.card_expiry) if is_card else "",
        f"IBAN {means.iban}" if means.iban else "",
        f"RUM {means.rum}" if means.rum else "",
        mandate_words(means),
    )
    return _BETWEEN.join(filter(None, parts))


def mandate_words(means: ShownMeans) -> str:
    """`mandat inactif`; nothing of one that can be debited, nor where there is none."""
    if means.mandate is MandateState.NONE or means.standing is Mandate.ACTIVE:
        return ""
    if means.mandate is MandateState.ACTIVE:
        return "mandat caduc, 36 mois sans prélèvement"
    return f"mandat {MANDATE_STATES[means.mandate]}"
