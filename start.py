"""Makes Liasse's environment where it is missing, and starts the program or its checks: `python3 start.py demo`.

Standard library only, on Linux and Windows, where it is `py start.py demo`. The environment, `.venv`, is made from the
hashes of `requirements.lock` alone; once it is there, a start costs no more than a look at one small file.
"""

from __future__ import annotations

import argparse
import contextlib
import ctypes
import errno
import hashlib
import importlib.util
import io
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import IO, NamedTuple, NoReturn

OLDEST = (3, 11)
ROOT = Path(__file__).resolve().parent
LOCK = ROOT / "requirements.lock"
VENV = ROOT / ".venv"
DONE = VENV / "liasse.lock"
BUSY = VENV / "busy"
LOG = VENV / "installation.log"
INTERRUPTED = 130
LACKING = 3
GENERIC_READ, OPEN_ALWAYS, IN_USE = 0x80000000, 4, 32
"""Windows' own names, but for the error that it calls a violation of sharing."""
DEEPEST = 185
"""Signs of the longest path of a library under this folder, and a few more."""
LONGEST = 259
"""Signs of a path that Windows takes where nobody has allowed it longer ones."""

# the system libraries that Qt loads, also to show a page of SlimPay, and the Debian packages that bring them
DRAWING = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libXtst.so.6": "libxtst6",
    "libasound.so.2": "libasound2",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgssapi_krb5.so.2": "libgssapi-krb5-2",
    "libnss3.so": "libnss3",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libxkbfile.so.1": "libxkbfile1",
}
WINDOW = {
    **DRAWING,
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}

# what makes the setup for Windows and tries it, and the Debian packages that bring it
WINE = {
    "Xvfb": "xvfb",
    "makensis": "nsis",
    "wine": "wine",
    "x86_64-w64-mingw32-gcc": "gcc-mingw-w64-x86-64",
    "xdotool": "xdotool",
}


class Command(NamedTuple):
    """A word after start.py.

    Attributes:
        help: what it does, in French.
        steps: programs of the environment with their arguments, run one after the other until one fails.
        libraries: what they need of the system: WINDOW, DRAWING (without a display), WINE, or nothing.
        on_sources: whether they work on the sources and run in their folder, rather than in the caller's.
        takes_more: whether further arguments go to the program.
    """

    help: str
    steps: tuple[tuple[str, ...], ...] = ()
    libraries: Mapping[str, str] = {}
    on_sources: bool = False
    takes_more: bool = False


PROGRAM = ("python", "-m", "desktop.main")
CHECKS = (("ruff", "check"), ("ruff", "format", "--check"), ("mypy",), ("lint-imports",))
COMMANDS = {
    "install": Command("prépare tout ce qu'il faut, sans rien ouvrir", libraries=WINDOW),
    "demo": Command("ouvre le programme sur une base jetable", ((*PROGRAM, "--demo"),), WINDOW, takes_more=True),
    "run": Command("ouvre le programme", (PROGRAM,), WINDOW, takes_more=True),
    "test": Command(
        "lance les tests ; les mots en plus vont à pytest", (("pytest",),), DRAWING, on_sources=True, takes_more=True
    ),
    "check": Command("vérifie le style, les types et les couches", CHECKS, on_sources=True),
    "shots": Command(
        "écrit une image de chaque écran, sans affichage", (("python", "-m", "tests.tour"),), DRAWING, on_sources=True
    ),
    "erp": Command("lance un Tryton d'essai, à relier à Liasse", (("python", "-m", "tests.erp"),), on_sources=True),
    "docs": Command(
        "récrit les pages et images de docs/ qui viennent du code",
        (("python", "-m", "tests.docs"),),
        DRAWING,
        on_sources=True,
    ),
    "installer": Command(
        "fabrique l'installation pour Windows dans dist/ ; --check l'essaie sous Wine, --check --all aussi au long",
        (("python", "-m", "installer"),),
        WINE,
        on_sources=True,
        takes_more=True,
    ),
    "bench": Command("mesure les vitesses", (("python", "-m", "tests.benchmarks"),), DRAWING, on_sources=True),
}

