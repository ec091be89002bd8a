"""Accounts: *Solde des adhérents*, each one's history, and *Reprise de solde* (M-01, M-06)."""

from uuid import UUID

from backoffice.domain.errors import Broken, RuleBroken
from backoffice.domain.ledger import ClientAccount, GroupBalances, MemberAccount, Opening
from backoffice.domain.money import ZERO, total
from backoffice.domain.people import Actor, Right
from backoffice.services.members.access import found_group, found_member
from backoffice.services.office.office import Office
from backoffice.services.office.typed_words import require_text
from backoffice.storage import allocations, clients, groups, ledger
from backoffice.storage.database import Transaction


class Balances:
    """The accounts of members and clients, which one ledger moves.

    A balance is what is confirmed. What waits for a confirmation stands beside it, and counts for nothing.
    """

    def __init__(self, office: Office) -> None:
        self._office = office

    def of_group(self, who: Actor, group_id: int) -> GroupBalances:
        """*Solde des adhérents*: everybody's two figures.

        Raises:
            RuleBroken: `ROLE_MAY_NOT`, `GROUP_UNKNOWN`.
        """

        def read(tx: Transaction) -> GroupBalances:
            group = found_group(groups.by_id(tx, group_id))
            return GroupBalances(group.name, ledger.balances(tx, group_id))

        self._office.require(who, Right.KEEP_ACCOUNTS)
        return self._office.database.read(read)

    def member(self, who: Actor, member_id: int) -> MemberAccount:
        """A member's history with its running balance.

        Raises:
            RuleBroken: `ROLE_MAY_NOT`, `MEMBER_UNKNOWN`.
        """
        self._office.require(who, Right.KEEP_ACCOUNTS)
        return self._office.database.read(lambda tx: _account(tx, member_id))

    def client(self, who: Actor, client_id: int) -> ClientAccount:
        """A client's history: invoices, receipts, debits and what cancels them.

        Raises:
            RuleBroken: `ROLE_MAY_NOT`, `CLIENT_UNKNOWN`.
        """

        def read(tx: Transaction) -> ClientAccount:
            found = clients.file_of(tx, client_id)
            if found is None:
                raise RuleBroken(Broken.CLIENT_UNKNOWN, ref="")
            identity, _ = found
            entries = ledger.of_client(tx, client_id)
            due = total(invoice.pending for invoice in clients.pending_invoices(tx, client_id))
            credit = allocations.credit_of(tx, client_id)
            balance = entries[-1].running if entries else ZERO
            return ClientAccount(identity.ref, identity.name, entries, balance, credit, due)

        self._office.require(who, Right.KEY)
        return self._office.database.read(read)

    def open(self, who: Actor, key: UUID, opening: Opening) -> MemberAccount:
        """*Reprise de solde*: where a member's account begins (M-06).

        Once for each member. A supervisor replaces the one that stands, saying why: it is cancelled by reversal.

        Raises:
            RuleBroken: `ROLE_MAY_NOT`, also for one that replaces another, `MEMBER_UNKNOWN`, `OPENING_TAKEN` without a
                reason, `OPENING_ZERO` where there is none to cancel, as `require_text`.
        """
        self._office.require(who, Right.KEEP_ACCOUNTS)
        if opening.reason:
            require_text(opening.reason, Broken.REASON_MISSING)

        def write(tx: Transaction) -> MemberAccount:
            if self._office.once(tx, who, key, opening):
                found_member(groups.member_held(tx, opening.member_id))
                self._require_first(tx, who, opening)
                ledger.open_accounts(tx, self._office.writing(who, key), [opening])
                facts = {"member": opening.member_id, "amount": opening.amount.cents, "again": bool(opening.reason)}
                self._office.note(tx, who, "account opened", facts)
            return _account(tx, opening.member_id)

        return self._office.database.write(write)

    def _require_first(self, tx: Transaction, who: Actor, opening: Opening) -> None:
        standing = ledger.opening_of(tx, opening.member_id)
        if standing is None:
            if not opening.amount:
                raise RuleBroken(Broken.OPENING_ZERO)
            return
        amount, operator, recorded_at = standing
        if not opening.reason:
            raise RuleBroken(Broken.OPENING_TAKEN, cents=amount.cents, operator=operator, recorded_at=recorded_at)
        self._office.require(who, Right.MANAGE_GROUPS)


def _account(tx: Transaction, member_id: int) -> MemberAccount:
    figures = ledger.balance(tx, member_id)
    if figures is None:
        raise RuleBroken(Broken.MEMBER_UNKNOWN)
    group = found_group(groups.by_id(tx, figures.member.group_id))
    entries = ledger.of_member(tx, member_id)
    opened = ledger.opening_of(tx, member_id) is not None
    return MemberAccount(group.name, figures.member, entries, figures.balance, figures.waiting, opened)
