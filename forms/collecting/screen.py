"""Prélèvements: the debits that wait go out in files, each once; below them the files that have gone."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget
from typing_extensions import override

from backoffice.domain.debit_rows import BankFileRow, WaitingDebits
from backoffice.domain.errors import Broken, Fault, RuleBroken, Unavailable
from backoffice.domain.people import Actor
from backoffice.french.figures import short_date
from backoffice.french.means_words import COLLECTORS
from backoffice.services.papers.collecting import Collecting
from forms.collecting.sending import Sending, Sent, as_lines, send
from forms.collecting.sending_progress import SendingProgress
from forms.collecting.sent_list import SentList
from forms.collecting.to_send import ToSend
from forms.collecting.words import figures, line_name, sum_of
from forms.kit.gesture import Gesture
from forms.kit.keys import KeyHint
from forms.kit.labelled import Labelled
from forms.kit.labels import Words
from forms.kit.screen import Screen
from forms.kit.screen_tools import ScreenTools
from forms.kit.strip import Strip
from forms.kit.tokens import MARGIN, ROOM
from forms.kit.wording.sentences import sentence

_FINAL = (
    "Ce qui entre dans un fichier ne s'annule plus, et n'entre dans aucun autre. Les fichiers sont enregistrés tout de "
    "suite, prêts à être remis."
)


class CollectingScreen(Screen):
    """Makes the files of the lines chosen, saves them, and saves one again as a duplicate."""

    def __init__(self, collecting: Collecting, desk: ScreenTools, who: Actor, today: Callable[[], date]) -> None:
        """Make the screen.

        Args:
            collecting: lists, makes and saves.
            desk: what the window lends.
            who: who is at work.
            today: the present day in the office.
        """
        super().__init__()
        self._collecting = collecting
        self._desk = desk
        self._who = who
        self._making = Gesture(desk.runner, self)
        self._saving_again = Gesture(desk.runner, self)
        self._waiting: list[Sending] = []
        self._unsaved: list[Sending] = []
        self._busy = False
        self._notice = Strip()
        self._to_send = ToSend(desk, today)
        self._sent = SentList(desk)
        self._connect()
        self._lay_out()

    @override
    def hints(self) -> Sequence[KeyHint]:
        busy = self._to_send.why_not() if self._busy else ""
        return (
            KeyHint("F2", "Dossier", self._to_send.choose_folder, busy),
            KeyHint("F5", "Actualiser", self._reload, busy),
            KeyHint("F6", "Faire les fichiers", self.send, self._to_send.why_not()),
            KeyHint("F7", "Réexporter", self.send_again, self._sent.why_not()),
        )

    @override
    def unsaved(self) -> str:
        numbers = ", ".join(file.number for line in self._unsaved for file in line.files)
        return f"{numbers} : fait, mais pas enregistré. Il faudra le réexporter, marqué DUPLICATA." if numbers else ""

    @override
    def enter(self) -> None:
        self._to_send.begin()
        if not self._busy:
            self._reload()

    def send(self) -> None:
        """*Faire les fichiers*: make those of the lines chosen and save them, once."""
        lines, day = self._to_send.chosen(), self._to_send.day.value()
        if self._to_send.why_not():
            return
        if day is None:
            self._to_send.day.commit()  # says why
            return
        folder = self._to_send.wanted_folder()
        if folder is None or not self._is_meant(lines, day):
            return
        under_way = SendingProgress(lines, folder)
        self._begin(under_way.far())
        for line in lines:
            self._making.send(
                partial(send, self._collecting, self._who, line, day, folder),
                partial(self._line_sent, under_way, line),
                partial(self._line_failed, under_way, line),
                (line, day),
            )

    def send_again(self) -> None:
        """*Réexporter*: save the current file once more, marked and recorded as a duplicate."""
        file = self._sent.current
        if file is None or self._sent.why_not():
            return
        folder = self._to_send.wanted_folder()
        if folder is None or not self._is_wanted_again(file):
            return
        self._begin(f"{file.number} : contrôle et enregistrement en cours…")
        self._saving_again.send(
            lambda key: self._collecting.save_again(self._who, key, file.id, folder),
            lambda path: self._saved_again(file, path),
            lambda error: self._end([("", error)]),
            file.id,
        )

    def _is_meant(self, lines: Sequence[Sending], day: date) -> bool:
        new = [line for line in lines if not line.files]
        rows = [(line_name(line), sum_of([line])) for line in new]
        rows.append(("Prélevés le", short_date(day)))
        return not new or self._desk.questions.confirm(
            "Faire les fichiers", _FINAL, rows, "Faire les fichiers", "Revenir"
        )

    def _is_wanted_again(self, file: BankFileRow) -> bool:
        collector = COLLECTORS[file.channel]
        return self._desk.questions.confirm(
            f"Réexporter {file.number}",
            f"Si {collector} accepte les deux fichiers, tout est prélevé deux fois. Ne remettez celui-ci que si "
            f"{collector} n'a pas reçu le premier.",
            [("Contenu", figures(file.count, file.amount)), ("Prélevés le", short_date(file.collected_on))],
            "Réexporter",
            "Revenir",
        )

    def _line_sent(self, under_way: SendingProgress, line: Sending, sent: Sent) -> None:
        under_way.add(line, sent)
        kept = self._unsaved if line.files else self._waiting
        kept.remove(line)
        self._go_on(under_way)

    def _line_failed(self, under_way: SendingProgress, line: Sending, error: Exception) -> None:
        under_way.fail(line, error)
        self._go_on(under_way)

    def _go_on(self, under_way: SendingProgress) -> None:
        if not under_way.is_over:
            self._to_send.show_far(under_way.far())
            return
        self._unsaved += under_way.unsaved
        if under_way.saved:
            self._to_send.keep_folder()
            self._desk.strip.ok(under_way.said())
        self._show_lines()
        self._end([(line_name(line), error) for line, error in under_way.failures])
        if under_way.lost:  # the lines stay, to be asked for under the same keys
            self._reload_files()
        else:
            self._reload()

    def _saved_again(self, file: BankFileRow, path: Path) -> None:
        self._to_send.keep_folder()
        self._desk.strip.ok(f"Enregistré dans {path.parent} : {path.name}, {figures(file.count, file.amount)}.")
        self._end([])

    def _begin(self, far: str) -> None:
        self._busy = True
        self._notice.hide()
        self._to_send.day.clear_error()
        self._to_send.folder.clear_error()
        self.setFocus()  # so that no field is left, and no key goes to one, while it is disabled
        self._to_send.show_far(far)
        self._sent.show_busy(busy=True)

    def _end(self, failures: Sequence[tuple[str, Exception]]) -> None:
        self._busy = False
        self._to_send.show_far("")
        self._sent.show_busy(busy=False)
        if self.hasFocus():
            self._to_send.table.setFocus()
        told: dict[str, list[str]] = {}
        for name, error in failures:
            if not self._told_at_field(error):
                told.setdefault(sentence(error), []).append(name)
        if told:
            self._notice.error("\n".join(f"{_named(names)}{text}" for text, names in told.items()))

    def _told_at_field(self, error: Exception) -> bool:
        if isinstance(error, RuleBroken) and error.code is Broken.COLLECTED_TOO_SOON:
            field: Labelled = self._to_send.day
        elif isinstance(error, Unavailable) and error.fault in (Fault.FOLDER_UNUSABLE, Fault.DISK_FULL):
            field = self._to_send.folder
        else:
            return False
        field.show_error(sentence(error))
        if self.isVisible():
            field.take_focus()
        return True

    def _reload(self) -> None:
        self._desk.runner.run(lambda: self._collecting.waiting(self._who), self._read_waiting, self._refused, self)
        self._reload_files()

    def _reload_files(self) -> None:
        self._desk.runner.run(lambda: self._collecting.files(self._who), self._sent.show_files, self._refused, self)

    def _read_waiting(self, waiting: Sequence[WaitingDebits]) -> None:
        if not self._busy:
            self._making.renew()  # a line that is read anew is another gesture
            self._waiting = as_lines(waiting)
            self._show_lines()

    def _show_lines(self) -> None:
        self._to_send.show_lines((*self._unsaved, *self._waiting))

    def _refused(self, error: Exception) -> None:
        self._notice.error(sentence(error))

    def _connect(self) -> None:
        self._to_send.send_asked.connect(self.send)
        self._to_send.changed.connect(self.hints_changed)
        self._sent.again_asked.connect(self.send_again)
        self._sent.changed.connect(self.hints_changed)

    def _lay_out(self) -> None:
        parts = QWidget()
        column = QVBoxLayout(parts)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(ROOM)
        column.addWidget(self._to_send, 2)
        column.addWidget(self._sent, 3)
        body = QScrollArea(widgetResizable=True)  # large text in a small window scrolls
        body.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        body.setWidget(parts)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(MARGIN, ROOM, MARGIN, ROOM)
        whole.setSpacing(ROOM)
        whole.addWidget(Words("Prélèvements", "title"))
        whole.addWidget(self._notice)
        whole.addWidget(body, 1)


def _named(names: Sequence[str]) -> str:
    said = ", ".join(filter(None, names))
    return f"{said} : " if said else ""
