"""What the screen of distributions works with."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from backoffice.domain.people import Right
from backoffice.services.members.account_files import AccountFiles
from backoffice.services.members.balances import Balances
from backoffice.services.members.groups import Groups
from backoffice.services.members.orders import MemberOrders
from backoffice.services.members.payments import MemberPayments
from backoffice.services.members.validating import Validating


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
