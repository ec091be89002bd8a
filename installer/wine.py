"""A Windows on Linux: a Wine prefix with what Wine 8 lacks; the build compiles in it, the check installs in it."""

import os
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PureWindowsPath

from installer.places import CACHE, HERE, ROOT, Refused, call, key, made_once

USER = "Élodie Dupré"
"""Who is at work there: with an accent and a space, as people are."""

_OVERRIDES = "mscoree=;mshtml=;mscms=n;wbemprox="
_STAND_INS = {"bcryptprimitives": ["-ladvapi32"], "icuuc": ["-nostdlib"], "mscms": ["-nostdlib"]}
_LINKED = ("Desktop", "Documents", "Downloads", "Music", "Pictures", "Videos")
"""Folders that Wine links into the home of whoever runs it."""
_HIDDEN = ("DISPLAY", "WAYLAND_DISPLAY", "XDG_RUNTIME_DIR", "PYTHONPATH", "PYTHONHOME")


@dataclass(frozen=True, slots=True)
class Windows:
    """A prefix in use.

    Attributes:
        prefix: its folder.
        display: the X display for its windows; none for programs of the console.
    """

    prefix: Path
    display: str = ""

    @property
    def drive(self) -> Path:
        """Its drive C:."""
        return self.prefix / "drive_c"

    @property
    def home(self) -> Path:
        """The profile of `USER`."""
        return self.drive / "users" / USER

    def path(self, path: Path) -> str:
        r"""How a file of this machine is called there: `C:\…` on its drive, else `Z:\…`."""
        if path.is_relative_to(self.drive):
            return str(PureWindowsPath("C:\\", *path.relative_to(self.drive).parts))
        return str(PureWindowsPath("Z:\\", *path.parts[1:]))

    def start(self, program: Path, *words: str, environ: Mapping[str, str] | None = None) -> "subprocess.Popen[bytes]":
        """Start a program; its streams are pipes, without which Wine gives it none."""
        return subprocess.Popen(  # noqa: S603 - what was built here
            ["wine", str(program), *words],  # noqa: S607 - wherever the system has it
            env=self.environ(environ or {}),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            restore_signals=False,
        )

    def run(
        self, program: Path, *words: str, environ: Mapping[str, str] | None = None, timeout: float = 300
    ) -> tuple[int, str]:
        """Run a program to its end.

        Returns:
            Its exit code, and what it said.

        Raises:
            Refused: it does not come to an end.
        """
        with self.start(program, *words, environ=environ) as running:
            try:
                said, _ = running.communicate(b"\n", timeout=timeout)
            except subprocess.TimeoutExpired:
                running.kill()
                raise Refused(f"{program.name} ne se termine pas en {timeout:.0f} s.") from None
        return running.returncode, said.decode("utf-8", "replace").replace("\r\n", "\n")

    def environ(self, more: Mapping[str, str]) -> dict[str, str]:
        """The environment of its programs: nothing of the user's desktop."""
        ours = {name: value for name, value in os.environ.items() if name not in _HIDDEN}
        ours |= {"WINEPREFIX": str(self.prefix), "WINEARCH": "win64", "WINEDEBUG": "-all"}
        ours |= {"WINEDLLOVERRIDES": _OVERRIDES, "USER": USER, "LC_ALL": "C.UTF-8", "LANG": "C.UTF-8"}
        if self.display:
            ours["DISPLAY"] = self.display
        return {**ours, **more}

    def end(self) -> None:
        """End all that still runs there."""
        subprocess.run(["wineserver", "-k"], env=self.environ({}), capture_output=True, check=False)  # noqa: S607 - as above

    def settle(self) -> None:
        """Wait until all that runs there has come to its end."""
        subprocess.run(["wineserver", "-w"], env=self.environ({}), capture_output=True, check=False)  # noqa: S607 - as above


def kept() -> Windows:
    """The prefix that is made once for this version of Wine and of the stand-ins; nothing is installed into it."""
    texts = [path.read_text(encoding="utf-8") for path in (Path(__file__), *sorted((HERE / "stand_ins").glob("*.c")))]
    place = CACHE / f"wine-{key(call(['wine', '--version']), *texts)}"
    with made_once(place) as folder:
        if folder:
            _make(Windows(folder))
    return Windows(place)


@contextmanager
def fresh(folder: Path, display: str) -> Iterator[Windows]:
    """A copy of that prefix, to install into; what still runs in it is ended afterwards."""
    template = kept()
    template.settle()
    shutil.copytree(template.prefix, folder, symlinks=True)
    windows = Windows(folder, display)
    try:
        yield windows
    finally:
        windows.end()


def _make(windows: Windows) -> None:
    windows.run(Path("wineboot"), "-i")
    windows.run(Path("winecfg"), "-v", "win10")
    windows.settle()
    if not windows.home.is_dir():
        raise Refused("Wine ne démarre pas ici : « wineboot » n'a pas fait de profil.")
    for name, libraries in _STAND_INS.items():
        to = windows.drive / "windows" / "system32" / f"{name}.dll"
        words = ["x86_64-w64-mingw32-gcc", "-O2", "-shared", "-s", "-Wl,--no-insert-timestamp"]
        call([*words, HERE / "stand_ins" / f"{name}.c", "-o", to, *libraries])
    for name in _LINKED:
        folder = windows.home / name
        if folder.is_symlink():
            folder.unlink()
            folder.mkdir()
    fonts = windows.drive / "windows" / "Fonts"  # Wine has none that is any good
    for font in (ROOT / "resources" / "fonts").glob("*.ttf"):
        shutil.copy(font, fonts)
