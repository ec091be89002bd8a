"""By which gesture, by whom and when something is added."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Writing:
    """Who adds something by which gesture, and when."""

    gesture: UUID
    recorded_by: int
    recorded_at: datetime

    def values(self) -> dict[str, object]:
        """As columns."""
        return {"gesture": self.gesture, "recorded_by": self.recorded_by, "recorded_at": self.recorded_at}
