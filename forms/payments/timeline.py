"""The timelines of a payment's lines, painted small: dots on a line, the step's word and its moment under each."""

from collections.abc import Sequence

from PySide6.QtCore import QLineF, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from backoffice.french.figures import hour, moment
from forms.kit.icons import Icon, draw
from forms.kit.tokens import GAP, ROOM, SPACE, Tone, colours, scaled
from forms.payments.line_timelines import LineTimeline, TimelineStep

_SHAPES = {Tone.OK: Icon.CHECK, Tone.ERROR: Icon.CLOSE}
"""What a dot bears, so that its colour is not all that tells."""
_DOT = 15
_LABEL = 104
_STEP, _LEAST = 124, 88
_THIN, _HAIR = 2.0, 1.5
_SMALL = 0.92
_WIDEST = 1.2


class Timelines(QWidget):
    """One timeline under the other."""

    def __init__(self) -> None:
        super().__init__()
        self._shown: tuple[LineTimeline, ...] = ()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(GAP)
        self.hide()

    def show_courses(self, courses: Sequence[LineTimeline]) -> None:
        """Show these timelines; without one there is nothing to see."""
        if tuple(courses) != self._shown:
            self._shown = tuple(courses)
            while (item := self._column.takeAt(0)) is not None:
                old = item.widget()
                if old is not None:
                    old.hide()
                    old.deleteLater()
            for course in courses:
                made = Timeline(course)
                self._column.addWidget(made)
                made.show()  # else Qt would show it in a later turn
        self.setVisible(bool(courses))


class Timeline(QWidget):
    """The timeline of one line; to a screen reader it is one sentence."""

    def __init__(self, course: LineTimeline) -> None:
        super().__init__()
        self._course = course
        self.setAccessibleName(course.spoken())
        self.setToolTip(course.spoken())
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @override
    def sizeHint(self) -> QSize:
        metrics = QFontMetricsF(self._small())
        lines = 3 if self._course.remark else 2
        height = scaled(_DOT) + GAP + lines * metrics.height()
        return QSize(scaled(_LABEL + _STEP * len(self._course.marks)), round(height) + GAP)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(scaled(_LABEL + _LEAST * len(self._course.marks)), self.sizeHint().height())

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        del event  # so small that it is painted whole
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_label(painter)
        places = self._places()
        self._paint_links(painter, places)
        for place, mark in zip(places, self._course.marks, strict=True):
            self._paint_dot(painter, place, mark)
        self._paint_words(painter, places)
        if self._course.remark:
            self._paint_remark(painter)
        painter.end()

    def _places(self) -> list[QPointF]:
        """The middle of each dot."""
        first, middle = scaled(_LABEL) + scaled(_DOT) / 2, scaled(_DOT) / 2
        step = self._step()
        return [QPointF(first + at * step, middle + 1) for at in range(len(self._course.marks))]

    def _step(self) -> float:
        """From one dot to the next."""
        return min(scaled(_STEP) * _WIDEST, (self.width() - scaled(_LABEL)) / len(self._course.marks))

    def _paint_label(self, painter: QPainter) -> None:
        strong, small = QFont(self.font()), self._small()
        strong.setWeight(QFont.Weight.DemiBold)
        width = scaled(_LABEL) - ROOM
        painter.setFont(strong)
        painter.setPen(QColor(colours().text))
        height = QFontMetricsF(strong).height()
        self._write(painter, self._course.label, QRectF(0, 0, width, height))
        painter.setFont(small)
        painter.setPen(QColor(colours().muted))
        self._write(painter, self._course.amount, QRectF(0, height, width, QFontMetricsF(small).height()))

    def _paint_links(self, painter: QPainter, places: Sequence[QPointF]) -> None:
        gap = scaled(_DOT) / 2 + GAP
        for before, place, mark in zip(places, places[1:], self._course.marks[1:], strict=False):
            ahead = mark.at is None
            pen = QPen(QColor(colours().border if ahead else colours().tone(mark.tone)), _HAIR if ahead else _THIN)
            pen.setStyle(Qt.PenStyle.DotLine if ahead else Qt.PenStyle.SolidLine)
            painter.setPen(pen)
            painter.drawLine(QLineF(before.x() + gap, before.y(), place.x() - gap, place.y()))

    def _paint_dot(self, painter: QPainter, place: QPointF, mark: TimelineStep) -> None:
        side = scaled(_DOT)
        dot = QRectF(place.x() - side / 2, place.y() - side / 2, side, side)
        if mark.at is None:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(colours().border), _HAIR))
            painter.drawEllipse(dot.adjusted(3, 3, -3, -3))
            return
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours().tone(mark.tone)))
        if mark.tone in _SHAPES:
            painter.drawEllipse(dot)
            draw(_SHAPES[mark.tone], painter, dot.adjusted(3, 3, -3, -3), colours().surface)
        else:
            painter.drawEllipse(dot.adjusted(3, 3, -3, -3))

    def _paint_words(self, painter: QPainter, places: Sequence[QPointF]) -> None:
        small = self._small()
        strong = QFont(small)
        strong.setWeight(QFont.Weight.DemiBold)
        height = QFontMetricsF(small).height()
        top = scaled(_DOT) + GAP
        for place, mark, told in zip(places, self._course.marks, self._moments(), strict=True):
            left = place.x() - scaled(_DOT) / 2
            room = self._step() - SPACE
            painter.setFont(small if mark.at is None else strong)
            painter.setPen(QColor(colours().tone(mark.tone)))
            self._write(painter, mark.words, QRectF(left, top, room, height))
            painter.setFont(small)
            painter.setPen(QColor(colours().muted))
            self._write(painter, told, QRectF(left, top + height, room, height))

    def _moments(self) -> list[str]:
        """When each step was taken: the day where it is another than the step before."""
        told, day = [], ""
        for mark in self._course.marks:
            if mark.at is None:
                told.append("")
                continue
            whole = moment(mark.at)
            told.append(hour(mark.at) if whole.startswith(day) and day else whole)
            day = whole.split(" ", maxsplit=1)[0]
        return told

    def _paint_remark(self, painter: QPainter) -> None:
        small = self._small()
        height = QFontMetricsF(small).height()
        refused = any(mark.tone is Tone.ERROR for mark in self._course.marks)
        painter.setFont(small)
        painter.setPen(QColor(colours().tone(Tone.ERROR if refused else Tone.WARNING)))
        left = scaled(_LABEL)
        self._write(
            painter,
            self._course.remark,
            QRectF(left, scaled(_DOT) + GAP + 2 * height, self.width() - left, height),
        )

    def _write(self, painter: QPainter, text: str, room: QRectF) -> None:
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, round(room.width()))
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)

    def _small(self) -> QFont:
        font = QFont(self.font())
        font.setPointSizeF(font.pointSizeF() * _SMALL)
        return font
