"""Members' accounts of fictional people."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from backoffice.domain.documents import MemberStatement
from backoffice.domain.ledger import EntryKind, LedgerRow, Member, MemberAccount
from backoffice.domain.money import ZERO, Money, total

DURAND = Member(1, 1, "A-0007", "DURAND Marie")


def an_entry(kind: EntryKind, cents: int, what: str = "", where: str = "", method: str = "") -> LedgerRow:
    """An entry; `an_account` gives it its place and running balance."""
    return LedgerRow(
        id=0,
        kind=kind,
        what=what,
        where=where,
        method=method,
        amount=Money(cents),
        running=ZERO,
        happened_at=datetime(2024, 3, 4, 8, 0, tzinfo=UTC),
        operator="A. Morel",
        reverses=None,
        cancelled=False,
    )


def an_account(entries: Sequence[LedgerRow], waiting: int = 0, member: Member = DURAND) -> MemberAccount:
    """The account of these entries, a day apart."""
    running, placed = ZERO, []
    for number, entry in enumerate(entries):
        running += entry.amount
        at = entry.happened_at + timedelta(days=number)
        placed.append(replace(entry, id=number + 1, running=running, happened_at=at))
    return MemberAccount(
        group_name="AMAP des Tilleuls",
        member=member,
        entries=tuple(placed),
        balance=total(entry.amount for entry in entries),
        waiting=Money(waiting),
        has_opening=any(entry.kind is EntryKind.OPENING and not entry.cancelled for entry in placed),
    )


def a_statement(account: MemberAccount) -> MemberStatement:
    return MemberStatement(account, date(2024, 3, 18), "A. Morel")


def orders(count: int) -> list[LedgerRow]:
    """Orders, every third of them paid."""
    return [
        an_entry(EntryKind.PAYMENT, 60_00, "5508018", "Distribution de mars", "cheque")
        if number % 3 == 0
        else an_entry(EntryKind.ORDER, -1_310 - number, "Panier de légumes", "Distribution de mars")
        for number in range(count)
    ]
