"""`liasse`: the window is painted first, the rest of the program is loaded after."""

import sys
from collections.abc import Sequence

from PySide6.QtCore import QLibraryInfo, QLocale, QSettings, QTranslator
from PySide6.QtWidgets import QApplication

from desktop.crash import CrashWatch
from desktop.options import Options, read_options
from desktop.window import Window
from forms.kit.theme import NORMAL, Scheme, Theme


def main(argv: Sequence[str] | None = None) -> int:
    """Open the window and work until it is closed.

    Returns:
        The exit code.
    """
    options = read_options(sys.argv[1:] if argv is None else argv)
    app = application()
    watch = CrashWatch(app)
    theme = kept_theme(app)
    window = Window(demo=options.demo)
    window.painted.connect(lambda: _begin(window, options, theme, watch))
    window.show()
    with watch.listening():
        return app.exec()


def application() -> QApplication:
    """The application, speaking French."""
    app = QApplication(sys.argv[:1])
    app.setApplicationName("Liasse")
    app.setOrganizationName("Liasse")
    QLocale.setDefault(QLocale("fr_FR"))
    translator = QTranslator(app)
    if translator.load("qtbase_fr", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        app.installTranslator(translator)
    return app


def kept_theme(app: QApplication) -> Theme:
    """The scheme and the text size that were chosen last on this workstation."""
    scheme, percent = QSettings().value("scheme"), QSettings().value("text", NORMAL, type=int)
    return Theme(app, Scheme(scheme) if scheme in list(Scheme) else Scheme.SYSTEM, int(str(percent)))


def _begin(window: Window, options: Options, theme: Theme, watch: CrashWatch) -> None:
    from desktop.interruption import Interruption  # noqa: PLC0415 - after the first paint
    from desktop.program import Program  # noqa: PLC0415 - as above

    Interruption(window)
    Program(window, options, theme, watch).open()


if __name__ == "__main__":
    sys.exit(main())
