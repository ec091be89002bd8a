"""The laws of the house that no other tool keeps."""

import ast
import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterable, Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import grimp

ROOT = Path(__file__).resolve().parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")
PRODUCT = PROJECT["tool"]["importlinter"]["root_packages"]
PACKAGES = [*PRODUCT, "tests"]

LONGEST_FILE = 500
LONG_FILE = 400
"""Lines: one file in twenty may have more, rather than being cut only to fit."""
LONGEST_CLASS = 250
LONGEST_FUNCTION = 60
LONGEST_CHAIN = 20
"""Modules that are imported one because of the other; an import inside a function is where a chain is cut on purpose.
"""
COUPON_FLOORS = 8
TESTING = {"tests", "pytest", "pytestqt", "hypothesis", "PySide6.QtTest"}
"""What the product does not import."""
DRAWERS = {"utils", "misc", "common", "helpers", "manager"}

COUNT_REFERENCES = """\
import sys
from PySide6.QtWidgets import QApplication, QLabel

application = QApplication([])
label = QLabel()
before = sys.getrefcount(None)
for turn in range(100_000):
    label.setText("a")
raise SystemExit(abs(sys.getrefcount(None) - before) > 100)
"""


def sources() -> Iterator[Path]:
    yield ROOT / "start.py"
    for package in PACKAGES:
        yield from sorted((ROOT / package).rglob("*.py"))


def where(path: Path, line: int = 0) -> str:
    return f"{path.relative_to(ROOT).as_posix()}:{line}"


def lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines()


def matching(pattern: str) -> list[str]:
    """Where a line of the sources matches; the patterns below are written so as not to match themselves."""
    return [
        where(path, number)
        for path in sources()
        for number, line in enumerate(lines(path), 1)
        if re.search(pattern, line)
    ]


# --- sizes and words


def test_the_sources_are_found() -> None:
    found = [where(path) for path in sources()]

    assert "backoffice/domain/money.py:0" in found
    assert "tests/test_house.py:0" in found


def test_no_file_holds_two_subjects() -> None:
    lengths = {where(path): len(lines(path)) for path in sources()}
    assert [place for place, length in lengths.items() if length > LONGEST_FILE] == []
    assert sum(length > LONG_FILE for length in lengths.values()) * 20 <= len(lengths)


def test_no_class_is_longer_than_one_can_keep_in_mind() -> None:
    assert longer(LONGEST_CLASS, ast.ClassDef) == []


def test_no_function_is_longer_than_a_screen() -> None:
    assert longer(LONGEST_FUNCTION, ast.FunctionDef, ast.AsyncFunctionDef) == []


def test_one_that_is_too_long_would_be_found() -> None:
    node = ast.parse("class Long:\n    a = 1\n    b = 2\n").body[0]

    assert (length_of(node), longer(0, ast.ClassDef) != []) == (3, True)


def longer(most: int, *kinds: type[ast.stmt]) -> list[str]:
    """Where something of these kinds has more lines."""
    return [
        where(path, node.lineno)
        for path in sources()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, kinds) and length_of(node) > most
    ]


def length_of(node: ast.stmt) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


def test_nothing_is_left_for_later() -> None:
    assert matching(r"TO[D]O|FIX[M]E|raise NotImplemented[E]rror") == []


def test_no_rule_is_set_aside_without_a_reason() -> None:
    assert matching(r"# no[q]a(?!: [A-Z]+\d+(, [A-Z]+\d+)* +\W*\w+)") == []


def test_no_drawer_for_odds_and_ends() -> None:
    modules = [path for path in sources() if DRAWERS & {*path.relative_to(ROOT).with_suffix("").parts}]

    assert modules == []


def test_every_folder_of_sources_is_a_package() -> None:
    folders = {path.parent for path in sources()} - {ROOT}

    assert [where(folder) for folder in folders if not (folder / "__init__.py").exists()] == []


# --- roads between modules


def test_no_module_imports_itself_by_any_road() -> None:
    graph = grimp.build_graph(*PACKAGES, cache_dir=None)
    imports = {module: graph.find_modules_directly_imported_by(module) for module in graph.modules}

    assert cycle(imports) == []
    assert cycle({module: set(also_run(imported)) - {module} for module, imported in imports.items()}) == []


def test_a_cycle_would_be_found() -> None:
    assert set(cycle({"a": {"b"}, "b": {"c.d"}, "c.d": {"a"}})) == {"a", "b", "c.d"}


def test_the_product_knows_no_tests() -> None:
    product = [path for path in sources() if path.relative_to(ROOT).parts[0] != "tests"]
    found = [where(path) for path in product if TESTING & set(imported(path.read_text(encoding="utf-8")))]

    assert len(product) > 100
    assert found == []


def test_an_import_of_tests_would_be_found() -> None:
    lines_that_import = ("import pytest", "from tests.office import Desk", "from PySide6 import QtCore, QtTest")

    assert [line for line in lines_that_import if not TESTING & set(imported(line))] == []


