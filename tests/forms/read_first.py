"""What a person reads before Enter is an answer to it."""

from forms.actions.iban_entry import IbanEntry
from forms.coupon.asked_line import AskedLine
from forms.coupon.names_search import NamesSearch
from forms.coupon.transfer_line import TransferLine
from forms.kit.answer import Question

READ_FIRST: tuple[type[IbanEntry | AskedLine | NamesSearch | TransferLine | Question], ...] = (
    IbanEntry,
    AskedLine,
    NamesSearch,
    TransferLine,
    Question,
)
"""Each says by `is_seen` whether it has been in sight long enough."""
