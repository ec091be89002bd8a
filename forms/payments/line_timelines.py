"""What became of each line of a payment, step by step, as its timeline shows it."""

from dataclasses import dataclass
from datetime import datetime

from backoffice.domain.cancellation import RequestState
from backoffice.domain.cancelling_progress import CancellingProgress, LineProgress
from backoffice.domain.payments import Payment, PaymentLine, PaymentState
from backoffice.french.figures import euros, moment
from backoffice.french.payment_words import REQUEST_STEPS
from forms.kit.tokens import Tone
from forms.kit.wording.sentences import typeset
from forms.payments.words import line_state

_TONES = {RequestState.CANCELLED: Tone.OK, RequestState.REFUSED: Tone.ERROR}


@dataclass(frozen=True, slots=True)
class TimelineStep:
    """A step of a timeline; `at` is None for what has not come yet."""

    words: str
    at: datetime | None
    by: str = ""
    tone: Tone = Tone.INFO

    def spoken(self) -> str:
        """`Demandée le 04/03/2024 à 17:55 par C. Dupuis`."""
        if self.at is None:
            return f"{self.words} à venir"
        return f"{self.words} le {moment(self.at)}{f' par {self.by}' if self.by else ''}"


@dataclass(frozen=True, slots=True)
class LineTimeline:
    """The timeline of one line. `remark` says why it was refused, or how often it was asked."""

    label: str
    amount: str
    marks: tuple[TimelineStep, ...]
    remark: str = ""

    def spoken(self) -> str:
        """The whole as one sentence."""
        told = ", puis ".join(mark.spoken() for mark in self.marks)
        return typeset(f"{self.label}, {self.amount} : {told}.{f' {self.remark}' if self.remark else ''}")


def courses(payment: Payment, progress: CancellingProgress | None) -> tuple[LineTimeline, ...]:
    """The timelines of a payment's lines; none while no line of it was asked or cancelled."""
    asked = {line.line_id: line for line in progress.lines} if progress else {}
    if not asked and all(line.reversal is None for line in payment.lines):
        return ()
    return tuple(
        _asked(line, asked[line.id], progress)
        if progress is not None and line.id in asked
        else _settled(line, payment.row.recorded_at, line_state(payment, line))
        for line in payment.lines
    )


def _asked(line: PaymentLine, asked: LineProgress, progress: CancellingProgress) -> LineTimeline:
    """Demandée → Envoyée → En attente → Annulée or Refusée; a step that was passed over is left out."""
    reached = {
        step.state: TimelineStep(REQUEST_STEPS[step.state], step.at, step.by, _tone(step.state)) for step in asked.steps
    }
    reached.setdefault(
        RequestState.TO_SEND, TimelineStep(REQUEST_STEPS[RequestState.TO_SEND], progress.asked_at, progress.asked_by)
    )
    refused = asked.state is RequestState.REFUSED
    order = (
        RequestState.TO_SEND,
        RequestState.SENT,
        RequestState.PENDING,
        RequestState.REFUSED if refused else RequestState.CANCELLED,
    )
    is_over = asked.state is not None and not asked.state.waits
    marks = (
        reached.get(state, TimelineStep(REQUEST_STEPS[state], None, tone=Tone.MUTED))
        for state in order
        if state in reached or not is_over
    )
    return LineTimeline(line.invoice, euros(line.amount), tuple(marks), _remark(asked))


def _settled(line: PaymentLine, recorded_at: datetime, state: PaymentState) -> LineTimeline:
    """A line that was cancelled, or came back unpaid, with us alone; or that stands beside such a line."""
    marks = [TimelineStep("Traitée", recorded_at)]
    if line.reversal is not None:
        unpaid = state is PaymentState.UNPAID
        words, tone = ("Impayée", Tone.ERROR) if unpaid else (REQUEST_STEPS[RequestState.CANCELLED], Tone.OK)
        marks.append(TimelineStep(words, line.reversal.at, line.reversal.by, tone))
    return LineTimeline(line.invoice, euros(line.amount), tuple(marks))


def _remark(asked: LineProgress) -> str:
    said = [f"{asked.attempt}ᵉ demande"] if asked.attempt > 1 else []
    if asked.state is not None and asked.state.waits and asked.times_sent > 1:
        said.append(f"renvoyée {asked.times_sent - 1} fois sous le même numéro")
    if asked.state is RequestState.REFUSED:
        said.append(f"motif : {asked.reason}" if asked.reason else "sans motif")
    return typeset(" · ".join(said))


def _tone(state: RequestState) -> Tone:
    return _TONES.get(state, Tone.INFO)
