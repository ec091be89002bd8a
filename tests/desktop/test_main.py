import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.needs import needs_posix

PATIENCE = 60
"""Seconds."""


@pytest.fixture
def environ(tmp_path: Path) -> dict[str, str]:
    """A home and a temporary folder of its own, and no display."""
    places = {name: str(tmp_path / name.lower()) for name in ("HOME", "TMPDIR", "XDG_CONFIG_HOME", "LIASSE_FOLDER")}
    for place in places.values():
        Path(place).mkdir()
    return {**os.environ, **places, "QT_QPA_PLATFORM": "offscreen", "LIASSE_SECRET": "5e" * 32}


@pytest.fixture
def demo(environ: dict[str, str]) -> Iterator["subprocess.Popen[bytes]"]:
    program = subprocess.Popen([sys.executable, "-m", "desktop.main", "--demo"], env=environ)
    yield program
    program.kill()
    program.wait()


@needs_posix("signals between processes")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupted_demo_leaves_nothing_behind(
    demo: "subprocess.Popen[bytes]", environ: dict[str, str], number: signal.Signals
) -> None:
    temporary, end = Path(environ["TMPDIR"]), time.monotonic() + PATIENCE
    while not list(temporary.glob("liasse-demo-*/liasse.db")):
        assert time.monotonic() < end
        time.sleep(0.05)

    demo.send_signal(number)

    assert demo.wait(PATIENCE) == 0
    assert list(temporary.glob("liasse-demo-*")) == []


def test_something_unknown_is_refused_without_a_window(environ: dict[str, str]) -> None:
    command = [sys.executable, "-m", "desktop.main", "--fast"]
    answer = subprocess.run(command, env=environ, capture_output=True, check=False, timeout=PATIENCE)  # noqa: S603 - ours

    assert answer.returncode == 2
    assert b"Traceback" not in answer.stderr


def test_the_first_paint_needs_none_of_the_heavy_libraries(environ: dict[str, str]) -> None:
    watch = (
        "import sys\n"
        "from desktop.main import application\n"
        "from desktop.window import Window\n"
        "app = application()\n"
        "window = Window(demo=False)\n"
        "window.painted.connect(app.exit)\n"
        "window.show()\n"
        "app.exec()\n"
        "heavy = {'sqlalchemy', 'pydantic', 'alembic', 'reportlab', 'argon2', 'num2words', 'keyring'}\n"
        "sys.exit(', '.join(heavy & set(sys.modules)) or 0)\n"
    )
    answer = subprocess.run([sys.executable, "-c", watch], env=environ, check=False, timeout=PATIENCE)  # noqa: S603 - ours

    assert answer.returncode == 0
