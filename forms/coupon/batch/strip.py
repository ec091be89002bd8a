"""The strip of the batch: where one is, what it holds, and what is under way."""

from PySide6.QtWidgets import QFrame, QHBoxLayout

from backoffice.domain.batch import Batch, BatchState
from backoffice.domain.batch_rows import BatchRow
from backoffice.french.batch_words import BATCH_STATES, invoice_mode
from backoffice.french.counted import counted
from backoffice.french.figures import euros, short_date
from forms.kit.labels import Chip, Words
from forms.kit.tokens import MARGIN, ROOM, SPACE, Tone

_TONES = {BatchState.OPEN: Tone.OK, BatchState.PRECLOSED: Tone.WARNING, BatchState.CLOSED: Tone.MUTED}


class BatchStrip(QFrame):
    """One line: the batch, its sums, its state, and the coupons that are not recorded yet."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("head")
        self._number = Words(role="heading")
        self._about = Words(tone=Tone.MUTED)
        self._about.setWordWrap(True)
        self._sums = Words(role="strong")
        self._state = Chip()
        self._under_way = Chip(tone=Tone.INFO)
        self._kept = Chip(tone=Tone.WARNING)
        self._refused = Chip(tone=Tone.ERROR)
        line = QHBoxLayout(self)
        line.setContentsMargins(MARGIN, SPACE, MARGIN, SPACE)
        line.setSpacing(ROOM)
        line.addWidget(self._number)
        line.addWidget(self._about, 1)
        for chip in (self._under_way, self._kept, self._refused):
            line.addWidget(chip)
        line.addWidget(self._sums)
        line.addWidget(self._state)
        self.show_work(0, 0, 0)

    def show_batch(self, batch: Batch) -> None:
        """Show a batch."""
        self._number.setText(f"Lot {batch.number}")
        mode = invoice_mode(with_invoice=batch.with_invoice)
        self._about.setText(f"{batch.kind.value} · {mode} · arrivé le {short_date(batch.arrival_date)}")
        self._state.say(BATCH_STATES[batch.state], _TONES[batch.state])
        self.setAccessibleName(self.text())

    def show_sums(self, row: BatchRow | None) -> None:
        """Show what the batch holds; nothing while it is not known."""
        sums: list[str] = []
        if row is not None:
            sums = [counted(row.cheques, "chèque"), euros(row.amount)]
            sums += [counted(row.mail, "courrier")] * bool(row.mail)
        self._sums.setText(" · ".join(sums))
        self.setAccessibleName(self.text())

    def show_work(self, under_way: int, kept: int, refused: int) -> None:
        """Say how many coupons are on their way, kept on this workstation, and refused and not taken up yet."""
        for chip, count, words in (
            (self._under_way, under_way, "en cours"),
            (self._kept, kept, "sur ce poste"),
            (self._refused, refused, "à reprendre"),
        ):
            chip.setText(f"{count} {words}")
            chip.setVisible(count > 0)

    def text(self) -> str:
        """All that the strip says, for a screen reader."""
        shown = (self._number, self._about, self._sums, self._under_way, self._kept, self._refused, self._state)
        return " · ".join(words.text() for words in shown if not words.isHidden())
