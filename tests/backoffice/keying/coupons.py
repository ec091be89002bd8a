"""Coupons drawn at random, as facts of the procedure and as they stand on the screen, each told on its own."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from random import Random
from uuid import UUID

from backoffice.domain.batch import Batch, BatchKind, BatchState
from backoffice.domain.client_ref import ClientRef
from backoffice.domain.dossier import ClientIdentity, Dossier
from backoffice.domain.invoices import OrderRow, PendingInvoice
from backoffice.domain.mail_facts import (
    CardFacts,
    ChequeAmount,
    ChequeFacts,
    ClientFacts,
    CouponFacts,
    IbanFacts,
    IbanMatch,
    Ink,
    MailFacts,
    Option,
)
from backoffice.domain.means import ShownMeans
from backoffice.domain.method import Brand, Mandate
from backoffice.domain.money import ZERO, Money
from backoffice.keying.ticks import ChequeTicks, Ticks

ARRIVALS = (date(2023, 5, 31), date(2023, 6, 1), date(2023, 11, 7), date(2024, 3, 4))
AMOUNTS = (5_00, 13_10, 20_30, 33_40, 50_00, 60_00)
CIRCULARS = ("AP11", "AP12", "RPSI", "QCU2")
TITLES = ("GEO", "ELLE", "TELE 7 JOURS")
NAMES = ("", "DURAND Marie", "M. et Mme Durand", "DURANT Marie", "MARTIN Luc")


@dataclass(frozen=True, slots=True)
class Coupon:
    """A coupon.

    Attributes:
        facts: what the procedure looks at.
        batch: the same as the screen has it, with `dossier`, `ticks` and `cheque`.
    """

    facts: MailFacts
    batch: Batch
    dossier: Dossier
    ticks: Ticks
    cheque: ChequeAmount | None


def drawn(draw: Random) -> Coupon:
    """A coupon: one in two is plain but for a mark or two, so that the deep rules are reached as well."""
    day, client, invoices = draw.choice(ARRIVALS), _client(draw), _invoices(draw)
    orders = tuple(_order(draw, number) for number in range(1, draw.choice((0, 1, 2, 4)) + 1))
    coupon, said = _coupon(draw), _cheque_ticks(draw, day)
    card, iban = _joined(draw)
    amount = _amount(draw) if draw.random() < (0.3 if card or iban else 0.6) else None
    flags = {"deceased": draw.random() < 0.06, "protected_adult": draw.random() < 0.06}
    facts = MailFacts(
        arrival_date=day,
        client=client,
        invoices=invoices,
        orders=orders,
        coupon=replace(
            coupon,
            deceased=coupon.deceased or flags["deceased"],
            protected_adult=coupon.protected_adult or flags["protected_adult"],
        ),
        cheques=() if amount is None else _cheques(amount, said),
        coupons_for_cheque=2 if said.several_coupons else 1,
        with_invoice=draw.random() < 0.9,
        card=card,
        iban=iban,
    )
    no_payment = draw.random() < (0.8 if amount is None else 0.02)
    ticks = Ticks(coupon, said, card, iban, no_payment=no_payment)
    return Coupon(facts, _batch(day, facts), _dossier(draw, facts, **flags), ticks, amount)


def _client(draw: Random) -> ClientFacts:
    return ClientFacts(
        ref=ClientRef("J", draw.choice((121, 310, 311)), "52134466"),
        name="DURAND Marie",
        blocked=draw.random() < 0.08,
        method_code=draw.choice((15, 45, 80, 99)),
        direct_method=draw.choice((45, 45, 45, None)),
        mandate=draw.choice((Mandate.ACTIVE, Mandate.ACTIVE, Mandate.NONE, Mandate.INACTIVE)),
    )


def _invoices(draw: Random) -> tuple[PendingInvoice, ...]:
    rows = []
    for number in range(1, draw.choice((0, 1, 1, 2, 2, 3)) + 1):
        amount, paid = draw.choice(AMOUNTS), draw.choice((0, 0, 0, 3_00))
        day = date(2019, 2, 20) + timedelta(draw.choice((0, 0, 17, 30)))
        circular = draw.choice(CIRCULARS[:2]) if draw.random() < 0.9 else draw.choice(CIRCULARS)
        rows.append(PendingInvoice(number, f"F{number}", circular, day, Money(amount), Money(amount - paid)))
    draw.shuffle(rows)
    return tuple(rows)


def _order(draw: Random, number: int) -> OrderRow:
    beneficiary = draw.choice(("", "", "Luc"))
    gift = draw.random() < 0.3
    return OrderRow(f"C{number}", draw.choice(TITLES), "suspendu", draw.random() < 0.8, gift, beneficiary)


def _coupon(draw: Random) -> CouponFacts:
    rare = 0.03 if draw.random() < 0.5 else 0.15

    def marked() -> bool:
        return draw.random() < rare

    return CouponFacts(
        circular=draw.choice((*CIRCULARS, "qcu 2")) if marked() or draw.random() < 0.3 else "",
        option=draw.choice(tuple(Option)),
        amount=Money(draw.choice(AMOUNTS)) if draw.random() < 0.3 else None,
        bears_no_debt=draw.random() < 0.3,
        signed=not marked(),
        titles=tuple(draw.sample((*TITLES, "VOICI"), draw.choice((1, 2)))) if marked() else None,
        struck_titles=tuple(draw.sample(TITLES, draw.choice((1, 3)))) if marked() else (),
        wants_new_title=marked(),
        stop_subscription=marked(),
        commitment=marked(),
        debit_day=draw.choice((None, 5)),
        annotation=marked(),
        deceased=marked(),
        death_certificate=marked(),
        notary=marked(),
        protected_adult=marked(),
        refusal=marked(),
        money_order=marked(),
    )


def _cheque_ticks(draw: Random, day: date) -> ChequeTicks:
    others = tuple(
        ChequeFacts(Money(draw.choice(AMOUNTS)), cash_on=draw.choice((None, day + timedelta(days))), number=number)
        for number, days in (("5508019", 20), ("5508020", 50))[: draw.choice((0, 0, 0, 0, 1, 2))]
    )
    return ChequeTicks(
        other_ink=draw.random() < 0.05,
        other_payee=draw.random() < 0.15,
        ccp=draw.random() < 0.3,
        several_coupons=draw.random() < 0.05,
        several=bool(others) or draw.random() < 0.03,
        cash_on=day + timedelta(draw.choice((10, 31, 32))) if draw.random() < 0.15 else None,
        others=others,
    )


def _joined(draw: Random) -> tuple[CardFacts | None, IbanFacts | None]:
    which, holder = draw.random(), draw.choice(NAMES)
    settled = draw.choice((None, None, True, False))
    card, iban = (
        CardFacts(draw.choice(tuple(Brand)), holder, settled),
        IbanFacts(draw.choice(tuple(IbanMatch)), holder, settled),
    )
    return card if which < 0.3 or which > 0.97 else None, iban if 0.3 <= which < 0.6 or which > 0.97 else None


def _amount(draw: Random) -> ChequeAmount:
    figures = Money(draw.choice(AMOUNTS))
    words = Money(draw.choice(AMOUNTS)) if draw.random() < 0.1 else figures
    return ChequeAmount(figures, None if words == figures else words)


def _cheques(amount: ChequeAmount, said: ChequeTicks) -> tuple[ChequeFacts, ...]:
    ink = Ink.OTHER if said.other_ink else Ink.BLUE
    first = ChequeFacts(amount.figures, amount.words, ink, not said.other_payee, said.ccp, said.cash_on)
    if said.several and not said.others:
        return (first, first)
    return (first, *said.others)


def _batch(day: date, facts: MailFacts) -> Batch:
    is_direct = facts.client.ref is not None and facts.client.ref.is_direct
    return Batch(
        id=1,
        number="2024-0001",
        arrival_date=day,
        with_invoice=facts.with_invoice,
        kind=BatchKind.DIRECT if is_direct else BatchKind.PARTNER,
        state=BatchState.OPEN,
        opened_by=1,
        operator="A. Morel",
        opened_at=datetime(2024, 3, 4, 8, tzinfo=UTC),
    )


def _dossier(draw: Random, facts: MailFacts, *, deceased: bool, protected_adult: bool) -> Dossier:
    client = facts.client
    assert client.ref is not None
    identity = ClientIdentity(
        id=7,
        ref=client.ref,
        name=client.name,
        address="",
        postcode="",
        city="",
        partner="",
        blocked=client.blocked,
        deceased=deceased,
        protected_adult=protected_adult,
        direct_method=client.direct_method,
    )
    iban, rum = draw.choice((("FR14 •••• 606", "ADLP-1"), ("", "")))
    means = ShownMeans(method_code=client.method_code, iban=iban, rum=rum, standing=client.mandate, mark="45 ab ")
    return Dossier(client=identity, invoices=facts.invoices, orders=facts.orders, receipts=(), credit=ZERO, means=means)


def key(draw: Random) -> UUID:
    """A gesture's key."""
    return UUID(int=draw.getrandbits(128), version=4)
