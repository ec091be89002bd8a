"""Bordereaux: those that were printed, those that papers wait for, mail without a client; the paper on the right."""

from collections.abc import Callable, Hashable, Sequence
from enum import Enum
from functools import partial
from typing import TypeVar
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from backoffice.domain.documents import MailSlip
from backoffice.domain.errors import RuleBroken
from backoffice.domain.people import Actor, Right
from backoffice.french.counted import counted
from backoffice.french.paper_words import LOT_SHEET, SORTING
from forms.kit.gesture import Gesture
from forms.kit.keys import KeyHint
from forms.kit.labels import Words
from forms.kit.panels import Choice
from forms.kit.preview import Preview
from forms.kit.screen import Screen
from forms.kit.screen_tools import ScreenTools
from forms.kit.strip import Strip
from forms.kit.tokens import MARGIN, ROOM, Tone
from forms.kit.wording.sentences import sentence
from forms.slips.printed import PrintedSlip, SlipServices
from forms.slips.printed_list import PrintedList
from forms.slips.unknown_list import UnknownList
from forms.slips.waiting import Waiting
from forms.slips.waiting_list import WaitingList

T = TypeVar("T")

_EMPTY = (
    "⏎ sur un bordereau le montre ici, marqué DUPLICATA ; chaque réimpression est notée.\n"
    "⏎ sur une ligne à imprimer lui donne son numéro."
)
_NO_PAPER = "Aucun document n'est affiché : ⏎ sur une ligne le montre."
_LEFT, _RIGHT = 710, 440
"""How the width is shared at first."""


class _Side(Enum):
    PRINTED = "Imprimés"
    WAITING = "À imprimer"
    UNKNOWN = "Sans client"


