from pathlib import Path

import pytest

from desktop.command_line import read_options
from desktop.options import Options
from desktop.version import version


def test_nothing_asked_for() -> None:
    assert read_options([]) == Options(demo=False, config=None)


def test_everything_asked_for() -> None:
    assert read_options(["--demo", "--config", "a/liasse.toml"]) == Options(demo=True, config=Path("a/liasse.toml"))


def test_the_version_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        read_options(["--version"])

    assert left.value.code == 0
    assert capsys.readouterr().out == f"Liasse {version()}\n"


def test_something_unknown_is_said_in_french(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        read_options(["--fast"])

    assert left.value.code == 2
    assert "non comprises" in capsys.readouterr().err
