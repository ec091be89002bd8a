import json
from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backoffice.domain.client_ref import ClientRef
from backoffice.domain.fact_faults import FAULTS_SHOWN, FactFault, FactsRefused
from backoffice.domain.fact_faults import FactFaultKind as Kind
from backoffice.domain.invoices import OrderRow, PendingInvoice
from backoffice.domain.mail_facts import CardFacts, ChequeFacts, IbanFacts, IbanMatch, MailFacts
from backoffice.domain.money import Money
from backoffice.gateways.mail_facts.facts_file import MailFile, read_facts
from backoffice.gateways.mail_facts.shapes import TABLES, MailShape
from tests.backoffice.gateways.mail_facts.mail_json import IBAN, OTHER_IBAN, as_json, mail

TODAY = date(2024, 3, 4)
WRONG_IBAN = "FR7630006000011234567890188"
KEYS = sorted({key for table in (MailShape, *TABLES.values()) for key in table.__annotations__})
CARD = "4111 1111 1111 1111"


def read(folder: Path, text: str | bytes) -> MailFile:
    file = folder / "courrier.json"
    file.write_bytes(text.encode() if isinstance(text, str) else text)
    return read_facts(file, TODAY)


def facts(folder: Path, content: object) -> MailFacts:
    return read(folder, json.dumps(content)).facts[0]


def refusal(folder: Path, text: str) -> FactsRefused:
    with pytest.raises(FactsRefused) as refused:
        read(folder, text)
    return refused.value


# --- what is read


@given(written=mail())
def test_facts_that_are_written_and_read_back_are_the_same(
    tmp_path_factory: pytest.TempPathFactory, written: MailFacts
) -> None:
    assert read(tmp_path_factory.getbasetemp(), json.dumps(as_json(written))) == MailFile((written,), several=False)


def test_every_key_has_the_quiet_default(tmp_path: Path) -> None:
    quiet = MailFacts(TODAY)
    tables: dict[str, object] = {"client": {}, "coupon": {}, "batch": {}, "invoices": [], "orders": [], "cheques": []}
    assert facts(tmp_path, {}) == quiet
    assert facts(tmp_path, {**tables, "card": None, "iban": None}) == quiet


@pytest.mark.parametrize(("text", "count"), [("[]", 0), ("[{}]", 1), ("[{}, {}]", 2)])
def test_a_list_is_a_list(tmp_path: Path, text: str, count: int) -> None:
    assert read(tmp_path, text) == MailFile((MailFacts(TODAY),) * count, several=True)


def test_a_byte_order_mark_is_fine(tmp_path: Path) -> None:
    read_back = read(tmp_path, '\ufeff{"client": {"name": "Éléonore"}}')
    assert read_back.facts[0].client.name == "Éléonore"


@pytest.mark.parametrize("day", ["2024-02-29", "29/02/2024"])
def test_a_date_is_iso_or_french(tmp_path: Path, day: str) -> None:
    read_back = facts(tmp_path, {"arrival_date": day, "cheques": [{"figures": "1,00", "cash_on": day}]})
    assert (read_back.arrival_date, read_back.cheques[0].cash_on) == (date(2024, 2, 29), date(2024, 2, 29))


@pytest.mark.parametrize("given_key", ["amount", "pending"])
def test_one_amount_of_an_invoice_does_for_both(tmp_path: Path, given_key: str) -> None:
    invoice = {"number": "F1", "circular": "ap11", given_key: "1 204,55"}
    expected = PendingInvoice(1, "F1", "AP11", date(2024, 3, 1), Money(1_204_55), Money(1_204_55))
    assert facts(tmp_path, {"arrival_date": "2024-03-01", "invoices": [invoice]}).invoices == (expected,)


def test_an_order_is_renewable_and_no_gift(tmp_path: Path) -> None:
    expected = OrderRow("C1", "", "", renewable=True, gift=False, beneficiary="")
    assert facts(tmp_path, {"orders": [{"number": "C1"}]}).orders == (expected,)


