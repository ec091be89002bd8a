"""Values chosen by keys: one of a few, by typing what it begins with (`1`, `13`, `RPSI`), and a box to tick."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QButtonGroup,
    QCheckBox,
    QHBoxLayout,
    QLabel,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from backoffice.domain.key_layouts import row_digit
from forms.kit.icons import TONE_ICONS
from forms.kit.keys import ENTER, is_written
from forms.kit.labels import Glyph, Words
from forms.kit.tokens import GAP, Tone
from forms.kit.wording.sentences import to_fill, typeset


class Remark(QWidget):
    """A mark and a sentence at what they concern; takes no room while there is nothing to say."""

    def __init__(self, tone: Tone = Tone.ERROR) -> None:
        super().__init__()
        self._words = Words(role="small", tone=tone)
        self._words.setWordWrap(True)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(GAP)
        line.addWidget(Glyph(TONE_ICONS[tone], tone, 14), 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self._words, 1)
        self.hide()

    def say(self, text: str) -> None:
        """Say it, or nothing."""
        self._words.setText(text)
        self.setVisible(bool(text))


class Tick(QCheckBox):
    """A box that Space ticks; Enter is for the form it stands in, on every platform."""

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER:
            event.ignore()
        else:
            super().keyPressEvent(event)


class Radio(QRadioButton):
    """As `Tick`."""

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER:
            event.ignore()
        else:
            super().keyPressEvent(event)


class Values(QWidget):
    """A choice by number or word; Enter is for the form it stands in.

    Signals:
        changed: another value is chosen.
    """

    changed = Signal()

    def __init__(self, label: str, options: Mapping[str, str]) -> None:
        """Make a choice among `options`: the value, and the words that it shows. One alone is chosen already."""
        super().__init__()
        self._label = label
        self._values = list(options)
        self._typed = ""
        self._astray = False
        self._group = QButtonGroup(self)
        self._mistake = Remark()
        self._lay_out(options)
        self._group.idToggled.connect(self._follow)
        self.begin()

    def begin(self) -> None:
        """Choose nothing, or the one value there is."""
        self._typed = ""
        self._say("")
        self._group.setExclusive(False)  # else one stays chosen
        for radio in self._group.buttons():
            radio.setChecked(len(self._values) == 1)
        self._group.setExclusive(True)
        self.setFocusProxy(self._group.button(0))

    def value(self) -> str | None:
        """The value chosen, or None."""
        chosen = self._group.checkedId()
        return None if chosen < 0 else self._values[chosen]

    def check(self) -> bool:
        """Whether a value is chosen; where not, the error shows here and the focus comes."""
        was_astray, self._astray = self._astray, False
        if self.value() is not None and not was_astray:  # the Enter that ends what was typed astray is no answer
            return True
        if was_astray:
            QApplication.beep()
            return False
        self._say(to_fill(self._label))
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        return False

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if is_written(event):
            self._choose_by_key(row_digit(event.text()).casefold())
        else:
            super().keyPressEvent(event)

    def _choose_by_key(self, sign: str) -> None:
        """Go on with what was typed so far, or begin anew with `sign`."""
        for typed in (self._typed + sign, sign):
            found = self._beginning_with(typed)
            if found is not None:
                self._typed = typed
                self._group.button(found).setChecked(True)
                self.setFocus(Qt.FocusReason.OtherFocusReason)
                self._say("")
                return
        QApplication.beep()
        self._say(typeset(f"Aucun choix ne commence par « {sign} »."))
        self._astray = True

    def _beginning_with(self, typed: str) -> int | None:
        """The value that is `typed` up to its first blank, else the first that begins with it."""
        folded = [value.casefold() for value in self._values]
        whole = (at for at, value in enumerate(folded) if value.split()[0] == typed)
        begun = (at for at, value in enumerate(folded) if value.startswith(typed))
        return next(whole, next(begun, None))

    def _follow(self, at: int, on: bool) -> None:  # noqa: FBT001 - Qt's signal
        if on:
            self.setFocusProxy(self._group.button(at))
            self._say("")
            self.changed.emit()

    def _say(self, text: str) -> None:
        self._astray = False
        self._mistake.say(text)
        for radio in self._group.buttons():
            radio.setAccessibleDescription(text)

    def _lay_out(self, options: Mapping[str, str]) -> None:
        head = QLabel(self._label)
        head.setProperty("role", "label")
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(GAP)
        whole.addWidget(head)
        for at, words in enumerate(options.values()):
            radio = Radio(words)
            radio.setAccessibleName(f"{self._label} : {words}")
            self._group.addButton(radio, at)
            whole.addWidget(radio, 0, Qt.AlignmentFlag.AlignLeft)
        whole.addWidget(self._mistake)
