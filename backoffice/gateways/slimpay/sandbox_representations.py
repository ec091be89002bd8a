"""What the SlimPay sandbox says of its orders and mandates, in HAL."""

from collections.abc import Mapping

from backoffice.gateways.slimpay.answers import relation
from backoffice.gateways.slimpay.sandbox_book import COMPLETED, OPEN, Order, SandboxMandate

EMPTY: Mapping[str, object] = {"page": {"size": 20, "totalElements": 0, "totalPages": 0, "number": 0}}
"""A collection without anything in it, which has no `_embedded`."""


def of_entry(url: str) -> Mapping[str, object]:
    """The entry point at `url`."""
    links = {
        "create-orders": "/orders",
        "get-orders": "/orders{?creditorReference,reference}",
        "get-mandates": "/mandates{?creditorReference,reference,rum,id,paymentScheme}",
    }
    return _linked(url, links)


def of_order(url: str, order: Order) -> Mapping[str, object]:
    """An order, with links to what can be done now."""
    links = {}
    if order.state == OPEN:
        links["user-approval"] = f"/userApproval?accessCode={order.access_code}"
        links["cancel-order"] = f"/orders/{order.identifier}/cancellation"
    if order.state == COMPLETED:
        links["get-mandate"] = f"/mandates/{order.mandate.identifier}"
    said = {"id": order.identifier, "reference": order.reference, "state": order.state, "started": True}
    return {**_linked(url, links), **said}


def of_mandate(url: str, mandate: SandboxMandate) -> Mapping[str, object]:
    """A mandate; its client and its bank account are behind links."""
    own = f"/mandates/{mandate.identifier}"
    links = {"get-bank-account": f"{own}/bank-account", "get-subscriber": f"{own}/subscriber"}
    said = {"id": mandate.identifier, "reference": mandate.rum, "state": mandate.state.value, "standard": "SEPA"}
    return {**_linked(url, links), **said, "dateSigned": mandate.signed_at}


def of_subscriber(mandate: SandboxMandate) -> Mapping[str, object]:
    """The client whose mandate it is."""
    return {"_links": {}, "reference": mandate.subscriber}


def of_account(mandate: SandboxMandate) -> Mapping[str, object]:
    """The bank account of a mandate."""
    return {"_links": {}, "iban": mandate.iban}


def _linked(url: str, links: Mapping[str, str]) -> dict[str, object]:
    return {"_links": {relation(name): {"href": f"{url}{path}"} for name, path in links.items()}}
