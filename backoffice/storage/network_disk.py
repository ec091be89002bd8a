"""Disks of the network, on which an SQLite database is not safe: two workstations would damage it."""

import ctypes
import os
import re
from collections.abc import Callable, Iterable
from pathlib import Path, PurePosixPath, PureWindowsPath

from backoffice.domain.errors import Fault, Unavailable

_DRIVE_REMOTE = 4
_DEVICE, _DEVICE_SHARE = "\\\\?\\", "\\\\?\\UNC\\"
_ESCAPED = re.compile(r"\\([0-7]{3})")
_MOUNTS = Path("/proc/self/mounts")
_OF_THE_NETWORK = frozenset(
    ("nfs", "nfs4", "cifs", "smb3", "smbfs", "afs", "ceph", "lustre", "fuse.sshfs", "fuse.glusterfs", "fuse.davfs")
)


def refuse_network_disk(file: Path) -> None:
    """Leave an SQLite database alone that would lie on a disk of the network.

    Raises:
        Unavailable: `DATABASE_ON_NETWORK`.
    """
    if os.name == "nt":
        # Both: Windows makes the share's name of a mapped drive, where it can.
        far = any(is_share_or_mapped(str(path), _drive_type) for path in (file.absolute(), file.resolve()))
    else:
        far = is_mounted_from_elsewhere(PurePosixPath(file.resolve()), _mounts())
    if far:
        raise Unavailable(Fault.DATABASE_ON_NETWORK, file=str(file))


def is_share_or_mapped(path: str, drive_type: Callable[[str], int]) -> bool:
    r"""Whether a path of Windows leads to the network: `\\server\share`, or a drive of which Windows says so.

    Args:
        path: an absolute one.
        drive_type: what `GetDriveTypeW` says of a root such as `Z:\`.
    """
    if path.upper().startswith(_DEVICE_SHARE):
        return True
    drive = PureWindowsPath(path.removeprefix(_DEVICE)).drive
    return drive.startswith("\\\\") or drive_type(f"{drive}\\") == _DRIVE_REMOTE


def is_mounted_from_elsewhere(path: PurePosixPath, mounts: Iterable[str]) -> bool:
    """Whether the nearest of the mounts, as `/proc/self/mounts` has them, is of the network."""
    nearest, kind = 0, ""
    for line in mounts:
        _, mounted_at, its_kind, *_ = line.split()
        place = PurePosixPath(
            _ESCAPED.sub(lambda code: chr(int(code[1], 8)), mounted_at).encode("latin-1").decode(errors="replace")
        )
        if path.is_relative_to(place) and len(place.parts) >= nearest:
            nearest, kind = len(place.parts), its_kind
    return kind in _OF_THE_NETWORK


def _mounts() -> list[str]:
    try:
        return _MOUNTS.read_text(encoding="latin-1").splitlines()
    except OSError:  # a system without it
        return []


def _drive_type(root: str) -> int:
    kind: int = ctypes.windll.kernel32.GetDriveTypeW(root)  # type: ignore[attr-defined]  # Windows alone has it
    return kind
