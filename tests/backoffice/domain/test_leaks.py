from hypothesis import given
from hypothesis import strategies as st

from backoffice.domain.leaks import holds_card, holds_iban, shown

IBAN = "FR1420041010050500013M02606"


def _card(fifteen: str) -> str:
    doubled = sum(sum(divmod(2 * int(digit), 10)) for digit in fifteen[::2])
    return f"{fifteen}{-(doubled + sum(int(digit) for digit in fifteen[1::2])) % 10}"


_CARDS = st.from_regex("[2-6][0-9]{14}", fullmatch=True).map(_card)


@given(_CARDS, st.sampled_from(["", " ", "-", "."]))
def test_a_card_is_found_however_it_is_grouped(card: str, mark: str) -> None:
    grouped = mark.join(card[place : place + 4] for place in range(0, 16, 4))
    assert holds_card(f"carte {grouped}, merci")
    assert sum(sign.isdigit() for sign in shown(grouped, "adresse")) == 0


@given(_CARDS)
def test_a_wrong_check_digit_is_no_card(card: str) -> None:
    assert not holds_card(f"{card[:-1]}{(int(card[-1]) + 1) % 10}")


def test_an_iban_is_found_however_it_is_written() -> None:
    for text in (IBAN, IBAN.lower(), f"RUM{IBAN}", " ".join(IBAN[place : place + 4] for place in range(0, 27, 4))):
        assert holds_iban(text)
        assert IBAN[10:] not in shown(text, "rum").upper()
    assert not holds_iban(f"{IBAN[:-1]}7")


def test_a_long_value_is_cut_and_what_cannot_be_seen_is_marked() -> None:
    assert shown("x" * 50, "nom") == "x" * 40 + "…"
    assert shown("a\x07b", "nom") == "a\ufffdb"
