"""*Imprimer*: the receipt slip, the lot sheet that wraps the cheques, and the slips of the papers (B-06, B-07)."""

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from backoffice.domain.documents import LotSheet, MailSlip, ReceiptSlip
from backoffice.french.figures import moment
from backoffice.french.paper_words import LOT_SHEET, RECEIPT_SLIP, slip_state
from forms.closing.closing_progress import STEPS, ClosingProgress, ClosingStep, PapersOfKind
from forms.closing.page import ClosingPage, ClosingTools
from forms.closing.papers_card import PapersCard
from forms.kit.buttons import allow, button
from forms.kit.icons import Icon, icon, on_accent
from forms.kit.keys import KeyHint
from forms.kit.labels import Words, repolish
from forms.kit.panels import Card
from forms.kit.preview import Preview
from forms.kit.tokens import ROOM, Tone

_EMPTY = "Le bordereau paraît ici.\nCtrl+P l'imprime."
_LEFT, _RIGHT = 2, 3
"""How the width is shared where there are papers."""
_NONE_IN_SIGHT = "Aucun bordereau n'est affiché : choisissez-en un."


class PrintPage(ClosingPage):
    """Left what is printed, right the paper. A slip drawn already is printed again without a new record.

    Signals:
        onward: the papers are printed, and the batch is to be closed.
    """

    onward = Signal()

    def __init__(self, tools: ClosingTools) -> None:
        super().__init__(tools)
        self._drawn: tuple[bytes, str] | None = None
        self._in_sight = ""
        self._content: object = None
        self._numbers: dict[PapersOfKind, str] = {}
        self._state = Words(tone=Tone.MUTED)
        self._slip = button("Imprimer le bordereau", self.print_slip, Icon.PRINT, primary=True)
        self._sheet = button("Imprimer la feuille de lot", self.print_sheet, Icon.PRINT)
        self._cheques = QWidget()
        self._papers = PapersCard(tools.desk)
        self._papers.chosen.connect(self._choose)
        self._papers.asked.connect(self.print_papers)
        self._onward = button(STEPS[ClosingStep.CLOSE], self.onward.emit, Icon.LOCK)
        self._preview = Preview(tools.desk, _EMPTY)
        self._preview.failed.connect(self.refused)
        self._lay_out()

    @override
    def refresh(self, standing: ClosingProgress, *, another: bool) -> None:
        slip = standing.slip
        current = slip is not None and slip.current
        if another or self._content != (standing.row, standing.lines):
            self._content = (standing.row, standing.lines)
            self._forget()
        if slip is None:
            self._state.say("Pas encore imprimé.", Tone.MUTED)
        else:
            word, tone = slip_state(current=current), Tone.OK if current else Tone.WARNING
            self._state.say(f"{slip.number}\n{moment(slip.printed_at)}\n{word}", tone)
        self._cheques.setVisible(standing.has_cheques)
        self._papers.show_papers(standing.papers)
        self._sides.setStretch(0, _LEFT if standing.papers else 0)
        allow(self._slip, self._why_not(standing))
        allow(self._sheet, "" if current else standing.why_not(ClosingStep.CLOSE))
        allow(self._onward, standing.why_not(ClosingStep.CLOSE))
        self._onward.setVisible(not standing.is_closed)

    @override
    def begin(self) -> None:
        standing = self._standing
        if standing is None or standing.lacks_slip:
            self._slip.setFocus()
        elif standing.waiting or not standing.has_cheques:
            self._papers.begin()
        else:
            (self._sheet if self._in_sight else self._slip).setFocus()

    @override
    def hints(self) -> Sequence[KeyHint]:
        if self._standing is None:
            return ()
        why_not, not_yet = self._why_not_print(self._standing), self._standing.why_not(ClosingStep.CLOSE)
        hint = KeyHint("Ctrl+P", "Imprimer", self.print_in_sight, why_not)
        onward = KeyHint("F9", STEPS[ClosingStep.CLOSE], self.onward.emit, not_yet)
        return (hint, *self._papers.hints(self._tools.may_not), *(() if self._standing.is_closed else (onward,)))

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
            return document, services.draw(document)

        self._send(draw, self._slip_drawn)

    def print_papers(self, papers: PapersOfKind) -> None:
        """A slip of the papers that wait for one; where none waits, the newest one again, as a duplicate."""
        standing, services, who = self._standing, self._tools.services, self._tools.who
        if standing is None:
            return
        if self._shows(papers):
            self._preview.print_paper()
            return
        batch_id, anew = standing.batch.id, papers.waiting > 0 or self._has_lost(papers.kind)
        gesture = papers.kind if anew else papers.slips[0].number

        def draw(key: UUID) -> tuple[MailSlip, bytes]:
            if anew:
                document = services.mail_slips.print_slip(who, key, papers.kind, batch_id)
            else:
                document = services.mail_slips.reprint(who, key, papers.slips[0].id)
            return document, services.draw(document)

        self._send(draw, lambda drawn: self._papers_drawn(papers, *drawn), gesture)

    def print_sheet(self) -> None:
        """The lot sheet of a batch whose slip is printed."""
        if self._standing is None:
            return
        batch_id, services, who = self._standing.batch.id, self._tools.services, self._tools.who

        def draw() -> tuple[LotSheet, bytes]:
            document = services.slips.lot_sheet(who, batch_id)
            return document, services.draw(document)

        self._tools.desk.runner.run(draw, self._sheet_drawn, self.refused.emit, self)

    def _slip_drawn(self, drawn: tuple[ReceiptSlip, bytes]) -> None:
        document, paper = drawn
        self._drawn = (paper, document.number)
        self.changed.emit()
        self._show(paper, document.number)

    def _choose(self, papers: PapersOfKind) -> None:
        """Enter on the papers whose slip is in sight already prints nothing more."""
        if papers.waiting and self._tools.may_not:
            self._tools.desk.strip.warning(self._tools.may_not)
        elif not self._shows(papers):
            self.print_papers(papers)

    def _shows(self, papers: PapersOfKind) -> bool:
        """Whether the slip of these papers is in sight; right after it was printed they still seem to wait."""
        number = self._numbers.get(papers) or ("" if papers.waiting else papers.slips[0].number)
        return number != "" and number == self._in_sight

    def _papers_drawn(self, papers: PapersOfKind, document: MailSlip, paper: bytes) -> None:
        self._numbers[papers] = document.number
        self.changed.emit()
        self._show(paper, document.number)

    def _sheet_drawn(self, drawn: tuple[LotSheet, bytes]) -> None:
        document, paper = drawn
        self._show(paper, f"{LOT_SHEET} {document.batch.number}")

    def _show(self, paper: bytes, name: str) -> None:
        self._in_sight = name
        self._lead(to_slip=False)
        self._preview.show_paper(paper, name)
        self._preview.print_paper()

    def _forget(self) -> None:
        self._drawn = None
        self._numbers.clear()
        self._in_sight = ""
        self._lead(to_slip=True)
        self._preview.clear()

    def _lead(self, *, to_slip: bool) -> None:
        """One button leads: the slip's, then that of the paper in sight."""
        self._slip.setProperty("primary", to_slip)
        self._slip.setIcon(on_accent(Icon.PRINT) if to_slip else icon(Icon.PRINT))
        repolish(self._slip)

    def _why_not_print(self, standing: ClosingProgress) -> str:
        if self._in_sight:
            return ""
        return self._why_not(standing) if standing.has_cheques else _NONE_IN_SIGHT

    def _why_not(self, standing: ClosingProgress) -> str:
        return standing.why_not(ClosingStep.PRINT) or ("" if standing.is_closed else self._tools.may_not)

    def _lay_out(self) -> None:
        slip = Card(RECEIPT_SLIP)
        sheet = Card(LOT_SHEET)
        slip.body.addWidget(self._state)
        slip.body.addWidget(self._slip)
        sheet.body.addWidget(self._sheet)
        cheques = QVBoxLayout(self._cheques)
        cheques.setContentsMargins(0, 0, 0, 0)
        cheques.setSpacing(ROOM)
        cheques.addWidget(slip)
        cheques.addWidget(sheet)
        left = QVBoxLayout()
        left.setSpacing(ROOM)
        left.addWidget(self._cheques)
        left.addWidget(self._papers, 1)
        left.addStretch(0)
        left.addWidget(self._onward)
        self._sides = QHBoxLayout(self)
        self._sides.setContentsMargins(0, 0, 0, 0)
        self._sides.setSpacing(ROOM)
        self._sides.addLayout(left)
        self._sides.addWidget(self._preview, _RIGHT)
