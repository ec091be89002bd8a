from pathlib import Path

import pytest

from desktop.command_line import read_options
from desktop.options import Options


def test_nothing_asked_for() -> None:
    assert read_options([]) == Options(demo=False, config=None)


def test_everything_asked_for() -> None:
    assert read_options(["--demo", "--config", "a/liasse.toml"]) == Options(demo=True, config=Path("a/liasse.toml"))


def test_something_unknown_is_said_in_french(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        read_options(["--fast"])

    assert left.value.code == 2
    assert "non comprises" in capsys.readouterr().err
