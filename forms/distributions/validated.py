"""A validation that is done: what it confirmed, what it left open, and its undoing."""

from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout

from backoffice.domain.errors import Broken, RuleBroken
from backoffice.domain.member_order import Validation
from backoffice.domain.money import total
from backoffice.french.counted import counted
from backoffice.french.figures import euros, moment, signed_euros
from backoffice.french.screen_titles import DISTRIBUTION_VALIDATION
from forms.distributions.page import DistributionTools
from forms.distributions.tables import confirmed_table
from forms.distributions.words import sum_of
from forms.kit.buttons import allow, button
from forms.kit.gesture import Gesture
from forms.kit.icons import Icon
from forms.kit.inline_question import InlineQuestion, Notice
from forms.kit.labels import Chip, Words
from forms.kit.panels import Card
from forms.kit.tokens import ROW, SPACE, Tone, scaled
from forms.kit.wording.sentences import sentence

_UNDO = (
    "Annuler la validation ? Chaque paiement confirmé est repris du compte de l'adhérent par une écriture contraire, "
    "et attend de nouveau. La distribution reprend des commandes."
)
_LEAST = 6


class ValidatedCard(Card):
    """The validation that stands.

    Signals:
        undone: it stands no more; bears the `Validation`.
        changed: what can be done may have changed.

    Attributes:
        table: the payments that it confirmed.
    """

    undone = Signal(object)
    changed = Signal()

    def __init__(self, tools: DistributionTools, may_not: str) -> None:
        """Make the card; `may_not` is why the role undoes nothing, empty where it does."""
        super().__init__()
        self._tools = tools
        self._may_not = may_not
        self._validation: Validation | None = None
        self._gesture = Gesture(tools.desk.runner, self)
        self._when = Words(tone=Tone.MUTED)
        self._sums = Words(role="strong")
        self._open = Words(tone=Tone.WARNING)
        self.table = confirmed_table()
        self._notice = Notice()
        self._question = InlineQuestion("Annuler la validation", "La laisser", by_key="F8")
        self._undo = button("Annuler la validation", self.undo, Icon.UNDO)
        self._question.accepted.connect(self.undo)
        self._question.dismissed.connect(self._leave)
        tools.desk.serve(self.table, DISTRIBUTION_VALIDATION)
        self._lay_out()

    def show_validation(self, validation: Validation) -> None:
        """Show what was confirmed; what is asked of the same validation stays."""
        if self._validation is None or self._validation.id != validation.id:
            self._drop_question()
        self._validation = validation
        payments = validation.payments
        over = validation.received - total(payment.expected for payment in payments)
        self._when.say(f"le {moment(validation.recorded_at)} par {validation.operator}", Tone.MUTED)
        sums = [f"{counted(len(payments), 'paiement')} · {euros(validation.received)} reçus"]
        differing = [payment for payment in payments if payment.received != payment.expected]
        if differing:
            sums.append(f"{counted(len(differing), 'écart')} · {signed_euros(over)}")
        self._sums.say("    ".join(sums))
        waiting = validation.distribution.waiting
        left = counted(waiting, "paiement attend", "paiements attendent")
        self._open.say(f"{left} encore : à la prochaine validation du groupe.", Tone.WARNING)
        self._open.setVisible(bool(waiting))
        self.table.show_rows(payments)
        allow(self._undo, self.why_not())
        self.changed.emit()

    def begin(self) -> None:
        """Put the focus where one looks."""
        self.table.setFocus()

    def why_not(self) -> str:
        """Why it cannot be undone; empty where it can."""
        if self._may_not or self._validation is None:
            return self._may_not
        return "" if self._validation.distribution.can_undo else sentence(RuleBroken(Broken.VALIDATION_FOLLOWED))

    def undo(self) -> None:
        """*Annuler la validation*: asked for once, then done."""
        validation = self._validation
        if validation is None or self.why_not():
            return
        if not self._question.text():
            self._undo.hide()
            self._question.ask(_UNDO)
            return
        tools = self._tools

        def work(key: UUID) -> Validation:
            return tools.services.validating.undo(tools.who, key, validation.id)

        self._gesture.send(work, self._done, self._refused)

    def _done(self, validation: Validation) -> None:
        self._drop_question()
        told = sum_of([each.expected for each in validation.payments], "paiement")
        self._tools.desk.strip.ok(
            f"{validation.distribution.title} : validation annulée. {told} à confirmer de nouveau."
        )
        self.undone.emit(validation)

    def _refused(self, error: Exception) -> None:
        self._drop_question()
        self._notice.say(sentence(error))

    def _leave(self) -> None:
        self._drop_question()
        self.begin()

    def _drop_question(self) -> None:
        had_focus = self._question.hasFocus()
        self._notice.say("")
        self._question.hide()
        self._undo.show()
        if had_focus:
            self.begin()

    def _lay_out(self) -> None:
        self.table.setMinimumHeight(scaled(_LEAST * ROW))
        head = QHBoxLayout()
        head.setSpacing(SPACE)
        head.addWidget(Chip("VALIDÉE", Tone.OK))
        head.addWidget(self._when, 1)
        head.addWidget(self._sums)
        foot = QHBoxLayout()
        foot.addWidget(self._open, 1)
        foot.addStretch()
        foot.addWidget(self._undo)
        self.body.addLayout(head)
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self._notice)
        self.body.addWidget(self._question)
        self.body.addLayout(foot)
