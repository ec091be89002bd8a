"""*Changement MDR*: the method, its card or its IBAN, and *Affecter*, on a coupon and on a file without one."""

from collections.abc import Callable, Hashable
from datetime import date
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from backoffice.domain.card import AliasedCard
from backoffice.domain.means import JudgedIban
from backoffice.domain.method import Channel
from backoffice.domain.people import Actor
from backoffice.keying.assigned import NOTHING_ASSIGNED, Asked, Assigned
from backoffice.services.clients.methods import Methods
from forms.actions.affecting import Affecting
from forms.actions.amex_question import AmexQuestion
from forms.actions.card_entry import CardEntry
from forms.actions.iban_entry import IbanEntry
from forms.actions.method_choice import MethodChoice
from forms.actions.method_codes import MethodCodes
from forms.actions.value_choice import Remark
from forms.kit.icons import Icon
from forms.kit.labels import Glyph, Words
from forms.kit.screen_tools import ScreenTools
from forms.kit.tokens import ROOM, SPACE, Tone
from forms.kit.wording.sentences import typeset

_ON_ITS_WAY = "La carte s'affecte… Échap annule."
_AT_SLIMPAY = "L'IBAN se saisit dans la fenêtre Webservice SLIMPAY, après l'enregistrement (P-69)."


