"""The two tables of a report: what became of each file, and why rows are refused."""

from collections.abc import Callable, Sequence

from backoffice.domain.importing import FileReport, ImportOutcome, RowFault
from forms.kit.table import Table
from forms.kit.table_model import Align, Column
from forms.kit.tokens import Tone
from forms.kit.wording.import_words import OUTCOMES, fault_sentence

_TONES = {
    ImportOutcome.ABSENT: Tone.MUTED,
    ImportOutcome.IMPORTED: Tone.OK,
    ImportOutcome.WOULD_BE_IMPORTED: Tone.OK,
    ImportOutcome.REFUSED: Tone.ERROR,
    ImportOutcome.WITHHELD: Tone.WARNING,
    ImportOutcome.CANCELLED: Tone.WARNING,
}


def file_table() -> Table[FileReport]:
    """Per file: rows read, added, updated, unchanged, refused."""
    columns: Sequence[Column[FileReport]] = (
        Column("Fichier", lambda report: report.file, width=130, stretch=True),
        Column(
            "Résultat",
            lambda report: OUTCOMES[report.outcome].upper(),
            width=150,
            chip=True,
            tone=lambda report: _TONES[report.outcome],
        ),
        _count("Lues", lambda report: report.read),
        _count("Ajoutées", lambda report: report.added),
        _count("Modifiées", lambda report: report.updated),
        _count("Inchangées", lambda report: report.unchanged),
        _count("Refusées", lambda report: report.refused, Tone.ERROR),
    )
    return Table(
        "Fichiers importés",
        columns,
        "Choisissez un dossier, puis Essai à blanc : chaque fichier aura ici sa ligne.",
        key=lambda report: report.file,
    )


def fault_table() -> Table[RowFault]:
    """File, line, column, and the reason."""
    columns: Sequence[Column[RowFault]] = (
        Column("Fichier", lambda fault: fault.file, width=150),
        Column("Ligne", lambda fault: grouped(fault.line), value=lambda fault: fault.line, width=90, align=Align.RIGHT),
        Column("Colonne", lambda fault: fault.column, width=140),
        Column("Raison", fault_sentence, stretch=True),
    )
    return Table("Raisons des refus", columns, "Aucune ligne n'est refusée.")


def grouped(number: int) -> str:
    """A count as a French reader writes it: `12 000`."""
    return f"{number:,}".replace(",", "\N{NARROW NO-BREAK SPACE}")


def _count(title: str, read: Callable[[FileReport], int], tone_if_any: Tone = Tone.NEUTRAL) -> Column[FileReport]:
    return Column(
        title,
        lambda report: grouped(read(report)) if report.outcome is not ImportOutcome.ABSENT else "",
        value=read,
        width=100,
        align=Align.RIGHT,
        tone=lambda report: tone_if_any if read(report) else Tone.NEUTRAL,
    )
