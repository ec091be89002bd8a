"""What goes to the bank, to the card provider and to SlimPay: the debits of a day, each in one file and once."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from uuid import UUID

from backoffice.domain.audit import Facts
from backoffice.domain.collection import (
    BankFile,
    BankFileAgain,
    BankFiling,
    CardDebit,
    Creditor,
    DirectDebit,
    SequenceType,
    SlimpayDebit,
    by_sequence,
    require_creditor,
    require_debits,
    require_direct_debits,
)
from backoffice.domain.debit_rows import BankFileRow, WaitingDebits
from backoffice.domain.errors import Broken, Fault, RuleBroken, Unavailable
from backoffice.domain.method import Channel
from backoffice.domain.money import Money, total
from backoffice.domain.people import Actor, Right
from backoffice.domain.sealing import Sealing
from backoffice.french.office_time import bounds_of_day, office_day
from backoffice.services.books.debit_posting import FILES
from backoffice.services.office.office import Office, today
from backoffice.services.ports.debit_writing import DebitWriter
from backoffice.storage import bank_files, counters
from backoffice.storage.bank_files import KeptDebitFacts, NewBankFile
from backoffice.storage.database import Transaction
from backoffice.storage.writing import Writing

FileWriter = Callable[[Path, bytes], None]
"""Writes a file whole, or not at all."""

_LISTED = 500
_LETTERS: Mapping[Channel, str] = {Channel.IBAN: "PR", Channel.CARD: "CB", Channel.SLIMPAY: "SP"}
_DUPLICATE = "DUPLICATA_"


@dataclass(frozen=True, slots=True)
class Collector:
    """Who is paid, and since when mandates of which the partner's file says no date count as signed.

    Attributes:
        creditor: empty where the settings do not say; then no file goes to the bank.
    """

    creditor: Creditor
    signed_on: date | None = field(default=None)


class Collecting:
    """Files of debits."""

    def __init__(
        self, office: Office, vault: Sealing, collector: Collector, writer: DebitWriter, write_file: FileWriter
    ) -> None:
        self._office = office
        self._vault = vault
        self._collector = collector
        self._writer = writer
        self._write_file = write_file

    def waiting(self, who: Actor) -> tuple[WaitingDebits, ...]:
        """The debits that are in no file yet, by day and way, the oldest day first.

        Raises:
            RuleBroken: `ROLE_MAY_NOT`.
        """
        self._office.require(who, Right.SEND_TO_BANK)
        found: dict[tuple[date, Channel], list[tuple[Money, bool]]] = defaultdict(list)
        for moment, channel, amount, held in self._office.database.read(bank_files.moments_waiting):
            found[office_day(moment), channel].append((amount, held))
        return tuple(
            WaitingDebits(day, channel, len(rows), total(amount for amount, _ in rows), sum(held for _, held in rows))
            for (day, channel), rows in sorted(found.items())
        )

    def make(self, who: Actor, key: UUID, filing: BankFiling) -> tuple[BankFileRow, ...]:
        """Put the debits of a day into files, once: for the bank one for each sequence type (FRST, RCUR).

        Each debit is checked first; one that is not sound keeps them all back, and is named.

        Raises:
            RuleBroken: `ROLE_MAY_NOT`, `COLLECTED_TOO_SOON`, `NOTHING_TO_DEBIT`, `DEBIT_UNUSABLE`.
            Unavailable: `CREDITOR_WRONG` with the setting at fault.
        """
        self._office.require(who, Right.SEND_TO_BANK)
        if filing.collected_on <= today(self._office):
            raise RuleBroken(Broken.COLLECTED_TOO_SOON)
        if filing.channel is Channel.IBAN:
            require_creditor(self._collector.creditor)
        return self._office.database.write(lambda tx: self._make(tx, who, key, filing))

    def _make(self, tx: Transaction, who: Actor, key: UUID, filing: BankFiling) -> tuple[BankFileRow, ...]:
        if self._office.once(tx, who, key, filing):
            counters.lock(tx, FILES)
            chosen = bank_files.waiting(tx, filing.channel, *bounds_of_day(filing.day))
            if not chosen:
                raise RuleBroken(Broken.NOTHING_TO_DEBIT)
            for sequence, debits in self._checked(filing, chosen):
                self._add(tx, who, key, filing, sequence, debits)
        return bank_files.by_gesture(tx, key)

    def content(self, who: Actor, file_id: int) -> BankFile:
        """What is in a file, the same bytes each time. Slow: for the bank it is checked against its schema.

        Raises:
            RuleBroken: `ROLE_MAY_NOT`, `BANK_FILE_UNKNOWN`.
            Unavailable: `CREDITOR_WRONG`, `DEBIT_FILE_WRONG`.
        """
        self._office.require(who, Right.SEND_TO_BANK)

        def read(tx: Transaction) -> tuple[BankFileRow, tuple[KeptDebitFacts, ...]]:
            return _found(bank_files.by_id(tx, file_id)), bank_files.in_file(tx, file_id)

        row, debits = self._office.database.read(read)
        match row.channel:
            case Channel.CARD:
                return self._writer.card_list([_card(debit) for debit in debits], row.number)
            case Channel.SLIMPAY:
                return self._writer.slimpay_list([_slimpay(debit) for debit in debits], row.number)
            case Channel.IBAN:
                sequence = SequenceType(row.sequence)
                direct = [self._direct(debit, sequence) for debit in debits]
                made_at: datetime = row.made_at
                return self._writer.direct_debits(
                    self._collector.creditor, row.collected_on, sequence, direct, row.number, made_at
                )

    def save(self, who: Actor, file_id: int, folder: Path) -> Path:
        """Write a file that was just made into a folder; gives where it is.

        Raises:
            RuleBroken: as `content`.
            Unavailable: as `content`, and `FOLDER_UNUSABLE` or `DISK_FULL`.
        """
        made = self.content(who, file_id)
        self._write_file(folder / made.name, made.content)
        return folder / made.name

    def save_again(self, who: Actor, key: UUID, file_id: int, folder: Path) -> Path:
        """Write a file once more, marked as a duplicate by its name and in the audit trail; the bytes are the same.

        Raises:
            RuleBroken: as `content`.
            Unavailable: as `save`.
        """
        made = self.content(who, file_id)
        self._office.database.write(lambda tx: self._note_again(tx, who, key, BankFileAgain(file_id)))
        self._write_file(folder / f"{_DUPLICATE}{made.name}", made.content)
        return folder / f"{_DUPLICATE}{made.name}"

    def files(self, who: Actor) -> tuple[BankFileRow, ...]:
        """The newest files, the newest first.

        Raises:
            RuleBroken: `ROLE_MAY_NOT`.
        """
        self._office.require(who, Right.SEND_TO_BANK)
        return self._office.database.read(lambda tx: bank_files.newest(tx, _LISTED))

    def _checked(self, filing: BankFiling, chosen: Sequence[KeptDebitFacts]) -> list[tuple[str, list[KeptDebitFacts]]]:
        """The files that they come to, each sound."""
        match filing.channel:
            case Channel.CARD:
                require_debits([_card(debit) for debit in chosen])
            case Channel.SLIMPAY:
                require_debits([_slimpay(debit) for debit in chosen])
            case Channel.IBAN:
                return self._by_sequence(filing, chosen)
        return [("", list(chosen))]

    def _by_sequence(
        self, filing: BankFiling, chosen: Sequence[KeptDebitFacts]
    ) -> list[tuple[str, list[KeptDebitFacts]]]:
        firsts: dict[str, int] = {}
        for debit in chosen:
            if debit.is_first:
                firsts.setdefault(debit.rum, debit.id)  # of several on a new mandate one alone is the first
        kept = {_reference(debit): debit for debit in chosen}
        sequences = (SequenceType.FRST if firsts.get(debit.rum) == debit.id else SequenceType.RCUR for debit in chosen)
        files = by_sequence([self._direct(debit, sequence) for debit, sequence in zip(chosen, sequences, strict=True)])
        for sequence, debits in files.items():
            require_direct_debits(debits, sequence, filing.collected_on)
        return [(sequence.value, [kept[each.reference] for each in debits]) for sequence, debits in files.items()]

    def _add(
        self, tx: Transaction, who: Actor, key: UUID, filing: BankFiling, sequence: str, debits: list[KeptDebitFacts]
    ) -> None:
        letters, year = _LETTERS[filing.channel], today(self._office).year
        number = counters.paper_number(tx, letters, letters, year)
        amount = total(debit.amount for debit in debits)
        new = NewBankFile(
            number=number,
            channel=filing.channel,
            day=filing.day,
            collected_on=filing.collected_on,
            sequence=sequence,
            count=len(debits),
            amount=amount,
        )
        by = Writing(key, who.person_id, self._office.clock().replace(microsecond=0))
        bank_files.add(tx, by, new, [debit.id for debit in debits])
        facts: Facts = {"number": number, "debits": len(debits), "amount": amount.cents}
        self._office.note(tx, who, "bank file made", facts)

    def _note_again(self, tx: Transaction, who: Actor, key: UUID, again: BankFileAgain) -> None:
        if self._office.once(tx, who, key, again):
            self._office.note(tx, who, "bank file made again", {"file": again.file_id})

    def _direct(self, debit: KeptDebitFacts, sequence: SequenceType) -> DirectDebit:
        signed_on = debit.signed_on or self._collector.signed_on
        if signed_on is None:
            raise Unavailable(Fault.CREDITOR_WRONG, key="mandates_signed_on")
        iban = "" if debit.sealed_iban is None else self._vault.unseal(debit.sealed_iban)
        return DirectDebit(_reference(debit), debit.amount, debit.name, iban, debit.rum, signed_on, sequence)


def _card(debit: KeptDebitFacts) -> CardDebit:
    return CardDebit(
        _reference(debit),
        debit.amount,
        debit.name,
        debit.alias,
        debit.card_brand,
        debit.card_last4,
        debit.card_expiry,
    )


def _slimpay(debit: KeptDebitFacts) -> SlimpayDebit:
    return SlimpayDebit(_reference(debit), debit.amount, debit.name, debit.rum)


def _reference(debit: KeptDebitFacts) -> str:
    return f"LIASSE{debit.id:09d}"


def _found(row: BankFileRow | None) -> BankFileRow:
    if row is None:
        raise RuleBroken(Broken.BANK_FILE_UNKNOWN)
    return row
