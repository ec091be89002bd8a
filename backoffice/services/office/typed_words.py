"""Text that somebody typed: what may be kept of it. Called by every service that records words."""

import dataclasses
from collections.abc import Iterator
from unicodedata import category

from backoffice.domain.cancel_why import CancelReason, CancelWhy
from backoffice.domain.errors import Broken, RuleBroken
from backoffice.domain.means import SealedIban
from backoffice.domain.sealing import is_seal
from backoffice.domain.secret_scan import holds_card, holds_iban

LONGEST_TEXT = 2_000
"""How many characters a comment, a reason or an annotation has at most."""

LONGEST_WHY = 300
"""The same of why a payment is cancelled or given back, and of the comment that settles a message (their columns)."""

LONGEST_SAID = 200
"""The same of what is read on the coupon: a circular, a holder."""

MOST_SAID = 50
"""How many titles, or words to write on the paper, a piece of mail has at most."""

LINE_ENDS = "\n\r\t"
_NO_TEXT = ("Cc", "Cs")
"""Control characters and halves of characters: not every database can keep them."""


def require_no_secret(form: object) -> None:
    """Refuse a card number or an IBAN among all that a form (a dataclass) says, before any of it is kept anywhere.

    Raises:
        RuleBroken: `TEXT_HOLDS_CARD`, `TEXT_HOLDS_IBAN`, `IBAN_SEALED_BEFORE` for what has not the shape of a seal.
    """
    require_clean(*_texts(form))


def require_clean(*texts: str) -> None:
    """Refuse a card number or an IBAN in texts that are kept.

    Raises:
        RuleBroken: `TEXT_HOLDS_CARD`, `TEXT_HOLDS_IBAN`, without the text.
    """
    for text in texts:
        if holds_card(text):
            raise RuleBroken(Broken.TEXT_HOLDS_CARD)
        if holds_iban(text):
            raise RuleBroken(Broken.TEXT_HOLDS_IBAN)


def _texts(value: object) -> Iterator[str]:
    """All the texts of a form, but for seals."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for each in value:
            yield from _texts(each)
    elif isinstance(value, SealedIban):
        if not is_seal(value.sealed):
            raise RuleBroken(Broken.IBAN_SEALED_BEFORE)
        yield value.shown
    elif dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            yield from _texts(getattr(value, field.name))


def require_text(text: str, missing: Broken, longest: int = LONGEST_TEXT) -> None:
    """Refuse a text that says nothing, with the code `missing`, or that cannot be kept.

    Args:
        text: as typed.
        missing: the code of the refusal where there is none.
        longest: how many characters it has at most.

    Raises:
        RuleBroken: `missing`, `TEXT_UNUSABLE`, `TEXT_HOLDS_CARD`, `TEXT_HOLDS_IBAN`.
    """
    if not text.strip():
        raise RuleBroken(missing)
    require_usable_text(text, longest)


def require_why(why: CancelWhy) -> None:
    """Refuse to cancel a payment for another reason that nobody gives.

    Raises:
        RuleBroken: `REASON_MISSING`, and as `require_text`.
    """
    if why.reason is CancelReason.OTHER:
        require_text(why.words, Broken.REASON_MISSING, LONGEST_WHY)
    elif why.words:
        raise RuleBroken(Broken.TEXT_UNUSABLE, length=0)


def require_usable_text(text: str, longest: int = LONGEST_TEXT) -> None:
    """Refuse a text that cannot be kept; one that says nothing can.

    Raises:
        RuleBroken: `TEXT_UNUSABLE`, and as `require_clean`.
    """
    if len(text) > longest or any(category(sign) in _NO_TEXT and sign not in LINE_ENDS for sign in text):
        raise RuleBroken(Broken.TEXT_UNUSABLE, length=longest)
    require_clean(text)
