"""The laws of the trade's words: each stands once, in french; so do the plurals, the clock and the office's zone."""

import ast
from collections.abc import Callable, Iterable, Iterator, Mapping
from enum import Enum
from functools import cache
from pathlib import Path

import pytest

from backoffice.french import (
    account_words,
    action_words,
    batch_words,
    means_words,
    operation_words,
    paper_words,
    payment_words,
    people_words,
    screen_titles,
)

Law = Callable[[ast.AST], Iterable[tuple[int, str]]]

ROOT = Path(__file__).resolve().parent.parent
FRENCH = (
    account_words,
    action_words,
    batch_words,
    means_words,
    operation_words,
    paper_words,
    payment_words,
    people_words,
    screen_titles,
)
SCREENS_AND_PAPERS = ("forms", "printing", "desktop")
OWN_CLOCKS = (
    "backoffice/bootstrap.py",
    "backoffice/french/office_time.py",
    "backoffice/gateways/slimpay/sandbox_book.py",
)
HEADINGS = {"Column", "Fact", "_column"}
"""The first word of these names the column or the fact that stands under it."""
OTHER_MEANINGS: Mapping[str, str] = {
    "Annulation": "the copy of a cancelled line as a paper; a means of payment that came back with its mail",
    "Carte": "the tick of a card on the coupon",
    "Chèques": "figures of a batch; a filter of payments",
    "Commentaire": "the field in which one is typed",
    "Commande": "the card in which an order is typed",
    "En attente": "a figure: what waits to be confirmed",
    "Facture": "the choice between AVEC and SANS FACTURE",
    "IBAN": "the field and the tick of an IBAN",
    "Paiement": "the field of a payment's method",
    "Refus": "the tick of a refusal on the coupon",
    "SlimPay": "the name of a house, and of its screen",
    "Tous": "no filter at all",
    "Tri": "the name of a screen",
    "aucun": "no difference",
    "en attente": "what waits to be confirmed, or to be listed",
    "À envoyer": "the list of debits that were not sent yet",
}
"""Words that mean something else as well, and what."""


@cache
def modules(package: str) -> tuple[tuple[str, ast.Module], ...]:
    return tuple((path.relative_to(ROOT).as_posix(), read(path)) for path in sorted((ROOT / package).rglob("*.py")))


