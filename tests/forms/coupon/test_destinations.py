from backoffice.domain.paper import Paper, SlipKind
from forms.coupon.destinations import DESTINATIONS, SHORT


def test_every_destination_has_its_words() -> None:
    assert list(SHORT) == list(DESTINATIONS)
    assert {paper for paper, _ in DESTINATIONS} == set(Paper)
    assert {slip for paper, slip in DESTINATIONS if paper is Paper.SCAN} == set(SlipKind)
