from collections.abc import Sequence
from hashlib import sha256
from typing import Any

import pytest

from backoffice.domain.cancellation import ErpAnswer, ErpStatus, FoundLine, StatusMessage, Unreadable
from backoffice.domain.money import Money
from backoffice.gateways.iso20022.inbox import Arrival
from backoffice.gateways.iso20022.reading import Statuses, read
from tests.iso_peer import AT, report, resolution
from tests.iso_schema import OLD_REPORT, OLD_RESOLUTION, REPORT, RESOLUTION, Said, made

REQUEST, LINE = "d" * 32, "a" * 32
PARTY = {"Pty": {"Nm": "Comptabilité"}}


def arrival(content: bytes, name: str = "reponse.xml") -> Arrival:
    return Arrival(name, content, sha256(content).hexdigest(), ((0, 0, 0), None))


def messages(content: bytes, name: str = "reponse.xml") -> Sequence[StatusMessage]:
    said = read(arrival(content, name))
    assert not isinstance(said, Statuses)
    return said


def message(said: Said) -> StatusMessage:
    (only,) = messages(made(said, RESOLUTION))
    return only


def lines_of(said: Said) -> list[dict[str, Any]]:
    lines: list[dict[str, Any]] = said["RsltnOfInvstgtn"]["CxlDtls"][0]["OrgnlPmtInfAndSts"][0]["TxInfAndSts"]
    return lines


def why(content: bytes) -> list[str]:
    """Why all of it is unreadable."""
    told = messages(content)
    assert {(each.answer, each.request, each.line, each.amount) for each in told} == {
        (ErpAnswer.UNREADABLE, "", "", None)
    }
    return [each.reason for each in told]


@pytest.mark.parametrize(
    ("confirmation", "status", "answer"),
    [
        ("CNCL", "ACCR", ErpAnswer.CANCELLED),
        ("PECR", "ACCR", ErpAnswer.CANCELLED),
        ("RJCR", "RJCR", ErpAnswer.REFUSED),
        ("PECR", "RJCR", ErpAnswer.REFUSED),
        ("PDCR", "PDCR", ErpAnswer.PENDING),
        ("PDCR", "ACCR", ErpAnswer.PENDING),
        ("PECR", "PDCR", ErpAnswer.PENDING),
        ("CWFW", "ACCR", ErpAnswer.PENDING),
        ("CNCL", "RJCR", ErpAnswer.UNREADABLE),
        ("CNCL", "PDCR", ErpAnswer.UNREADABLE),
        ("RJCR", "ACCR", ErpAnswer.UNREADABLE),
        ("RJCR", "PDCR", ErpAnswer.UNREADABLE),
        ("PDCR", "RJCR", ErpAnswer.UNREADABLE),
        ("MODI", "ACCR", ErpAnswer.UNREADABLE),
        ("CONF", "ACCR", ErpAnswer.UNREADABLE),
    ],
)
def test_the_case_and_the_line_have_to_agree(confirmation: str, status: str, answer: ErpAnswer) -> None:
    assert message(resolution(REQUEST, LINE, confirmation, status)).answer is answer


@pytest.mark.parametrize(
    ("confirmation", "answer"),
    [
        ("CNCL", ErpAnswer.CANCELLED),
        ("RJCR", ErpAnswer.REFUSED),
        ("PDCR", ErpAnswer.PENDING),
        ("CWFW", ErpAnswer.PENDING),
        ("PECR", ErpAnswer.UNREADABLE),
    ],
)
def test_the_case_alone_speaks_where_the_line_says_nothing(confirmation: str, answer: ErpAnswer) -> None:
    said = resolution(REQUEST, LINE, confirmation, "ACCR")
    del lines_of(said)[0]["TxCxlSts"]

    assert message(said).answer is answer


