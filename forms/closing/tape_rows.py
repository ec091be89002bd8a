"""The keyed cheques and the tape, line by line: what agrees, what differs, what is still to come (B-05)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum, unique

from backoffice.domain.batch_rows import ReceiptRow, TapeControl, TapeLine
from backoffice.domain.money import ZERO
from backoffice.french.figures import amount, euros
from backoffice.french.screen_titles import CONTROL_TAPE
from forms.kit.icons import Icon
from forms.kit.table import Table
from forms.kit.table_model import Align, Column
from forms.kit.tokens import Tone


@unique
class LineMark(Enum):
    """How a line stands."""

    AGREES = "juste"
    WAITS = "à pointer"
    DIFFERS = "écart"
    IN_FIGURES = "bande en chiffres"
    NOT_ON_TAPE = "absent de la bande"
    NOT_KEYED = "sans chèque"


_RIGHT = {LineMark.AGREES, LineMark.WAITS}
_TONES = {LineMark.AGREES: Tone.OK, LineMark.WAITS: Tone.MUTED, LineMark.IN_FIGURES: Tone.WARNING}
_ICONS = {LineMark.AGREES: Icon.CHECK, LineMark.WAITS: None, LineMark.IN_FIGURES: Icon.WARNING}


@dataclass(frozen=True, slots=True)
class ControlRow:
    """A line of the control. `position` is the cheque's place among those keyed, None where there is no cheque."""

    position: int | None
    line: TapeLine
    mark: LineMark

    @property
    def is_wrong(self) -> bool:
        """Whether something is to be put right here."""
        return self.mark not in _RIGHT


def control_rows(control: TapeControl, *, whole: bool) -> tuple[ControlRow, ...]:
    """The lines of a control; while the tape is not yet `whole`, a cheque that it lacks only waits."""
    ids = sorted(line.receipt.id for line in control.lines if line.receipt is not None)
    places = {receipt_id: place for place, receipt_id in enumerate(ids, start=1)}
    return tuple(
        ControlRow(None if line.receipt is None else places[line.receipt.id], line, _mark(line, whole=whole))
        for line in control.lines
    )


def control_table() -> Table[ControlRow]:
    """An empty table: left the keyed cheques, right the tape, and between them what differs."""
    columns: tuple[Column[ControlRow], ...] = (
        Column("N°", lambda row: str(row.position or ""), value=lambda row: row.position, align=Align.RIGHT, width=40),
        Column("Référence", lambda row: _of(row, lambda receipt: str(receipt.ref)), width=150),
        Column("Nom", lambda row: _of(row, lambda receipt: receipt.name), width=110, stretch=True),
        Column("N° du chèque", lambda row: _of(row, lambda receipt: receipt.cheque_number), width=112),
        Column(
            "Saisi",
            lambda row: _of(row, lambda receipt: amount(receipt.amount)),
            value=lambda row: row.line.receipt and row.line.receipt.amount,
            align=Align.RIGHT,
            width=88,
            tone=_amount_tone,
        ),
        Column("Écart", _gap, value=lambda row: row.mark.value, width=196, tone=_tone, icon=_icon),
        Column(
            "Bande",
            lambda row: "" if row.line.tape is None else amount(row.line.tape),
            value=lambda row: row.line.tape,
            align=Align.RIGHT,
            width=88,
            tone=_amount_tone,
        ),
    )
    return Table(CONTROL_TAPE, columns, "Aucun chèque dans ce lot.", key=_key)


def both_amounts(receipt: ReceiptRow) -> str:
    """The two amounts of a cheque whose words were taken; nothing of any other."""
    if not receipt.words_taken:
        return ""
    return f"{euros(receipt.figures)} en chiffres · {euros(receipt.amount)} en lettres (P-20)"


def first_wrong(rows: Sequence[ControlRow]) -> ControlRow | None:
    """The first line where something is to be put right."""
    return next((row for row in rows if row.is_wrong), None)


def next_to_come(rows: Sequence[ControlRow]) -> ControlRow | None:
    """The first cheque that still waits for its amount."""
    return next((row for row in rows if row.mark is LineMark.WAITS), None)


def _mark(line: TapeLine, *, whole: bool) -> LineMark:
    if line.agrees:
        return LineMark.AGREES
    if line.receipt is None:
        return LineMark.NOT_KEYED
    if line.tape is None:
        return LineMark.NOT_ON_TAPE if whole else LineMark.WAITS
    return LineMark.IN_FIGURES if line.is_in_figures else LineMark.DIFFERS


def _gap(row: ControlRow) -> str:
    receipt, tape = row.line.receipt, row.line.tape
    words = " · P-20" if receipt is not None and receipt.words_taken else ""
    if row.mark is not LineMark.DIFFERS or receipt is None or tape is None:
        return row.mark.value + words
    gap = receipt.amount - tape
    return f"{row.mark.value} {'+' if gap > ZERO else ''}{amount(gap)}{words}"


def _of(row: ControlRow, text: Callable[[ReceiptRow], str]) -> str:
    return "" if row.line.receipt is None else text(row.line.receipt)


def _key(row: ControlRow) -> tuple[int | None, int | None]:
    receipt, tape = row.line.receipt, row.line.tape
    return (None, None if tape is None else tape.cents) if receipt is None else (receipt.id, None)


def _tone(row: ControlRow) -> Tone:
    return _TONES.get(row.mark, Tone.ERROR)


def _amount_tone(row: ControlRow) -> Tone:
    return _tone(row) if row.is_wrong else Tone.NEUTRAL


def _icon(row: ControlRow) -> Icon | None:
    return _ICONS.get(row.mark, Icon.ERROR)
