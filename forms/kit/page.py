"""What a screen asks of its pages, one of which is in front."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from forms.kit.keys import KeyHint


class Page(QWidget):
    """One page of a screen.

    Signals:
        changed: what the keys do, or what is unsaved, may have changed.
    """

    changed = Signal()

    def begin(self) -> None:
        """Put the focus where work begins."""
        self.setFocus()

    def hints(self) -> Sequence[KeyHint]:
        """What the keys do here."""
        return ()

    def unsaved(self) -> str:
        """What leaving would lose, as a sentence; empty where nothing would be lost."""
        return ""
