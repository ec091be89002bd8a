"""*Humeur de l'ERP de démonstration*: what goes wrong with it, set by whoever trains people; it holds at once."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from backoffice.domain.demo_faults import DemoFaults, FaultyErp
from forms.actions.value_choice import Tick
from forms.kit.buttons import allow, button
from forms.kit.fields import WordsField
from forms.kit.icons import Icon
from forms.kit.labels import Words
from forms.kit.panels import Card, Choice
from forms.kit.tokens import MARGIN, ROOM, SPACE, Tone, scaled
from forms.kit.wording.sentences import typeset

TITLE = "Humeur de l'ERP de démonstration"
_WHAT = (
    "Ce système financier n'existe que dans cette démonstration, et oublie tout quand elle se ferme. Ce qui se règle "
    "ici vaut tout de suite, pour ce qui lui est demandé à partir de maintenant."
)
_DELAYS = {0: "tout de suite", 5: "en 5 s", 20: "en 20 s", 60: "en 1 min", 300: "en 5 min"}
_REFUSALS = {0: "aucune", 1: "1", 2: "2", 3: "3", 4: "4", 5: "5"}
_LONGEST = 300
"""Signs of a reason, as it is kept."""
_WIDTH = 460
_FLAGS: Mapping[str, tuple[str, str]] = {
    "silent": ("Muet", "Il prend tout et ne répond plus rien : les demandes attendent et repartent d'elles-mêmes."),
    "down": ("En panne", "Il ne répond plus du tout : rien ne part, rien n'est perdu."),
    "closed": ("Comptes clos", "Il ne laisse plus annuler aucun paiement : rien ne lui est même demandé."),
    "repeats": ("Se répète", "Il dit tout deux fois : dans le même message, et dans un autre."),
    "shuffled": ("Dans le désordre", "Le dernier message arrive le premier."),
    "contradicts": (
        "Se contredit",
        "Ce qu'il refuse, il le dit annulé après coup, et il répond à ce que personne n'a demandé : quarantaine.",
    ),
}


class DemoFaultsPage(QWidget):
    """Every change holds at once; there is nothing to save.

    Signals:
        changed: what goes wrong is another thing.
    """

    changed = Signal()

    def __init__(self, faulty_erp: FaultyErp, why_not: str) -> None:
        """Make the page; `why_not` says why who is at work may only look at it."""
        super().__init__()
        self._faulty_erp = faulty_erp
        self._why_not = why_not
        self._shown: DemoFaults | None = None
        self._delay: Choice[int] = Choice("Il répond", _DELAYS)
        self._refusals: Choice[int] = Choice("Demandes qu'il va refuser", _REFUSALS)
        self._reason = WordsField("Motif de ses refus")
        self._reason.edit.setMaxLength(_LONGEST)
        self._reason.edit.setMaximumWidth(scaled(_WIDTH))
        self._flags = {name: Tick(words) for name, (words, _) in _FLAGS.items()}
        self._calm = button("Tout remettre en ordre", lambda: self._set(DemoFaults()), Icon.UNDO)
        self._connect()
        self._lay_out()
        self._forbid()
        self.show_faults()

    def begin(self) -> None:
        """Put the cursor on the first choice."""
        self._delay.setFocus()

    def show_faults(self) -> None:
        """Show how it is by now: refusals are used up one by one."""
        faults = self._faulty_erp.faults
        if faults == self._shown:
            return
        self._shown = faults
        self._delay.set_value(faults.delay if faults.delay in _DELAYS else 0)
        self._refusals.set_value(min(faults.refusals, max(_REFUSALS)))
        if not self._reason.edit.hasFocus():
            self._reason.set_value(faults.reason)
        for name, tick in self._flags.items():
            tick.setChecked(getattr(faults, name))

    def _change(self, **changes: Any) -> None:  # noqa: ANN401 - the values are those of the fields named
        if any(getattr(self._faulty_erp.faults, name) != value for name, value in changes.items()):
            self._set(replace(self._faulty_erp.faults, **changes))

    def _set(self, faults: DemoFaults) -> None:
        self._faulty_erp.faults = faults
        self.show_faults()
        self.changed.emit()

    def _keep_reason(self) -> None:
        reason = self._reason.text().strip()
        if reason:
            self._change(reason=reason)
        else:
            self._reason.set_value(self._faulty_erp.faults.reason)

    def _connect(self) -> None:
        self._delay.chosen.connect(lambda delay: self._change(delay=delay))
        self._refusals.chosen.connect(lambda refusals: self._change(refusals=refusals))
        self._reason.edit.editingFinished.connect(self._keep_reason)
        for name, tick in self._flags.items():
            tick.toggled.connect(lambda on, name=name: self._change(**{name: on}))

    def _forbid(self) -> None:
        allow(self._calm, self._why_not)
        for part in (self._delay, self._refusals, self._reason, *self._flags.values()):
            part.setEnabled(not self._why_not)
            part.setToolTip(self._why_not)

    def _lay_out(self) -> None:
        card = Card(TITLE)
        card.body.setSpacing(ROOM)
        card.body.addWidget(_told(_WHAT))
        if self._why_not:
            card.body.addWidget(_told(self._why_not, Tone.WARNING))
        for part in (self._delay, self._refusals, self._reason):
            card.body.addWidget(part)
        flags = QGridLayout()
        flags.setHorizontalSpacing(MARGIN)
        flags.setVerticalSpacing(SPACE)
        flags.setColumnStretch(1, 1)
        for at, (name, tick) in enumerate(self._flags.items()):
            sentence = typeset(_FLAGS[name][1])
            tick.setAccessibleDescription(sentence)
            flags.addWidget(tick, at, 0)
            flags.addWidget(_told(sentence), at, 1, Qt.AlignmentFlag.AlignVCenter)
        card.body.addLayout(flags)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self._calm)
        card.body.addLayout(foot)
        card.body.addStretch(1)
        body = QScrollArea(widgetResizable=True)  # large text in a small window scrolls
        body.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        body.setWidget(card)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, MARGIN)
        whole.addWidget(body)


def _told(text: str, tone: Tone = Tone.MUTED) -> Words:
    words = Words(typeset(text), role="small", tone=tone)
    words.setWordWrap(True)
    return words
