import codecs
import os
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backoffice.domain.errors import Broken, Fault, RuleBroken, Unavailable
from backoffice.domain.import_rows import NOT_TOLD, ImportedClient, ImportedInvoice, ImportedPartner, ImportFile
from backoffice.domain.importing import FAULTS_SHOWN, RowFaultKind, UnreadableReason
from backoffice.gateways.import_files.folder import CsvSource, open_folder
from tests.examples import tried
from tests.import_folders import CLIENT, IBAN, INVOICE, PARTNER, client, invoice, order, write_file, write_folder
from tests.needs import needs_posix

HEADER = "code;nom;banques"
"""Without the column that may be absent."""


class EnoughError(Exception):
    pass


def seal(text: str) -> bytes:
    return text[::-1].encode()


def source(folder: Path, file: ImportFile) -> CsvSource[ImportFile]:
    return next(one for one in open_folder(folder, seal) if one.file is file)


def partners(folder: Path, content: bytes) -> CsvSource[ImportFile]:
    (folder / "partenaires.csv").write_bytes(content)
    return source(folder, ImportFile.PARTNERS)


def names(folder: Path, content: bytes) -> list[object]:
    read = partners(folder, content)
    rows = list(read.rows())
    assert read.faults.listed == []
    return [row[2] for row in rows]


def why_unreadable(folder: Path, content: bytes) -> tuple[object, object]:
    with pytest.raises(Unavailable) as refusal:
        list(partners(folder, content).rows())
    assert refusal.value.fault is Fault.FILE_UNREADABLE
    assert refusal.value.facts["file"] == "partenaires.csv"
    return refusal.value.facts["reason"], refusal.value.facts["line"]


def test_one_of_each(tmp_path: Path) -> None:
    read = {one.file: list(one.rows()) for one in open_folder(write_folder(tmp_path), seal)}
    assert read[ImportFile.PARTNERS] == [ImportedPartner(2, 121, "Les Éditions du Tilleul", "30004|10278", 45)]
    (durand,) = read[ImportFile.CLIENTS]
    assert isinstance(durand, ImportedClient)
    assert (durand.letter, durand.partner_code, durand.chrono) == ("J", 121, "52134466")
    assert durand.search_name == "DURAND MARIE"
    assert durand.sealed_iban == seal(IBAN)
    assert (durand.method_code, durand.mandate, durand.card_expiry) == (99, "active", "05/2027")
    (due,) = read[ImportFile.INVOICES]
    assert isinstance(due, ImportedInvoice)
    assert (due.circular, due.issued_on.isoformat(), due.amount, due.pending) == ("AP11", "2019-02-20", 1310, 1310)


def test_the_size_and_the_hash_are_the_file_s(tmp_path: Path) -> None:
    read = source(write_folder(tmp_path), ImportFile.CLIENTS)
    list(read.rows())
    assert read.bytes_read == read.size == (tmp_path / "clients.csv").stat().st_size
    assert len(read.sha256) == 64
    assert read.rows_read == 1


@pytest.mark.parametrize("mark", [b"", codecs.BOM_UTF8])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_marks_and_line_ends(tmp_path: Path, mark: bytes, end: str) -> None:
    assert names(tmp_path, mark + end.join([HEADER, "1;É;", "2;B;30004"]).encode()) == ["É", "B"]


def test_columns_in_any_order_and_others_left_aside(tmp_path: Path) -> None:
    content = " Banques ;remarque;CODE;nom\n30004;?;12;Tilleul\n"
    assert list(partners(tmp_path, content.encode()).rows()) == [ImportedPartner(2, 12, "Tilleul", "30004")]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (f"{HEADER}\n1;A;\n", NOT_TOLD),
        (f"{HEADER};mdr_prelevement\n1;A;;\n", None),
        (f"{HEADER};mdr_prelevement\n1;A;; \n", None),
        (f"{HEADER};mdr_prelevement\n1;A;;1\n", 1),
        (f"{HEADER};mdr_prelevement\n1;A;;14\n", 14),
        (f"{HEADER};mdr_prelevement\n1;A;; 45 \n", 45),
        (f"{HEADER};mdr_prelevement\n1;A;;045\n", 45),
        (f"{HEADER};mdr_prelevement\n1;A;;98\n", 98),
        (" MDR_Prelevement;code;nom;banques\n45;1;A;\n", 45),
    ],
)
def test_the_partner_s_own_direct_debit(tmp_path: Path, content: str, code: int | None) -> None:
    read = partners(tmp_path, content.encode())
    assert list(read.rows()) == [ImportedPartner(2, 1, "A", "", code)]
    assert read.faults.count == 0


