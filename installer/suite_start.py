"""Starts pytest on the Windows Python, under Wine: `python.exe suite_start.py SOURCES WORDS…`, from `suite`."""

import os
import sys

import pytest


def main() -> int:
    """Run the tests of the folder of sources.

    Returns:
        pytest's exit code.
    """
    sources, *words = sys.argv[1:]
    os.chdir(sources)
    os.environ["QT_QPA_PLATFORM"] = "offscreen"  # Wine keeps Qt's variables of the system from its programs
    os.environ["QT_QPA_FONTDIR"] = r"C:\windows\Fonts"
    return pytest.main(["-p", "no:cacheprovider", *words])


if __name__ == "__main__":
    sys.exit(main())
