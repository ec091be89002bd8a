"""The operator's own menu, at the right end of the status line."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu, QToolButton

from desktop.session import Session
from desktop.version import version
from forms.kit.icons import Icon, icon
from forms.kit.theme import NORMAL, Scheme, Theme

_SCHEMES = {Scheme.SYSTEM: "Couleurs du système", Scheme.LIGHT: "Clair", Scheme.DARK: "Sombre"}
_STEP = 10


class OperatorMenu(QToolButton):
    """`A. Morel · PC-12`, and under it what concerns the operator and the look of the program. F10 opens it.

    Signals:
        password_asked: *Changer mon mot de passe*.
        change_asked: *Changer d'opérateur*.
        leave_asked: *Quitter*.
    """

    password_asked = Signal()
    change_asked = Signal()
    leave_asked = Signal()

    def __init__(self, session: Session, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        place = f"{session.who.name} · {session.services.workstation}"
        self.setText(f" F10  {place}")
        self.setStyleSheet("QToolButton::menu-indicator { image: none; }")
        self.setIcon(icon(Icon.USER))
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setToolTip("F10 : mot de passe, opérateur, apparence")
        self.setAccessibleName(f"{place}, menu")
        self.setShortcut(QKeySequence("F10"))
        self.setMenu(self._made())

    def _made(self) -> QMenu:
        menu = QMenu(self)
        menu.addAction(icon(Icon.LOCK), "Changer mon mot de passe", self.password_asked.emit)
        change = menu.addAction(icon(Icon.LEAVE), "Changer d'opérateur", self.change_asked.emit)
        change.setShortcut(QKeySequence("Ctrl+L"))
        menu.addSeparator()
        self._add_schemes(menu)
        menu.addSeparator()
        for words, keys, by in (("Texte plus grand", "Ctrl++", _STEP), ("Texte plus petit", "Ctrl+-", -_STEP)):
            action = menu.addAction(f"{words}\t{keys}")
            action.triggered.connect(lambda _, by=by: self._theme.resize_text(self._theme.scale + by))
        normal = menu.addAction("Texte normal\tCtrl+0")
        normal.triggered.connect(lambda: self._theme.resize_text(NORMAL))
        menu.addSeparator()
        leave = menu.addAction("Quitter", self.leave_asked.emit)
        leave.setShortcut(QKeySequence("Ctrl+Q"))
        menu.addSeparator()
        about = menu.addAction(f"À propos : Liasse {version()}")
        about.setEnabled(False)
        return menu

    def _add_schemes(self, menu: QMenu) -> None:
        group = QActionGroup(menu)
        for scheme, words in _SCHEMES.items():
            action = QAction(words, menu, checkable=True, checked=scheme is self._theme.scheme)
            action.triggered.connect(lambda _, scheme=scheme: self._theme.use(scheme))
            group.addAction(action)
            menu.addAction(action)
