"""*À envoyer*: the debits that wait, when they are to be collected, and where the files go."""

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from PySide6.QtCore import QSettings, Signal
from PySide6.QtWidgets import QHBoxLayout

from forms.collecting.sending import Sending, proposed_day
from forms.collecting.tables import to_send_table
from forms.collecting.words import sum_of, weekday
from forms.kit.buttons import allow, button
from forms.kit.field_alignment import level, raised
from forms.kit.fields import WordsField
from forms.kit.icons import Icon
from forms.kit.labels import Words
from forms.kit.panels import Card
from forms.kit.screen_tools import ScreenTools
from forms.kit.tokens import ROOM, ROW, SPACE, Tone, scaled
from forms.kit.trade_fields import DateField

_FOLDER = "collecting/folder"
_NOTHING = "Rien à envoyer."
_HELD = "Ces prélèvements attendent SlimPay : ils partent quand l'IBAN y est donné."
_SATURDAY = 5
_DAY_WIDTH = 190


class ToSend(Card):
    """The lines to be sent; all of them are chosen at first.

    Signals:
        send_asked: the button was pressed.
        changed: other lines are chosen.

    Attributes:
        day: when they are to be collected.
        folder: where the files go; the same as last time.
    """

    send_asked = Signal()
    changed = Signal()

    def __init__(self, desk: ScreenTools, today: Callable[[], date]) -> None:
        super().__init__("À envoyer")
        self._desk = desk
        self._today = today
        self._proposed: date | None = None
        self._far = ""
        self.table = to_send_table()
        self.day = DateField("Prélever le", proposed_day(today()), required=True)
        self.folder = WordsField("Dossier des fichiers", required=True)
        self.folder.set_value(str(QSettings().value(_FOLDER, "")))
        self._browse = button("Parcourir…", self.choose_folder)
        self._send = button("Faire les fichiers", self.send_asked.emit, Icon.EXPORT, primary=True)
        self._told = Words(tone=Tone.MUTED)
        self._connect()
        self._lay_out()
        self._show_choice()

    def begin(self) -> None:
        """Propose a day, where the operator has chosen none, and put the cursor where work begins."""
        if self.day.value() in (None, self._proposed):
            self._proposed = proposed_day(self._today())
            self.day.set_value(self._proposed)
        self.table.setFocus()

    def show_lines(self, lines: Sequence[Sending]) -> None:
        """Show these lines, all chosen."""
        self.table.show_rows(lines)
        self.table.selectAll()
        self._show_choice()

    def chosen(self) -> list[Sending]:
        """The lines chosen that can go now."""
        return [line for line in self.table.selected_rows() if line.ready]

    def why_not(self) -> str:
        """Why nothing can be sent just now; empty where it can."""
        if self._far:
            return "Des fichiers sont en cours : ils sont bientôt là."
        if not self.table.rows:
            return _NOTHING
        return "" if self.chosen() else _HELD

    def show_far(self, words: str) -> None:
        """Say how far the work in hand is, and take no other; empty when it is done."""
        self._far = words
        for field in (self.day, self.folder, self._browse):
            field.setEnabled(not words)
        self._show_choice()

    def choose_folder(self) -> None:
        """Ask for the folder."""
        chosen = self._desk.questions.folder("Dossier des fichiers de prélèvements")
        if chosen is not None:
            self.folder.set_value(str(chosen))

    def wanted_folder(self) -> Path | None:
        """The folder in the field; where there is none it is asked for."""
        if not self.folder.text().strip():
            self.choose_folder()
        return Path(self.folder.text().strip()) if self.folder.check() else None

    def keep_folder(self) -> None:
        """Begin with this folder the next time."""
        QSettings().setValue(_FOLDER, self.folder.text().strip())

    def _show_choice(self) -> None:
        chosen = self.chosen()
        self._told.say(self._far or (sum_of(chosen) if chosen else ""), Tone.INFO if self._far else Tone.MUTED)
        allow(self._send, self.why_not())
        self.changed.emit()

    def _show_weekday(self) -> None:
        day = self.day.value()
        if day is not None and day.weekday() >= _SATURDAY:
            self.day.show_hint(f"{weekday(day)} : non ouvré", Tone.WARNING)
        else:
            self.day.show_hint("" if day is None else weekday(day))

    def _connect(self) -> None:
        self.table.selectionModel().selectionChanged.connect(self._show_choice)
        self.table.chosen.connect(self.day.take_focus)
        self.day.edit.textChanged.connect(self._show_weekday)
        self.day.committed.connect(self.folder.take_focus)
        self.folder.committed.connect(self._send.setFocus)
        self._desk.serve(self.table, "Prélèvements à envoyer")

    def _lay_out(self) -> None:
        self.day.setFixedWidth(scaled(_DAY_WIDTH))
        self.table.setMinimumHeight(scaled(ROW) * 3)
        line = QHBoxLayout()
        line.setSpacing(SPACE)
        line.addLayout(raised(self.day))
        line.addSpacing(ROOM)
        line.addLayout(raised(self.folder), 1)
        for control in (self._browse, self._send):
            line.addLayout(level(control))
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self._told)
        self.body.addLayout(line)
