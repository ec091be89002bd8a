"""What is asked of the coupon in hand, at its place: its debt (P-19), circular (P-03), holder (P-16), IBAN (P-60)."""

import re
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QVBoxLayout
from typing_extensions import override

from backoffice.domain.errors import Broken, RuleBroken
from backoffice.domain.mail_facts import circular_code
from backoffice.domain.money import Money
from backoffice.french.figures import amount, read_amount
from backoffice.keying.entry import Entry
from backoffice.keying.missing import Lack
from backoffice.procedure.stops import about_tablets
from forms.coupon.client.changed_words import account_of
from forms.coupon.mail.ticks import holder_of
from forms.kit.buttons import button
from forms.kit.fields import Field
from forms.kit.icons import Icon
from forms.kit.inline_question import ReadingTime
from forms.kit.keys import ENTER
from forms.kit.labels import Glyph, Words
from forms.kit.tokens import ROOM, SPACE, Tone, scaled
from forms.kit.wording.sentences import typeset

_DEBT = (
    "Plusieurs dettes sont en attente, et le montant du chèque ne dit pas laquelle : laquelle le coupon porte-t-il ?"
)
_TABLETS = "Une facture {circular} (tablette non reçue) est en attente : le coupon en main en est-il une ?"
_HOLDER = "Le titulaire « {holder} » est-il bien le client « {client} » ?"
_COMPARISON = (
    "Le dossier n'est plus celui auquel l'IBAN du coupon a été comparé : il porte maintenant {means}. Est-ce toujours "
    "le compte du coupon ?"
)
_YES_OR_NO = (Lack.TABLETS, Lack.HOLDER, Lack.COMPARISON)
_YES, _NO = "O", "N"
_WIDTH = 220
_SPLIT_CODE = re.compile(r"\b([A-Za-z]{3}(?= \d\b)|[A-Za-z]{2}(?= \d\d\b)) (\d+)(?![.,]?\d)")
"""A circular, which is of 4 signs, with a space before its digits: `QCU 2`, `AP 12`."""


@dataclass(frozen=True, slots=True)
class CouponDebt:
    """The debt that a coupon bears: its circular, its amount, or both; neither where it says nothing of it."""

    circular: str = ""
    amount: Money | None = None


class AskedLine(QFrame):
    """One question at a time; the others are not asked as long as it has no answer.

    Signals:
        debt_said: bears the `CouponDebt` of the coupon.
        answered: yes or no; bears the `Lack` that was asked about and a bool.
    """

    debt_said = Signal(object)
    answered = Signal(object, bool)

    def __init__(self) -> None:
        super().__init__()
        self._asked: Lack | None = None
        self.reading = ReadingTime(self)  # for an Enter on nothing, which means that the coupon does not tell
        self.setObjectName("strip")
        self.setProperty("tone", Tone.WARNING.value)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._text = Words()
        self._text.setWordWrap(True)
        self.debt = Field("Circulaire, montant, ou les deux", _read_debt, _written)
        self.debt.edit.setPlaceholderText("AP12 20,30 · ⏎ s'il n'en dit rien")
        self._yes = button(f"Oui  {_YES}", lambda: self._answer(said=True))
        self._no = button(f"Non  {_NO}", lambda: self._answer(said=False))
        self.debt.committed.connect(self._say_debt)
        self._lay_out()
        self.hide()

    def ask(self, lack: Lack | None, entry: Entry) -> None:
        """Ask what is missing, where it is one of these; what is half typed for the same question stays."""
        asked = lack if lack in (Lack.DEBT, *_YES_OR_NO) else None
        if asked is not self._asked:
            self.debt.clear()
            self.reading.start()
        self._asked = asked
        self._text.setText(_said(asked, entry))
        self.setAccessibleName(self._text.text())
        self.debt.setVisible(asked is Lack.DEBT)
        for answer in (self._yes, self._no):
            answer.setVisible(asked in _YES_OR_NO)
        self.setVisible(asked is not None)

    def fit(self) -> None:
        """Be as wide as the text asks for."""
        self.debt.setFixedWidth(scaled(_WIDTH))

    def take_focus(self) -> None:
        """Wait here for the answer."""
        if self._asked is Lack.DEBT:
            self.debt.take_focus()
        else:
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def text(self) -> str:
        """What is asked just now, or nothing."""
        return "" if self.isHidden() else self._text.text()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        said = event.text().upper()
        if self._asked is not Lack.DEBT and said in (_YES, _NO):
            self._answer(said=said == _YES)
        elif event.key() in ENTER:
            if not self.debt.edit.hasFocus():
                QApplication.beep()  # Enter is neither yes nor no
        else:
            super().keyPressEvent(event)

    def _answer(self, *, said: bool) -> None:
        if self._asked is not None:
            self.answered.emit(self._asked, said)

    def _say_debt(self) -> None:
        said = self.debt.value()
        if said is not None or self.reading.lets_pass():  # a hasty Enter was meant for the amount
            self.debt_said.emit(said or CouponDebt())

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(SPACE)
        head.addWidget(Glyph(Icon.WARNING, Tone.WARNING), 0, Qt.AlignmentFlag.AlignVCenter)
        head.addWidget(self._text, 1)
        for answer in (self._yes, self._no):
            answer.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            head.addWidget(answer)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(ROOM, SPACE, ROOM, SPACE)
        whole.setSpacing(SPACE)
        whole.addLayout(head)
        whole.addWidget(self.debt)
        self.fit()


def _said(asked: Lack | None, entry: Entry) -> str:
    dossier = entry.dossier
    if asked is Lack.DEBT:
        return typeset(_DEBT)
    if asked is Lack.TABLETS and dossier is not None:
        circulars = dict.fromkeys(invoice.circular for invoice in about_tablets(dossier.invoices))
        return typeset(_TABLETS.format(circular=" ou ".join(circulars)))
    if asked is Lack.HOLDER and dossier is not None:
        return typeset(_HOLDER.format(holder=holder_of(entry.ticks), client=dossier.client.name))
    if asked is Lack.COMPARISON and dossier is not None:
        return typeset(_COMPARISON.format(means=account_of(dossier.means)))
    return ""


def _read_debt(text: str) -> CouponDebt:
    """`AP12`, `20,30`, or the one and then the other.

    Raises:
        RuleBroken: `AMOUNT_UNREADABLE`.
    """
    words = _SPLIT_CODE.sub(r"\1\2", text).split()
    codes = [word for word in words if word[:1].isalpha()]
    amounts = [word for word in words if not word[:1].isalpha()]
    if len(codes) > 1:
        raise RuleBroken(Broken.AMOUNT_UNREADABLE, text=text)
    figures = " ".join(amounts)
    return CouponDebt(circular_code(codes[0]) if codes else "", read_amount(figures) if figures else None)


def _written(debt: CouponDebt) -> str:
    return " ".join(filter(None, (debt.circular, amount(debt.amount) if debt.amount else "")))
