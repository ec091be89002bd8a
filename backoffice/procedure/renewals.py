"""Which subscriptions are put back in service, and which cannot be (P-52, P-53, P-62)."""

from dataclasses import dataclass

from backoffice.domain.decision import Renew
from backoffice.domain.mail_facts import CouponFacts, MailFacts, Option
from backoffice.domain.rows import OrderRow
from backoffice.domain.search_name import search_prefix


@dataclass(frozen=True, slots=True)
class Renewals:
    """What becomes of the orders.

    Attributes:
        orders: those that are renewed, by number.
        impossible: some title that should be renewed cannot be, or there is none on the screen to choose from.
    """

    orders: tuple[OrderRow, ...]
    impossible: bool

    def steps(self) -> tuple[Renew, ...]:
        """*Réabonnement* of each (P-52); a gift's beneficiary box is ticked (P-64)."""
        return tuple(Renew(order, order.gift, "P-64" if order.gift else "P-52") for order in self.orders)


def pays_without_going_on(coupon: CouponFacts) -> bool:
    """Whether the client says that they pay, and that the subscription ends there (P-11, P-63)."""
    return coupon.stop_subscription or coupon.commitment or coupon.option is Option.CANCEL_AND_PAY


def renewals(facts: MailFacts) -> Renewals:
    """The titles of the coupon, or all of them where it names none, less those struck out; of doubles the first."""
    coupon = facts.coupon
    if coupon.deceased or pays_without_going_on(coupon):
        return Renewals((), impossible=False)
    firsts: dict[str, OrderRow] = {}
    for order in sorted(facts.orders, key=lambda order: (order.number, order.title)):
        firsts.setdefault(search_prefix(order.title) or order.number, order)
    named = {search_prefix(title) for title in coupon.titles or ()} or set(firsts)
    wanted = named - {search_prefix(title) for title in coupon.struck_titles}
    possible = tuple(order for title, order in firsts.items() if title in wanted and order.renewable)
    return Renewals(possible, impossible=not named or len(possible) < len(wanted))