@pytest.mark.parametrize(
    ("cheque", "expected"),
    [
        ({"figures": "22,46", "words": "vingt-deux euros 45"}, ChequeFacts(Money(22_46), Money(22_45))),
        ({"figures": "22,45", "words": "vingt-deux euros 45"}, ChequeFacts(Money(22_45))),
        ({"words": "vingt-deux euros 45"}, ChequeFacts(Money(22_45))),
        ({"figures": "22,45 €", "words": None}, ChequeFacts(Money(22_45))),
    ],
)
def test_the_words_are_kept_where_they_differ(tmp_path: Path, cheque: object, expected: ChequeFacts) -> None:
    assert facts(tmp_path, {"cheques": [cheque]}).cheques == (expected,)


@pytest.mark.parametrize(("said", "means"), [(True, True), (False, False), ("", False), ("  ", False), ("Non.", True)])
def test_a_text_that_is_not_empty_is_a_yes(tmp_path: Path, said: object, *, means: bool) -> None:
    coupon = facts(tmp_path, {"coupon": {"annotation": said, "notary": said}}).coupon
    assert (coupon.annotation, coupon.notary) == (means, means)


def test_the_partner_code_alone_will_do(tmp_path: Path) -> None:
    assert facts(tmp_path, {"client": {"partner_code": 311}}).client.ref == ClientRef("", 311, "")
    whole = {"letter": "j", "partner_code": 121, "chrono": "0052"}
    assert facts(tmp_path, {"client": whole}).client.ref == ClientRef("J", 121, "0052")


@pytest.mark.parametrize(
    ("client", "match"),
    [
        ({"file_iban": IBAN}, IbanMatch.SAME),
        ({"file_iban": "FR76 3000 6000 0112 3456 7890 189", "partner_accepts_iban": True}, IbanMatch.SAME),
        ({"file_iban": OTHER_IBAN}, IbanMatch.OTHER),
        ({"file_iban": ""}, IbanMatch.OTHER),
        ({}, IbanMatch.OTHER),
        ({"file_iban": IBAN, "partner_accepts_iban": False}, IbanMatch.REFUSED),
        ({"partner_accepts_iban": False}, IbanMatch.REFUSED),
    ],
)
def test_an_iban_is_set_against_the_client_s_file_and_the_partner_s(
    tmp_path: Path, client: object, match: IbanMatch
) -> None:
    spaced = {"iban": "fr76 3000 6000 0112 3456 7890 189", "holder": "DURAND Marie"}
    assert facts(tmp_path, {"client": client, "iban": spaced}).iban == IbanFacts(match, "DURAND Marie")


@pytest.mark.parametrize(("settled", "means"), [({}, None), ({"holder_is_client": True}, True)])
def test_whether_the_holder_is_the_client_is_settled_or_not(
    tmp_path: Path, settled: dict[str, bool], *, means: bool | None
) -> None:
    card = facts(tmp_path, {"card": settled}).card
    iban = facts(tmp_path, {"iban": {"iban": IBAN, **settled}}).iban
    assert (card, iban) == (CardFacts(holder_is_client=means), IbanFacts(IbanMatch.OTHER, holder_is_client=means))


def test_white_space_in_a_text_is_one_space(tmp_path: Path) -> None:
    assert facts(tmp_path, {"client": {"name": " DURAND\u00a0\n Marie "}}).client.name == "DURAND Marie"


# --- what is refused, and where

_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters(), max_size=8) | st.just("1,00"),
    lambda inside: (
        st.lists(inside, max_size=3) | st.dictionaries(st.sampled_from(KEYS) | st.text(), inside, max_size=4)
    ),
    max_leaves=12,
)


@given(content=_VALUES)
def test_whatever_is_in_the_file_is_read_or_refused(tmp_path_factory: pytest.TempPathFactory, content: object) -> None:
    pieces = len(content) if isinstance(content, list) else 1
    with suppress(FactsRefused):
        assert len(read(tmp_path_factory.getbasetemp(), json.dumps(content)).facts) == pieces


