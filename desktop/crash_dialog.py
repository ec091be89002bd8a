"""What the user is told of a bug: what happened, what was kept, and where the log is."""

from pathlib import Path

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from desktop.crash import Crash
from forms.kit.buttons import button
from forms.kit.icons import Icon
from forms.kit.labels import Glyph, Words
from forms.kit.tokens import MARGIN, ROOM, SPACE, Tone, scaled

_WIDTH = 560
_KEPT = (
    "Tout ce qui a été enregistré est gardé, et rien n'a été enregistré à moitié. Ce qui est saisi reste à l'écran "
    "quand c'est possible ; un chèque envoyé sans réponse sera repris à la prochaine ouverture, une seule fois."
)


class CrashDialog(QDialog):
    """Over the window, without stopping it. What it shows bears no amount, name or reference.

    Signals:
        leave_asked: *Quitter Liasse*.
    """

    leave_asked = Signal()

    def __init__(self, window: QWidget, crash: Crash, log: Path | None) -> None:
        super().__init__(window)
        self._log = log
        self.setWindowTitle("Erreur imprévue")
        self.setMinimumWidth(scaled(_WIDTH))
        self.report = QPlainTextEdit("\n".join((crash.kind, *crash.places)))
        self.report.setReadOnly(True)
        self.report.setAccessibleName("Ce qui est arrivé, pour l'administrateur")
        self.stay = button("Continuer", self.accept, primary=True)
        self.stay.setDefault(True)
        self._lay_out()
        self.stay.setFocus()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(SPACE)
        head.addWidget(Glyph(Icon.ERROR, Tone.ERROR, 20))
        head.addWidget(Words("Liasse a rencontré une erreur imprévue", "heading"), 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        whole.setSpacing(ROOM)
        whole.addLayout(head)
        whole.addWidget(_wrapped(_KEPT))
        whole.addWidget(_wrapped("Si elle revient, transmettez ceci à l'administrateur :", Tone.MUTED))
        whole.addWidget(self.report)
        if self._log is not None:
            whole.addWidget(_wrapped(f"Le journal : {self._log}", Tone.MUTED))
        whole.addLayout(self._buttons())

    def _buttons(self) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(SPACE)
        line.addWidget(button("Copier", self._copy))
        if self._log is not None:
            line.addWidget(button("Ouvrir le dossier du journal", self._open_folder))
        line.addStretch(1)
        line.addWidget(button("Quitter Liasse", self._leave))
        line.addWidget(self.stay)
        return line

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.report.toPlainText())

    def _open_folder(self) -> None:
        if self._log is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._log.parent)))

    def _leave(self) -> None:
        self.accept()
        self.leave_asked.emit()


def _wrapped(text: str, tone: Tone = Tone.NEUTRAL) -> Words:
    words = Words(text, tone=tone)
    words.setWordWrap(True)
    return words
