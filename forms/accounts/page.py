"""The base of the pages of *Comptes adhérents*: what they all work with."""

from PySide6.QtCore import Signal

from forms.accounts.services import AccountTools
from forms.kit.page import Page


class AccountsPage(Page):
    """A page of the screen.

    Signals:
        left: Escape: back to the balances.
    """

    left = Signal()

    def __init__(self, tools: AccountTools) -> None:
        super().__init__()
        self._tools = tools
