import csv
import io
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal
from importlib.resources import as_file, files
from xml.etree.ElementTree import Element, fromstring

import pytest
import xmlschema
from hypothesis import given, settings
from hypothesis import strategies as st

from backoffice.domain.collection import BankFile, Creditor, DirectDebit, SequenceType, by_sequence
from backoffice.domain.debit import DebitFact
from backoffice.domain.errors import Broken, Fault, RuleBroken, Unavailable
from backoffice.domain.money import Money, total
from backoffice.domain.sepa_latin import sepa_latin
from backoffice.gateways.bank.debit_files import DebitFiles
from backoffice.gateways.bank.direct_debit_xml import prove
from backoffice.services.ports.debit_writing import DebitWriter
from tests.backoffice.debits import COLLECTED_ON, CREDITOR, IBAN, card_debit, direct_debit, slimpay_debit
from tests.examples import tried

WRITER: DebitWriter = DebitFiles()
MADE_AT = datetime(2026, 11, 22, 23, 30, 5, tzinfo=UTC)
SPACE = {"": "urn:iso:std:iso:20022:tech:xsd:pain.008.001.08"}
THREE = [direct_debit("P-2", 1), direct_debit("P-1", 1_234_56, "Zoé d’Œuvre & Fils"), direct_debit("P-3", 9_99)]


@pytest.fixture(scope="module")
def schema() -> xmlschema.XMLSchema:
    with as_file(files("sepaxml") / "schemas" / "pain.008.001.08.xsd") as path:
        return xmlschema.XMLSchema(path)


def banks_file(
    debits: list[DirectDebit], sequence: SequenceType = SequenceType.RCUR, creditor: Creditor = CREDITOR
) -> BankFile:
    return WRITER.direct_debits(creditor, COLLECTED_ON, sequence, debits, "PR-2026-0007", MADE_AT)


def texts(document: Element, tag: str) -> list[str | None]:
    return [node.text for node in document.iterfind(f".//{tag}", SPACE)]


def read(file: BankFile) -> list[list[str]]:
    return list(csv.reader(io.StringIO(file.content.decode("utf-8-sig"), newline=""), delimiter=";"))


def test_the_banks_file_says_what_was_asked(schema: xmlschema.XMLSchema) -> None:
    file = banks_file(THREE)

    document = fromstring(file.content)  # noqa: S314 - our own
    schema.validate(file.content.decode())
    assert (file.name, file.count, file.amount) == ("prelevements_2026-12-01_RCUR_PR-2026-0007.xml", 3, Money(1_244_56))
    assert document.tag == "{urn:iso:std:iso:20022:tech:xsd:pain.008.001.08}Document"
    said = {
        "NbOfTxs": ["3", "3"],
        "CtrlSum": ["1244.56", "1244.56"],
        "SeqTp": ["RCUR"],
        "ReqdColltnDt": ["2026-12-01"],
        "MsgId": ["PR-2026-0007"],
        "PmtInfId": ["PR-2026-0007"],
        "CreDtTm": ["2026-11-23T00:30:05"],
        "EndToEndId": ["P-1", "P-2", "P-3"],
        "InstdAmt": ["1234.56", "0.01", "9.99"],
        "MndtId": ["RUM-P-1", "RUM-P-2", "RUM-P-3"],
        "DtOfSgntr": ["2025-03-04"] * 3,
        "DbtrAcct/Id/IBAN": [IBAN] * 3,
        "Dbtr/Nm": ["Zoe d'OEuvre + Fils", "DURAND Marie", "DURAND Marie"],
        "Ustrd": ["P-1", "P-2", "P-3"],
        "Cdtr/Nm": ["Editions du Parc"],
        "CdtrAcct/Id/IBAN": [CREDITOR.iban],
        "CdtrAgt/FinInstnId/BICFI": ["AGRIFRPP"],
        "CdtrSchmeId/Id/PrvtId/Othr/Id": ["FR72ZZZ123456"],
        "LclInstrm/Cd": ["CORE"],
    }
    assert {tag: texts(document, tag) for tag in said} == said


