import pytest

from backoffice.procedure.decide import decide
from tests.benchmarks.decisions import MAILS, decide_bare


@pytest.mark.parametrize("what", MAILS)
def test_the_chain_of_ifs_decides_the_same(what: str) -> None:
    assert decide_bare(MAILS[what]) == decide(MAILS[what])