@pytest.mark.parametrize(
    ("content", "path", "kind", "detail"),
    [
        ({"coupon": {"signd": True}}, "coupon.signd", Kind.KEY_UNKNOWN, "signed"),
        ({"coupons": {}}, "coupons", Kind.KEY_UNKNOWN, "coupon"),
        ({"client": {"solvable": True}}, "client.solvable", Kind.KEY_UNKNOWN, ""),
        ({"iban": {"iban": IBAN, "titulaire": "X"}}, "iban.titulaire", Kind.KEY_UNKNOWN, ""),
        ({"iban": {"holder": "X"}}, "iban.iban", Kind.KEY_MISSING, ""),
        ({"invoices": [{"number": "F1"}]}, "invoices[0].amount", Kind.KEY_MISSING, ""),
        ({"cheques": [{"ink": "blue"}]}, "cheques[0].figures", Kind.KEY_MISSING, ""),
        ({"client": {"letter": "J"}}, "client.partner_code", Kind.KEY_MISSING, ""),
        ({"client": {"chrono": "12"}}, "client.partner_code", Kind.KEY_MISSING, ""),
        ([], "", Kind.NOT_TABLE, ""),
        (3, "", Kind.NOT_TABLE, ""),
        (None, "", Kind.NOT_TABLE, ""),
        ({"coupon": None}, "coupon", Kind.NOT_TABLE, ""),
        ({"batch": [True]}, "batch", Kind.NOT_TABLE, ""),
        ({"invoices": {"number": "F1"}}, "invoices", Kind.NOT_LIST, ""),
        ({"coupon": {"titles": "GEO"}}, "coupon.titles", Kind.NOT_LIST, ""),
        ({"coupon": {"titles": ["GEO"] * 1001}}, "coupon.titles", Kind.TOO_MANY, "1000"),
        ({"coupon": {"titles": ["GEO", 7]}}, "coupon.titles[1]", Kind.NOT_TEXT, ""),
        ({"invoices": [{"number": 12, "amount": "1,00"}]}, "invoices[0].number", Kind.NOT_TEXT, ""),
        ({"client": {"chrono": 52134466, "partner_code": 1}}, "client.chrono", Kind.NOT_TEXT, ""),
        ({"client": {"blocked": 1}}, "client.blocked", Kind.NOT_BOOLEAN, ""),
        ({"coupon": {"signed": "true"}}, "coupon.signed", Kind.NOT_BOOLEAN, ""),
        ({"coupon": {"notary": 1}}, "coupon.notary", Kind.NOT_BOOLEAN_OR_TEXT, ""),
        ({"coupon": {"annotation": None}}, "coupon.annotation", Kind.NOT_BOOLEAN_OR_TEXT, ""),
        ({"coupons_for_cheque": "2"}, "coupons_for_cheque", Kind.NOT_WHOLE, ""),
        ({"coupons_for_cheque": True}, "coupons_for_cheque", Kind.NOT_WHOLE, ""),
        ({"client": {"method_code": 15.0}}, "client.method_code", Kind.NOT_WHOLE, ""),
        ({"coupons_for_cheque": 0}, "coupons_for_cheque", Kind.TOO_SMALL, "1"),
        ({"coupon": {"debit_day": 0}}, "coupon.debit_day", Kind.TOO_SMALL, "1"),
        ({"coupon": {"debit_day": 32}}, "coupon.debit_day", Kind.TOO_LARGE, "31"),
        ({"client": {"partner_code": 1000}}, "client.partner_code", Kind.TOO_LARGE, "999"),
        ({"client": {"direct_method": 10**999}}, "client.direct_method", Kind.TOO_LARGE, "99"),
        ({"client": {"direct_method": 15}}, "client.direct_method", Kind.DIRECT_METHOD, ""),
        ({"client": {"direct_method": 80}}, "client.direct_method", Kind.DIRECT_METHOD, ""),
        ({"client": {"direct_method": 99}}, "client.direct_method", Kind.DIRECT_METHOD, ""),
        ({"client": {"method_code": 45}}, "client.method_code", Kind.METHOD_UNKNOWN, ""),
        ({"client": {"method_code": 44, "direct_method": 45}}, "client.method_code", Kind.METHOD_UNKNOWN, ""),
        ({"coupon": {"option": 3}}, "coupon.option", Kind.NOT_A_CHOICE, "0, 1, 2"),
        ({"coupon": {"option": True}}, "coupon.option", Kind.NOT_A_CHOICE, "0, 1, 2"),
        ({"coupon": {"option": "1"}}, "coupon.option", Kind.NOT_A_CHOICE, "0, 1, 2"),
        ({"client": {"mandate": "actif"}}, "client.mandate", Kind.NOT_A_CHOICE, "active, inactive, none"),
        ({"card": {"brand": "VISA"}}, "card.brand", Kind.NOT_A_CHOICE, "CB, AMEX"),
        (
            {"cheques": [{"figures": "1,00", "ink": "red"}]},
            "cheques[0].ink",
            Kind.NOT_A_CHOICE,
            "black, blue, other",
        ),
        ({"client": {"name": "X" * 201}}, "client.name", Kind.TEXT_TOO_LONG, "200"),
        ({"orders": [{"number": "1" * 41}]}, "orders[0].number", Kind.TEXT_TOO_LONG, "40"),
        ({"client": {"name": "\x1b[2J"}}, "client.name", Kind.CHARACTER_FORBIDDEN, ""),
        ({"client": {"name": "\ud800"}}, "client.name", Kind.CHARACTER_FORBIDDEN, ""),
        ({"coupon": {"\ud800": True}}, "coupon", Kind.CHARACTER_FORBIDDEN, ""),
        ({"card": {"holder": CARD}}, "card.holder", Kind.CARD_NUMBER, ""),
        ({"client": {"name": f"DURAND {IBAN}"}}, "client.name", Kind.IBAN_IN_CLEAR, ""),
        ({"orders": [{"number": IBAN}]}, "orders[0].number", Kind.IBAN_IN_CLEAR, ""),
        ({"iban": {"iban": WRONG_IBAN}}, "iban.iban", Kind.IBAN_WRONG, ""),
        ({"iban": {"iban": ""}}, "iban.iban", Kind.IBAN_WRONG, ""),
        ({"iban": {"iban": IBAN * 100_000}}, "iban.iban", Kind.IBAN_WRONG, ""),
        ({"client": {"file_iban": WRONG_IBAN}}, "client.file_iban", Kind.IBAN_WRONG, ""),
        ({"client": {"file_iban": 7}}, "client.file_iban", Kind.IBAN_WRONG, ""),
        ({"coupon": {"amount": 20.3}}, "coupon.amount", Kind.AMOUNT_UNREADABLE, ""),
        ({"coupon": {"amount": "-20,30"}}, "coupon.amount", Kind.AMOUNT_UNREADABLE, ""),
        ({"cheques": [{"figures": "20,305"}]}, "cheques[0].figures", Kind.AMOUNT_UNREADABLE, ""),
        ({"coupon": {"amount": "9" * 100_000}}, "coupon.amount", Kind.AMOUNT_TOO_LARGE, ""),
        ({"cheques": [{"figures": "0,00"}]}, "cheques[0].figures", Kind.AMOUNT_NOT_POSITIVE, ""),
        ({"cheques": [{"words": "zéro euro"}]}, "cheques[0].words", Kind.AMOUNT_NOT_POSITIVE, ""),
        ({"cheques": [{"figures": "2,00", "words": "vintg euros"}]}, "cheques[0].words", Kind.WORDS_UNREADABLE, ""),
        ({"arrival_date": "30/02/2024"}, "arrival_date", Kind.DATE_UNREADABLE, ""),
        ({"arrival_date": 20240304}, "arrival_date", Kind.DATE_UNREADABLE, ""),
        ({"client": {"letter": "JJ", "partner_code": 1}}, "client.letter", Kind.LETTER_WRONG, ""),
        ({"client": {"chrono": "12345678901", "partner_code": 1}}, "client.chrono", Kind.CHRONO_WRONG, ""),
        ({"invoices": [{"amount": "1,00", "pending": "1,01"}]}, "invoices[0].pending", Kind.PENDING_OVER_AMOUNT, ""),
        (
            {"invoices": [{"number": "F", "amount": "1,00"}] * 2},
            "invoices[1].number",
            Kind.NUMBER_TWICE,
            "invoices[0]",
        ),
        ({"orders": [{"number": "C"}, {"number": "C"}]}, "orders[1].number", Kind.NUMBER_TWICE, "orders[0]"),
        (
            {"coupon": {"refusal": True}, "cheques": [{"figures": "1,00"}]},
            "coupon.refusal, cheques",
            Kind.CONTRADICTION,
            "refusal_pays",
        ),
    ],
)
def test_a_fault_has_its_path_alone_and_in_a_list(
    tmp_path: Path, content: object, path: str, kind: Kind, detail: str
) -> None:
    in_list = ", ".join(f"[1].{each}" if each else "[1]" for each in path.split(", "))
    detail_in_list = f"[1].{detail}" if kind is Kind.NUMBER_TWICE else detail
    assert refusal(tmp_path, json.dumps([{}, content])).faults == (FactFault(in_list, kind, detail_in_list),)
    if not isinstance(content, list):
        assert refusal(tmp_path, json.dumps(content)).faults == (FactFault(path, kind, detail),)


