"""The order of a member: its lines, and what is added to them."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut

from backoffice.domain.group import Distribution, Group
from backoffice.domain.member_order import OrderLine
from backoffice.french.figures import euros
from forms.distributions.members_reading import MemberSheet
from forms.distributions.order_entry import OrderEntry
from forms.distributions.page import DistributionTools
from forms.distributions.tables import ShownOrderLine, line_table
from forms.distributions.words import balance_tone, balance_words, member_name
from forms.kit.buttons import allow, button
from forms.kit.icons import Icon
from forms.kit.inline_question import Notice
from forms.kit.labels import Words
from forms.kit.panels import Card
from forms.kit.tokens import MARGIN, ROW, Tone, scaled
from forms.kit.wording.sentences import sentence

_NOBODY = "Aucun adhérent choisi"
_NO_LINE = "Choisissez une ligne de la commande."
_LEAST = 4


class OrderPanel(Card):
    """One member's order for a distribution.

    Signals:
        take_off_asked: a recorded line is to be taken off; bears it.

    Attributes:
        entry: what is added.
        table: the lines, those still to be recorded last.
    """

    take_off_asked = Signal(object)

    def __init__(self, tools: DistributionTools) -> None:
        super().__init__()
        self._file: MemberSheet | None = None
        self._name = Words(_NOBODY, "heading")
        self._balance = Words(role="strong")
        self._ordered = Words(tone=Tone.MUTED)
        self.table = line_table()
        self.entry = OrderEntry(tools.who.name)
        self._notice = Notice()
        self._off = button("Retirer la ligne  Suppr", self._take_off, Icon.UNDO)
        QShortcut(
            QKeySequence(Qt.Key.Key_Delete), self.table, context=Qt.ShortcutContext.WidgetShortcut
        ).activated.connect(self._take_off)
        self.table.current.connect(self._show_current)
        self.entry.lines_changed.connect(self._show_lines)
        tools.desk.serve(self.table, "Commande")
        self._lay_out()
        self._show_current()

    @property
    def file(self) -> MemberSheet | None:
        """Whose order it is."""
        return self._file

    def take(self, group: Group, distribution: Distribution) -> None:
        """Work for this distribution."""
        self.entry.take(group, distribution)

    def show_file(self, file: MemberSheet | None) -> None:
        """Show a member; what was typed for them stays, where they are the same."""
        another = self._file is None or file is None or self._file.member.id != file.member.id
        self._file = file
        self._name.setText(_NOBODY if file is None else member_name(file.member))
        if file is not None:
            account = file.account
            self._balance.say(balance_words(account.balance, account.waiting), balance_tone(account.balance))
        self._balance.setVisible(file is not None)
        self.entry.show_file(file)
        if another:
            self.entry.clear()
        self._show_lines()

    def show_refusal(self, error: Exception) -> None:
        """Say why a line was not taken off; it is gone with the next gesture."""
        self._notice.say(sentence(error))

    def fit(self) -> None:
        """Be as wide as the text asks for."""
        self.entry.fit()

    def _show_lines(self) -> None:
        recorded = () if self._file is None else self._file.order.lines
        self.table.show_rows([*map(ShownOrderLine, recorded), *map(ShownOrderLine, self.entry.lines)])
        if self.entry.lines and self.table.rows:
            self.table.scrollToBottom()
        ordered = "" if self._file is None else f"Commandé {euros(self._file.order.amount)}"
        self._ordered.say(ordered, Tone.MUTED)
        self._show_current()

    def _show_current(self) -> None:
        self._notice.say("")
        allow(self._off, "" if self.table.current_row() is not None else _NO_LINE)

    def _take_off(self) -> None:
        row = self.table.current_row()
        if row is None:
            return
        if isinstance(row.line, OrderLine):
            self.take_off_asked.emit(row.line)
        else:
            self.entry.drop(row.line)

    def _lay_out(self) -> None:
        self.head.addWidget(self._name, 1)
        self.head.setSpacing(MARGIN)
        self.head.addWidget(self._ordered)
        self.head.addWidget(self._balance)
        self.entry.foot.insertWidget(0, self._off)
        self.table.setMinimumHeight(scaled(_LEAST * ROW))
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self._notice)
        self.body.addWidget(self.entry)
