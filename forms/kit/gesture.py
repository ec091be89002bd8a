"""How every screen makes a gesture that is recorded: once, whatever is pressed meanwhile."""

from collections.abc import Callable, Hashable
from typing import TypeVar
from uuid import UUID, uuid4

from PySide6.QtCore import QObject

from backoffice.domain.errors import RuleBroken
from forms.kit.tasks import TaskRunner

T = TypeVar("T")


class Gesture:
    """The gestures of one form, or of one after the other: each under a key of its own until it is answered.

    While one is on its way, nothing sends it again. What comes back says whose the key is from then on:

    - recorded: the next is another gesture, with another key;
    - refused: nothing is recorded under the key, and the form put right is another gesture, with another key. Under
      the same one a gateway that has kept what it was asked, refused or not, would take it for a key used twice;
    - lost, which is all the rest: it may be recorded, and the same form has the same key again, which gives the first
      answer. One that was changed meanwhile is refused where the first was recorded: the operator is told so.

    A form that may be left and begun anew while it is on its way is another `Gesture`.
    """

    def __init__(self, runner: TaskRunner, owner: QObject) -> None:
        """Make it; there is no answer once `owner` is gone."""
        self._runner = runner
        self._owner = owner
        self._keys: dict[Hashable, UUID] = {}
        self._under_way: set[Hashable] = set()
        self._left: set[Hashable] = set()

    @property
    def is_sending(self) -> bool:
        """Whether anything is on its way."""
        return bool(self._under_way)

    def has_sent(self, about: Hashable = None) -> bool:
        """Whether what is `about` this is on its way."""
        return about in self._under_way

    def has_lost(self, about: Hashable = None) -> bool:
        """Whether the answer to what is `about` this was lost: it may be recorded."""
        return about in self._keys and about not in self._under_way

    def renew(self) -> None:
        """What is shown from now on is another form; what is on its way keeps its key until it comes back."""
        self._left = set(self._under_way)
        self._keys = {about: key for about, key in self._keys.items() if about in self._under_way}

    def send(
        self,
        work: Callable[[UUID], T],
        done: Callable[[T], None],
        refused: Callable[[Exception], None],
        about: Hashable = None,
    ) -> None:
        """Do `work` under the form's key; nothing while it is being done already.

        What is `about` one line of a list, or one of several things a form does, has a key apart from the others'.
        """
        if about in self._under_way:
            return
        self._under_way.add(about)
        key = self._keys.setdefault(about, uuid4())

        def answered(answer: T) -> None:
            self._end(about, is_known=True)
            done(answer)

        def failed(error: Exception) -> None:
            self._end(about, is_known=isinstance(error, RuleBroken))
            refused(error)

        self._runner.run(lambda: work(key), answered, failed, self._owner)

    def _end(self, about: Hashable, *, is_known: bool) -> None:
        self._under_way.remove(about)
        if is_known or about in self._left:
            del self._keys[about]
        self._left.discard(about)
