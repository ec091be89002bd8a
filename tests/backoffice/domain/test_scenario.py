import pytest

from backoffice.domain.scenario import Difference, WrittenDecision, WrittenOperation, differences

SETTLE: WrittenOperation = {"op": "settle", "invoice": "F1", "amount": "20,30"}
RECEIPT: WrittenOperation = {"op": "receipt", "method": 15, "amount": "20,30"}
OBTAINED: WrittenDecision = {
    "operations": (SETTLE, RECEIPT),
    "paper": "scan",
    "slip": "cheque",
    "annotations": ("E", "B"),
    "rules": ("P-21", "P-10"),
    "keyed": True,
}


@pytest.mark.parametrize(
    "expected",
    [
        {},
        OBTAINED,
        {"paper": "scan"},
        {"annotations": ("B", "E"), "rules": ("P-10", "P-21")},
        {"asks": ()},
    ],
)
def test_only_what_is_expected_is_looked_at(expected: WrittenDecision) -> None:
    assert differences(expected, OBTAINED) == ()


@pytest.mark.parametrize(
    ("expected", "found"),
    [
        ({"paper": "discard"}, [Difference("paper", "discard", "scan")]),
        ({"slip": "iban", "keyed": False}, [Difference("slip", "iban", "cheque"), Difference("keyed", False, True)]),
        ({"annotations": ("E",)}, [Difference("annotations", ("E",), ("E", "B"))]),
        ({"rules": ()}, [Difference("rules", (), ("P-21", "P-10"))]),
        ({"asks": ("holder",)}, [Difference("asks", ("holder",), ())]),
        (
            {"operations": (RECEIPT, SETTLE)},
            [Difference("operations[0]", RECEIPT, SETTLE), Difference("operations[1]", SETTLE, RECEIPT)],
        ),
        ({"operations": (SETTLE,)}, [Difference("operations[1]", None, RECEIPT)]),
        ({"operations": (SETTLE, RECEIPT, SETTLE)}, [Difference("operations[2]", SETTLE, None)]),
    ],
)
def test_every_difference_is_found_where_it_is(expected: WrittenDecision, found: list[Difference]) -> None:
    assert list(differences(expected, OBTAINED)) == found
