import copy
import gc
import pickle
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from backoffice.domain.secret_digits import CAPACITY, SecretDigits
from tests.cards import VISA, secret


def cells(number: SecretDigits) -> bytearray:
    """The object that the digits are in, as the garbage collector sees it."""
    (held,) = (part for part in gc.get_referents(number) if isinstance(part, bytearray))
    return held


class Typing(RuleBasedStateMachine):
    """What is typed and taken out again, against a plain list."""

    def __init__(self) -> None:
        super().__init__()
        self.number = SecretDigits()
        self.expected: list[int] = []

    @precondition(lambda self: len(self.expected) < CAPACITY)
    @rule(data=st.data(), digit=st.integers(0, 9))
    def insert(self, data: st.DataObject, digit: int) -> None:
        place = data.draw(st.integers(0, len(self.expected)))
        self.number.insert(place, digit)
        self.expected.insert(place, digit)

    @precondition(lambda self: self.expected)
    @rule(data=st.data())
    def remove(self, data: st.DataObject) -> None:
        place = data.draw(st.integers(0, len(self.expected) - 1))
        self.number.remove(place)
        del self.expected[place]

    @rule()
    def wipe(self) -> None:
        self.number.wipe()
        self.expected.clear()

    @invariant()
    def holds_what_was_typed_and_nothing_behind_it(self) -> None:
        assert list(self.number) == self.expected
        assert bytes(cells(self.number)) == "".join(map(str, self.expected)).encode().ljust(CAPACITY, b"\0")


TestTyping = Typing.TestCase


def test_the_cells_never_move() -> None:
    number = SecretDigits()
    held = cells(number)
    for _ in range(CAPACITY):
        number.insert(0, 7)

    assert cells(number) is held
    assert len(held) == CAPACITY


@pytest.mark.parametrize(("place", "digit"), [(-1, 1), (3, 1), (0, 10), (0, -1)])
def test_what_is_no_digit_or_has_no_place_changes_nothing(place: int, digit: int) -> None:
    number = secret("12")

    with pytest.raises(ValueError, match="no room"):
        number.insert(place, digit)

    assert list(number) == [1, 2]


def test_a_full_number_takes_no_more_and_an_empty_one_gives_none() -> None:
    full = secret("1" * CAPACITY)

    with pytest.raises(ValueError, match="no room"):
        full.insert(0, 2)
    with pytest.raises(ValueError, match="no such place"):
        SecretDigits().remove(0)

    assert list(full) == [1] * CAPACITY


@given(st.from_regex(r"[0-9]{0,19}", fullmatch=True), st.from_regex(r"[0-9]{0,19}", fullmatch=True))
def test_pouring_moves_the_digits_over_what_was_there(digits: str, before: str) -> None:
    number, other = secret(digits), secret(before)
    number.pour_into(other)

    assert b"".join(other.signs()).decode() == digits
    assert not any(cells(number))
    assert len(number) == 0


def test_leaving_wipes_even_with_an_exception() -> None:
    with pytest.raises(RuntimeError), secret(VISA) as number:
        raise RuntimeError

    assert not any(cells(number))


def test_being_dropped_wipes() -> None:
    number = secret(VISA)
    held = cells(number)
    del number

    assert not any(held)


def test_it_says_nothing_of_itself() -> None:
    number = secret(VISA)

    assert {repr(number), str(number), f"{number}", f"{number!r}"} == {"SecretDigits()"}
    assert not hasattr(number, "__dict__")
    assert number != secret(VISA)


@pytest.mark.parametrize("duplicate", [copy.copy, copy.deepcopy, pickle.dumps])
def test_it_is_neither_copied_nor_pickled(duplicate: Callable[[object], object]) -> None:
    with pytest.raises(TypeError, match="neither copied nor pickled"):
        duplicate(secret(VISA))
