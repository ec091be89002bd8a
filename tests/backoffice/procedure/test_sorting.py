"""P-01 and P-66."""

import pytest

from backoffice.domain.batch import BatchKind
from backoffice.domain.client_ref import ClientRef
from backoffice.domain.errors import Broken, RuleBroken
from backoffice.procedure.sorting import require_not_blocked, require_same_kind


@pytest.mark.parametrize(
    ("code", "kind", "refusal"),
    [
        (1, BatchKind.PARTNER, None),
        (310, BatchKind.PARTNER, None),
        (311, BatchKind.PARTNER, Broken.CLIENT_IS_DIRECT),
        (311, BatchKind.DIRECT, None),
        (310, BatchKind.DIRECT, Broken.CLIENT_IS_PARTNER),
    ],
)
def test_310_is_partenariat_and_311_is_fa(code: int, kind: BatchKind, refusal: Broken | None) -> None:
    ref = ClientRef("J", code, "52134466")
    if refusal is None:
        require_same_kind(ref, kind)
        return
    with pytest.raises(RuleBroken) as raised:
        require_same_kind(ref, kind)
    assert raised.value.code is refusal
    assert raised.value.facts["partner_code"] == code


def test_nothing_is_keyed_for_a_blocked_account() -> None:
    ref = ClientRef("J", 121, "52134466")
    require_not_blocked(ref, blocked=False)
    with pytest.raises(RuleBroken) as raised:
        require_not_blocked(ref, blocked=True)
    assert raised.value.code is Broken.CLIENT_BLOCKED
