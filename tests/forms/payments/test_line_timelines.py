"""What a timeline shows of a line, and says of it in one sentence."""

from datetime import UTC, datetime, timedelta

import pytest

from backoffice.domain.cancellation import RequestState
from backoffice.domain.cancelling_progress import CancellationState, CancellingProgress, LineProgress, LineStep
from backoffice.domain.cheque import Operation
from backoffice.domain.client_ref import ClientRef
from backoffice.domain.money import ZERO, Money
from backoffice.domain.payments import (
    LineReversal,
    Payment,
    PaymentId,
    PaymentKind,
    PaymentLine,
    PaymentRow,
    PaymentState,
)
from forms.kit.tokens import Tone
from forms.payments.line_timelines import LineTimeline, courses

_AT = datetime(2024, 3, 4, 8, 0, tzinfo=UTC)
_ASKED, _SENT, _PENDING = RequestState.TO_SEND, RequestState.SENT, RequestState.PENDING
_CANCELLED, _REFUSED = RequestState.CANCELLED, RequestState.REFUSED


def _payment(reversal: LineReversal | None = None, state: PaymentState = PaymentState.PROCESSED) -> Payment:
    row = PaymentRow(
        id=PaymentId(PaymentKind.CHEQUE, 1),
        recorded_at=_AT,
        batch_id=1,
        batch_number="2024-0001",
        client_id=1,
        ref=ClientRef("J", 121, "1"),
        name="Mme DURAND Marie",
        number="5508018",
        channel=None,
        amount=Money(20_30),
        lines=1,
        state=state,
        operator="A. Morel",
    )
    line = PaymentLine(7, "F1", Operation.SETTLE, Money(20_30), "P-20", "", reversal)
    return Payment(row, (line,), (), None, in_financial_system=True, applied_back=ZERO, refusal=None)


def _asked(*steps: RequestState, attempt: int = 1, times_sent: int = 1, reason: str = "") -> LineTimeline:
    taken = tuple(
        LineStep(state, _AT + timedelta(minutes=at), "C. Dupuis" if at == 0 else "") for at, state in enumerate(steps)
    )
    line = LineProgress(
        7, "F1", Money(20_30), steps[-1] if steps else None, taken, reason, attempt, times_sent, cancelled=False
    )
    progress = CancellingProgress(1, CancellationState.GOING, (), _AT, "C. Dupuis", (line,))
    (course,) = courses(_payment(), progress)
    return course


@pytest.mark.parametrize(
    ("steps", "shown"),
    [
        ((), ["Demandée", "(Envoyée)", "(En attente)", "(Annulée)"]),
        ((_ASKED,), ["Demandée", "(Envoyée)", "(En attente)", "(Annulée)"]),
        ((_ASKED, _SENT), ["Demandée", "Envoyée", "(En attente)", "(Annulée)"]),
        ((_ASKED, _SENT, _PENDING), ["Demandée", "Envoyée", "En attente", "(Annulée)"]),
        ((_ASKED, _SENT, _PENDING, _CANCELLED), ["Demandée", "Envoyée", "En attente", "Annulée"]),
        ((_ASKED, _SENT, _CANCELLED), ["Demandée", "Envoyée", "Annulée"]),
        ((_ASKED, _SENT, _REFUSED), ["Demandée", "Envoyée", "Refusée"]),
    ],
)
def test_what_was_reached_and_what_is_to_come(steps: tuple[RequestState, ...], shown: list[str]) -> None:
    assert [mark.words if mark.at else f"({mark.words})" for mark in _asked(*steps).marks] == shown


def test_it_is_one_sentence_to_a_screen_reader() -> None:
    assert _asked(_ASKED, _SENT).spoken() == (
        "F1, 20,30\u00a0€\u00a0: Demandée le 04/03/2024 à 09:00 par C. Dupuis, puis Envoyée le 04/03/2024 à 09:01, "
        "puis En attente à venir, puis Annulée à venir."
    )


def test_a_refusal_says_why_and_how_often_it_was_asked() -> None:
    course = _asked(_ASKED, _REFUSED, attempt=2, reason="écriture rapprochée")
    assert course.remark == "2ᵉ demande · motif\u00a0: écriture rapprochée"
    assert course.marks[-1].tone is Tone.ERROR
    assert _asked(_ASKED, _REFUSED).remark == "sans motif"


def test_what_is_sent_again_says_so_while_it_waits() -> None:
    assert _asked(_ASKED, _SENT, times_sent=3).remark == "renvoyée 2 fois sous le même numéro"
    assert _asked(_ASKED, _SENT, _CANCELLED, times_sent=3).remark == ""


def test_a_line_that_stands_has_no_timeline() -> None:
    assert courses(_payment(), None) == ()


@pytest.mark.parametrize(("state", "words"), [(PaymentState.CANCELLED, "Annulée"), (PaymentState.UNPAID, "Impayée")])
def test_what_was_settled_here_alone_has_two_steps(state: PaymentState, words: str) -> None:
    reversal = LineReversal(9, Money(-20_30), _AT + timedelta(hours=1), "C. Dupuis")
    (course,) = courses(_payment(reversal, state), None)
    assert [mark.words for mark in course.marks] == ["Traitée", words]
    assert course.marks[1].by == "C. Dupuis"
