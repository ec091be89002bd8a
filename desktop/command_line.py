"""The command line of `liasse`."""

from argparse import ArgumentParser
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

from desktop.options import Options
from desktop.version import version


def read_options(argv: Sequence[str]) -> Options:
    """The options of a command line; leaves with 2 and a French sentence where it cannot be understood."""
    parser = _Parser(prog="liasse", description="Le bureau de recouvrement.", add_help=False)
    parser.add_argument("-h", "--help", action="help", help="montre cette aide")
    parser.add_argument("--version", action="version", version=f"Liasse {version()}", help="montre la version")
    parser.add_argument("--demo", action="store_true", help="travaille sur une base jetable")
    parser.add_argument("--config", type=Path, metavar="FICHIER", help="le fichier des réglages")
    read = parser.parse_args(argv)
    return Options(read.demo, read.config)


class _Parser(ArgumentParser):
    def error(self, message: str) -> NoReturn:  # noqa: ARG002 - argparse's own message is English
        self.exit(2, f"liasse : options non comprises.\n{self.format_usage()}")
