"""A coupon as it stands, judged: what becomes of it, what it lacks, and what is said of it."""

from dataclasses import dataclass

from backoffice.domain.batch import Batch
from forms.coupon.decision_words import NOBODY, Said, said_of
from forms.coupon.entry import Entry
from forms.coupon.gaps import Gap, Typed, gap_of
from forms.coupon.outcome import Outcome, Way, outcome

_WITHOUT_CHEQUE = (Way.LETTER, Way.NOT_HERE)


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the screen knows of a coupon beyond what was typed.

    Attributes:
        outcome: what becomes of it; None while the client is not known.
        gap: what is missing before it can be recorded.
        said: the decision in words.
    """

    outcome: Outcome | None
    gap: Gap | None
    said: Said

    @property
    def missing(self) -> str:
        """Why *Enregistrer* cannot be done just now; empty when it can."""
        return self.gap.reason if self.gap else ""

    @property
    def why_not_depart(self) -> str:
        """Why one cannot depart from the decision just now; empty when one can."""
        if self.outcome is None:
            return "Cherchez d'abord le client."
        return self.missing if self.outcome.way is Way.CLASHING else ""

    @property
    def is_without_cheque(self) -> bool:
        """Whether one line stands in the place of the cheque."""
        return self.outcome is not None and self.outcome.way in _WITHOUT_CHEQUE


def judge(batch: Batch, entry: Entry, typed: Typed) -> Judgement:
    """Judge a coupon of a batch."""
    if entry.dossier is None:
        return Judgement(None, gap_of(batch, entry, None, typed), NOBODY)
    found = outcome(batch, entry.dossier, entry.ticks, entry.words, entry.departure)
    return Judgement(found, gap_of(batch, entry, found, typed), said_of(found, entry))