def read(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def tables() -> Iterator[Mapping[object, object]]:
    for module in FRENCH:
        for name, table in vars(module).items():
            if isinstance(table, dict) and not name.startswith("__"):
                yield table


@cache
def words() -> frozenset[str]:
    """What the tables of french say, and the words that its functions give."""
    said = [str(word) for table in tables() for word in table.values()]
    said += [str(node.value) for module in FRENCH for node in written(read(Path(str(module.__file__))))]
    return frozenset(word for word in map(plain, said) if any(sign.isalpha() for sign in word))


@cache
def kinds() -> frozenset[str]:
    """The enumerations whose values french names."""
    return frozenset(type(key).__name__ for table in tables() for key in table if isinstance(key, Enum))


def written(tree: ast.AST) -> Iterator[ast.Constant]:
    """The texts of a module but for docstrings, headings, and what stands inside a sentence."""
    apart = {
        id(each)
        for node in ast.walk(tree)
        for each in (
            node.values
            if isinstance(node, ast.JoinedStr)
            else node.args[:1]
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in HEADINGS
            else [node.value]
            if isinstance(node, ast.Expr)
            else []
        )
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in apart:
            yield node


def plain(text: str) -> str:
    return text.strip().replace("’", "'")


def rewritten(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """The words of french that a module writes itself."""
    for node in written(tree):
        if plain(str(node.value)) in words():
            yield node.lineno, plain(str(node.value))


def renamed(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """The tables in which a module names the values of an enumeration that french names."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Dict):
            said = [key for key, word in zip(node.keys, node.values, strict=True) if is_word(word)]
            named = [key.value.id for key in said if isinstance(key, ast.Attribute) and isinstance(key.value, ast.Name)]
            yield from ((node.lineno, kind) for kind in kinds() if named.count(kind) > 1)


def is_word(node: ast.AST) -> bool:
    """A text that is neither a letter to type nor a whole sentence."""
    return (
        isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and len(node.value) > 1
        and not node.value.endswith(".")
    )


def plurals(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """The choices between one and many that are not `counted`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.IfExp) and is_about_one(node.test):
            one, many = (isinstance(each, ast.Constant | ast.JoinedStr) for each in (node.body, node.orelse))
            suffix = {ast.unparse(node.body), ast.unparse(node.orelse)} & {"'s'", "'x'"}
            if suffix or (one and many and "''" not in (ast.unparse(node.body), ast.unparse(node.orelse))):
                yield node.lineno, ast.unparse(node)


def is_about_one(test: ast.AST) -> bool:
    return isinstance(test, ast.Compare) and any(
        isinstance(each, ast.Constant) and each.value in (1, 2) for each in test.comparators
    )


def clocks(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Where a clock is looked at, or a zone named."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and node.id == "ZoneInfo":
            yield node.lineno, node.id
        if isinstance(node, ast.Attribute) and (node.attr in ("now", "today", "utcnow")) and is_of_time(node.value):
            yield node.lineno, node.attr


def is_of_time(node: ast.AST) -> bool:
    return isinstance(node, ast.Name) and node.id in ("datetime", "date")


@cache
def broken(law: Law, *packages: str) -> tuple[tuple[str, str], ...]:
    """Where a law is broken, and by what."""
    return tuple(
        (f"{name}:{line}", what) for package in packages for name, tree in modules(package) for line, what in law(tree)
    )


def test_every_word_of_the_trade_is_written_once() -> None:
    assert [each for each in broken(rewritten, *SCREENS_AND_PAPERS) if each[1] not in OTHER_MEANINGS] == []


def test_no_word_is_said_to_mean_something_else_that_nobody_writes() -> None:
    assert set(OTHER_MEANINGS) - {word for _, word in broken(rewritten, *SCREENS_AND_PAPERS)} == set()


def test_what_french_names_has_no_other_names() -> None:
    assert broken(renamed, *SCREENS_AND_PAPERS) == ()


def test_no_plural_is_made_by_hand() -> None:
    assert broken(plurals, *SCREENS_AND_PAPERS) == ()


def test_there_is_one_clock_and_one_zone() -> None:
    """The one clock is bootstrap's; the sandbox of SlimPay is a server of its own, and has its own."""
    found = broken(clocks, "backoffice", *SCREENS_AND_PAPERS)

    assert [each for each in found if not each[0].startswith(OWN_CLOCKS)] == []


@pytest.mark.parametrize(
    ("law", "code"),
    [
        (rewritten, "say('Versement sur le compte')"),
        (rewritten, "_NAMES = {'a': 'Imputation d’un avoir '}"),
        (renamed, "_WAYS = {Channel.IBAN: 'Compte', Channel.CARD: 'CB', Channel.SLIMPAY: other}"),
        (plurals, "f\"courrier{'s' if row.mail > 1 else ''}\""),
        (plurals, "'1 nom.' if len(found) == 1 else f'{len(found)} noms.'"),
        (clocks, "datetime.now(UTC)"),
        (clocks, "at.astimezone(ZoneInfo('Europe/Paris'))"),
    ],
)
def test_what_breaks_a_law_is_found(law: Law, code: str) -> None:
    assert list(law(ast.parse(code)))


@pytest.mark.parametrize(
    ("law", "code"),
    [
        (rewritten, "Column('Facture', lambda row: row.invoice)"),
        (rewritten, "f'Chèque n° {number}'"),
        (rewritten, '"""REJET"""'),
        (renamed, "_KEYS = {Channel.IBAN: 'I', Channel.CARD: Tone.OK, BatchState.OPEN: 'Une phrase.'}"),
        (plurals, "f' ({at} sur {many})' if many > 1 else ''"),
    ],
)
def test_what_breaks_none_is_let_be(law: Law, code: str) -> None:
    assert list(law(ast.parse(code))) == []
