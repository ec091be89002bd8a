"""The test suite on the Windows Python that ships, under Wine; what is not run there is counted, by its reason."""

import shutil
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from installer.libraries import staged, staged_for_tests, tell_version
from installer.places import HERE, ROOT, Refused, call, version
from installer.wine import Windows

_HOURS = 2 * 3600
_LONG_REASON = 110


def run_suite(windows: Windows, work: Path, words: Sequence[str]) -> None:
    """Run the tests, or those that the words for pytest name.

    Raises:
        Refused: one failed.
    """
    program = work / "program"
    shutil.copytree(staged(webengine=False) / "program", program)
    extra = staged_for_tests()
    shutil.copytree(extra / "lib", program / "tests")
    shutil.copytree(extra / "python", program / "python", dirs_exist_ok=True)  # Tryton has Python's own SQLite
    shutil.copytree(extra / "PySide6", program / "lib" / "PySide6", dirs_exist_ok=True)
    sources = work / "sources"
    for name in call(["git", "-C", ROOT, "ls-files", "-z"]).split("\0")[:-1]:
        to = sources / name
        to.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, to)
    _open_up(windows, program / "python", sources)
    found = work / "tests.xml"
    started = windows.path(HERE / "suite_start.py")
    _, said = windows.run(
        program / "python" / "python.exe",
        *(started, windows.path(sources), f"--junitxml={windows.path(found)}", *words),
        timeout=_HOURS,
    )
    print(said[-6000:])
    if not found.exists():
        raise Refused("Les tests ne sont pas allés à leur fin sous Windows.")
    _tell(found)


def _open_up(windows: Windows, python: Path, sources: Path) -> None:
    """Let the interpreter, and those that the tests start, import the tests and what they need."""
    (paths,) = python.glob("python*._pth")
    lines = (f"{paths.stem}.zip", ".", windows.path(sources), "..\\lib", "..\\tests")
    paths.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    tell_version(python.parent / "lib", version())


def _tell(found: Path) -> None:
    cases = list(ET.parse(found).iter("testcase"))  # noqa: S314 - pytest has just written it
    left = [skip.get("message") or "" for case in cases for skip in case.iter("skipped")]
    failed = [
        f"{case.get('classname')}::{case.get('name')}"
        for case in cases
        if case.find("failure") is not None or case.find("error") is not None
    ]
    passed = len(cases) - len(left) - len(failed)
    print(f"Windows : {passed} tests passent, {len(left)} laissés, {len(failed)} échouent")
    for reason, times in Counter(" ".join(each.split())[:_LONG_REASON] for each in left).most_common():
        print(f"  {times:5} laissés : {reason}")
    for name in failed:
        print(f"  échoue : {name}")
    if failed:
        raise Refused(f"{len(failed)} tests échouent sous Windows.")
