"""What a test needs of the system that it runs on; where that is missing it is skipped, and `pytest -rs` counts why."""

import ctypes
import os
import sys
from importlib.util import find_spec

import pytest


def needs_posix(what: str) -> pytest.MarkDecorator:
    """For a test of something that Windows has not, such as signals or pipes with a name."""
    return pytest.mark.skipif(os.name != "posix", reason=f"needs POSIX: {what}")


def needs_linux(what: str) -> pytest.MarkDecorator:
    """For a test that looks where only Linux lets it."""
    return pytest.mark.skipif(sys.platform != "linux", reason=f"needs Linux: {what}")


def needs_windows(what: str) -> pytest.MarkDecorator:
    """For a test of what Windows alone does."""
    return pytest.mark.skipif(os.name != "nt", reason=f"needs Windows: {what}")


def need_postgresql() -> None:
    """For what a server is started for; its own does not run under Wine."""
    if is_wine():
        pytest.skip("needs PostgreSQL: under Wine there is none")


def need_web_engine() -> None:
    """For a file of tests with a page in it; Windows is usually installed without one, and Wine crashes under it."""
    if is_wine() or find_spec("PySide6.QtWebEngineCore") is None:
        pytest.skip("needs a web engine", allow_module_level=True)


def is_wine() -> bool:
    """Whether this Windows is Wine."""
    return sys.platform == "win32" and hasattr(ctypes.WinDLL("ntdll"), "wine_get_version")
