"""The files that go to the bank, to the card provider and to SlimPay."""

import csv
import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from io import StringIO

from backoffice.domain.collection import (
    BankFile,
    CardDebit,
    Creditor,
    Debit,
    DirectDebit,
    SequenceType,
    SlimpayDebit,
    in_order,
    require_creditor,
    require_debits,
    require_direct_debits,
)
from backoffice.domain.money import total
from backoffice.domain.spreadsheet_cells import guarded
from backoffice.french.figures import plain

CARD_COLUMNS = ("reference", "alias", "marque", "derniers", "expiration", "montant", "nom")
SLIMPAY_COLUMNS = ("reference", "rum", "montant", "nom")

_MESSAGE_ID = re.compile("[A-Za-z0-9-]{1,35}")


class DebitFiles:
    """Writes them in memory; a `DebitWriter`."""

    def direct_debits(
        self,
        creditor: Creditor,
        collection_date: date,
        sequence: SequenceType,
        debits: Sequence[DirectDebit],
        message_id: str,
        made_at: datetime,
    ) -> BankFile:
        """The bank's file; see `DebitWriter`."""
        from backoffice.gateways.bank.direct_debit_xml import Header, write_xml  # noqa: PLC0415 - sepaxml, for these only

        require_creditor(creditor)
        require_direct_debits(debits, sequence, collection_date)
        name = f"prelevements_{collection_date}_{sequence}_{_checked(message_id)}.xml"
        header = Header(creditor, collection_date, sequence, message_id, made_at)
        return _file(name, write_xml(header, in_order(debits)), debits)

    def card_list(self, debits: Sequence[CardDebit], message_id: str) -> BankFile:
        """The card provider's list; see `DebitWriter`."""
        require_debits(debits)
        rows = (
            (debit.reference, debit.alias, *map(guarded, (debit.brand, debit.last4, debit.expiry)), *_tail(debit))
            for debit in in_order(debits)
        )
        return _file(f"cartes_{_checked(message_id)}.csv", _csv(CARD_COLUMNS, rows), debits)

    def slimpay_list(self, debits: Sequence[SlimpayDebit], message_id: str) -> BankFile:
        """SlimPay's list; see `DebitWriter`."""
        require_debits(debits)
        rows = ((debit.reference, debit.rum, *_tail(debit)) for debit in in_order(debits))
        return _file(f"slimpay_{_checked(message_id)}.csv", _csv(SLIMPAY_COLUMNS, rows), debits)


def _checked(message_id: str) -> str:
    """It stands in a file's name and in the bank's file as it is.

    Raises:
        ValueError: it cannot, and it was ours to make.
    """
    if _MESSAGE_ID.fullmatch(message_id) is None:
        raise ValueError("a message id of other signs, or too long")
    return message_id


def _file(name: str, content: bytes, debits: Sequence[Debit]) -> BankFile:
    return BankFile(name, content, len(debits), total(debit.amount for debit in debits))


def _tail(debit: CardDebit | SlimpayDebit) -> tuple[str, str]:
    return plain(debit.amount), guarded(" ".join(debit.name.split()))


def _csv(header: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    text = StringIO(newline="")
    writer = csv.writer(text, delimiter=";")
    writer.writerow(header)
    writer.writerows(rows)
    return text.getvalue().encode("utf-8-sig")
