"""*Imprimer*: the receipt slip for the cheques, and the lot sheet that wraps them (B-06)."""

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout
from typing_extensions import override

from backoffice.domain.documents import LotSheet, ReceiptSlip
from backoffice.french.figures import moment
from forms.closing.page import Page, Tools
from forms.closing.standing import STEPS, Standing, Step
from forms.kit.buttons import allow, button
from forms.kit.icons import Icon, icon, on_accent
from forms.kit.keys import KeyHint
from forms.kit.labels import Words, repolish
from forms.kit.panels import Card
from forms.kit.preview import Preview
from forms.kit.tokens import ROOM, Tone

_EMPTY = "Le bordereau paraît ici.\nCtrl+P l'imprime."


class PrintPage(Page):
    """Left what is printed, right the paper. A slip drawn already is printed again without a new record.

    Signals:
        onward: the papers are printed, and the batch is to be closed.
    """

    onward = Signal()

    def __init__(self, tools: Tools) -> None:
        super().__init__(tools)
        self._drawn: tuple[bytes, str] | None = None
        self._in_sight = False
        self._state = Words(tone=Tone.MUTED)
        self._slip = button("Imprimer le bordereau", self.print_slip, Icon.PRINT, primary=True)
        self._sheet = button("Imprimer la feuille de lot", self.print_sheet, Icon.PRINT)
        self._onward = button(STEPS[Step.CLOSE], self.onward.emit, Icon.LOCK)
        self._preview = Preview(tools.desk.runner, tools.desk.questions, _EMPTY)
        self._preview.failed.connect(self.refused)
        self._preview.saved.connect(lambda path: tools.desk.strip.ok(f"Enregistré : {path.name}."))
        self._preview.printed.connect(lambda: tools.desk.strip.ok("Envoyé à l'imprimante."))
        self._lay_out()

    @override
    def refresh(self, standing: Standing, *, another: bool) -> None:
        slip = standing.slip
        current = slip is not None and slip.current
        if another or not current:
            self._forget()
        if slip is None:
            self._state.say("Pas encore imprimé.", Tone.MUTED)
        else:
            word, tone = ("à jour", Tone.OK) if current else ("dépassé", Tone.WARNING)
            self._state.say(f"{slip.number}\n{moment(slip.printed_at)}\n{word}", tone)
        allow(self._slip, self._why_not(standing))
        allow(self._sheet, "" if current else standing.why_not(Step.CLOSE))
        allow(self._onward, standing.why_not(Step.CLOSE))
        self._onward.setVisible(not standing.is_closed)

    @override
    def begin(self) -> None:
        (self._sheet if self._in_sight else self._slip).setFocus()

    @override
    def hints(self) -> Sequence[KeyHint]:
        if self._standing is None:
            return ()
        why_not, not_yet = self._why_not(self._standing), self._standing.why_not(Step.CLOSE)
        hint = KeyHint("Ctrl+P", "Imprimer", self.print_in_sight, enabled=not why_not, reason=why_not)
        onward = KeyHint("F9", STEPS[Step.CLOSE], self.onward.emit, enabled=not not_yet, reason=not_yet)
        return (hint,) if self._standing.is_closed else (hint, onward)

    def print_in_sight(self) -> None:
        """The paper in sight; the slip where there is none."""
        if self._in_sight:
            self._preview.print_paper()
        else:
            self.print_slip()

    def print_slip(self) -> None:
        """*Imprimer*: the slip; one that is still current, and was not drawn here, comes as a duplicate."""
        standing, services, who = self._standing, self._tools.services, self._tools.who
        if standing is None or self._why_not(standing):
            return
        if self._drawn is not None:
            self._show(*self._drawn)
            return
        batch_id, kept = standing.batch.id, standing.slip

        def draw(key: UUID) -> tuple[ReceiptSlip, bytes]:
            if standing.is_closed and kept is not None:
                document = services.slips.reprint(who, key, kept.id)
            else:
                document = services.slips.print_receipt_slip(who, key, batch_id)
            return document, services.papers.receipt_slip(document)

        self._send(draw, self._slip_drawn)

    def print_sheet(self) -> None:
        """The lot sheet of a batch whose slip is printed."""
        if self._standing is None:
            return
        batch_id, services, who = self._standing.batch.id, self._tools.services, self._tools.who

        def draw() -> tuple[LotSheet, bytes]:
            document = services.slips.lot_sheet(who, batch_id)
            return document, services.papers.lot_sheet(document)

        self._tools.desk.runner.run(draw, self._sheet_drawn, self.refused.emit, self)

    def _slip_drawn(self, drawn: tuple[ReceiptSlip, bytes]) -> None:
        document, paper = drawn
        self._drawn = (paper, document.number)
        self.changed.emit()
        self._show(paper, document.number)

    def _sheet_drawn(self, drawn: tuple[LotSheet, bytes]) -> None:
        document, paper = drawn
        self._show(paper, f"Feuille de lot {document.batch.number}")

    def _show(self, paper: bytes, name: str) -> None:
        self._lead(to_slip=False)
        self._preview.show_paper(paper, name)
        self._preview.print_paper()

    def _forget(self) -> None:
        self._drawn = None
        self._lead(to_slip=True)
        self._preview.clear()

    def _lead(self, *, to_slip: bool) -> None:
        """One button leads: the slip's, then that of the paper in sight."""
        self._in_sight = not to_slip
        self._slip.setProperty("primary", to_slip)
        self._slip.setIcon(on_accent(Icon.PRINT) if to_slip else icon(Icon.PRINT))
        repolish(self._slip)

    def _why_not(self, standing: Standing) -> str:
        return standing.why_not(Step.PRINT) or ("" if standing.is_closed else self._tools.may_not)

    def _lay_out(self) -> None:
        slip = Card("Bordereau d'encaissement")
        sheet = Card("Feuille de lot")
        slip.body.addWidget(self._state)
        slip.body.addWidget(self._slip)
        sheet.body.addWidget(self._sheet)
        left = QVBoxLayout()
        left.setSpacing(ROOM)
        left.addWidget(slip)
        left.addWidget(sheet)
        left.addStretch(1)
        left.addWidget(self._onward)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(ROOM)
        whole.addLayout(left)
        whole.addWidget(self._preview, 1)
