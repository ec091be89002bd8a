"""`liasse-admin rotate-secret` as a script calls it, on both engines."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import select, update

from backoffice.demonstration import write_folder
from backoffice.gateways.vault import Vault
from backoffice.storage.database import Database
from backoffice.storage.schema import clients
from desktop.admin.commands import main
from tests.memory_keyring import MemoryKeyring, in_force

PASSWORD = "quatre chevaux"

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def ring() -> Iterator[MemoryKeyring]:
    made = MemoryKeyring()
    with in_force(made):
        yield made


@pytest.fixture
def run(
    database_url: str,
    ring: MemoryKeyring,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Run:
    """Runs a command as the terminal would, in an office with clients."""
    values = {"DATABASE": database_url, "FOLDER": str(tmp_path / "own"), "PASSWORD": PASSWORD, "WORKSTATION": "PC-12"}
    for name, value in values.items():
        monkeypatch.setenv(f"LIASSE_{name}", value)

    def command(*words: str) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as left:
            main(words)
        told = capsys.readouterr()
        assert not any(digits[place : place + 64] in told.out + told.err for digits in kept() for place in (0, 64, 128))
        out, err = (words.replace("\u00a0", " ") for words in (told.out, told.err))
        return int(left.value.code or 0), out, err

    def kept() -> list[str]:
        return [digits.ljust(192, "\0") for digits in ring.kept.values()]

    folder = tmp_path / "mail"
    folder.mkdir()
    write_folder(folder, 50)
    assert command("init", "--login", "d.leroy", "--name", "D. Leroy")[0] == 0
    assert command("import", str(folder), "--login", "d.leroy")[0] == 0
    return command


def test_a_rotation(run: Run, ring: MemoryKeyring, database: Database) -> None:
    (first,) = ring.kept.values()

    code, told, complaint = run("rotate-secret", "--login", "d.leroy")

    sealed = database.read(lambda tx: list(tx.scalars(select(clients.c.sealed_iban))))
    ibans = [each for each in sealed if each is not None]
    assert (code, complaint) == (0, "")
    assert told.startswith(f"La clé des IBAN est changée : {len(ibans)} sur les dossiers, 0 dans l'historique. ")
    (second,) = ring.kept.values()
    assert (second[:64], len(second)) == (first, 128)
    assert all(Vault(bytes.fromhex(second)).unseal(each).startswith("FR") for each in ibans)
    assert run("check") == (0, "Aucune anomalie.\n", "")


def test_what_does_not_open_is_told_and_leaves_with_1(run: Run, database: Database) -> None:
    lost = Vault(b"l" * 32).seal("FR7630006000011234567890189")
    database.write(lambda tx: tx.execute(update(clients).where(clients.c.id == 1).values(sealed_iban=lost)))

    code, told, complaint = run("rotate-secret", "--login", "d.leroy")

    assert (code, complaint) == (1, "1 IBAN ne s'ouvrent sous aucune clé et restent tels quels.\n")
    assert told.startswith("La clé des IBAN est changée")


def test_elsewhere_the_sentence_says_what_to_do(run: Run, ring: MemoryKeyring) -> None:
    before = dict(ring.kept)
    run("rotate-secret", "--login", "d.leroy")
    ring.kept = before

    code, _, complaint = run("check")

    assert code == 2
    assert complaint.startswith("La clé secrète de ce poste n'est pas celle de la base : elle a pu y être changée.")
    assert complaint.endswith(
        "L'administrateur copie dans le trousseau de ce poste celle du poste où il l'a changée ; "
        "relancez ensuite Liasse.\n"
    )


def test_a_secret_in_the_settings_is_refused(run: Run, ring: MemoryKeyring, monkeypatch: pytest.MonkeyPatch) -> None:
    (first,) = ring.kept.values()
    monkeypatch.setenv("LIASSE_SECRET", first)

    code, _, complaint = run("rotate-secret", "--login", "d.leroy")

    assert code == 2
    assert complaint.startswith("La clé secrète est dans le réglage secret")
    assert list(ring.kept.values()) == [first]
