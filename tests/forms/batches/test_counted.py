import pytest

from forms.batches.counted import counted


@pytest.mark.parametrize(
    ("number", "said"), [(0, "0 chèque"), (1, "1 chèque"), (2, "2 chèques"), (1204, "1\u202f204 chèques")]
)
def test_the_noun_follows_the_number_as_in_french(number: int, said: str) -> None:
    assert counted(number, "chèque") == said