def test_an_outcome_is_read_whole() -> None:
    read_back = message(resolution(REQUEST, LINE, "RJCR", "RJCR", euros="20.30", reason="Déjà\n  lettré"))

    assert (read_back.request, read_back.line, read_back.amount) == (REQUEST, LINE, Money(20_30))
    assert read_back.reason == "NOAS - Déjà lettré"
    assert message(resolution(REQUEST, LINE, "RJCR", "RJCR")).reason == "RJCR"
    assert message(resolution(REQUEST, LINE, "CNCL", "ACCR")).reason == ""


def test_long_reasons_are_cut() -> None:
    said = resolution(REQUEST, LINE, "RJCR", "RJCR")
    lines_of(said)[0]["CxlStsRsnInf"] = [{"AddtlInf": ["motif " * 17] * 5}]

    assert len(message(said).reason) <= 300


@pytest.mark.parametrize("kind", [RESOLUTION, OLD_RESOLUTION])
@pytest.mark.parametrize("prefixed", [False, True])
def test_versions_and_prefixes_do_not_matter(kind: type[object], *, prefixed: bool) -> None:
    (read_back,) = messages(made(resolution(REQUEST, LINE, "CNCL", "ACCR", euros="20.3"), kind, prefixed=prefixed))

    assert (read_back.answer, read_back.request, read_back.amount) == (ErpAnswer.CANCELLED, REQUEST, Money(20_30))


def test_the_nearest_name_of_the_request_is_taken() -> None:
    said = resolution("dossier", LINE, "CNCL", "ACCR")
    assert message(said).request == "dossier"
    lines_of(said)[0]["CxlStsId"] = "autre"
    assert message(said).request == "dossier"
    payment = said["RsltnOfInvstgtn"]["CxlDtls"][0]["OrgnlPmtInfAndSts"][0]
    payment["OrgnlPmtInfCxlId"] = "paiement"
    assert message(said).request == "paiement"
    lines_of(said)[0]["RslvdCase"] = {"Id": "ligne", "Cretr": PARTY}
    assert message(said).request == "ligne"


def test_a_cancellation_status_is_the_last_name_of_the_request() -> None:
    said = resolution(REQUEST, LINE, "CNCL", "ACCR")
    del said["RsltnOfInvstgtn"]["RslvdCase"]
    assert message(said).answer is ErpAnswer.UNREADABLE
    lines_of(said)[0]["CxlStsId"] = REQUEST
    assert message(said).request == REQUEST


def test_a_line_may_be_told_outside_of_its_payment() -> None:
    said = resolution(REQUEST, LINE, "CNCL", "ACCR")
    amount = {"OrgnlIntrBkSttlmAmt": {"value": "20.30", "Ccy": "EUR"}}
    line = {"OrgnlInstrId": LINE, "OrgnlEndToEndId": "NOTPROVIDED", "TxCxlSts": "ACCR", **amount}
    said["RsltnOfInvstgtn"]["CxlDtls"] = [{"TxInfAndSts": [line]}]

    assert (message(said).line, message(said).amount) == (LINE, Money(20_30))


def test_one_odd_line_does_not_silence_the_others() -> None:
    said = resolution(REQUEST, LINE, "PECR", "ACCR")
    lines_of(said).append({"TxCxlSts": "ACCR"})
    lines_of(said).append({"OrgnlEndToEndId": "b" * 32, "TxCxlSts": "RJCR"})
    told = messages(made(said, RESOLUTION))

    assert [each.answer for each in told] == [ErpAnswer.CANCELLED, ErpAnswer.UNREADABLE, ErpAnswer.REFUSED]
    assert len({each.id for each in told}) == 3
    assert told[1].id.startswith("reponse.xml#")


@pytest.mark.parametrize(
    ("amount", "currency"), [("20.305", "EUR"), ("20.30", "USD"), ("-20.30", "EUR"), ("12345678901234", "EUR")]
)
def test_an_amount_that_is_no_euros_is_not_guessed(amount: str, currency: str) -> None:
    said = resolution(REQUEST, LINE, "CNCL", "ACCR")
    lines_of(said)[0]["OrgnlInstdAmt"] = {"value": amount, "Ccy": currency}

    assert message(said).answer is ErpAnswer.UNREADABLE


