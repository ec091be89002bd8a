"""`liasse-admin` as a script calls it, on both engines."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from uuid import uuid4

import pytest
from pypdf import PdfReader
from sqlalchemy import text

from backoffice.bootstrap import Settings, open_services
from backoffice.demonstration import write_folder
from backoffice.domain.batch import BatchKind, NewBatch
from backoffice.domain.client_ref import ClientRef
from backoffice.domain.mail_facts import CardFacts
from backoffice.domain.money import Money
from backoffice.domain.paper import Paper
from backoffice.domain.people import Actor, NewPerson, Role
from backoffice.domain.tape import Tape
from backoffice.keying.ticks import Ticks
from backoffice.services.services import Services
from backoffice.storage.database import Database
from desktop.admin.commands import main
from tests.coupons import BEARS_NO_DEBT, REASON, away_to, cheque_form, mail_form

PASSWORD = "quatre chevaux"
CLIENT = ClientRef("J", 121, "52134466")
BESIDE_A_CARD = Ticks(coupon=BEARS_NO_DEBT.coupon, card=CardFacts())
"""P-23."""
_SECRET = "5a" * 32


@dataclass(frozen=True)
class Answer:
    returncode: int
    stdout: str
    stderr: str


Run = Callable[..., Answer]


@pytest.fixture
def environment(database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {
        "DATABASE": database_url,
        "FOLDER": str(tmp_path / "work"),
        "SECRET": _SECRET,
        "PASSWORD": PASSWORD,
        "WORKSTATION": "PC-12",
    }.items():
        monkeypatch.setenv(f"LIASSE_{name}", value)


@pytest.fixture
def run(environment: None, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs a command as the terminal would."""
    del environment

    def command(*words: str) -> Answer:
        with pytest.raises(SystemExit) as left:
            main(words)
        told = capsys.readouterr()
        return Answer(int(left.value.code or 0), told.out, told.err)

    return command


@pytest.fixture
def office(run: Run, tmp_path: Path) -> Path:
    """An office with its administrator, and a folder to import."""
    assert run("init", "--login", "d.leroy", "--name", "D. Leroy").returncode == 0
    folder = tmp_path / "mail"
    folder.mkdir()
    write_folder(folder, 50)
    return folder


def test_an_office_from_nothing_to_its_first_import(run: Run, office: Path, tmp_path: Path) -> None:
    dry = run("import", str(office), "--login", "d.leroy", "--dry-run")
    assert "clients.csv : serait importé — 50 lues, 50 nouvelles" in dry.stdout
    assert run("export", str(tmp_path / "nothing"), "--login", "d.leroy").returncode == 0
    assert len((tmp_path / "nothing" / "clients.csv").read_text(encoding="utf-8-sig").splitlines()) == 1

    real = run("import", str(office), "--login", "d.leroy")
    assert (real.returncode, "clients.csv : importé — 50 lues, 50 nouvelles" in real.stdout) == (0, True)
    again = run("import", str(office), "--login", "d.leroy")
    assert "0 nouvelles, 0 modifiées, 50 inchangées" in again.stdout

    assert run("export", str(tmp_path / "out"), "--login", "d.leroy").returncode == 0
    for name in ("partenaires.csv", "clients.csv", "factures.csv", "commandes.csv"):
        imported, exported = (
            sorted((folder / name).read_text(encoding="utf-8-sig").splitlines())
            for folder in (office, tmp_path / "out")
        )
        assert exported == imported
    check = run("check")
    assert (check.returncode, check.stdout) == (0, "Aucune anomalie.\n")


def test_a_wrong_row_is_named_and_leaves_with_1(run: Run, office: Path) -> None:
    file = office / "factures.csv"
    lines = file.read_text(encoding="utf-8-sig").splitlines()
    lines[3] = lines[3].rsplit(";", 2)[0] + ";12,345;0"
    file.write_text("\n".join(lines), encoding="utf-8")
    answer = run("import", str(office), "--login", "d.leroy")
    assert answer.returncode == 1
    assert "factures.csv : refusé" in answer.stdout
    assert "factures.csv, ligne 4, montant : «\u00a012,345\u00a0» n'est pas un montant" in answer.stdout


