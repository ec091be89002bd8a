from datetime import date
from pathlib import Path

import pytest

from backoffice.domain.fact_faults import FactFault, FactsRefused
from backoffice.domain.fact_faults import FactFaultKind as Kind
from backoffice.domain.mail_facts import ChequeFacts, MailFacts
from backoffice.domain.money import Money
from backoffice.domain.scenario import Scenario, WrittenDecision
from backoffice.gateways.mail_facts.scenario_file import read_scenarios

TODAY = date(2024, 3, 4)
BEGINNING = '[[scenario]]\nname = "Un chèque"\n'
EXPECTED = '[scenario.expected]\npaper = "discard"\n'


def read(folder: Path, text: str) -> tuple[Scenario, ...]:
    (folder / "s.toml").write_text(text, encoding="utf-8")
    return read_scenarios(folder / "s.toml", TODAY)


def faults(folder: Path, text: str) -> tuple[FactFault, ...]:
    with pytest.raises(FactsRefused) as refused:
        read(folder, text)
    return refused.value.faults


def test_a_scenario_has_its_facts_and_what_is_expected(tmp_path: Path) -> None:
    text = """
        [[scenario]]
        name = "Un chèque"
        source = "SAISIE DES CHÈQUES"
        [scenario.facts]
        arrival_date = 2024-03-01
        cheques = [{figures="1 204,55", cash_on=2024-03-15}]
        [scenario.expected]
        operations = [
            {op="receipt", method=15, amount="1 204,55"},
            {op="renew", order="C1"},
            {op="blank", invoice="F1"},
        ]
        paper = "scan"
        slip = "cheque"
        annotations = ["E"]
        rules = ["P-21"]
        keyed = true
        asks = ["which_debt"]
    """
    cheque = ChequeFacts(Money(1_204_55), cash_on=date(2024, 3, 15))
    expected: WrittenDecision = {
        "operations": (
            {"op": "receipt", "method": 15, "amount": "1204,55"},
            {"op": "renew", "order": "C1", "beneficiary": False},
            {"op": "blank", "invoice": "F1", "override": True},
        ),
        "paper": "scan",
        "slip": "cheque",
        "annotations": ("E",),
        "rules": ("P-21",),
        "keyed": True,
        "asks": ("which_debt",),
    }
    facts = MailFacts(date(2024, 3, 1), cheques=(cheque,))
    assert read(tmp_path, text) == (Scenario("Un chèque", facts, expected, "SAISIE DES CHÈQUES"),)


def test_a_scenario_without_facts_is_of_today(tmp_path: Path) -> None:
    assert read(tmp_path, BEGINNING + EXPECTED) == (Scenario("Un chèque", MailFacts(TODAY), {"paper": "discard"}),)


@pytest.mark.parametrize("day", ["2024-03-01", '"2024-03-01"', '"01/03/2024"'])
def test_dates_are_tomls_or_texts(tmp_path: Path, day: str) -> None:
    (scenario,) = read(tmp_path, f"{BEGINNING}facts = {{arrival_date={day}}}\n{EXPECTED}")
    assert scenario.facts.arrival_date == date(2024, 3, 1)


