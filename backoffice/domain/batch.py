"""A batch (lot): a pile of mail of one kind, received on one day, keyed by one operator."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum, unique
from typing import ClassVar


@unique
class BatchKind(StrEnum):
    """FA and PARTENARIAT never share a batch (P-01). The values are the screen's words."""

    PARTNER = "PARTENARIAT"
    DIRECT = "FA"


@unique
class BatchState(StrEnum):
    """Where a batch stands (B-04 to B-06)."""

    OPEN = "open"
    PRECLOSED = "preclosed"
    CLOSED = "closed"


TRANSITIONS = frozenset({(BatchState.OPEN, BatchState.PRECLOSED), (BatchState.PRECLOSED, BatchState.CLOSED)})


@dataclass(frozen=True, slots=True)
class NewBatch:
    """What *Ouverture d'un lot simple de saisie de recouvrement* asks for (B-01)."""

    word: ClassVar[str] = "batch.opening"
    arrival_date: date
    with_invoice: bool
    kind: BatchKind


@dataclass(frozen=True, slots=True)
class Batch:
    """A batch as it stands. `number` is what people call it: `2024-0317`. Times are UTC."""

    id: int
    number: str
    arrival_date: date
    with_invoice: bool
    kind: BatchKind
    state: BatchState
    opened_by: int
    operator: str
    opened_at: datetime


@dataclass(frozen=True, slots=True)
class Preclosing:
    """*Clôturer*: nothing more is keyed in the batch (B-04)."""

    word: ClassVar[str] = "batch.preclosing"
    batch_id: int


@dataclass(frozen=True, slots=True)
class Closing:
    """*Clôturer définitivement*: the batch never changes again (B-06)."""

    word: ClassVar[str] = "batch.closing"
    batch_id: int
