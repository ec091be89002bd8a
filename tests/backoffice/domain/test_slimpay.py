from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backoffice.domain.slimpay import (
    OrderState,
    SlimpayMandate,
    SlimpayMandateState,
    SlimpayOrder,
    read_order_state,
)


@pytest.mark.parametrize(
    ("said", "state"),
    [
        ("open.not_running.not_started", OrderState.OPEN),
        ("open.running", OrderState.OPEN),
        ("open.not_running.suspended.awaiting_input", OrderState.OPEN),
        ("closed.completed", OrderState.COMPLETED),
        ("closed.aborted", OrderState.ABORTED),
        ("closed.aborted.aborted_byclient", OrderState.ABORTED_BY_CLIENT),
        ("closed.aborted.abortedbyclient", OrderState.ABORTED_BY_CLIENT),
        ("closed.aborted.aborted_byserver", OrderState.ABORTED_BY_SERVER),
        ("closed", OrderState.ABORTED),
        ("closed.lost", OrderState.ABORTED),
        ("closed.completed_not", OrderState.ABORTED),
        ("closedness", OrderState.OPEN),
        ("suspended", OrderState.OPEN),
        ("", OrderState.OPEN),
    ],
)
def test_states_are_read_by_their_beginning(said: str, state: OrderState) -> None:
    assert read_order_state(said) is state
    assert state.is_final is (state is not OrderState.OPEN)


@given(
    st.sampled_from(
        ["open.running", "closed.completed", "closed.aborted.aborted_byclient", "closed.aborted.aborted_byserver"]
    ),
    st.lists(st.from_regex("[a-z_]{1,12}", fullmatch=True), max_size=3),
)
def test_further_words_change_nothing(said: str, further: list[str]) -> None:
    assert read_order_state(".".join([said, *further])) is read_order_state(said)


@given(st.text())
def test_nothing_but_closed_is_final(said: str) -> None:
    assert not read_order_state(said).is_final or said.startswith("closed")


def test_neither_the_page_nor_the_iban_is_shown() -> None:
    mandate = SlimpayMandate("R-1", SlimpayMandateState.ACTIVE, date(2024, 3, 4), "FR7630006000011234567890189")
    order = SlimpayOrder("A-1", OrderState.OPEN, "https://checkout.example/userApproval?accessCode=sp1")

    assert "30006" not in repr(mandate)
    assert "sp1" not in repr(order)
