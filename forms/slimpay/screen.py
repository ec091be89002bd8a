"""SlimPay: what it still waits for, to be taken up again or given up."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout
from typing_extensions import override

from backoffice.domain.debit_rows import SlimpayRow
from backoffice.domain.people import Actor
from backoffice.domain.slimpay import AskState
from backoffice.french.counted import counted
from backoffice.french.figures import moment
from backoffice.french.means_words import ASK_STATES
from backoffice.services.clients.slimpay import Slimpay
from forms.kit.buttons import allow, button
from forms.kit.icons import Icon
from forms.kit.keys import KeyHint
from forms.kit.labels import Words
from forms.kit.screen import Screen
from forms.kit.screen_tools import ScreenTools
from forms.kit.table import Table
from forms.kit.table_model import Column
from forms.kit.tokens import MARGIN, ROOM, SPACE, Tone
from forms.kit.wording.sentences import typeset
from forms.slimpay.words import NEW_MANDATE, STATE_TONES, tell_settled

_EMPTY = (
    "SlimPay n'attend rien.\n"
    "Une demande vient de l'action 2.4, code 99 (P-69) ; elle reste ici tant que son IBAN n'est pas arrivé."
)


def order_table() -> Table[SlimpayRow]:
    """An empty table of orders."""
    columns: tuple[Column[SlimpayRow], ...] = (
        Column("Référence", lambda row: str(row.ref), width=136),
        Column("Client", lambda row: row.name, width=170, stretch=True),
        Column("RUM", lambda row: row.rum or NEW_MANDATE, width=190),
        Column(
            "État", lambda row: ASK_STATES[row.state], width=112, tone=lambda row: STATE_TONES[row.state], chip=True
        ),
        Column("Demandée le", lambda row: moment(row.asked_at), value=lambda row: row.asked_at, width=160),
        Column("Opérateur", lambda row: row.operator, width=100),
    )
    return Table("SlimPay", columns, _EMPTY, key=lambda row: row.id)


_ENTER = "⏎ reprend la demande : la page de SlimPay s'ouvre, rien n'est demandé deux fois"
_CHOOSE = "Choisissez d'abord une demande."
_UNDER_WAY = "SlimPay est interrogé : un instant."
_ABANDON = "Abandonner la demande"
_QUESTION = "La demande est annulée chez SlimPay, et l'IBAN du client n'y sera pas changé."
_DONE_MEANWHILE = "L'IBAN venait d'arriver : la demande de {name} est terminée, et ne s'abandonne plus."
_ABANDONED = "La demande de {name} est abandonnée."
_NOT_YET = "SlimPay ne laisse pas abandonner la demande de {name} : réessayez plus tard."
_ENDS = {AskState.COMPLETED: _DONE_MEANWHILE, AskState.ABORTED: _ABANDONED}


class SlimpayScreen(Screen):
    """The orders of everybody that are not settled, the oldest first.

    Signals:
        resumed: *Reprendre*; bears the row.
    """

    resumed = Signal(object)

    def __init__(self, slimpay: Slimpay, desk: ScreenTools, who: Actor) -> None:
        super().__init__()
        self._slimpay = slimpay
        self._desk = desk
        self._who = who
        self._under_way = False
        self._count = Words(role="strong")
        self._table = order_table()
        self._resume = button("Reprendre", self._take_up, primary=True)
        self._abandon = button("Abandonner…", self._give_up)
        self._look = button("Interroger SlimPay", self._ask, Icon.REFRESH)
        self._table.chosen.connect(self._choose)
        self._table.current.connect(self._show_current)
        desk.serve(self._table, "SlimPay")
        self._lay_out()
        self._show_current()

    @override
    def hints(self) -> Sequence[KeyHint]:
        why_not, waiting = self._why_not(), _UNDER_WAY if self._under_way else ""
        return (
            KeyHint("F6", "Reprendre", self._take_up, why_not),
            KeyHint("F8", "Abandonner…", self._give_up, why_not),
            KeyHint("F5", "Interroger SlimPay", self._ask, waiting),
        )

    @override
    def enter(self) -> None:
        self._table.setFocus()
        self._reload()

    def _reload(self) -> None:
        self._desk.runner.run(lambda: self._slimpay.unsettled(self._who), self._show_rows, self._desk.tell, self)

    def _show_rows(self, rows: Sequence[SlimpayRow]) -> None:
        self._table.show_rows(rows)
        self._count.say(counted(len(rows), "demande") if rows else "")
        self._show_current()

    def _choose(self, _: SlimpayRow) -> None:
        self._take_up()

    def _take_up(self) -> None:
        row = self._table.current_row()
        if row is not None and not self._under_way:
            self.resumed.emit(row)

    def _give_up(self) -> None:
        row = self._table.current_row()
        if row is None or self._under_way:
            return
        figures = (("Client", row.name), ("Référence", str(row.ref)), ("RUM", row.rum or NEW_MANDATE))
        if self._desk.questions.confirm(_ABANDON, _QUESTION, figures, _ABANDON, "Garder la demande"):
            self._wait(under_way=True)
            self._desk.network.run(
                lambda: self._slimpay.abandon(self._who, row.id), self._given_up, self._not_answered, self
            )

    def _given_up(self, row: SlimpayRow) -> None:
        tell = self._desk.strip.ok if row.state is AskState.ABORTED else self._desk.strip.warning
        tell(typeset(_ENDS.get(row.state, _NOT_YET).format(name=row.name)))
        self._answered()

    def _ask(self) -> None:
        if not self._under_way:
            self._wait(under_way=True)
            self._desk.network.run(lambda: self._slimpay.settle_all(self._who), self._settled, self._not_answered, self)

    def _settled(self, rows: Sequence[SlimpayRow]) -> None:
        tell_settled(self._desk.strip, rows)
        self._answered()

    def _not_answered(self, error: Exception) -> None:
        self._desk.tell(error)
        self._answered()

    def _answered(self) -> None:
        self._wait(under_way=False)
        self._reload()

    def _wait(self, *, under_way: bool) -> None:
        self._under_way = under_way
        self._show_current()

    def _why_not(self) -> str:
        if self._under_way:
            return _UNDER_WAY
        return "" if self._table.current_row() else _CHOOSE

    def _show_current(self) -> None:
        for made in (self._resume, self._abandon):
            allow(made, self._why_not())
        allow(self._look, _UNDER_WAY if self._under_way else "")
        self.hints_changed.emit()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(Words("SlimPay", "title"), 1)
        head.addWidget(self._look)
        foot = QHBoxLayout()
        foot.setSpacing(SPACE)
        told = Words(typeset(_ENTER), tone=Tone.MUTED)
        told.setWordWrap(True)
        foot.addWidget(told, 1)
        foot.addWidget(self._count)
        foot.addWidget(self._abandon)
        foot.addWidget(self._resume)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(MARGIN, ROOM, MARGIN, ROOM)
        whole.setSpacing(ROOM)
        whole.addLayout(head)
        whole.addWidget(self._table, 1)
        whole.addLayout(foot)