def test_all_faults_are_told(tmp_path: Path) -> None:
    content = [{"coupon": {"signd": True, "debit_day": 0}}, {}, {"cheques": [{"figures": "1,00"}, {"figures": 1}]}]
    assert {fault.path for fault in refusal(tmp_path, json.dumps(content)).faults} == {
        "[0].coupon.signd",
        "[0].coupon.debit_day",
        "[2].cheques[1].figures",
    }


def test_the_first_faults_are_listed_and_the_others_counted(tmp_path: Path) -> None:
    refused = refusal(tmp_path, json.dumps([{"x": 1}] * (FAULTS_SHOWN + 3)))
    assert (len(refused.faults), refused.more) == (FAULTS_SHOWN, 3)


def test_a_key_that_could_be_a_card_number_is_not_shown(tmp_path: Path) -> None:
    (fault,) = refusal(tmp_path, json.dumps({"card": {CARD: True}})).faults
    assert (fault.path, fault.kind) == ("card.•••• •••• •••• ••••", Kind.KEY_UNKNOWN)


def test_a_key_twice_is_refused_where_it_is(tmp_path: Path) -> None:
    text = '[{}, {"coupon": {"signed": true, "signed": false}, "orders": [{"number": "1", "number": "2"}]}]'
    assert refusal(tmp_path, text).faults == (
        FactFault("[1].coupon.signed", Kind.KEY_TWICE),
        FactFault("[1].orders[0].number", Kind.KEY_TWICE),
    )


