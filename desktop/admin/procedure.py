"""What `liasse-admin` says of the procedure: the decision for facts in a file, and trainers' scenarios."""

import json
from datetime import date
from pathlib import Path

import typer

from backoffice.bootstrap import utc_now
from backoffice.domain.fact_faults import FactsRefused
from backoffice.domain.scenario import Scenario, differences
from backoffice.french.office_time import office_day
from backoffice.gateways.mail_facts.facts_file import read_facts
from backoffice.gateways.mail_facts.scenario_file import read_scenarios
from backoffice.keying.written import written
from backoffice.procedure.decide import decide
from forms.kit.wording.facts_words import count_line, difference_line, fault_line, more_faults

scenarios = typer.Typer(no_args_is_help=True)


def decide_file(file: Path) -> None:
    """Décide du courrier dont un fichier JSON donne les faits, un objet ou une liste ; écrit la décision en JSON."""
    try:
        read = read_facts(file, _today())
    except FactsRefused as refusal:
        _tell(refusal, "")
        raise typer.Exit(2) from None
    decisions = [written(decide(facts)) for facts in read.facts]
    typer.echo(json.dumps(decisions if read.several else decisions[0], ensure_ascii=False, indent=2))


@scenarios.callback()
def _group() -> None:  # without it, the only command there is would take the place of the group
    """Les scénarios des formateurs."""


@scenarios.command()
def check(files: list[Path]) -> None:
    """Compare les décisions de la procédure à celles que des scénarios TOML attendent ; une ligne par écart."""
    read: list[tuple[Path, Scenario]] = []
    refused = False
    for file in files:
        try:
            read.extend((file, scenario) for scenario in read_scenarios(file, _today()))
        except FactsRefused as refusal:
            _tell(refusal, f"{file} · ")
            refused = True
    if refused:
        raise typer.Exit(2)
    differing = sum(_differs(file, scenario) for file, scenario in read)
    typer.echo(count_line(len(read), differing))
    if differing:
        raise typer.Exit(1)


def _differs(file: Path, scenario: Scenario) -> bool:
    found = differences(scenario.expected, written(decide(scenario.facts)))
    for difference in found:
        typer.echo(f"{file} · {scenario.name} · {difference_line(difference)}")
    return bool(found)


def _tell(refusal: FactsRefused, before: str) -> None:
    for fault in refusal.faults:
        typer.echo(f"{before}{fault_line(fault)}", err=True)
    if refusal.more:
        typer.echo(f"{before}{more_faults(refusal.more)}", err=True)


def _today() -> date:
    return office_day(utc_now())
