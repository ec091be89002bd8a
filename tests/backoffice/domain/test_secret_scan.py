from random import Random

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from schwifty import IBAN as SCHWIFTY
from schwifty import registry

from backoffice.domain.iban import ibans_in, is_valid
from backoffice.domain.secret_scan import holds_card, holds_iban, shown

IBAN = "FR1420041010050500013M02606"
GERMAN, BELGIAN, DUTCH = "DE89370400440532013000", "BE68539007547034", "NL91ABNA0417164300"
LUXEMBOURGISH, MALTESE = "LU280019400644750000", "MT84MALT011000012345MTLCAST001S"
VISA = "4111111111111111"

_UNSEEN = ("\u200b", "\u00ad", "\ufeff", "\u2060")
_MARKS = (
    " ",
    "\u00a0",
    "\u202f",
    "  ",
    "     ",
    "\n",
    "\r\n",
    "\t",
    "-",
    "–",
    "\u2011",
    " — ",
    ".",
    ",",
    ":",
    "/",
    "_",
)
_RARE_MARKS = ("·", "|", "*", "+", ";", "\\", "'", "=", " / ", ")(", "\n  ")
_NEIGHBOURS = (
    "",
    "exp 05/2029",
    "le 12/03/2024",
    "lot 2026-0001",
    "é",
    "tél 0612345678",
    "06 12 34 56 78",
    "58,00",
    "2024",
    "05 29",
    "69003",
    "AP11",
    "n° 1234567,",
    "4111 1111",
    "J 121 52134466",
)
_OTHER_DIGITS = (ord("٠"), ord("०"), ord("０"))  # Arabic, Devanagari, full width


def _checked(digits: str) -> str:
    doubled = sum(sum(divmod(2 * int(digit), 10)) for digit in digits[::-2])
    return f"{digits}{-(doubled + sum(int(digit) for digit in digits[-2::-2])) % 10}"


def _cards(*lengths: int) -> st.SearchStrategy[str]:
    begins = st.sampled_from(("4", "50", "51", "55", "2221", "2720", "34", "37", "36", "35", "6011", "62", "67"))
    grown = st.tuples(begins, st.text("0123456789", min_size=18, max_size=18), st.sampled_from(lengths))
    return grown.map(lambda made: _checked(f"{made[0]}{made[1]}"[: made[2] - 1]))


def _cut(digits: str, sizes: tuple[int, ...]) -> list[str]:
    return [digits[sum(sizes[:place]) : sum(sizes[: place + 1])] for place in range(len(sizes))]


def _joined(groups: list[str], marks: list[str]) -> str:
    return "".join(part for pair in zip(groups, [*marks, ""], strict=True) for part in pair)


@st.composite
def _written(draw: st.DrawFn) -> str:
    """A card number as somebody might write it."""
    card = draw(_cards(13, 15, 16, 19))
    mark = st.sampled_from((*_MARKS, *_RARE_MARKS))
    kind = draw(st.sampled_from(("piece", "unseen", "fours", "amex", "even", "other digits")))
    if kind == "unseen":
        return draw(st.sampled_from(_UNSEEN)).join(draw(st.sampled_from((card, _cut(card, (4, 4, 4, len(card) - 12))))))
    if kind == "fours":
        groups = [card[place : place + 4] for place in range(0, len(card), 4)]
        return _joined(groups, draw(st.lists(mark, min_size=len(groups) - 1, max_size=len(groups) - 1)))
    if kind == "amex":
        card = draw(_cards(15))
        return _joined(_cut(card, (4, 6, 5)), draw(st.lists(mark, min_size=2, max_size=2)))
    if kind == "even":
        card, size = draw(_cards(15, 16, 19)), draw(st.sampled_from((1, 2)))
        return draw(mark).join(card[place : place + size] for place in range(0, len(card), size))
    if kind == "other digits":
        zero = draw(st.sampled_from(_OTHER_DIGITS))
        return "".join(chr(zero + int(digit)) for digit in card)
    return card


@given(st.sampled_from(_NEIGHBOURS), _written(), st.sampled_from(_NEIGHBOURS), st.sampled_from((" ", "\n", " : ", "x")))
def test_a_card_is_found_however_it_is_written_and_whatever_is_beside_it(
    before: str, card: str, after: str, mark: str
) -> None:
    assert holds_card(f"{before}{mark}{card}{mark}{after}")
    assert sum(sign.isdigit() for sign in shown(card, "adresse")) == 0


@given(_cards(13, 15, 16, 19))
def test_a_wrong_check_digit_is_no_card(card: str) -> None:
    assert not holds_card(f"{card[:-1]}{(int(card[-1]) + 1) % 10}")


_FEW_DIGITS = st.text("0123456789 -./,:\n", max_size=16).filter(lambda text: sum(map(str.isdigit, text)) <= 12)


@given(st.lists(_FEW_DIGITS, max_size=6), st.sampled_from(("é", " du ", "x", " n° ", " AP")))
def test_without_thirteen_digits_in_reach_there_is_no_card(parts: list[str], word: str) -> None:
    assert not holds_card(word.join(parts))


