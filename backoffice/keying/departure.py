"""Departing from the decision: another destination or other words for the paper, nothing keyed, or all the same."""

from dataclasses import dataclass

from backoffice.domain.decision import Decision
from backoffice.domain.paper import Paper, SlipKind


@dataclass(frozen=True, slots=True)
class Departure:
    """What the operator wants instead of what is decided.

    Attributes:
        keyed: what is decided to be keyed is keyed all the same.
        against_stop: the cheque is keyed although the decision keys nothing.
    """

    paper: Paper
    slip: SlipKind | None
    annotations: tuple[str, ...]
    keyed: bool
    against_stop: bool = False

    def follows(self, decision: Decision | None) -> bool:
        """Whether it comes to the same as the decision; what is not keyed anyhow is not keyed here either."""
        return decision is not None and (
            (decision.paper, decision.slip, decision.annotations) == (self.paper, self.slip, self.annotations)
            and (self.keyed or not decision.keyed)
            and not self.against_stop
        )
