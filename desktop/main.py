"""`liasse`: the window is painted first, the rest of the program is loaded after."""

import builtins
import gc
import sys
from collections.abc import Sequence

from PySide6.QtCore import QLibraryInfo, QLocale, QSettings, QTranslator
from PySide6.QtWidgets import QApplication

from desktop.crash import CrashWatch
from desktop.options import Options
from desktop.window import Window
from forms.kit.theme import NORMAL, Scheme, Theme


def main(argv: Sequence[str] | None = None) -> int:
    """Open the window and work until it is closed.

    Returns:
        The exit code.
    """
    options = _options(sys.argv[1:] if argv is None else argv)
    _hasten()
    app = application()
    watch = CrashWatch(app)
    theme = first_theme(app)
    window = Window(demo=options.demo)
    theme.dress(window)
    window.painted.connect(lambda: _begin(window, options, theme, watch))
    window.show()
    with watch.listening():
        return app.exec()


def _hasten() -> None:
    """Load modules without what makes each of them a third slower; until all are there, nothing else goes on."""
    gc.disable()  # what is loaded stays
    # PySide reads the source of each module that is imported, in search of snake_case, which nobody here writes.
    builtins.__import__ = vars(builtins).get("__orig_import__", builtins.__import__)


def _collect_again() -> None:
    gc.freeze()
    gc.enable()


def _options(argv: Sequence[str]) -> Options:
    if not argv:
        return Options()
    from desktop.command_line import read_options  # noqa: PLC0415 - where there is something to read

    return read_options(argv)


def application() -> QApplication:
    """The application, speaking French."""
    app = QApplication(sys.argv[:1])
    app.setApplicationName("Liasse")
    app.setOrganizationName("Liasse")
    app.setDesktopFileName("liasse")  # its place among the windows' icons; on Windows the launcher says it
    QLocale.setDefault(QLocale("fr_FR"))
    translator = QTranslator(app)
    if translator.load("qtbase_fr", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        app.installTranslator(translator)
    return app


def first_theme(app: QApplication) -> Theme:
    """The look of the first paint: the text size of last time, and the scheme that was in force then.

    Asking the system for its scheme costs a tenth of the time to the first paint; it is asked after it.
    """
    return Theme(app, _kept_scheme("scheme/seen", Scheme.LIGHT), int(str(QSettings().value("text", NORMAL, type=int))))


def _kept_scheme(name: str, otherwise: Scheme) -> Scheme:
    kept = QSettings().value(name)
    return Scheme(kept) if kept in list(Scheme) else otherwise


def _begin(window: Window, options: Options, theme: Theme, watch: CrashWatch) -> None:
    from desktop.interruption import Interruption  # noqa: PLC0415 - after the first paint
    from desktop.program import Program  # noqa: PLC0415 - as above

    Interruption(window)
    program = Program(window, options, theme, watch)
    program.loaded.connect(_collect_again)
    theme.use(_kept_scheme("scheme/chosen", Scheme.SYSTEM))
    program.open()


if __name__ == "__main__":
    sys.exit(main())
