"""A coupon as it stands, judged: what becomes of it, and what it lacks."""

from dataclasses import dataclass, replace

from backoffice.domain.batch import Batch
from backoffice.domain.dossier import Dossier
from backoffice.keying.assigned import Asked
from backoffice.keying.entry import Entry
from backoffice.keying.facts import ClientFile
from backoffice.keying.missing import Missing, Typed, missing_of
from backoffice.keying.operator_choices import asked_ahead, asked_of, is_departed
from backoffice.keying.outcome import Outcome, Way, outcome

_WITHOUT_CHEQUE = (Way.LETTER, Way.DEBIT)


@dataclass(frozen=True, slots=True)
class Judgement:
    """What is known of a coupon beyond what was typed.

    Attributes:
        outcome: what becomes of it; None while the client is not known.
        missing: what is missing before it can be recorded.
        asked: what is to be typed of a card or an IBAN; None where nothing is.
        is_departed: the operator departs from the decision.
    """

    outcome: Outcome | None
    missing: Missing | None
    asked: Asked | None = None
    is_departed: bool = False

    @property
    def is_without_cheque(self) -> bool:
        """Whether one line stands in the place of the cheque."""
        return self.outcome is not None and self.outcome.way in _WITHOUT_CHEQUE

    @property
    def is_debit(self) -> bool:
        """Whether a card or an IBAN is debited."""
        return self.outcome is not None and self.outcome.way is Way.DEBIT


def outcome_on(batch: Batch, entry: Entry, dossier: Dossier) -> Outcome:
    """What becomes of a coupon on its client's file."""
    return outcome(batch, ClientFile.of(dossier), entry.ticks, entry.cheque, entry.departure)


def judge(batch: Batch, entry: Entry, typed: Typed) -> Judgement:
    """Judge a coupon of a batch."""
    dossier = entry.dossier
    if dossier is None:
        asked = asked_ahead(entry.ticks) if typed.awaited and entry.words is None else None
        typed = replace(typed, method=asked is not None)
        return Judgement(None, missing_of(batch, entry, None, typed), asked)
    found = outcome_on(batch, entry, dossier)
    asked = asked_of(found, dossier, entry.ticks)
    return Judgement(found, missing_of(batch, entry, found, typed), asked, is_departed(found, entry))
