"""`python -m tests.tour DIR`: a PNG of every screen in its main states, light and dark, without a display."""

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import QSettings

PERCENTS = (100, 150)


def main(argv: Sequence[str] | None = None) -> int:
    """Write the pictures into the folder named; `--percent` does it for one resolution, in this process.

    Returns:
        The exit code.
    """
    arguments = list(sys.argv[1:] if argv is None else argv)
    folder = Path(arguments[0]).resolve()
    folder.mkdir(parents=True, exist_ok=True)
    if "--percent" in arguments:
        return _tour(folder, int(arguments[arguments.index("--percent") + 1]))
    tours = [_started(folder, percent) for percent in PERCENTS]
    return max(tour.wait() for tour in tours)


def _started(folder: Path, percent: int) -> "subprocess.Popen[bytes]":
    environ = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "QT_SCALE_FACTOR": str(percent / 100)}
    if sys.platform != "win32" and os.geteuid() == 0:
        environ["QTWEBENGINE_DISABLE_SANDBOX"] = "1"  # Chromium's does not work for root; nothing but our page is shown
    command = [sys.executable, "-m", "tests.tour", str(folder), "--percent", str(percent)]
    return subprocess.Popen(command, env=environ)  # noqa: S603 - this very module


def _tour(folder: Path, percent: int) -> int:
    from tests.tour.day import take_tour  # noqa: PLC0415 - the program is loaded by who shows it alone
    from tests.tour.demo_window import DemoWindow  # noqa: PLC0415 - as above

    with TemporaryDirectory(prefix="liasse-shots-") as own:
        QSettings.setDefaultFormat(QSettings.Format.IniFormat)
        QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, own)
        take_tour(DemoWindow(folder, percent, Path(own)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
