"""The papers that the screens show, drawn by `printing`."""

from backoffice.domain.documents import Document


def draw(document: Document) -> bytes:
    """The paper as PDF; a `forms.slips.papers.Draw`. Called away from the window's thread."""
    from printing.papers import draw as as_pdf  # noqa: PLC0415 - the letters and rules of PDF, when one is asked for

    return as_pdf(document)
