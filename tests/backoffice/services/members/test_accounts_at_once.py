"""Several workstations at the same accounts at the same moment: nothing is spent, confirmed or opened twice."""

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from backoffice.domain.errors import Broken, RuleBroken
from backoffice.domain.group import GroupMethod
from backoffice.storage.database import Database
from tests.members import Coop
from tests.office import OfficeGestures

_AT_ONCE = 4


@pytest.fixture
def desk(database: Database) -> OfficeGestures:
    return OfficeGestures(database)


def _answers(gesture: Callable[[], object]) -> Counter[Broken | None]:
    """What so many hands hear who make the same gesture together, each with a key of their own."""
    ready = Barrier(_AT_ONCE)

    def make(_: int) -> Broken | None:
        ready.wait()
        try:
            gesture()
        except RuleBroken as refusal:
            return refusal.code
        return None

    with ThreadPoolExecutor(_AT_ONCE) as hands:
        return Counter(hands.map(make, range(_AT_ONCE)))


def test_a_cagnotte_is_not_spent_twice(desk: OfficeGestures) -> None:
    coop = Coop(desk, methods=(GroupMethod.CAGNOTTE,))
    member, distribution = coop.member(), coop.distribution()
    coop.open(member, 25_00)

    answers = _answers(lambda: coop.order(distribution, member, 10_00))

    assert answers == {None: 2, Broken.CAGNOTTE_SHORT: _AT_ONCE - 2}
    assert coop.figures(member) == (5_00, 0)


def test_a_distribution_is_validated_once(desk: OfficeGestures) -> None:
    coop = Coop(desk)
    member, distribution = coop.member(), coop.distribution()
    payment = coop.pay(distribution, member, 10_00)

    answers = _answers(lambda: coop.validate(distribution, payment))

    assert answers == {None: 1, Broken.DISTRIBUTION_VALIDATED: _AT_ONCE - 1}
    assert coop.figures(member) == (10_00, 0)
    assert desk.checking.run() == ()


def test_an_account_is_opened_once(desk: OfficeGestures) -> None:
    coop = Coop(desk)
    member = coop.member()

    answers = _answers(lambda: coop.open(member, 10_00))

    assert answers == {None: 1, Broken.OPENING_TAKEN: _AT_ONCE - 1}
    assert coop.figures(member) == (10_00, 0)


def test_orders_of_many_members_all_count(desk: OfficeGestures) -> None:
    coop = Coop(desk)
    member, distribution = coop.member(), coop.distribution()

    assert _answers(lambda: coop.order(distribution, member, 1_00)) == {None: _AT_ONCE}
    assert coop.figures(member) == (-_AT_ONCE * 1_00, 0)
    assert desk.checking.run() == ()
