"""A keyed cheque put right in its place: corrected, or taken back (B-04, C-03)."""

from collections.abc import Callable
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from backoffice.domain.batch_rows import ReceiptRow, TapeLine
from backoffice.domain.cheque import ChequeCorrection
from backoffice.domain.cheque_number import NUMBER_REFUSALS
from backoffice.domain.errors import Broken, RuleBroken
from backoffice.domain.money import Money
from backoffice.french.amount_in_words import write
from backoffice.french.binding import cheque_amount
from backoffice.french.figures import amount, euros
from forms.closing.page import ClosingTools
from forms.closing.tape_rows import both_amounts
from forms.kit.buttons import button
from forms.kit.fields import Field, WordsField, all_usable
from forms.kit.gesture import Gesture
from forms.kit.icons import Icon
from forms.kit.inline_question import override_question
from forms.kit.labels import Words
from forms.kit.panels import Card
from forms.kit.strip import Strip
from forms.kit.tokens import ROOM, SPACE, Tone
from forms.kit.trade_fields import AmountField, NumberField
from forms.kit.wording.sentences import sentence

_AT_AMOUNT = {Broken.AMOUNT_UNREADABLE, Broken.AMOUNT_NOT_POSITIVE, Broken.AMOUNT_TOO_LARGE}
_AT_WORDS = {Broken.WORDS_MISSING, Broken.WORDS_UNREADABLE}