def test_a_wrong_password_is_one_sentence(run: Run, office: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LIASSE_PASSWORD", "another one")
    answer = run("import", str(office), "--login", "d.leroy")
    assert (answer.returncode, answer.stdout) == (2, "")
    assert answer.stderr.startswith("Identifiant ou mot de passe refusé")
    assert "another one" not in answer.stderr


def test_another_secret_is_refused(run: Run, office: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    del office
    monkeypatch.setenv("LIASSE_SECRET", "5b" * 32)
    answer = run("check")
    assert (answer.returncode, len(answer.stderr.splitlines())) == (2, 1)
    assert "5b5b" not in answer.stderr


def test_a_fault_in_the_books_is_a_line_and_leaves_with_1(run: Run, office: Path, database_url: str) -> None:
    run("import", str(office), "--login", "d.leroy")
    database = Database(database_url)
    database.write(lambda tx: tx.execute(text("UPDATE invoices SET pending = pending - 1 WHERE id = 1")))
    database.close()
    answer = run("check")
    assert (answer.returncode, answer.stdout.splitlines()[0].split(" : ")[0]) == (1, "Facture 1")


@pytest.mark.parametrize(
    ("figures", "words", "answer"),
    [
        ("22,45", "vingt-deux euros et quarante-six centimes", (2245, 2246, 2246, False)),
        ("22,45", "VINGT DEUX EUROS 45", (2245, 2245, 2245, True)),
    ],
)
def test_the_words_bind(run: Run, figures: str, words: str, answer: tuple[int, int, int, bool]) -> None:
    names = ("figures_cents", "words_cents", "binding_cents", "agree")
    assert json.loads(run("amount", figures, words).stdout) == dict(zip(names, answer, strict=True))


def test_an_amount_that_is_none_is_refused(run: Run) -> None:
    assert run("amount", "22,45", "vintg euros").returncode == 2


def test_the_papers_of_a_batch(run: Run, office: Path, tmp_path: Path) -> None:
    run("import", str(office), "--login", "d.leroy")
    number = _controlled_batch()
    words = ("--login", "a.morel", "--pdf", str(tmp_path / "slip.pdf"))
    assert run("slip", number, *words).returncode == 0
    assert "DUPLICATA" not in _text(tmp_path / "slip.pdf")
    assert run("slip", number, *words, "--kind", "receipt").returncode == 0
    assert "DUPLICATA" in _text(tmp_path / "slip.pdf")
    assert run("slip", number, *words, "--kind", "lot-sheet").returncode == 0
    assert "Feuille de lot" in _text(tmp_path / "slip.pdf")
    unknown = run("slip", "2024-9999", *words)
    assert (unknown.returncode, len(unknown.stderr.splitlines())) == (2, 1)


def test_the_slips_of_the_papers_of_a_batch(run: Run, office: Path, tmp_path: Path) -> None:
    run("import", str(office), "--login", "d.leroy")
    number = _controlled_batch(Paper.SCAN, Paper.SRC, Paper.RECOVERY, Paper.SCAN, Paper.REJECT)
    pdf = tmp_path / "slip.pdf"
    words = ("slip", number, "--login", "a.morel", "--pdf", str(pdf), "--kind")

    assert run(*words, "transmission").returncode == 0
    first, second = _pages(pdf)
    assert "Bordereau transmission pour numérisation\nChèque\nBT-2" in first
    assert "Bordereau transmission pour numérisation\nSans mode de règlement\nBT-2" in second
    assert "2 pièces" in second.replace("\N{NO-BREAK SPACE}", " ")
    assert "DUPLICATA" not in first + second
    assert run(*words, "transmission").returncode == 0
    assert ["DUPLICATA" in page for page in _pages(pdf)] == [True, True]

    assert run(*words, "transfer").returncode == 0
    assert [page.splitlines()[2] for page in _pages(pdf)] == [
        "Transfert au service de recouvrement",
        "Transfert au SRC",
    ]

    assert run(*words, "reject").returncode == 0
    assert _pages(pdf)[0].splitlines()[2:4] == ["REJET", "Comptes bloqués, un gros B sur le coupon"]

    pdf.unlink()
    nothing = run(*words, "archive")
    assert (nothing.returncode, len(nothing.stderr.splitlines())) == (2, 1)
    assert nothing.stderr.startswith("Aucun papier n'attend ce bordereau")
    assert not pdf.exists()


def test_what_came_after_a_printed_slip_follows_it_on_a_slip_of_its_own(run: Run, office: Path, tmp_path: Path) -> None:
    run("import", str(office), "--login", "d.leroy")
    number = _batch(Paper.ARCHIVE)
    words = ("slip", number, "--login", "a.morel", "--pdf", str(tmp_path / "slip.pdf"), "--kind", "archive")
    assert run(*words).returncode == 0
    _key_letters(number, Paper.ARCHIVE)
    assert run(*words).returncode == 0
    assert ["DUPLICATA" in page for page in _pages(tmp_path / "slip.pdf")] == [True, False]


def test_a_paper_that_cannot_be_written_is_one_sentence(run: Run, office: Path, tmp_path: Path) -> None:
    run("import", str(office), "--login", "d.leroy")
    number = _controlled_batch()
    answer = run("slip", number, "--login", "a.morel", "--pdf", str(tmp_path / "nowhere" / "slip.pdf"))
    assert (answer.returncode, len(answer.stderr.splitlines())) == (2, 1)


def _text(file: Path) -> str:
    return "\n".join(_pages(file))


def _pages(file: Path) -> list[str]:
    return [page.extract_text() for page in PdfReader(file).pages]


def _controlled_batch(*letters: Paper) -> str:
    """Key a cheque as an operator, and letters for these papers, and control the batch; gives its number."""
    number = _batch(*letters)
    with _operator() as (services, who):
        batch = services.batches.by_number(who, number)
        client = services.clients.find(who, CLIENT, batch.kind)
        dossier = services.clients.dossier(who, client.id)
        amount = Money(20_30)
        ticks = BESIDE_A_CARD if letters else BEARS_NO_DEBT
        services.recording.record(who, cheque_form(batch, dossier, amount.cents, ticks=ticks))
        services.batches.preclose(who, uuid4(), batch.id)
        services.control.keep(who, uuid4(), Tape(batch.id, (amount,)))
    return number


def _batch(*letters: Paper) -> str:
    """An operator, and a batch of theirs with mail for these papers; gives its number."""
    services = open_services(Settings.load())
    administrator = services.people.log_in("d.leroy", PASSWORD, "PC-12")
    services.people.add(administrator, uuid4(), NewPerson("a.morel", "A. Morel", Role.OPERATOR), PASSWORD)
    services.close()
    with _operator() as (services, who):
        new = NewBatch(date(2024, 3, 4), with_invoice=True, kind=BatchKind.PARTNER)
        number = services.batches.open(who, uuid4(), new).number
    _key_letters(number, *letters)
    return number


def _key_letters(number: str, *letters: Paper) -> None:
    with _operator() as (services, who):
        batch = services.batches.by_number(who, number)
        client = services.clients.find(who, CLIENT, batch.kind)
        for paper in letters:
            dossier = services.clients.dossier(who, client.id)
            services.mail.record(who, mail_form(batch, dossier, departure=away_to(paper), reason=REASON))


@contextmanager
def _operator() -> Iterator[tuple[Services, Actor]]:
    services = open_services(Settings.load())
    yield services, services.people.log_in("a.morel", PASSWORD, "PC-12")
    services.close()
