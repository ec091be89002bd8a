"""A batch and what is keyed in it, as screens list it: frozen, without a database behind."""

from dataclasses import dataclass
from datetime import datetime

from backoffice.domain.batch import Batch
from backoffice.domain.client_ref import ClientRef
from backoffice.domain.money import Money


@dataclass(frozen=True, slots=True)
class BatchRow:
    """A batch with the sums of its receipts that stand (reversed ones and their reversals cancel out).

    Attributes:
        mail: how many pieces of mail without a cheque stand.
    """

    batch: Batch
    cheques: int
    amount: Money
    mail: int


@dataclass(frozen=True, slots=True)
class ReceiptRow:
    """A cheque keyed in, or the reversal of one (`amount` negative, `reverses` set).

    Attributes:
        amount: the cheque's value; what its words say, where they were taken (P-20).
        figures: the amount in figures, of a reversal that of the cheque.
        words: the amount in words as typed from the cheque; None where they were compared.
        credit: what the receipt holds beyond the invoices settled: the client's credit.
        reversed: another line cancels this one.
        reverses: the id of the receipt that this line cancels.
    """

    id: int
    batch_id: int
    batch_number: str
    ref: ClientRef
    name: str
    cheque_number: str
    amount: Money
    figures: Money
    words: str | None
    credit: Money
    recorded_at: datetime
    operator: str
    reversed: bool
    reverses: int | None

    @property
    def words_taken(self) -> bool:
        """Whether it is worth what its words say, and its figures say something else (P-20)."""
        return self.reverses is None and self.amount != self.figures


@dataclass(frozen=True, slots=True)
class TapeLine:
    """A line of the control: a keyed cheque, an amount of the tape, or both when they agree.

    Attributes:
        receipt: the keyed cheque, None for an amount that only the tape has.
        tape: the amount of the tape, None for a cheque that the tape lacks.
    """

    receipt: ReceiptRow | None
    tape: Money | None

    @property
    def agrees(self) -> bool:
        """Whether both sides have this amount."""
        return self.receipt is not None and self.tape is not None and self.receipt.amount == self.tape

    @property
    def is_in_figures(self) -> bool:
        """Whether the tape has the figures of a cheque whose words were taken (P-20): the books are right, not it."""
        return self.receipt is not None and self.receipt.words_taken and self.receipt.figures == self.tape


@dataclass(frozen=True, slots=True)
class TapeControl:
    """The control of a batch against the tape (B-05)."""

    lines: tuple[TapeLine, ...]
    keyed_count: int
    keyed_total: Money
    tape_count: int
    tape_total: Money

    @property
    def agrees(self) -> bool:
        """Whether the batch and the tape agree line by line."""
        return all(line.agrees for line in self.lines)


@dataclass(frozen=True, slots=True)
class SlipRow:
    """A printed slip in the list of slips."""

    id: int
    number: str
    batch_id: int
    batch_number: str
    cheques: int
    amount: Money
    printed_at: datetime
    operator: str
    current: bool
