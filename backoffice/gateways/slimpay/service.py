"""SlimPay's REST API, as far as mandates go (P-69).

The facts are SlimPay's, read in its reference and in public clients: HAL representations, of which only links are
followed, and no address is built but the entry point's and the token's; relations that are named
`https://api.slimpay.net/alps#…` on every host; errors as `{"code": …, "message": …}`.

**Nothing is done twice.** An order's reference is ours, and unique per creditor: it is the idempotency key. A POST
whose answer is lost (none in time, or any 5xx) may have been done, so the order is looked for by its reference first;
only where SlimPay knows none is the POST sent again, once. A reference that was used before (901) has its first order
for an answer, and a cancellation that comes too late (903) the order as it is.

**Not told by any source**, hence taken either way: a query by reference may be answered by the one representation or by
a collection, and one that finds nothing by an empty collection or a 404; a cancellation is a POST without a body, whose
answer is not relied on.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from http import HTTPStatus
from typing import TYPE_CHECKING

from pydantic import SecretStr
from uritemplate import expand

from backoffice.domain.errors import Broken, Fault, RuleBroken, Unavailable
from backoffice.domain.slimpay import LONGEST_ORDER_REFERENCE, OrderState, Signatory, SlimpayMandate, SlimpayOrder
from backoffice.gateways.private_address import is_private
from backoffice.gateways.slimpay.answers import DUPLICATE, TOO_LATE, find, mandate_in, order_in, read, relation
from backoffice.gateways.slimpay.hal import Resource

if TYPE_CHECKING:  # half a second to import, for the first order and not for the first window
    from backoffice.gateways.slimpay.exchange import SlimpayExchange, TokenAuth

_PATIENCE = 8.0
_TITLES: Mapping[str, str] = {"M": "Mr", "MR": "Mr", "MME": "Mrs", "MLLE": "Miss"}
"""The only three that SlimPay takes."""


class SlimpayClient:
    """SlimPay; a `MandateService`. It keeps its token between two orders, and nothing open."""

    def __init__(
        self, url: str, creditor: str, app: str, secret: Callable[[], SecretStr], patience: float = _PATIENCE
    ) -> None:
        """Know where SlimPay is; nothing is sent before an order is.

        Args:
            url: its entry point, on the very host that its links lead to.
            creditor: our reference as its creditor.
            app: the name under which our app is known.
            secret: gives the app's secret; asked with each token, so that all else is keyed without it.
            patience: how many seconds to wait for a connection, and for each answer.

        Raises:
            Unavailable: `SETTINGS_WRONG`: neither HTTPS nor on the loopback.
        """
        if not is_private(url):
            raise Unavailable(Fault.SETTINGS_WRONG, key="slimpay_url")
        self._url = url
        self._creditor = creditor
        self._app = app
        self._secret = secret
        self._patience = patience
        self._auth: TokenAuth | None = None

    def ask_new_iban(self, reference: str, rum: str) -> SlimpayOrder:
        """An order for another IBAN on a mandate; see `MandateService`."""
        with self._visit() as visit:
            mandate = visit.find("get-mandates", "mandates", rum)
            if mandate is None:
                raise RuleBroken(Broken.SLIMPAY_MANDATE_UNKNOWN, rum=rum)
            subscriber = visit.follow(mandate, "get-subscriber")
            item = {"type": "signMandate", "action": "amendBankAccount", "mandate": {"reference": rum}}
            return visit.place(reference, subscriber.said("reference") if subscriber else "", item)

    def ask_mandate(self, reference: str, subscriber: str, signatory: Signatory, rum: str = "") -> SlimpayOrder:
        """An order for a new mandate; see `MandateService`."""
        mandate = _told(reference=rum) | {"standard": "SEPA", "signatory": _as_sent(signatory)}
        with self._visit() as visit:
            return visit.place(reference, subscriber, {"type": "signMandate", "mandate": mandate})

    def order(self, reference: str) -> SlimpayOrder | None:
        """The order as it is now; see `MandateService`."""
        with self._visit() as visit:
            order = visit.find("get-orders", "orders", reference)
        return None if order is None else order_in(order, reference)

    def abandon(self, reference: str) -> SlimpayOrder:
        """Cancel an order; see `MandateService`."""
        with self._visit() as visit:
            order = visit.find("get-orders", "orders", reference)
            if order is None:
                raise RuleBroken(Broken.SLIMPAY_ORDER_UNKNOWN)
            return visit.cancel(order, reference)

    def mandate_of(self, reference: str) -> SlimpayMandate | None:
        """The mandate of a completed order; see `MandateService`."""
        with self._visit() as visit:
            order = visit.find("get-orders", "orders", reference)
            if order is None or order_in(order, reference).state is not OrderState.COMPLETED:
                return None
            mandate = visit.follow(order, "get-mandate")
            if mandate is None:
                return None
            return mandate_in(mandate, visit.follow(mandate, "get-bank-account"))

    @contextmanager
    def _visit(self) -> Iterator["_Visit"]:
        from backoffice.gateways.slimpay.exchange import SlimpayExchange, TokenAuth  # noqa: PLC0415 - as above

        if self._auth is None:
            self._auth = TokenAuth(self._url, self._app, self._secret)
        with SlimpayExchange(self._url, self._auth, self._patience) as conversation:
            yield _Visit(conversation, self._creditor)


class NoMandateService:
    """Stands where SlimPay is not configured; a `MandateService` that takes no order."""

    def ask_new_iban(self, reference: str, rum: str) -> SlimpayOrder:
        """Refuse.

        Raises:
            Unavailable: `SLIMPAY_MISSING`, as does every method here.
        """
        del reference, rum  # there is nobody to send them to
        raise Unavailable(Fault.SLIMPAY_MISSING)

    def ask_mandate(self, reference: str, subscriber: str, signatory: Signatory, rum: str = "") -> SlimpayOrder:
        """Refuse."""
        del reference, subscriber, signatory, rum
        raise Unavailable(Fault.SLIMPAY_MISSING)

    def order(self, reference: str) -> SlimpayOrder | None:
        """Refuse."""
        del reference
        raise Unavailable(Fault.SLIMPAY_MISSING)

    def abandon(self, reference: str) -> SlimpayOrder:
        """Refuse."""
        del reference
        raise Unavailable(Fault.SLIMPAY_MISSING)

    def mandate_of(self, reference: str) -> SlimpayMandate | None:
        """Refuse."""
        del reference
        raise Unavailable(Fault.SLIMPAY_MISSING)


class _Visit:
    """One walk through SlimPay's links, from the entry point on."""

    def __init__(self, conversation: "SlimpayExchange", creditor: str) -> None:
        self._slimpay = conversation
        self._creditor = creditor
        self._entry = read(conversation.get(""))

    def find(self, name: str, collection: str, reference: str) -> Resource | None:
        """What our creditor has under a reference; None where there is nothing."""
        if not reference:
            return None
        template = _link(self._entry, name)
        href = expand(template, creditorReference=self._creditor, reference=reference)
        if not href:
            raise Unavailable(Fault.SLIMPAY_ANSWER_ODD)
        return find(self._slimpay.get(href), collection, reference)

    def follow(self, resource: Resource, name: str) -> Resource | None:
        """Where a link leads; None where there is no such link, or nothing behind it."""
        href = resource.link(relation(name))
        answer = self._slimpay.get(href) if href else None
        return None if not href or (answer is not None and answer.status == HTTPStatus.NOT_FOUND) else read(answer)

    def place(self, reference: str, subscriber: str, item: Mapping[str, object]) -> SlimpayOrder:
        """Make an order, or find the one that was made before under that reference."""
        if not 0 < len(reference) <= LONGEST_ORDER_REFERENCE:
            raise ValueError("an order's reference has 1 to 40 characters")
        order = {"creditor": {"reference": self._creditor}, "reference": reference, "items": [item], "started": True}
        body = order | ({"subscriber": {"reference": subscriber}} if subscriber else {})
        for _ in range(2):
            answer = self._slimpay.post(_link(self._entry, "create-orders"), body)
            if answer is not None and answer.code != DUPLICATE:
                return order_in(read(answer), reference)
            made = self.find("get-orders", "orders", reference)
            if made is not None:
                return order_in(made, reference)
            if answer is not None:  # a duplicate of what is not there
                raise Unavailable(Fault.SLIMPAY_ANSWER_ODD)
        raise Unavailable(Fault.SLIMPAY_UNREACHABLE)

    def cancel(self, order: Resource, reference: str) -> SlimpayOrder:
        """Cancel an order where it can be, and give it as it is afterwards."""
        href = order.link(relation("cancel-order"))
        if not href:
            return order_in(order, reference)
        answer = self._slimpay.post(href)
        if answer is not None and answer.code != TOO_LATE:
            read(answer)
        now = self.find("get-orders", "orders", reference)
        if now is None:
            raise Unavailable(Fault.SLIMPAY_ANSWER_ODD)
        found = order_in(now, reference)
        if answer is None and not found.state.is_final:
            raise Unavailable(Fault.SLIMPAY_UNREACHABLE)
        return found


def _link(resource: Resource, name: str) -> str:
    href = resource.link(relation(name))
    if not href:
        raise Unavailable(Fault.SLIMPAY_ANSWER_ODD)
    return href


def _as_sent(signatory: Signatory) -> Mapping[str, object]:
    return _told(
        honorificPrefix=_TITLES.get(signatory.title.strip(" .").upper(), ""),
        familyName=signatory.family_name,
        givenName=signatory.given_name,
        email=signatory.email,
        telephone=signatory.telephone,
    ) | {
        "billingAddress": _told(
            street1=signatory.street,
            postalCode=signatory.postcode,
            city=signatory.city,
            country=signatory.country,
        )
    }


def _told(**texts: str) -> dict[str, object]:
    """Those that are not empty: SlimPay would take an empty one for wrong."""
    return {name: text for name, text in texts.items() if text}
