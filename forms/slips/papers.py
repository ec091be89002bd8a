"""How a screen gets its papers: `desktop` gives what draws them, for a screen does not."""

from collections.abc import Callable

from backoffice.domain.documents import Document

Draw = Callable[[Document], bytes]
"""Makes a PDF of a document. Called away from the window's thread."""
