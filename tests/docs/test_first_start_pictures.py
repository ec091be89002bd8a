import os
import subprocess
import sys
from pathlib import Path

from PySide6.QtGui import QImage

from tests.docs.pages import DOCS


def test_each_step_that_the_page_shows_has_its_picture(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tests.docs.first_start_pictures", str(tmp_path)]
    subprocess.run(command, env={**os.environ, "QT_QPA_PLATFORM": "offscreen"}, check=True)  # noqa: S603 - this program

    page = (DOCS / "installation.md").read_text(encoding="utf-8")
    taken = {file.name for file in tmp_path.iterdir()}
    assert {name for name in taken if f"({name})" in page} == taken
    assert len(taken) == 4
    for name in taken:
        assert QImage(str(tmp_path / name)).size() == QImage(str(DOCS / name)).size()
