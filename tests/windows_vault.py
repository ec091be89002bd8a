"""Windows' vault of passwords in memory, behind the back end that keyring has for it: runs anywhere."""

from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

import pytest
from keyring.backends import Windows
from keyring.backends.Windows import WinVaultKeyring

_NOT_FOUND = 1168
_FORBIDDEN = 1312
"""What a policy answers that lets nobody keep passwords: there is no such logon session."""


class VaultError(Exception):
    """As `pywintypes.error`: no error of keyring's."""

    def __init__(self, winerror: int, funcname: str, strerror: str) -> None:
        super().__init__(winerror, funcname, strerror)
        self.winerror = winerror
        self.funcname = funcname


@dataclass
class WindowsVault:
    """The vault as `win32cred` speaks to it.

    Attributes:
        entries: by their target.
        is_forbidden: whether a policy forbids to keep anything.
    """

    entries: dict[str, dict[str, Any]] = field(default_factory=dict)
    is_forbidden: bool = False
    CRED_TYPE_GENERIC = 1
    CRED_PERSIST_ENTERPRISE = 3

    def CredRead(self, Type: int, TargetName: str) -> dict[str, Any]:  # noqa: N802, N803 - Windows' own names
        self._look("CredRead", Type, TargetName)
        return dict(self.entries[TargetName])

    def CredWrite(self, credential: dict[str, Any], flags: int) -> None:  # noqa: N802 - as above
        assert flags == 0
        if self.is_forbidden:
            raise VaultError(_FORBIDDEN, "CredWrite", f"no session to keep {credential['CredentialBlob']}")
        blob = credential["CredentialBlob"].encode("utf-16-le")
        self.entries[credential["TargetName"]] = {**credential, "CredentialBlob": blob}

    def CredDelete(self, Type: int, TargetName: str) -> None:  # noqa: N802, N803 - as above
        self._look("CredDelete", Type, TargetName)
        del self.entries[TargetName]

    def _look(self, asked: str, kind: int, target: str) -> None:
        assert kind == self.CRED_TYPE_GENERIC
        if self.is_forbidden:
            raise VaultError(_FORBIDDEN, asked, "no session")
        if target not in self.entries:
            raise VaultError(_NOT_FOUND, asked, "not found")

    def passwords(self) -> list[str]:
        """Everything that is kept, wherever."""
        return [entry["CredentialBlob"].decode("utf-16-le") for entry in self.entries.values()]


def windows_keyring(monkeypatch: pytest.MonkeyPatch) -> tuple[WinVaultKeyring, WindowsVault]:
    """The keyring of Windows over a vault of its own."""
    vault = WindowsVault()
    monkeypatch.setattr(Windows, "win32cred", vault, raising=False)
    monkeypatch.setattr(Windows, "pywintypes", SimpleNamespace(error=VaultError), raising=False)
    return WinVaultKeyring(), vault  # type: ignore[no-untyped-call]  # keyring's own