def test_there_is_one_file_for_each_sequence_type() -> None:
    first = replace(direct_debit("P-9", 5_00), sequence=SequenceType.FRST)
    groups = by_sequence([*THREE, first])

    files = [banks_file(list(debits), sequence) for sequence, debits in groups.items()]

    assert [(file.count, file.amount) for file in files] == [(1, Money(5_00)), (3, Money(1_244_56))]
    assert [texts(fromstring(file.content), "SeqTp") for file in files] == [["FRST"], ["RCUR"]]  # noqa: S314 - our own
    assert "_FRST_" in files[0].name


def test_a_creditor_without_a_bic_is_not_provided_with_one(schema: xmlschema.XMLSchema) -> None:
    file = banks_file(THREE, creditor=replace(CREDITOR, bic=""))

    schema.validate(file.content.decode())
    assert b"BICFI" not in file.content


def test_made_again_in_any_order_and_any_time_zone_the_files_are_the_same_to_the_byte() -> None:
    elsewhere = MADE_AT.astimezone(timezone(timedelta(hours=-8)))
    backwards = THREE[::-1]
    again = WRITER.direct_debits(
        CREDITOR, COLLECTED_ON, SequenceType.RCUR, backwards, "PR-2026-0007", made_at=elsewhere
    )
    cards = [card_debit("P-1"), card_debit("P-2")]
    mandates = [slimpay_debit("P-1"), slimpay_debit("P-2")]

    assert again == banks_file(THREE)
    assert WRITER.card_list(cards, "C-1") == WRITER.card_list(cards[::-1], "C-1")
    assert WRITER.slimpay_list(mandates, "S-1") == WRITER.slimpay_list(mandates[::-1], "S-1")


names = st.text(min_size=1, max_size=90).filter(lambda name: bool(sepa_latin(name, 70)))


@settings(max_examples=tried(25), deadline=None)
@given(drawn=st.lists(st.tuples(names, st.integers(min_value=1, max_value=999_999_999_99)), min_size=1, max_size=5))
def test_whatever_the_names_and_amounts_the_file_keeps_the_schema_and_sums_up(
    schema: xmlschema.XMLSchema, drawn: list[tuple[str, int]]
) -> None:
    debits = [direct_debit(f"P-{place}", cents, name) for place, (name, cents) in enumerate(drawn)]

    file = banks_file(debits)

    schema.validate(file.content.decode())
    document = fromstring(file.content)  # noqa: S314 - our own
    amounts = [Decimal(text or "") for text in texts(document, "InstdAmt")]
    assert sum(amounts) * 100 == total(debit.amount for debit in debits).cents == file.amount.cents
    assert texts(document, "CtrlSum") == [str(sum(amounts))] * 2
    assert texts(document, "Dbtr/Nm") == [sepa_latin(name, 70) for name, _ in drawn]
    assert banks_file(debits) == file


@pytest.mark.parametrize(
    ("debit", "fact"),
    [
        (replace(direct_debit(), iban="FR7630006000011234567890188"), DebitFact.IBAN),
        (replace(direct_debit(), rum="RUM 1"), DebitFact.RUM),
        (direct_debit(cents=0), DebitFact.AMOUNT),
        (replace(direct_debit(), sequence=SequenceType.FRST), DebitFact.SEQUENCE),
        (direct_debit("P-2"), DebitFact.REPEATED),
    ],
)
def test_a_debit_that_is_wrong_stops_the_whole_file_and_its_iban_is_not_told(
    debit: DirectDebit, fact: DebitFact
) -> None:
    with pytest.raises(RuleBroken) as refused:
        banks_file([*THREE[:1], debit])

    assert refused.value.code is Broken.DEBIT_UNUSABLE
    assert refused.value.facts == {"reference": debit.reference, "debit_fact": fact}
    assert debit.iban not in repr(refused.value)


def test_a_creditor_that_is_wrong_stops_the_banks_file() -> None:
    with pytest.raises(Unavailable) as refused:
        banks_file(THREE, creditor=replace(CREDITOR, creditor_id="FR73ZZZ123456"))

    assert refused.value.facts == {"key": "creditor_id"}


def test_no_list_is_made_of_nothing_nor_of_what_is_wrong() -> None:
    attempts: list[Callable[[], BankFile]] = [
        lambda: banks_file([]),
        lambda: WRITER.card_list([], "C-1"),
        lambda: WRITER.slimpay_list([], "S-1"),
        lambda: WRITER.card_list([replace(card_debit(), alias="")], "C-1"),
        lambda: WRITER.slimpay_list([slimpay_debit(), slimpay_debit()], "S-1"),
    ]
    for attempt in attempts:
        with pytest.raises(RuleBroken):
            attempt()


