"""Which pages of `docs/` come from the program, and what makes them."""

from collections.abc import Callable, Mapping
from pathlib import Path

from tests.docs import figure, procedure

DOCS = Path(__file__).parents[2] / "docs"

PAGES: Mapping[Path, Callable[[], str]] = {
    DOCS / "procedure.md": procedure.page,
    DOCS / "floors.svg": figure.figure,
}