def test_empty_lines_and_rows_are_no_rows(tmp_path: Path) -> None:
    read = partners(tmp_path, f"{HEADER}\n\n1;A;\n;;\n ; ;\n2;B;\n\n".encode())
    assert [row[0] for row in read.rows()] == [3, 6]
    assert read.rows_read == 2
    assert read.faults.count == 0


def test_quoted_cells(tmp_path: Path) -> None:
    content = HEADER + '\n1;"A; ""B""";\n2;"deux\nlignes";\n3;C;12\n'
    read = partners(tmp_path, content.encode())
    assert [(row[0], row[2]) for row in read.rows()] == [(2, 'A; "B"'), (3, "deux lignes"), (5, None)]
    assert [fault.line for fault in read.faults.listed] == [5]


def test_spaces_of_all_kinds_become_one(tmp_path: Path) -> None:
    assert names(tmp_path, f"{HEADER}\n1;  Les\u00a0\u202f Éditions\t ;\n".encode()) == ["Les Éditions"]


@pytest.mark.parametrize("text", ["=1+1", "+33", "-x", "@SUM(A1)", "'=x", "'T HOOFT"])
def test_guarded_texts_come_back(tmp_path: Path, text: str) -> None:
    cell = f"'{text}" if text.lstrip("'")[0] in "=+-@" else text
    assert names(tmp_path, f"{HEADER}\n1;{cell};\n".encode()) == [text]


@pytest.mark.parametrize(
    ("content", "reason", "line"),
    [
        ("code;nom;banques\n1;Éditions;\n".encode("latin-1"), UnreadableReason.NOT_UTF8, 2),
        ("code;nom;banques\n1;A;\n".encode("utf-16"), UnreadableReason.NOT_UTF8, 1),
        ("code;nom;banques\n1;A;\n".encode("utf-16-le"), UnreadableReason.NUL, 1),
        (b"code;nom;banques\n1;A;\n2;B\0;\n", UnreadableReason.NUL, 3),
        (b'code;nom;banques\n1;"A;\n2;B;\n', UnreadableReason.QUOTES, 0),
        (b'code;nom;banques\n1;"A" et B;\n', UnreadableReason.QUOTES, 0),
        (b'code;nom;banques\n1;"' + b"A\n" * 100_000, UnreadableReason.QUOTES, 0),
        (b"code;nom;banques\n1;\xed\xa0\x80;\n", UnreadableReason.NOT_UTF8, 2),
    ],
)
def test_what_cannot_be_read(tmp_path: Path, content: bytes, reason: UnreadableReason, line: int) -> None:
    assert why_unreadable(tmp_path, content) == (reason, line)


def test_a_folder_or_a_pipe_under_the_name_of_a_file(tmp_path: Path) -> None:
    (tmp_path / "partenaires.csv").mkdir()
    with pytest.raises(Unavailable) as refusal:
        open_folder(tmp_path, seal)
    assert refusal.value.facts["reason"] == UnreadableReason.NOT_A_FILE


@needs_posix("pipes in a folder")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "partenaires.csv")
    with pytest.raises(Unavailable) as refusal:
        open_folder(tmp_path, seal)
    assert refusal.value.facts["reason"] == UnreadableReason.NOT_A_FILE


@needs_posix("links that anybody may make")
def test_a_link_to_nothing(tmp_path: Path) -> None:
    (tmp_path / "partenaires.csv").symlink_to(tmp_path / "nowhere")
    with pytest.raises(Unavailable) as refusal:
        open_folder(tmp_path, seal)
    assert refusal.value.facts["reason"] == UnreadableReason.ABSENT


def test_a_folder_with_none_of_the_four(tmp_path: Path) -> None:
    (tmp_path / "autre.csv").touch()
    with pytest.raises(RuleBroken) as refusal:
        open_folder(tmp_path, seal)
    assert refusal.value.code is Broken.IMPORT_FILE_MISSING


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(Unavailable) as refusal:
        open_folder(tmp_path / "nowhere", seal)
    assert refusal.value.fault is Fault.FOLDER_ABSENT


