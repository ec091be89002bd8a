"""What the procedure says of how a client pays: methods (MDR), brands, mandates, and by which way a debit goes."""

from enum import IntEnum, StrEnum, unique


class Method(IntEnum):
    """The payment methods that the procedure names; a partner file's direct debit has a code of its own."""

    CHEQUE = 15
    CARD = 80
    AMEX = 81
    OTHER_CARD = 82
    SLIMPAY = 99


NAMED_METHODS = tuple(int(method) for method in Method)
"""Their codes: none of them is the code of a partner's direct debit."""


@unique
class Brand(StrEnum):
    """The brand of a card: an American Express has a method of its own (P-51)."""

    CB = "CB"
    AMEX = "AMEX"


@unique
class Mandate(StrEnum):
    """Whether the client's SEPA mandate can take an IBAN (P-68)."""

    ACTIVE = "active"
    INACTIVE = "inactive"
    NONE = "none"


CARD_METHODS = (int(Method.CARD), int(Method.AMEX), int(Method.OTHER_CARD))
"""The methods that bill a card."""


@unique
class Channel(StrEnum):
    """By which way a debit goes: the bank's file, the card provider's list, or SlimPay's."""

    IBAN = "iban"
    CARD = "card"
    SLIMPAY = "slimpay"


def channel_of(method_code: int) -> Channel | None:
    """The way of a method; none of the cheque. What the procedure does not name is a partner's direct debit."""
    if method_code in CARD_METHODS:
        return Channel.CARD
    if method_code == Method.CHEQUE:
        return None
    return Channel.SLIMPAY if method_code == Method.SLIMPAY else Channel.IBAN
