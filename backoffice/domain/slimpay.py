"""SlimPay: an order by which a mandate is signed or amended on SlimPay's own page, and what comes of it (P-69)."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum, unique

LONGEST_ORDER_REFERENCE = 40
"""SlimPay's own limit. A UUID has 36 signs."""


@unique
class OrderState(StrEnum):
    """Where an order is, in the words of our database."""

    OPEN = "open"
    COMPLETED = "completed"
    ABORTED_BY_CLIENT = "aborted_by_client"
    ABORTED_BY_SERVER = "aborted_by_server"
    ABORTED = "aborted"

    @property
    def is_final(self) -> bool:
        """Whether it stays as it is."""
        return self is not OrderState.OPEN


@unique
class AskState(StrEnum):
    """How far an order of ours has come."""

    TO_SEND = "to_send"
    OPEN = "open"
    COMPLETED = "completed"
    ABORTED = "aborted"

    @property
    def is_settled(self) -> bool:
        """Whether nothing more comes of it."""
        return self in (AskState.COMPLETED, AskState.ABORTED)


_BEGINNINGS: Iterable[tuple[str, OrderState]] = (
    ("closed.completed", OrderState.COMPLETED),
    ("closed.aborted.aborted_byclient", OrderState.ABORTED_BY_CLIENT),
    ("closed.aborted.abortedbyclient", OrderState.ABORTED_BY_CLIENT),  # as SlimPay's prose spells it
    ("closed.aborted.aborted_byserver", OrderState.ABORTED_BY_SERVER),
    ("closed", OrderState.ABORTED),
)
"""The first that fits: SlimPay may add further words behind any of them."""


def read_order_state(said: str) -> OrderState:
    """SlimPay's `open.running` or `closed.aborted.aborted_byclient`, whatever may come behind it.

    What is closed in a way that we do not know has come to nothing; what is not closed may still be completed.
    """
    return next((state for beginning, state in _BEGINNINGS if _begins(said, beginning)), OrderState.OPEN)


def _begins(said: str, beginning: str) -> bool:
    return said == beginning or said.startswith(f"{beginning}.")


@unique
class SlimpayMandateState(StrEnum):
    """The state of a mandate, in SlimPay's words. Only an active one may be debited."""

    CREATED = "created"
    WAITING_FOR_REFERENCE = "waitingForReference"
    WAITING_FOR_VALIDATION = "waitingForValidation"
    ACTIVE = "active"
    REJECTED = "rejected"
    REVOKED = "revoked"
    EXPIRED = "expired"


@unique
class SignatoryField(StrEnum):
    """What SlimPay can find wrong with a signatory."""

    TITLE = "title"
    GIVEN_NAME = "given_name"
    FAMILY_NAME = "family_name"
    EMAIL = "email"
    TELEPHONE = "telephone"
    POSTCODE = "postcode"
    CITY = "city"


@dataclass(frozen=True, slots=True)
class SlimpayOrder:
    """An order at SlimPay.

    Attributes:
        reference: ours, by which it is found again.
        approval_url: SlimPay's page, on which the IBAN is typed; empty where there is none (any more). Whoever has it
            can act for the client: it is to be shown in the window, and neither kept nor logged.
    """

    reference: str
    state: OrderState
    approval_url: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class SlimpayMandate:
    """A mandate as SlimPay has it.

    Attributes:
        rum: its reference, at most 35 characters.
        signed_on: the day in France; None where SlimPay does not say.
        iban: compact and sound; empty where SlimPay does not tell it.
    """

    rum: str
    state: SlimpayMandateState
    signed_on: date | None
    iban: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Signatory:
    """Who is to sign a new mandate.

    Attributes:
        title: as on the client's file, `M.` or `Mme`; SlimPay is told none that it does not know.
        family_name: at most 70 characters.
        given_name: at most 32 characters.
        country: two capitals, as `FR`.
        telephone: as `+33612345678`, or empty, as is the address for mail that is not on paper.
    """

    title: str
    family_name: str
    given_name: str
    street: str
    postcode: str
    city: str
    country: str = "FR"
    email: str = ""
    telephone: str = ""