@pytest.mark.parametrize(
    ("text", "where"),
    [("", "1:1"), ('{"coupon": {},\n "batch" {}}', "2:10"), ('{"coupon": {}', "1:14"), ("{'coupon': {}}", "1:2")],
)
def test_what_is_not_json_says_where(tmp_path: Path, text: str, where: str) -> None:
    assert refusal(tmp_path, text).faults == (FactFault("", Kind.NOT_JSON, where),)


@pytest.mark.parametrize(
    ("text", "path", "kind", "detail"),
    [
        ("[" * 100_000, "", Kind.TOO_DEEP, ""),
        ('{"coupon":' * 100_000, "", Kind.TOO_DEEP, ""),
        ('{"coupon":' + "[" * 500 + "]" * 500 + "}", "coupon", Kind.NOT_TABLE, ""),
        ("9" * 5000, "", Kind.NUMBER_TOO_LONG, ""),
        ("[" + "{}," * 100_000 + "{}]", "", Kind.TOO_MANY, "100000"),
        ("{" + ",".join(f'"a{key}":1' for key in range(101)) + "}", "", Kind.TOO_MANY, "100"),
        (" " * 16 * 1024 * 1024 + "{}", "", Kind.FILE_TOO_LARGE, "16"),
    ],
    ids=["lists", "objects", "depth_that_can_be_read", "digits", "pieces", "keys", "bytes"],
)
def test_a_bomb_is_a_sentence(tmp_path: Path, text: str, path: str, kind: Kind, detail: str) -> None:
    assert refusal(tmp_path, text).faults == (FactFault(path, kind, detail),)


def test_a_key_twice_in_the_depths_is_found_without_falling_in(tmp_path: Path) -> None:
    text = "[" * 900 + '{"a": 1, "a": 2}' + "]" * 900
    first = refusal(tmp_path, text).faults[0]
    assert (first.path, first.kind) == ("[0]" * 900 + ".a", Kind.KEY_TWICE)
