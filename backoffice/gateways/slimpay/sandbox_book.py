"""The orders and mandates of the SlimPay sandbox, and what it refuses."""

import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from threading import Lock
from uuid import uuid4

from backoffice.domain.slimpay import LONGEST_ORDER_REFERENCE, SlimpayMandateState
from backoffice.gateways.slimpay.answers import DUPLICATE, TOO_LATE

REJECTED_NAME = "ISSUE-SEPA-REJ-AM04"
"""A signatory of that family name gets a mandate that is rejected, as in SlimPay's own pre-production."""

SAMPLE_IBAN = "FR1420041010050500013M02606"
"""The account of a mandate that the sandbox knows without having been told its IBAN."""

OPEN = "open.running"
COMPLETED = "closed.completed"
BY_CLIENT = "closed.aborted.aborted_byclient"
BY_SERVER = "closed.aborted.aborted_byserver"

_INCOMPLETE = 101
_INCONSISTENT = 205
_DENIED = 904
_SIGNATORY: Mapping[str, tuple[int, str]] = {
    "honorificPrefix": (122, "|Mr|Mrs|Miss"),
    "givenName": (123, ".{1,32}"),
    "familyName": (124, ".{1,70}"),
    "email": (125, "|[^@ ]+@[^@ ]+"),
    "telephone": (127, r"|\+[0-9]{6,15}"),
}
_ADDRESS: Mapping[str, tuple[int, str]] = {"postalCode": (128, "[0-9A-Z -]{2,10}"), "city": (129, ".{1,50}")}


class SandboxRefusal(Exception):
    """What SlimPay answers instead.

    Attributes:
        code: SlimPay's.
        status: HTTP's.
    """

    def __init__(self, code: int, message: str, status: int = 400) -> None:
        super().__init__(message)
        self.code = code
        self.status = status


@dataclass(slots=True)
class SandboxMandate:
    """A mandate; `signed_at` as SlimPay writes moments, and empty until it is signed."""

    rum: str
    subscriber: str
    state: SlimpayMandateState
    family_name: str = ""
    iban: str = field(default="", repr=False)
    signed_at: str = ""
    identifier: str = field(default_factory=lambda: str(uuid4()))


@dataclass(slots=True)
class Order:
    """An order that signs or amends a mandate; whoever has its access code may act on its page."""

    reference: str
    mandate: SandboxMandate
    amends: bool
    state: str = OPEN
    identifier: str = field(default_factory=lambda: str(uuid4()))
    access_code: str = field(default_factory=secrets.token_urlsafe, repr=False)


