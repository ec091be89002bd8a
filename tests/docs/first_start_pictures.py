"""Pictures of the first start for `docs/installation.md`, taken from the assistant itself without a display."""

import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest

from backoffice.bootstrap import Settings
from backoffice.founding import FirstStart
from desktop.main import application
from desktop.window import Window
from forms.first_start.assistant import Assistant
from forms.kit.questions import Dialogs
from forms.kit.tasks import TaskRunner
from forms.kit.theme import NORMAL, Scheme, Theme
from tests.keyboard_driver import KeyboardDriver
from tests.memory_keyring import MemoryKeyring, in_force

_SIZE = (900, 640)
_MOMENT = 60
"""Milliseconds in which a page is painted."""


class _Shown(FirstStart):
    """The first start as any workstation has it, with a secret of nobody's and a folder as on Windows."""

    @property
    def folder(self) -> Path:
        return Path("C:/Users/a.morel/AppData/Local/liasse")

    def proposed_secret(self, address: str) -> str:
        del address
        return "5e" * 32


def take(folder: Path) -> None:
    """Write the pictures into a folder, each called `premier-demarrage-` and its step."""
    app = application()
    with TemporaryDirectory(prefix="liasse-pictures-") as own, in_force(MemoryKeyring()):
        QSettings.setDefaultFormat(QSettings.Format.IniFormat)
        QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, own)
        theme, window, runner = Theme(app, Scheme.LIGHT, NORMAL), Window(demo=False), TaskRunner()
        theme.serve(window)
        settings = Settings.model_construct(folder=Path(own) / "data", workstation="PC-12")
        assistant = Assistant(_Shown(settings, Path(own) / "liasse.toml"), runner, Dialogs(window))
        window.show_page(assistant)
        window.resize(*_SIZE)
        window.show()
        window.activateWindow()
        assistant.enter()
        for name, step in _steps(KeyboardDriver(window)):
            step()
            QTest.qWait(_MOMENT)
            window.grab().save(str(folder / f"premier-demarrage-{name}.png"))
        runner.close()
        window.let_go()


def _steps(hands: KeyboardDriver) -> tuple[tuple[str, Callable[[], None]], ...]:
    def office() -> None:
        hands.until_at("Où travaille-t-on")
        hands.press(Qt.Key.Key_Right)
        hands.write("\nbase.invalid\nliasse\ndesk\nsecret\n")
        hands.until_seen("Aucune machine")

    def alone() -> None:
        hands.tab_to("Où travaille-t-on")
        hands.press(Qt.Key.Key_Left)
        hands.write("\n")
        hands.until_at("Clé secrète")

    def administrator() -> None:
        hands.write("\n")
        hands.until_at("J'en garde une copie")
        hands.press(Qt.Key.Key_Space)
        hands.write("\n")
        hands.until_at("Nom")
        hands.write("Dominique Leroy")

    return (
        ("1-lieu", lambda: hands.until_at("Où travaille-t-on")),
        ("2-bureau", office),
        ("3-cle", alone),
        ("4-administrateur", administrator),
    )


if __name__ == "__main__":
    take(Path(sys.argv[1]))
