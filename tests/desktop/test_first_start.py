from collections.abc import Iterator

import keyring
import pytest
from keyring.backends.fail import Keyring as NoKeyring

from desktop.options import Options
from desktop.trouble import TroublePage
from forms.batches.screen import BatchesScreen
from tests.desktop.running import Running
from tests.keyboard_driver import write
from tests.memory_keyring import MemoryKeyring, in_force

PASSWORD = "quatre chevaux"


@pytest.fixture
def memory(running: object, monkeypatch: pytest.MonkeyPatch) -> Iterator[MemoryKeyring]:
    assert running  # it sets a secret of its own first
    monkeypatch.delenv("LIASSE_SECRET")
    made = MemoryKeyring()
    with in_force(made):
        yield made


@pytest.mark.usefixtures("memory")
def test_no_keyring_is_one_sentence(running: Running) -> None:
    keyring.set_keyring(NoKeyring())  # type: ignore[no-untyped-call]  # keyring's own
    running.start(Options())

    assert "trousseau" in running.page(TroublePage).sentence.text()


def test_database_secret_and_administrator_are_made_once(running: Running, memory: MemoryKeyring) -> None:
    running.start(Options())
    running.first()
    write("Dominique Leroy\n\n")
    write(f"{PASSWORD}\n{PASSWORD}\n")
    running.screen(BatchesScreen)
    assert running.places() == ["Lots", "Paiements", "Bordereaux", "Import", "Opérateurs"]
    (secret,) = memory.kept.values()
    running.end()

    running.start(Options())
    running.login()
    assert list(memory.kept.values()) == [secret]


def test_a_secret_that_is_gone_is_never_replaced(running: Running, memory: MemoryKeyring) -> None:
    running.start(Options())
    running.first()
    running.end()
    memory.kept.clear()

    running.start(Options())

    assert "trousseau" in running.page(TroublePage).sentence.text()
    assert memory.kept == {}
