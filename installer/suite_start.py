"""Starts pytest on the Windows Python, under Wine: `python.exe suite_start.py SOURCES WORDS…`, from `suite`."""

import os
import runpy
import sys


def main() -> None:
    """Run the tests of the folder of sources; leaves with pytest's exit code."""
    sources, *words = sys.argv[1:]
    os.chdir(sources)
    os.environ["QT_QPA_PLATFORM"] = "offscreen"  # Wine keeps Qt's variables of the system from its programs
    os.environ["QT_QPA_FONTDIR"] = r"C:\windows\Fonts"
    if sys.platform == "win32":
        import _winapi  # noqa: PLC0415 - Windows alone has it

        del _winapi.CopyFile2  # Wine 8 has only its name, and dies of it; without it shutil copies by itself
    sys.argv[1:] = ["-p", "no:cacheprovider", "-n", "0", *words]  # Wine does not carry what workers say
    runpy.run_module("pytest", run_name="__main__")


if __name__ == "__main__":
    main()
