"""Where the data files lie."""

from pathlib import Path

RESOURCES = Path(__file__).parent


def icon_file(name: str) -> Path:
    """The drawing `name`, an SVG of 24 × 24 in strokes of the current colour (lucide, ISC)."""
    return RESOURCES / "icons" / f"{name}.svg"


def font_file(name: str) -> Path:
    """The TrueType font `name`, such as `NotoSans-Regular` (SIL Open Font License)."""
    return RESOURCES / "fonts" / f"{name}.ttf"