# Windows speaks its user's language: only the number of an error is the same everywhere, and uv says it in its own way.
WINDOWS = r"(?:winerror|os error)" if os.name == "nt" else "winerror"
FAILURES = {
    rf"no space left|errno 28|not enough space|{WINDOWS} (?:39|112)\b": (
        "il n'y a plus de place sur le disque : libérez-en 2 Go."
    ),
    rf"permission denied|access is denied|read-only file system|errno (?:13|30)\b|{WINDOWS} (?:5|19|32|33)\b": (
        "ce dossier ne se laisse pas écrire : fermez le programme s'il est ouvert, ou demandez-en le droit."
    ),
    r"match the hashes|hash mismatch|hashes are required|pinned with ==|invalid requirement|couldn't parse|lock:\d": (
        "requirements.lock est abîmé, ou les paquets reçus ne sont pas ceux qu'il annonce : reprenez-le du dépôt."
    ),
    rf"long path support|{WINDOWS} 206\b": (
        "le chemin de ce dossier est trop long pour Windows : placez-le plus haut, par exemple dans C:\\Liasse."
    ),
    r"connection|name resolution|dns error|timed out|unreachable|failed to fetch|from versions: none|getaddrinfo|"
    rf"errno 1100[1-4]\b|{WINDOWS} (?:100(?:5[0-4]|6[0-5])|1100[1-4])\b": (
        "le réseau ne répond pas : vérifiez la connexion, puis recommencez."
    ),
}


class Refused(Exception):
    """What stops the start, as a French sentence for whoever typed the command."""


class Lacking(Refused):
    """The same, for what the system lacks and nobody may install here."""


class Parser(argparse.ArgumentParser):
    """A parser that complains in French."""

    def error(self, message: str) -> NoReturn:  # noqa: ARG002 - argparse's own message is English
        """Show what is expected and leave with 2, as argparse does."""
        self.exit(2, f"start.py : commande incomplète ou non comprise.\n{self.format_usage()}")


def main() -> int:
    """Do what the command line asks for.

    Returns:
        The exit code: the program's own, 1 with a sentence when it could not be started, 3 when the system lacks
        something, 130 after Ctrl+C.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a path may bear signs that the terminal has not
    try:
        return start(*parse(sys.argv[1:]))
    except (Refused, OSError) as error:
        print(f"start.py : {error if isinstance(error, Refused) else failure(str(error))}", file=sys.stderr)
        return LACKING if isinstance(error, Lacking) else 1
    except KeyboardInterrupt:
        print("start.py : interrompu.", file=sys.stderr)
        return INTERRUPTED


def parse(arguments: Sequence[str]) -> tuple[Command, list[str]]:
    """Read the command line: the command, and what its program is told besides."""
    parser = Parser(prog="start.py", description="Prépare Liasse et la lance.", add_help=False)
    names = parser.add_subparsers(dest="name", required=True, metavar="COMMANDE", title="commandes")
    for name, command in COMMANDS.items():
        names.add_parser(name, help=command.help, description=command.help, add_help=False, allow_abbrev=False)
    for words in (parser, *names.choices.values()):
        words.add_argument("-h", "--help", action="help", help="montre cette aide")
    parser.set_defaults(ours=None)  # our own options, as the program behind the command knows them
    names.choices["test"].add_argument(
        "--all", dest="ours", action="store_const", const=["-m", ""], help="avec les longues preuves"
    )
    names.choices["bench"].add_argument(
        "--large", dest="ours", action="store_const", const=["--large"], help="avec des millions de clients"
    )
    names.choices["shots"].add_argument(  # relative to the caller's folder, which its program does not know
        "ours", nargs=1, type=os.path.abspath, metavar="DOSSIER", help="où écrire les images"
    )
    options, rest = parser.parse_known_args(arguments)
    command = COMMANDS[options.name]
    if rest and not command.takes_more:
        names.choices[options.name].error(" ".join(rest))
    return command, [*(options.ours or ()), *rest]


def start(command: Command, more: Sequence[str]) -> int:
    """Prepare what the command needs, then run its steps until one fails.

    Raises:
        Refused: something is missing that could not be had.
    """
    if sys.version_info[:2] < OLDEST:
        raise Refused(f"il faut Python 3.11 ou plus récent ; celui-ci est le {sys.version.split()[0]}.")
    environ = dict(os.environ)
    if command.libraries is DRAWING:
        environ["QT_QPA_PLATFORM"] = "offscreen"
    if sys.platform == "linux":
        provide(command, environ)
    if not ready():
        install()
    if not command.steps:
        python = "py" if os.name == "nt" else "python3"
        print(f"Tout est prêt : « {python} start.py demo » ouvre le programme.")
    for step in command.steps:
        code = call([str(program(step[0])), *step[1:], *more], environ, ROOT if command.on_sources else None)
        if code:
            return code
    return 0


def call(command: Sequence[str], environ: Mapping[str, str], folder: Path | None) -> int:
    """Run a program and give back its exit code as a shell would count it."""
    with subprocess.Popen(command, cwd=folder, env=environ) as child:
        while True:
            with contextlib.suppress(KeyboardInterrupt):  # the program heard it too, and ends in its own way
                code = child.wait()
                return code if code >= 0 else 128 - code


def program(name: str) -> Path:
    """Where the environment keeps a program."""
    return VENV / "Scripts" / f"{name}.exe" if os.name == "nt" else VENV / "bin" / name


# --- the environment


def ready() -> bool:
    """Whether the environment was made to its end, from this very lock, in this very folder."""
    try:
        return DONE.read_text(encoding="utf-8") == mark() and program("python").exists()
    except OSError:  # there is none, or it is not ours to read
        return False


def mark() -> str:
    """What a finished environment bears: the lock's SHA-256, and the folder, whose path its programs carry."""
    return f"{hashlib.sha256(locked().encode()).hexdigest()}\n{ROOT}\n"


