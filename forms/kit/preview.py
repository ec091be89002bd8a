"""A paper on the screen: pages, zoom, *Imprimer* and *Enregistrer…*."""

from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from backoffice.domain.errors import Fault, Unavailable
from forms.kit.buttons import button, tool
from forms.kit.file_name import file_name
from forms.kit.icons import Icon
from forms.kit.labels import Words
from forms.kit.screen_tools import ScreenTools
from forms.kit.tokens import GAP, SPACE, Tone

_FINEST = 600
"""Dots per inch: finer rendering is not seen on paper, and a page takes 140 MB already."""
_POINTS_PER_INCH = 72
_STEP = 1.25


class Preview(QWidget):
    """Shows a PDF from memory, prints it and saves it, and says so in the strip.

    Signals:
        printed: the paper was handed to the printer.
        saved: it was saved; bears the path.
        failed: printing or saving went wrong; bears the exception, for `sentence`.
    """

    printed = Signal()
    saved = Signal(object)
    failed = Signal(object)

    def __init__(self, desk: ScreenTools, empty: str) -> None:
        """Make an empty preview that says `empty`."""
        super().__init__()
        self._desk = desk
        self.printed.connect(lambda: desk.strip.ok("Envoyé à l'imprimante."))
        self.saved.connect(lambda path: desk.strip.ok(f"Enregistré : {path.name}."))
        self._paper = b""
        self._name = ""
        self._document = QPdfDocument(self)
        self._buffer = QBuffer(self)
        self._view = QPdfView(self)
        self._empty = Words(empty, tone=Tone.MUTED)
        self._page = Words(tone=Tone.MUTED)
        self._set_up()

    def show_paper(self, pdf: bytes, name: str) -> None:
        """Show `pdf`; `name` is proposed as the file's name (`BE-2024-000123`)."""
        self.clear()
        self._paper = pdf
        self._name = name
        self._buffer.setData(QByteArray(pdf))
        self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        self._document.load(self._buffer)
        self._refresh()

    def clear(self) -> None:
        """Show nothing."""
        self._paper = b""
        self._document.close()
        self._buffer.close()
        self._refresh()

    def print_paper(self) -> None:
        """*Imprimer*: ask for the printer, then paint the pages away from the window."""
        try:
            pdf, printer = self._paper, self._desk.questions.printer(self._name) if self._paper else None
        except Unavailable as failure:
            self.failed.emit(failure)
            return
        if printer is not None:
            self._desk.runner.run(lambda: paint(pdf, printer), lambda _: self.printed.emit(), self.failed.emit, self)

    def save_paper(self) -> None:
        """*Enregistrer…*: ask where, then write."""
        pdf, questions = self._paper, self._desk.questions
        path = questions.save_path(file_name(self._name, ".pdf"), "PDF (*.pdf)") if pdf else None
        if path is not None:
            self._desk.runner.run(lambda: _write(path, pdf), self.saved.emit, self.failed.emit, self)

    def _turn(self, pages: int) -> None:
        page = self._view.pageNavigator().currentPage() + pages
        if 0 <= page < self._document.pageCount():
            self._view.pageNavigator().jump(page, QPointF())

    def _zoom(self, factor: float) -> None:
        if self._view.zoomMode() != QPdfView.ZoomMode.Custom:
            shown = self._view.viewport().width() / self._width_in_pixels()
            self._view.setZoomMode(QPdfView.ZoomMode.Custom)
            self._view.setZoomFactor(shown)
        self._view.setZoomFactor(self._view.zoomFactor() * factor)

    def _width_in_pixels(self) -> float:
        points = self._document.pagePointSize(self._view.pageNavigator().currentPage()).width()
        return points * self.logicalDpiX() / _POINTS_PER_INCH

    def _fit(self) -> None:
        self._view.setZoomMode(QPdfView.ZoomMode.FitToWidth)

    def _refresh(self) -> None:
        pages = self._document.pageCount() if self._paper else 0
        page = self._view.pageNavigator().currentPage()
        self._page.say(f"Page {page + 1} / {pages}" if pages else "", Tone.MUTED)
        for control, usable in (
            (self._back, page > 0),
            (self._on, page < pages - 1),
            *((other, bool(pages)) for other in (self._closer, self._farther, self._whole, self._save, self._print)),
        ):
            control.setEnabled(usable)
        self._stack.setCurrentIndex(1 if pages else 0)

    def _set_up(self) -> None:
        self._back = tool(Icon.UP, "Page précédente", lambda: self._turn(-1))
        self._on = tool(Icon.DOWN, "Page suivante", lambda: self._turn(1))
        self._farther = tool(Icon.ZOOM_OUT, "Plus petit", lambda: self._zoom(1 / _STEP))
        self._closer = tool(Icon.ZOOM_IN, "Plus grand", lambda: self._zoom(_STEP))
        self._whole = tool(Icon.WIDTH, "Toute la largeur", self._fit)
        self._save = button("Enregistrer…", self.save_paper, Icon.SAVE)
        self._print = button("Imprimer", self.print_paper, Icon.PRINT, primary=True)
        self._view.setDocument(self._document)
        self._view.setPageMode(QPdfView.PageMode.MultiPage)
        # A bar that comes and goes changes the width that a page is fitted to, which lets it go and come for ever.
        self._view.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self._view.setZoomMode(QPdfView.ZoomMode.FitToWidth)
        self._view.pageNavigator().currentPageChanged.connect(self._refresh)
        self._lay_out()
        self._refresh()

    def _lay_out(self) -> None:
        bar = QHBoxLayout()
        bar.setSpacing(GAP)
        for widget in (self._back, self._on, self._page, self._farther, self._closer, self._whole):
            bar.addWidget(widget)
        bar.addStretch(1)
        bar.addWidget(self._save)
        bar.addWidget(self._print)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.setWordWrap(True)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(SPACE)
        whole.addLayout(bar)
        self._stack = QStackedLayout()
        whole.addLayout(self._stack, 1)
        # In its place first: a stack shows its first widget at once, and without a parent as a window of its own.
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self._view)


def paint(pdf: bytes, printer: QPrinter) -> None:
    """Paint the pages that were asked for, at the printer's own resolution. Holds no widget: any thread will do.

    Raises:
        Unavailable: `PRINTER_UNUSABLE`.
    """
    document, buffer = QPdfDocument(), QBuffer()
    buffer.setData(QByteArray(pdf))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document.load(buffer)
    printer.setFullPage(True)
    first = max(printer.fromPage(), 1) - 1
    last = printer.toPage() or document.pageCount()
    painter = QPainter()
    if not painter.begin(printer):
        raise Unavailable(Fault.PRINTER_UNUSABLE, printer=printer.printerName())
    for page in range(first, last):
        if page > first:
            printer.newPage()
        _paint_page(document, page, painter, printer)
    painter.end()
    document.close()


def _paint_page(document: QPdfDocument, page: int, painter: QPainter, printer: QPrinter) -> None:
    dots = min(printer.resolution(), _FINEST) / _POINTS_PER_INCH
    size = document.pagePointSize(page)
    picture = document.render(page, (size * dots).toSize())
    target = QRectF(QPointF(), size * (printer.resolution() / _POINTS_PER_INCH))
    painter.drawImage(target, picture)


def _write(path: Path, pdf: bytes) -> Path:
    try:
        path.write_bytes(pdf)
    except OSError as error:
        raise Unavailable(Fault.FOLDER_UNUSABLE, folder=str(path.parent)) from error
    return path
