"""What waits for the validation: the payments in hand are ticked one after the other, and validated together."""

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout
from typing_extensions import override

from backoffice.domain.errors import Broken, RuleBroken
from backoffice.domain.group import Distribution
from backoffice.domain.member_order import ToValidate, Validation, ValidationForm
from backoffice.domain.money import Money, total
from backoffice.french.counted import counted
from backoffice.french.figures import euros
from backoffice.french.screen_titles import DISTRIBUTION_VALIDATION
from forms.distributions.awaited_payments import AwaitedPayment, as_comings, differences, fitting, received
from forms.distributions.awaited_table import AwaitedTable
from forms.distributions.page import DistributionTools
from forms.distributions.ticked_sum import TickedSum
from forms.distributions.words import differences_told, payment_name, sum_of
from forms.kit.buttons import allow, button
from forms.kit.fields import WordsField
from forms.kit.gesture import Gesture
from forms.kit.icons import Icon
from forms.kit.inline_question import InlineQuestion, Notice
from forms.kit.labels import Words
from forms.kit.panels import Card
from forms.kit.reader_tab import ReaderTab, is_cheque_line
from forms.kit.tokens import ROOM, ROW, SPACE, Tone, scaled
from forms.kit.wording.sentences import sentence

_NONE_TICKED = (
    "Aucun paiement n'est pointé. Valider quand même ? La distribution ne prendra plus de commande, et tous les "
    "paiements continueront d'attendre."
)
_LEAST = 6
_FIELD_WIDTH = 340


