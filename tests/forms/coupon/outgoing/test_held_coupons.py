from dataclasses import replace
from uuid import uuid4

from backoffice.keying.entry import Entry
from forms.coupon.outgoing.held_coupons import HeldCoupons, RefusedCoupon
from tests.backoffice.keying.cases import dossier


def entry(reference: str, batch_id: int = 1) -> Entry:
    return Entry(uuid4(), batch_id, reference, None, "", None, "", ())


def test_refused_coupons_come_first_the_oldest_first_then_the_one_set_aside() -> None:
    held = HeldCoupons()
    aside, first, second = (
        entry("aside"),
        RefusedCoupon(entry("first"), KeyError()),
        RefusedCoupon(entry("second"), KeyError()),
    )
    held.set_aside(aside, behind=False)
    held.refuse(first)
    held.refuse(second)

    assert held.refused_in(1) == 2
    assert [held.take(1) for _ in range(4)] == [first, second, aside, None]
    assert held.refused_in(1) == 0


def test_those_set_aside_come_back_the_newest_first_and_change_places_with_the_present_one() -> None:
    held = HeldCoupons()
    for reference in ("first", "second", "third"):
        held.set_aside(entry(reference), behind=False)

    seen = []
    present = entry("present")
    for _ in range(4):
        taken = held.take(1)
        assert isinstance(taken, Entry)
        held.set_aside(present, behind=True)
        present = taken
        seen.append(taken.reference)

    assert seen == ["third", "second", "first", "present"]


def test_each_batch_has_its_own() -> None:
    held = HeldCoupons()
    held.set_aside(aside := entry("aside", batch_id=2), behind=False)
    held.refuse(refused := RefusedCoupon(entry("refused", batch_id=3), KeyError()))

    assert held.next(1) is None
    assert held.next(2) == aside
    assert held.take(3) == refused
    assert [one.reference for one in held.refused_anywhere()] == []


def test_of_those_set_aside_a_client_s_own_comes_back_first() -> None:
    held = HeldCoupons()
    file = dossier()
    files = (replace(file, client=replace(file.client, id=at)) for at in range(2))
    marie, paul = (replace(entry(str(file.client.id)), dossier=file) for file in files)
    for each in (marie, paul):
        held.set_aside(each, behind=False)
    assert held.prefer(2, 0) is None
    assert held.prefer(1, 5) is None
    assert held.prefer(1, 0) == marie
    assert [held.take(1), held.take(1)] == [marie, paul]
