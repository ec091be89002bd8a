"""What the services see of the files that go out: debits in, a file's bytes out, and nothing written anywhere."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Protocol

from backoffice.domain.collection import BankFile, CardDebit, Creditor, DirectDebit, SequenceType, SlimpayDebit


class DebitWriter(Protocol):
    """Writes debits as their receivers read them. The same facts, in any order, give the same file to the byte.

    A `message_id` is at most 35 letters, digits and dashes, is never given to two files, and stands in the file's name.

    All raise `RuleBroken`: `NOTHING_TO_DEBIT`, `DEBIT_UNUSABLE`, before anything is written.
    """

    def direct_debits(
        self,
        creditor: Creditor,
        collection_date: date,
        sequence: SequenceType,
        debits: Sequence[DirectDebit],
        message_id: str,
        made_at: datetime,
    ) -> BankFile:
        """The bank's file, pain.008.001.08, of one collection date and one sequence type; read again and compared.

        Slow: half a millisecond for each debit.

        Args:
            creditor: who collects.
            collection_date: when the accounts are debited.
            sequence: that of every debit in it.
            debits: as `by_sequence` groups them.
            message_id: as said above.
            made_at: when the file was made first; it knows its time zone.

        Raises:
            Unavailable: `CREDITOR_WRONG`; `DEBIT_FILE_WRONG`, where what was written is not what was asked.
        """

    def card_list(self, debits: Sequence[CardDebit], message_id: str) -> BankFile:
        """The card provider's list: CSV as the import's, `reference;alias;marque;derniers;expiration;montant;nom`."""

    def slimpay_list(self, debits: Sequence[SlimpayDebit], message_id: str) -> BankFile:
        """SlimPay's list: CSV as the import's, `reference;rum;montant;nom`."""
