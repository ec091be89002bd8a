"""Somebody at a workstation: the program's window, keys and a mouse, and nothing else."""

from pathlib import Path

from PySide6.QtCore import QEvent, QPoint, QPointF, QSettings, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QListView, QWidget
from typing_extensions import override

from backoffice.domain.people import NewPerson
from desktop.crash import Crash, CrashWatch
from desktop.options import Options
from desktop.program import Program
from desktop.window import Window
from forms.kit.theme import Scheme, Theme
from tests.forms.kit.question_watch import Answers
from tests.journeys.office import PASSWORD
from tests.keyboard_driver import NONE, KeyboardDriver

_ITS_NAMES = ("WindowWindow", "WindowClassWindow")
"""What Qt calls the system's window behind a `Window`, before and after its object has a name of its own."""


class Seat(KeyboardDriver):
    """The program as it runs, and hands on it.

    Attributes:
        answers: what is said when a box asks.
    """

    def __init__(self, settings: Path) -> None:
        window = Window(demo=False)
        super().__init__(window)
        self.answers = Answers()
        self._is_gone = False
        self._app = _application()
        self._app.focusWindowChanged.connect(self._note_window)
        self._strays: list[str] = []
        self._crashes: list[Crash] = []
        self._watch = CrashWatch(self._app)
        self._watch.crashed.connect(self._crashes.append)
        self._theme = Theme(self._app, Scheme.LIGHT)
        self._program = Program(window, Options(config=settings), self._theme, self._watch, self.answers)
        window.painted.connect(self._program.open)
        window.show()
        self.take_place()

    def take_place(self) -> None:
        """Bring this window to the front: the keys go to it."""
        self.window.activateWindow()
        self.until(self.window.isActiveWindow, "the window in front")

    def log_in(self, person: NewPerson) -> None:
        """Choose one's card with the arrows and type the password."""
        self.until(lambda: self.visible(QListView), "the cards")
        [cards] = self.visible(QListView)
        self.until(self.focus, "a focus")
        while self.focus() is not cards:
            self.press(Qt.Key.Key_Backtab)
        model = cards.model()
        names = [model.index(at, 0).data() for at in range(model.rowCount())]
        while cards.currentIndex().row() != names.index(person.name):
            forward = cards.currentIndex().row() < names.index(person.name)
            self.press(Qt.Key.Key_Right if forward else Qt.Key.Key_Left)
        self.press(Qt.Key.Key_Return)
        self.write(PASSWORD)
        self.press(Qt.Key.Key_Return)
        self.until_seen("Ouvrir un lot")

    def leave(self) -> None:
        """Close the window as its owner does; nothing unexpected has come up all the while."""
        if self._is_gone:
            return
        self._is_gone = True
        self.window.close()
        self.until(lambda: not self.window.isVisible(), "the end of the program")
        self.window.deleteLater()
        self._app.focusWindowChanged.disconnect(self._note_window)
        self._theme.deleteLater()
        self._watch.deleteLater()
        assert not self._crashes, self._crashes
        assert not self._strays, self._strays

    def _note_window(self, window: QWindow | None) -> None:
        """A part of the program that comes up as a window of its own takes the keys with it."""
        if window is not None and window.objectName() not in _ITS_NAMES:
            self._strays.append(window.objectName())

    # Hands

    @override
    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
        """Press a key and let it go; the window has time for what it brings about."""
        super().press(key, modifiers)
        QApplication.processEvents()

    def click(self, target: QWidget) -> None:
        """Click with the mouse on the middle of what is in sight."""
        QTest.mouseClick(self.window.windowHandle(), Qt.MouseButton.LeftButton, NONE, self._middle(target))
        QApplication.processEvents()

    def click_thrice(self, target: QWidget) -> None:
        """A triple click; what is not there any more when the second press comes does not get it."""
        handle, left, middle = self.window.windowHandle(), Qt.MouseButton.LeftButton, self._middle(target)
        QTest.mouseClick(handle, left, NONE, middle)
        QTest.mouseDClick(handle, left, NONE, middle)
        QTest.mouseClick(handle, left, NONE, middle)
        QApplication.processEvents()

    def queue_clicks(self, target: QWidget, times: int) -> None:
        """Clicks that wait in the window's queue behind one another, as they do while it is busy."""
        left, none = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
        middle = QPointF(target.rect().center())
        for _ in range(times):
            for kind, held in ((QEvent.Type.MouseButtonPress, left), (QEvent.Type.MouseButtonRelease, none)):
                where = target.mapToGlobal(middle)
                QApplication.postEvent(target, QMouseEvent(kind, middle, where, left, held, NONE))

    def queue_enter(self, target: QWidget) -> None:
        """An Enter that waits in the window's queue."""
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.postEvent(target, QKeyEvent(kind, Qt.Key.Key_Return, NONE, "\r"))

    def _middle(self, target: QWidget) -> QPoint:
        """Where to click on `target`, once it is laid out and not covered."""

        def middle() -> QPoint:
            return target.mapTo(self.window, target.rect().center())

        self.until(lambda: self.window.childAt(middle()) is target, f"« {target.accessibleName()} » under the mouse")
        return middle()


def keep_places(app: QApplication, folder: Path) -> None:
    """Keep the places of windows and tables in a folder, and not where this machine's own lie."""
    app.setOrganizationName("liasse-tests")
    QSettings.setDefaultFormat(QSettings.Format.IniFormat)
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(folder))


def _application() -> QApplication:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    return app