class MethodFields(QWidget):
    """The fields for one form after another; a number is nowhere but here, and with the alias service.

    Signals:
        changed: something was typed, chosen or assigned, or is not any more.
        branded: the card is of this `Brand`.
        judged: an IBAN was typed and looked at; bears the `JudgedIban`.
        settled: on with the form: nothing more is to be typed, though a card may still be on its way.
        passed: Enter where nothing needs to be typed.
        came_late: a card of a form that has left the screen has its alias; bears the key and the `AliasedCard`.
        failed_late: it has none; bears the key and the exception.

    Attributes:
        question: the way to the right method.
    """

    changed = Signal()
    branded = Signal(object)
    judged = Signal(object)
    settled = Signal()
    passed = Signal()
    came_late = Signal(object, object)
    failed_late = Signal(object, object)

    def __init__(self, methods: Methods, desk: ScreenTools, who: Actor, today: Callable[[], date]) -> None:
        super().__init__()
        affecting = Affecting(methods, desk, who, self)
        self._codes = MethodCodes((0,))
        self._card = card = CardEntry(affecting, today)
        self._choice = MethodChoice(lambda: card.brand)
        self._iban = IbanEntry(affecting)
        self.question = AmexQuestion()
        self._remark = Remark()
        self._quiet = Words(tone=Tone.MUTED)
        self._quiet.setWordWrap(True)
        self._new = _NewMethod()
        self._lay_out()
        self._connect()
        self._show()

    @property
    def assigned(self) -> Assigned:
        """What the form was given so far."""
        return self._choice.given

    @property
    def code(self) -> int:
        """The method that stands; 0 while none is asked."""
        return self._choice.code

    @property
    def is_assigning(self) -> bool:
        """Whether the card of this form is on its way."""
        return self._card.is_assigning

    @property
    def is_half_typed(self) -> bool:
        """Whether something is typed that is kept nowhere: a number, an IBAN."""
        return self._card.has_number or self._iban.has_text

    @property
    def has_room(self) -> bool:
        """Whether there is something to type."""
        return self._choice.wants_card or self._choice.wants_iban

    def begin(self, form: Hashable) -> None:
        """Another form, known by `form`: nothing is typed, and nothing assigned."""
        self.take_up(form, NOTHING_ASSIGNED, wiped=False)

    def take_up(self, form: Hashable, assigned: Assigned, *, wiped: bool) -> None:
        """A form as it stood; `wiped` where something was half typed in it, which is said."""
        self._choice.take_up(assigned)
        self._card.begin(form)
        self._iban.begin(form)
        self.question.hide()
        self._remark.say("")
        self._show()
        if wiped:
            (self._card if self._choice.wants_card else self._iban).say_wiped()

    def forget_wiped(self) -> None:
        """What was half typed, and is gone, does not matter any more."""
        self._iban.forget_wiped()

    def ask(self, asked: Asked | None) -> None:
        """Ask for this; nothing where it is None. What is typed for the same thing stays."""
        if asked == self._choice.asked:
            return
        self._choice.asked = asked
        if asked is None or self._choice.code not in asked.codes:
            self.question.hide()
        self._show()

    def keep(self, *, card: bool, iban: bool) -> None:
        """Drop what was assigned and does not hold any more beside the form's other facts."""
        if self._choice.keep(card=card, iban=iban):
            self._show()

    def refuse(self, why: str) -> None:
        """Say why the means of payment were refused; they are asked for again."""
        self.take_focus()
        self._remark.say(why)

    def focus_codes(self) -> None:
        """Put the focus on the methods."""
        self._codes.setFocus(Qt.FocusReason.OtherFocusReason)

    def take_focus(self) -> None:
        """Where something is to be typed; what was assigned is then typed anew."""
        self._card.cancel()
        self._choice.keep(card=False, iban=False)
        self._remark.say("")
        self._show()
        self._focus_first()
        self.changed.emit()

    def fit(self) -> None:
        """Be as wide as the text asks for."""
        self._card.fit()
        self._iban.fit()

    def text(self) -> str:
        """What is said of the new means of payment."""
        return self._new.text()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.is_assigning:
            self.take_focus()
        else:
            super().keyPressEvent(event)

    def _focus_first(self) -> None:
        if self._choice.wants_card:
            self._card.take_focus()
        elif self._choice.wants_iban:
            self._iban.take_focus()
        else:
            self.focus_codes()

    def _edit(self) -> None:
        self._remark.say("")
        self.question.hide()
        brand = self._card.brand
        if brand is not None and self._choice.wants_card and self._choice.given.code is None:
            self.branded.emit(brand)
        self._codes.show_code(self.code)
        self.changed.emit()

    def _go_to_expiry(self) -> None:
        if not self.question.asks(self._choice):
            self._card.go_to_expiry()

    def _assign_card(self) -> None:
        if not self.is_assigning and not self.question.asks(self._choice):
            self._card.assign(self.code)
            self._change()
            self.settled.emit()

    def _come(self, card: AliasedCard) -> None:
        self._choice.take_card(card)
        self.branded.emit(card.brand)
        self._change()

    def _change(self) -> None:
        self._show()
        self.changed.emit()

    def _judge(self, judged: JudgedIban) -> None:
        self._choice.take_iban(judged)
        self.judged.emit(judged)
        self._change()
        self.settled.emit()

    def _choose(self, code: int) -> None:
        self._choice.take_code(code)
        self.question.hide()
        self._show()
        self.question.asks(self._choice)
        self.changed.emit()

    def _take_right_method(self) -> None:
        self.question.hide()
        self._choice.take_code(None)
        if self._choice.brand is not None:
            self.branded.emit(self._choice.brand)
        self._change()
        self._go_on()

    def _go_on(self) -> None:
        """Enter at the methods."""
        if self.has_room and not self.is_assigning:
            self._focus_first()
        else:
            self.settled.emit()

    def _show(self) -> None:
        asked = self._choice.asked
        self.setVisible(asked is not None)
        if asked is None:
            return
        self._offer(asked.codes)
        self._iban.ask(asked.client_id, asked.known)
        self._card.setVisible(self._choice.wants_card and not self.is_assigning)
        self._iban.setVisible(self._choice.wants_iban)
        at_slimpay = _AT_SLIMPAY if self._choice.channel is Channel.SLIMPAY else ""
        self._quiet.setText(typeset(_ON_ITS_WAY if self.is_assigning else at_slimpay))
        self._quiet.setVisible(bool(self._quiet.text()))
        self._new.say(self._choice.told)

    def _offer(self, codes: tuple[int, ...]) -> None:
        if codes and codes != self._codes.codes:
            old, self._codes = self._codes, MethodCodes(codes)
            self._codes.chosen.connect(self._choose)
            self._codes.committed.connect(self._go_on)
            self._column.replaceWidget(old, self._codes)
            for before, after in pairwise((*self._codes.stops, *self._card.stops)):
                QWidget.setTabOrder(before, after)  # the codes were made last, and stand first
            old.hide()
            old.deleteLater()
        self._codes.setVisible(bool(codes))
        self._codes.show_code(self.code)

    def _connect(self) -> None:
        card, iban = self._card, self._iban
        card.edited.connect(self._edit)
        card.numbered.connect(self._go_to_expiry)
        card.completed.connect(self._assign_card)
        card.assigned.connect(self._come)
        card.returned.connect(self._change)
        card.refused.connect(self._remark.say)
        card.came_late.connect(self.came_late)
        card.failed_late.connect(self.failed_late)
        iban.edited.connect(self._edit)
        iban.judged.connect(self._judge)
        iban.passed.connect(self.passed)
        self.question.accepted.connect(self._take_right_method)
        self.question.dismissed.connect(self.question.hide)
        self.question.dismissed.connect(self.focus_codes)

    def _lay_out(self) -> None:
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(ROOM)
        for part in (self._codes, self._card, self._iban, self.question, self._remark, self._quiet, self._new):
            self._column.addWidget(part)


class _NewMethod(QWidget):
    """*Nouveau MDR*, with the shape of what is done."""

    def __init__(self) -> None:
        super().__init__()
        self._text = Words(role="strong")
        self._text.setWordWrap(True)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(SPACE)
        line.addWidget(Glyph(Icon.CHECK, Tone.OK))
        line.addWidget(Words("Nouveau MDR", "label"))
        line.addWidget(self._text, 1)
        self.hide()

    def say(self, text: str) -> None:
        self._text.setText(text)
        self.setVisible(bool(text))

    def text(self) -> str:
        return "" if self.isHidden() else self._text.text()
