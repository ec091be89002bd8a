import csv
from dataclasses import dataclass, field
from pathlib import Path
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from backoffice.demonstration import write_folder as write_demonstration
from backoffice.domain.client_ref import ClientRef
from backoffice.domain.errors import Broken, Fault, RuleBroken, Unavailable
from backoffice.domain.import_rows import ImportFile
from backoffice.domain.importing import WorkProgress
from backoffice.domain.mail import ActionCode, ActionForm, FileAction
from backoffice.domain.paper import MailSlipKind, Paper, SlipKind
from backoffice.domain.unknown_mail import UnknownMail
from backoffice.gateways.export_folder import write_file
from backoffice.gateways.import_files.folder import open_folder
from backoffice.services.office.exporting import (
    ACTIONS_COLUMNS,
    ACTIONS_FILE,
    MAIL_COLUMNS,
    MAIL_FILE,
    RECEIPTS_COLUMNS,
    RECEIPTS_FILE,
    Exporting,
)
from backoffice.services.office.importing import Importing
from backoffice.storage.database import Database
from backoffice.storage.migrate import migrate
from backoffice.storage.schema import audit_events, clients
from tests.coupons import GUARDED, away_to
from tests.examples import tried
from tests.import_folders import client, write_folder
from tests.office import VAULT, OfficeGestures


@dataclass
class Archive:
    """An office whose books go in and out."""

    desk: OfficeGestures
    told: list[WorkProgress] = field(default_factory=list)

    def take_in(self, folder: Path) -> None:
        report = Importing(self.desk.office, VAULT, open_folder).run(
            self.desk.supervisor, folder, self.told.append, lambda: False
        )
        assert report.is_sound, report

    def write_out(self, folder: Path) -> Path:
        Exporting(self.desk.office, VAULT, write_file).run(self.desk.supervisor, folder, self.told.append)
        return folder


@pytest.fixture
def archive(database: Database) -> Archive:
    return Archive(OfficeGestures(database))


def lines(folder: Path, name: str) -> list[list[str]]:
    with (folder / name).open(encoding="utf-8-sig", newline="") as text:
        return list(csv.reader(text, delimiter=";"))


def four_files(folder: Path) -> dict[str, list[list[str]]]:
    return {file.value: lines(folder, file) for file in ImportFile}


def test_what_goes_in_comes_out(archive: Archive, tmp_path: Path) -> None:
    demo = tmp_path / "demo"
    write_demonstration(demo, clients=300)
    archive.take_in(demo)
    assert four_files(archive.write_out(tmp_path / "out")) == four_files(demo)


def test_what_comes_out_goes_in_as_it_was(archive: Archive, tmp_path: Path) -> None:
    write_demonstration(tmp_path / "demo", clients=200)
    archive.take_in(tmp_path / "demo")
    first, second = archive.write_out(tmp_path / "first"), tmp_path / "second"
    other = Database(f"sqlite:///{tmp_path / 'other.db'}")
    migrate(other)
    other_archive = Archive(OfficeGestures(other))
    other_archive.take_in(first)
    other_archive.write_out(second)
    other.close()
    assert four_files(second) == four_files(first)


def test_the_files_open_in_a_spreadsheet(archive: Archive, tmp_path: Path) -> None:
    archive.take_in(write_folder(tmp_path / "in", {ImportFile.PARTNERS: ["121;'=HYPERLINK(1);;"]}))
    out = archive.write_out(tmp_path / "out")
    content = (out / "partenaires.csv").read_bytes()
    assert content.startswith(b"\xef\xbb\xbfcode;nom;banques;mdr_prelevement\r\n")
    assert lines(out, "partenaires.csv")[1] == ["121", "'=HYPERLINK(1)", "", ""]


_NAMES = st.text(
    st.characters(codec="utf-8", exclude_categories=["C", "Z"]) | st.sampled_from("=+-@'\";\\ "), min_size=1
)


@settings(max_examples=tried(25), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(_NAMES.map(lambda name: name[:12].strip()).filter(bool), min_size=1, max_size=20, unique=True))
def test_names_of_all_kinds_come_back(archive: Archive, tmp_path: Path, names: list[str]) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    write_file(first / "partenaires.csv", ImportFile.PARTNERS.columns, [(121, "Tilleul", "", 45)])
    header, *_ = [row.split(";") for row in [client()]]
    rows = [[*header[:2], str(place), header[3], name, *header[5:]] for place, name in enumerate(names)]
    write_file(first / "clients.csv", ImportFile.CLIENTS.columns, rows)
    archive.take_in(first)
    archive.write_out(second)
    out = {row[2]: row for row in lines(second, "clients.csv")[1:]}
    assert [out[row[2]] for row in rows] == lines(first, "clients.csv")[1:]
    kept = archive.desk.database.read(lambda tx: dict(tx.execute(select(clients.c.chrono, clients.c.last_name)).all()))
    assert [kept[str(place)] for place in range(len(names))] == names


