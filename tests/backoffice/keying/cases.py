"""Batches and client files for the tests of the keying, which need neither a window nor a database."""

from datetime import UTC, date, datetime

from backoffice.domain.batch import Batch, BatchKind, BatchState
from backoffice.domain.cheque import Operation, RowOperation
from backoffice.domain.client_ref import ClientRef
from backoffice.domain.debit import DebitOperation
from backoffice.domain.dossier import ClientIdentity, Dossier
from backoffice.domain.invoices import OrderRow, PendingInvoice
from backoffice.domain.mail_facts import CardFacts, CouponFacts, IbanFacts, IbanMatch
from backoffice.domain.means import UNKNOWN_MEANS, ShownMeans
from backoffice.domain.money import ZERO, Money
from backoffice.keying.entry import InvoiceLine
from backoffice.keying.ticks import Ticks

ARRIVED = date(2024, 3, 4)
OLD = PendingInvoice(1, "F1", "AP11", date(2024, 1, 20), Money(13_10), Money(13_10))
NEW = PendingInvoice(2, "F2", "AP11", date(2024, 2, 9), Money(20_30), Money(20_30))
ORDERS = (OrderRow("C1", "TÉLÉ 7 JOURS", "Suspendue", True, False, ""), OrderRow("C2", "GEO", "", True, True, ""))
DIRECT = 45

DEAD = Ticks(coupon=CouponFacts(deceased=True))
CARD = Ticks(card=CardFacts())
SAME_IBAN = Ticks(iban=IbanFacts(IbanMatch.SAME))
OTHER_IBAN = Ticks(iban=IbanFacts(IbanMatch.OTHER))
NO_PAYMENT = Ticks(no_payment=True)


def batch(*, with_invoice: bool = True, arrived: date = ARRIVED, state: BatchState = BatchState.OPEN) -> Batch:
    opened = datetime(2024, 3, 4, tzinfo=UTC)
    return Batch(3, "2024-0003", arrived, with_invoice, BatchKind.PARTNER, state, 1, "A. Morel", opened)


def dossier(
    *invoices: PendingInvoice,
    direct_method: int | None = DIRECT,
    means: ShownMeans = UNKNOWN_MEANS,
    blocked: bool = False,
    deceased: bool = False,
    protected_adult: bool = False,
) -> Dossier:
    client = ClientIdentity(
        id=7,
        ref=ClientRef("J", 121, "1"),
        name="Mme DURAND Marie",
        address="",
        postcode="",
        city="",
        partner="",
        blocked=blocked,
        deceased=deceased,
        protected_adult=protected_adult,
        direct_method=direct_method,
    )
    return Dossier(client, invoices, ORDERS, (), ZERO, means=means)


def line(
    invoice: PendingInvoice,
    operation: Operation | DebitOperation | None = None,
    amount: Money = ZERO,
    rule: str = "",
) -> InvoiceLine:
    """An invoice on the screen, and what is done with it."""
    return InvoiceLine(invoice, None if operation is None else RowOperation(invoice.id, operation, amount, rule))
