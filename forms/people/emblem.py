"""The frame of the pages before login: the program's mark and name, and everything in the middle."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from forms.kit.labels import Words
from forms.kit.tokens import MARGIN, ROOM, Tone, scaled
from resources.paths import icon_file

_MARK = 44


def lay_out_in_the_middle(page: QWidget, workstation: str, *parts: QWidget) -> None:
    """Put the mark, *Liasse*, the workstation's name and the parts one under the other."""
    whole = QVBoxLayout(page)
    whole.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
    whole.setSpacing(MARGIN)
    whole.addStretch(2)
    for part in (_emblem(f"Poste {workstation}"), *parts):
        line = QHBoxLayout()  # an alignment instead would cut off sentences that wrap
        line.addStretch(1)
        line.addWidget(part)
        line.addStretch(1)
        whole.addLayout(line)
    whole.addStretch(3)


def _emblem(words: str) -> QWidget:
    mark = QLabel()
    side = scaled(_MARK)
    mark.setPixmap(QIcon(str(icon_file("liasse"))).pixmap(QSize(side, side), mark.devicePixelRatio()))
    text = QVBoxLayout()
    text.setSpacing(0)
    text.addWidget(Words("Liasse", "title"))
    text.addWidget(Words(words, tone=Tone.MUTED))
    whole = QWidget()
    line = QHBoxLayout(whole)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(ROOM)
    line.addWidget(mark)
    line.addLayout(text)
    return whole
