"""The members' accounts from CSV files, each taken whole or not at all (M-05, M-06)."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import cast
from uuid import UUID

from backoffice.domain.audit import Facts
from backoffice.domain.errors import Broken, RuleBroken
from backoffice.domain.importing import RowFault, RowFaultKind
from backoffice.domain.ledger import Member, NewMember, Opening
from backoffice.domain.member_files import (
    ConfirmationRow,
    ConfirmationsFile,
    MemberFile,
    MemberFileReport,
    MemberSource,
    OpeningRow,
    OpeningsFile,
)
from backoffice.domain.money import Money, total
from backoffice.domain.people import Actor, Right
from backoffice.french.figures import plain, short_date
from backoffice.services.members.access import found_group
from backoffice.services.office.office import Office, today
from backoffice.services.office.typed_words import require_text
from backoffice.storage import groups, ledger, member_payments
from backoffice.storage.database import Transaction
from backoffice.storage.member_payments import KnownConfirmation

MemberReader = Callable[[Path, MemberFile], MemberSource]
"""Opens a file of the members' accounts."""


class AccountFiles:
    """*Reprise de solde* for a whole group, and the provider's confirmations of payments by card online."""

    def __init__(self, office: Office, open_file: MemberReader) -> None:
        self._office = office
        self._open_file = open_file

    def take_openings(self, who: Actor, key: UUID, group_id: int, path: Path, reason: str = "") -> MemberFileReport:
        """Take the members of a group and their opening balances: `numero;nom;solde` (M-06).

        A member who is not known is added; one who is takes the name of the file. An empty `solde` opens nothing.
        Openings that stand are replaced only where `reason` says why; the same amount again changes nothing.

        Raises:
            RuleBroken: `ROLE_MAY_NOT`, `GROUP_UNKNOWN`, as `require_text`.
            Unavailable: `FILE_UNREADABLE`.
        """
        self._office.require(who, Right.MANAGE_GROUPS)
        if reason:
            require_text(reason, Broken.REASON_MISSING)
        source = self._open_file(path, MemberFile.OPENINGS)
        rows = cast("list[OpeningRow]", list(source.rows()))
        faults = _doubles(MemberFile.OPENINGS, "numero", [(row.line, row.number) for row in rows])
        form = OpeningsFile(group_id, source.sha256, reason)

        def write(tx: Transaction) -> MemberFileReport:
            group = found_group(groups.held(tx, group_id))
            known = {member.number: member for member in groups.members_of(tx, group.id)}
            opened = {member_id: amount.cents for member_id, amount in ledger.openings_of_group(tx, group.id).items()}
            found = faults or ([] if reason else _opened_otherwise(rows, known, opened))
            report = _refused(MemberFile.OPENINGS, source, found)
            if report is None:
                if self._office.once(tx, who, key, form):
                    self._open_all(tx, who, key, form, rows)
                report = _openings_report(tx, key, source)
            return report

        return self._office.database.write(write)

    def take_confirmations(self, who: Actor, key: UUID, group_id: int, path: Path) -> MemberFileReport:
        """Take payments by card online from the provider's file: `paiement;adherent;montant;date` (M-05).

        They need no coordinator, and credit the accounts at once. Each of the provider's ids is taken once: one that
        is known is left aside, in whatever file it comes again; another amount or member under it is a fault.
        They are taken whatever the group offers by now, for the money came; but its payments must be managed.

        Raises:
            RuleBroken: `ROLE_MAY_NOT`, `GROUP_UNKNOWN`, `PAYMENTS_OFF`.
            Unavailable: `FILE_UNREADABLE`.
        """
        self._office.require(who, Right.VALIDATE_DISTRIBUTIONS)
        source = self._open_file(path, MemberFile.CONFIRMATIONS)
        rows = cast("list[ConfirmationRow]", list(source.rows()))
        faults = [
            *_doubles(MemberFile.CONFIRMATIONS, "paiement", [(row.line, row.provider_id) for row in rows]),
            *self._in_future(rows),
        ]
        form = ConfirmationsFile(group_id, source.sha256)

        def write(tx: Transaction) -> MemberFileReport:
            group = found_group(groups.held(tx, group_id))
            if not group.managed:
                raise RuleBroken(Broken.PAYMENTS_OFF)
            members = {member.number: member for member in groups.members_of(tx, group.id)}
            known = member_payments.known_confirmations(tx, [row.provider_id for row in rows])
            report = _refused(
                MemberFile.CONFIRMATIONS, source, faults or _unlike_the_books(rows, group.id, members, known)
            )
            if report is None:
                new = [(members[row.number], row) for row in rows if row.provider_id not in known]
                if self._office.once(tx, who, key, form):
                    self._credit_all(tx, who, key, form, new)
                added = member_payments.count_of_gesture(tx, key)
                read = source.rows_read
                report = MemberFileReport(MemberFile.CONFIRMATIONS, read, added=added, unchanged=read - added)
            return report

        return self._office.database.write(write)

    def _open_all(self, tx: Transaction, who: Actor, key: UUID, form: OpeningsFile, rows: list[OpeningRow]) -> None:
        known = {member.number: member for member in groups.members_of(tx, form.group_id)}
        new = [NewMember(form.group_id, row.number, row.name) for row in rows if row.number not in known]
        groups.add_members(tx, key, new)
        for row in rows:
            if row.number in known and known[row.number].name != row.name:
                groups.rename(tx, known[row.number].id, row.name)
        members = {member.number: member.id for member in groups.members_of(tx, form.group_id)}
        opened = ledger.openings_of_group(tx, form.group_id)
        wanted = [
            Opening(members[row.number], Money(row.amount), form.reason)
            for row in rows
            if row.amount is not None and opened.get(members[row.number], Money(0)) != Money(row.amount)
        ]
        ledger.open_accounts(tx, self._office.writing(who, key), wanted)
        facts: Facts = {
            "group": form.group_id,
            "sha256": form.sha256,
            "members": len(new),
            "openings": len(wanted),
            "amount": total(each.amount for each in wanted).cents,
        }
        self._office.note(tx, who, "accounts opened from a file", facts)

    def _credit_all(
        self,
        tx: Transaction,
        who: Actor,
        key: UUID,
        form: ConfirmationsFile,
        new: list[tuple[Member, ConfirmationRow]],
    ) -> None:
        member_payments.add_online(tx, self._office.writing(who, key), new)
        facts: Facts = {
            "group": form.group_id,
            "sha256": form.sha256,
            "payments": len(new),
            "amount": sum(row.amount for _, row in new),
        }
        self._office.note(tx, who, "card payments confirmed", facts)

    def _in_future(self, rows: list[ConfirmationRow]) -> list[RowFault]:
        now = today(self._office)
        return [
            RowFault(MemberFile.CONFIRMATIONS, row.line, "date", RowFaultKind.IN_FUTURE, short_date(row.paid_on))
            for row in rows
            if row.paid_on > now
        ]


