from collections.abc import Iterator

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.backends.fail import Keyring as NoKeyring

from desktop.options import Options
from desktop.trouble import TroublePage
from forms.batches.screen import BatchesScreen
from tests.desktop.running import Running
from tests.forms.batches.bench import write

PASSWORD = "quatre chevaux"


class Memory(KeyringBackend):
    """A keyring that forgets."""

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]  # keyring's own
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password


@pytest.fixture
def memory(running: object, monkeypatch: pytest.MonkeyPatch) -> Iterator[Memory]:
    assert running  # it sets a secret of its own first
    monkeypatch.delenv("LIASSE_SECRET")
    before = keyring.get_keyring()
    made = Memory()
    keyring.set_keyring(made)
    yield made
    keyring.set_keyring(before)


@pytest.mark.usefixtures("memory")
def test_no_keyring_is_one_sentence(running: Running) -> None:
    keyring.set_keyring(NoKeyring())  # type: ignore[no-untyped-call]  # keyring's own
    running.start(Options())

    assert "trousseau" in running.page(TroublePage).sentence.text()


def test_database_secret_and_administrator_are_made_once(running: Running, memory: Memory) -> None:
    running.start(Options())
    running.first()
    write("Dominique Leroy\n\n")
    write(f"{PASSWORD}\n{PASSWORD}\n")
    running.screen(BatchesScreen)
    assert running.places() == ["Lots", "Bordereaux", "Import", "Opérateurs"]
    (secret,) = memory.kept.values()
    running.end()

    running.start(Options())
    running.login()
    assert list(memory.kept.values()) == [secret]


def test_a_secret_that_is_gone_is_never_replaced(running: Running, memory: Memory) -> None:
    running.start(Options())
    running.first()
    running.end()
    memory.kept.clear()

    running.start(Options())

    assert "trousseau" in running.page(TroublePage).sentence.text()
    assert memory.kept == {}
