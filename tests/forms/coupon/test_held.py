from uuid import uuid4

from forms.coupon.entry import Entry
from forms.coupon.held import Held, Refused


def entry(reference: str, batch_id: int = 1) -> Entry:
    return Entry(uuid4(), batch_id, reference, None, "", None, "", ())


def test_refused_coupons_come_first_the_oldest_first_then_the_one_set_aside() -> None:
    held = Held()
    aside, first, second = entry("aside"), Refused(entry("first"), KeyError()), Refused(entry("second"), KeyError())
    held.set_aside(aside)
    held.refuse(first)
    held.refuse(second)

    assert held.refused_in(1) == 2
    assert [held.take(1) for _ in range(4)] == [first, second, aside, None]
    assert held.refused_in(1) == 0


def test_one_coupon_is_set_aside_the_newest() -> None:
    held = Held()
    held.set_aside(entry("before"))
    held.set_aside(after := entry("after"))

    assert held.take(1) == after
    assert held.take(1) is None


def test_each_batch_has_its_own() -> None:
    held = Held()
    held.set_aside(aside := entry("aside", batch_id=2))
    held.refuse(refused := Refused(entry("refused", batch_id=3), KeyError()))

    assert held.next(1) is None
    assert held.next(2) == aside
    assert held.take(3) == refused
    assert [one.reference for one in held.refused_anywhere()] == []