class SlipsScreen(Screen):
    """A paper is drawn when it is asked for, never on mere selection."""

    def __init__(self, services: SlipServices, desk: ScreenTools, who: Actor, why_not: Callable[[Right], str]) -> None:
        """Make the screen.

        Args:
            services: list, print and draw.
            desk: what the window lends.
            who: who is at work.
            why_not: why the role lacks a right, a whole sentence; empty where it has it.
        """
        super().__init__()
        self._services = services
        self._desk = desk
        self._who = who
        self._printing = Gesture(desk.runner, self)
        self._reprinting = Gesture(desk.runner, self)
        self._in_sight = ""
        self._side = Choice("Liste", {side: side.value for side in _Side})
        self._waits = Words(tone=Tone.MUTED)
        self._printed = PrintedList(services, desk, who)
        self._waiting = WaitingList(services, desk, who, why_not(Right.KEY))
        self._unknown = UnknownList(services, desk, who)
        self._lists = QStackedWidget()
        self._notice = Strip()
        self._preview = Preview(desk, _EMPTY)
        self._connect()
        self._lay_out()

    @override
    def hints(self) -> Sequence[KeyHint]:
        why_not = "" if self._in_sight else _NO_PAPER
        other = _Side.WAITING if self._side.value() is _Side.PRINTED else _Side.PRINTED
        own: dict[_Side, tuple[KeyHint, ...]] = {
            _Side.PRINTED: (
                KeyHint("F6", "Réimprimer", self.reprint, self._printed.why_not()),
                KeyHint("F7", LOT_SHEET, self.show_sheet, self._printed.why_no_sheet()),
            ),
            _Side.WAITING: (KeyHint("F6", "Imprimer le bordereau", self.print_waiting, self._waiting.why_not()),),
            _Side.UNKNOWN: (),
        }
        return (
            *own[self._side.value()],
            KeyHint("Ctrl+P", "Imprimer", self._preview.print_paper, why_not),
            KeyHint("Ctrl+S", "Enregistrer…", self._preview.save_paper, why_not),
            KeyHint("F8", other.value, lambda: self._turn(other)),
            KeyHint("Ctrl+I", _Side.UNKNOWN.value, lambda: self._turn(_Side.UNKNOWN)),
            KeyHint("F5", "Actualiser", self._reload),
        )

    @override
    def enter(self) -> None:
        self._begin()
        self._reload()

    def reprint(self) -> None:
        """*Réimprimer*: the current slip once more, marked and recorded as a duplicate."""
        slip = self._printed.current
        if slip is not None:
            self._draw(
                self._reprinting,
                partial(self._once_more, slip),
                lambda paper: self._show_paper(slip.number, paper),
                slip.number,
            )

    def show_sheet(self) -> None:
        """The lot sheet of the current receipt slip's batch."""
        slip, services = self._printed.current, self._services
        if slip is None or slip.batch_id is None:
            return
        batch_id = slip.batch_id
        self._draw(
            self._reprinting,
            lambda _: services.draw(services.slips.lot_sheet(self._who, batch_id)),
            lambda paper: self._show_paper(f"{LOT_SHEET} {slip.papers_of}", paper),
            batch_id,
        )

    def print_waiting(self) -> None:
        """*Imprimer*: give the papers of the current line their slip, once, and print it."""
        line, services = self._waiting.current, self._services
        if line is None or self._waiting.why_not():
            return

        def draw(key: UUID) -> tuple[MailSlip, bytes]:
            document = services.mail_slips.print_slip(self._who, key, line.kind, line.day)
            return document, services.draw(document)

        self._draw(self._printing, draw, lambda drawn: self._slip_printed(line, *drawn), (line.day, line.kind))

    def _slip_printed(self, line: Waiting, document: MailSlip, paper: bytes) -> None:
        self._waiting.mark(line, document.number)
        self._show_paper(document.number, paper)
        self._printed.reload()
        self._preview.print_paper()

    def _once_more(self, slip: PrintedSlip, key: UUID) -> bytes:
        services = self._services
        if slip.kind is None:
            return services.draw(services.slips.reprint(self._who, key, slip.id))
        if slip.kind == SORTING:
            return services.draw(services.pile_slips.reprint(self._who, key, slip.id))
        return services.draw(services.mail_slips.reprint(self._who, key, slip.id))

    def _draw(self, gesture: Gesture, draw: Callable[[UUID], T], done: Callable[[T], None], about: Hashable) -> None:
        """One paper at a time, whatever it is."""
        if not self._printing.is_sending and not self._reprinting.is_sending:
            self._notice.hide()
            gesture.send(draw, done, self._refused, about)

    def _show_paper(self, name: str, paper: bytes) -> None:
        self._in_sight = name
        self._preview.show_paper(paper, name)
        self.hints_changed.emit()

    def _refused(self, error: Exception) -> None:
        self._notice.error(sentence(error))
        if isinstance(error, RuleBroken):  # after a lost answer the line stays, to be asked for under the same key
            self._waiting.reload()

    def _choose(self, slip: PrintedSlip) -> None:
        """Enter on the slip that is in sight already draws, and records, nothing more."""
        if self._in_sight != slip.number:
            self.reprint()

    def _turn(self, side: _Side) -> None:
        self._side.set_value(side)
        self._begin()

    def _begin(self) -> None:
        self._list().begin()

    def _list(self) -> PrintedList | WaitingList | UnknownList:
        lists: dict[_Side, PrintedList | WaitingList | UnknownList] = {
            _Side.PRINTED: self._printed,
            _Side.WAITING: self._waiting,
            _Side.UNKNOWN: self._unknown,
        }
        return lists[self._side.value()]

    def _reload(self) -> None:
        self._printing.renew()  # a line that is read anew is another gesture
        self._printed.reload()
        self._waiting.reload()
        self._unknown.reload()

    def _show_side(self) -> None:
        self._lists.setCurrentWidget(self._list())
        self._printed.kind.setVisible(self._side.value() is _Side.PRINTED)
        self.hints_changed.emit()

    def _show_waiting(self, papers: int) -> None:
        self._waits.say(f"{counted(papers, 'pièce')} à imprimer" if papers else "", Tone.MUTED)

    def _connect(self) -> None:
        self._side.chosen.connect(self._show_side)
        self._side.committed.connect(self._begin)
        self._printed.chosen.connect(self._choose)
        self._printed.reprint_asked.connect(self.reprint)
        self._printed.sheet_asked.connect(self.show_sheet)
        self._printed.changed.connect(self.hints_changed)
        self._waiting.print_asked.connect(self.print_waiting)
        self._waiting.changed.connect(self.hints_changed)
        self._waiting.tallied.connect(self._show_waiting)
        self._preview.failed.connect(self._refused)

    def _lay_out(self) -> None:
        self._lists.addWidget(self._printed)
        self._lists.addWidget(self._waiting)
        self._lists.addWidget(self._unknown)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, ROOM, 0)
        column.addWidget(self._lists)
        sides = QSplitter(Qt.Orientation.Horizontal)
        sides.setChildrenCollapsible(False)
        sides.addWidget(left)
        sides.addWidget(self._preview)
        sides.setSizes([_LEFT, _RIGHT])
        head = QHBoxLayout()
        head.setSpacing(MARGIN)
        head.addWidget(Words("Bordereaux", "title"))
        head.addWidget(self._side)
        head.addWidget(self._printed.kind)
        head.addWidget(self._waits, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(MARGIN, ROOM, MARGIN, ROOM)
        whole.setSpacing(ROOM)
        whole.addLayout(head)
        whole.addWidget(self._notice)
        whole.addWidget(sides, 1)
