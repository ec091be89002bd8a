"""What follows from a message: in whatever order, however often, late or contradicted (A-02 to A-04)."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backoffice.domain.cancellation import (
    ErpAnswer,
    ErpStatus,
    FoundLine,
    Known,
    MessageReading,
    PaymentStatus,
    RequestState,
    StatusMessage,
    decided,
    judge,
    pause,
    read,
    status_of,
)
from backoffice.domain.money import Money

_AMOUNT = Money(10_00)
_LINES = ("a", "b", "c")


def _message(line: str, answer: ErpAnswer, number: int = 1) -> StatusMessage:
    return StatusMessage(f"{line}{answer}{number}", f"request of {line}", line, answer, _AMOUNT)


@dataclass
class _Books:
    """The least books there can be: an inbox, the state of each line's request, and reversals."""

    seen: set[str] = field(default_factory=set)
    states: dict[str, RequestState] = field(default_factory=lambda: dict.fromkeys(_LINES, RequestState.SENT))
    reversals: Counter[str] = field(default_factory=Counter)
    quarantined: int = 0

    @property
    def status(self) -> PaymentStatus:
        return status_of([self.reversals[line] > 0 for line in _LINES])

    def take(self, message: StatusMessage) -> None:
        if message.id in self.seen:
            return
        self.seen.add(message.id)
        reading, state = judge(Known(message.line, _AMOUNT, self.states[message.line]), message)
        self.quarantined += reading is MessageReading.QUARANTINED
        if reading is MessageReading.APPLIED and state is not None:
            self.states[message.line] = state
            self.reversals[message.line] += state is RequestState.CANCELLED

    def copy(self) -> "_Books":
        return _Books(set(self.seen), dict(self.states), self.reversals.copy(), self.quarantined)


def _walks(books: _Books, left: Counter[StatusMessage]) -> Iterator[_Books]:
    """The books after every order in which what is left can come; checks them on the way."""
    if not left:
        yield books
    for message in list(left):
        after = books.copy()
        after.take(message)
        _holds_after(books, message, after)
        yield from _walks(after, left - Counter([message]))


def _holds_after(before: _Books, message: StatusMessage, after: _Books) -> None:
    fell = [line for line in _LINES if before.states[line] is RequestState.CANCELLED is not after.states[line]]
    assert not fell, "a state only rises"
    cancelled = sum(state is RequestState.CANCELLED for state in after.states.values())
    wanted = {0: PaymentStatus.PROCESSED, len(_LINES): PaymentStatus.CANCELLED}
    assert after.status is wanted.get(cancelled, PaymentStatus.PARTLY_CANCELLED)
    if message.id in before.seen:
        assert after.states == before.states


def test_every_order_of_three_messages_for_each_of_three_lines_ends_alike() -> None:
    """Each line is pending once, and cancelled in a message that comes twice: 9! / 2!³ orders."""
    left = Counter(
        [
            _message(line, answer)
            for line in _LINES
            for answer in (ErpAnswer.PENDING, ErpAnswer.CANCELLED, ErpAnswer.CANCELLED)
        ]
    )
    ends = 0
    for books in _walks(_Books(), left):
        ends += 1
        assert books.status is PaymentStatus.CANCELLED
        assert books.reversals == dict.fromkeys(_LINES, 1)
        assert books.quarantined == 0
    assert ends == 45_360


def test_two_messages_that_say_the_same_are_one() -> None:
    """Not the same message twice, but two: the second one changes nothing."""
    left = Counter([_message(line, ErpAnswer.CANCELLED, number) for line in _LINES for number in (1, 2)])
    for books in _walks(_Books(), left):
        assert books.reversals == dict.fromkeys(_LINES, 1)
        assert books.quarantined == 0


def test_a_contradiction_is_for_a_person_whichever_came_first() -> None:
    left = Counter([_message("a", answer) for answer in (ErpAnswer.PENDING, ErpAnswer.REFUSED, ErpAnswer.CANCELLED)])
    ends = list(_walks(_Books(), left))

    assert len(ends) == 6
    assert {books.states["a"] for books in ends} == {RequestState.REFUSED, RequestState.CANCELLED}
    assert all(books.quarantined == 1 for books in ends)


@given(state=st.sampled_from(RequestState), answer=st.sampled_from(ErpAnswer))
def test_what_is_final_stays_and_only_an_applied_message_moves(state: RequestState, answer: ErpAnswer) -> None:
    reading, after = read(state, answer)

    assert (after is state) == (reading is not MessageReading.APPLIED)
    assert state.waits or after is state
    assert after.waits or answer in (ErpAnswer.REFUSED, ErpAnswer.CANCELLED) or after is state


@pytest.mark.parametrize("state", RequestState)
def test_what_cannot_be_read_moves_nothing(state: RequestState) -> None:
    assert read(state, ErpAnswer.UNREADABLE) == (MessageReading.QUARANTINED, state)


@pytest.mark.parametrize(
    ("line", "amount"),
    [("b", _AMOUNT), ("a", Money(10_01)), ("a", Money(-10_00))],
    ids=["another line", "a cent more", "the other sign"],
)
def test_what_speaks_of_something_else_is_not_believed(line: str, amount: Money) -> None:
    known = Known("a", _AMOUNT, RequestState.SENT)
    message = StatusMessage("1", "request of a", line, ErpAnswer.CANCELLED, amount)

    assert judge(known, message) == (MessageReading.QUARANTINED, RequestState.SENT)


def test_an_amount_need_not_be_said() -> None:
    message = StatusMessage("1", "request of a", "a", ErpAnswer.CANCELLED)

    assert judge(Known("a", _AMOUNT, RequestState.SENT), message) == (MessageReading.APPLIED, RequestState.CANCELLED)


def test_what_answers_no_request_is_kept_for_a_person() -> None:
    assert judge(None, _message("a", ErpAnswer.CANCELLED)) == (MessageReading.QUARANTINED, None)


@pytest.mark.parametrize(
    ("statuses", "verdict"),
    [
        ("PP", True),
        ("PC", True),
        ("CC", True),
        ("PB", None),
        ("P", None),
        ("PU", False),
        ("PL", False),
        ("LB", False),
        ("U", False),
    ],
)
def test_a_payment_is_cancelled_by_the_present_status_of_all_its_lines(statuses: str, *, verdict: bool | None) -> None:
    """P processed, C cancelled, B busy, L closed, U unknown; a line that nothing is said of is not known yet."""
    letters = {
        "P": ErpStatus.PROCESSED,
        "C": ErpStatus.CANCELLED,
        "B": ErpStatus.BUSY,
        "L": ErpStatus.CLOSED,
        "U": ErpStatus.UNKNOWN,
    }
    found = {line: FoundLine(letters[letter]) for line, letter in zip(_LINES, statuses, strict=False)}

    assert decided(found, _LINES[:2]) is verdict


def test_the_pause_grows_and_never_stops_growing_the_wait() -> None:
    pauses = [pause(times) for times in range(12)]

    assert pauses[0] == timedelta()
    assert pauses[1] == timedelta(minutes=1)
    assert pauses == sorted(pauses)
    assert pauses[-1] == timedelta(hours=12)