def test_receipts_and_their_reversals(archive: Archive, tmp_path: Path) -> None:
    desk = archive.desk
    first, second = desk.client(), desk.client(ClientRef("J", 121, "7"), pending=())
    batch, free = desk.batch(), desk.batch(with_invoice=False)
    receipt = desk.cheque(batch, first, 22_45)
    desk.cheque(free, second, 5_00, "0000007")
    desk.corrections.reverse(desk.operator, uuid4(), receipt.id)
    header, *rows = lines(archive.write_out(tmp_path), RECEIPTS_FILE)
    assert header == list(RECEIPTS_COLUMNS)
    told = [(row[0], row[1], row[4], row[5], row[6], row[8], row[9], row[10]) for row in rows]
    ids = [row[0] for row in rows]
    assert told == [
        (ids[0], batch.number, "52134466", "5508018", "22,45", "A. Morel", "oui", ""),
        (ids[1], free.number, "7", "0000007", "5,00", "A. Morel", "non", ""),
        (ids[2], batch.number, "52134466", "5508018", "-22,45", "A. Morel", "non", ids[0]),
    ]
    assert rows[0][7].startswith("04/03/2024 09:")


def test_mail_and_actions(archive: Archive, tmp_path: Path) -> None:
    desk = archive.desk
    client, batch, without = desk.client(), desk.batch(), desk.batch(with_invoice=False)
    elsewhere = away_to(Paper.SCAN, SlipKind.IBAN, "B", "E")
    form = desk.mail_form(batch, client, GUARDED, departure=elsewhere, reason="Vu")
    row = desk.mail.record(desk.operator, form)
    slip = desk.mail_slips.print_slip(desk.operator, uuid4(), MailSlipKind.IBAN, batch.id)
    desk.mail.cancel(desk.operator, uuid4(), row.id)
    aside = desk.letter(batch, client, Paper.SET_ASIDE)
    receipt = desk.cheque(without, client, 20_30)
    comment = FileAction(ActionCode.COMMENT, "Autre motif", "=1+1", "P-41")
    desk.actions.record(desk.operator, ActionForm(uuid4(), client, (comment,)))
    nobody = UnknownMail(uuid4(), batch.id, SlipKind.CHEQUE, "J 1?1 52", "Mme DUR…", "tache")
    unknown = desk.unknown_mails.record(desk.operator, nobody)
    archive.write_out(tmp_path)
    header, *rows = lines(tmp_path, MAIL_FILE)
    *last, _moment, by, cancelled, said = rows.pop()
    assert last[1:] == [batch.number, "", "", "", "", "scan", "cheque", "", "P-05", "", "", ""]
    assert (by, cancelled, said) == ("A. Morel", "non", f"{unknown.number}, Mme DUR…, J 1?1 52, tache")
    assert header == list(MAIL_COLUMNS)
    assert rows[0][1:13] == [
        *(batch.number, "J", "121", "52134466", "", "scan", "iban", "B, E", "P-43 P-10", "Vu", slip.number, "")
    ]
    assert [(row[5], row[6], row[12], row[14], row[15]) for row in rows] == [
        ("", "scan", "", "A. Morel", "oui"),
        ("", "set_aside", "", "A. Morel", "non"),
        (str(receipt.id), "discard", str(aside.id), "A. Morel", "non"),
    ]
    header, *rows = lines(tmp_path, ACTIONS_FILE)
    assert header == list(ACTIONS_COLUMNS)
    assert [(row[1], row[4], *row[5:9], *row[11:]) for row in rows] == [
        (str(row.id), "52134466", "2.7", "1 - Non prospectable", "", "P-43", "oui", ""),
        ("", "52134466", "2.6", "Autre motif", "'=1+1", "P-41", "non", ""),
    ]


def test_what_is_left_to_pay_is_what_goes_out(archive: Archive, tmp_path: Path) -> None:
    archive.take_in(write_folder(tmp_path / "in"))
    desk = archive.desk
    client_id = desk.database.read(lambda tx: tx.execute(select(clients.c.id)).scalar_one())
    desk.cheque(desk.batch(), client_id, 10_00)
    assert lines(archive.write_out(tmp_path / "out"), "factures.csv")[1][-2:] == ["13,10", "3,10"]


def test_an_export_is_on_the_trail(archive: Archive, tmp_path: Path) -> None:
    archive.write_out(tmp_path)
    kinds = archive.desk.database.read(lambda tx: tx.scalars(select(audit_events.c.kind)).all())
    assert kinds == ["office exported"]


def test_who_may_not(archive: Archive, tmp_path: Path) -> None:
    desk = archive.desk
    with pytest.raises(RuleBroken) as refusal:
        Exporting(desk.office, VAULT, write_file).run(desk.operator, tmp_path / "out", archive.told.append)
    assert refusal.value.code is Broken.ROLE_MAY_NOT
    assert not (tmp_path / "out").exists()


def test_the_progress_says_how_far(archive: Archive, tmp_path: Path) -> None:
    write_demonstration(tmp_path / "demo", clients=2_500)
    archive.take_in(tmp_path / "demo")
    archive.told.clear()
    archive.write_out(tmp_path / "out")
    assert [(told.done, told.total) for told in archive.told if told.file == "clients.csv"] == [
        (2_000, 2_500),
        (2_500, 2_500),
    ]
    assert [told.file for told in archive.told][-3:] == [RECEIPTS_FILE, MAIL_FILE, ACTIONS_FILE]


def test_a_folder_that_cannot_be_written(archive: Archive, tmp_path: Path) -> None:
    (tmp_path / "taken").touch()
    with pytest.raises(Unavailable) as refusal:
        archive.write_out(tmp_path / "taken")
    assert refusal.value.fault is Fault.FOLDER_UNUSABLE