def test_two_amounts_have_to_be_one() -> None:
    said = resolution(REQUEST, LINE, "CNCL", "ACCR", euros="20.30")
    lines_of(said)[0]["OrgnlTxRef"] = {"Amt": {"InstdAmt": {"value": "20.3000", "Ccy": "EUR"}}}
    assert message(said).amount == Money(20_30)
    lines_of(said)[0]["OrgnlTxRef"] = {"Amt": {"InstdAmt": {"value": "20.31", "Ccy": "EUR"}}}
    assert message(said).answer is ErpAnswer.UNREADABLE


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b"<TxCxlSts>ACCR</TxCxlSts>", b"<TxCxlSts>ACCR</TxCxlSts><TxCxlSts>RJCR</TxCxlSts>"),
        (b"<TxCxlSts>ACCR</TxCxlSts>", b"<TxCxlSts>AC<!-- -->CR</TxCxlSts>"),
        (b"<TxCxlSts>ACCR</TxCxlSts>", b"<TxCxlSts><a>ACCR</a></TxCxlSts>"),
        (b"<Conf>CNCL</Conf>", b"<Conf>CNCL</Conf><Conf>RJCR</Conf>"),
        (b"<OrgnlEndToEndId>", b"<OrgnlEndToEndId>" + b"x" * 36),
        (b"<OrgnlEndToEndId>", b"<OrgnlEndToEndId>a\nb"),
        (b"<RslvdCase><Id>", b"<RslvdCase><Id>" + b"x" * 36),
        (b"<Assgnmt><Id>", b"<Assgnmt><Ib>"),
        (b"CxlDtls>", b"ModDtls>"),
    ],
)
def test_what_is_said_twice_or_against_the_schema_is_not_guessed(before: bytes, after: bytes) -> None:
    content = made(resolution(REQUEST, LINE, "CNCL", "ACCR"), RESOLUTION)
    assert before in content
    if after == b"<Assgnmt><Ib>":
        content = content.replace(b"<Assgnmt><Id>", after).replace(b"</Id><Assgnr>", b"</Ib><Assgnr>")

    assert why(content.replace(before, after)) == [Unreadable.ODD]


def test_other_namespaces_say_nothing() -> None:
    content = made(resolution(REQUEST, LINE, "CNCL", "ACCR"), RESOLUTION)
    inner = content.replace(b"<CxlDtls>", b'<CxlDtls xmlns="urn:autre">')

    assert why(inner) == [Unreadable.ODD]
    assert why(content.replace(b"iso:std:iso", b"iso:std:osi")) == [Unreadable.NOT_ISO]
    assert why(content.replace(b"camt.029.001.09", b"camt.029.001.99")) == [Unreadable.NOT_ISO]
    assert why(content.replace(b"camt.029.001.09", b"camt.055.001.08")) == [Unreadable.NOT_ISO]
    assert why(content.replace(b"camt.029.001.09", b"pain.002.001.10")) == [Unreadable.ODD]
    assert why(content.replace(b"Document", b"Documents")) == [Unreadable.NOT_ISO]


@pytest.mark.parametrize("kind", [REPORT, OLD_REPORT])
@pytest.mark.parametrize(
    ("code", "status"),
    [
        ("ACCP", ErpStatus.PROCESSED),
        ("ACSC", ErpStatus.PROCESSED),
        ("ACSP", ErpStatus.PROCESSED),
        ("PDNG", ErpStatus.BUSY),
        ("ACTC", ErpStatus.BUSY),
        ("RJCT", ErpStatus.CLOSED),
    ],
)
def test_the_status_of_a_line(kind: type[object], code: str, status: ErpStatus) -> None:
    reason = {"StsRsnInf": [{"Rsn": {"Prtry": "LETTRAGE"}, "AddtlInf": ["Déjà lettré"]}]}
    said = report("enquete-1", "pacs.028.001.03", {LINE: {"TxSts": code, **reason}})

    assert read(arrival(made(said, kind))) == Statuses("enquete-1", {LINE: FoundLine(status, "LETTRAGE - Déjà lettré")})


