"""What is ticked of the payments that wait, without a window."""

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from backoffice.domain.group import GroupMethod
from backoffice.domain.ledger import Member
from backoffice.domain.member_order import MemberPayment, MemberPaymentState
from backoffice.domain.money import Money, total
from forms.distributions.awaited_payments import AwaitedPayment, as_comings, differences, fitting, received
from forms.distributions.words import differences_told

AMOUNTS = st.integers(1, 10**9).map(Money)


def payment(at: int, expected: Money, number: str = "", member: Member | None = None) -> MemberPayment:
    return MemberPayment(
        id=at,
        member=member or Member(at, 1, str(at), f"ADHÉRENT {at}"),
        distribution_id=1,
        distribution_title="Marché",
        method=GroupMethod.CHEQUE,
        expected=expected,
        received=None,
        cheque_number=number,
        provider_id="",
        state=MemberPaymentState.WAITING,
        recorded_at=datetime(2024, 3, 4, tzinfo=UTC),
        operator="A. Morel",
    )


@given(st.lists(st.tuples(AMOUNTS, AMOUNTS, st.booleans())))
def test_the_differences_are_all_that_lies_between_what_was_announced_and_what_came(
    amounts: list[tuple[Money, Money, bool]],
) -> None:
    rows = [AwaitedPayment(payment(at, expected), came, ticked) for at, (expected, came, ticked) in enumerate(amounts)]
    ticked = [row for row in rows if row.ticked]

    over = total(each.over for each in differences(rows))
    assert over == total(each.amount for each in received(rows)) - total(row.payment.expected for row in ticked)
    assert [each.payment_id for each in received(rows)] == [row.payment.id for row in ticked]


@given(st.lists(AMOUNTS, min_size=1), st.data())
def test_a_list_that_is_read_anew_keeps_its_ticks(amounts: list[Money], data: st.DataObject) -> None:
    payments = [payment(at, expected) for at, expected in enumerate(amounts)]
    before = [row.receiving(Money(1)) if data.draw(st.booleans()) else row for row in as_comings(payments, ())]
    fewer = [each for each in payments if data.draw(st.booleans())]

    assert as_comings(fewer, before) == [row for row in before if row.payment in fewer]


def test_a_cheque_s_number_is_meant_as_a_whole_and_before_a_name() -> None:
    rows = as_comings(
        [
            payment(1, Money(1), "0000012", Member(1, 1, "7", "PETIT Jean")),
            payment(2, Money(1), "5508018", Member(2, 1, "12", "ROUX Anne")),
            payment(3, Money(1), "5508019", Member(3, 1, "120", "ROUX Éva")),
        ],
        (),
    )

    assert [row.payment.id for row in fitting(rows, "12")] == [1, 2], "a number that both can be"
    assert [row.payment.id for row in fitting(rows, "5508019")] == [3]
    assert [row.payment.id for row in fitting(rows, "55080")] == []
    assert [row.payment.id for row in fitting(rows, "roux")] == [2, 3]
    assert [row.payment.id for row in fitting(rows, "eva roux")] == [3]
    assert fitting(rows, "") == fitting(rows, "-") == []


def test_many_differences_are_told_as_far_as_there_is_room() -> None:
    rows = [AwaitedPayment(payment(at, Money(10_00)), Money(9_00), ticked=True) for at in range(8)]

    told = differences_told(differences(rows)).splitlines()

    assert len(told) == 7
    assert told[0] == "0 · ADHÉRENT 0 : annoncé 10,00\u00a0€, reçu 9,00\u00a0€ (−1,00)"
    assert told[-1] == "et 2 autres"
