import re
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from backoffice.domain.cancellation import ErpAnswer, RequestState, Unreadable
from backoffice.domain.cancelling_progress import QuarantinedMessage
from backoffice.domain.client_ref import ClientRef
from backoffice.domain.money import Money
from forms.kit.wording.erp_words import CONTRADICTIONS, UNREADABLE_MESSAGES, Mismatch, contradiction, why_quarantined

KNOWN = QuarantinedMessage(
    id=1,
    message_id="m-1",
    request="r" * 32,
    line="l" * 32,
    answer=ErpAnswer.CANCELLED,
    amount=Money(20_30),
    reason="",
    received_at=datetime(2024, 3, 4, tzinfo=UTC),
    receipt_id=7,
    ref=ClientRef("J", 121, "52134466"),
    name="Mme DURAND Marie",
    invoice="F1",
    line_amount=Money(20_30),
    state=RequestState.REFUSED,
    acceptable=True,
)
STRANGE = replace(KNOWN, receipt_id=None, ref=None, line_amount=None, state=None, acceptable=False)


@pytest.mark.parametrize(
    ("message", "kind"),
    [
        (STRANGE, Mismatch.STRANGER),
        (replace(STRANGE, answer=ErpAnswer.REFUSED), Mismatch.STRANGER),
        (KNOWN, Mismatch.CANCELLED_AFTER_ALL),
        (replace(KNOWN, amount=None), Mismatch.CANCELLED_AFTER_ALL),
        (replace(KNOWN, amount=Money(20_31), state=RequestState.SENT), Mismatch.OTHER_AMOUNT),
        (replace(KNOWN, state=RequestState.CANCELLED), Mismatch.CANCELLED_ALREADY),
        (replace(KNOWN, acceptable=False), Mismatch.OTHER_LINE),
        (
            replace(KNOWN, answer=ErpAnswer.REFUSED, state=RequestState.CANCELLED, acceptable=False),
            Mismatch.REFUSED_AFTER_ALL,
        ),
        (replace(KNOWN, answer=ErpAnswer.PENDING, state=RequestState.SENT, acceptable=False), Mismatch.OTHER_LINE),
    ],
)
def test_in_what_a_message_goes_against_what_is_known(message: QuarantinedMessage, kind: Mismatch) -> None:
    assert contradiction(message) is kind


@pytest.mark.parametrize("reason", [*(each.value for each in Unreadable), "something new"])
def test_every_unreadable_message_says_why(reason: str) -> None:
    said = why_quarantined(replace(STRANGE, answer=ErpAnswer.UNREADABLE, reason=reason, amount=None))
    assert said.endswith(".")
    assert " :" not in said


def test_no_sentence_is_missing_and_none_says_the_same() -> None:
    assert set(UNREADABLE_MESSAGES) == set(Unreadable)
    assert set(CONTRADICTIONS) == set(Mismatch)
    told = [*UNREADABLE_MESSAGES.values(), *CONTRADICTIONS.values()]
    assert len(set(told)) == len(told)
    assert {name for text in told for name in re.findall(r"{(\w+)}", text)} == {"invoice", "said", "ours"}


def test_the_figures_stand_in_the_sentence() -> None:
    said = why_quarantined(replace(KNOWN, amount=Money(20_31)))
    assert "20,31\u00a0€" in said
    assert "F1 est de 20,30\u00a0€" in said
