"""What goes wrong with the demo's financial system, as whoever trains people sets it."""

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class DemoFaults:
    """What goes wrong, and how.

    Attributes:
        delay: how many seconds it takes for an answer; meanwhile it says that it is busy.
        refusals: how many of the next requests it refuses.
        reason: why it refuses those.
        repeats: it says everything twice: in the same message, and in another one.
        shuffled: the last comes first.
        contradicts: what it refuses it says to have cancelled after all, and it answers a request that nobody made.
        closed: its accounts are closed: no payment is let go of any more.
        silent: it takes everything and answers nothing.
        down: it cannot be reached.
    """

    delay: int = 0
    refusals: int = 0
    reason: str = "Paiement déjà lettré"
    repeats: bool = False
    shuffled: bool = False
    contradicts: bool = False
    closed: bool = False
    silent: bool = False
    down: bool = False


class FaultyErp(Protocol):
    """The demo's financial system, as far as it can be set.

    Attributes:
        faults: what goes wrong at present; may be set from any thread.
    """

    faults: DemoFaults
