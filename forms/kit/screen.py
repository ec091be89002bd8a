"""`Screen`, the base of every screen: what the window asks of it, and what it asks of the window."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from forms.kit.keys import KeyHint


class Screen(QWidget):
    """A screen of the window. It gets its services, the `ScreenTools` and who is at work in its constructor.

    Signals:
        hints_changed: what the F-keys do here has changed; the window asks for `hints` again.
    """

    hints_changed = Signal()

    def hints(self) -> Sequence[KeyHint]:
        """What the F-keys do here just now."""
        return ()

    def unsaved(self) -> str:
        """What leaving the program just now would lose, as a sentence; empty where nothing would be lost."""
        return ""

    def enter(self) -> None:
        """The screen has come to the front: show what is true now, and put the focus where work begins."""
        self.setFocus()

    def keep(self) -> None:
        """The program may be gone in a moment: have the disk keep what is typed. Nothing changes in sight."""

    def stop(self) -> None:
        """The session ends: stop long work that nobody wants any more, and put aside what can be."""
