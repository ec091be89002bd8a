import pytest

from backoffice.domain.debit import DebitFact
from backoffice.domain.errors import Broken, Fault, RuleBroken, Unavailable
from forms.kit.wording.sentences import sentence


@pytest.mark.parametrize("fact", DebitFact)
def test_what_is_wrong_with_a_debit_is_said_in_french(fact: DebitFact) -> None:
    text = sentence(RuleBroken(Broken.DEBIT_UNUSABLE, reference="P-12", debit_fact=fact))

    assert text.startswith("Le prélèvement P-12 ne peut pas partir")
    assert "une de ses données" not in text


def test_a_reference_that_is_wrong_is_not_said() -> None:
    text = sentence(RuleBroken(Broken.DEBIT_UNUSABLE, debit_fact=DebitFact.REFERENCE))

    assert text.startswith("Le prélèvement en cause ne peut pas partir\u00a0: sa référence n'est pas valable.")


def test_the_creditors_setting_is_named() -> None:
    assert "réglage creditor_id du créancier" in sentence(Unavailable(Fault.CREDITOR_WRONG, key="creditor_id"))
