"""Every rule of the document, in the order in which they win, and the dates between which they hold."""

import re
from datetime import date

from backoffice.procedure.rule import Section
from backoffice.procedure.rules import PRECEDENCE, RULES

NOT_KEYED = ["P-03", "P-04", "P-66", "P-42", "P-16", "P-67", "P-68", "P-15", "P-24", "P-28", "P-27", "P-25"]
POSTPONED_THEN_KEYED = ["P-29", "P-26", "P-23"]
CHAPTERS = (range(1, 6), range(10, 17), range(20, 34), range(40, 44), range(50, 55), range(60, 72), range(80, 82))

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


def test_which_rule_wins() -> None:
    order = [rule.id for rule in PRECEDENCE]
    assert order[: len(NOT_KEYED)] == NOT_KEYED
    assert [number for number in order if number in POSTPONED_THEN_KEYED] == POSTPONED_THEN_KEYED
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
    assert dated == {"P-04": (date(2024, 1, 1), None), "P-15": (None, date(2023, 5, 31))}
