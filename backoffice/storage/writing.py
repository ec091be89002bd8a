"""By which gesture, by whom and when something is added."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Writing:
    """Who adds something by which gesture, and when: the services make it, by `Office.writing`."""

    gesture: UUID
    recorded_by: int
    recorded_at: datetime

    def values(self, verb: str = "recorded") -> dict[str, object]:
        """As the columns of a table where that is what is done: `gesture`, `printed_by`, `printed_at`."""
        return {"gesture": self.gesture, f"{verb}_by": self.recorded_by, f"{verb}_at": self.recorded_at}
