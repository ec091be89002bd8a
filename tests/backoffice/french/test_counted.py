import pytest

from backoffice.french.counted import counted


@pytest.mark.parametrize(
    ("number", "said"), [(0, "0 chèque"), (1, "1 chèque"), (2, "2 chèques"), (1204, "1\u202f204 chèques")]
)
def test_the_noun_follows_the_number_as_in_french(number: int, said: str) -> None:
    assert counted(number, "chèque") == said


def test_a_noun_may_have_a_plural_and_a_comma_of_its_own() -> None:
    assert counted(1, "ligne annulée, non comptée", "lignes annulées, non comptées") == "1 ligne annulée, non comptée"
    assert counted(1204, "scénario, conforme", "scénarios, tous conformes") == "1\u202f204 scénarios, tous conformes"