def locked() -> str:
    """The text of the lock file, the same whatever git did to its line ends."""
    try:
        return LOCK.read_text(encoding="utf-8")
    except (FileNotFoundError, UnicodeDecodeError) as error:
        raise Refused("requirements.lock manque ou est abîmé : reprenez-le du dépôt.") from error


def install() -> None:
    """Make the environment anew, one start at a time.

    Raises:
        Refused: there is no network, no room, the lock is broken, or the folder lies too deep.
        OSError: there is no right to write here.
    """
    refuse_depth()
    VENV.mkdir(exist_ok=True)
    with alone(BUSY):
        if not ready():  # another start may have made it while this one waited
            clear()
            build()
            DONE.write_text(mark(), encoding="utf-8")


def refuse_depth() -> None:
    """Refuse a folder under which Windows would not take the paths of all libraries.

    Raises:
        Refused: with the ways out.
    """
    room = LONGEST - DEEPEST
    if len(str(ROOT)) > room and not takes_long_paths():
        raise Refused(
            f"le chemin de ce dossier a {len(str(ROOT))} signes, et Windows n'en accepte ici que {room} : placez-le "
            "plus haut, par exemple dans C:\\Liasse, ou faites activer les chemins longs (LongPathsEnabled)."
        )


def takes_long_paths() -> bool:
    """Whether a path may be longer than Windows allowed from the beginning."""
    if sys.platform == "win32":
        import winreg  # noqa: PLC0415 - Windows alone has it

        try:
            with winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, r"SYSTEM\CurrentControlSet\Control\FileSystem") as key:
                return winreg.QueryValueEx(key, "LongPathsEnabled")[0] == 1
        except OSError:  # nobody has said so
            return False
    return True


@contextlib.contextmanager
def alone(path: Path) -> Iterator[None]:
    """Hold the file; the system lets go of it when its holder is dead, however it died, and its installer is, too."""
    held = taken(path)
    if held is None:
        print("Une autre installation est en cours : attente de sa fin…", flush=True)
        while held is None:
            time.sleep(0.2)
            held = taken(path)
    with held:
        os.set_inheritable(held.fileno(), True)  # an installer that outlives this start still holds it
        yield


def taken(path: Path) -> IO[bytes] | None:
    """The file, which is nobody else's until all that have it open are gone; None where it is somebody's."""
    if sys.platform == "win32":  # whose locks die with their owner: an open file that is not shared does not
        import msvcrt  # noqa: PLC0415 - Windows alone has it

        create = ctypes.WinDLL("kernel32", use_last_error=True).CreateFileW
        create.restype = ctypes.c_void_p
        handle = create(str(path), GENERIC_READ, 0, None, OPEN_ALWAYS, 0, None)
        if handle == ctypes.c_void_p(-1).value:
            error = ctypes.WinError(ctypes.get_last_error())
            if error.winerror != IN_USE:
                raise error
            return None
        return os.fdopen(msvcrt.open_osfhandle(handle, os.O_RDONLY), "rb")
    import fcntl  # noqa: PLC0415 - Windows has it not

    file = path.open("a+b")
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        file.close()
        if error.errno not in {errno.EACCES, errno.EAGAIN}:
            raise
        return None
    return file


def clear() -> None:
    """Empty the environment's folder, but for the file that keeps others waiting."""
    for entry in VENV.iterdir():
        if entry.is_dir() and not entry.is_symlink():
            shutil.rmtree(entry)
        elif entry != BUSY:
            entry.unlink()


