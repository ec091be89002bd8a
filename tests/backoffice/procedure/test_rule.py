"""When a rule holds, and that it looks only then."""

from dataclasses import FrozenInstanceError, replace
from datetime import date

import pytest

from backoffice.domain.mail_facts import MailFacts
from backoffice.procedure.contradictions import Clash, Contradiction
from backoffice.procedure.renewals import renewals
from backoffice.procedure.rule import Finding, Rule, Section, rule
from backoffice.procedure.sorting import Piece, Pile, Placing
from tests.backoffice.procedure.cases import LETTER

FIRST, LAST = date(2023, 1, 1), date(2023, 12, 31)
BEFORE, AFTER = date(2022, 12, 31), date(2024, 1, 1)


@rule("P-00", "Une règle d'un an.", Section.GENERAL, FIRST, LAST)
def of_a_year(facts: MailFacts) -> Finding | None:
    return Finding(annotations=(str(facts.arrival_date.year),))


def test_a_rule_holds_from_its_first_day_to_its_last() -> None:
    assert [of_a_year.holds(day) for day in (BEFORE, FIRST, LAST, AFTER)] == [False, True, True, False]


def test_a_rule_without_dates_holds_for_ever() -> None:
    always = Rule("P-00", "Toujours.", Section.GENERAL)
    assert always.holds(date.min)
    assert always.holds(date.max)


def test_a_rule_finds_only_while_it_holds() -> None:
    assert of_a_year.find(replace(LETTER, arrival_date=LAST)) == Finding(annotations=("2023",))
    assert of_a_year.find(replace(LETTER, arrival_date=AFTER)) is None


def test_a_rule_that_guides_others_finds_nothing() -> None:
    assert Rule("P-00", "Voir ailleurs.", Section.GENERAL).find(LETTER) is None


@pytest.mark.parametrize(
    ("value", "name"),
    [
        (of_a_year, "sentence"),
        (Finding(), "paper"),
        (renewals(LETTER), "orders"),
        (Contradiction(Clash.TWO_METHODS, ("card", "iban")), "paths"),
        (Piece(None), "circular"),
        (Placing(Pile.SRC, "P-03"), "pile"),
    ],
)
def test_what_was_found_cannot_be_changed(value: object, name: str) -> None:
    with pytest.raises(FrozenInstanceError):
        setattr(value, name, None)
    assert not hasattr(value, "__dict__")
