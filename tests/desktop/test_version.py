import tomllib
from pathlib import Path

import pytest

from desktop.admin.commands import main
from desktop.version import version

_PROJECT = Path(__file__).parents[2] / "pyproject.toml"


def test_it_is_the_one_of_the_project() -> None:
    project = tomllib.loads(_PROJECT.read_text(encoding="utf-8"))["project"]

    assert version() == project["version"], "start.py install, after .venv is removed, knows the new one"


def test_liasse_admin_tells_it(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(["--version"])

    assert left.value.code == 0
    assert capsys.readouterr().out == f"Liasse {version()}\n"
