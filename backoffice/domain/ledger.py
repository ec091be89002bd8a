"""The one ledger: what moves the account of a member or of a client, and what follows from it (M-01)."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum, unique
from typing import ClassVar

from backoffice.domain.client_ref import ClientRef
from backoffice.domain.money import ZERO, Money, total


@unique
class EntryKind(StrEnum):
    """What an entry is. Credits are above zero, debits below.

    `INVOICE` and `ORDER` debit. `PAYMENT` credits; so does `CREDIT`, which is paid on account and settles nothing: a
    client's cheque in a SANS FACTURE batch (P-29), or a member's payment into a cagnotte. `OPENING` (*reprise de
    solde*, M-06) is of either sign, and so is `CANCELLATION`, the mirror of the entry that it reverses. `ALLOCATION`
    (*imputation d'un avoir*, C-04) is neither: a client's credit settles an invoice, and no money moves. `REFUND`
    debits.
    """

    INVOICE = "invoice"
    ORDER = "order"
    PAYMENT = "payment"
    CREDIT = "credit"
    OPENING = "opening"
    CANCELLATION = "cancellation"
    ALLOCATION = "allocation"
    REFUND = "refund"


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """An entry as the history of an account shows it.

    Attributes:
        what: of an invoice, and of a credit applied to it, its number; of an order its line; of a cheque its number;
            of a refund why; else empty.
        where: the circular of an invoice, the number of a batch, the title of a distribution; or empty.
        method: how it was paid, a `GroupMethod`, or a channel of debit; empty where nothing was paid.
        running: the balance after it.
        happened_at: of an invoice, the day of its issue.
        operator: empty for an invoice, which the partner's file brought.
        reverses: the id of the entry that it cancels.
        cancelled: whether another one cancels it.
        applied: what of the credit was applied to an invoice, or taken back from it below zero; the `amount` is zero.
    """

    id: int
    kind: EntryKind
    what: str
    where: str
    method: str
    amount: Money
    running: Money
    happened_at: datetime
    operator: str
    reverses: int | None
    cancelled: bool
    applied: Money = ZERO

    @property
    def is_undoable(self) -> bool:
        """Whether it is a credit that was applied or refunded, and still is."""
        return self.kind in (EntryKind.ALLOCATION, EntryKind.REFUND) and not self.cancelled


@dataclass(frozen=True, slots=True)
class Member:
    """A member of a group. `number` is unique in the group."""

    id: int
    group_id: int
    number: str
    name: str


@dataclass(frozen=True, slots=True)
class NewMember:
    """A member to add, their account at zero."""

    word: ClassVar[str] = "member.entry"
    group_id: int
    number: str
    name: str


@dataclass(frozen=True, slots=True)
class Opening:
    """*Reprise de solde* (M-06): where a member's account begins.

    Attributes:
        amount: of either sign. Zero only cancels the opening that stands, where a supervisor says otherwise.
        reason: why again, where there is one already; empty for the first.
    """

    word: ClassVar[str] = "balance.opening"
    member_id: int
    amount: Money
    reason: str = ""


@dataclass(frozen=True, slots=True)
class MemberBalance:
    """A member's two figures.

    Attributes:
        balance: what is confirmed: it alone counts, for the cagnotte too.
        waiting: the payments that wait for a confirmation; never part of the balance.
    """

    member: Member
    balance: Money
    waiting: Money


@unique
class BalanceFilter(StrEnum):
    """Which balances a list shows."""

    ALL = "all"
    DEBTS = "debts"
    CREDITS = "credits"
    ZERO = "zero"

    def lets_through(self, balance: Money) -> bool:
        """Whether a balance is shown."""
        sign = (balance.cents > 0) - (balance.cents < 0)
        return self is BalanceFilter.ALL or sign == _SIGNS[self]


_SIGNS = {BalanceFilter.DEBTS: -1, BalanceFilter.CREDITS: 1, BalanceFilter.ZERO: 0}


@dataclass(frozen=True, slots=True)
class GroupBalances:
    """*Solde des adhérents*: the members of a group by number, with what the list adds up to."""

    group_name: str
    rows: tuple[MemberBalance, ...]

    def only(self, shown: BalanceFilter) -> "GroupBalances":
        """Those that a filter lets through."""
        return GroupBalances(self.group_name, tuple(row for row in self.rows if shown.lets_through(row.balance)))

    @property
    def debts(self) -> Money:
        """The sum of the balances below zero: not above zero."""
        return total(row.balance for row in self.rows if row.balance.cents < 0)

    @property
    def credits(self) -> Money:
        """The sum of the balances above zero."""
        return total(row.balance for row in self.rows if row.balance.cents > 0)

    @property
    def balance(self) -> Money:
        """The sum of all of them: the group's own position."""
        return total(row.balance for row in self.rows)

    @property
    def waiting(self) -> Money:
        """What waits for a confirmation."""
        return total(row.waiting for row in self.rows)


@dataclass(frozen=True, slots=True)
class MemberAccount:
    """A member's history, the oldest entry first.

    Attributes:
        has_opening: whether a *reprise de solde* stands.
    """

    group_name: str
    member: Member
    entries: tuple[LedgerRow, ...]
    balance: Money
    waiting: Money
    has_opening: bool


@dataclass(frozen=True, slots=True)
class ClientAccount:
    """A client's history, the oldest entry first.

    Attributes:
        balance: `credit` less `due`.
        credit: what their receipts hold beyond the invoices settled, overpayments and what was paid on account, less
            what of it was applied or refunded.
        due: what is left to pay of their invoices.
    """

    ref: ClientRef
    name: str
    entries: tuple[LedgerRow, ...]
    balance: Money
    credit: Money
    due: Money
