"""What is collected: debits ready for the bank's file, the card provider's list and SlimPay's list."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum, unique
from typing import ClassVar, TypeVar

from backoffice.domain.debit import DebitFact
from backoffice.domain.errors import Broken, Fault, RuleBroken, Unavailable
from backoffice.domain.iban import is_valid
from backoffice.domain.method import Channel
from backoffice.domain.money import ZERO, Money
from backoffice.domain.rum import require_rum
from backoffice.domain.sepa_latin import sepa_latin

NAME_LENGTH = 70
"""The longest name that the SEPA scheme carries."""

LARGEST_DEBIT = Money(999_999_999_99)
"""The SEPA scheme's largest direct debit."""

_REFERENCE = re.compile(r"(?!.*//)[A-Za-z0-9][A-Za-z0-9/?:().,'+-]{0,34}(?<!/)")
"""At most 35 characters of the SEPA set; it neither begins nor ends with `/`, and has no `//`: the rulebook's words."""

_ALIAS = re.compile("(?![=+@-])[!-~]{1,80}")
"""It goes out to the letter, so that none may be taken for a formula by a spreadsheet."""

_BIC = re.compile("(?:[A-Z0-9]{4}[A-Z]{2}[A-Z0-9]{2}(?:[A-Z0-9]{3})?)?")
_CREDITOR_ID = re.compile("[A-Z]{2}[0-9]{2}[A-Z0-9]{4,31}")


@unique
class SequenceType(StrEnum):
    """Where a debit stands in the life of its mandate."""

    FRST = "FRST"
    """The first of a mandate; since November 2016 it may go as `RCUR` as well."""
    RCUR = "RCUR"


@dataclass(frozen=True, slots=True)
class Creditor:
    """Who collects.

    Attributes:
        iban: compact.
        bic: empty where only the IBAN is given, which is enough since 2016.
        creditor_id: the SEPA creditor identifier (ICS), `FR72ZZZ123456`, compact.
    """

    name: str
    iban: str = field(repr=False)
    bic: str
    creditor_id: str


@dataclass(frozen=True, slots=True)
class DirectDebit:
    """A debit on the account of a partner file's client.

    Attributes:
        reference: the end-to-end id, unique, which comes back with a reject; the client reads it on their statement.
        iban: compact, in clear: only from the vault to the file.
    """

    reference: str
    amount: Money
    name: str
    iban: str = field(repr=False)
    rum: str
    signed_on: date
    sequence: SequenceType


@dataclass(frozen=True, slots=True)
class CardDebit:
    """A debit on a card (80, 81).

    Attributes:
        last4: empty where the partner's file did not say, as `brand` and `expiry`.
        expiry: `05/2027`.
    """

    reference: str
    amount: Money
    name: str
    alias: str = field(repr=False)
    brand: str
    last4: str
    expiry: str


@dataclass(frozen=True, slots=True)
class SlimpayDebit:
    """A debit on a SlimPay mandate (99)."""

    reference: str
    amount: Money
    name: str
    rum: str


Debit = DirectDebit | CardDebit | SlimpayDebit
_D = TypeVar("_D", bound=Debit)


@dataclass(frozen=True, slots=True)
class BankFile:
    """A file that goes out, with its control totals.

    Attributes:
        name: a file's name, without a folder.
        count: how many debits are in it.
        amount: their sum.
    """

    name: str
    content: bytes = field(repr=False)
    count: int
    amount: Money


def by_sequence(debits: Sequence[DirectDebit]) -> dict[SequenceType, tuple[DirectDebit, ...]]:
    """The debits of each sequence type that occurs, first debits first, each group in the order of the references."""
    ordered = in_order(debits)
    groups = {kind: tuple(debit for debit in ordered if debit.sequence is kind) for kind in SequenceType}
    return {kind: group for kind, group in groups.items() if group}