@pytest.mark.parametrize(
    ("header", "column", "kind"),
    [
        ("code;nom", "banques", RowFaultKind.COLUMN_MISSING),
        ("code;nom;banques;nom", "nom", RowFaultKind.COLUMN_TWICE),
        ("code,nom,banques", "", RowFaultKind.SEPARATOR_WRONG),
        ("code;nom;banques;mdr_prelevement;mdr_prelevement", "mdr_prelevement", RowFaultKind.COLUMN_TWICE),
        ("code;nom;mdr_prelevement", "banques", RowFaultKind.COLUMN_MISSING),
    ],
)
def test_wrong_headers(tmp_path: Path, header: str, column: str, kind: RowFaultKind) -> None:
    read = partners(tmp_path, f"{header}\n1;A;\n".encode())
    assert list(read.rows()) == []
    (fault,) = read.faults.listed
    assert (fault.line, fault.column, fault.kind) == (1, column, kind)
    assert not read.header_holds


def test_an_empty_file_lacks_every_column(tmp_path: Path) -> None:
    read = partners(tmp_path, b"")
    assert list(read.rows()) == []
    assert [fault.column for fault in read.faults.listed] == ["code", "nom", "banques"]


LONG = "x" * 500
WRONG_CELLS = [
    (ImportFile.CLIENTS, client(lettre="JJ"), "lettre", RowFaultKind.LETTER_WRONG),
    (ImportFile.CLIENTS, client(lettre="É"), "lettre", RowFaultKind.LETTER_WRONG),
    (ImportFile.CLIENTS, client(partenaire="0"), "partenaire", RowFaultKind.PARTNER_CODE_WRONG),
    (ImportFile.CLIENTS, client(partenaire="1234"), "partenaire", RowFaultKind.PARTNER_CODE_WRONG),
    (ImportFile.CLIENTS, client(chrono="12345678901"), "chrono", RowFaultKind.CHRONO_WRONG),
    (ImportFile.CLIENTS, client(chrono="5213²"), "chrono", RowFaultKind.CHRONO_WRONG),
    (ImportFile.CLIENTS, client(chrono=""), "chrono", RowFaultKind.CHRONO_WRONG),
    (ImportFile.CLIENTS, client(nom=""), "nom", RowFaultKind.EMPTY),
    (ImportFile.CLIENTS, client(nom=LONG), "nom", RowFaultKind.TOO_LONG),
    (ImportFile.CLIENTS, client(nom="DU\x07RAND"), "nom", RowFaultKind.CHARACTER_FORBIDDEN),
    (ImportFile.CLIENTS, client(code_postal="69003 CEDEX 03"), "code_postal", RowFaultKind.TOO_LONG),
    (ImportFile.CLIENTS, client(mdr=""), "mdr", RowFaultKind.METHOD_WRONG),
    (ImportFile.CLIENTS, client(mdr="100"), "mdr", RowFaultKind.METHOD_WRONG),
    (ImportFile.CLIENTS, client(iban="FR7630006000011234567890188"), "iban", RowFaultKind.IBAN_WRONG),
    (ImportFile.CLIENTS, client(rum="ADLP 1"), "rum", RowFaultKind.RUM_WRONG),
    (ImportFile.CLIENTS, client(rum="A" * 36), "rum", RowFaultKind.RUM_WRONG),
    (ImportFile.CLIENTS, client(rum="R-DE89370400440532013000"), "rum", RowFaultKind.IBAN_IN_CLEAR),
    (ImportFile.CLIENTS, client(rum=f"R-{IBAN}"), "rum", RowFaultKind.IBAN_IN_CLEAR),
    (ImportFile.CLIENTS, client(mandat="oui"), "mandat", RowFaultKind.MANDATE_WRONG),
    (ImportFile.CLIENTS, client(alias="4111111111111111"), "alias", RowFaultKind.CARD_NUMBER),
    (ImportFile.CLIENTS, client(alias="AL 4111 1111 1111 1111"), "alias", RowFaultKind.CARD_NUMBER),
    (ImportFile.CLIENTS, client(alias="3782-822463-10005"), "alias", RowFaultKind.CARD_NUMBER),
    (ImportFile.CLIENTS, client(adresse="CB 4111.1111.1111.1111"), "adresse", RowFaultKind.CARD_NUMBER),
    (ImportFile.CLIENTS, client(adresse="fr76 3000 6000 0112 3456 7890 189"), "adresse", RowFaultKind.IBAN_IN_CLEAR),
    (ImportFile.CLIENTS, client(adresse="05/2029 4111 1111 1111 1111"), "adresse", RowFaultKind.CARD_NUMBER),
    (ImportFile.CLIENTS, client(adresse="DE89 3704 0044 0532 0130 00"), "adresse", RowFaultKind.IBAN_IN_CLEAR),
    (ImportFile.CLIENTS, client(expiration="13/2027"), "expiration", RowFaultKind.EXPIRY_WRONG),
    (ImportFile.CLIENTS, client(expiration="05/27"), "expiration", RowFaultKind.EXPIRY_WRONG),
    (ImportFile.CLIENTS, client(bloque="peut-être"), "bloque", RowFaultKind.FLAG_WRONG),
    (ImportFile.INVOICES, invoice(numero=""), "numero", RowFaultKind.EMPTY),
    (ImportFile.INVOICES, invoice(circulaire=""), "circulaire", RowFaultKind.EMPTY),
    (ImportFile.INVOICES, invoice(date="30/02/2019"), "date", RowFaultKind.DATE_WRONG),
    (ImportFile.INVOICES, invoice(date=""), "date", RowFaultKind.EMPTY),
    (ImportFile.INVOICES, invoice(montant="1.234"), "montant", RowFaultKind.AMOUNT_WRONG),
    (ImportFile.INVOICES, invoice(montant="-5,00"), "montant", RowFaultKind.AMOUNT_WRONG),
    (ImportFile.INVOICES, invoice(montant="0,00"), "montant", RowFaultKind.AMOUNT_NOT_POSITIVE),
    (ImportFile.INVOICES, invoice(reste="13,11"), "reste", RowFaultKind.PENDING_OVER_AMOUNT),
    (ImportFile.ORDERS, order(titre=""), "titre", RowFaultKind.EMPTY),
    (ImportFile.ORDERS, order(kdo="2"), "kdo", RowFaultKind.FLAG_WRONG),
    (ImportFile.PARTNERS, "121;Tilleul;30004|1027;", "banques", RowFaultKind.BANK_CODE_WRONG),
    (ImportFile.PARTNERS, "121;Tilleul;30004||10278;", "banques", RowFaultKind.BANK_CODE_WRONG),
    (ImportFile.PARTNERS, "121;Tilleul", "", RowFaultKind.FIELD_COUNT),
    (ImportFile.PARTNERS, "121;Tilleul;;;", "", RowFaultKind.FIELD_COUNT),
    *(
        (ImportFile.PARTNERS, f"121;Tilleul;;{cell}", "mdr_prelevement", RowFaultKind.DIRECT_METHOD_WRONG)
        for cell in ("0", "00", "15", "015", "80", "81", "82", "99", "100", "-1", "4.5", "²", "quarante", "9" * 5_000)
    ),
    (ImportFile.CLIENTS, client(mdr="9" * 5_000), "mdr", RowFaultKind.METHOD_WRONG),
]


