"""The IBAN of a coupon, then *Affecter*: set against the client's file and the partner's (P-60, P-61, P-67)."""

from collections.abc import Hashable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from backoffice.domain.means import JudgedIban
from forms.actions.affecting import Affecting, assign_button
from forms.kit.iban_field import IbanField
from forms.kit.inline_question import ReadingTime
from forms.kit.labels import Words
from forms.kit.tokens import GAP, MARGIN, Tone, scaled
from forms.kit.wording.sentences import sentence, typeset

_WIDTH = 430
_SAME = "Le même que celui du dossier ({known}) : ⏎ sans rien taper."
_WIPED = "L'IBAN qui était tapé ici a été effacé : retapez-le."
_OR_SAME = " Si c'est celui du dossier, redites-le au courrier (F3, I)."


class IbanEntry(QWidget):
    """The field, for one form after another.

    Signals:
        edited: it was changed.
        judged: it was looked at; bears the `JudgedIban`.
        passed: Enter on nothing, where the file's IBAN may be meant.
    """

    edited = Signal()
    judged = Signal(object)
    passed = Signal()

    def __init__(self, affecting: Affecting) -> None:
        super().__init__()
        self._affecting = affecting
        self._form: Hashable = None
        self._client_id: int | None = None
        self._known = ""
        self._is_wanted = self._is_judging = self._is_wiped = False
        self.reading = ReadingTime(self)  # for an Enter on nothing, which means the file's IBAN
        self._field = _CouponIban()
        self._same = Words(role="small", tone=Tone.MUTED)
        self._same.setWordWrap(True)
        self._field.edited.connect(self._edit)
        self._field.left_blank.connect(self._pass)
        self._field.committed.connect(self._want)
        affecting.judged.connect(self._come)
        affecting.unjudged.connect(self._fail)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        row = QHBoxLayout()
        row.setSpacing(MARGIN)
        row.addWidget(self._field, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(assign_button(self._field.commit), 0, Qt.AlignmentFlag.AlignTop)
        row.addStretch(1)
        column.addLayout(row)
        column.addWidget(self._same)
        self.fit()

    @property
    def has_text(self) -> bool:
        """Whether anything of an IBAN is there."""
        return bool(self._field.text())

    def begin(self, form: Hashable) -> None:
        """Another form, known by `form`."""
        self._form = form
        self._is_wanted = self._is_judging = self._is_wiped = False
        self._field.clear()

    def ask(self, client_id: int | None, known: str) -> None:
        """Ask for the IBAN of a client, None while it is not known whose; `known` is the file's, where it may do."""
        self._client_id, self._known = client_id, known
        self._same.setText(typeset(_SAME.format(known=known)))
        self._same.setVisible(bool(known) and not self._is_wiped)  # a hasty ⏎ must not take the file's for it
        self._judge()

    def take_focus(self) -> None:
        """Put the cursor here."""
        self.reading.start()
        self._field.take_focus()

    def say_wiped(self) -> None:
        """What was typed is not there any more."""
        self._is_wiped = True
        self._field.show_error(typeset(_WIPED + _OR_SAME * bool(self._known)))
        self._same.hide()

    def forget_wiped(self) -> None:
        """What was typed does not matter any more."""
        self._is_wiped = False
        self._field.clear_error()
        self._same.setVisible(bool(self._known))

    def fit(self) -> None:
        """Be as wide as the text asks for."""
        self._field.setFixedWidth(scaled(_WIDTH))

    def _edit(self) -> None:
        self._is_wanted = False
        self.edited.emit()

    def _pass(self) -> None:
        if not self._known:
            self._field.check()
        elif self.reading.lets_pass():  # a hasty Enter must not debit the file's account for the coupon's
            self.passed.emit()

    def _want(self) -> None:
        if not self._is_judging:
            self._is_wanted = True
            self._judge()

    def _judge(self) -> None:
        iban = self._field.value()
        if self._is_wanted and iban is not None and self._client_id is not None:
            self._is_wanted, self._is_judging = False, True
            self._affecting.judge_iban(self._form, self._client_id, iban)

    def _come(self, form: Hashable, judged: JudgedIban) -> None:
        if form == self._form and self._is_judging:
            self._is_judging = self._is_wiped = False
            self._field.clear()
            self.judged.emit(judged)

    def _fail(self, form: Hashable, error: Exception) -> None:
        if form == self._form and self._is_judging:
            self._is_judging = False
            self._field.show_error(sentence(error))
            if self.isVisible():
                self._field.take_focus()


class _CouponIban(IbanField):
    """Signals: `left_blank`, Enter on nothing."""

    left_blank = Signal()

    def __init__(self) -> None:
        super().__init__("IBAN du coupon", required=True)

    def commit(self) -> None:
        """An Enter on nothing is for whoever knows whether anything is needed."""
        if self.text():
            super().commit()
        else:
            self.left_blank.emit()
