"""`liasse-admin` in a process of its own, as a script of Windows runs it."""

import os
import subprocess
import sys
from pathlib import Path


def test_a_name_of_another_country_is_told_after_it_is_recorded(sqlite_url: str, tmp_path: Path) -> None:
    ours = {"DATABASE": sqlite_url, "FOLDER": str(tmp_path), "SECRET": "5a" * 32, "PASSWORD": "quatre chevaux"}
    environment = {
        **os.environ,
        **{f"LIASSE_{name}": value for name, value in ours.items()},
        "PYTHONUTF8": "0",
        "PYTHONIOENCODING": "cp1252",
    }
    words = [sys.executable, "-m", "desktop.admin", "init", "--login", "l.wos", "--name", "Łukasz Woś"]
    done = subprocess.run(words, env=environment, capture_output=True, check=False)  # noqa: S603 - ours

    assert done.stderr == b""
    assert "Łukasz Woś" in done.stdout.decode()
    assert done.returncode == 0