@pytest.mark.parametrize(("file", "row", "column", "kind"), WRONG_CELLS)
def test_wrong_cells(tmp_path: Path, file: ImportFile, row: str, column: str, kind: RowFaultKind) -> None:
    write_file(tmp_path, file, row)
    read = source(tmp_path, file)
    list(read.rows())
    assert [(fault.line, fault.column, fault.kind) for fault in read.faults.listed] == [(2, column, kind)]
    assert (read.faults.count, read.faults.rows, read.rows_read) == (1, 1, 1)


@pytest.mark.parametrize(
    "cells",
    [
        {"iban": "FR7630006000011234567890188"},
        {"rum": IBAN},
        {"rum": "GB82WEST12345698765432"},
        {"adresse": f"compte {IBAN}"},
        {"alias": "4111 1111 1111 1111"},
        {"chrono": "4111111111111111"},
        {"lettre": "4111111111111111"},
        {"mandat": "4111111111111111"},
        {"bloque": IBAN},
    ],
)
def test_a_fault_shows_no_iban_and_no_card(tmp_path: Path, cells: dict[str, str]) -> None:
    write_file(tmp_path, ImportFile.CLIENTS, client(**cells))
    read = source(tmp_path, ImportFile.CLIENTS)
    list(read.rows())
    (fault,) = read.faults.listed
    assert sum(character.isdigit() for character in fault.value) <= 10


@pytest.mark.parametrize("cell", ["FR76 3000 6000 0112 3456 7890 189", "fr7630006000011234567890189"])
def test_an_iban_is_sealed_compact(tmp_path: Path, cell: str) -> None:
    write_file(tmp_path, ImportFile.CLIENTS, client(iban=cell), client(chrono="2", iban=""))
    rows = list(source(tmp_path, ImportFile.CLIENTS).rows())
    assert [row[11] for row in rows] == [seal(IBAN), None]


