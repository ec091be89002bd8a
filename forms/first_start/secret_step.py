"""The second step of the `Assistant`: the secret of the database, made here and shown, or pasted."""

from collections.abc import Callable, Mapping
from enum import StrEnum, unique

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from forms.kit.buttons import button
from forms.kit.fields import PasswordField
from forms.kit.keys import ENTER
from forms.kit.labels import Words
from forms.kit.panels import Choice
from forms.kit.tokens import SPACE, Tone
from forms.kit.wording.sentences import typeset

_GROUP, _GROUPS_A_LINE = 8, 4


@unique
class _Origin(StrEnum):
    MADE = "made"
    PASTED = "pasted"


_ORIGINS: Mapping[_Origin, str] = {_Origin.MADE: "En faire une", _Origin.PASTED: "Coller celle qui existe"}
_IN_KEYRING = "Le trousseau de ce poste la garde."
_MADE = (
    "Cette clé ferme les IBAN et la piste d'audit. Copiez-la ailleurs : sans elle, une base reprise sur un autre poste "
    "ne s'ouvre plus."
)
_PASTED = "Collez ici la clé que l'administrateur garde : 64 signes, ou 128 après un changement."
_KNOWN = (
    "Cette base a déjà sa clé. Collez ici celle que l'administrateur garde : 64 signes, ou 128 après un changement."
)
_NO_KEYRING = (
    "Le trousseau de ce poste ne garde rien. La clé ira dans le fichier des réglages, que votre session est seule à "
    "lire."
)
_KEPT = "J'en garde une copie hors de ce poste"
_TO_TICK = "Gardez-en d'abord une copie, puis cochez la case."


class SecretStep(QWidget):
    """The secret.

    Signals:
        committed: Enter was pressed where nothing more is to be typed.
    """

    committed = Signal()

    def __init__(self, save: Callable[[str], None]) -> None:
        """Make the step; `save` is given the digits, to be saved in a file."""
        super().__init__()
        self._made = ""
        self._known = False
        self.in_file = False
        self.origin: Choice[_Origin] = Choice("Clé secrète", _ORIGINS)
        self._told = _wrapped(Tone.MUTED)
        self.digits = Words(role="strong")
        self.digits.setAccessibleName("La clé")
        self.kept = QCheckBox(_KEPT)
        self.kept.setAccessibleName(_KEPT)
        self._to_tick = _wrapped(Tone.ERROR)
        self.copy = button("Copier", self._copy)
        self._tools = QWidget()
        tools = QHBoxLayout(self._tools)
        tools.setContentsMargins(0, 0, 0, 0)
        tools.setSpacing(SPACE)
        tools.addWidget(self.copy)
        tools.addWidget(button("Enregistrer dans un fichier…", lambda: save(self._made)))
        tools.addStretch(1)
        self.pasted = PasswordField("Clé", required=True)
        self._no_keyring = _wrapped(Tone.WARNING)
        self._no_keyring.setText(_NO_KEYRING)
        self._lay_out()
        self.origin.chosen.connect(self._show)
        self.origin.committed.connect(self._go_on)
        self.pasted.committed.connect(self.committed)
        self.kept.toggled.connect(lambda _: self._to_tick.hide())

    def begin(self, made: str, *, is_known: bool, in_file: bool) -> None:
        """Begin anew.

        Args:
            made: the digits of the secret that is proposed.
            is_known: the database has a secret already: it can only be pasted.
            in_file: there is no keyring here.
        """
        if made != self._made:
            self.kept.setChecked(False)
        self._made = made
        self.origin.setVisible(not is_known)
        if is_known:
            self.origin.set_value(_Origin.PASTED)
        self._known = is_known
        self.digits.setText(_in_groups(made))
        self.set_in_file(in_file)

    def set_in_file(self, in_file: bool) -> None:  # noqa: FBT001 - as Qt's own setters
        """Say where the secret is kept."""
        self.in_file = in_file
        self._no_keyring.setVisible(in_file)
        self._show(self.origin.value())

    def take_focus(self) -> None:
        """Put the cursor where work begins."""
        if self._known:
            self.pasted.take_focus()
        else:
            self.origin.setFocus()

    def check(self) -> bool:
        """Whether it can be used as it stands; where not, what is missing shows."""
        if not self._is_made:
            return self.pasted.check()
        self._to_tick.setText(_TO_TICK)
        self._to_tick.setVisible(not self.kept.isChecked())
        if not self.kept.isChecked():
            self.kept.setFocus()
        return self.kept.isChecked()

    def text(self) -> str:
        """The digits, made or pasted."""
        return self._made if self._is_made else self.pasted.text()

    def refuse(self, said: str) -> None:
        """Say at the field why what was pasted will not do."""
        self.pasted.show_error(said)
        self.pasted.take_focus()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER:  # on the box that is ticked
            self.committed.emit()
        else:
            super().keyPressEvent(event)

    @property
    def _is_made(self) -> bool:
        return self.origin.value() is _Origin.MADE

    def _show(self, origin: _Origin) -> None:
        is_made = origin is _Origin.MADE
        made = _MADE if self.in_file else f"{_MADE} {_IN_KEYRING}"
        self._told.setText(typeset(made if is_made else _KNOWN if self._known else _PASTED))
        for part in (self.digits, self._tools, self.kept):
            part.setVisible(is_made)
        self._to_tick.hide()
        self.pasted.setVisible(not is_made)

    def _go_on(self) -> None:
        if self._is_made:
            self.committed.emit()
        else:
            self.pasted.take_focus()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._made)
        self.copy.setText("Copiée")

    def _lay_out(self) -> None:
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(SPACE)
        parts = (self.origin, self._told, self.digits, self._tools, self.kept, self._to_tick, self.pasted)
        for part in (*parts, self._no_keyring):
            whole.addWidget(part)


def _wrapped(tone: Tone) -> Words:
    words = Words(tone=tone)
    words.setWordWrap(True)
    return words


def _in_groups(digits: str) -> str:
    groups = [digits[at : at + _GROUP] for at in range(0, len(digits), _GROUP)]
    return "\n".join(" ".join(groups[at : at + _GROUPS_A_LINE]) for at in range(0, len(groups), _GROUPS_A_LINE))
