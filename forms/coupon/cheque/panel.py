"""*Moyens de régularisation*: the cheque's amount, its words, its number, and *Enregistrer*.

Mail that comes to nothing of a cheque has one line in their place; before it, a card or an IBAN has its own fields.
"""

from collections.abc import Callable
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from backoffice.domain.errors import Broken, RuleBroken
from backoffice.domain.money import ZERO, Money
from backoffice.french.figures import amount
from forms.actions.method_fields import MethodFields
from forms.coupon.cheque.asked_line import AskedLine
from forms.coupon.cheque.transfer_line import TransferLine
from forms.coupon.cheque.words_panel import WordsPanel
from forms.kit.buttons import allow, button
from forms.kit.icons import Icon
from forms.kit.inline_question import InlineQuestion, Notice, override_question
from forms.kit.labels import Words
from forms.kit.panels import Card
from forms.kit.tokens import GAP, MARGIN, ROOM, SPACE, Tone, scaled
from forms.kit.trade_fields import AmountField, NumberField, action_code
from forms.kit.wording.sentences import sentence

_METHOD = "15 Chèque"
_NARROWEST = 140
_AMOUNT_WIDTH = 200
_NUMBER_WIDTH = 290


class ChequePanel(Card):
    """The cheque.

    Signals:
        amount_given: Enter on an amount; its words are asked for.
        amount_edited: the amount is being typed anew.
        save_asked: Enter on a number or on the line, or the button.
        duplicate_accepted: recorded all the same, under one's own name.
        holder_asked: the card or the IBAN bears a name, which may be another's (P-16).

    Attributes:
        amount: the field of the amount.
        number: the field of the number.
        words: the amount in words.
        method: what is asked for of a card or an IBAN.
        transfer: what will happen with mail without a cheque.
        asked: what must be known of the coupon first.
        question: the warning about a cheque that looks keyed already.
        held: *Enregistrer* was asked for before the client's file was there.
        notice: anything else that was refused.
    """

    amount_given = Signal()
    amount_edited = Signal()
    save_asked = Signal()
    duplicate_accepted = Signal()
    holder_asked = Signal()

    def __init__(self, name: str, wants_words: Callable[[Money], bool], method: MethodFields) -> None:
        """Make the panel.

        Args:
            name: who overrides a warning.
            wants_words: whether the words of a cheque of an amount are to be typed.
            method: the fields of a card or an IBAN.
        """
        super().__init__("Moyens de régularisation")
        self._wants_words = wants_words
        self._copied: dict[Money, bool] = {}
        self._marked = ""
        self.amount = AmountField("Montant", required=True, large=True)
        self.words = WordsPanel()
        self.number = _NumberOrCode("N° du chèque")
        self.number.edit.setPlaceholderText("7 chiffres, ou la ligne CMC7")
        self.question = override_question(name)
        self.held = InlineQuestion("Enregistrer", "Revoir la saisie", by_key="F6")
        self.notice = Notice()
        self.save = button("Enregistrer", self.save_asked.emit, Icon.SAVE, primary=True)
        self.method = method
        self.transfer = TransferLine()
        self.asked = AskedLine()
        self._holder = button("Autre titulaire  F3 H", self.holder_asked.emit)
        self._holder.setProperty("role", "key")
        self._holder.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._method = _method()
        self._money = Words(role="strong")
        self._paper = Words(tone=Tone.MUTED)
        self._paper.setWordWrap(True)
        self._paper.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.transfer.accepted.connect(self.save_asked)
        self.amount.committed.connect(self._give_amount)
        self.amount.edited.connect(self.amount_edited)
        self.number.committed.connect(self.save_asked)
        self.question.accepted.connect(self.duplicate_accepted)
        for question in (self.question, self.held):
            question.dismissed.connect(self._review)
        self._lay_out()
        self.fit()

    def fit(self) -> None:
        """Be as wide as the text asks for."""
        for field, widest in ((self.amount, _AMOUNT_WIDTH), (self.number, _NUMBER_WIDTH)):
            field.setMinimumWidth(scaled(_NARROWEST))
            field.setMaximumWidth(scaled(widest))
        self.method.fit()
        self.asked.fit()

    def clear(self) -> None:
        """Empty for the next cheque."""
        self._copied.clear()
        self.amount.clear()
        self.number.clear()
        self.words.take_up(None)
        self.clear_messages()
        self.show_money(None, ZERO)

    def clear_messages(self) -> None:
        """What was said of this cheque does not hold any more."""
        self.drop_question()
        self.release()
        self.notice.say("")

    def warn_of_duplicate(self, text: str) -> None:
        """Ask whether a cheque that looks keyed already is recorded all the same."""
        self.save.hide()
        self.question.ask(text)

    def drop_question(self) -> None:
        """The warning is answered, or does not hold any more."""
        self.question.hide()
        self.save.show()

    def hold(self, text: str) -> None:
        """The cheque is keyed: what is typed from here on does not go into it."""
        self.save.hide()
        self.held.ask(text)

    def release(self) -> None:
        """The cheque waits no more."""
        self.held.hide()
        self.save.show()

    def give_way(self, text: str, reason: str, *, to_amount: bool, waits: bool = False) -> None:
        """Say in one line what will happen instead of keying a cheque; an empty one brings the cheque back.

        Args:
            text: what will happen.
            reason: why it cannot be recorded; empty where it can.
            to_amount: an amount can still be typed: there may be a cheque after all.
            waits: a card or an IBAN is typed first, or a question answered: the line comes with it.
        """
        self.transfer.say(text, reason)
        self.transfer.setVisible(bool(text) and not waits)
        self._holder.setVisible(not self.method.isHidden())
        for widget in (self._method, self.amount):
            widget.setVisible(to_amount if text or waits else True)
        for widget in (self.words, self.number, self._money, self._paper):
            widget.setVisible(not text and not waits)

    def mark_amount(self, conflict: str) -> None:
        """Say at the amount what it contradicts; nothing where it contradicts nothing."""
        if conflict:
            self.amount.show_error(conflict)
        elif self._marked:
            self.amount.clear_error()
        self._marked = conflict

    def allow_save(self, reason: str) -> None:
        """*Enregistrer* is off while there is a reason why not."""
        allow(self.save, reason)

    def show_money(self, cheque: Money | None, settled: Money) -> None:
        """The line that always adds up."""
        if cheque is None:
            self._money.say("Encaissé – · réglé – · avoir –", Tone.MUTED)
            return
        rest = cheque - settled
        end = f"avoir {amount(rest)}" if rest >= ZERO else f"{amount(-rest)} de trop"
        said = f"Encaissé {amount(cheque)} · réglé {amount(settled)} · {end}"
        self._money.say(said, Tone.NEUTRAL if rest >= ZERO else Tone.ERROR)

    def show_paper(self, words: str, *, quietly: bool) -> None:
        """Where the coupon goes, beside the button that sends it off: the decision may stand out of sight."""
        self._paper.say(words, Tone.MUTED if quietly else Tone.INFO)

    def money(self) -> str:
        """What the money line says."""
        return self._money.text()

    def _give_amount(self) -> None:
        value = self.amount.value()
        if value is None or value <= ZERO:
            self.amount.show_error(sentence(RuleBroken(Broken.AMOUNT_NOT_POSITIVE)))
            self.amount.take_focus()
        else:
            self._ask_words(value)
            self.amount_given.emit()

    def _ask_words(self, figures: Money) -> None:
        if self.words.words is not None and self.words.words.figures == figures:
            return
        if figures not in self._copied:  # chance decides once for an amount, not each time it is typed
            self._copied[figures] = self._wants_words(figures)
        self.words.ask(figures, typed=self._copied[figures])

    def _review(self) -> None:
        self.drop_question()
        self.release()
        self.number.take_focus()

    def _lay_out(self) -> None:
        fields = QHBoxLayout()
        fields.setSpacing(MARGIN)
        fields.addWidget(self._method, 0, Qt.AlignmentFlag.AlignTop)
        fields.addWidget(self.amount, _AMOUNT_WIDTH, Qt.AlignmentFlag.AlignTop)
        fields.addWidget(self.number, _NUMBER_WIDTH, Qt.AlignmentFlag.AlignTop)
        fields.addStretch(1)
        foot = QHBoxLayout()
        foot.setSpacing(ROOM)
        foot.addWidget(self._holder)
        foot.addWidget(self._money)
        foot.addWidget(self._paper, 1)
        foot.addStretch()
        foot.addWidget(self.save)
        self.body.addLayout(fields)
        self.body.addWidget(self.asked)
        self.body.addWidget(self.words)
        self.body.addWidget(self.method)
        self.body.addWidget(self.transfer)
        self.body.addWidget(self.notice)
        self.body.addWidget(self.question)
        self.body.addWidget(self.held)
        self.body.addLayout(foot)
        for before, after in pairwise(
            (
                self.amount.edit,
                self.asked.debt.edit,
                *self.words.stops,
                self.number.edit,
                self.method,
                self.transfer,
                self.save,
            )
        ):
            QWidget.setTabOrder(before, after)


def _method() -> QWidget:
    whole = QWidget()
    column = QVBoxLayout(whole)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(GAP)
    column.addWidget(Words("Mode de règlement", "label"))
    value = Words(_METHOD, "strong")
    value.setContentsMargins(0, SPACE, 0, 0)
    column.addWidget(value)
    return whole


class _NumberOrCode(NumberField):
    """The number of the cheque in hand; also a place to type an action code, as all of a client's file is.

    Signals:
        action_asked: Enter was pressed on an action code such as `4.3`, which the signal bears.
    """

    action_asked = Signal(str)

    @override
    def commit(self) -> None:
        """An action code is passed on and wiped."""
        code = action_code(self.text())
        if not code:
            super().commit()
            return
        self.clear()
        self.edited.emit()
        self.action_asked.emit(code)
