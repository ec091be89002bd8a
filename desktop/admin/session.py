"""What the commands of `liasse-admin` ask of whoever runs them, and the services opened for one command."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

from backoffice.bootstrap import Settings, open_services
from backoffice.services.services import Services

Config = Annotated[Path | None, typer.Option("--config", help="Le fichier des réglages.")]
Login = Annotated[str, typer.Option("--login", prompt="Identifiant", help="Qui travaille.")]
Password = Annotated[
    str,
    typer.Option(prompt="Mot de passe", hide_input=True, envvar="LIASSE_PASSWORD", help="Son mot de passe."),
]


@contextmanager
def opened(config: Path | None) -> Iterator[Services]:
    """The services over the database of the settings, closed in the end.

    Raises:
        Unavailable: what is missing, and how to mend it.
    """
    services = open_services(Settings.load(config))
    try:
        yield services
    finally:
        services.close()


def bar() -> Progress:
    """A progress line on the terminal, gone in the end; nothing where the output is no terminal."""
    columns = (TextColumn("{task.description}"), BarColumn(), TextColumn("{task.percentage:>3.0f} %"))
    console = Console(stderr=True)
    return Progress(*columns, TimeRemainingColumn(), console=console, transient=True, disable=not console.is_terminal)
