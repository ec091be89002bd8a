"""Somebody at a workstation: the program's window, keys and a mouse, and nothing else."""

from pathlib import Path

from PySide6.QtCore import QEvent, QPoint, QPointF, QSettings, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QListView, QWidget

from backoffice.domain.gesture import NewPerson
from desktop.crash import Crash, CrashWatch
from desktop.options import Options
from desktop.program import Program
from desktop.window import Window
from forms.kit.theme import Scheme, Theme
from tests.forms.kit.question_watch import Answers
from tests.forms.read_first import is_read
from tests.journeys.eyes import Eyes
from tests.journeys.office import PASSWORD

NONE = Qt.KeyboardModifier.NoModifier
CONTROL = Qt.KeyboardModifier.ControlModifier
_ITS_NAMES = ("WindowWindow", "WindowClassWindow")
"""What Qt calls the system's window behind a `Window`, before and after its object has a name of its own."""


class Seat(Eyes):
    """The program as it runs, and hands on it.

    Attributes:
        answers: what is said when a box asks.
        strokes: how many keys were pressed; a reader's are not counted.
    """

    def __init__(self, settings: Path) -> None:
        window = Window(demo=False)
        super().__init__(window)
        self.answers = Answers()
        self.strokes = 0
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

    def write(self, text: str) -> None:
        """Type `text`, key by key."""
        for sign in text:
            self.strokes += 1
            self._strike(sign)

    def dash(self, text: str) -> None:
        """Type `text` and Enter, so fast that the window has no time for anything else."""
        self.write(text)
        self.strokes += 1
        QTest.keyClick(self._target(), Qt.Key.Key_Return)

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
        """Press a key and let it go."""
        self.strokes += 1
        QTest.keyClick(self._target(), key, modifiers)
        QApplication.processEvents()

    def enter(self) -> None:
        """Press Enter; a person reads first what it would record, or the names it would take one of."""
        self.read()
        self.press(Qt.Key.Key_Return)

    def read(self) -> None:
        """Read what Enter would be an answer to."""
        self.until(lambda: is_read(self.focus()), "what is read first")

    def tab_to(self, name: str) -> None:
        """Go on with Tab until the keys go to what is called `name`."""
        start = self.focus()
        while not self.is_at(name):
            self.press(Qt.Key.Key_Tab)
            assert self.focus() is not start, f"Tab never comes to « {name} »; in sight:\n{self.sight()}"

    def hold(self, key: Qt.Key, repeats: int = 30) -> None:
        """Hold a key down: one press, and the repeats that the keyboard makes of it, wherever the focus goes."""
        self.strokes += 1
        text = "\r" if key is Qt.Key.Key_Return else ""
        for repeat in range(repeats + 1):
            QTest.simulateEvent(self._target(), True, key, NONE, text, repeat > 0)
            QApplication.processEvents()
        QTest.simulateEvent(self._target(), False, key, NONE, text, False)

    def scan(self, text: str) -> None:
        """What a reader does: it types, and ends with Enter."""
        for sign in text:
            self._strike(sign)
        QTest.keyClick(self._target(), Qt.Key.Key_Return)

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

    def _strike(self, sign: str) -> None:
        target = self._target()
        if sign.isascii():
            QTest.keyClicks(target, sign)
            return
        # QTest knows no key for these, and gives up the whole process.
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(target, QKeyEvent(kind, 0, NONE, sign))

    def _target(self) -> QWidget:
        return self.focus() or self.window


def keep_places(app: QApplication, folder: Path) -> None:
    """Keep the places of windows and tables in a folder, and not where this machine's own lie."""
    app.setOrganizationName("liasse-tests")
    QSettings.setDefaultFormat(QSettings.Format.IniFormat)
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(folder))


def _application() -> QApplication:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    return app
