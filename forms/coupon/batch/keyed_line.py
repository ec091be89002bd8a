"""One line of *Dernières saisies*: a cheque or a piece of mail without one."""

from dataclasses import dataclass
from enum import Enum, auto

from PySide6.QtCore import QPropertyAnimation, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from backoffice.domain.batch_rows import ReceiptRow
from backoffice.domain.mail_rows import MailRow
from backoffice.domain.money import ZERO
from backoffice.domain.paper import Paper
from backoffice.domain.unknown_mail import UnknownMailRow
from backoffice.french.figures import euros
from backoffice.french.paper_words import SHORT
from backoffice.french.payment_words import CANCELLED, undone
from forms.kit.labels import Words
from forms.kit.tokens import GAP, SPACE, Tone

_FLIGHT = 220
"""Milliseconds that a new line takes to arrive."""
_FREE = 16_777_215
"""Qt's own greatest height: none."""


KeyedRow = ReceiptRow | MailRow | UnknownMailRow
"""A row of a batch, whatever came in."""


class What(Enum):
    """What was keyed."""

    CHEQUE = auto()
    LETTER = auto()
    UNKNOWN = auto()


@dataclass(frozen=True, slots=True)
class Keyed:
    """What was keyed, in words.

    Attributes:
        row_id: the id of the receipt, or of the mail.
        ref: whose it is; the number of mail whose client was not found.
        right: the amount, or where the paper goes.
        about: the reference and what tells it from others.
        is_struck: it was taken back.
        is_void: it was taken back, or takes another one back.
    """

    row_id: int
    what: What
    ref: str
    name: str
    operator: str
    right: str
    about: str
    note: str
    is_struck: bool
    is_void: bool

    @property
    def id(self) -> tuple[What, int]:
        """What tells it from every other line."""
        return self.what, self.row_id


def keyed(row: KeyedRow) -> Keyed:
    """A row in words."""
    if isinstance(row, UnknownMailRow):
        return Keyed(
            row_id=row.id,
            what=What.UNKNOWN,
            ref=row.number,
            name=row.name or row.reference or row.text,
            operator=row.operator,
            right=SHORT[Paper.SCAN, row.slip],
            about=f"{row.number} · client introuvable",
            note=CANCELLED if row.cancelled else "",
            is_struck=row.cancelled,
            is_void=row.cancelled,
        )
    if isinstance(row, MailRow):
        return Keyed(
            row_id=row.id,
            what=What.LETTER,
            ref=str(row.ref),
            name=row.name,
            operator=row.operator,
            right=SHORT[row.trace.paper, row.trace.slip] if row.amount is None else euros(row.amount),
            about=f"{row.ref} · {'courrier' if row.amount is None else 'prélèvement'}",
            note=CANCELLED if row.cancelled else ", ".join(row.trace.annotations),
            is_struck=row.cancelled,
            is_void=row.cancelled,
        )
    return Keyed(
        row_id=row.id,
        what=What.CHEQUE,
        ref=str(row.ref),
        name=row.name,
        operator=row.operator,
        right=euros(row.amount),
        about=f"{row.ref} · n° {row.cheque_number}",
        note=undone(row) or (f"dont avoir {euros(row.credit)}" if row.credit > ZERO else ""),
        is_struck=row.reversed,
        is_void=row.reversed or row.reverses is not None,
    )


class KeyedLine(QFrame):
    """The client and the amount, the reference and the number; struck through once it is taken back."""

    def __init__(self, line: Keyed) -> None:
        super().__init__()
        tone = Tone.MUTED if line.is_void else Tone.NEUTRAL
        name = Words(line.name, tone=tone)
        right = Words(line.right, "strong", tone)
        about = Words(line.about, "small", Tone.MUTED)
        note = Words(line.note, "small", Tone.WARNING if line.is_void else Tone.MUTED)
        about.setWordWrap(True)  # the number of a cheque is never cut
        if line.is_struck:
            for words in (name, right, about):
                _strike(words)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, GAP, 0, GAP)
        whole.setSpacing(0)
        whole.addLayout(_sides(name, right))
        whole.addLayout(_sides(about, note))
        self.setAccessibleName(f"{line.ref} · {line.name} · {line.right} · {line.note}".rstrip(" ·"))

    def fly_in(self) -> None:
        """Arrive from above."""
        flight = QPropertyAnimation(self, b"maximumHeight", self)
        flight.setDuration(_FLIGHT)
        flight.setStartValue(0)
        flight.setEndValue(self.sizeHint().height())
        flight.finished.connect(lambda: self.setMaximumHeight(_FREE))
        flight.start()


def _sides(left: QWidget, right: QWidget) -> QHBoxLayout:
    sides = QHBoxLayout()
    sides.setSpacing(SPACE)
    sides.addWidget(left, 1)
    sides.addWidget(right, 0, Qt.AlignmentFlag.AlignRight)
    return sides


def _strike(words: Words) -> None:
    font = words.font()
    font.setStrikeOut(True)
    words.setFont(font)
