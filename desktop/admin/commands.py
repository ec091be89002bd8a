"""`liasse-admin`: the same services from the command line, for scripts and integrators."""

import json
import sys
from collections.abc import Sequence
from dataclasses import asdict
from io import TextIOWrapper
from pathlib import Path
from typing import Annotated
from uuid import uuid4

import typer
from rich.progress import Progress, TaskID

from backoffice.bootstrap import Settings, prepare
from backoffice.domain.errors import RuleBroken, Unavailable
from backoffice.domain.importing import ImportOutcome, ImportReport
from backoffice.domain.importing import WorkProgress as Advance
from backoffice.domain.people import NewPerson, Role
from backoffice.founding import found
from backoffice.french.binding import compare
from desktop.admin import procedure as admin_procedure
from desktop.admin import secret as admin_secret
from desktop.admin import slips as admin_slips
from desktop.admin.session import Config, Login, Password, bar, opened
from desktop.version import version
from forms.kit.wording.check_words import finding
from forms.kit.wording.import_words import OUTCOMES, fault_sentence
from forms.kit.wording.sentences import sentence

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_show_locals=False,  # they may hold a password
)
GrantTo = Annotated[
    str,
    typer.Option("--grant-to", help="PostgreSQL : le rôle, existant, sous lequel les postes se connectent."),
]


def _tell_version(asked: bool) -> None:  # noqa: FBT001 - typer calls it so
    if asked:
        typer.echo(f"Liasse {version()}")
        raise typer.Exit


@app.callback()
def _options(
    *,
    _version: Annotated[
        bool, typer.Option("--version", callback=_tell_version, is_eager=True, help="Montre la version.")
    ] = False,
) -> None:
    """Administration de Liasse."""


def main(words: Sequence[str] | None = None) -> None:
    """Run the command of these words, or of the command line; a refusal is one sentence and leaves with 2."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):  # into a file or a pipe, Windows writes the signs of one country alone
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        app(words)
    except (RuleBroken, Unavailable) as refusal:
        print(sentence(refusal), file=sys.stderr)  # noqa: T201 - a terminal program
        sys.exit(2)


@app.command()
def init(
    config: Config = None,
    grant_to: GrantTo = "",
    login: Annotated[str, typer.Option(prompt="Identifiant du premier administrateur")] = "",
    name: Annotated[str, typer.Option(prompt="Son nom")] = "",
    password: Annotated[
        str,
        typer.Option(prompt="Son mot de passe", hide_input=True, confirmation_prompt=True, envvar="LIASSE_PASSWORD"),
    ] = "",
) -> None:
    """Crée la base, son secret et le premier administrateur."""
    new = NewPerson(login, name, Role.ADMINISTRATOR)
    person = found(Settings.load(config), uuid4(), new, password, grant_to=grant_to)
    typer.echo(f"La base est prête. {person.name} peut ouvrir Liasse avec l'identifiant {person.login}.")


@app.command()
def migrate(config: Config = None, grant_to: GrantTo = "") -> None:
    """Met la base au niveau de ce programme."""
    prepare(Settings.load(config), grant_to=grant_to)
    typer.echo("La base est à jour.")


@app.command("import")
def import_folder(
    folder: Path,
    login: Login,
    password: Password,
    config: Config = None,
    *,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Contrôle tout, n'écrit rien.")] = False,
) -> None:
    """Importe les fichiers partenaires, clients, factures et commandes d'un dossier."""
    with opened(config) as services:
        who = services.people.log_in(login, password, services.workstation)
        with bar() as line:
            report = services.importing.run(who, folder, _Shown(line), lambda: False, dry_run=dry_run)
    _tell(report)
    if not report.is_sound:
        raise typer.Exit(1)


@app.command("export")
def export_folder(folder: Path, login: Login, password: Password, config: Config = None) -> None:
    """Exporte la base vers les mêmes fichiers, et les encaissements."""
    with opened(config) as services:
        who = services.people.log_in(login, password, services.workstation)
        with bar() as line:
            services.exporting.run(who, folder, _Shown(line))
    typer.echo(f"L'export est dans {folder}.")


@app.command()
def check(config: Config = None) -> None:
    """Contrôle les sommes, les liens et la piste d'audit ; une ligne par anomalie."""
    with opened(config) as services:
        found = services.checking.run()
    for each in found:
        typer.echo(finding(each))
    if found:
        raise typer.Exit(1)
    typer.echo("Aucune anomalie.")


@app.command()
def amount(figures: str, words: str) -> None:
    """Compare un montant en chiffres et en lettres ; le montant en lettres fait foi (art. L131-10)."""
    typer.echo(json.dumps(asdict(compare(figures, words))))


app.command("decide")(admin_procedure.decide_file)
app.add_typer(admin_procedure.scenarios, name="scenarios")
app.command("slip")(admin_slips.slip)
app.command("rotate-secret")(admin_secret.rotate_secret)


class _Shown:
    """Shows how far an import or an export is, a line for each file."""

    def __init__(self, bar: Progress) -> None:
        self._bar = bar
        self._tasks: dict[str, TaskID] = {}

    def __call__(self, advance: Advance) -> None:
        words = f"{advance.file} ({advance.step})"
        if words not in self._tasks:
            self._tasks[words] = self._bar.add_task(words)
        self._bar.update(self._tasks[words], completed=advance.done, total=advance.total or None)


def _tell(report: ImportReport) -> None:
    for each in report.files:
        if each.outcome is ImportOutcome.ABSENT:
            continue
        typer.echo(
            f"{each.file} : {OUTCOMES[each.outcome]} — {each.read} lues, {each.added} nouvelles, "
            f"{each.updated} modifiées, {each.unchanged} inchangées, {each.refused} refusées"
        )
        for fault in each.faults:
            typer.echo(f"  {each.file}, ligne {fault.line}, {fault.column} : {fault_sentence(fault)}")
        if each.more_faults:
            typer.echo(f"  et {each.more_faults} autres")
