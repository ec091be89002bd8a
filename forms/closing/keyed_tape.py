"""The amounts of a control tape as they are keyed: one added, put right or taken out; for `TapePage`."""

from dataclasses import dataclass
from typing import Self

from backoffice.domain.batch_rows import TapeControl
from backoffice.domain.money import Money


@dataclass(frozen=True, slots=True)
class KeyedTape:
    """The amounts so far.

    Attributes:
        amounts: in the order of keying.
        whole: *Enregistrer la bande* was asked for: a cheque that it lacks is missing, and not still to come.
        is_kept: it is recorded, or there is nothing to record.
    """

    amounts: tuple[Money, ...] = ()
    whole: bool = False
    is_kept: bool = True

    @classmethod
    def keyed(cls, amounts: tuple[Money, ...]) -> Self:
        """A tape that is being keyed."""
        return cls(amounts, whole=False, is_kept=not amounts)

    @classmethod
    def kept(cls, amounts: tuple[Money, ...]) -> Self:
        """A tape that is recorded."""
        return cls(amounts, whole=bool(amounts), is_kept=True)

    @classmethod
    def of(cls, control: TapeControl) -> Self:
        """The tape of a recorded control, in the order of its lines."""
        return cls.kept(tuple(line.tape for line in control.lines if line.tape is not None))