@pytest.mark.parametrize("message_id", ["", "x" * 36, "../x", "<x>", "a b", "é"])
def test_a_message_id_that_cannot_stand_in_a_name_is_a_bug(message_id: str) -> None:
    with pytest.raises(ValueError, match="message id"):
        WRITER.direct_debits(CREDITOR, COLLECTED_ON, SequenceType.RCUR, THREE, message_id, MADE_AT)
    with pytest.raises(ValueError, match="message id"):
        WRITER.card_list([card_debit()], message_id)
    with pytest.raises(ValueError, match="message id"):
        WRITER.slimpay_list([slimpay_debit()], message_id)


def test_a_moment_without_a_time_zone_is_a_bug() -> None:
    with pytest.raises(ValueError, match="time zone"):
        WRITER.direct_debits(CREDITOR, COLLECTED_ON, SequenceType.RCUR, THREE, "PR-1", MADE_AT.replace(tzinfo=None))


@pytest.mark.parametrize(
    ("written", "read_again"),
    [
        (b"<NbOfTxs>3<", b"<NbOfTxs>2<"),
        (b"<CtrlSum>1244.56<", b"<CtrlSum>1244.55<"),
        (b">9.99<", b">9.98<"),
        (b"RUM-P-1", b"RUM-P-7"),
        (b">P-1</EndToEndId", b">P-4</EndToEndId"),
        (IBAN.encode(), b"FR7616348000011523645985206"),
        (b"<SeqTp>RCUR<", b"<SeqTp>ALWAYS<"),
        (b"<Nm>DURAND Marie</Nm>", b"<Nm></Nm>"),
    ],
)
def test_a_file_that_reads_otherwise_than_was_asked_does_not_go_out(written: bytes, read_again: bytes) -> None:
    debits = sorted(THREE, key=lambda debit: debit.reference)
    content = banks_file(THREE).content
    prove(content, debits)

    for spoilt in (content.replace(written, read_again), content.replace(written, read_again, 1)):
        assert spoilt != content
        with pytest.raises(Unavailable) as refused:
            prove(spoilt, debits)
        assert refused.value.fault is Fault.DEBIT_FILE_WRONG
        assert (refused.value.facts, refused.value.__context__) == ({}, None)


def test_the_card_list_is_as_a_french_spreadsheet_reads_it() -> None:
    file = WRITER.card_list([card_debit("P-2", 5, '=1+1;"é"'), card_debit("P-1", 1_234_56, "Zoé\nD'Œuvre")], "C-1")

    assert (file.name, file.count, file.amount) == ("cartes_C-1.csv", 2, Money(1_234_61))
    assert file.content.startswith(b"\xef\xbb\xbfreference;alias;marque;derniers;expiration;montant;nom\r\n")
    assert read(file)[1:] == [
        ["P-1", "AL-secret-name", "CB", "0154", "05/2027", "1234,56", "Zoé D'Œuvre"],
        ["P-2", "AL-secret-name", "CB", "0154", "05/2027", "0,05", '\'=1+1;"é"'],
    ]


def test_a_brand_from_a_partners_file_is_no_formula_either() -> None:
    file = WRITER.card_list([replace(card_debit(), brand="@x", last4="", expiry="-1")], "C-1")

    assert read(file)[1] == ["P-1", "AL-secret-name", "'@x", "", "'-1", "20,30", "DURAND Marie"]


def test_the_slimpay_list_bears_the_mandate() -> None:
    file = WRITER.slimpay_list([slimpay_debit(name="+DURAND")], "S-1")

    assert (file.name, file.count, file.amount) == ("slimpay_S-1.csv", 1, Money(20_30))
    assert read(file) == [["reference", "rum", "montant", "nom"], ["P-1", "SLMP000123", "20,30", "'+DURAND"]]


def test_the_bank_is_only_loaded_for_its_file() -> None:
    code = (
        "import sys, backoffice.gateways.bank.debit_files as files, backoffice.services.ports.debit_writing;"
        "sys.exit(bool({'sepaxml', 'xmlschema', 'stdnum', 'text_unidecode', 'schwifty'} & set(sys.modules)))"
    )

    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0  # noqa: S603 - our own code