def imported(source: str) -> Iterator[str]:
    """The modules that a source names in its imports, wherever they stand, and the packages around them."""
    for node in ast.walk(ast.parse(source)):
        names: list[str] = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            names = [f"{node.module}.{alias.name}" for alias in node.names]
        yield from also_run(names)


def cycle(imports: dict[str, set[str]]) -> list[str]:
    try:
        TopologicalSorter(imports).prepare()
    except CycleError as error:
        return list(error.args[1])
    return []


def also_run(imported: Iterable[str]) -> Iterator[str]:
    """The modules imported, and the packages whose `__init__` runs first."""
    for module in imported:
        parts = module.split(".")
        yield from (".".join(parts[:end]) for end in range(1, len(parts) + 1))


def test_no_import_drags_a_long_chain_behind_it() -> None:
    assert longest_chain(imported_at_once())[LONGEST_CHAIN:] == []


def test_the_coupons_folder_has_few_floors() -> None:
    graph = grimp.build_graph("forms", cache_dir=None)
    rooms = graph.find_descendants("forms.coupon")
    imports = {room: rooms & graph.find_modules_directly_imported_by(room) for room in rooms}

    assert longest_chain(imports)[COUPON_FLOORS:] == []


def test_a_long_chain_would_be_found() -> None:
    assert longest_chain({"a": {"b", "d"}, "b": {"c"}, "c": set(), "d": set()}) == ["a", "b", "c"]
    assert late_lines("import a\ndef f():\n    import b\n    if b:\n        from c import d\n") == {3, 5}


def longest_chain(imports: dict[str, set[str]]) -> list[str]:
    chains: dict[str, list[str]] = {}
    for module in TopologicalSorter(imports).static_order():
        chains[module] = [module, *max((chains[imported] for imported in imports[module]), key=len, default=[])]
    return max(chains.values(), key=len)


def imported_at_once() -> dict[str, set[str]]:
    """What each module of the product imports as it is imported itself."""
    graph = grimp.build_graph(*PRODUCT, cache_dir=None, exclude_type_checking_imports=True)
    late = {module: late_lines(source_of(module)) for module in graph.modules}
    return {
        module: {
            imported
            for imported in graph.find_modules_directly_imported_by(module)
            if {at["line_number"] for at in graph.get_import_details(importer=module, imported=imported)} - late[module]
        }
        for module in graph.modules
    }


def source_of(module: str) -> str:
    path = ROOT.joinpath(*module.split("."))
    file = path / "__init__.py" if path.is_dir() else path.with_suffix(".py")
    return file.read_text(encoding="utf-8")


def late_lines(source: str) -> set[int]:
    """The lines of the imports that wait until a function is called."""
    return {
        inner.lineno
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        for inner in ast.walk(node)
        if isinstance(inner, ast.Import | ast.ImportFrom)
    }


def test_what_is_skipped_says_by_one_mark_what_it_needs() -> None:
    """So that it can be counted what was not tried on a system."""
    door = ROOT / "tests" / "needs.py"
    skip = re.compile(r"\b(?:mark\.)?(?:skip|skipif|importorskip)\(")
    assert [
        where(path, number)
        for path in sources()
        if path.is_relative_to(ROOT / "tests") and path not in (door, Path(__file__))
        for number, line in enumerate(lines(path), start=1)
        if skip.search(line)
    ] == []


# --- what is installed


def test_every_locked_package_has_a_version_and_a_hash_and_no_address() -> None:
    requirements = re.split(r"\n(?=\S)", LOCK.strip())

    assert len(requirements) > 50
    line = re.compile(r"[a-z0-9-]+==[\w.]+( ; [^\\\n]+)?( \\\n    --hash=sha256:[0-9a-f]{64})+")
    assert [requirement for requirement in requirements if not line.fullmatch(requirement)] == []
    assert "://" not in LOCK


def test_the_build_backend_is_locked_too() -> None:
    assert re.search(r"^setuptools==", LOCK, re.MULTILINE)


def test_qt_is_one_that_keeps_its_references() -> None:
    wanted = [word for word in PROJECT["project"]["dependencies"] if word.startswith("PySide6")]
    locked = re.findall(r"^(?:pyside6-\w+|shiboken6)==(\d+)\.(\d+)", LOCK, re.MULTILINE)

    assert wanted == ["PySide6-Essentials<6.12", "PySide6-Addons<6.12"]
    assert len(locked) == 3
    assert all((int(major), int(minor)) < (6, 12) for major, minor in locked)


def test_the_time_zones_come_with_the_program() -> None:
    """Windows has none of its own."""
    assert "tzdata" in PROJECT["project"]["dependencies"]
    assert re.search(r"^tzdata==[\d.]+ \\$", LOCK, re.MULTILINE)


def test_none_keeps_its_references() -> None:
    command = [sys.executable, "-c", COUNT_REFERENCES]
    environ = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}

    assert subprocess.run(command, env=environ, check=False).returncode == 0  # noqa: S603 - the few lines above