class ChequeCard(Card):
    """One form for one cheque.

    Signals:
        done: the cheque was corrected or taken back; bears the sentence that says so.
        left: it stays as it is.
    """

    done = Signal(str)
    left = Signal()

    def __init__(self, tools: ClosingTools, line: TapeLine, receipt: ReceiptRow) -> None:
        super().__init__()
        self._tools = tools
        self._receipt = receipt
        self._gesture = Gesture(tools.desk.runner, self)
        self._seen = (receipt.figures, receipt.words or "")
        self._accepts_duplicate = False
        self._amount = AmountField("Montant", required=True, large=True)
        self._number = NumberField("N° du chèque")
        self._typed = WordsField("Montant en lettres, comme sur le chèque")
        self._said = Words(role="strong")
        self._differ = Words(role="large", tone=Tone.WARNING)
        self._both = Words(role="strong", tone=Tone.WARNING)
        self._notice = Strip()
        self._twin = override_question(tools.who.name)
        self._feet = QStackedWidget()
        self._lay_out()
        self._fill(line)
        self._connect()

    @property
    def is_sending(self) -> bool:
        """Whether an answer is awaited."""
        return self._gesture.is_sending

    def begin(self) -> None:
        """Put the cursor where the form begins."""
        self._amount.take_focus()

    def escape(self) -> None:
        """Back from the question to the form, or from the form to the line as it is."""
        if self._feet.currentIndex() == 1:
            self._ask(asking=False)
        elif self._twin.text():
            self._review()
        elif not self.is_sending:
            self.tell_loss()
            self.left.emit()

    def tell_loss(self) -> None:
        """Say that what was typed is not kept, where anything was: the form goes away, and the cheque stays."""
        typed = (self._amount.text().strip(), self._number.text().strip(), self._typed.text().strip())
        receipt = self._receipt
        if not self.is_sending and typed != (amount(receipt.figures), receipt.cheque_number, receipt.words or ""):
            stays = f"Le chèque {receipt.cheque_number} reste tel quel, {euros(receipt.amount)}"
            self._tools.desk.strip.warning(f"{stays} : « {' · '.join(filter(None, typed))} » n'est pas gardé.")

    def save(self) -> None:
        """*Enregistrer*: the correction, once; where nothing was changed, nothing is recorded."""
        if self.is_sending or not all_usable((self._amount, self._number)):
            return
        if self._twin.text():
            self._accepts_duplicate = True
            self._drop_twin()
        figures, number = self._amount.value(), self._number.value()
        if figures is None or number is None:
            return
        typed = self._typed.text().strip() or None
        binding = figures if typed is None else self._binding(figures, typed)
        if binding is None:
            return
        receipt = self._receipt
        if (figures, binding, number.number) == (receipt.figures, receipt.amount, receipt.cheque_number):
            self.left.emit()
            return
        change = (receipt.id, figures, typed, number.number, self._accepts_duplicate)
        corrections, who = self._tools.services.corrections, self._tools.who
        self._send(lambda key: corrections.correct(who, ChequeCorrection(key, *change)), self._corrected, "correction")

    def _binding(self, figures: Money, typed: str) -> Money | None:
        """The amount in words; None where it cannot be read, or differs from the figures and was not seen so far."""
        try:
            read = cheque_amount(figures, typed)
        except RuleBroken as broken:
            self._say_at(self._typed, broken)
            return None
        binding = read.binding
        if read.words is None or self._seen == (figures, typed):
            return binding
        self._seen = (figures, typed)
        self._differ.setText(f"Chiffres {euros(figures)}    Lettres {euros(binding)}")
        self._said.hide()
        self._differ.show()
        self._typed.show_error(f"La somme en lettres vaut (P-20) : ⏎ enregistre {euros(binding)}.")
        self._typed.take_focus()
        return None

    def _corrected(self, receipt: ReceiptRow) -> None:
        self.done.emit(f"Le chèque {receipt.cheque_number} est corrigé : {euros(receipt.amount)}.")

    def _take_back(self) -> None:
        corrections, who = self._tools.services.corrections, self._tools.who
        receipt_id = self._receipt.id
        self._send(lambda key: corrections.reverse(who, key, receipt_id), self._taken_back, "reversal")

    def _taken_back(self, reversal: ReceiptRow) -> None:
        self.done.emit(f"L'encaissement du chèque {reversal.cheque_number} est annulé : la dette est de retour.")

    def _send(self, work: Callable[[UUID], ReceiptRow], done: Callable[[ReceiptRow], None], what: str) -> None:
        if not self.is_sending:
            self._notice.hide()
            self._gesture.send(work, done, self._refused, what)

    def _refused(self, error: Exception) -> None:
        if isinstance(error, RuleBroken) and error.code is Broken.PROBABLE_DUPLICATE:
            for widget in (self._said, self._feet):  # the question has their room
                widget.hide()
            self._twin.ask(sentence(error))
            return
        field = self._field_of(error)
        if field is None:
            self._notice.error(sentence(error))
        else:
            self._say_at(field, error)

    def _say_at(self, field: Field[Money] | Field[str] | NumberField, error: Exception) -> None:
        if field is self._typed:
            self._typed.show()
        field.show_error(sentence(error))
        field.take_focus()

    def _field_of(self, error: Exception) -> Field[Money] | Field[str] | NumberField | None:
        code = error.code if isinstance(error, RuleBroken) else None
        if code in _AT_AMOUNT:
            return self._amount
        if code in NUMBER_REFUSALS:
            return self._number
        return self._typed if code in _AT_WORDS else None

    def _ask(self, *, asking: bool) -> None:
        self._feet.setCurrentIndex(1 if asking else 0)
        for field in (self._amount, self._number, self._typed):
            field.setEnabled(not asking)
        if asking:
            self._keep.setFocus()
        else:
            self.begin()

    def _drop_twin(self) -> None:
        if self._twin.text():
            self._twin.hide()
            self._feet.show()
            self._said.setVisible(self._receipt.words is None)

    def _review(self) -> None:
        self._drop_twin()
        self._number.take_focus()

    def _forget_answer(self) -> None:
        """What was answered of a duplicate was of another amount or number."""
        self._accepts_duplicate = False
        self._drop_twin()

    def _say_words(self) -> None:
        """The words of the figures, to be compared; where they were typed, they are asked for again instead."""
        self._differ.hide()
        figures, words = self._amount.value(), self._receipt.words
        self._said.setVisible(words is None)
        self._said.setText("" if figures is None else write(figures).upper())
        if words is not None:
            self._ask_words_again(words, same=figures == self._receipt.figures)

    def _ask_words_again(self, words: str, *, same: bool) -> None:
        """The words that were typed belong to the figures that they were typed with, and to no others."""
        typed = self._typed.text().strip()
        if same and not typed:
            self._typed.set_value(words)
        elif not same and typed == words:
            self._typed.clear()

    def _fill(self, line: TapeLine) -> None:
        self._typed.setVisible(self._receipt.words is not None)
        self._amount.set_value(self._receipt.figures)
        self._number.edit.setText(self._receipt.cheque_number)
        if line.tape is not None and not line.agrees:
            self._amount.show_hint(f"bande : {amount(line.tape)}")
        both = both_amounts(self._receipt)
        self._both.say(f"Saisi : {both}", Tone.WARNING)
        self._both.setVisible(bool(both))
        self._say_words()

    def _connect(self) -> None:
        self._amount.edit.textChanged.connect(self._say_words)
        self._amount.committed.connect(self._number.take_focus)
        self._number.committed.connect(self._after_number)
        self._typed.committed.connect(self.save)
        for field in (self._amount, self._number):
            field.edit.textChanged.connect(self._forget_answer)
        self._twin.accepted.connect(self.save)
        self._twin.dismissed.connect(self._review)

    def _after_number(self) -> None:
        if self._typed.isVisible() and not self._typed.text().strip():
            self._typed.take_focus()
        else:
            self.save()

    def _lay_out(self) -> None:
        self.head.addWidget(Words(f"Corriger le chèque {self._receipt.cheque_number}", "heading"))
        self.head.addWidget(Words(f"{self._receipt.ref} · {self._receipt.name}", tone=Tone.MUTED), 1)
        line = QHBoxLayout()
        line.setSpacing(ROOM)
        for field, stretch in ((self._amount, 2), (self._number, 2), (self._typed, 5)):
            line.addWidget(field, stretch, Qt.AlignmentFlag.AlignTop)
        line.addStretch(1)
        self._said.setWordWrap(True)
        self._feet.addWidget(self._buttons())
        self._feet.addWidget(self._question())
        self.body.addLayout(line)
        for widget in (self._both, self._said, self._differ, self._notice, self._twin, self._feet):
            self.body.addWidget(widget)

    def _buttons(self) -> QWidget:
        return _foot(
            button("Annuler l'encaissement…", lambda: self._ask(asking=True), Icon.UNDO),
            button("Laisser tel quel", self.escape),
            button("Enregistrer", self.save, Icon.SAVE, primary=True),
        )

    def _question(self) -> QWidget:
        self._keep = button("Garder", self.escape)
        words = Words(f"Annuler l'encaissement de {euros(self._receipt.amount)} ? La dette revient.")
        words.setWordWrap(True)
        return _foot(words, self._keep, button("Annuler l'encaissement", self._take_back, Icon.UNDO, primary=True))


def _foot(first: QWidget, *others: QWidget) -> QWidget:
    foot = QWidget()
    line = QHBoxLayout(foot)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(SPACE)
    line.addWidget(first, 1 if isinstance(first, Words) else 0)
    line.addStretch(0 if isinstance(first, Words) else 1)
    for other in others:
        line.addWidget(other)
    return foot
