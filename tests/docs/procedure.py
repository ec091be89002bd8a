"""`docs/procedure.md`, written from the rules as the program has them."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from backoffice.bootstrap import Settings
from backoffice.domain.mail import ActionCode
from backoffice.french.paper_words import DESTINATIONS
from backoffice.procedure import cheques, debits, no_payment, papers, stops
from backoffice.procedure.action_values import VALUES
from backoffice.procedure.rule import Rule
from backoffice.procedure.rules import EDITION, PRECEDENCE, RULES, SORTING
from forms.kit.wording.sentences import typeset
from tests.docs.glossary import GLOSSARY
from tests.docs.office_rules import CHAPTERS

ROOT = Path(__file__).parents[2]
_PAYEE = str(Settings.model_fields["payee"].default)
_HOMES = {
    value.id: f"{module.__name__.replace('.', '/')}.py"
    for module in (cheques, debits, no_payment, papers, stops)
    for value in vars(module).values()
    if isinstance(value, Rule)
}
"""The file of every rule, by its id."""


def page() -> str:
    """The whole page."""
    return typeset("\n".join(_lines())) + "\n"


def _lines() -> Iterator[str]:
    yield "# La procédure, règle par règle"
    yield ""
    yield "Cette page est écrite par `python3 start.py docs` depuis le programme lui-même : elle ne se corrige pas à la"
    yield "main, et un test la compare à lui. Les phrases sont celles que l'écran montre sous la décision."
    yield ""
    yield f"Édition des règles : **{EDITION}**. Elle est gardée avec chaque décision."
    yield from _mail_rules()
    yield from _precedence()
    yield from _papers_and_actions()
    for chapter, rules in CHAPTERS.items():
        yield from ("", f"## {chapter}", "")
        named = ((number, sentence, ", ".join(_services(number))) for number, sentence in rules.items())
        yield from _table(("règle", "ce qu'elle dit", "nommée dans"), named)
    yield from ("", "## Glossaire", "")
    terms = ((term.french, f"`{term.name}`", f"`{_path(term.code.__module__)}`", term.meaning) for term in GLOSSARY)
    yield from _table(("à l'écran", "dans le code", "fichier", "sens"), terms)


def _mail_rules() -> Iterator[str]:
    yield from ("", "## Ce que devient un courrier", "")
    yield "La section est celle du document de la procédure. Une règle sans dates vaut quel que soit le jour où le"
    yield "courrier est arrivé. Celles qui guident les autres ne regardent pas le courrier elles-mêmes."
    yield ""
    rows = (
        (rule.id, rule.sentence.format(payee=_PAYEE), rule.source.value, _dates(rule), f"`{_HOMES[rule.id]}`")
        for rule in RULES.values()
    )
    yield from _table(("règle", "ce qu'elle dit", "section", "vaut", "fichier"), rows)


def _dates(rule: Rule) -> str:
    since = f"depuis le {rule.since:%d/%m/%Y}" if rule.since else ""
    until = f"jusqu'au {rule.until:%d/%m/%Y}" if rule.until else ""
    return " ".join(filter(None, (since, until, "" if rule.look else "guide les autres")))


def _precedence() -> Iterator[str]:
    yield from ("", "## Laquelle l'emporte", "")
    yield f"{_ids(SORTING)} trient avant qu'un dossier soit ouvert : là où l'une d'elles arrête, les autres se taisent."
    yield "Ensuite, dans cet ordre ; la première qui arrête la saisie l'emporte, les autres ne peuvent que rendre la"
    yield "destination plus stricte :"
    yield ""
    yield f"{_ids(PRECEDENCE[len(SORTING) :])}."


def _ids(rules: Iterable[Rule]) -> str:
    return " · ".join(rule.id for rule in rules)


def _papers_and_actions() -> Iterator[str]:
    yield from ("", "## Où va le papier", "")
    yield "De la destination la moins stricte à la plus stricte ; mettre de côté remet à plus tard, et va seul."
    yield ""
    places = (
        (words, f"`{paper.value}`", f"`{slip.value}`" if slip else "") for (paper, slip), words in DESTINATIONS.items()
    )
    yield from _table(("destination", "`paper`", "`slip`"), places)
    yield from ("", "## Ce qu'une action sur un dossier peut porter", "")
    yield from _table(("action", "nom dans le code", "valeurs"), map(_action, ActionCode))


def _action(code: ActionCode) -> tuple[str, str, str]:
    typed = code.value if code.value[0].isdigit() else "clôture"
    return typed, f"`ActionCode.{code.name}`", ", ".join(filter(None, VALUES[code])) or "aucune"


def _table(headings: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    yield _row(headings)
    yield _row(("---",) * len(headings))
    yield from map(_row, rows)


def _row(cells: tuple[str, ...]) -> str:
    return f"| {' | '.join(cells)} |"


def _path(module: str) -> str:
    return f"{module.replace('.', '/')}.py"


# --- which files name a rule


def _services(number: str) -> list[str]:
    """The files of the services that name the rule, alone or in a span (`A-02 to A-04`); else of the domain."""
    return _naming(number, "services") or _naming(number, "domain")


def _naming(number: str, floor: str) -> list[str]:
    paths = sorted((ROOT / "backoffice" / floor).rglob("*.py"))
    return [
        f"`{path.relative_to(ROOT).as_posix()}`" for path in paths if number in named(path.read_text(encoding="utf-8"))
    ]


def named(text: str) -> set[str]:
    """The rules of the office that a text names: `B-01 to B-03` names three."""
    found = re.findall(r"\b([ABCM])-(\d\d)(?: to [ABCM]-(\d\d))?\b", text)
    return {
        f"{chapter}-{number:02}"
        for chapter, first, last in found
        for number in range(int(first), int(last or first) + 1)
    }
