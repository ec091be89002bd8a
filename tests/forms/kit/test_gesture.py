"""The one way in which screens make gestures: promise 1, as far as it is theirs."""

from collections.abc import Callable, Iterator
from typing import Any, TypeVar
from uuid import UUID

import pytest
from PySide6.QtCore import QCoreApplication, QObject
from typing_extensions import override

from backoffice.domain.errors import Broken, Fault, RuleBroken, Unavailable
from forms.kit.gesture import Gesture
from forms.kit.tasks import TaskRunner

T = TypeVar("T")
REFUSED = RuleBroken(Broken.TEXT_UNUSABLE)
LOST = Unavailable(Fault.DATABASE_UNREACHABLE)


class Slow(TaskRunner):
    """Does what it is given when it is told to."""

    def __init__(self) -> None:
        super().__init__()
        self.given: list[tuple[Callable[[], Any], Callable[[Any], None], Callable[[Exception], None]]] = []

    @override
    def run(
        self, work: Callable[[], T], done: Callable[[T], None], failed: Callable[[Exception], None], owner: QObject
    ) -> None:
        self.given.append((work, done, failed))

    def answer(self, error: Exception | None = None, *, at: int = 0) -> None:
        """Do one piece of work, and lose or refuse it where there is an error."""
        work, done, failed = self.given.pop(at)
        result = work()
        if error is None:
            done(result)
        else:
            failed(error)


class Form:
    """Sends, and notes under which keys."""

    def __init__(self) -> None:
        self.runner, self.owner = Slow(), QObject()
        self.gesture = Gesture(self.runner, self.owner)
        self.keys: list[UUID] = []
        self.said: list[object] = []

    def send(self, about: str | None = None) -> None:
        self.gesture.send(self.record, self.said.append, self.said.append, about)

    def record(self, key: UUID) -> str:
        self.keys.append(key)
        return "recorded"


@pytest.fixture
def form(qapp: QCoreApplication) -> Iterator[Form]:
    assert qapp is QCoreApplication.instance()
    made = Form()
    yield made
    made.runner.close()


def test_what_is_pressed_while_it_is_on_its_way_sends_nothing(form: Form) -> None:
    for _ in range(3):
        form.send()
    assert form.gesture.is_sending
    form.runner.answer()
    assert (len(form.keys), form.said, form.runner.given) == (1, ["recorded"], [])
    assert not form.gesture.is_sending


def test_after_an_answer_the_next_is_another_gesture(form: Form) -> None:
    for _ in range(2):
        form.send()
        form.runner.answer()
    assert len(set(form.keys)) == 2


def test_in_the_answer_the_next_can_be_sent(form: Form) -> None:
    form.gesture.send(form.record, lambda _: form.send(), form.said.append)
    form.runner.answer()
    form.runner.answer()
    assert len(set(form.keys)) == 2


@pytest.mark.parametrize("lost", [LOST, ValueError("a bug")])
def test_after_a_lost_answer_it_is_the_same_gesture_until_there_is_one(form: Form, lost: Exception) -> None:
    for error in (lost, lost, None, None):
        form.send()
        form.runner.answer(error)
    first, second, third, fourth = form.keys
    assert first == second == third != fourth
    assert form.said == [lost, lost, "recorded", "recorded"]


def test_put_right_after_a_refusal_it_is_another_gesture(form: Form) -> None:
    for error in (REFUSED, None):
        form.send()
        form.runner.answer(error)
    assert len(set(form.keys)) == 2


def test_another_form_is_another_gesture_even_after_a_lost_answer(form: Form) -> None:
    form.send()
    form.runner.answer(LOST)
    form.gesture.renew()
    form.send()
    form.runner.answer()
    assert len(set(form.keys)) == 2


def test_a_form_that_is_left_while_it_is_on_its_way_leaves_no_key_behind(form: Form) -> None:
    form.send()
    form.gesture.renew()
    form.send()
    form.runner.answer(LOST)
    assert form.runner.given == []
    form.send()
    form.runner.answer(LOST)
    form.send()
    form.runner.answer()
    left, mine, again = form.keys
    assert left != mine == again


def test_each_line_of_a_list_has_its_own(form: Form) -> None:
    form.send("a")
    form.runner.answer(LOST)
    assert (form.gesture.has_lost("a"), form.gesture.has_lost("b"), form.gesture.has_lost()) == (True, False, False)
    form.send("b")
    form.send("a")
    assert (form.gesture.has_sent("a"), form.gesture.has_sent("c"), form.gesture.has_lost("a")) == (True, False, False)
    form.runner.answer(at=1)
    assert (form.gesture.has_sent("a"), form.gesture.is_sending) == (False, True)
    form.runner.answer()
    first, again, other = form.keys
    assert first == again != other
    assert not form.gesture.is_sending
