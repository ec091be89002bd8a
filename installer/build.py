"""`python -m installer.build FOLDER`: the lock, then what is installed, then the setup; the same bytes each time.

Nothing of the clock, the machine or the order of a disk goes in: times are the commit's, files stand in one order.
"""

import argparse
import os
import shutil
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path, PureWindowsPath

from installer.libraries import compile_folders, staged, tell_version
from installer.places import HERE, PRODUCT, ROOT, Refused, call, commit_date, version

_LONGEST_PATH = 150
"""Characters below the installed folder; Windows allows 260 with the folder's own."""
_BUFFER = 64
"""Megabytes that LZMA looks back: two DLLs of Qt."""


@dataclass(frozen=True, slots=True)
class _Launcher:
    """A program of the installed folder: its file, what it calls in the interpreter, and how Windows names it."""

    file: str
    module: str
    title: str
    is_console: bool


_LAUNCHERS = (
    _Launcher("Liasse.exe", "desktop.main", "Liasse", is_console=False),
    _Launcher("liasse-admin.exe", "desktop.admin.commands", "Liasse (administration)", is_console=True),
)


def main(argv: Sequence[str] | None = None) -> int:
    """Build what the command line asks for.

    Returns:
        The exit code: 1 with a sentence when it could not be built.
    """
    parser = argparse.ArgumentParser(prog="installer.build", description="Fabrique l'installation pour Windows.")
    parser.add_argument("folder", type=Path, help="où l'écrire")
    parser.add_argument("--webengine", action="store_true", help="avec la page de SlimPay dans une fenêtre de Liasse")
    parser.add_argument("--compress", choices=("lzma", "none"), default="lzma", help="none : pour les essais")
    parser.add_argument("--version", default=version(), help="un autre numéro de version, pour les essais")
    read = parser.parse_args(argv)
    try:
        setup = build(read.folder, webengine=read.webengine, compress=read.compress, number=read.version)
    except (Refused, OSError) as error:
        print(f"installer : {error}", file=sys.stderr)
        return 1
    digest = sha256(setup.read_bytes()).hexdigest()
    print(f"{setup} : {setup.stat().st_size / 1e6:.1f} Mo, sha256 {digest}")
    return 0


def build(folder: Path, *, webengine: bool = False, compress: str = "lzma", number: str = "") -> Path:
    """Make the setup.

    Returns:
        Its file, in the folder, beside `payload`, which has what it installs.

    Raises:
        Refused: something is missing, or a tool failed.
    """
    folder = folder.resolve()
    number = number or version()
    payload = folder / "payload"
    if payload.exists():
        shutil.rmtree(payload)
    began = time.monotonic()
    shutil.copytree(staged(webengine=webengine), payload)
    _program(payload / "program", number)
    shutil.copy(ROOT / "LICENSE", payload / "LICENSE.txt")
    _launchers(payload, folder / "launcher", number)
    files = _stamped(payload)
    packed = time.monotonic()
    size = sum(path.stat().st_size for path in files)
    print(f"contenu : {len(files)} fichiers, {size / 1e6:.1f} Mo, {packed - began:.1f} s", flush=True)
    setup = folder / f"Liasse-{number}{'-web' if webengine else ''}-setup.exe"
    _pack(setup, _listed(payload, files, folder / "files.nsh"), number, compress, size)
    print(f"installation : {setup.stat().st_size / 1e6:.1f} Mo, {time.monotonic() - packed:.1f} s", flush=True)
    return setup


def _program(program: Path, number: str) -> None:
    """Lay the sources of this folder beside the libraries, and the version where the program asks for it."""
    tracked = call(["git", "-C", ROOT, "ls-files", "-z", *PRODUCT]).split("\0")[:-1]
    for name in tracked:
        to = program / "app" / name
        to.parent.mkdir(parents=True, exist_ok=True)
        to.write_bytes((ROOT / name).read_bytes())
    compile_folders(program, "app")
    tell_version(program / "lib", number)


def _launchers(payload: Path, work: Path, number: str) -> None:
    work.mkdir(parents=True, exist_ok=True)
    (dll,) = (payload / "program" / "python").glob("python3[0-9]*.dll")
    four = ",".join((*number.split("."), "0", "0", "0")[:4])
    for each in _LAUNCHERS:
        words = {"FILE_NAME": each.file, "TITLE": each.title, "VERSION_TEXT": number, "MODULE": each.module}
        words["WORD"] = each.file.removesuffix(".exe").lower()
        lines = [f'#define {name} "{text}"' for name, text in words.items()]
        lines += [f"#define VERSION_NUMBERS {four}", f'#define PYTHON_DLL "{dll.name}"']
        lines += ["#define CONSOLE"] * each.is_console
        (work / "launcher.h").write_text("\n".join(lines) + "\n", encoding="utf-8")
        resource, program = work / "launcher.o", payload / each.file
        include = ("-I", work, "-I", HERE / "launcher")
        call(["x86_64-w64-mingw32-windres", "-c", "65001", *include, HERE / "launcher" / "liasse.rc", resource])
        words_for_gcc = ["x86_64-w64-mingw32-gcc", "-O2", "-Wall", "-Werror", "-s", "-municode", *include]
        words_for_gcc += ["-mconsole" if each.is_console else "-mwindows"]
        words_for_gcc += ["-Wl,--no-insert-timestamp,--dynamicbase,--nxcompat,--high-entropy-va"]
        call([*words_for_gcc, HERE / "launcher" / "liasse.c", resource, "-o", program, "-lshell32", "-lole32"])
        call([HERE / "sign.sh", program])


def _stamped(payload: Path) -> list[Path]:
    """Give everything the time of the commit.

    Returns:
        The files, in the order in which they are packed.

    Raises:
        Refused: a path is so long that Windows may not take it.
    """
    date = commit_date()
    for path in (payload, *payload.rglob("*")):
        path.chmod(0o755 if path.is_dir() else 0o644)
        os.utime(path, (date, date))
    files = sorted((path for path in payload.rglob("*") if path.is_file()), key=lambda path: path.as_posix().encode())
    long = [path.name for path in files if len(path.relative_to(payload).as_posix()) > _LONGEST_PATH]
    if long:
        raise Refused(f"Chemins trop longs pour Windows : {', '.join(long)}.")
    return files


def _listed(payload: Path, files: Sequence[Path], to: Path) -> Path:
    """The files for NSIS by name, whose own recursion goes in the order of the disk; the program beside the old one."""
    lines: list[str] = []
    last = None
    for path in files:
        folder = PureWindowsPath("$INSTDIR", "new", *path.relative_to(payload).parent.parts)
        if folder != last:
            lines.append(f'SetOutPath "{folder}"')
            last = folder
        lines.append(f'File "{path}"')
    to.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return to


def _pack(setup: Path, files: Path, number: str, compress: str, size: int) -> None:
    told = {"VERSION": number, "SIZE_KB": size // 1024, "FILES": files, "OUT": setup, "HERE": HERE}
    told |= {"COMPRESS": compress, "BUFFER": _BUFFER}
    defines = [f"-D{name}={value}" for name, value in told.items()]
    words = ["makensis", "-V2", "-WX", "-NOCD", "-INPUTCHARSET", "UTF8", *defines, HERE / "setup" / "liasse.nsi"]
    call(words, SOURCE_DATE_EPOCH=str(commit_date()), TZ="UTC", LC_ALL="C.UTF-8")
    call([HERE / "sign.sh", setup])


if __name__ == "__main__":
    sys.exit(main())
