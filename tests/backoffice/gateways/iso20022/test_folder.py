import os
from pathlib import Path

import pytest
from pydantic import SecretStr

from backoffice.domain.cancellation import ErpAnswer, ErpStatus, Unreadable
from backoffice.domain.errors import Fault, Unavailable
from backoffice.gateways.iso20022.folder import IsoFolder
from backoffice.gateways.iso20022.inbox import LARGEST
from tests.erp_bench import NOW, IsoBench, StandingClock, a_line, a_request
from tests.iso_peer import SECRET, IsoPeer, drop, report, resolution, signature
from tests.iso_schema import REPORT, RESOLUTION, made
from tests.needs import needs_posix

LONG = 60
"""Seconds, after which a file without its signature is not on its way any more."""


@pytest.fixture
def clock() -> StandingClock:
    return StandingClock()


@pytest.fixture
def bench(tmp_path: Path, clock: StandingClock) -> IsoBench:
    return IsoBench.in_folder(tmp_path / "echange", clock)


@pytest.fixture
def folder(bench: IsoBench) -> Path:
    return bench.peer.folder


def cancelled(request: str = "d" * 32, line: str = "a" * 32) -> bytes:
    return made(resolution(request, line, "CNCL", "ACCR"), RESOLUTION)


def names(folder: Path, sub_folder: str) -> list[str]:
    place = folder / sub_folder
    return sorted(file.name for file in place.iterdir()) if place.is_dir() else []


def heard(bench: IsoBench) -> list[tuple[ErpAnswer, str]]:
    return [(message.answer, message.reason) for message in bench.system.messages([])]


def take_all(bench: IsoBench) -> None:
    bench.system.taken([message.id for message in bench.system.messages([])])


def test_what_goes_out_is_whole_and_signed(bench: IsoBench, folder: Path) -> None:
    line = a_line()
    request = a_request(line)
    bench.system.hand_over([line])
    bench.system.ask(request)
    bench.system.look("enquete-1", [line])
    files = [f"camt054-{line.reference}.xml", f"camt055-{request.reference}.xml", "pacs028-enquete-1.xml"]

    assert names(folder, "a_envoyer") == sorted([*files, *(f"{file}.sig" for file in files)])
    for file in files:
        place = folder / "a_envoyer" / file
        assert place.with_name(f"{file}.sig").read_text() == signature(place.read_bytes())


def test_what_is_said_again_is_the_same_file(bench: IsoBench, folder: Path, clock: StandingClock) -> None:
    line = a_line()
    request = a_request(line)
    bench.system.ask(request)
    bench.system.hand_over([line])
    before = {file.name: file.read_bytes() for file in (folder / "a_envoyer").iterdir()}
    clock.on(LONG)
    bench.system.ask(request)
    bench.system.hand_over([line])

    assert {file.name: file.read_bytes() for file in (folder / "a_envoyer").iterdir()} == before


def test_a_request_that_was_taken_away_is_the_same_when_it_is_sent_again(bench: IsoBench, folder: Path) -> None:
    request = a_request(a_line())
    file = folder / "a_envoyer" / f"camt055-{request.reference}.xml"
    bench.system.ask(request)
    first = file.read_bytes()
    bench.work()
    assert not file.exists()
    bench.system.ask(request)

    assert file.read_bytes() == first


