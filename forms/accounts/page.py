"""The base of the pages of *Comptes adhérents*: what they all work with."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from forms.accounts.services import AccountTools
from forms.kit.keys import KeyHint


class AccountsPage(QWidget):
    """A page of the screen.

    Signals:
        changed: what the keys do may have changed.
        left: Escape: back to the balances.
    """

    changed = Signal()
    left = Signal()

    def __init__(self, tools: AccountTools) -> None:
        super().__init__()
        self._tools = tools

    def begin(self) -> None:
        """Put the focus where work begins."""
        self.setFocus()

    def hints(self) -> Sequence[KeyHint]:
        """What the keys do here."""
        return ()

    def unsaved(self) -> str:
        """What leaving would lose, as a sentence; empty where nothing would be lost."""
        return ""


def hint(key: str, words: str, act: Callable[[], None], why_not: str = "") -> KeyHint:
    """A key, disabled with the reason where there is one."""
    return KeyHint(key, words, act, enabled=not why_not, reason=why_not)
