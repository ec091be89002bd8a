"""The parts of *Le courrier*: ticks with their letters, fields with theirs, the titles of the coupon."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget
from typing_extensions import override

from backoffice.domain.mail_facts import CardFacts, IbanFacts
from backoffice.french.figures import read_date, short_date
from backoffice.keying.ticks import Ticks
from forms.actions.value_choice import Tick
from forms.coupon.mail.ticks import TickKey, holder_of
from forms.kit.fields import Field, WordsField
from forms.kit.flow_layout import Flow
from forms.kit.keys import ENTER
from forms.kit.labels import Chip, Words
from forms.kit.tokens import GAP, SPACE, Tone, scaled
from forms.kit.trade_fields import AmountField

STRIKE = "-"
_NARROW, _WIDE = 105, 140
_TITLES_BETWEEN = ", "


class LetteredTick(QWidget):
    """A tick, with the letter that presses it.

    Signals:
        pressed: by the mouse or the space bar; bears its `TickKey`.
    """

    pressed = Signal(object)

    def __init__(self, key: TickKey) -> None:
        super().__init__()
        self.key = key
        self._letter = Chip(key.letter)
        self.box = Tick()
        self.box.clicked.connect(lambda: self.pressed.emit(key))
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(GAP)
        line.addWidget(self._letter)
        line.addWidget(self.box)

    def show_ticks(self, ticks: Ticks, conflicting: Collection[str]) -> None:
        """Show how it stands, and whether it is one of the facts `conflicting`."""
        at = self.key.at(ticks)
        step = self.key.steps[at]
        wrong = at > 0 and self.key.path in conflicting
        self.setVisible(self.key.means(ticks))
        self.box.setText(step.label)
        self.box.setChecked(step.value is True if self.key.path == "coupon.signed" else at > 0)
        self.box.setAccessibleName(f"{step.label}, touche {self.key.letter}")
        self.box.setAccessibleDescription("contradiction" if wrong else "")
        self._letter.say(self.key.letter, Tone.ERROR if wrong else Tone.INFO if at else Tone.NEUTRAL)


class MailFields(Flow):
    """What is typed of a coupon, rarely: Enter goes back to the ticks.

    Signals:
        changed: what is typed has changed.
        left: Enter in a field that can be read.

    Attributes:
        by_name: the fields, as `Untaken` names them.
    """

    changed = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.holder = WordsField("Autre titulaire")
        self.cash_on: Field[date] = Field("À encaisser le", read_date, short_date)
        self.circular: Field[str] = Field("Circulaire", lambda text: text.strip().upper())
        self.amount = AmountField("Montant du coupon")
        self.titles: Field[tuple[str, ...]] = Field("Titres nommés", _read_titles, _TITLES_BETWEEN.join)
        self.by_name: Mapping[str, Field[Any]] = {
            "holder": self.holder,
            "cash_on": self.cash_on,
            "circular": self.circular,
            "amount": self.amount,
            "titles": self.titles,
        }
        self._by_letter: dict[str, Field[Any]] = {
            "H": self.holder,
            "J": self.cash_on,
            "Q": self.circular,
            "O": self.amount,
            "G": self.titles,
        }
        for letter, field in self._by_letter.items():
            self.add(_lettered(letter, field))
            field.edited.connect(self.changed)
            field.committed.connect(self.left)
        self.fit()

    def fit(self) -> None:
        """Be as wide as the text asks for."""
        for field in self._by_letter.values():
            field.setFixedWidth(scaled(_WIDE if field in (self.holder, self.amount, self.titles) else _NARROW))

    def take_focus(self, letter: str) -> bool:
        """Go to the field of a letter; whether there is one."""
        field = self._by_letter.get(letter)
        if field is not None:
            field.take_focus()
        return field is not None

    def typed(self, ticks: Ticks) -> Ticks:
        """The ticks with what is typed here; another holder than before is one that nobody has looked at."""
        coupon = replace(
            ticks.coupon,
            circular=self.circular.value() or "",
            amount=self.amount.value(),
            titles=self.titles.value(),
        )
        if (coupon.circular, coupon.amount) != ("", None):
            coupon = replace(coupon, bears_no_debt=False)
        holder = self.holder.value() or ""
        return replace(
            ticks,
            coupon=coupon,
            cheque=replace(ticks.cheque, cash_on=self.cash_on.value()),
            card=ticks.card if ticks.card is None or ticks.card.holder == holder else _held(ticks.card, holder),
            iban=ticks.iban if ticks.iban is None or ticks.iban.holder == holder else _held(ticks.iban, holder),
        )

    def unreadable(self) -> str:
        """The letter of the first field that cannot be read; empty where there is none."""
        wrong = (at for at, field in self._by_letter.items() if field.text().strip() and field.value() is None)
        return next(wrong, "")

    def show_wrong(self) -> None:
        """The error at the first field that cannot be read, with the focus there."""
        self._by_letter[self.unreadable()].commit()

    def untaken(self, ticks: Ticks) -> Mapping[str, str]:
        """What is typed and is not in the ticks: it cannot be read, or is a holder without a card or an IBAN."""
        held_by_nothing = ticks.card is None and ticks.iban is None
        return {
            name: field.text()
            for name, field in self.by_name.items()
            if field.text().strip() and (field.value() is None or (field is self.holder and held_by_nothing))
        }

    def take_up(self, ticks: Ticks) -> None:
        """Show what was typed before."""
        self.holder.set_value(holder_of(ticks) or None)
        self.cash_on.set_value(ticks.cheque.cash_on)
        self.show_debt(ticks)
        self.titles.set_value(ticks.coupon.titles)

    def show_debt(self, ticks: Ticks) -> None:
        """Show the circular and the amount, which can be typed elsewhere too (P-19)."""
        self.circular.set_value(ticks.coupon.circular or None)
        self.amount.set_value(ticks.coupon.amount)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() not in ENTER:  # it was the field's
            super().keyPressEvent(event)


class StruckTitles(Flow):
    """The titles of the coupon, to be struck out one by one.

    Signals:
        changed: another title is struck out, or one is not any more.
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._boxes: dict[str, Tick] = {}
        for part in (Chip(STRIKE), Words("Rayés\u00a0:", tone=Tone.MUTED)):
            self.add(part)

    def show_titles(self, titles: Sequence[str]) -> None:
        """Offer the titles of a client's orders, none of them struck out."""
        for box in self._boxes.values():
            self.remove(box)
            box.deleteLater()
        self._boxes = {title: Tick(title) for title in dict.fromkeys(titles)}
        for title, box in self._boxes.items():
            box.setAccessibleName(f"Titre rayé {title}")
            box.clicked.connect(self.changed)
            self.add(box)
            box.show()
        self.setVisible(bool(self._boxes))

    def struck(self) -> tuple[str, ...]:
        """The titles that are struck out."""
        return tuple(title for title, box in self._boxes.items() if box.isChecked())

    def strike(self, titles: Sequence[str]) -> None:
        """Strike these out, and no other."""
        for title, box in self._boxes.items():
            box.setChecked(title in titles)

    def take_focus(self) -> None:
        """Go to the first title."""
        if self._boxes:
            next(iter(self._boxes.values())).setFocus(Qt.FocusReason.OtherFocusReason)


_Paid = TypeVar("_Paid", CardFacts, IbanFacts)


def _held(paid: _Paid, holder: str) -> _Paid:
    return replace(paid, holder=holder, holder_is_client=None)


def _read_titles(text: str) -> tuple[str, ...]:
    return tuple(filter(None, (title.strip() for title in text.split(_TITLES_BETWEEN.strip()))))


def _lettered(letter: str, field: QWidget) -> QWidget:
    whole = QWidget()
    line = QHBoxLayout(whole)
    line.setContentsMargins(0, 0, SPACE, 0)
    line.setSpacing(GAP)
    line.addWidget(Chip(letter), 0, Qt.AlignmentFlag.AlignTop)
    line.addWidget(field)
    return whole
