"""What a person reads before Enter is an answer to it."""

from PySide6.QtWidgets import QWidget

from forms.actions.iban_entry import IbanEntry
from forms.coupon.cheque.asked_line import AskedLine
from forms.coupon.client.names_search import NamesSearch
from forms.kit.inline_question import InlineAnswer


def is_read(at: QWidget | None) -> bool:
    """Whether all that stands around `at`, where the keys go, has been in sight long enough."""
    while at is not None:
        if isinstance(at, InlineAnswer) and not at.is_seen:
            return False
        if isinstance(at, (IbanEntry, AskedLine, NamesSearch)) and not at.reading.is_over:
            return False
        at = at.parentWidget()
    return True
