"""The document's words for means of payment: methods, channels, cards, IBANs, mandates and what SlimPay is asked."""

from collections.abc import Mapping

from backoffice.domain.card import AliasedCard
from backoffice.domain.mandate import MandateState
from backoffice.domain.means import SealedIban, ShownMeans
from backoffice.domain.method import Brand, Channel, Mandate, Method, channel_of
from backoffice.domain.slimpay import AskState

_METHODS: Mapping[int, str] = {
    int(Method.CHEQUE): "CHÈQUE",
    int(Method.CARD): "CARTE BLEUE",
    int(Method.AMEX): "AMERICAN EXPRESS",
    int(Method.OTHER_CARD): "AUTRE CARTE",
    int(Method.SLIMPAY): "SLIMPAY",
}
_DIRECT_DEBIT = "PRÉLÈVEMENT"

BRANDS: Mapping[Brand, str] = {Brand.CB: _METHODS[Method.CARD], Brand.AMEX: _METHODS[Method.AMEX]}

CHANNELS: Mapping[Channel, str] = {Channel.IBAN: "IBAN", Channel.CARD: "Carte", Channel.SLIMPAY: "SlimPay"}
"""On what a debit goes, in a list."""

DEBITS: Mapping[Channel, str] = {
    Channel.IBAN: "Prélèvement",
    Channel.CARD: "Carte bancaire",
    Channel.SLIMPAY: "Prélèvement SlimPay",
}
"""A debit by its name."""

FILE_WAYS: Mapping[Channel, str] = {
    Channel.IBAN: "Banque",
    Channel.CARD: "Cartes",
    Channel.SLIMPAY: CHANNELS[Channel.SLIMPAY],
}
"""Where a file of debits goes."""

COLLECTORS: Mapping[Channel, str] = {
    Channel.IBAN: "la banque",
    Channel.CARD: "le prestataire des cartes",
    Channel.SLIMPAY: CHANNELS[Channel.SLIMPAY],
}
"""Who collects what is in it."""

MANDATE_STATES: Mapping[MandateState, str] = {
    MandateState.NONE: "aucun",
    MandateState.WAITING: "en attente de signature",
    MandateState.ACTIVE: "actif",
    MandateState.INACTIVE: "inactif",
    MandateState.REVOKED: "révoqué",
    MandateState.REJECTED: "rejeté",
    MandateState.EXPIRED: "expiré",
}

ASK_STATES: Mapping[AskState, str] = {
    AskState.TO_SEND: "à envoyer",
    AskState.OPEN: "attend l'IBAN",
    AskState.COMPLETED: "terminée",
    AskState.ABORTED: "abandonnée",
}
"""Where a request to SlimPay stands."""

_BETWEEN = " · "


def method_words(code: int) -> str:
    """`80 CARTE BLEUE`; what has no name of its own is the direct debit of a partner's file."""
    return f"{code} {_METHODS.get(code, _DIRECT_DEBIT)}"


def cheque_words(number: str) -> str:
    """`Chèque n° 5508018`."""
    return f"Chèque n° {number}"


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
