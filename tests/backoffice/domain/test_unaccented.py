import pytest

from backoffice.domain.unaccented import unaccented


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Éric Île, ça et là", "Eric Ile, ca et la"),
        ("été", "ete"),
        ("plain", "plain"),
        ("œuf ² ﬁn ß", "œuf ² ﬁn ß"),
        ("", ""),
    ],
)
def test_accents_go_and_nothing_else(text: str, plain: str) -> None:
    assert unaccented(text) == plain
