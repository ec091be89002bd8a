from dataclasses import replace

import pytest

from backoffice.domain.decision import Decision, Refusal
from backoffice.domain.paper import Paper, SlipKind
from backoffice.keying.departure import Departure

KEYED = Decision((Refusal(13, "P-81"),), Paper.SCAN, SlipKind.NONE, ("E",), ("P-81",))
STOPPED = Decision((), Paper.SCAN, SlipKind.NONE, ("E",), ("P-24",))
SAME = Departure(Paper.SCAN, SlipKind.NONE, ("E",), keyed=True)


def test_the_same_paper_the_same_words_and_all_keyed_is_the_decision() -> None:
    assert SAME.follows(KEYED)
    assert not SAME.follows(None)


@pytest.mark.parametrize(
    "other",
    [
        replace(SAME, paper=Paper.DISCARD),
        replace(SAME, slip=SlipKind.CHEQUE),
        replace(SAME, annotations=()),
        replace(SAME, keyed=False),
        replace(SAME, against_stop=True),
    ],
)
def test_anything_else_departs_from_it(other: Departure) -> None:
    assert not other.follows(KEYED)


def test_what_is_not_keyed_anyhow_is_keyed_by_nobody_unless_it_is_said() -> None:
    assert SAME.follows(STOPPED)
    assert replace(SAME, keyed=False).follows(STOPPED)
    assert not replace(SAME, against_stop=True).follows(STOPPED)
