"""Which subscriptions are put back in service, and which cannot be (P-52, P-53, P-62)."""

from dataclasses import dataclass

from backoffice.domain.decision import Renew
from backoffice.domain.mail_facts import MailFacts, Option
from backoffice.domain.rows import OrderRow
from backoffice.domain.search_name import search_prefix


@dataclass(frozen=True, slots=True)
class Renewals:
    """What becomes of the orders.

    Attributes:
        orders: those that are renewed, by number.
        impossible: some title that should be renewed cannot be.
    """

    orders: tuple[OrderRow, ...]
    impossible: bool

    def steps(self, rule: str) -> tuple[Renew, ...]:
        """The renewals that `rule` wants; a gift's beneficiary box is ticked (P-64)."""
        return tuple(Renew(order, order.gift, "P-64" if order.gift else rule) for order in self.orders)


def goes_on(facts: MailFacts) -> bool:
    """Whether the client wants to go on, as far as the coupon tells (P-11, P-63)."""
    coupon = facts.coupon
    stopped = coupon.stop_subscription or coupon.commitment or coupon.option is Option.CANCEL_AND_PAY
    return not stopped and not coupon.deceased


def renewals(facts: MailFacts) -> Renewals:
    """The titles of the coupon, or all of them where it names none, less those struck out; of doubles the first."""
    if not goes_on(facts):
        return Renewals((), impossible=False)
    firsts: dict[str, OrderRow] = {}
    for order in sorted(facts.orders, key=lambda order: (order.number, order.title)):
        firsts.setdefault(search_prefix(order.title), order)
    named = {search_prefix(title) for title in facts.coupon.titles or ()} or set(firsts)
    wanted = named - {search_prefix(title) for title in facts.coupon.struck_titles}
    possible = tuple(order for title, order in firsts.items() if title in wanted and order.renewable)
    return Renewals(possible, impossible=not firsts or len(possible) < len(wanted))