def in_order(debits: Sequence[_D]) -> list[_D]:
    """The debits in the order of their references, whatever order they came in."""
    return sorted(debits, key=lambda debit: debit.reference)


def require_creditor(creditor: Creditor) -> None:
    """Refuse a creditor that a bank would refuse.

    Raises:
        Unavailable: `CREDITOR_WRONG`, with the name of what is wrong as `key`.
    """
    from stdnum.eu import at_02  # noqa: PLC0415 - 60 ms to import, for the days' files only

    holds = {
        "creditor_name": bool(sepa_latin(creditor.name, NAME_LENGTH)),
        "creditor_iban": is_valid(creditor.iban),
        "creditor_bic": _BIC.fullmatch(creditor.bic) is not None,
        "creditor_id": _CREDITOR_ID.fullmatch(creditor.creditor_id) is not None
        and at_02.is_valid(creditor.creditor_id),
    }
    for key, is_right in holds.items():
        if not is_right:
            raise Unavailable(Fault.CREDITOR_WRONG, key=key)


def require_debits(debits: Sequence[Debit]) -> None:
    """Refuse debits that cannot go out together.

    Raises:
        RuleBroken: `NOTHING_TO_DEBIT`; `DEBIT_UNUSABLE`, with the debit's `reference` where it is sound, and what is
            wrong with it as `debit_fact`.
    """
    if not debits:
        raise RuleBroken(Broken.NOTHING_TO_DEBIT)
    seen: set[str] = set()
    for debit in debits:
        for fact in _wrong_facts(debit, seen):
            raise unusable(debit, fact)
        seen.add(debit.reference)


def require_direct_debits(debits: Sequence[DirectDebit], sequence: SequenceType, collection_date: date) -> None:
    """Refuse what cannot stand in a bank's file of this sequence type and collection date.

    Raises:
        RuleBroken: as `require_debits`.
    """
    require_debits(debits)
    for debit in debits:
        if debit.sequence is not sequence:
            raise unusable(debit, DebitFact.SEQUENCE)
        if debit.signed_on > collection_date:
            raise unusable(debit, DebitFact.SIGNED_ON)


def unusable(debit: Debit, fact: DebitFact) -> RuleBroken:
    """The refusal of a debit; a reference that is itself wrong could be anything, and is not told."""
    if fact is DebitFact.REFERENCE:
        return RuleBroken(Broken.DEBIT_UNUSABLE, debit_fact=fact)
    return RuleBroken(Broken.DEBIT_UNUSABLE, reference=debit.reference, debit_fact=fact)


def _wrong_facts(debit: Debit, seen: set[str]) -> Iterator[DebitFact]:
    if _REFERENCE.fullmatch(debit.reference) is None:
        yield DebitFact.REFERENCE
    if debit.reference in seen:
        yield DebitFact.REPEATED
    if not ZERO < debit.amount <= LARGEST_DEBIT:
        yield DebitFact.AMOUNT
    if not sepa_latin(debit.name, NAME_LENGTH):
        yield DebitFact.NAME
    if isinstance(debit, DirectDebit) and not is_valid(debit.iban):
        yield DebitFact.IBAN
    if isinstance(debit, CardDebit) and _ALIAS.fullmatch(debit.alias) is None:
        yield DebitFact.ALIAS
    if not isinstance(debit, CardDebit) and not _is_rum(debit.rum):
        yield DebitFact.RUM


def _is_rum(text: str) -> bool:
    try:
        require_rum(text)
    except RuleBroken:
        return False
    return True


@dataclass(frozen=True, slots=True)
class BankFiling:
    """The debits of a day by one way, put into files that go to the bank or to the provider."""

    word: ClassVar[str] = "bank_file"
    channel: Channel
    day: date
    collected_on: date


@dataclass(frozen=True, slots=True)
class BankFileAgain:
    """Such a file made once more, as a duplicate."""

    word: ClassVar[str] = "bank_file.reprint"
    file_id: int