def _doubles(file: MemberFile, column: str, keys: list[tuple[int, str]]) -> list[RowFault]:
    first: dict[str, int] = {}
    return [
        RowFault(file, line, column, RowFaultKind.DUPLICATE, key, str(first[key]))
        for line, key in keys
        if first.setdefault(key, line) != line
    ]


def _opened_otherwise(rows: list[OpeningRow], known: dict[str, Member], opened: dict[int, int]) -> list[RowFault]:
    return [
        RowFault(MemberFile.OPENINGS, row.line, "solde", RowFaultKind.OPENING_TAKEN, row.number, plain(Money(standing)))
        for row in rows
        if row.amount is not None
        and (member := known.get(row.number)) is not None
        and (standing := opened.get(member.id)) is not None
        and standing != row.amount
    ]


def _unlike_the_books(
    rows: list[ConfirmationRow], group_id: int, members: dict[str, Member], known: dict[str, KnownConfirmation]
) -> list[RowFault]:
    found = []
    for row in rows:
        before = known.get(row.provider_id)
        if row.number not in members:
            found.append(
                RowFault(MemberFile.CONFIRMATIONS, row.line, "adherent", RowFaultKind.MEMBER_UNKNOWN, row.number)
            )
        elif before is not None and before != KnownConfirmation(group_id, row.number, Money(row.amount)):
            detail = f"n° {before.number}, {plain(before.amount)}"
            differs = RowFaultKind.CONFIRMATION_DIFFERS
            found.append(RowFault(MemberFile.CONFIRMATIONS, row.line, "paiement", differs, row.provider_id, detail))
    return found


def _refused(file: MemberFile, source: MemberSource, found: Sequence[RowFault]) -> MemberFileReport | None:
    listed = sorted([*source.faults.listed, *found], key=lambda fault: fault.line)
    if not listed:
        return None
    more = source.faults.count - len(source.faults.listed)
    return MemberFileReport(file, source.rows_read, faults=tuple(listed), more_faults=more)


def _openings_report(tx: Transaction, key: UUID, source: MemberSource) -> MemberFileReport:
    added, opened, touched = ledger.brought_by(tx, key)
    return MemberFileReport(MemberFile.OPENINGS, source.rows_read, added, opened, source.rows_read - touched)
