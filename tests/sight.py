"""What can be seen of a window, and when."""

from collections.abc import Callable, Iterator
from time import monotonic
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QTableView, QWidget

Part = TypeVar("Part", bound=QWidget)

PATIENCE = 30.0
"""Seconds after which what was waited for will not come any more, however busy the machine is."""


class Sight:
    """Reads a window as somebody before it does: what is not in sight is not there."""

    def __init__(self, window: QWidget) -> None:
        self.window = window

    def until(self, holds: Callable[[], object], what: str = "what is waited for") -> None:
        """Wait until something holds; `what` says it when it never does."""
        end = monotonic() + PATIENCE
        while not holds():
            assert monotonic() < end, f"in vain for {what}; at « {self.place()} », in sight:\n{self.sight()}"
            QTest.qWait(5)

    def until_seen(self, words: str) -> None:
        """Wait until `words` can be read somewhere."""
        self.until(lambda: self.sees(words), f"« {words} »")

    def until_gone(self, words: str) -> None:
        """Wait until `words` cannot be read any more."""
        self.until(lambda: not self.sees(words), f"the end of « {words} »")

    def until_said(self, words: str) -> None:
        """Wait until `words` stand on a label, rather than in a line or a table."""
        self.until(lambda: any(words in said for said in self.chips()), f"« {words} » said")

    def until_allowed(self, words: str) -> None:
        """Wait until a button that says `words` can be pressed."""
        self.until(
            lambda: any(words in plain(each.text()) and each.isEnabled() for each in self.visible(QAbstractButton)),
            f"« {words} » allowed",
        )

    def until_rows(self) -> None:
        """Wait until a table in sight has rows."""
        self.until(lambda: any(table.model().rowCount() for table in self.visible(QTableView)), "rows in a table")

    def sees(self, words: str) -> bool:
        """Whether `words` can be read somewhere in the window."""
        return words in self.sight()

    def sight(self) -> str:
        """Everything that can be read in the window, line by line, with plain blanks."""
        return plain("\n".join(text for text in self._texts() if text))

    def chips(self) -> list[str]:
        """The words that stand alone on a label."""
        return [plain(label.text()) for label in self.visible(QLabel)]

    def line(self, name: str) -> QLineEdit:
        """The line in sight that is called `name`."""
        return self._one([line for line in self.visible(QLineEdit) if line.accessibleName() == name], name)

    def table(self, name: str) -> QTableView:
        """The table in sight that is called `name`."""
        return self._one([table for table in self.visible(QTableView) if table.accessibleName() == name], name)

    def has_table(self, name: str) -> bool:
        """Whether a table called `name` is in sight."""
        return any(table.accessibleName() == name for table in self.visible(QTableView))

    def button(self, words: str) -> QAbstractButton:
        """The button in sight whose words begin so."""
        found = [each for each in self.visible(QAbstractButton) if plain(each.text()).strip().startswith(words)]
        return self._one(found, words)

    def can_press(self, key: str) -> bool:
        """Whether the status line offers `key` just now."""
        return any(each.isEnabled() for each in self.visible(QAbstractButton) if each.text().startswith(f"{key} "))

    def is_struck(self, words: str) -> bool:
        """Whether `words` stand on a label and are struck through."""
        return any(plain(each.text()) == words and each.font().strikeOut() for each in self.visible(QLabel))

    def cells(self, name: str) -> list[dict[str, str]]:
        """What the table called `name` shows: for each row, the words of each column."""
        model = self.table(name).model()
        horizontal = Qt.Orientation.Horizontal
        heads = [str(model.headerData(at, horizontal) or "") for at in range(model.columnCount())]
        return [
            {head: plain(str(model.index(row, at).data() or "")) for at, head in enumerate(heads)}
            for row in range(model.rowCount())
        ]

    def paper(self) -> str:
        """What is written on the first page of the paper in sight."""
        return plain("\n".join(view.document().getAllText(0).text() for view in self.visible(QPdfView)))

    def focus(self) -> QWidget | None:
        """The widget that takes the keys."""
        focused = QApplication.focusWidget()
        return focused if focused is not None and focused.window() is self.window else None

    def place(self) -> str:
        """What the widget that takes the keys is, and what it is called."""
        focused = self.focus()
        return "" if focused is None else f"{type(focused).__name__} {plain(focused.accessibleName())}"

    def is_at(self, name: str) -> bool:
        """Whether the keys go to what is called `name`, or begins so."""
        focused = self.focus()
        return focused is not None and plain(focused.accessibleName()).startswith(name)

    def until_at(self, name: str) -> None:
        """Wait until the keys go to what is called `name`."""
        self.until(lambda: self.is_at(name), f"the focus at « {name} »")

    def visible(self, kind: type[Part]) -> list[Part]:
        """The parts of a kind that are in sight."""
        return [part for part in self.window.findChildren(kind) if part.isVisible()]

    def _one(self, found: list[Part], name: str) -> Part:
        assert len(found) == 1, f"{len(found)} called « {name} »; in sight:\n{self.sight()}"
        return found[0]

    def _texts(self) -> Iterator[str]:
        for part in self.visible(QWidget):
            if isinstance(part, QLabel | QAbstractButton):
                yield part.text()
            elif isinstance(part, QLineEdit):
                yield part.displayText()
            elif isinstance(part, QTableView):
                model = part.model()
                for row in range(model.rowCount()):
                    yield " | ".join(str(model.index(row, at).data() or "") for at in range(model.columnCount()))


def plain(text: str) -> str:
    """`text` with blanks that may break, as one types it."""
    return text.replace("\u00a0", " ").replace("\u202f", " ")
