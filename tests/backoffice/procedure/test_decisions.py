"""The thirty pieces of mail on which a trainer found the program wrong, and what each must become.

Of what is expected, `has` are operations that must be there and `not` such that must not, by name alone or with values
of their fields; `ops_count` counts the operations of a name; `error` has the facts refused; the rest is exact.
"""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

import pytest
from typing_extensions import TypedDict

from backoffice.domain.fact_faults import FactsRefused
from backoffice.domain.scenario import WrittenDecision, WrittenOperation
from backoffice.gateways.mail_facts.facts_file import read_facts
from backoffice.keying.written import NAMES, written
from backoffice.procedure.decide import decide

Wanted = str | list[str | bool]


class Case(TypedDict):
    name: str
    facts: Mapping[str, object]
    expected: Mapping[str, object]


CASES: list[Case] = json.loads(Path(__file__).with_name("decisions.json").read_text(encoding="utf-8"))
EXACT = {"paper", "slip", "keyed", "annotations"}


def decided(case: Case, folder: Path) -> WrittenDecision:
    file = folder / "courrier.json"
    file.write_text(json.dumps(case["facts"]), encoding="utf-8")
    (facts,) = read_facts(file, date(2026, 1, 1)).facts
    return written(decide(facts))


def operations(decision: WrittenDecision) -> list[WrittenOperation]:
    found = decision["operations"]
    assert isinstance(found, tuple)
    return [step for step in found if isinstance(step, Mapping)]


def is_meant(step: WrittenOperation, wanted: Wanted) -> bool:
    name, *values = [wanted] if isinstance(wanted, str) else wanted
    return step["op"] == name and all(value in step.values() for value in values)


def listed(case: Case, key: str) -> Sequence[Wanted]:
    found = case["expected"].get(key, [])
    assert isinstance(found, list)
    return found


@pytest.mark.parametrize(
    "case", [case for case in CASES if "error" not in case["expected"]], ids=lambda case: case["name"]
)
def test_what_a_piece_of_mail_becomes(case: Case, tmp_path: Path) -> None:
    decision, expected = decided(case, tmp_path), case["expected"]
    steps = operations(decision)
    shown = json.loads(json.dumps(decision))
    assert {key: shown[key] for key in EXACT & expected.keys()} == {
        key: expected[key] for key in EXACT & expected.keys()
    }
    if "ops" in expected:
        assert shown["operations"] == expected["ops"]
    assert [wanted for wanted in listed(case, "has") if not any(is_meant(step, wanted) for step in steps)] == []
    assert [step for step in steps if any(is_meant(step, wanted) for wanted in listed(case, "not"))] == []
    counted = Counter(step["op"] for step in steps)
    counts = expected.get("ops_count", {})
    assert isinstance(counts, dict)
    assert {name: counted[name] for name in counts} == counts
    assert [rule for rule in listed(case, "rules") if rule not in shown["rules"]] == []


@pytest.mark.parametrize("case", [case for case in CASES if "error" in case["expected"]], ids=lambda case: case["name"])
def test_what_contradicts_itself_is_refused(case: Case, tmp_path: Path) -> None:
    with pytest.raises(FactsRefused):
        decided(case, tmp_path)


def test_nothing_expected_is_overlooked() -> None:
    keys = {key for case in CASES for key in case["expected"]}
    assert keys == {*EXACT, "ops", "has", "not", "ops_count", "rules", "error"}
    named = [wanted for case in CASES for key in ("has", "not") for wanted in listed(case, key)]
    assert {wanted if isinstance(wanted, str) else wanted[0] for wanted in named} <= set(NAMES.values())
    assert len(CASES) == 30