@pytest.mark.parametrize(
    ("told", "status"),
    [
        ({"TxSts": "CANC"}, ErpStatus.CANCELLED),
        ({"TxSts": "BLCK"}, ErpStatus.CLOSED),
        ({"TxSts": "PART"}, ErpStatus.BUSY),
        ({"TxSts": "RJCT", "StsRsnInf": [{"Rsn": {"Cd": "NOOR"}}]}, ErpStatus.UNKNOWN),
    ],
)
def test_the_status_of_a_line_in_newer_words(told: Said, status: ErpStatus) -> None:
    content = made(report("enquete-1", "pacs.028.001.03", {LINE: told}), REPORT)

    assert read(arrival(content)) == Statuses("enquete-1", {LINE: FoundLine(status)})


@pytest.mark.parametrize(
    ("code", "answer"), [("CANC", ErpAnswer.CANCELLED), ("RJCT", ErpAnswer.REFUSED), ("PDNG", ErpAnswer.PENDING)]
)
def test_a_report_may_answer_a_request(code: str, answer: ErpAnswer) -> None:
    (read_back,) = messages(made(report(REQUEST, "camt.055.001.08", {LINE: {"TxSts": code}}), REPORT))

    assert (read_back.answer, read_back.request, read_back.line) == (answer, REQUEST, LINE)
    assert bool(read_back.reason) is (answer is ErpAnswer.REFUSED)


@pytest.mark.parametrize("kind", ["camt.055", "camt.055.001", "camt.055.001.12", "CAMT.055.001.08"])
def test_the_version_of_what_is_answered_does_not_matter(kind: str) -> None:
    (answer,) = messages(made(report(REQUEST, kind, {LINE: {"TxSts": "CANC"}}), REPORT))
    assert (answer.answer, answer.request) == (ErpAnswer.CANCELLED, REQUEST)


def test_nor_does_that_of_an_enquiry() -> None:
    content = made(report("enquete-1", "pacs.028", {LINE: {"TxSts": "CANC"}}), REPORT)
    assert read(arrival(content)) == Statuses("enquete-1", {LINE: FoundLine(ErpStatus.CANCELLED)})


def receipt(kind: str, group: str, payment: str = "") -> Said:
    """A report that tells of no line."""
    said = report(REQUEST, kind, {})
    whole = said["CstmrPmtStsRpt"]
    if group:
        whole["OrgnlGrpInfAndSts"]["GrpSts"] = group
    if payment:
        whole["OrgnlPmtInfAndSts"][0]["PmtInfSts"] = payment
    else:
        del whole["OrgnlPmtInfAndSts"]
    return said


@pytest.mark.parametrize("kind", ["camt.055.001.08", "camt.055", "pacs.028.001.03", "camt.054.001.08"])
@pytest.mark.parametrize(("group", "payment"), [("RCVD", ""), ("ACTC", ""), ("", "ACTC"), ("RCVD", "ACTC")])
def test_a_receipt_says_nothing(kind: str, group: str, payment: str) -> None:
    assert messages(made(receipt(kind, group, payment), REPORT)) == ()


@pytest.mark.parametrize(("group", "payment"), [("", ""), ("RJCT", ""), ("ACCP", ""), ("PART", ""), ("RCVD", "RJCT")])
def test_what_says_something_without_a_line_is_seen_by_a_person(group: str, payment: str) -> None:
    assert why(made(receipt("camt.055.001.08", group, payment), REPORT)) == [Unreadable.ODD]


def test_lines_that_were_received_say_nothing_beside_those_with_an_outcome() -> None:
    received: dict[str, Said] = {"b" * 32: {"TxSts": "RCVD"}, "c" * 32: {"TxSts": "ACTC"}}
    assert messages(made(report(REQUEST, "camt.055.001.08", received), REPORT)) == ()
    (only,) = messages(made(report(REQUEST, "camt.055.001.08", {**received, LINE: {"TxSts": "RJCT"}}), REPORT))
    assert (only.answer, only.line) == (ErpAnswer.REFUSED, LINE)


