"""The amount in words: compared with the cheque, or typed from it; where figures and words differ, both in large."""

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from backoffice.domain.errors import Broken, RuleBroken
from backoffice.domain.mail_facts import ChequeAmount
from backoffice.domain.money import ZERO, Money
from backoffice.french.amount_in_words import write
from backoffice.french.binding import cheque_amount
from backoffice.french.figures import euros
from backoffice.keying.entry import InWords
from backoffice.procedure.rules import RULES
from forms.kit.fields import WordsField
from forms.kit.icons import Icon
from forms.kit.inline_question import InlineAnswer
from forms.kit.labels import Glyph, Words
from forms.kit.tokens import GAP, MARGIN, ROOM, SPACE, Tone
from forms.kit.wording.sentences import sentence


class WordsPanel(QWidget):
    """Asks for the words of one cheque.

    Signals:
        changed: what is known of the words has changed.
        settled: the words are confirmed: on to the number.

    Attributes:
        field: where the words are typed.
    """

    changed = Signal()
    settled = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._words: InWords | None = None
        self._must_type = False
        self._idle = Words("La somme en lettres s'affiche ici, à comparer avec le chèque.", tone=Tone.MUTED)
        self._ours = _Comparison()
        self.field = WordsField("Somme en lettres, recopiée du chèque", required=True)
        self._difference = _Difference()
        self._ours.accepted.connect(self._confirm)
        self.field.committed.connect(self._read)
        self.field.edited.connect(self._retyped)
        self._difference.accepted.connect(self._confirm)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(SPACE)
        for page in (self._idle, self._ours, self.field, self._difference):
            whole.addWidget(page)
        self._show()

    @property
    def words(self) -> InWords | None:
        """What is known of the words; None while there is no amount."""
        return self._words

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """Where the Tab key stops, in order."""
        return (self._ours, self.field.edit, self._difference)

    def ask(self, figures: Money, *, typed: bool) -> None:
        """Ask for the words of a cheque of an amount: `typed` from it, or compared with ours."""
        self._must_type = typed
        self._become(InWords(figures, "" if typed else None))
        self.field.clear()

    def take_up(self, words: InWords | None) -> None:
        """Show words as they stood before; they can always be typed again."""
        self.field.set_value(words.typed if words else None)
        self._must_type = words is not None and words.typed is not None
        self._become(words)

    def type_instead(self) -> None:
        """F7: the cheque says something else than our words."""
        if self._words is None:
            return
        if self._words.typed is None:
            self.field.clear()
            self._become(InWords(self._words.figures, ""))
        self._show_field()
        self.field.take_focus()

    def take_focus(self) -> None:
        """Put the focus where the words are to be confirmed."""
        page = next((page for page in (self._ours, self._difference) if not page.isHidden()), None)
        if page is not None:
            page.setFocus(Qt.FocusReason.OtherFocusReason)
        elif not self.field.isHidden():
            self.field.take_focus()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape reads differing words again, and goes from words that need not be typed back to the comparison."""
        words = self._words if event.key() == Qt.Key.Key_Escape else None
        if words is not None and self._difference.hasFocus():
            self._show_field()
            self.field.take_focus()
        elif words is not None and self.field.edit.hasFocus() and not self._must_type:
            self._become(InWords(words.figures))
            self.take_focus()
        else:
            super().keyPressEvent(event)

    def _confirm(self) -> None:
        if self._words is not None:
            self._become(replace(self._words, confirmed=True))
            self.settled.emit()

    def _read(self) -> None:
        """Enter in the field: the words are set against the figures."""
        if self._words is None:
            return
        typed = self.field.text().strip()
        try:
            amount = _read(self._words.figures, typed)
        except RuleBroken as broken:
            self.field.show_error(sentence(broken))
            self.field.take_focus()
            return
        agree = amount.words is None
        self._become(InWords(amount.figures, typed, amount.binding, confirmed=agree))
        if agree:
            self.settled.emit()
        else:
            self.take_focus()

    def _retyped(self) -> None:
        if self._words is not None and self._words.read is not None:
            self._become(InWords(self._words.figures, self.field.text()))
        elif self._words is not None:
            self._words = replace(self._words, typed=self.field.text())

    def _become(self, words: InWords | None) -> None:
        self._words = words
        self._show()
        self.changed.emit()

    def _show(self) -> None:
        words = self._words
        self._idle.setVisible(words is None)
        self._ours.setVisible(words is not None and words.typed is None)
        self._difference.setVisible(words is not None and words.differ)
        self.field.setVisible(words is not None and words.typed is not None and not words.differ)
        if words is None:
            return
        self._ours.show_words(words)
        self._difference.show_words(words)
        agreed = words.confirmed and words.typed is not None
        self.field.show_hint("conforme ✓" if agreed else "", Tone.OK)

    def _show_field(self) -> None:
        self._difference.hide()
        self.field.show()


def _read(figures: Money, typed: str) -> ChequeAmount:
    amount = cheque_amount(figures, typed)
    if amount.binding <= ZERO:
        raise RuleBroken(Broken.AMOUNT_NOT_POSITIVE)
    return amount


class _Comparison(InlineAnswer):
    """The words of the figures, in large capitals, to be compared with the cheque."""

    def __init__(self) -> None:
        super().__init__()
        self._confirmed = False
        self._text = Words(role="large")
        self._text.setWordWrap(True)
        self._text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.MinimumExpanding)
        self._hint = Words(tone=Tone.MUTED)
        line = QHBoxLayout(self)
        line.setContentsMargins(ROOM, SPACE, ROOM, SPACE)
        line.setSpacing(MARGIN)
        line.addWidget(self._text, 1)
        line.addWidget(self._hint)

    @property
    @override
    def is_seen(self) -> bool:
        """The words are compared with the cheque, which was in hand before: a fast hand waits for nothing."""
        return True

    def show_words(self, words: InWords) -> None:
        """Show what the figures say in words."""
        self._confirmed = words.confirmed
        self._text.setText(write(words.figures).upper())
        self.setAccessibleName(f"Somme en lettres à comparer avec le chèque\u00a0: {write(words.figures)}")
        self._dress()

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._dress()

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._dress()

    def _dress(self) -> None:
        self.dress(Tone.OK if self._confirmed else Tone.INFO if self.hasFocus() else Tone.NEUTRAL)
        if self._confirmed:
            self._hint.say("conforme ✓", Tone.OK)
        else:
            self._hint.say("⏎ conforme · F7 autre", Tone.INFO if self.hasFocus() else Tone.MUTED)


class _Difference(InlineAnswer):
    """Both amounts of a cheque that says two different ones, and which of them is taken (P-20)."""

    def __init__(self) -> None:
        super().__init__()
        self.dress(Tone.WARNING)
        self._figures = Words(role="large", tone=Tone.MUTED)
        self._words = Words(role="large")
        self._why = Words(f"P-20 · {RULES['P-20'].sentence}")
        self._why.setWordWrap(True)
        self._hint = Words(tone=Tone.WARNING)
        amounts = QGridLayout()
        amounts.setHorizontalSpacing(3 * MARGIN)
        amounts.setVerticalSpacing(GAP)
        for at, (label, value) in enumerate((("En chiffres", self._figures), ("En lettres", self._words))):
            amounts.addWidget(Words(label, "label"), 0, at)
            amounts.addWidget(value, 1, at)
        amounts.setColumnStretch(2, 1)
        why = QHBoxLayout()
        why.setSpacing(SPACE)
        why.addWidget(Glyph(Icon.WARNING, Tone.WARNING), 0, Qt.AlignmentFlag.AlignTop)
        why.addWidget(self._why, 1)
        why.addWidget(self._hint, 0, Qt.AlignmentFlag.AlignBottom)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(ROOM, SPACE, ROOM, SPACE)
        whole.setSpacing(SPACE)
        whole.addLayout(amounts)
        whole.addLayout(why)

    def show_words(self, words: InWords) -> None:
        """Show both amounts."""
        self._figures.setText(euros(words.figures))
        self._words.setText(f"{euros(words.binding)} ✓")
        self._hint.say(
            "lettres retenues ✓" if words.confirmed else "⏎ retenir les lettres · Échap revoir", Tone.WARNING
        )
        told = f"En chiffres {euros(words.figures)}, en lettres {euros(words.binding)}. {RULES['P-20'].sentence}"
        self.setAccessibleName(told)
