"""What is typed at *Le courrier* and is not in the ticks."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Untaken:
    """Texts as typed, each of one field; empty where the field is empty, or the ticks hold what it says.

    They cannot be read, or are of another cheque that is not added yet (P-26), or of the holder of a card or an IBAN
    that is not ticked yet (P-16).
    """

    holder: str = ""
    cash_on: str = ""
    circular: str = ""
    amount: str = ""
    titles: str = ""
    other_amount: str = ""
    other_number: str = ""
    other_cash_on: str = ""


ALL_TAKEN = Untaken()
