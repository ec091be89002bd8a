"""The two groups of the demonstration: one that pays by order, with a distribution to validate, one on a cagnotte."""

from datetime import date, timedelta
from uuid import uuid4

from backoffice.domain.group import Distribution, Group, GroupMethod, GroupSetup, NewDistribution, NewGroup
from backoffice.domain.ledger import Member
from backoffice.domain.member_order import NewLine, OrderForm, PaymentForm, Received, ValidationForm
from backoffice.domain.money import Money
from backoffice.domain.people import Actor
from backoffice.services.services import Services
from resources.paths import RESOURCES

_OPENINGS = RESOURCES / "demo" / "adherents.csv"
_BY_HAND = (GroupMethod.CHEQUE, GroupMethod.CASH, GroupMethod.TRANSFER, GroupMethod.CARD_ON_SITE)
_ORDERS = (
    (("Panier de légumes", 12_50), ("Œufs, la douzaine", 4_20)),
    (("Panier de légumes", 12_50),),
    (("Grand panier", 18_00), ("Miel", 9_80)),
    (("Pain de campagne", 5_60), ("Fromage de chèvre", 7_30), ("Œufs, la douzaine", 4_20)),
    (("Grand panier", 18_00),),
)
"""What one member after another orders: label and cents."""

_PAYS_ONE_IN = 6
"""One member in so many has not paid yet."""


def add_groups(services: Services, who: Actor, today: date) -> None:
    """Add both groups, as `who`, who may do everything with accounts."""
    basket = _group(services, who, "AMAP des Tilleuls", (*_BY_HAND, GroupMethod.CARD_ONLINE))
    past = _distribution(services, who, basket, "Distribution d'automne", today - timedelta(days=21))
    _order_and_pay(services, who, basket, past, from_place=0)
    waiting = services.validating.to_validate(who, past.id).payments
    received = tuple(Received(payment.id, payment.expected) for payment in waiting)
    services.validating.validate(who, uuid4(), ValidationForm(past.id, received))
    coming = _distribution(services, who, basket, "Distribution d'hiver", today)
    _order_and_pay(services, who, basket, coming, from_place=2)
    savings = _group(services, who, "Épicerie du Moulin", (GroupMethod.CAGNOTTE,))
    shop = _distribution(services, who, savings, "Ouverture du samedi", today)
    for member in services.groups.members(who, savings.id)[::4]:
        form = PaymentForm(shop.id, member.id, GroupMethod.TRANSFER, Money(50_00))
        services.member_payments.record(who, uuid4(), form)


def _group(services: Services, who: Actor, name: str, methods: tuple[GroupMethod, ...]) -> Group:
    group = services.groups.add(who, uuid4(), NewGroup(name))
    services.account_files.take_openings(who, uuid4(), group.id, _OPENINGS)
    setup = GroupSetup(group.id, managed=True, methods=methods, negative_allowed=False)
    return services.groups.set_up(who, uuid4(), setup)


def _distribution(services: Services, who: Actor, group: Group, title: str, held_on: date) -> Distribution:
    return services.member_orders.open(who, uuid4(), NewDistribution(group.id, title, held_on))


def _order_and_pay(
    services: Services, who: Actor, group: Group, distribution: Distribution, *, from_place: int
) -> None:
    for place, member in enumerate(services.groups.members(who, group.id), start=from_place):
        lines = tuple(NewLine(label, Money(cents)) for label, cents in _ORDERS[place % len(_ORDERS)])
        cents = sum(line.amount.cents for line in lines)
        payment = None if place % _PAYS_ONE_IN == 0 else _payment(distribution, member, place, cents)
        services.member_orders.add(who, uuid4(), OrderForm(distribution.id, member.id, lines, payment))


def _payment(distribution: Distribution, member: Member, place: int, cents: int) -> PaymentForm:
    method = _BY_HAND[place % len(_BY_HAND)]
    cheque = f"{4_100_000 + 7 * place + distribution.id}" if method is GroupMethod.CHEQUE else ""
    return PaymentForm(distribution.id, member.id, method, Money(cents), cheque)
