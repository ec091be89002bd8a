from pathlib import Path, PurePosixPath

import pytest

from backoffice.domain.errors import Fault, Unavailable
from backoffice.storage import network_disk
from backoffice.storage.database import Database
from backoffice.storage.network_disk import is_mounted_from_elsewhere, is_share_or_mapped
from tests.needs import needs_posix

FIXED, REMOTE = 3, 4
MOUNTS = (
    "/dev/sda1 / ext4 rw 0 0",
    "base:/partage /srv/bureau nfs4 rw 0 0",
    r"//base/l\303\251t\303\251 /mnt/l'\040\303\251t\303\251 cifs rw 0 0",
    "tmpfs /srv/bureau/local tmpfs rw 0 0",
)


@pytest.mark.parametrize(
    ("path", "is_far"),
    [
        (r"C:\Users\a.morel\AppData\Local\liasse\liasse.db", False),
        (r"\\?\C:\Users\a.morel\liasse.db", False),
        (r"Z:\liasse\liasse.db", True),
        (r"\\?\Z:\liasse\liasse.db", True),
        (r"\\base\partage\liasse.db", True),
        (r"\\?\UNC\base\partage\liasse.db", True),
        ("//base/partage/liasse.db", True),
    ],
)
def test_paths_of_windows(path: str, is_far: bool) -> None:  # noqa: FBT001 - a case
    assert is_share_or_mapped(path, lambda root: REMOTE if root == "Z:\\" else FIXED) is is_far


@pytest.mark.parametrize(
    ("path", "is_far"),
    [
        ("/home/a.morel/liasse.db", False),
        ("/srv/bureau/liasse.db", True),
        ("/srv/bureau/local/liasse.db", False),
        ("/srv/bureaux/liasse.db", False),
        ("/mnt/l' été/liasse.db", True),
    ],
)
def test_mounts_of_linux(path: str, is_far: bool) -> None:  # noqa: FBT001 - a case
    assert is_mounted_from_elsewhere(PurePosixPath(path), MOUNTS) is is_far


@needs_posix("the mounts are Linux's")
def test_a_database_there_is_refused_before_anything_is_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mounts = tmp_path / "mounts"
    mounts.write_text(f"base:/partage {tmp_path} nfs4 rw 0 0\n", encoding="utf-8")
    monkeypatch.setattr(network_disk, "_MOUNTS", mounts)

    with pytest.raises(Unavailable) as refusal:
        Database(f"sqlite:///{tmp_path / 'data' / 'liasse.db'}")

    assert refusal.value.fault is Fault.DATABASE_ON_NETWORK
    assert refusal.value.facts == {"file": str(tmp_path / "data" / "liasse.db")}
    assert not (tmp_path / "data").exists()
