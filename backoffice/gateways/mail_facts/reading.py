"""From what stands in a file to the facts of a piece of mail, or to what is wrong with them."""

from collections.abc import Iterable, Iterator
from datetime import date

from backoffice.domain.client_ref import ClientRef
from backoffice.domain.fact_faults import FactFaultKind
from backoffice.domain.invoices import OrderRow, PendingInvoice
from backoffice.domain.mail_facts import (
    CardFacts,
    ChequeFacts,
    ClientFacts,
    CouponFacts,
    IbanFacts,
    IbanMatch,
    MailFacts,
)
from backoffice.domain.method import NAMED_METHODS
from backoffice.domain.money import ZERO, Money
from backoffice.gateways.mail_facts.places import FilePlace
from backoffice.gateways.mail_facts.shapes import (
    ChequeShape,
    ClientShape,
    IbanShape,
    InvoiceShape,
    MailShape,
    OrderShape,
)
from backoffice.procedure.contradictions import contradictions


def mail_facts(shape: MailShape, today: date, place: FilePlace) -> MailFacts:
    """The facts of a piece of mail; what contradicts itself in them is noted at `place`.

    Args:
        shape: what stands in the file.
        today: the arrival date where the file has none.
        place: where it stands.
    """
    quiet = MailFacts(shape.get("arrival_date", today))
    card, iban = shape.get("card"), shape.get("iban")
    before = place.faults.count
    facts = MailFacts(
        quiet.arrival_date,
        _client(shape.get("client", {}), place.at("client")),
        tuple(_invoices(shape.get("invoices", ()), quiet.arrival_date, place.at("invoices"))),
        tuple(_orders(shape.get("orders", ()), place.at("orders"))),
        CouponFacts(**shape.get("coupon", {})),
        tuple(_cheques(shape.get("cheques", ()), place.at("cheques"))),
        shape.get("coupons_for_cheque", quiet.coupons_for_cheque),
        shape.get("batch", {}).get("with_invoice", quiet.with_invoice),
        None if card is None else CardFacts(**card),
        None if iban is None else _iban(iban, shape.get("client", {})),
    )
    if place.faults.count == before:
        _point_out(facts, place)
    return facts


def _point_out(facts: MailFacts, place: FilePlace) -> None:
    for clash in contradictions(facts):
        path = ", ".join(place.at(path).path for path in clash.paths)
        place.faults.add(path, FactFaultKind.CONTRADICTION, clash.code.value)


def _client(shape: ClientShape, place: FilePlace) -> ClientFacts:
    quiet = ClientFacts()
    method, direct = shape.get("method_code", quiet.method_code), shape.get("direct_method", quiet.direct_method)
    if method not in (*NAMED_METHODS, direct):
        place.at("method_code").wrong(FactFaultKind.METHOD_UNKNOWN)
    return ClientFacts(
        _ref(shape, place),
        shape.get("name", quiet.name),
        shape.get("blocked", quiet.blocked),
        method,
        direct,
        shape.get("mandate", quiet.mandate),
    )


def _iban(shape: IbanShape, client: ClientShape) -> IbanFacts:
    """The IBAN of the coupon set against the client's file and the partner's, as the program does with a typed one."""
    same = shape["iban"] == client.get("file_iban", "")
    match = IbanMatch.SAME if same else IbanMatch.OTHER
    if not client.get("partner_accepts_iban", True):
        match = IbanMatch.REFUSED
    return IbanFacts(match, shape.get("holder", ""), shape.get("holder_is_client"))


def _ref(shape: ClientShape, place: FilePlace) -> ClientRef | None:
    """The reference. The partner code alone will do: it is all that the procedure looks at (P-01)."""
    if "partner_code" in shape:
        return ClientRef(shape.get("letter", ""), shape["partner_code"], shape.get("chrono", ""))
    if "letter" in shape or "chrono" in shape:
        place.at("partner_code").wrong(FactFaultKind.KEY_MISSING)
    return None


def _invoices(shapes: Iterable[InvoiceShape], arrival: date, place: FilePlace) -> Iterator[PendingInvoice]:
    numbers = _Numbers(place)
    for index, shape in enumerate(shapes):
        amount = shape.get("amount", shape.get("pending"))
        if amount is None:
            place.at(index, "amount").wrong(FactFaultKind.KEY_MISSING)
            continue
        pending = shape.get("pending", amount)
        if pending > amount:
            place.at(index, "pending").wrong(FactFaultKind.PENDING_OVER_AMOUNT)
        number, circular, issued_on = shape.get("number", ""), shape.get("circular", ""), shape.get("date", arrival)
        numbers.add(index, number)
        yield PendingInvoice(index + 1, number, circular, issued_on, amount, pending)


def _orders(shapes: Iterable[OrderShape], place: FilePlace) -> Iterator[OrderRow]:
    numbers = _Numbers(place)
    for index, shape in enumerate(shapes):
        number = shape.get("number", "")
        numbers.add(index, number)
        renewable, gift = shape.get("renewable", True), shape.get("gift", False)
        yield OrderRow(
            number, shape.get("title", ""), "", renewable=renewable, gift=gift, beneficiary=shape.get("beneficiary", "")
        )


def _cheques(shapes: Iterable[ChequeShape], place: FilePlace) -> Iterator[ChequeFacts]:
    for index, shape in enumerate(shapes):
        words = shape.get("words")
        figures = shape.get("figures", words)
        if figures is None:
            place.at(index, "figures").wrong(FactFaultKind.KEY_MISSING)
            continue
        _refuse_nothing(shape, place.at(index))
        quiet = ChequeFacts(figures)
        yield ChequeFacts(
            figures,
            None if words == figures else words,
            shape.get("ink", quiet.ink),
            shape.get("payee_ok", quiet.payee_ok),
            shape.get("ccp", quiet.ccp),
            shape.get("cash_on", quiet.cash_on),
            shape.get("number", quiet.number),
        )


def _refuse_nothing(cheque: ChequeShape, place: FilePlace) -> None:
    amounts: dict[str, Money | None] = {"figures": cheque.get("figures"), "words": cheque.get("words")}
    for key, amount in amounts.items():
        if amount == ZERO:
            place.at(key).wrong(FactFaultKind.AMOUNT_NOT_POSITIVE)


class _Numbers:
    """The numbers of a list, by which the decision names what it is about: none of them twice."""

    def __init__(self, place: FilePlace) -> None:
        self._place = place
        self._seen: dict[str, int] = {}

    def add(self, index: int, number: str) -> None:
        first = self._seen.setdefault(number, index)
        if first != index:
            self._place.at(index, "number").wrong(FactFaultKind.NUMBER_TWICE, self._place.at(first).path)
