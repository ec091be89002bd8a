"""The options with which `liasse` is started, read by `command_line`: the demo or not, and the settings' file."""

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
