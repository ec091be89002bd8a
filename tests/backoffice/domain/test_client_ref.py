import pytest
from hypothesis import given
from hypothesis import strategies as st

from backoffice.domain.client_ref import ClientRef
from backoffice.domain.errors import Broken, RuleBroken

DURAND = ClientRef("J", 121, "52134466")

_refs = st.builds(
    ClientRef,
    st.sampled_from("ABCDEFGHIJKLMNOPQRSTUVWXYZ"),
    st.integers(1, 999),
    st.text("0123456789", min_size=1, max_size=10),
)


@pytest.mark.parametrize(
    "text",
    [
        "J 121 52134466",
        "j12152134466",
        " J121 52134466 ",
        "J 12152134466",
        "J-121-52134466",
        "j/121/52134466",
        "J.121.52134466",
        "*J12152134466*",
        "J\t121\t52134466",
    ],
)
def test_one_reference_in_many_hands(text: str) -> None:
    assert ClientRef.parse(text) == DURAND


@pytest.mark.parametrize(
    ("text", "ref"), [("j&é&(é&\"''--", DURAND), ("Q&é&(é&\"''--", ClientRef("Q", 121, "52134466"))]
)
def test_a_reader_set_to_another_keyboard(text: str, ref: ClientRef) -> None:
    assert ClientRef.parse(text) == ref


@pytest.mark.parametrize("text", ["J 7 00012", "J 007 00012", "J00700012"])
def test_leading_zeros_of_the_chrono_are_kept(text: str) -> None:
    assert ClientRef.parse(text) == ClientRef("J", 7, "00012")


@pytest.mark.parametrize(
    "text",
    ["", " ", "J", "J 121", "121 52134466", "JJ 121 52134466", "J 1212 52134466", "J 121 52134466000", "J²121 1", "é"],
)
def test_what_is_no_reference_is_refused(text: str) -> None:
    with pytest.raises(RuleBroken) as refusal:
        ClientRef.parse(text)
    assert refusal.value.code is Broken.REFERENCE_UNREADABLE
    assert refusal.value.facts["text"] == text


@given(_refs)
def test_a_reference_reads_as_it_is_written(ref: ClientRef) -> None:
    assert ClientRef.parse(str(ref)) == ref
    assert ClientRef.parse(str(ref).replace(" ", "").lower()) == ref


@given(st.text(max_size=30))
def test_anything_is_either_read_or_refused(text: str) -> None:
    try:
        ref = ClientRef.parse(text)
    except RuleBroken:
        return
    assert ClientRef.parse(str(ref)) == ref