class ToValidateCard(Card):
    """The payments of a distribution that is not validated yet.

    Signals:
        validated: bears the `Validation`.
        outdated: what is shown is not what is true any more.
        changed: what can be done may have changed.
    """

    validated = Signal(object)
    outdated = Signal()
    changed = Signal()

    def __init__(self, tools: DistributionTools, may_not: str) -> None:
        """Make the card; `may_not` is why the role validates nothing, empty where it does."""
        super().__init__()
        self._tools = tools
        self._may_not = may_not
        self._distribution: Distribution | None = None
        self._seen = False
        self._from_field = False
        self._gesture = Gesture(tools.desk.runner, self)
        self._told = Words(tone=Tone.MUTED)
        self.field = WordsField("Pointer : n° ou ligne CMC7 du chèque, adhérent")
        ReaderTab(self.field, is_cheque_line)
        self.table = AwaitedTable(lambda: self._distribution)
        self._tally = TickedSum()
        self._notice = Notice()
        self._question = InlineQuestion("Valider ainsi", "Revoir", by_key="F6")
        self._all = button("Tout pointer", self.turn_all, Icon.CHECK)
        self._validate = button("Valider", self.validate, Icon.OK, primary=True)
        self._connect()
        self._lay_out()

    def show_waiting(self, waiting: ToValidate) -> None:
        """Show what waits; what is ticked for the same distribution stays so."""
        same = self._distribution is not None and self._distribution.id == waiting.distribution.id
        self._distribution = waiting.distribution
        rows = as_comings(waiting.payments, self.table.rows if same else ())
        if set(rows) != set(self.table.rows):  # what is asked rests on those in sight
            self._drop_question()
        self.table.show_rows(rows)
        if not same:
            self.field.clear()
            self._notice.say("")
            self._gesture.renew()
        ordered = f"{counted(len(waiting.orders), 'commande')} · {euros(waiting.ordered)}"
        self._told.say(f"{ordered}    {sum_of([each.expected for each in waiting.payments], 'paiement')} en attente")
        self._show()

    def begin(self) -> None:
        """Put the focus where one ticks, or on what is asked."""
        (self._question if self._question.text() else self.field).setFocus()

    def unsaved(self) -> str:
        """What leaving would lose."""
        ticked = len(received(self.table.rows))
        said = counted(ticked, "paiement pointé n'est pas validé", "paiements pointés ne sont pas validés")
        return f"{said}." if ticked else ""

    def why_not(self) -> str:
        """Why nothing can be validated just now; empty where it can."""
        return self._may_not

    def turn_all(self) -> None:
        """Tick all of them; none, where all are."""
        self.table.turn_all()

    def change_received(self) -> None:
        """Say what came of the payment that was ticked last; then on with the next."""
        if self.table.current_row() is not None:
            self._from_field = self.field.edit.hasFocus()
            self.table.edit_received()

    def validate(self) -> None:
        """*Valider* what is ticked; differences are confirmed knowingly, with the same key again."""
        distribution = self._distribution
        if distribution is None or self.why_not() or self._gesture.is_sending:
            return
        came, asked = received(self.table.rows), bool(self._question.text())
        if not came and self.table.rows and not asked:
            self._ask(_NONE_TICKED)
            return
        form = ValidationForm(distribution.id, came, differences_seen=asked and self._seen)
        tools = self._tools

        def work(key: UUID) -> Validation:
            return tools.services.validating.validate(tools.who, key, form)

        self._notice.say("")
        self._validate.setText(" Validation…")
        self._gesture.send(work, self._done, self._refused)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down and self.field.edit.hasFocus():
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            super().keyPressEvent(event)

    def _done(self, validation: Validation) -> None:
        self._end()
        self.table.show_rows(())
        over = validation.received - _expected(validation)
        told = f"{sum_of([each.expected for each in validation.payments], 'paiement')}"
        said = told if not over else f"{told}, {euros(validation.received)} reçus"
        self._tools.desk.strip.ok(f"{validation.distribution.title} : distribution validée, {said}.")
        self.validated.emit(validation)

    def _refused(self, error: Exception) -> None:
        self._end()
        if isinstance(error, RuleBroken) and error.code is Broken.VALIDATION_DIFFERS:
            self._seen = True
            self._ask(f"{sentence(error)}\n{differences_told(differences(self.table.rows))}")
            return
        self._notice.say(sentence(error))
        if isinstance(error, RuleBroken) and error.code in (Broken.PAYMENT_NOT_WAITING, Broken.DISTRIBUTION_VALIDATED):
            self.outdated.emit()

    def _end(self) -> None:
        self._validate.setText(" Valider")
        self._drop_question()

    def _ask(self, text: str) -> None:
        self._notice.say("")
        self._validate.hide()
        self._question.ask(text)

    def _drop_question(self) -> None:
        had_focus = self._question.hasFocus()
        self._seen = False
        self._question.hide()
        self._validate.show()
        if had_focus:
            self.begin()

    def _review(self) -> None:
        differing = [row for row in self.table.rows if row.ticked and row.over]
        self._drop_question()
        if differing:
            self.table.select(differing[0])
            self.table.setFocus()
        else:
            self.field.take_focus()

    def _point(self) -> None:
        """Enter in the field: tick the one payment that is meant; of several, the list has the choice."""
        text = self.field.text().strip()
        meant = fitting(self.table.rows, text)
        left = [row for row in meant if not row.ticked]
        if not text:
            self.table.setFocus()
        elif len(left) == 1:
            self._tick(left[0])
        elif left:
            self._choose(left)
        else:
            reason = "est déjà pointé" if meant else "ne correspond à aucun paiement en attente"
            self.field.show_error(f"« {text} » {reason}.")
            self.field.take_focus()

    def _tick(self, row: AwaitedPayment) -> None:
        self.table.select(row)
        self.table.turn(row, ticked=True)
        self.field.clear()
        self.field.show_hint(f"{row.payment.member.name} · {payment_name(row.payment)} ✓", Tone.OK)
        self.field.take_focus()

    def _choose(self, rows: Sequence[AwaitedPayment]) -> None:
        self.field.show_hint(f"{len(rows)} paiements : ↓ ou Espace choisit", Tone.WARNING)
        self.table.select(rows[0])
        self.table.setFocus()

    def _turned(self) -> None:
        self._notice.say("")
        self._drop_question()
        self._show()

    def _come_back(self) -> None:
        """After the amount, on with the next payment in hand."""
        if self._from_field:
            self._from_field = False
            self.field.take_focus()

    def _show(self) -> None:
        rows = self.table.rows
        self._tally.show_rows(rows)
        self._all.setText(" Tout dépointer" if rows and all(row.ticked for row in rows) else " Tout pointer")
        allow(self._all, "" if rows else "Aucun paiement n'attend.")
        allow(self._validate, self.why_not())
        self.changed.emit()

    def _connect(self) -> None:
        self.field.committed.connect(self._point)
        self.table.turned.connect(self._turned)
        self.table.edited.connect(self._turned)
        self.table.itemDelegate().closeEditor.connect(self._come_back)
        self.table.refused.connect(self._tools.desk.strip.warn_of)
        self._question.accepted.connect(self.validate)
        self._question.dismissed.connect(self._review)
        self._tools.desk.exporter.serve(self.table, DISTRIBUTION_VALIDATION)

    def _lay_out(self) -> None:
        self.field.setMinimumWidth(scaled(_FIELD_WIDTH))
        self.table.setMinimumHeight(scaled(_LEAST * ROW))
        top = QHBoxLayout()
        top.setSpacing(ROOM)
        top.addWidget(self.field)
        top.addStretch(1)
        foot = QHBoxLayout()
        foot.setSpacing(SPACE)
        foot.addWidget(self._tally, 1)
        foot.addWidget(self._all)
        foot.addWidget(self._validate)
        self.body.addWidget(self._told)
        self.body.addLayout(top)
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self._notice)
        self.body.addWidget(self._question)
        self.body.addLayout(foot)


def _expected(validation: Validation) -> Money:
    return total(payment.expected for payment in validation.payments)
