"""What the screen of distributions works with."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from backoffice.domain.people import Right
from backoffice.services.account_files import AccountFiles
from backoffice.services.balances import Balances
from backoffice.services.groups import Groups
from backoffice.services.member_orders import MemberOrders
from backoffice.services.member_payments import MemberPayments
from backoffice.services.validating import Validating


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
