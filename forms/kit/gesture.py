"""How a gesture is made: once, whatever is pressed meanwhile."""

from collections.abc import Callable
from typing import TypeVar
from uuid import UUID, uuid4

from PySide6.QtCore import QObject

from backoffice.domain.errors import RuleBroken
from forms.kit.tasks import TaskRunner

T = TypeVar("T")


class Gesture:
    """One form after the other, each under a key of its own; after a lost answer, again under the same key."""

    def __init__(self, runner: TaskRunner, owner: QObject) -> None:
        self._runner = runner
        self._owner = owner
        self._key = uuid4()
        self.is_sending = False

    def renew(self) -> None:
        """What is shown from now on is another form."""
        if not self.is_sending:
            self._key = uuid4()

    def send(self, work: Callable[[UUID], T], done: Callable[[T], None], refused: Callable[[Exception], None]) -> None:
        """Do `work` under the form's key; nothing while it is being done already."""
        if self.is_sending:
            return
        self.is_sending = True
        key = self._key

        def answered(answer: T) -> None:
            self.is_sending = False
            self._key = uuid4()
            done(answer)

        def failed(error: Exception) -> None:
            self.is_sending = False
            if isinstance(error, RuleBroken):  # nothing was recorded
                self._key = uuid4()
            refused(error)

        self._runner.run(lambda: work(key), answered, failed, self._owner)