@pytest.mark.parametrize(
    ("named", "encoding"),
    [
        ("ISO-8859-1", "latin-1"),
        ("iso-8859-15", "iso-8859-15"),
        ("windows-1252", "windows-1252"),
        ("UTF-16", "utf-16"),
        ("utf-8", "utf-8-sig"),
        ("Latin1", "latin-1"),
    ],
)
def test_an_encoding_that_is_named_is_taken(named: str, encoding: str) -> None:
    reason = "Refusé à Noël"
    whole = made(resolution(REQUEST, LINE, "RJCR", "RJCR", reason=reason), RESOLUTION).decode()
    for quote in "\"'":
        text = whole.replace('encoding="UTF-8"', f"encoding={quote}{named}{quote}", 1)
        (only,) = messages(text.encode(encoding))
        assert only.answer is ErpAnswer.REFUSED
        assert reason in only.reason


@pytest.mark.parametrize(
    ("named", "encoding"),
    [
        ("UTF-8", "latin-1"),
        ("UTF-8", "utf-16"),
        ("UTF-16", "utf-8"),
        ("UTF-16", "utf-16-le"),
        ("US-ASCII", "utf-8"),
        ("UTF-7", "utf-8"),
        ("IBM037", "cp037"),
        ("x-user-defined", "utf-8"),
    ],
)
def test_another_encoding_than_is_named_or_a_rare_one_is_not(named: str, encoding: str) -> None:
    whole = made(resolution(REQUEST, LINE, "RJCR", "RJCR", reason="Refusé à Noël"), RESOLUTION).decode()
    assert why(whole.replace("UTF-8", named, 1).encode(encoding)) == [Unreadable.NOT_XML]


def test_a_declaration_in_another_encoding_is_seen_all_the_same() -> None:
    whole = made(resolution(REQUEST, LINE, "CNCL", "ACCR"), RESOLUTION).decode()
    for named, encoding in (("UTF-16", "utf-16"), ("ISO-8859-1", "latin-1")):
        text = whole.replace("UTF-8", named, 1).replace("<Document", '<!DOCTYPE d [<!ENTITY c "CNCL">]><Document', 1)
        assert why(text.encode(encoding)) == [Unreadable.HOSTILE_XML]


@pytest.mark.parametrize(
    ("kind", "lines"),
    [
        ("camt.055.001.08", {LINE: {"TxSts": "ACSC"}}),
        ("camt.0551", {LINE: {"TxSts": "CANC"}}),
        ("camt.055.001.08", {LINE: {}}),
        ("camt.054.001.08", {LINE: {"TxSts": "CANC"}}),
        ("pain.001.001.09", {LINE: {"TxSts": "CANC"}}),
        ("pacs.028.001.03", {LINE: {"TxSts": "XXXX"}}),
        ("pacs.028.001.03", {}),
    ],
)
def test_a_report_about_nothing_of_ours_is_odd(kind: str, lines: dict[str, Said]) -> None:
    assert why(made(report(REQUEST, kind, lines), REPORT)) == [Unreadable.ODD]


def test_a_report_that_says_two_things_of_a_line_is_odd() -> None:
    said = report("enquete-1", "pacs.028.001.03", {LINE: {"TxSts": "CANC"}})
    payment = said["CstmrPmtStsRpt"]["OrgnlPmtInfAndSts"][0]
    payment["TxInfAndSts"].append({"OrgnlEndToEndId": LINE, "TxSts": "ACSC"})

    assert why(made(said, REPORT)) == [Unreadable.ODD]


def test_ids_are_of_the_content_and_not_of_the_file() -> None:
    content = made(resolution(REQUEST, LINE, "CNCL", "ACCR"), RESOLUTION)
    (first,), (again,) = messages(content, "a.xml"), messages(content, "b.xml")
    (other,) = messages(content.replace(AT.encode(), b"2024-03-05T10:00:00"))

    assert first.id == again.id
    assert other.id != first.id
