"""Where everything of the installer is, and the sentence that stops it; its other modules begin here."""

import hashlib
import os
import tomllib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from subprocess import run
from tempfile import TemporaryDirectory
from typing import Any

import platformdirs

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
CACHE = platformdirs.user_cache_path("liasse", appauthor=False) / "installer"
"""Libraries that are staged already, and a Wine prefix, for every clone of this user."""

PRODUCT = ("backoffice", "desktop", "forms", "printing", "resources")
"""The packages that are shipped."""


class Refused(Exception):
    """What stops a build or a check, as a French sentence for whoever typed the command."""


def read(name: str) -> dict[str, Any]:
    """One of the tables beside this module, `keep.toml` or `runtime.toml`."""
    return tomllib.loads((HERE / name).read_text(encoding="utf-8"))


def version() -> str:
    """The program's version, from `pyproject.toml`, its one place."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return str(project["version"])


def commit_date() -> int:
    """When the commit was made, as a Unix time: the time of everything that is packed."""
    given = os.environ.get("SOURCE_DATE_EPOCH")
    return int(given or call(["git", "-C", ROOT, "log", "-1", "--format=%ct"]))


def key(*texts: str) -> str:
    """A short name for what depends on these texts alone."""
    return hashlib.sha256("\0".join(texts).encode()).hexdigest()[:16]


@contextmanager
def made_once(place: Path) -> Iterator[Path | None]:
    """A new folder to fill, which becomes `place` when it is whole; None where that is there already.

    Two builds may fill one at a time; what the first has made stays.
    """
    if place.exists():
        yield None
        return
    place.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=place.parent, ignore_cleanup_errors=True) as work:
        made = Path(work) / "made"
        made.mkdir()
        yield made
        try:
            made.rename(place)
        except OSError:
            if not place.exists():
                raise


def call(words: Iterable[object], **environ: str) -> str:
    """Run a tool, and give what it says.

    Raises:
        Refused: it failed; with the end of its complaint.
    """
    line = [*map(str, words)]
    done = run(  # noqa: S603 - the build's own tools
        line, env={**os.environ, **environ}, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise Refused(f"{Path(line[0]).name} a échoué ({done.returncode}) :\n{(done.stderr + done.stdout)[-2000:]}")
    return done.stdout
