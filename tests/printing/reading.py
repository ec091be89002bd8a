"""Papers read back: their text, where each string and stroke stands, their barcodes."""

from dataclasses import dataclass
from io import BytesIO
from typing import Any

import pypdf
import pypdfium2
import zxingcpp
from pypdfium2 import raw

# pypdfium2 carries no types, and those of pypdf know nothing of what a document holds.
_Document: Any = pypdfium2.PdfDocument
_Structure: Any = pypdf.PdfReader
_raw: Any = raw


@dataclass(frozen=True, slots=True)
class PrintedMark:
    """A string or a stroke (then without words) on a page, in points."""

    words: str
    left: float
    bottom: float
    right: float
    top: float

    def touches(self, other: "PrintedMark") -> bool:
        return (
            self.left < other.right and other.left < self.right and self.bottom < other.top and other.bottom < self.top
        )


@dataclass(frozen=True, slots=True)
class PageRead:
    rows: list[str]
    strings: list[PrintedMark]
    strokes: list[PrintedMark]
    barcodes: list[tuple[str, str]]

    @property
    def words(self) -> list[str]:
        return [string.words for string in self.strings]

    def row(self, start: str) -> str:
        """The only row that begins with `start`."""
        [found] = [row for row in self.rows if row.startswith(start)]
        return found

    def string(self, words: str) -> PrintedMark:
        """The only string that reads `words`."""
        [found] = [string for string in self.strings if string.words == words]
        return found


def read_pages(pdf: bytes) -> list[PageRead]:
    return [_read(page) for page in _Document(pdf)]


def read_rows(pdf: bytes) -> list[list[str]]:
    """The text of each page alone, row by row."""
    return [page.get_textpage().get_text_range().split("\r\n") for page in _Document(pdf)]


@dataclass(frozen=True, slots=True)
class Nature:
    title: str
    author: str
    language: str
    fonts: frozenset[tuple[str, bool]]
    """The name of each font, and whether it is embedded."""


def read_nature(pdf: bytes) -> Nature:
    document = _Structure(BytesIO(pdf))
    fonts = [font.get_object() for page in document.pages for font in page["/Resources"]["/Font"].values()]
    return Nature(
        title=document.metadata.title,
        author=document.metadata.author,
        language=document.trailer["/Root"]["/Lang"],
        fonts=frozenset(
            (font["/BaseFont"].split("+")[1], "/FontFile2" in font.get("/FontDescriptor", {})) for font in fonts
        ),
    )


def _read(page: Any) -> PageRead:  # noqa: ANN401 - a page of pypdfium2, which carries no types
    text = page.get_textpage()
    return PageRead(
        rows=text.get_text_range().split("\r\n"),
        strings=[
            PrintedMark(item.extract().strip(), *item.get_bounds())
            for item in page.get_objects(filter=[_raw.FPDF_PAGEOBJ_TEXT], textpage=text)
        ],
        strokes=[PrintedMark("", *item.get_bounds()) for item in page.get_objects(filter=[_raw.FPDF_PAGEOBJ_PATH])],
        barcodes=[
            (code.text, code.format.name) for code in zxingcpp.read_barcodes(page.render(scale=150 / 72).to_pil())
        ],
    )
