"""Which subscriptions are put back in service, and which cannot be (P-52, P-53, P-62)."""

from dataclasses import dataclass

from backoffice.domain.decision import Renew
from backoffice.domain.invoices import OrderRow, as_listed
from backoffice.domain.mail_facts import MailFacts, Option
from backoffice.domain.search_name import search_prefix


@dataclass(frozen=True, slots=True)
class Renewals:
    """What becomes of the orders.

    Attributes:
        orders: those that are renewed, as the screen lists them.
        impossible: some title that should be renewed cannot be, or there is none on the screen to choose from.
    """

    orders: tuple[OrderRow, ...]
    impossible: bool

    def steps(self) -> tuple[Renew, ...]:
        """*Réabonnement* of each (P-52); a gift's beneficiary box is ticked (P-64)."""
        return tuple(Renew(order, order.gift, "P-64" if order.gift else "P-52") for order in self.orders)


_NONE = Renewals((), impossible=False)


def pays_without_going_on(facts: MailFacts) -> bool:
    """Whether the client says that they pay, and that the subscription ends there (P-11, P-63)."""
    coupon = facts.coupon
    ends = coupon.stop_subscription or coupon.option is Option.CANCEL_AND_PAY
    return ends or bool(coupon.struck_titles and not _wanted(facts))


def renewals(facts: MailFacts) -> Renewals:
    """The titles of the coupon, or all of them where it names none, less those struck out; of doubles the first.

    None for an FA client, whose orders the partner puts back (P-02).
    """
    is_direct = facts.client.ref is not None and facts.client.ref.is_direct
    if is_direct or pays_without_going_on(facts):
        return _NONE
    firsts: dict[tuple[str, bool, str], OrderRow] = {}
    for order in as_listed(facts.orders):
        firsts.setdefault((_title(order), order.gift, search_prefix(order.beneficiary)), order)
    wanted = _wanted(facts)
    meant = [order for order in firsts.values() if _title(order) in wanted]
    possible = tuple(order for order in meant if order.renewable)
    missing = wanted - {_title(order) for order in meant}
    return Renewals(possible, impossible=not wanted or bool(missing) or len(possible) < len(meant))


def _wanted(facts: MailFacts) -> set[str]:
    """The titles to put back in service."""
    named = {search_prefix(title) for title in facts.coupon.titles or ()} or {_title(order) for order in facts.orders}
    return named - {search_prefix(title) for title in facts.coupon.struck_titles}


def _title(order: OrderRow) -> str:
    return search_prefix(order.title) or order.number
