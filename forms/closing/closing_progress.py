"""How far the closing of a batch has come, as the services say it."""

from dataclasses import dataclass
from enum import IntEnum, unique
from typing import Self

from backoffice.domain.batch import Batch, BatchState
from backoffice.domain.batch_rows import BatchRow, ReceiptRow, SlipRow, TapeControl
from backoffice.domain.errors import Broken, RuleBroken
from backoffice.domain.mail_rows import MailSlipRow
from backoffice.domain.paper import MailSlipKind
from backoffice.domain.people import Actor
from backoffice.french.screen_titles import CONTROL_TAPE
from backoffice.services.batches.batches import Batches
from backoffice.services.batches.control import Control
from backoffice.services.papers.mail_slips import MailSlips
from backoffice.services.papers.receipt_slips import Slips
from backoffice.services.services import Services
from backoffice.services.undoing.corrections import Corrections
from forms.kit.wording.sentences import sentence
from forms.slips.papers import Draw


@unique
class ClosingStep(IntEnum):
    """The four steps, in their order."""

    PRECLOSE = 0
    TAPE = 1
    PRINT = 2
    CLOSE = 3


STEPS = {
    ClosingStep.PRECLOSE: "Clôturer",
    ClosingStep.TAPE: CONTROL_TAPE,
    ClosingStep.PRINT: "Imprimer",
    ClosingStep.CLOSE: "Clôturer définitivement",
}
"""The steps in the document's words."""

_NOTHING_TO_CONTROL = "Ce lot n'a aucun chèque : il n'y a rien à contrôler."


@dataclass(frozen=True, slots=True)
class ClosingServices:
    """What the closing of a batch works with."""

    batches: Batches
    control: Control
    corrections: Corrections
    slips: Slips
    mail_slips: MailSlips
    draw: Draw

    @classmethod
    def of(cls, services: Services, draw: Draw) -> Self:
        """Those that the screen needs."""
        return cls(services.batches, services.control, services.corrections, services.slips, services.mail_slips, draw)


@dataclass(frozen=True, slots=True)
class PapersOfKind:
    """The papers of a batch that leave under one kind of slip.

    Attributes:
        waiting: how many are on no slip yet.
        slips: those that were printed, the newest first.
    """

    kind: MailSlipKind
    waiting: int
    slips: tuple[MailSlipRow, ...]


@dataclass(frozen=True, slots=True)
class ClosingProgress:
    """A batch on its way to being closed.

    Attributes:
        row: the batch with its sums.
        lines: its lines in the order of keying.
        control: it and the tape that was kept last.
        slip: its newest receipt slip.
        papers: what leaves under slips of its own, for each kind that it has.
    """

    row: BatchRow
    lines: tuple[ReceiptRow, ...]
    control: TapeControl
    slip: SlipRow | None
    papers: tuple[PapersOfKind, ...]

    @property
    def has_cheques(self) -> bool:
        """Whether a cheque stands: without one there is neither tape nor receipt slip."""
        return self.row.cheques > 0

    @property
    def lacks_slip(self) -> bool:
        """Whether the receipt slip is still to be printed."""
        return self.has_cheques and not (self.slip is not None and self.slip.current)

    @property
    def waiting(self) -> int:
        """How many papers are on no slip yet; those to archive alone keep the batch from being closed."""
        return sum(papers.waiting for papers in self.papers)

    @property
    def batch(self) -> Batch:
        """The batch."""
        return self.row.batch

    @property
    def is_closed(self) -> bool:
        """Whether the batch never changes again."""
        return self.batch.state is BatchState.CLOSED

    def is_done(self, step: ClosingStep) -> bool:
        """Whether `step` is behind this batch."""
        if step is ClosingStep.PRECLOSE:
            return self.batch.state is not BatchState.OPEN
        if step is ClosingStep.PRINT and self.waiting:
            return False
        return self.is_closed or (
            step is not ClosingStep.CLOSE and self.is_done(ClosingStep.PRECLOSE) and not self._lacks(step)
        )

    def why_not(self, step: ClosingStep) -> str:
        """Why `step` cannot be taken yet, a whole sentence; empty where it can, or can be looked at."""
        if step is ClosingStep.PRECLOSE:
            return ""
        if self.batch.state is BatchState.OPEN:
            return sentence(RuleBroken(Broken.BATCH_NOT_PRECLOSED, batch=self.batch.number))
        if step is ClosingStep.TAPE and not self.has_cheques:
            return _NOTHING_TO_CONTROL
        if step is ClosingStep.PRINT and not self.has_cheques:
            return "" if self.papers else _refusal(Broken.SLIP_WITHOUT_CHEQUE)
        before = () if self.is_closed else (former for former in ClosingStep if former < step)
        return next((lacking for former in before if (lacking := self._lacks(former))), "")

    def next_step(self) -> ClosingStep:
        """The first step that is neither done nor without object; the last one when all are done."""
        return next(
            (step for step in ClosingStep if not self.is_done(step) and not self.why_not(step)), ClosingStep.CLOSE
        )

    def _lacks(self, step: ClosingStep) -> str:
        """What `step` still lacks of a pre-closed batch, a whole sentence."""
        if step is ClosingStep.TAPE and self.has_cheques and not self.control.agrees:
            return _refusal(Broken.TAPE_DIFFERS if self.control.tape_count else Broken.TAPE_MISSING)
        if step is ClosingStep.PRINT and self.lacks_slip:
            return _refusal(Broken.SLIP_MISSING)
        if step is ClosingStep.PRINT and any(
            each.kind is MailSlipKind.ARCHIVE and each.waiting for each in self.papers
        ):
            return _refusal(Broken.ARCHIVE_SLIP_MISSING)
        return ""


def read_standing(services: ClosingServices, who: Actor, batch_id: int) -> ClosingProgress:
    """Where a batch stands now; reads, records nothing.

    Raises:
        RuleBroken: `BATCH_UNKNOWN`, `BATCH_OF_ANOTHER`.
    """
    row = services.batches.row(who, batch_id)
    slips = services.slips.listing(who, row.batch.number)
    return ClosingProgress(
        row,
        services.batches.lines(who, batch_id),
        services.control.compare(who, batch_id),
        next((slip for slip in slips if slip.batch_id == batch_id), None),
        _papers(services, who, row.batch),
    )


def _papers(services: ClosingServices, who: Actor, batch: Batch) -> tuple[PapersOfKind, ...]:
    printed = [slip for slip in services.mail_slips.listing(who, batch.number) if slip.batch_number == batch.number]
    return tuple(
        PapersOfKind(kind, waiting, slips)
        for kind, waiting in services.mail_slips.waiting(who, batch.id).items()
        if (slips := tuple(slip for slip in printed if slip.kind is kind)) or waiting
    )


def _refusal(code: Broken) -> str:
    return sentence(RuleBroken(code))