@given(_cards(16), _cards(19))
def test_numbers_of_the_trade_in_a_row_are_no_card_though_their_check_digit_holds(card: str, long_card: str) -> None:
    for sizes in ((8, 8), (5, 5, 6), (3, 8, 5), (5, 10, 1), (8, 4, 4)):  # chronos, postcodes, phones, lots
        assert not holds_card(" ".join(_cut(card, sizes)))
    assert not holds_card("#{} #{};".format(*_cut(long_card, (7, 12))))  # CMC7
    assert not holds_card(
        f"{card[:2]}/{card[2:4]}/{card[4:6]} {card[6:8]},{card[8:10]} " + " ".join(_cut(card, (2,) * 8)[5:])
    )


@given(st.text("0123456789", min_size=11, max_size=14), st.sampled_from(("20", "21", "19", "0", "1", "33", "9")))
def test_what_begins_as_no_card_does_is_none(digits: str, begin: str) -> None:
    assert not holds_card(_checked(f"{begin}{digits}"))


_PHONES = st.lists(st.from_regex("0[1-9]( [0-9]{2}){4}", fullmatch=True), min_size=1, max_size=3)


@given(_PHONES, st.sampled_from((" ", "\n", " / ", " - ")))
def test_phone_numbers_in_a_row_are_no_card(phones: list[str], mark: str) -> None:
    assert not holds_card(f"tél. {mark.join(phones)}")


def test_an_alias_is_no_card_though_its_digits_could_be_one() -> None:
    assert not holds_card("AL-a1b2c3d4-4111-4111-8111-11154c0ffee0")
    assert holds_card("AL-a1b2c3d4-4111-1111-1111-1111")


@pytest.mark.parametrize("key", ["b9088095-70ea-48b8-848f-ff9b29495346", "b797092b-fdec-484e-9dbd-8828ac385e00"])
def test_an_alias_is_no_iban_though_some_of_it_has_the_key_of_one(key: str) -> None:
    assert any(ibans_in(f"AL{key}".replace("-", "").upper()))
    assert not holds_iban(f"AL-{key}")
    assert holds_iban("AL47 2121 1009 0000 0002 3569 8741")


COMMENTS = (
    "Cliente appelée le 12/03/2024 au 06 12 34 56 78 : chèque n° 1234567 de 58,00 € du 02/02/24, facture AP12 20,30",
    "J 121 52134466, J 121 52134467 : deux dossiers, 1 234 567,89 € et 20,30 €, 69003 LYON, commande C10000012-1",
    "#1234567#123456789012:123456789012;",
    "RUM J121-52134466-20240312, lot 2026-0001, bordereau BE-2026-000123, 04.78.12.34.56",
    "PS 12 chèques reçus, au total 58,00 EUR de 69003 Lyon ; solde de 12,00 le 12/03/2024, es 12/03/2024 1234567",
    "se 06 12 34 56 78 ou 04 78 12 34 56, de 2024 à 2026, no 1234567 et 52134466, ma 12 rue, be 12/03/2024 12:30:15",
)


@pytest.mark.parametrize("comment", COMMENTS)
def test_what_is_written_every_day_is_neither(comment: str) -> None:
    assert not holds_card(comment)
    assert not holds_iban(comment)


@given(
    st.sampled_from(_NEIGHBOURS),
    st.sampled_from((IBAN, GERMAN, BELGIAN, DUTCH, LUXEMBOURGISH, MALTESE)),
    st.sampled_from(("", *_UNSEEN, *_MARKS, *_RARE_MARKS)),
    st.sampled_from(_NEIGHBOURS),
    st.sampled_from((" ", "\n", " : ", "RUM")),
)
def test_an_iban_is_found_however_it_is_written_and_whatever_is_beside_it(
    before: str, iban: str, mark: str, after: str, between: str
) -> None:
    grouped = mark.join(iban[place : place + 4] for place in range(0, len(iban), 4))
    for text in (grouped, grouped.lower(), mark.join(iban), f"FR 14 {grouped}"):
        assert holds_iban(f"{before}{between}{text}{between}{after}")
    assert not holds_iban(f"{iban[:-1]}{int(iban[-1]) ^ 1 if iban[-1].isdigit() else 'T'}")


@given(st.sampled_from(sorted(registry.get_countries())), st.randoms(use_true_random=False))
def test_every_iban_that_a_client_may_have_is_found(country: str, chance: Random) -> None:
    iban = SCHWIFTY.random(country, random=chance).compact
    assume(is_valid(iban) and sum(map(str.isdigit, iban)) >= 12)
    assert holds_iban(f"compte {iban}.")


@given(st.text(max_size=60).filter(lambda text: sum(map(str.isdigit, text)) < 12))
def test_without_twelve_digits_there_is_no_iban(text: str) -> None:
    assert not holds_iban(text)


def test_a_masked_iban_is_none() -> None:
    assert not holds_iban(shown(IBAN, "iban"))
    assert IBAN[10:] not in shown(f"RUM{IBAN}", "rum").upper()


def test_a_long_value_is_cut_and_what_cannot_be_seen_is_marked() -> None:
    assert shown("x" * 50, "nom") == "x" * 40 + "…"
    assert shown("a\x07b", "nom") == "a\ufffdb"
