"""What the screen of distributions works with."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Self

from backoffice.domain.people import Right
from backoffice.services.members.account_files import AccountFiles
from backoffice.services.members.balances import Balances
from backoffice.services.members.groups import Groups
from backoffice.services.members.orders import MemberOrders
from backoffice.services.members.payments import MemberPayments
from backoffice.services.members.validating import Validating
from backoffice.services.services import Services


@dataclass(frozen=True, slots=True)
class DistributionServices:
    """The rooms of the members' accounts, and who may do what in them.

    Attributes:
        why_not: why the role lacks a right, a whole sentence; empty where it has it.
        today: the present day in the office.
    """

    groups: Groups
    balances: Balances
    orders: MemberOrders
    payments: MemberPayments
    validating: Validating
    files: AccountFiles
    why_not: Callable[[Right], str]
    today: Callable[[], date]

    @classmethod
    def of(cls, services: Services, why_not: Callable[[Right], str], today: Callable[[], date]) -> Self:
        """Those that the screen needs."""
        return cls(
            services.groups,
            services.balances,
            services.member_orders,
            services.member_payments,
            services.validating,
            services.account_files,
            why_not,
            today,
        )
