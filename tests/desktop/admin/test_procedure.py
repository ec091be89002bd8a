"""`liasse-admin decide` and `liasse-admin scenarios check` as a script calls them: no database, no settings."""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from backoffice.procedure.rules import RULES
from desktop.admin.commands import main
from resources.paths import RESOURCES

FIRST_SCENARIOS = sorted(str(file) for file in (RESOURCES / "scenarios").glob("*.toml"))
CHEQUE = {
    "client": {"letter": "J", "partner_code": 121, "chrono": "52134466"},
    "invoices": [
        {"number": "F1", "circular": "AP11", "date": "20/02/2019", "amount": "13,10"},
        {"number": "F2", "circular": "AP11", "date": "2019-03-09", "amount": "20,30"},
    ],
    "coupon": {"circular": "AP11", "amount": "20,30"},
    "cheques": [{"figures": "22,46", "words": "vingt-deux euros et quarante-cinq centimes"}],
}
SCENARIO = """
[[scenario]]
name = "Chèque d'un client décédé"
[scenario.facts]
invoices = [{number="F1", amount="20,30"}]
coupon = {deceased=true}
cheques = [{figures="20,30"}]
[scenario.expected]
"""


@dataclass(frozen=True)
class Answer:
    returncode: int
    stdout: str
    stderr: str


Run = Callable[..., Answer]


@pytest.fixture
def run(capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """Runs a command where there is no database."""
    monkeypatch.setenv("LIASSE_DATABASE", "nonsense")
    monkeypatch.chdir(tmp_path)

    def command(*words: str) -> Answer:
        with pytest.raises(SystemExit) as left:
            main(words)
        told = capfdbinary.readouterr()
        return Answer(int(left.value.code or 0), told.out.decode(), told.err.decode())

    return command


def decided(run: Run, folder: Path, content: object) -> Answer:
    (folder / "courrier.json").write_text(json.dumps(content), encoding="utf-8")
    return run("decide", "courrier.json")


def checked(run: Run, folder: Path, **files: str) -> Answer:
    for name, text in files.items():
        (folder / f"{name}.toml").write_text(text, encoding="utf-8")
    return run("scenarios", "check", *(f"{name}.toml" for name in files))


# --- decide


def test_the_decision_for_one_object(run: Run, tmp_path: Path) -> None:
    answer = decided(run, tmp_path, CHEQUE)
    decision = json.loads(answer.stdout)
    assert (answer.returncode, answer.stderr) == (0, "")
    assert list(decision) == ["operations", "paper", "slip", "annotations", "rules", "keyed"]
    assert decision["operations"] == [
        {"op": "no_payment", "invoice": "F1"},
        {"op": "settle", "invoice": "F2", "amount": "20,30"},
        {"op": "receipt", "method": 15, "amount": "22,45"},
    ]
    assert (decision["paper"], decision["slip"], decision["keyed"]) == ("discard", None, True)
    assert {"P-20", "P-30"} <= set(decision["rules"])
    unknown = json.loads(decided(run, tmp_path, {**CHEQUE, "coupon": {}}).stdout)
    assert unknown == {**decision, "rules": ["P-20", "P-30", "P-21", "P-13", "P-10"], "asks": ["which_debt"]}
    assert answer.stdout.startswith('{\n  "operations": [\n    {\n      "op": "no_payment"')


def test_a_list_for_a_list(run: Run, tmp_path: Path) -> None:
    blocked = {**CHEQUE, "client": {"blocked": True}, "cheques": [], "card": {}}
    papers = [decision["paper"] for decision in json.loads(decided(run, tmp_path, [CHEQUE, blocked]).stdout)]
    assert papers == ["discard", "reject"]
    assert json.loads(decided(run, tmp_path, []).stdout) == []


def test_french_letters_are_written_as_they_are(run: Run, tmp_path: Path) -> None:
    two = [{"figures": "1,00"}, {"figures": "2,00"}]
    assert '"1 chèque encaissé"' in decided(run, tmp_path, {**CHEQUE, "cheques": two}).stdout


def test_faults_are_a_line_each_and_nothing_is_decided(run: Run, tmp_path: Path) -> None:
    wrong = {"coupon": {"signd": True}, "cheques": [{"figures": "1,00"}, {"figures": "beaucoup"}]}
    answer = decided(run, tmp_path, [CHEQUE, CHEQUE, wrong])
    assert (answer.returncode, answer.stdout) == (2, "")
    assert answer.stderr.splitlines() == [
        "[2].coupon.signd : clé inconnue, vouliez-vous dire signed\u00a0?",
        '[2].cheques[1].figures : montant illisible, à écrire comme "20,30"',
    ]


def test_a_wrong_iban_is_not_shown(run: Run, tmp_path: Path) -> None:
    answer = decided(run, tmp_path, {"iban": {"iban": "FR7630006000011234567890188"}})
    assert (answer.returncode, answer.stderr) == (2, "iban.iban : IBAN faux, une clé ne correspond pas\n")


def test_more_faults_than_anybody_reads_are_counted(run: Run, tmp_path: Path) -> None:
    lines = decided(run, tmp_path, [{"x": 1}] * 250).stderr.splitlines()
    assert (len(lines), lines[-1]) == (201, "et 50 autres")


def test_a_file_that_is_not_there_is_a_sentence(run: Run) -> None:
    answer = run("decide", "absent.json")
    assert (answer.returncode, answer.stdout) == (2, "")
    assert answer.stderr.startswith("Le fichier absent.json ne se lit pas")


# --- scenarios check


def test_scenarios_that_hold(run: Run, tmp_path: Path) -> None:
    answer = checked(run, tmp_path, a=SCENARIO + 'paper = "discard"', b=SCENARIO + "keyed = true")
    assert answer == Answer(0, "2 scénarios, tous conformes\n", "")


def test_a_difference_is_a_line(run: Run, tmp_path: Path) -> None:
    answer = checked(run, tmp_path, a=SCENARIO + 'paper = "scan"\nannotations = ["E"]', b=SCENARIO + "keyed = true")
    assert (answer.returncode, answer.stderr) == (1, "")
    assert answer.stdout.splitlines() == [
        "a.toml · Chèque d'un client décédé · paper : attendu scan, obtenu discard",
        "a.toml · Chèque d'un client décédé · annotations : attendu E, obtenu rien",
        "2 scénarios, 1 en écart",
    ]


def test_no_scenario_is_checked_where_a_file_is_wrong(run: Run, tmp_path: Path) -> None:
    answer = checked(run, tmp_path, a=SCENARIO + 'papr = "scan"', b=SCENARIO + 'paper = "scan"', c="a = ")
    assert (answer.returncode, answer.stdout) == (2, "")
    assert answer.stderr.splitlines() == [
        "a.toml · scenario[0].expected.papr : clé inconnue, vouliez-vous dire paper\u00a0?",
        "c.toml · fin du fichier : ce n'est pas du TOML",
    ]


def test_the_first_scenarios_hold(run: Run) -> None:
    answer = run("scenarios", "check", *FIRST_SCENARIOS)
    assert (answer.returncode, answer.stderr) == (0, "")
    assert re.fullmatch(r"\d+ scénarios, tous conformes\n", answer.stdout)


def test_every_rule_has_a_first_scenario() -> None:
    sources = "".join(Path(file).read_text(encoding="utf-8") for file in FIRST_SCENARIOS)
    assert set(RULES) - set(re.findall(r"P-\d\d", sources)) == set()