class Book:
    """What one creditor has at SlimPay."""

    def __init__(self, creditor: str, known: Mapping[str, str], *, knows_every_rum: bool) -> None:
        """Begin with active mandates.

        Args:
            creditor: the reference of the only one there is.
            known: the IBAN of each RUM.
            knows_every_rum: every other RUM has been here all the time, too, with `SAMPLE_IBAN`.
        """
        self._creditor = creditor
        self._knows_every_rum = knows_every_rum
        self._lock = Lock()
        self._mandates = {rum: _signed(rum, iban) for rum, iban in known.items()}
        self._orders: dict[str, Order] = {}

    def mandate(self, rum: str) -> SandboxMandate | None:
        """The mandate of that reference."""
        with self._lock:
            return self._known(rum)

    def mandate_by_id(self, identifier: str) -> SandboxMandate | None:
        """The mandate that a link leads to."""
        return next((mandate for mandate in list(self._mandates.values()) if mandate.identifier == identifier), None)

    def order(self, reference: str) -> Order | None:
        """The order of that reference."""
        return self._orders.get(reference)

    def order_by_id(self, identifier: str) -> Order | None:
        """The order that a link leads to."""
        return next((order for order in list(self._orders.values()) if order.identifier == identifier), None)

    def order_by_code(self, access_code: str) -> Order | None:
        """The order whose page that is."""
        return next((order for order in list(self._orders.values()) if order.access_code == access_code), None)

    def place(self, body: object) -> Order:
        """Make the order that was POSTed.

        Raises:
            Refusal: there is something wrong with it.
        """
        creditor, subscriber = (_text(_part(body, name), "reference") for name in ("creditor", "subscriber"))
        if creditor != self._creditor:
            raise SandboxRefusal(_DENIED, f"Access denied : cannot access creditor {creditor}", 403)
        reference = _text(body, "reference") or str(uuid4())
        if len(reference) > LONGEST_ORDER_REFERENCE:
            raise SandboxRefusal(_INCONSISTENT, "Client data are inconsistent : reference")
        item = _only_item(body)
        if not subscriber:
            raise SandboxRefusal(_INCOMPLETE, "Incomplete data : subscriber")
        with self._lock:
            if reference in self._orders:
                raise SandboxRefusal(
                    DUPLICATE, f"Duplicate order : order {reference} for creditor {creditor} already exists"
                )
            amends = _text(item, "action") == "amendBankAccount"
            mandate = self._to_amend(item) if amends else self._to_sign(item, subscriber)
            return self._orders.setdefault(reference, Order(reference, mandate, amends))

    def complete(self, order: Order, iban: str) -> None:
        """The client has typed the IBAN and gone on; nothing where the order is closed already."""
        with self._lock:
            if order.state != OPEN:
                return
            mandate = order.mandate
            mandate.iban = iban
            if not order.amends:
                rejected = mandate.family_name == REJECTED_NAME
                mandate.state = SlimpayMandateState.REJECTED if rejected else SlimpayMandateState.ACTIVE
                mandate.signed_at = _now()
            self._mandates[mandate.rum] = mandate
            order.state = COMPLETED

    def abort(self, order: Order, state: str) -> None:
        """Close an order without anything having come of it, by the client or by the server.

        Raises:
            Refusal: it is closed already.
        """
        with self._lock:
            if order.state != OPEN:
                raise SandboxRefusal(TOO_LATE, f"Illegal state : Cannot cancel order with state {order.state}")
            order.state = state

    def _known(self, rum: str) -> SandboxMandate | None:
        if self._knows_every_rum and rum and rum not in self._mandates:
            self._mandates[rum] = _signed(rum, SAMPLE_IBAN)
        return self._mandates.get(rum)

    def _to_amend(self, item: object) -> SandboxMandate:
        mandate = self._known(_text(_part(item, "mandate"), "reference"))
        if mandate is None or mandate.state is not SlimpayMandateState.ACTIVE:
            raise SandboxRefusal(_INCONSISTENT, "Client data are inconsistent : mandate")
        return mandate

    def _to_sign(self, item: object, subscriber: str) -> SandboxMandate:
        asked = _part(item, "mandate")
        signatory = _part(asked, "signatory")
        _check(signatory, _SIGNATORY)
        _check(_part(signatory, "billingAddress"), _ADDRESS)
        rum = _text(asked, "reference") or f"SLMP{secrets.randbelow(10**9):09d}"
        if rum in self._mandates:
            raise SandboxRefusal(DUPLICATE, f"Duplicate mandate : mandate {rum} already exists")
        return SandboxMandate(rum, subscriber, SlimpayMandateState.CREATED, _text(signatory, "familyName"))


def _signed(rum: str, iban: str) -> SandboxMandate:
    return SandboxMandate(rum, f"client of {rum}", SlimpayMandateState.ACTIVE, iban=iban, signed_at=_now())


def _now() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S.000%z")


def _part(whole: object, name: str) -> object:
    return whole.get(name) if isinstance(whole, dict) else None


def _text(whole: object, name: str) -> str:
    text = _part(whole, name)
    return text if isinstance(text, str) else ""


def _only_item(body: object) -> object:
    items = _part(body, "items")
    if not isinstance(items, list) or len(items) != 1 or _text(items[0], "type") != "signMandate":
        raise SandboxRefusal(_INCOMPLETE, "Incomplete data : items")
    item: object = items[0]
    return item


def _check(whole: object, patterns: Mapping[str, tuple[int, str]]) -> None:
    for name, (code, pattern) in patterns.items():
        if re.fullmatch(pattern, _text(whole, name)) is None:
            raise SandboxRefusal(code, f"Invalid {name} property")
