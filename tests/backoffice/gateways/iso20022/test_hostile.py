"""Whatever lies in the folder, nothing is raised, fetched, or cancelled that was not signed and said."""

import os
from collections.abc import Iterator
from pathlib import Path
from threading import Thread
from time import monotonic

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import SecretStr
from pytest_httpserver import HTTPServer

from backoffice.domain.cancellation import ErpAnswer, StatusMessage, Unreadable
from backoffice.gateways.iso20022.folder import IsoFolder
from tests.erp_bench import IsoBench, StandingClock
from tests.examples import tried
from tests.iso_peer import SECRET, drop, resolution, signature
from tests.iso_schema import RESOLUTION, made

LONG = 60
CONTENT = made(resolution("d" * 32, "a" * 32, "CNCL", "ACCR", euros="20.30"), RESOLUTION)
DOCUMENT = CONTENT.partition(b"?>")[2]
KINDS = list(Unreadable)


def declared(declaration: str, inside: str = "CNCL") -> bytes:
    return declaration.encode() + DOCUMENT.replace(b"CNCL", inside.encode())


def laughs() -> str:
    names = [f'<!ENTITY l{number} "{f"&l{number - 1};" * 10}">' for number in range(1, 10)]
    return f'<!DOCTYPE d [<!ENTITY l0 "ha">{"".join(names)}]>'