@pytest.mark.parametrize(
    ("text", "path", "kind", "detail"),
    [
        ("", "scenario", Kind.KEY_MISSING, ""),
        ("scenarios = []", "scenario", Kind.KEY_MISSING, ""),
        ("[scenario]", "scenario", Kind.NOT_LIST, ""),
        ("scenario = []", "scenario", Kind.NOTHING_EXPECTED, ""),
        (BEGINNING, "scenario[0].expected", Kind.KEY_MISSING, ""),
        (BEGINNING + "[scenario.expected]", "scenario[0].expected", Kind.NOTHING_EXPECTED, ""),
        ("[[scenario]]\n" + EXPECTED, "scenario[0].name", Kind.KEY_MISSING, ""),
        (BEGINNING + "nom = 1\n" + EXPECTED, "scenario[0].nom", Kind.KEY_UNKNOWN, ""),
        (BEGINNING + "fact = {}\n" + EXPECTED, "scenario[0].fact", Kind.KEY_UNKNOWN, "facts"),
        (BEGINNING + EXPECTED + 'papr = "scan"', "scenario[0].expected.papr", Kind.KEY_UNKNOWN, "paper"),
        (
            BEGINNING + "facts = {coupon={signd=true}}\n" + EXPECTED,
            "scenario[0].facts.coupon.signd",
            Kind.KEY_UNKNOWN,
            "signed",
        ),
        (
            BEGINNING + "facts = {card={}, batch={with_invoice=false}}\n" + EXPECTED,
            "scenario[0].facts.card, scenario[0].facts.batch.with_invoice",
            Kind.CONTRADICTION,
            "debit_without_invoice",
        ),
        (
            BEGINNING + "facts = {arrival_date=2024-03-01T10:00:00}\n" + EXPECTED,
            "scenario[0].facts.arrival_date",
            Kind.DATE_UNREADABLE,
            "",
        ),
        (
            BEGINNING + "facts = {arrival_date=9999-12-31}\n" + EXPECTED,
            "scenario[0].facts.arrival_date",
            Kind.DATE_UNREADABLE,
            "",
        ),
        (
            BEGINNING + EXPECTED + 'slip = "post"',
            "scenario[0].expected.slip",
            Kind.NOT_A_CHOICE,
            "cheque, card, iban, none",
        ),
        (
            BEGINNING + EXPECTED + 'asks = ["what"]',
            "scenario[0].expected.asks[0]",
            Kind.NOT_A_CHOICE,
            "which_debt, tablets, holder",
        ),
        (
            BEGINNING + EXPECTED + 'operations = [{op="settle", invoice="F1"}]',
            "scenario[0].expected.operations[0].amount",
            Kind.KEY_MISSING,
            "",
        ),
        (
            BEGINNING + EXPECTED + 'operations = [{op="settle", invoice="F1", amount="1,00", rule="P-21"}]',
            "scenario[0].expected.operations[0].rule",
            Kind.KEY_UNKNOWN,
            "",
        ),
        (
            BEGINNING + EXPECTED + 'operations = [{op="stop_reminders", reason="x"}]',
            "scenario[0].expected.operations[0].reason",
            Kind.KEY_UNKNOWN,
            "",
        ),
        (
            BEGINNING + EXPECTED + 'operations = [{op="receipt", method=15, amount="vingt"}]',
            "scenario[0].expected.operations[0].amount",
            Kind.AMOUNT_UNREADABLE,
            "",
        ),
        ("a = 1\nb = = 2", "", Kind.NOT_TOML, "2:5"),
        ('a = "x', "", Kind.NOT_TOML, ""),
        ("a = 1\na = 2\n", "", Kind.NOT_TOML, "2:6"),
        ("a = " + "[" * 10_000, "", Kind.TOO_DEEP, ""),
        ("a = " + "9" * 5000, "", Kind.NUMBER_TOO_LONG, ""),
        ("#" * 1024 * 1024 + "#", "", Kind.FILE_TOO_LARGE, "1"),
    ],
    ids=range(26),
)
def test_a_fault_has_its_path(tmp_path: Path, text: str, path: str, kind: Kind, detail: str) -> None:
    assert FactFault(path, kind, detail) in faults(tmp_path, text)


def test_an_operation_that_is_none_says_which_there_are(tmp_path: Path) -> None:
    (fault,) = faults(tmp_path, BEGINNING + EXPECTED + 'operations = [{op="setle"}]')
    assert (fault.path, fault.kind) == ("scenario[0].expected.operations[0].op", Kind.NOT_A_CHOICE)
    assert fault.detail.startswith("settle, no_payment, blank, receipt, rebill")


def test_the_faults_of_all_scenarios_are_told(tmp_path: Path) -> None:
    wrong = BEGINNING + EXPECTED + 'papr = "scan"\n'
    assert [fault.path for fault in faults(tmp_path, wrong + BEGINNING + EXPECTED + wrong)] == [
        "scenario[0].expected.papr",
        "scenario[2].expected.papr",
    ]