def test_a_full_disk_is_told_and_leaves_no_half_of_a_file(
    bench: IsoBench, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError(28, "no space")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(Unavailable) as refused:
        bench.system.ask(a_request(a_line()))

    assert (refused.value.fault, refused.value.facts) == (Fault.ERP_UNREACHABLE, {"system": "Comptabilité"})
    assert names(folder, "a_envoyer") == []


@pytest.mark.parametrize("reference", ["", "../ailleurs", "a" * 36, "a.b", "a b", "é"])
def test_a_reference_that_cannot_be_a_name_is_a_bug(bench: IsoBench, reference: str) -> None:
    with pytest.raises(ValueError, match="reference"):
        bench.system.look(reference, [a_line()])


@pytest.mark.parametrize("sub_folder", ["a_envoyer", "recu"])
def test_a_share_that_is_not_there_is_not_made(bench: IsoBench, folder: Path, sub_folder: str) -> None:
    (folder / sub_folder).rmdir()
    with pytest.raises(Unavailable) as refused:
        bench.system.hand_over([a_line()])

    assert refused.value.fault is Fault.ERP_UNREACHABLE
    assert not (folder / sub_folder).exists()


@pytest.mark.parametrize("secret", ["", "x" * 15])
def test_a_secret_that_can_be_guessed_is_none(folder: Path, clock: StandingClock, secret: str) -> None:
    system = IsoFolder(folder, lambda: SecretStr(secret), clock, "Comptabilité")
    with pytest.raises(Unavailable) as refused:
        system.messages([])

    assert (refused.value.fault, refused.value.facts) == (Fault.ERP_TOKEN_WRONG, {"system": "Comptabilité"})


def test_what_was_taken_is_put_away_with_its_signature(bench: IsoBench, folder: Path) -> None:
    drop(folder, "reponse.xml", cancelled())
    take_all(bench)

    assert names(folder, "recu") == []
    assert names(folder, "traite") == ["reponse.xml", "reponse.xml.sig"]
    assert heard(bench) == []


def test_a_receipt_is_put_away_unseen(bench: IsoBench, folder: Path) -> None:
    said = report("d" * 32, "camt.055.001.08", {})
    said["CstmrPmtStsRpt"]["OrgnlGrpInfAndSts"]["GrpSts"] = "RCVD"
    drop(folder, "accuse.xml", made(said, REPORT))
    drop(folder, "reponse.xml", cancelled())

    assert heard(bench) == [(ErpAnswer.CANCELLED, "")]
    assert names(folder, "traite") == ["accuse.xml", "accuse.xml.sig"]
    assert names(folder, "quarantaine") == []


def test_a_file_stays_until_all_of_it_is_taken(bench: IsoBench, folder: Path) -> None:
    said = resolution("d" * 32, "a" * 32, "PECR", "ACCR")
    payment = said["RsltnOfInvstgtn"]["CxlDtls"][0]["OrgnlPmtInfAndSts"][0]
    payment["TxInfAndSts"].append({"OrgnlEndToEndId": "b" * 32, "TxCxlSts": "RJCR"})
    drop(folder, "reponse.xml", made(said, RESOLUTION))
    first, second = bench.system.messages([])

    bench.system.taken([first.id])
    assert bench.system.messages([]) == [second]
    assert "reponse.xml" in names(folder, "recu")
    bench.system.taken([second.id])
    assert "reponse.xml" in names(folder, "traite")


def test_what_has_the_same_name_is_kept_beside(bench: IsoBench, folder: Path) -> None:
    for line in "abc":
        drop(folder, "reponse.xml", cancelled(line=line * 32))
        take_all(bench)

    kept = [name for name in names(folder, "traite") if name.endswith(".xml")]
    assert kept == ["1-reponse.xml", "2-reponse.xml", "reponse.xml"]
    assert len({(folder / "traite" / name).read_bytes() for name in kept}) == 3


def test_a_file_that_was_written_anew_meanwhile_is_read_anew(bench: IsoBench, folder: Path) -> None:
    drop(folder, "reponse.xml", cancelled())
    (first,) = bench.system.messages([])
    drop(folder, "reponse.xml", cancelled(line="b" * 32))
    bench.system.taken([first.id])

    assert [message.line for message in bench.system.messages([])] == ["b" * 32]


def test_after_a_crash_it_is_all_told_again(bench: IsoBench, folder: Path, clock: StandingClock) -> None:
    drop(folder, "reponse.xml", cancelled())
    before = bench.system.messages([])
    after = IsoFolder(folder, lambda: SecretStr(SECRET), clock)

    assert after.messages([]) == before
    after.taken([message.id for message in before])
    assert names(folder, "recu") == []
    take_all(bench)
    assert heard(bench) == []


def test_a_copy_under_another_name_has_the_same_ids(bench: IsoBench, folder: Path) -> None:
    content = cancelled()
    drop(folder, "reponse.xml", content)
    drop(folder, "copie.xml", content)
    told = bench.system.messages([])

    assert len({message.id for message in told}) == 1
    bench.system.taken([told[0].id])
    assert names(folder, "recu") == []


def test_the_oldest_comes_first(bench: IsoBench, folder: Path) -> None:
    for age, name in ((1, "a.xml"), (3, "b.xml"), (2, "c.xml")):
        drop(folder, name, cancelled(line=name[0] * 32))
        os.utime(folder / "recu" / name, (NOW.timestamp() - age, NOW.timestamp() - age))

    assert [message.line[0] for message in bench.system.messages([])] == ["b", "c", "a"]


def test_the_answers_to_an_enquiry_are_kept_and_the_last_holds(bench: IsoBench, folder: Path) -> None:
    line, other = a_line(), a_line()
    assert bench.system.look("enquete-1", [line, other]) == {}
    for age, status in ((2, "PDNG"), (1, "ACSC")):
        content = made(report("enquete-1", "pacs.028.001.03", {line.reference: {"TxSts": status}}), REPORT)
        drop(folder, f"etat{age}.xml", content)
        os.utime(folder / "recu" / f"etat{age}.xml", (NOW.timestamp() - age, NOW.timestamp() - age))
        assert heard(bench) == []

    found = bench.system.look("enquete-1", [line, other])
    assert {reference: each.status for reference, each in found.items()} == {line.reference: ErpStatus.PROCESSED}
    assert bench.system.look("enquete-1", [line, other]) == found
    assert bench.system.look("enquete-2", [line]) == {}
    assert names(folder, "recu") == []


def test_only_what_was_not_answered_is_asked_for_again(bench: IsoBench, folder: Path) -> None:
    line, other = a_line(), a_line()
    drop(folder, "etat.xml", made(report("enquete-1", "pacs.028.001.03", {line.reference: {"TxSts": "ACSC"}}), REPORT))
    bench.system.look("enquete-1", [line, other])
    asked = (folder / "a_envoyer" / "pacs028-enquete-1.xml").read_text()

    assert other.reference in asked
    assert line.reference not in asked


def test_what_was_answered_is_not_asked_for_again(bench: IsoBench, folder: Path) -> None:
    bench.system.hand_over(lines := [a_line(), a_line()])
    bench.system.look("enquete-1", lines)
    bench.work()
    assert len(bench.system.look("enquete-1", lines)) == 2

    assert names(folder, "a_envoyer") == []


def test_an_answer_dropped_among_the_kept_ones_has_to_be_signed(bench: IsoBench, folder: Path) -> None:
    line = a_line()
    kept = folder / "etats" / "pacs028-enquete-1"
    kept.mkdir(parents=True)
    (kept / "etat.xml").write_bytes(
        made(report("enquete-1", "pacs.028.001.03", {line.reference: {"TxSts": "CANC"}}), REPORT)
    )

    assert bench.system.look("enquete-1", [line]) == {}


def test_an_enquiry_that_leads_out_of_the_folder_is_unreadable(bench: IsoBench, folder: Path) -> None:
    drop(folder, "etat.xml", made(report("../../x", "pacs.028.001.03", {"a" * 32: {"TxSts": "CANC"}}), REPORT))

    assert heard(bench) == [(ErpAnswer.UNREADABLE, Unreadable.ODD)]
    take_all(bench)
    assert "etat.xml" in names(folder, "quarantaine")


@pytest.mark.parametrize(
    ("seal", "why"),
    [
        (None, Unreadable.UNSIGNED),
        ("", Unreadable.SIGNATURE_WRONG),
        ("0" * 64, Unreadable.SIGNATURE_WRONG),
        ("é\x00" * 500, Unreadable.SIGNATURE_WRONG),
    ],
)
def test_what_nobody_known_has_signed_is_not_taken(
    bench: IsoBench, folder: Path, clock: StandingClock, seal: str | None, why: Unreadable
) -> None:
    (folder / "recu" / "reponse.xml").write_bytes(cancelled())
    if seal is not None:
        (folder / "recu" / "reponse.xml.sig").write_text(seal, encoding="utf-8")
    assert heard(bench) == []

    clock.on(LONG)
    (message,) = bench.system.messages([])
    assert (message.answer, message.reason, message.request, message.line) == (ErpAnswer.UNREADABLE, why, "", "")
    assert message.id.startswith("reponse.xml#")
    assert bench.system.messages([]) == [message]
    bench.system.taken([message.id])
    assert "reponse.xml" in names(folder, "quarantaine")
    assert heard(bench) == []


def test_another_key_is_nobody_known(bench: IsoBench, folder: Path, clock: StandingClock) -> None:
    drop(folder, "reponse.xml", cancelled(), "un-secret-d-ailleurs")
    assert heard(bench) == []
    clock.on(LONG)

    assert heard(bench) == [(ErpAnswer.UNREADABLE, Unreadable.SIGNATURE_WRONG)]


def test_a_signature_may_come_late_and_in_capitals(bench: IsoBench, folder: Path, clock: StandingClock) -> None:
    content = cancelled()
    (folder / "recu" / "reponse.xml").write_bytes(content)
    assert heard(bench) == []
    clock.on(LONG)
    (folder / "recu" / "reponse.xml.sig").write_text(f" {signature(content).upper()}\r\n")

    assert heard(bench) == [(ErpAnswer.CANCELLED, "")]


def test_a_file_that_grows_is_left_until_it_is_whole(bench: IsoBench, folder: Path, clock: StandingClock) -> None:
    content = cancelled()
    file = folder / "recu" / "reponse.xml"
    file.with_name("reponse.xml.sig").write_text(signature(content))
    for written in range(0, len(content), 100):
        file.write_bytes(content[:written])
        assert heard(bench) == []
        clock.on(LONG // 3)
    file.write_bytes(content)

    assert heard(bench) == [(ErpAnswer.CANCELLED, "")]


@pytest.mark.parametrize("name", ["reponse.part", "reponse.tmp", "reponse.xml.part", "LISEZMOI", "reponse.xml.sig"])
def test_other_files_are_left_alone(bench: IsoBench, folder: Path, clock: StandingClock, name: str) -> None:
    (folder / "recu" / name).write_bytes(cancelled())
    assert heard(bench) == []
    clock.on(LONG)

    assert heard(bench) == []
    assert names(folder, "recu") == [name]


@needs_posix("pipes and links in a folder")
def test_what_is_no_plain_file_is_left_alone(
    bench: IsoBench, folder: Path, clock: StandingClock, tmp_path: Path
) -> None:
    content = cancelled()
    (tmp_path / "secret.xml").write_bytes(content)
    (folder / "recu" / "lien.xml").symlink_to(tmp_path / "secret.xml")
    (folder / "recu" / "lien.xml.sig").write_text(signature(content))
    (folder / "recu" / "dossier.xml").mkdir()
    os.mkfifo(folder / "recu" / "tuyau.xml")
    (folder / "recu" / "reponse.xml").write_bytes(content)
    os.mkfifo(folder / "recu" / "reponse.xml.sig")
    assert heard(bench) == []
    clock.on(LONG)

    assert heard(bench) == [(ErpAnswer.UNREADABLE, Unreadable.UNSIGNED)]


def test_a_file_too_large_is_not_even_read(bench: IsoBench, folder: Path, clock: StandingClock) -> None:
    content = cancelled() + b" " * LARGEST
    drop(folder, "reponse.xml", content)
    assert heard(bench) == []
    clock.on(LONG)

    assert heard(bench) == [(ErpAnswer.UNREADABLE, Unreadable.TOO_LARGE)]
    take_all(bench)
    assert "reponse.xml" in names(folder, "quarantaine")


def test_a_file_as_large_as_may_be_is_read(bench: IsoBench, folder: Path) -> None:
    content = cancelled()
    drop(folder, "reponse.xml", content + b" " * (LARGEST - len(content)))

    assert heard(bench) == [(ErpAnswer.CANCELLED, "")]


def test_what_cannot_be_believed_is_read_once(
    bench: IsoBench, folder: Path, clock: StandingClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "recu" / "reponse.xml").write_bytes(cancelled())
    opened: list[Path] = []
    really = Path.open

    def noted(self: Path, mode: str) -> object:
        opened.append(self)
        return really(self, mode)

    monkeypatch.setattr(Path, "open", noted)
    for _ in range(5):
        bench.system.messages([])
        clock.on(LONG)

    assert [file.name for file in opened] == ["reponse.xml"]


def test_a_peer_with_another_name_and_folder_is_another(tmp_path: Path, clock: StandingClock) -> None:
    peer = IsoPeer(tmp_path / "autre")
    system = IsoFolder(peer.folder, lambda: SecretStr(SECRET), clock, "Grand livre")
    system.ask(a_request(a_line()))

    assert system.name == "Grand livre"
    assert b"Grand livre" in next((peer.folder / "a_envoyer").glob("*.xml")).read_bytes()