HOSTILE = {
    "a document type": (declared("<!DOCTYPE Document>"), Unreadable.HOSTILE_XML),
    "an entity of its own": (declared('<!DOCTYPE d [<!ENTITY c "CNCL">]>', "&c;"), Unreadable.HOSTILE_XML),
    "a file": (declared('<!DOCTYPE d [<!ENTITY c SYSTEM "file:///etc/passwd">]>', "&c;"), Unreadable.HOSTILE_XML),
    "a billion laughs": (declared(laughs(), "&l9;"), Unreadable.HOSTILE_XML),
    "a quadratic entity": (
        declared(f'<!DOCTYPE d [<!ENTITY c "{"x" * 50_000}">]>', "&c;" * 50_000),
        Unreadable.HOSTILE_XML,
    ),
    "a parameter entity": (
        declared('<!DOCTYPE d [<!ENTITY % p SYSTEM "file:///etc/hostname">%p;]>'),
        Unreadable.HOSTILE_XML,
    ),
    "a default attribute": (declared('<!DOCTYPE d [<!ATTLIST Amt Ccy CDATA "EUR">]>'), Unreadable.HOSTILE_XML),
    "a declaration hidden in a comment": (
        DOCUMENT.replace(b"<CxlDtls>", b"<!-- <!DOCTYPE x> --><CxlDtls>"),
        Unreadable.HOSTILE_XML,
    ),
    "an entity that is nowhere": (DOCUMENT.replace(b"CNCL", b"&inconnue;"), Unreadable.NOT_XML),
    "UTF-16": (CONTENT.decode().encode("utf-16"), Unreadable.NOT_XML),
    "UTF-16 with a declaration": (declared(laughs()).decode().encode("utf-16-le"), Unreadable.NOT_XML),
    "Latin-1": (CONTENT.decode().encode("latin-1"), Unreadable.NOT_XML),
    "nothing": (b"", Unreadable.NOT_XML),
    "zeros": (b"\x00" * 1000, Unreadable.NOT_XML),
    "half of it": (CONTENT[: len(CONTENT) // 2], Unreadable.NOT_XML),
    "twice of it": (CONTENT + DOCUMENT, Unreadable.NOT_XML),
    "a picture": (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), Unreadable.NOT_XML),
    "JSON": (b'{"status": "CNCL"}', Unreadable.NOT_XML),
    "a page": (b"<html><body>Erreur 502</body></html>", Unreadable.NOT_ISO),
    "another bank's words": (b'<Document xmlns="urn:swift:xsd:camt.029"/>', Unreadable.NOT_ISO),
    "no namespace": (
        DOCUMENT.replace(b' xmlns="urn:iso:std:iso:20022:tech:xsd:camt.029.001.09"', b""),
        Unreadable.NOT_ISO,
    ),
    "an empty document": (b'<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.029.001.09"/>', Unreadable.ODD),
    "a deep one": (b"<a>" * 100_000 + b"</a>" * 100_000, Unreadable.NOT_XML),
    "an inclusion": (
        DOCUMENT.replace(
            b"CNCL", b'<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="/etc/hostname" parse="text"/>'
        ),
        Unreadable.ODD,
    ),
}


@pytest.fixture
def clock() -> StandingClock:
    return StandingClock()


@pytest.fixture
def bench(tmp_path: Path, clock: StandingClock) -> IsoBench:
    return IsoBench.in_folder(tmp_path / "echange", clock)


def heard(bench: IsoBench, clock: StandingClock) -> Iterator[StatusMessage]:
    """All that is said, at once and in a while; it is taken."""
    for _ in range(2):
        told = bench.system.messages([])
        yield from told
        bench.system.taken([message.id for message in told])
        clock.on(LONG)


@pytest.mark.parametrize("what", HOSTILE)
def test_hostile_documents_are_refused_though_they_are_signed(bench: IsoBench, clock: StandingClock, what: str) -> None:
    content, why = HOSTILE[what]
    drop(bench.peer.folder, "reponse.xml", content)
    began = monotonic()

    assert [(message.answer, message.reason) for message in heard(bench, clock)] == [(ErpAnswer.UNREADABLE, why)]
    assert monotonic() - began < 5
    assert (bench.peer.folder / "quarantaine" / "reponse.xml").read_bytes() == content


def test_nothing_is_fetched(bench: IsoBench, clock: StandingClock, httpserver: HTTPServer) -> None:
    there = httpserver.url_for("/schema")
    location = f'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="urn:x {there}"'
    drop(bench.peer.folder, "lieu.xml", DOCUMENT.replace(b"<Document ", f"<Document {location} ".encode()))
    drop(bench.peer.folder, "style.xml", f'<?xml-stylesheet href="{there}"?>'.encode() + DOCUMENT)
    drop(bench.peer.folder, "dtd.xml", f'<!DOCTYPE Document SYSTEM "{there}">'.encode() + DOCUMENT)

    assert sorted(message.answer for message in heard(bench, clock)) == ["cancelled", "cancelled", "unreadable"]
    assert httpserver.log == []


def test_a_mark_of_the_byte_order_and_any_spelling_of_utf_8_are_taken(bench: IsoBench, clock: StandingClock) -> None:
    drop(bench.peer.folder, "marque.xml", b"\xef\xbb\xbf" + CONTENT)
    drop(bench.peer.folder, "sans.xml", DOCUMENT)
    drop(bench.peer.folder, "autre.xml", b'<?xml version="1.0" encoding="utf8"?>' + DOCUMENT)

    assert [message.answer for message in heard(bench, clock)] == [ErpAnswer.CANCELLED] * 3


@settings(max_examples=tried(150), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    content=st.binary(max_size=2_000)
    | st.text(alphabet="<>/&;!?[]\"' Docxment=ENTITY\x00é", max_size=300).map(str.encode)
)
def test_any_bytes_under_a_good_signature_are_unreadable(bench: IsoBench, clock: StandingClock, content: bytes) -> None:
    drop(bench.peer.folder, "reponse.xml", content)
    (message,) = heard(bench, clock)

    assert message.answer is ErpAnswer.UNREADABLE
    assert message.reason in KINDS
    assert len(message.id) <= 100


@settings(max_examples=tried(150), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(place=st.integers(0, len(CONTENT) - 1), byte=st.integers(0, 255), signed=st.booleans())
def test_a_message_that_was_changed_is_never_cancelled_under_its_old_signature(
    bench: IsoBench, clock: StandingClock, place: int, byte: int, *, signed: bool
) -> None:
    changed = CONTENT[:place] + bytes([byte]) + CONTENT[place + 1 :]
    drop(bench.peer.folder, "reponse.xml", changed)
    if not signed:
        (bench.peer.folder / "recu" / "reponse.xml.sig").write_text(signature(CONTENT))
    told = list(heard(bench, clock))

    assert told
    if changed != CONTENT and not signed:
        assert [message.reason for message in told] == [Unreadable.SIGNATURE_WRONG]


_IN_NO_NAME = '<>:"/\\|?*' + "".join(map(chr, range(32))) if os.name == "nt" else "/\x00"


@settings(max_examples=tried(60), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    name=st.text(st.characters(exclude_characters=_IN_NO_NAME, exclude_categories=["Cs"]), min_size=1, max_size=50),
    content=st.binary(max_size=200),
)
def test_any_name_of_a_file_is_a_name(bench: IsoBench, clock: StandingClock, name: str, content: bytes) -> None:
    try:
        (bench.peer.folder / "recu" / f"{name}.xml").write_bytes(content)
    except OSError:  # longer in bytes than the file system takes
        return
    told = list(heard(bench, clock))
    told += heard(bench, clock)

    assert [message.reason for message in told] == [Unreadable.UNSIGNED]
    assert len(told[0].id) <= 100
    assert told[0].id.isprintable()


def test_two_workstations_may_take_from_one_folder(bench: IsoBench, clock: StandingClock) -> None:
    other = IsoBench(IsoFolder(bench.peer.folder, lambda: SecretStr(SECRET), clock), bench.peer)
    for number in range(60):
        line = f"{number:032x}"
        drop(bench.peer.folder, f"{number}.xml", made(resolution(line, line, "CNCL", "ACCR"), RESOLUTION))
    told: list[StatusMessage] = []
    threads = [Thread(target=lambda each=each: told.extend(heard(each, clock))) for each in (bench, other)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert {message.line for message in told} == {f"{number:032x}" for number in range(60)}
    assert list((bench.peer.folder / "recu").iterdir()) == []
