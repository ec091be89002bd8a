"""What the program is asked for when it is started."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Options:
    """What was asked for.

    Attributes:
        demo: work on a throw-away database.
        config: the settings' file, where it is not the usual one.
    """

    demo: bool = False
    config: Path | None = None
