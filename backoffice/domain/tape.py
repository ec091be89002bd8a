"""The control of a batch against its tape: which keyed cheque answers to which amount (B-05)."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import ClassVar

from backoffice.domain.batch_rows import ReceiptRow, TapeControl, TapeLine
from backoffice.domain.money import Money, total


def control(receipts: Sequence[ReceiptRow], tape: Sequence[Money]) -> TapeControl:
    """Set the keyed cheques beside the tape's amounts, so that what differs stands out line by line.

    Both go in the order of the paper; an amount out of its order still agrees with a cheque of that amount.
    What is left over in the same place is one cheque keyed with another amount, and shares a line; the figures of a
    cheque whose words were taken (P-20) share the line of that one.
    """
    amounts = [receipt.amount for receipt in receipts]
    stretches = SequenceMatcher(None, amounts, list(tape), autojunk=False).get_opcodes()
    elsewhere = Counter(amount for kind, _, _, c, d in stretches if kind != "equal" for amount in tape[c:d])
    elsewhere &= Counter(amount for kind, a, b, _, _ in stretches if kind != "equal" for amount in amounts[a:b])
    answered = elsewhere.copy()
    lines: list[TapeLine] = []
    for kind, a, b, c, d in stretches:
        if kind == "equal":
            lines.extend(TapeLine(receipt, receipt.amount) for receipt in receipts[a:b])
        else:
            lines.extend(_stretch(receipts[a:b], tape[c:d], elsewhere, answered))
    return TapeControl(tuple(lines), len(amounts), total(amounts), len(tape), total(tape))


def _stretch(
    receipts: Sequence[ReceiptRow], tape: Sequence[Money], elsewhere: Counter[Money], answered: Counter[Money]
) -> Iterator[TapeLine]:
    """The lines of a stretch that differs; `elsewhere` and `answered` count what agrees out of its order."""
    alone: list[Money] = []
    for amount in tape:
        if elsewhere[amount]:
            elsewhere[amount] -= 1
        else:
            alone.append(amount)
    found: dict[int, Money] = {}
    for receipt in receipts:
        if answered[receipt.amount]:
            answered[receipt.amount] -= 1
            found[receipt.id] = receipt.amount
        elif receipt.words_taken and receipt.figures in alone:
            alone.remove(receipt.figures)
            found[receipt.id] = receipt.figures
    rest = iter(alone)
    for receipt in receipts:
        yield TapeLine(receipt, found[receipt.id] if receipt.id in found else next(rest, None))
    yield from (TapeLine(None, amount) for amount in rest)


@dataclass(frozen=True, slots=True)
class Tape:
    """The control tape: the cheques' amounts keyed again from the paper, in order (B-05)."""

    word: ClassVar[str] = "tape"
    batch_id: int
    amounts: tuple[Money, ...]
