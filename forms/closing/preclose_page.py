"""*Clôturer*: nothing more is keyed, lines can still be corrected (B-04)."""

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout
from typing_extensions import override

from backoffice.domain.batch import Batch, BatchState
from backoffice.french.counted import counted
from backoffice.french.figures import euros
from forms.closing.closing_progress import STEPS, ClosingProgress, ClosingStep
from forms.closing.page import ClosingPage, ClosingTools
from forms.closing.step_summary import Said, Summary
from forms.kit.buttons import allow, button
from forms.kit.icons import Icon
from forms.kit.keys import KeyHint

_CONSEQUENCES = {
    BatchState.OPEN: "Ensuite plus rien ne se saisit dans ce lot ; ses lignes se corrigent encore.",
    BatchState.PRECLOSED: "Ce lot est préclos : plus rien ne s'y saisit, ses lignes se corrigent encore.",
    BatchState.CLOSED: "Ce lot est clos définitivement : il ne change plus.",
}


class PreclosePage(ClosingPage):
    """The first step."""

    def __init__(self, tools: ClosingTools) -> None:
        super().__init__(tools)
        self._preclose = button(STEPS[ClosingStep.PRECLOSE], self.preclose, Icon.LOCK, primary=True)
        allow(self._preclose, tools.may_not)
        self._summary = Summary(STEPS[ClosingStep.PRECLOSE], ("Total", "Annulés", "Sans chèque"), self._preclose)
        tools.desk.serve(self._summary.lines, "Lignes du lot")
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._summary)

    @override
    def refresh(self, standing: ClosingProgress, *, another: bool) -> None:
        opened = standing.batch.state is BatchState.OPEN
        why_not = self._tools.may_not if opened else ""
        self._preclose.setVisible(opened)
        self._summary.say(_figures(standing), why_not or _CONSEQUENCES[standing.batch.state])
        self._summary.lines.show_rows(standing.lines)

    @override
    def begin(self) -> None:
        self._summary.begin()

    @override
    def hints(self) -> Sequence[KeyHint]:
        if self._standing is None or self._standing.batch.state is not BatchState.OPEN:
            return ()
        may_not = self._tools.may_not
        return (KeyHint("F9", STEPS[ClosingStep.PRECLOSE], self.preclose, may_not),)

    def preclose(self) -> None:
        """*Clôturer*."""
        if self._standing is not None:
            batch_id = self._standing.batch.id
            services, who = self._tools.services, self._tools.who
            self._send(lambda key: services.batches.preclose(who, key, batch_id), self._preclosed)

    def _preclosed(self, batch: Batch) -> None:
        self._tools.desk.strip.ok(f"Le lot {batch.number} est préclos.")
        self.changed.emit()


def _figures(standing: ClosingProgress) -> Said:
    taken_back = sum(line.reversed for line in standing.lines)
    return {
        "Total": (euros(standing.row.amount), counted(standing.row.cheques, "chèque")),
        "Annulés": (str(taken_back), "non comptés" if taken_back else ""),
        "Sans chèque": (counted(standing.row.mail, "courrier") if standing.row.mail else "–", ""),
    }
