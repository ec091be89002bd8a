import string

import pytest

from backoffice.domain.import_rows import ImportFile
from backoffice.domain.importing import ImportOutcome, ImportStep, RowFault, RowFaultKind
from forms.kit.wording.import_words import FAULTS, OUTCOMES, STEPS, fault_sentence


@pytest.mark.parametrize("kind", RowFaultKind)
def test_every_fault_has_its_sentence(kind: RowFaultKind) -> None:
    said = fault_sentence(RowFault(ImportFile.CLIENTS, 12, "chrono", kind, value="<valeur>", detail="<détail>"))
    assert said.endswith((".", "…"))
    assert "{" not in said


def test_every_outcome_and_step_has_its_word() -> None:
    assert set(OUTCOMES) == set(ImportOutcome)
    assert set(STEPS) == set(ImportStep)
    assert set(FAULTS) == set(RowFaultKind)


def test_a_value_with_braces_is_shown_as_it_is() -> None:
    fault = RowFault(ImportFile.CLIENTS, 12, "mdr", RowFaultKind.METHOD_WRONG, value="{detail}")
    assert "{detail}" in fault_sentence(fault)


@pytest.mark.parametrize("sentence", FAULTS.values())
def test_sentences_use_the_known_facts_only(sentence: str) -> None:
    assert {name for _, name, _, _ in string.Formatter().parse(sentence) if name} <= {"value", "detail"}
