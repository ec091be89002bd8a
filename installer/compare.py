"""`python -m installer.compare FOLDER FOLDER`: whether two builds are the same to the byte, and which files are not."""

import sys
from hashlib import sha256
from pathlib import Path

from installer.places import Refused


def require_same(one: Path, another: Path) -> None:
    """Hold two folders in which `build` has written against each other.

    Raises:
        Refused: with the files that differ, or are in one alone.
    """
    first, second = _digests(one), _digests(another)
    different = sorted(name for name in first.keys() | second.keys() if first.get(name) != second.get(name))
    if not first or different:
        raise Refused(f"Deux constructions diffèrent : {', '.join(different[:20]) or 'rien n’a été construit'}.")


def _digests(folder: Path) -> dict[str, str]:
    files = [*folder.glob("*.exe"), *(path for path in (folder / "payload").rglob("*") if path.is_file())]
    return {path.relative_to(folder).as_posix(): sha256(path.read_bytes()).hexdigest() for path in files}


def main() -> int:
    """Compare the two folders of the command line.

    Returns:
        The exit code: 1 when they differ.
    """
    try:
        require_same(Path(sys.argv[1]), Path(sys.argv[2]))
    except Refused as error:
        print(error, file=sys.stderr)
        return 1
    print("Les mêmes octets.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
