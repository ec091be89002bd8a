"""Every rule of the document, in the order in which they win, and the dates between which they hold."""

import re
from datetime import date
from hashlib import sha256
from pathlib import Path

import backoffice.procedure
from backoffice.procedure import cheques, debits, no_payment, papers, stops
from backoffice.procedure.rule import Rule, Section
from backoffice.procedure.rules import EDITION, PRECEDENCE, RULES

SORTED_OUT = ["P-03", "P-04"]
WITH_A_CHEQUE = ["P-24", "P-28", "P-27", "P-25", "P-29", "P-19", "P-26", "P-23"]
WITHOUT = ["P-42", "P-66", "P-16", "P-67", "P-68", "P-15"]
FILES = (cheques, debits, no_payment, papers, stops)
CHAPTERS = (range(1, 6), range(10, 17), range(19, 34), range(40, 46), range(50, 55), range(60, 72), range(80, 82))

KEPT = ("2026-11-30", "8ac313677798bad8")
"""The edition of the rules, and their fingerprint in it."""

HEADINGS = [
    "GÉNÉRALITÉS",
    "TRI DES COUPONS",
    "CAS À TRANSFÉRER POUR NUMÉRISATION",
    "CAS À TRANSFÉRER AU SERVICE DE RECOUVREMENT",
    "SAISIE DES CHÈQUES",
    "SAISIE DES CHÈQUES, CAS PARTICULIERS",
    "MANDATS",
    "SAISIE DES CB",
    "PAIEMENT AVEC CARTE AMERICAN EXPRESS",
    "SAISIE DES IBAN",
    "SEPA DIFFÉRENT DU FP BANCAIRE",
    "PAIEMENT AVEC IBAN SUR UN COMPTE DÉJÀ EN 99 SLIMPAY",
    "COURRIERS SANS MDR",
]


def test_every_rule_of_the_procedure_is_here_in_the_order_of_its_number() -> None:
    assert list(RULES) == [f"P-{number:02}" for chapter in CHAPTERS for number in chapter]
    assert all(RULES[number].id == number for number in RULES)


def test_every_rule_that_is_written_is_in_force() -> None:
    written = {each for module in FILES for each in vars(module).values() if isinstance(each, Rule)}
    assert written == set(RULES.values())


def test_which_rule_wins() -> None:
    order = [rule.id for rule in PRECEDENCE]
    assert order[: len(SORTED_OUT)] == SORTED_OUT
    for wins in (WITH_A_CHEQUE, WITHOUT):
        assert [number for number in order if number in wins] == wins
    assert len(order) == len(set(order))


def test_every_rule_is_a_sentence() -> None:
    for rule in RULES.values():
        assert re.fullmatch(r"[A-Z](?!.*  ).*\.", rule.sentence)
        assert not re.search("[A-Z]{2}[a-zé]", rule.sentence)


def test_the_sections_are_headings_of_the_document() -> None:
    assert [section.value for section in Section] == HEADINGS
    assert {rule.source for rule in RULES.values()} == set(Section)


def test_every_rule_that_looks_says_which_it_is() -> None:
    for rule in PRECEDENCE:
        assert rule.look is not None
        assert (rule.look.__doc__ or "").startswith(rule.id)


def test_the_rules_that_did_not_always_hold() -> None:
    dated = {number: (rule.since, rule.until) for number, rule in RULES.items() if rule.since or rule.until}
    assert dated == {"P-15": (None, date(2023, 5, 31))}


def fingerprint() -> str:
    """Of what the rules say, when they hold, and all that decides; the sorting of the piles decides nothing."""
    said = [f"{rule.id} {rule.sentence} {rule.since} {rule.until}" for rule in RULES.values()]
    sources = sorted(Path(*backoffice.procedure.__path__).glob("*.py"))
    written = [path.read_text(encoding="utf-8") for path in sources if path.name not in ("rules.py", "sorting.py")]
    order = [rule.id for rule in PRECEDENCE]
    return sha256("\n".join([*said, *order, *written]).encode()).hexdigest()[:16]


def test_who_changes_a_rule_dates_the_edition() -> None:
    assert (EDITION, fingerprint()) == KEPT, (
        f"The procedure is not that of edition {KEPT[0]} any more. Where what is decided or said can differ, give "
        f"EDITION in backoffice/procedure/rules.py today's date: every decision is kept with the edition that took it. "
        f"Then keep here KEPT = {(EDITION, fingerprint())}."
    )
