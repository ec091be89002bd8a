"""The office over a wire that refuses and loses, and the hand that works the forms."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TypeVar
from uuid import UUID

from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from typing_extensions import override

from backoffice.domain.errors import Broken, Fault, RuleBroken, Unavailable
from backoffice.storage.database import Database, Transaction
from tests.forms.screen_window import Bench
from tests.office import OfficeGestures

T = TypeVar("T")


REFUSED = RuleBroken(Broken.TEXT_UNUSABLE)
LOST = Unavailable(Fault.DATABASE_UNREACHABLE)


class Wire(Database):
    """A database that may refuse the next gesture, or lose the answer to it.

    Attributes:
        keys: those under which gestures were sent, in order; whoever watches `Office.once` adds them.
        refuses: the next gesture is refused.
        loses: the next gesture is recorded, and its answer lost.
    """

    def __init__(self, url: str) -> None:
        super().__init__(url)
        self.keys: list[UUID] = []
        self.refuses = self.loses = False

    @override
    def write(self, work: Callable[[Transaction], T]) -> T:
        before = len(self.keys)

        def watched(tx: Transaction) -> T:
            answer = work(tx)
            if self.refuses and len(self.keys) > before:
                self.refuses = False
                raise REFUSED
            return answer

        answer = super().write(watched)
        if self.loses and len(self.keys) > before:
            self.loses = False
            raise LOST
        return answer


@dataclass
class World:
    """An office over a wire, and a window.

    Attributes:
        put_right: what the operator does after a refusal.
    """

    wire: Wire
    bench: Bench
    qtbot: QtBot
    folder: Path
    put_right: Callable[[], None] = lambda: None

    @cached_property
    def office(self) -> OfficeGestures:
        """The office with its people, for whoever wants it."""
        return OfficeGestures(self.wire)

    def settle(self) -> None:
        """Wait until all the work given so far, and what its answers give, is done and answered."""
        for _ in range(4):
            answered: list[None] = []
            self.bench.runner.run(lambda: None, answered.append, lambda _: None, self.bench)
            self.qtbot.waitUntil(lambda answered=answered: answered == [None])  # type: ignore[misc]

    def keep(self, widget: T) -> T:
        """Hold a widget until the end of the test, in the window and not shown."""
        assert isinstance(widget, QWidget)
        widget.setParent(self.bench)
        return widget


Press = Callable[[], None]
"""What the operator does, to be done twice over: it fills in what is lacking, and records."""


def fill(within: QWidget, name: str, text: str) -> None:
    """Put a text into the line called so."""
    found = [line for line in within.findChildren(QLineEdit) if line.accessibleName() == name]
    in_sight = [line for line in found if line.isVisible()] or found
    assert len(in_sight) == 1, f"{len(in_sight)} lines are called {name}"
    in_sight[0].setText(text)


def push(within: QWidget, words: str) -> None:
    """Click the button that says so, where it can be."""
    found = [made for made in within.findChildren(QPushButton) if made.text().strip() == words]
    in_sight = [made for made in found if made.isVisible()] or found
    assert len(in_sight) == 1, f"{len(in_sight)} buttons say {words}"
    in_sight[0].click()