@pytest.mark.parametrize(
    "alias",
    ["AL-0123456789ab", "550e8400-e29b-41d4-a716-446655440000", "12345678-1234-4123-8123-123456789012", "0" * 16, "42"],
)
def test_an_alias_is_not_taken_for_a_card(tmp_path: Path, alias: str) -> None:
    write_file(tmp_path, ImportFile.CLIENTS, client(alias=alias))
    read = source(tmp_path, ImportFile.CLIENTS)
    assert [row[14] for row in read.rows()] == [alias]
    assert read.faults.count == 0


@pytest.mark.parametrize(
    ("cell", "flag"), [("oui", 1), ("OUI", 1), ("x", 1), ("1", 1), ("non", 0), ("0", 0), ("", 0), (" ", 0)]
)
def test_flags(tmp_path: Path, cell: str, flag: int) -> None:
    write_file(tmp_path, ImportFile.CLIENTS, client(decede=cell))
    assert [row[18] for row in source(tmp_path, ImportFile.CLIENTS).rows()] == [flag]


@pytest.mark.parametrize("cell", ["20/02/2019", "2019-02-20", "20.02.2019"])
def test_dates(tmp_path: Path, cell: str) -> None:
    write_file(tmp_path, ImportFile.INVOICES, invoice(date=cell))
    assert [str(row[6]) for row in source(tmp_path, ImportFile.INVOICES).rows()] == ["2019-02-20"]


def test_all_the_faults_of_a_row_are_listed_and_its_key_is_kept(tmp_path: Path) -> None:
    write_file(tmp_path, ImportFile.CLIENTS, client(mdr="?", iban="?", decede="?"))
    read = source(tmp_path, ImportFile.CLIENTS)
    (row,) = read.rows()
    assert row[:4] == (2, "J", 121, "52134466")
    assert set(row[4:]) == {None}
    assert [fault.column for fault in read.faults.listed] == ["mdr", "iban", "decede"]
    assert (read.faults.count, read.faults.rows) == (3, 1)


def test_a_row_whose_key_is_wrong_is_left_out(tmp_path: Path) -> None:
    write_file(tmp_path, ImportFile.CLIENTS, client(chrono="?"))
    assert list(source(tmp_path, ImportFile.CLIENTS).rows()) == []


def test_faults_are_counted_beyond_those_listed(tmp_path: Path) -> None:
    write_file(tmp_path, ImportFile.PARTNERS, *["0;;;"] * 300)
    read = source(tmp_path, ImportFile.PARTNERS)
    assert list(read.rows()) == []
    assert len(read.faults.listed) == FAULTS_SHOWN
    assert (read.faults.count, read.faults.rows) == (600, 300)


def test_the_reading_pauses_and_can_be_stopped(tmp_path: Path) -> None:
    write_file(tmp_path, ImportFile.INVOICES, *[INVOICE] * 20_000)
    read = source(tmp_path, ImportFile.INVOICES)
    seen: list[int] = []

    def pause() -> None:
        seen.append(read.rows_read)
        if len(seen) == 3:
            raise EnoughError

    with pytest.raises(EnoughError):
        list(read.rows(pause))
    assert len(seen) == 3
    assert 0 < seen[-1] < 20_000


@settings(max_examples=tried(60), deadline=None)
@given(
    st.binary(max_size=300) | st.text(st.sampled_from("code;nom;banques\n\r\"'=é\0 1|"), max_size=80).map(str.encode)
)
def test_nothing_but_the_known_errors_comes_out(content: bytes) -> None:
    with TemporaryDirectory() as folder:
        (Path(folder) / "partenaires.csv").write_bytes(f"{HEADER}\n".encode() + content)
        read = source(Path(folder), ImportFile.PARTNERS)
        rows, fault = [], None
        try:
            rows = list(read.rows())
        except Unavailable as refusal:
            fault = refusal.fault
        assert fault in (None, Fault.FILE_UNREADABLE)
        assert len(rows) <= read.rows_read
        assert all(isinstance(row[2], str) or read.faults.count for row in rows)


def test_rows_of_all_files_are_as_wide_as_their_records(tmp_path: Path) -> None:
    write_folder(tmp_path, {ImportFile.PARTNERS: [PARTNER, "122;;"], ImportFile.CLIENTS: [CLIENT, client(mdr="?")]})
    for one in open_folder(tmp_path, seal):
        assert len({len(row) for row in one.rows()}) == 1
