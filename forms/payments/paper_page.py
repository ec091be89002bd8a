"""A paper over the whole screen: the slip of a payment, or the copy of its cancelled line."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from forms.kit.buttons import button
from forms.kit.icons import Icon
from forms.kit.keys import KeyHint
from forms.kit.labels import Words
from forms.kit.preview import Preview
from forms.kit.screen_tools import ScreenTools
from forms.kit.tokens import ROOM

_BACK = "Revenir aux paiements"


class PaperPage(QWidget):
    """The paper, to be printed or saved.

    Signals:
        left: back to the payments.
    """

    left = Signal()

    def __init__(self, desk: ScreenTools) -> None:
        super().__init__()
        self._name = Words(role="title")
        self._back = button(f"{_BACK}  Échap", self.left.emit, Icon.LEFT)
        self._preview = Preview(desk, "")
        self._preview.failed.connect(desk.tell)
        head = QHBoxLayout()
        head.addWidget(self._name, 1)
        head.addWidget(self._back)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(ROOM)
        whole.addLayout(head)
        whole.addWidget(self._preview, 1)

    def show_paper(self, name: str, paper: bytes) -> None:
        """Show a paper; `name` is proposed as the file's name."""
        self._name.setText(name)
        self._preview.show_paper(paper, name)

    def begin(self) -> None:
        """Put the focus where Enter leads back."""
        self._back.setFocus()

    def hints(self) -> Sequence[KeyHint]:
        """What the keys do while the paper is in sight."""
        return (
            KeyHint("Ctrl+P", "Imprimer", self._preview.print_paper),
            KeyHint("Ctrl+S", "Enregistrer…", self._preview.save_paper),
            KeyHint("Esc", _BACK, self.left.emit),
        )
