"""A coupon as it stands, judged: what becomes of it, what it lacks, and what is said of it."""

from dataclasses import dataclass, replace

from backoffice.domain.batch import Batch
from forms.actions.assigned import Asked
from forms.coupon.debit import asked_of
from forms.coupon.decision_words import NOBODY, Said, said_of
from forms.coupon.entry import Entry
from forms.coupon.gaps import Gap, Typed, gap_of
from forms.coupon.outcome import Outcome, Way, outcome

_WITHOUT_CHEQUE = (Way.LETTER, Way.DEBIT, Way.NOT_HERE)


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the screen knows of a coupon beyond what was typed.

    Attributes:
        outcome: what becomes of it; None while the client is not known.
        gap: what is missing before it can be recorded.
        said: the decision in words.
        asked: what is to be typed of a card or an IBAN; None where nothing is.
    """

    outcome: Outcome | None
    gap: Gap | None
    said: Said
    asked: Asked | None = None

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

    @property
    def is_debit(self) -> bool:
        """Whether a card or an IBAN is debited."""
        return self.outcome is not None and self.outcome.way is Way.DEBIT


def judge(batch: Batch, entry: Entry, typed: Typed) -> Judgement:
    """Judge a coupon of a batch."""
    dossier, has_cheque = entry.dossier, entry.words is not None
    if dossier is None:
        asked = asked_of(None, None, entry.ticks, has_cheque=has_cheque) if typed.awaited else None
        typed = replace(typed, method=asked is not None)
        return Judgement(None, gap_of(batch, entry, None, typed), NOBODY, asked)
    found = outcome(batch, dossier, entry.ticks, entry.words, entry.departure)
    asked = asked_of(found, dossier, entry.ticks, has_cheque=has_cheque)
    return Judgement(found, gap_of(batch, entry, found, typed), said_of(found, entry), asked)
