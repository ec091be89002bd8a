"""The papers of a day that wait for a slip of a kind: a line of *À imprimer*."""

from dataclasses import dataclass
from datetime import date

from backoffice.domain.paper import MailSlipKind


@dataclass(frozen=True, slots=True)
class Waiting:
    """The papers of a day that wait for a slip of a kind.

    Attributes:
        number: the slip that they have been given since; empty while they wait.
    """

    day: date
    kind: MailSlipKind
    count: int
    number: str = ""
