"""A tape as text: amounts pasted, or kept in a CSV or text file."""

from pathlib import Path

from backoffice.domain.errors import Fault, Unavailable
from backoffice.domain.importing import UnreadableReason
from backoffice.domain.money import Money
from backoffice.french.figures import read_amount

_HEAD = "montant"


def read_tape(text: str) -> tuple[Money, ...]:
    """The amounts of `text`, in order: one a line, or several with `;` or tabs between.

    A first line with a column *Montant* is a head: then that column alone counts.

    Raises:
        RuleBroken: `AMOUNT_UNREADABLE`, `AMOUNT_TOO_LARGE`, with the cell that is at fault.
    """
    rows = [cells for line in text.splitlines() if any(cells := _cells(line))]
    heads = [cell.casefold() for cell in rows[0]] if rows else []
    if _HEAD in heads:
        at = heads.index(_HEAD)
        return tuple(read_amount(cells[at] if at < len(cells) else "") for cells in rows[1:])
    return tuple(read_amount(cell) for cells in rows for cell in cells if cell)


def read_tape_file(path: Path) -> tuple[Money, ...]:
    """The amounts of a file, in UTF-8 or as Windows writes French.

    Raises:
        RuleBroken: as `read_tape`.
        Unavailable: `FILE_UNREADABLE`.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        forbidden = isinstance(error, PermissionError)
        reason = UnreadableReason.FORBIDDEN if forbidden else UnreadableReason.DEVICE
        raise Unavailable(Fault.FILE_UNREADABLE, file=path.name, reason=reason) from error
    try:
        return read_tape(content.decode("utf-8-sig"))
    except UnicodeDecodeError:
        return read_tape(content.decode("cp1252", errors="replace"))


def _cells(line: str) -> list[str]:
    return [cell.strip().strip('"').strip() for cell in line.replace("\t", ";").split(";")]
