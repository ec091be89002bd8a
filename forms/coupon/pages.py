"""The pages of `CouponScreen`, one of them at a time, with the right-hand column beside, or below where room lacks."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from forms.kit.scroll import Scroll
from forms.kit.tokens import MARGIN, ROOM, scaled

_SIDE = 300
_SIDE_BY_SIDE_FROM = 960
"""Pixels at 100 %: the right-hand column, and the width from which there is room for it."""


class Body(Scroll):
    """Scrolls as a whole where the window is too small for the text."""

    def __init__(self, pages: Sequence[QWidget], side: Sequence[QWidget]) -> None:
        """Make it of its pages, the first of which is shown, and what stands in the right-hand column."""
        whole = QWidget()
        super().__init__(whole)
        self._pages = tuple(pages)
        self._side = _column(side)
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._columns.setContentsMargins(MARGIN, ROOM, MARGIN, ROOM)
        self._columns.setSpacing(ROOM)
        self._columns.addWidget(_column(pages), 1)
        self._columns.addWidget(self._side)
        if not side:
            self._side.hide()
        whole.setLayout(self._columns)
        self.show_page(self._pages[0])

    def show_page(self, page: QWidget) -> None:
        """Show one page instead of another."""
        for other in self._pages:
            other.setVisible(other is page)
        self.ensureVisible(0, 0)

    def is_in_front(self, page: QWidget) -> bool:
        """Whether it is this page that is shown."""
        return not page.isHidden()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._fit()

    def _fit(self) -> None:
        beside = self.width() >= scaled(_SIDE_BY_SIDE_FROM)
        direction = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        self._columns.setDirection(direction)
        if beside:
            self._side.setFixedWidth(scaled(_SIDE))
        else:
            self._side.setMinimumWidth(0)
            self._side.setMaximumWidth(self.maximumWidth())


def _column(widgets: Sequence[QWidget]) -> QWidget:
    whole = QWidget()
    column = QVBoxLayout(whole)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(ROOM)
    for widget in widgets:
        column.addWidget(widget)
    column.setStretch(0, 1)
    return whole
