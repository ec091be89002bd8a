"""*Clôturer définitivement*: after it the batch never changes again (B-06)."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout
from typing_extensions import override

from backoffice.domain.batch import Batch
from backoffice.french.counted import counted
from backoffice.french.figures import euros
from backoffice.french.paper_words import slip_state
from forms.closing.closing_progress import STEPS, ClosingProgress, ClosingStep
from forms.closing.page import ClosingPage, ClosingTools
from forms.closing.step_summary import Said, Summary
from forms.kit.buttons import allow, button
from forms.kit.icons import Icon
from forms.kit.keys import KeyHint

_BEFORE = "Ensuite ce lot ne change plus jamais ; un encaissement ne s'y annule plus qu'en 4.3."
_AFTER = "Ce lot est clos définitivement : il ne change plus. Un encaissement s'y annule en 4.3."


class ClosePage(ClosingPage):
    """The last step: what was agreed on so far, and the one question that is asked in a box.

    Signals:
        closed: the batch is closed for good; bears it.
    """

    closed = Signal(object)

    def __init__(self, tools: ClosingTools) -> None:
        super().__init__(tools)
        self._close = button(STEPS[ClosingStep.CLOSE], self.close_for_good, Icon.LOCK, primary=True)
        self._summary = Summary(STEPS[ClosingStep.CLOSE], ("Chèques", "Bande", "Bordereau", "Papiers"), self._close)
        tools.desk.serve(self._summary.lines, "Lignes du lot")
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._summary)

    @override
    def refresh(self, standing: ClosingProgress, *, another: bool) -> None:
        self._close.setVisible(not standing.is_closed)
        allow(self._close, self._why_not(standing))
        self._summary.say(_figures(standing), _AFTER if standing.is_closed else self._tools.may_not or _BEFORE)
        self._summary.lines.show_rows(standing.lines)

    @override
    def begin(self) -> None:
        self._summary.begin()

    @override
    def hints(self) -> Sequence[KeyHint]:
        if self._standing is None or self._standing.is_closed:
            return ()
        why_not = self._why_not(self._standing)
        return (KeyHint("F9", STEPS[ClosingStep.CLOSE], self.close_for_good, why_not),)

    def close_for_good(self) -> None:
        """*Clôturer définitivement*, once it is confirmed with the figures in sight."""
        if self._standing is None or self._gesture.is_sending:
            return
        batch, title = self._standing.batch, STEPS[ClosingStep.CLOSE]
        figures = [(name, " · ".join(filter(None, said))) for name, said in _figures(self._standing).items()]
        questions = self._tools.desk.questions
        if questions.confirm(title, f"Lot {batch.number}. {_BEFORE}", figures, title, "Ne pas clôturer"):
            services, who = self._tools.services, self._tools.who
            self._send(lambda key: services.batches.close(who, key, batch.id), self._closed)

    def _closed(self, batch: Batch) -> None:
        self._tools.desk.strip.ok(f"Le lot {batch.number} est clos définitivement.")
        self.changed.emit()
        self.closed.emit(batch)

    def _why_not(self, standing: ClosingProgress) -> str:
        return self._tools.may_not or standing.why_not(ClosingStep.CLOSE)


def _figures(standing: ClosingProgress) -> Said:
    control, slip = standing.control, standing.slip
    tape = (euros(control.tape_total), counted(control.tape_count, "montant")) if control.tape_count else ("–", "")
    sent = sum(len(papers.slips) for papers in standing.papers)
    papers = (
        counted(sent, "bordereau", "bordereaux") if sent else "–",
        f"{standing.waiting} sans bordereau" if standing.waiting else "",
    )
    return {
        "Chèques": (euros(standing.row.amount), counted(standing.row.cheques, "chèque")),
        "Bande": tape,
        "Bordereau": ("–", "") if slip is None else (slip.number, slip_state(current=slip.current)),
        "Papiers": papers,
    }
