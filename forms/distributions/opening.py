"""The form that opens a distribution."""

from datetime import date
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout

from backoffice.domain.errors import Broken, RuleBroken
from backoffice.domain.group import Distribution, Group, NewDistribution
from forms.distributions.page import DistributionTools
from forms.kit.buttons import button
from forms.kit.field_alignment import level, raised
from forms.kit.fields import WordsField, all_usable
from forms.kit.gesture import Gesture
from forms.kit.icons import Icon
from forms.kit.inline_question import Notice
from forms.kit.panels import Card
from forms.kit.tokens import ROOM, scaled
from forms.kit.trade_fields import DateField
from forms.kit.wording.sentences import sentence

_DAY_WIDTH = 150


class DistributionOpening(Card):
    """One form for one distribution of a group.

    Signals:
        opened: bears the `Distribution`.
        given_up: *Ne pas ouvrir*.
    """

    opened = Signal(object)
    given_up = Signal()

    def __init__(self, tools: DistributionTools, group: Group, today: date) -> None:
        super().__init__(f"Ouvrir une distribution · {group.name}")
        self._tools = tools
        self._group = group
        self._gesture = Gesture(tools.desk.runner, self)
        self._title = WordsField("Titre", required=True)
        self._day = DateField("Date", today, required=True)
        self._day.set_value(today)
        self._day.setFixedWidth(scaled(_DAY_WIDTH))
        self._notice = Notice()
        self._title.committed.connect(self._day.take_focus)
        self._day.committed.connect(self.save)
        self._lay_out()

    def begin(self) -> None:
        """Put the cursor where the form begins."""
        self._title.take_focus()

    def save(self) -> None:
        """*Enregistrer*: once."""
        if not all_usable([self._title, self._day]) or self._gesture.is_sending:
            return
        title, day = self._title.value(), self._day.value()
        if title is None or day is None:
            return
        tools, new = self._tools, NewDistribution(self._group.id, title, day)

        def work(key: UUID) -> Distribution:
            return tools.services.orders.open(tools.who, key, new)

        self._gesture.send(work, self.opened.emit, self._refused)

    def give_up(self) -> None:
        """*Ne pas ouvrir*; too late once it is being opened."""
        if not self._gesture.is_sending:
            self.given_up.emit()

    def _refused(self, error: Exception) -> None:
        if isinstance(error, RuleBroken) and error.code is Broken.DISTRIBUTION_TITLE_MISSING:
            self._title.show_error(sentence(error))
            self._title.take_focus()
        else:
            self._notice.say(sentence(error))

    def _lay_out(self) -> None:
        line = QHBoxLayout()
        line.setSpacing(ROOM)
        line.addLayout(raised(self._title), 1)
        line.addLayout(raised(self._day))
        line.addLayout(level(button("Ne pas ouvrir", self.give_up)))
        line.addLayout(level(button("Enregistrer", self.save, Icon.SAVE, primary=True)))
        self.body.addLayout(line)
        self.body.addWidget(self._notice)
        self.body.setAlignment(Qt.AlignmentFlag.AlignTop)
