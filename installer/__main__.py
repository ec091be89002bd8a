"""`start.py installer`: the setup, into `dist`; `--check` tries it under Wine, `--check --all` does the long proofs."""

import argparse
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from installer.build import build
from installer.check import check
from installer.compare import require_same
from installer.places import ROOT, Refused, call
from installer.screen import lit
from installer.suite import run_suite
from installer.wine import fresh

_MOST = 60_000_000
"""Bytes of a setup without the web engine."""


def main(argv: Sequence[str] | None = None) -> int:
    """Do what the command line asks for.

    Returns:
        The exit code: 1 with a sentence when something could not be built or did not hold.
    """
    parser = argparse.ArgumentParser(prog="start.py installer", description="L'installation pour Windows.")
    parser.add_argument("--webengine", action="store_true", help="avec la page de SlimPay dans une fenêtre de Liasse")
    parser.add_argument("--check", action="store_true", help="fabrique sans compresser, installe et essaie sous Wine")
    parser.add_argument(
        "--all", action="store_true", help="aussi : un lot par touches, LZMA, web, les mêmes octets, les tests"
    )
    parser.add_argument("--tests", nargs=argparse.REMAINDER, help="les tests seuls, sous Wine ; la suite va à pytest")
    read = parser.parse_args(argv)
    if sys.platform != "linux":
        parser.error("l'installation pour Windows se fabrique sous Linux.")
    try:
        with TemporaryDirectory(prefix="liasse-installer-", ignore_cleanup_errors=True) as work:
            if read.tests is not None:
                _suite(Path(work), read.tests)
            elif read.check:
                _check(Path(work), everything=read.all)
            else:
                print(build(ROOT / "dist", webengine=read.webengine))
    except (Refused, OSError) as error:
        print(f"installer : {error}", file=sys.stderr)
        return 1
    return 0


def _check(work: Path, *, everything: bool) -> None:
    began = time.monotonic()
    check(work / "check", everything=everything)
    print(f"Installation, départ, mise à jour, refus, désinstallation : {time.monotonic() - began:.0f} s", flush=True)
    if everything:
        _compare(work)
        build(work / "web", webengine=True)
        _suite(work / "suite", ())


def _compare(work: Path) -> None:
    """Build the setup as it ships in two clones of what is committed.

    Raises:
        Refused: it is not the same, or too large.
    """
    clones = [work / "one", work / "another"]
    for clone in clones:
        call(["git", "clone", "--quiet", ROOT, clone])
        call([sys.executable, "-P", "-m", "installer.build", clone / "out"], PYTHONPATH=str(clone))
    require_same(*(clone / "out" for clone in clones))
    (setup,) = (clones[0] / "out").glob("*.exe")
    print(f"deux clones, les mêmes octets ; LZMA : {setup.stat().st_size / 1e6:.1f} Mo", flush=True)
    if setup.stat().st_size > _MOST:
        raise Refused(f"{setup.name} pèse plus de {_MOST // 1_000_000} Mo.")


def _suite(work: Path, words: Sequence[str]) -> None:
    with lit() as screen, fresh(work / "prefix", screen.display) as windows:
        run_suite(windows, work, words)


if __name__ == "__main__":
    sys.exit(main())
