"""Widgets one after the other, on as many lines as it takes."""

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from forms.kit.tokens import GAP, SPACE


class Flow(QWidget):
    """Places its widgets like the words of a text, each in the middle of its line."""

    def __init__(self) -> None:
        super().__init__()
        self._widgets: list[QWidget] = []
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def add(self, widget: QWidget) -> None:
        """Put a widget at the end."""
        widget.setParent(self)
        self._widgets.append(widget)
        self._renew()

    def remove(self, widget: QWidget) -> None:
        """Take a widget out; it is hidden."""
        widget.hide()
        self._widgets.remove(widget)
        self._renew()

    @override
    def heightForWidth(self, width: int) -> int:
        high = [_high(line) for line in self._lines(width)]
        return sum(high) + GAP * max(len(high) - 1, 0)

    @override
    def sizeHint(self) -> QSize:
        wide = sum(_size(widget).width() + SPACE for widget in self._shown())
        return QSize(max(wide - SPACE, 0), self.heightForWidth(wide))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(max((_size(widget).width() for widget in self._shown()), default=0), 0)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._renew()  # nothing tells of a widget that was shown or hidden while all of them were out of sight

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:  # one of the widgets is larger, or shown, or hidden
            self._renew()
        return super().event(event)

    def _renew(self) -> None:
        self.updateGeometry()
        self._place()

    def _place(self) -> None:
        top = 0
        for line in self._lines(self.width()):
            left, high = 0, _high(line)
            for widget in line:
                size = _size(widget)
                widget.setGeometry(left, top + (high - size.height()) // 2, size.width(), size.height())
                left += size.width() + SPACE
            top += high + GAP

    def _lines(self, width: int) -> list[list[QWidget]]:
        lines: list[list[QWidget]] = []
        left = 0
        for widget in self._shown():
            wide = _size(widget).width()
            if not lines or left + wide > width:
                lines.append([])
                left = 0
            lines[-1].append(widget)
            left += wide + SPACE
        return lines

    def _shown(self) -> list[QWidget]:
        return [widget for widget in self._widgets if not widget.isHidden()]


def _high(line: list[QWidget]) -> int:
    return max(_size(widget).height() for widget in line)


def _size(widget: QWidget) -> QSize:
    return widget.sizeHint().expandedTo(widget.minimumSize())
