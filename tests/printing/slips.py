"""Slips and lot sheets of fictional people."""

from datetime import UTC, date, datetime

from backoffice.domain.batch import BatchKind
from backoffice.domain.client_ref import ClientRef
from backoffice.domain.documents import BatchHeading, LotSheet, MailLine, MailSlip, ReceiptLine, ReceiptSlip
from backoffice.domain.money import Money, total
from backoffice.domain.paper import MailSlipKind

ANCHOR = "2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881"
WORDS = "deux mille quatre cent soixante-deux euros et quatre-vingt-seize centimes"
LONGEST_WORDS = (
    "quatre-vingt-dix-neuf milliards neuf cent quatre-vingt-dix-neuf millions neuf cent quatre-vingt-dix-neuf mille "
    "neuf cent quatre-vingt-dix-neuf euros et quatre-vingt-dix-neuf centimes"
)
HEADING = BatchHeading(
    "2024-0317", BatchKind.PARTNER, True, date(2024, 3, 4), "A. Morel", datetime(2024, 3, 4, 8, 2, tzinfo=UTC)
)
_NAMES = (
    "MME DURAND Marie",
    "M. ŒUVRARD Noël",
    "MLLE BENAÏSSA Zoé",
    "M. LE GOFF Yannick",
    "MME WASSERMANN-HOLLENDER Wilhelmine-Augustine",
)
_RULES = ("P-02", "P-10", "P-26 P-21", "P-23")
_ANNOTATIONS = ("", "Réab Imp", "1 chèque encaissé", "E", "IBAN inv FP")


def a_line(position: int, *, name: str = "", cents: int = 0, crossed: bool = False) -> ReceiptLine:
    return ReceiptLine(
        position=position,
        ref=ClientRef("J", 100 + position % 200, f"{52_000_000 + 37 * position}"),
        name=name or _NAMES[position % len(_NAMES)],
        cheque_number=f"{1_000_000 + 7919 * position % 9_000_000:07d}",
        amount=Money(cents or 1310 + 1153 * position % 250_000),
        reversed=crossed,
    )


def some_lines(count: int, crossed: frozenset[int] = frozenset()) -> tuple[ReceiptLine, ...]:
    return tuple(a_line(position, crossed=position in crossed) for position in range(1, count + 1))


def a_slip(lines: tuple[ReceiptLine, ...], *, duplicate: bool = False, words: str = WORDS) -> ReceiptSlip:
    standing = [line.amount for line in lines if not line.reversed]
    return ReceiptSlip(
        number="BE-2024-000123",
        batch=HEADING,
        lines=lines,
        count=len(standing),
        total=total(standing),
        total_words=words,
        anchor=ANCHOR,
        duplicate=duplicate,
        printed_at=datetime(2024, 3, 4, 16, 55, tzinfo=UTC),
        printed_by="S. Aubry",
    )


def a_mail_line(position: int, *, cancelled: bool = False) -> MailLine:
    """One line in four is of mail without a payment."""
    same = a_line(position)
    return MailLine(
        position=position,
        batch_number=f"2024-{300 + position % 20:04d}",
        ref=same.ref,
        name=same.name,
        amount=same.amount if position % 4 else None,
        rules=_RULES[position % len(_RULES)],
        annotation=_ANNOTATIONS[position % len(_ANNOTATIONS)],
        cancelled=cancelled,
    )


def some_mail(count: int, cancelled: frozenset[int] = frozenset()) -> tuple[MailLine, ...]:
    return tuple(a_mail_line(position, cancelled=position in cancelled) for position in range(1, count + 1))


def a_mail_slip(
    lines: tuple[MailLine, ...],
    kind: MailSlipKind = MailSlipKind.CHEQUE,
    *,
    batch: BatchHeading | None = HEADING,
    duplicate: bool = False,
) -> MailSlip:
    standing = [line for line in lines if not line.cancelled]
    return MailSlip(
        number="BT-2024-000012",
        kind=kind,
        batch=batch,
        day=date(2024, 3, 4),
        lines=lines,
        count=len(standing),
        total=total(line.amount for line in standing if line.amount),
        duplicate=duplicate,
        printed_at=datetime(2024, 3, 4, 16, 55, tzinfo=UTC),
        printed_by="S. Aubry",
    )


def a_lot_sheet(heading: BatchHeading = HEADING, words: str = WORDS) -> LotSheet:
    return LotSheet(
        batch=heading,
        slip_number="BE-2024-000123",
        count=1037,
        total=Money(2_462_96),
        total_words=words,
        anchor=ANCHOR,
        printed_at=datetime(2024, 3, 4, 16, 55, tzinfo=UTC),
        printed_by="S. Aubry",
    )