def build() -> None:
    """Make the environment, with uv where there is one.

    The build backend comes first, from its own lines of the lock: nothing is then fetched that has no hash there.
    """
    import venv  # noqa: PLC0415 - a Python that is made to be embedded has none, and its tests run here too

    print("Installation des bibliothèques, une seule fois…", flush=True)
    began = time.monotonic()
    venv.create(VENV, symlinks=os.name != "nt")
    python = str(program("python"))
    uv = shutil.which("uv")
    if uv:
        pip = [uv, "pip", "install", "--python", python]
    else:
        if importlib.util.find_spec("ensurepip") is None:
            require("python3-venv", ["python3-venv"])
        fetch([python, "-m", "ensurepip"])
        pip = [python, "-m", "pip", "install", "--no-input", "--disable-pip-version-check"]
    backend = VENV / "backend.lock"
    backend.write_text(lines_of("setuptools", locked()), encoding="utf-8")
    fetch([*pip, "--require-hashes", "-r", str(backend)])
    fetch([*pip, "--require-hashes", "--no-build-isolation", "-r", str(LOCK)])
    fetch([*pip, "--no-index", "--no-deps", "--no-build-isolation", "-e", str(ROOT)])
    print(f"Installé en {time.monotonic() - began:.0f} s.", flush=True)


def lines_of(package: str, lock: str) -> str:
    """A package's version and hashes, as the lock has them."""
    found = re.search(rf"^{package}==(?:.*\\\n)*.*\n", lock, re.MULTILINE)
    if not found:
        raise Refused(f"requirements.lock est abîmé, {package} y manque : reprenez-le du dépôt.")
    return found[0]


def fetch(command: Sequence[str]) -> None:
    """Run an installer; what it says goes to the log, and its progress to the terminal where there is one."""
    with LOG.open("a", encoding="utf-8") as log:
        progress = None if sys.stdout.isatty() else log
        done = subprocess.run(command, cwd=ROOT, stdout=progress, stderr=log, close_fds=False, check=False)
    if done.returncode:
        raise Refused(failure(LOG.read_text(encoding="utf-8", errors="replace")))


def failure(output: str) -> str:
    """The sentence for what an installer or the system complained of."""
    for pattern, sentence in FAILURES.items():
        if re.search(pattern, output, re.IGNORECASE):
            return sentence
    last = output.strip().splitlines()[-1:] or ["sans un mot"]
    return f"échec ({last[0]}) ; le détail d'une installation est dans {LOG}."


# --- the system


def provide(command: Command, environ: Mapping[str, str]) -> None:
    """See that a Linux system has a display and the libraries, and install these where that is ours to do.

    Raises:
        Refused: something is missing and could not be installed.
    """
    platform = environ.get("QT_QPA_PLATFORM")
    if (
        command.libraries is WINDOW
        and command.steps
        and not (platform or environ.get("DISPLAY") or environ.get("WAYLAND_DISPLAY"))
    ):
        raise Refused("aucun écran ici : ni DISPLAY ni WAYLAND_DISPLAY n'est donné.")
    libraries = DRAWING if command.libraries is WINDOW and platform == "offscreen" else command.libraries
    if not missing(libraries):
        return
    VENV.mkdir(exist_ok=True)
    with alone(BUSY):  # of two apt-get at a time one fails
        absent = missing(libraries)
        if absent:
            require(", ".join(absent), [libraries[name] for name in absent])
            absent = missing(absent)
        if absent:
            raise Lacking(lacking(", ".join(absent)))


def missing(libraries: Iterable[str]) -> list[str]:
    """The libraries that the system's loader does not find, or not with all that they need, and absent programs."""
    return [name for name in libraries if not loads(name)]


def loads(library: str) -> bool:
    """Whether the system's loader finds the library, or a shell the program."""
    if ".so" not in library:
        return shutil.which(library) is not None
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def require(what: str, packages: Sequence[str]) -> None:
    """Install Debian packages as root; otherwise say what to type.

    Raises:
        Refused: with that sentence.
    """
    apt = shutil.which("apt-get")
    if not apt:
        raise Lacking(lacking(what))
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        raise Lacking(lacking(what, packages))
    print(f"Installation de paquets du système : {' '.join(packages)}…", flush=True)
    environ = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    install_them = ["-o", "DPkg::Lock::Timeout=300", "install", "-y", "--no-install-recommends", *packages]
    for words in (["update"], install_them):
        quiet = subprocess.DEVNULL  # whoever types the command of the sentence sees what apt-get says
        if subprocess.run([apt, *words], env=environ, stdout=quiet, stderr=quiet, check=False).returncode:
            raise Lacking(lacking(what, packages))


def lacking(what: str, packages: Sequence[str] = ()) -> str:
    """The sentence for what the system lacks, with the command to type where the packages' names are known."""
    remedy = f"tapez « sudo apt-get install -y {' '.join(packages)} »" if packages else "complétez-le avec ses outils"
    return f"il manque à ce système : {what} ; {remedy}, puis recommencez."


if __name__ == "__main__":
    sys.exit(main())
