"""Whose a reference is, where it reads as several clients: a short list under its field, chosen from by keys."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QLineEdit, QVBoxLayout
from typing_extensions import override

from backoffice.domain.dossier import ClientIdentity
from forms.kit.keys import ENTER
from forms.kit.labels import Words
from forms.kit.table import Table
from forms.kit.table_model import Column
from forms.kit.tokens import GAP, ROW, SPACE, Tone, scaled

_NAME = "Clients de cette référence"
_HOW = "Cette référence se lit de plusieurs façons\u00a0: ↓ et ⏎ choisissent le client, Échap revient à la référence."
_COLUMNS: tuple[Column[ClientIdentity], ...] = (
    Column("Référence", lambda row: str(row.ref), width=160),
    Column("Nom", lambda row: row.name, width=200),
    Column("Ville", lambda row: f"{row.postcode} {row.city}".strip(), width=160, stretch=True),
)


class ClientChoice(QFrame):
    """The clients, none of them chosen beforehand: an Enter that comes too soon must not be an answer.

    The focus stays in the field; the keys up and down move in the list, and typing anew takes it away.

    Signals:
        picked: bears the `ClientIdentity`.
        left: Escape.
    """

    picked = Signal(object)
    left = Signal()

    def __init__(self, edit: QLineEdit) -> None:
        """Make it for the field whose line is `edit`."""
        super().__init__()
        self.setObjectName("strip")
        self.setProperty("tone", Tone.WARNING.value)
        self._table = Table(_NAME, _COLUMNS, "", key=lambda row: row.id)
        self._table.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._table.clicked.connect(self._pick)
        told = Words(_HOW)
        told.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE, SPACE, SPACE, SPACE)
        column.setSpacing(GAP)
        column.addWidget(told)
        column.addWidget(self._table)
        edit.installEventFilter(self)
        edit.textEdited.connect(self.hide)
        self.hide()

    @property
    def clients(self) -> Sequence[ClientIdentity]:
        """Who can be chosen just now."""
        return () if self.isHidden() else self._table.rows

    def offer(self, clients: Sequence[ClientIdentity]) -> None:
        """Ask which of these it is."""
        self._table.show_rows(clients)
        self._table.setCurrentIndex(QModelIndex())
        header = self._table.horizontalHeader().sizeHint().height()
        self._table.setFixedHeight(header + len(clients) * scaled(ROW) + 2 * self._table.frameWidth())
        self.setAccessibleName(_HOW)
        self.show()
        QApplication.beep()  # the operator's eyes are on the paper

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if self.isHidden() or not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._move(1 if event.key() == Qt.Key.Key_Down else -1)
        elif event.key() in ENTER:
            self._pick(self._table.currentIndex())
        elif event.key() == Qt.Key.Key_Escape:
            self.hide()
            self.left.emit()
        else:
            return False
        return True

    def _move(self, rows: int) -> None:
        model, at = self._table.model(), self._table.currentIndex().row()
        first = 0 if rows > 0 else model.rowCount() - 1
        wanted = first if at < 0 else max(0, min(at + rows, model.rowCount() - 1))
        self._table.setCurrentIndex(model.index(wanted, 0))

    def _pick(self, index: QModelIndex) -> None:
        if not index.isValid():
            QApplication.beep()
            return
        self.hide()
        self.picked.emit(self._table.rows[index.row()])
