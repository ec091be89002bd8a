"""*Imprimés*: the slips that were printed, by number and kind."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from backoffice.domain.people import Actor
from backoffice.french.counted import counted
from backoffice.french.figures import moment
from backoffice.french.paper_words import LOT_SHEET, SLIP_NAMES
from forms.kit.buttons import allow, button
from forms.kit.fields import WordsField
from forms.kit.icons import Icon
from forms.kit.labels import Words
from forms.kit.screen_tools import ScreenTools
from forms.kit.tokens import GAP, ROOM, SPACE, Tone
from forms.slips.printed import PrintedSlip, SlipServices, read_printed
from forms.slips.table import printed_table

_LABEL = "Nature"


_ALL = "Toutes"


_LENGTH = 16
"""Characters: a longer name is cut, and whole in the list."""


class KindFilter(QWidget):
    """A labelled list of the kinds, with *Toutes* first.

    Signals:
        chosen: another kind was chosen.
    """

    chosen = Signal()

    def __init__(self) -> None:
        super().__init__()
        label = QLabel(_LABEL)
        label.setProperty("role", "label")
        self._box = QComboBox()
        self._box.setAccessibleName(_LABEL)
        self._box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._box.setMinimumContentsLength(_LENGTH)
        self._box.addItem(_ALL)
        self._kinds = tuple(SLIP_NAMES)
        self._box.addItems([SLIP_NAMES[kind] for kind in self._kinds])
        label.setBuddy(self._box)
        self.setFocusProxy(self._box)
        self._box.currentIndexChanged.connect(self.chosen)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(GAP)
        whole.addWidget(label)
        whole.addWidget(self._box)
        whole.addStretch(1)

    def of(self, slips: Iterable[PrintedSlip]) -> list[PrintedSlip]:
        """The slips of the kind chosen."""
        at = self._box.currentIndex()
        return [slip for slip in slips if at == 0 or slip.kind is self._kinds[at - 1]]


_CHOOSE = "Choisissez un bordereau dans la liste."
_NO_SHEET = "La feuille de lot va avec les chèques : choisissez un bordereau d'encaissement."


class PrintedList(QWidget):
    """The list with its search and its filter.

    Signals:
        chosen: Enter or a double click on a slip; bears it.
        reprint_asked: the button was pressed.
        sheet_asked: the button was pressed.
        changed: another slip is the current one.

    Attributes:
        kind: its filter, for the head of the screen.
    """

    chosen = Signal(object)
    reprint_asked = Signal()
    sheet_asked = Signal()
    changed = Signal()

    def __init__(self, services: SlipServices, desk: ScreenTools, who: Actor) -> None:
        super().__init__()
        self._services = services
        self._desk = desk
        self._who = who
        self._slips: Sequence[PrintedSlip] = ()
        self._number = WordsField("Numéro de bordereau ou de lot")
        self.kind = KindFilter()
        self._table = printed_table()
        self._about = Words(tone=Tone.MUTED)
        self._about.setWordWrap(True)
        self._reprint = button("Réimprimer", self.reprint_asked.emit, Icon.PRINT, primary=True)
        self._sheet = button(LOT_SHEET, self.sheet_asked.emit, Icon.BATCHES)
        self._connect()
        self._lay_out()
        self._show_current()

    @property
    def current(self) -> PrintedSlip | None:
        """The current slip."""
        return self._table.current_row()

    def why_not(self) -> str:
        """Why nothing can be printed again just now; empty where it can."""
        return "" if self.current is not None else _CHOOSE

    def why_no_sheet(self) -> str:
        """Why there is no lot sheet just now; empty where there is."""
        current = self.current
        return self.why_not() or ("" if current is not None and current.batch_id is not None else _NO_SHEET)

    def begin(self) -> None:
        """Put the cursor where work begins."""
        self._number.take_focus()

    def reload(self) -> None:
        """Read the list again."""
        number, services, who = self._number.text(), self._services, self._who
        self._desk.runner.run(lambda: read_printed(services, who, number), self._read, self._desk.tell, self)

    def _read(self, slips: Sequence[PrintedSlip]) -> None:
        self._slips = slips
        self._show()

    def _show(self) -> None:
        shown = self.kind.of(self._slips)
        self._table.show_rows(shown)
        self._number.show_hint(counted(len(shown), "bordereau", "bordereaux"))

    def _show_current(self) -> None:
        slip = self.current
        self._about.setText("" if slip is None else f"Imprimé le {moment(slip.printed_at)} par {slip.operator}")
        allow(self._reprint, self.why_not())
        allow(self._sheet, self.why_no_sheet())
        self.changed.emit()

    def _connect(self) -> None:
        self._number.edited.connect(self.reload)
        self._number.committed.connect(self._table.setFocus)
        self.kind.chosen.connect(self._show)
        self._table.chosen.connect(self.chosen)
        self._table.current.connect(self._show_current)
        self._desk.serve(self._table, "Bordereaux")

    def _lay_out(self) -> None:
        foot = QHBoxLayout()
        foot.setSpacing(SPACE)
        foot.addWidget(self._about, 1)
        foot.addWidget(self._sheet)
        foot.addWidget(self._reprint)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(ROOM)
        whole.addWidget(self._number)
        whole.addWidget(self._table, 1)
        whole.addLayout(foot)
