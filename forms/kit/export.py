"""Ctrl+E: what a table shows, as a spreadsheet with real numbers and dates."""

from collections.abc import Sequence
from datetime import date, datetime, time
from fractions import Fraction
from pathlib import Path
from typing import Any, BinaryIO

from PySide6.QtCore import QObject

from backoffice.domain.errors import Fault, Unavailable
from backoffice.domain.money import Money
from forms.kit.questions import Questions
from forms.kit.strip import Strip
from forms.kit.table import Table
from forms.kit.table_model import Column
from forms.kit.tasks import TaskRunner
from forms.kit.wording.sentences import sentence

_LONGEST_TITLE = 31
"""A sheet's name has no more characters."""


class Exporter(QObject):
    """Answers Ctrl+E of the tables that it serves: asks where, writes away from the window, says that it is done."""

    def __init__(self, runner: TaskRunner, questions: Questions, strip: Strip) -> None:
        super().__init__(strip)
        self._runner = runner
        self._questions = questions
        self._strip = strip

    def serve(self, table: Table[Any], title: str) -> None:
        """Answer Ctrl+E of `table`; `title` names the sheet and the file proposed."""
        table.export_asked.connect(lambda: self._export(table, title))

    def _export(self, table: Table[Any], title: str) -> None:
        path = self._questions.save_path(f"{title}.xlsx", "Classeur (*.xlsx)")
        if path is None:
            return
        columns, rows = tuple(table.columns), tuple(table.rows)
        self._runner.run(
            lambda: write_xlsx(path, title, columns, rows),
            lambda _: self._strip.ok(f"{len(rows)} lignes enregistrées dans {path.name}."),
            lambda error: self._strip.error(sentence(error)),
            self,
        )


def write_xlsx(path: Path, title: str, columns: Sequence[Column[Any]], rows: Sequence[Any]) -> None:
    """Write a workbook of one sheet: amounts as numbers, dates as dates, the rest as shown.

    Raises:
        Unavailable: `FOLDER_UNUSABLE`: the file cannot be written there, or is open elsewhere.
    """
    try:
        with path.open("wb") as file:
            _write(file, title, columns, rows)
    except OSError as error:
        raise Unavailable(Fault.FOLDER_UNUSABLE, folder=str(path.parent)) from error


def _write(file: BinaryIO, title: str, columns: Sequence[Column[Any]], rows: Sequence[Any]) -> None:
    from xlsxwriter import Workbook  # noqa: PLC0415 - 60 ms that the window's start need not wait for

    book = Workbook(file, {"constant_memory": True})
    sheet = book.add_worksheet(title[:_LONGEST_TITLE])
    money = book.add_format({"num_format": "#,##0.00"})
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    sheet.freeze_panes(1, 0)
    for at, column in enumerate(columns):
        sheet.set_column_pixels(at, at, column.width)
    sheet.write_row(0, 0, [column.title for column in columns], book.add_format({"bold": True, "bottom": 1}))
    for line, row in enumerate(rows, 1):
        for at, column in enumerate(columns):
            value = column.text(row) if column.value is None else column.value(row)
            if isinstance(value, Money):
                sheet.write_number(line, at, Fraction(value.cents, 100), money)
            elif isinstance(value, date) and not isinstance(value, datetime):
                sheet.write_datetime(line, at, datetime.combine(value, time()), day)
            elif isinstance(value, int) and not isinstance(value, bool):
                sheet.write_number(line, at, value)
            else:
                sheet.write_string(line, at, column.text(row))
    book.close()
