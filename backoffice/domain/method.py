"""The methods of payment (MDR) that the procedure names."""

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
