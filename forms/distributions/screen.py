"""*Distributions*: a group's distributions; of one, the orders and payments, its validation, and the cards online."""

from collections.abc import Sequence
from enum import Enum
from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QTabBar, QVBoxLayout
from typing_extensions import override

from backoffice.domain.group import Distribution, Group
from backoffice.domain.people import Actor
from backoffice.french.figures import short_date
from backoffice.french.screen_titles import DISTRIBUTION_VALIDATION
from forms.distributions.online_page import OnlinePage
from forms.distributions.opening import DistributionOpening
from forms.distributions.orders_page import OrdersPage
from forms.distributions.page import DistributionPage, DistributionTools
from forms.distributions.picker import Picker
from forms.distributions.services import DistributionServices
from forms.distributions.validation_page import ValidationPage
from forms.distributions.words import distribution_name
from forms.kit.buttons import allow, button
from forms.kit.field_alignment import level
from forms.kit.icons import Icon
from forms.kit.keys import KeyHint
from forms.kit.labels import Words
from forms.kit.panels import put_away
from forms.kit.screen import Screen
from forms.kit.screen_tools import ScreenTools
from forms.kit.tokens import MARGIN, ROOM, SPACE, Tone

_NO_GROUP = "Aucun groupe.\nUn superviseur en ajoute un dans Comptes."
_NO_DISTRIBUTION = "Aucune distribution de ce groupe.\nCtrl+N en ouvre une, par son titre et sa date."
_GROUP_LENGTH, _DISTRIBUTION_LENGTH = 14, 20


class _Side(Enum):
    """The pages, with the keys that lead to them."""

    ORDERS = ("Commandes et paiements", "F7")
    VALIDATION = (DISTRIBUTION_VALIDATION, "F9")
    ONLINE = ("Cartes en ligne", "F11")


class DistributionsScreen(Screen):
    """Chooses a distribution, and shows one side of it."""

    def __init__(self, services: DistributionServices, desk: ScreenTools, who: Actor) -> None:
        super().__init__()
        self._tools = DistributionTools(services, desk, who)
        self._opening: DistributionOpening | None = None
        self._opened_id: int | None = None
        self._groups: Picker[Group] = Picker("Groupe", lambda group: group.name, lambda group: group.id, _GROUP_LENGTH)
        self._distributions: Picker[Distribution] = Picker(
            "Distribution", distribution_name, lambda each: each.id, _DISTRIBUTION_LENGTH
        )
        self._open = button("Ouvrir une distribution", self.open_distribution, Icon.PLUS)
        self._tabs = QTabBar()
        self._pages: dict[_Side, DistributionPage] = {
            _Side.ORDERS: OrdersPage(self._tools),
            _Side.VALIDATION: ValidationPage(self._tools),
            _Side.ONLINE: OnlinePage(self._tools),
        }
        self._stack = QStackedWidget()
        self._empty = Words(_NO_GROUP, tone=Tone.MUTED)
        self._connect()
        self._lay_out()

    @override
    def hints(self) -> Sequence[KeyHint]:
        if self._opening is not None:
            return (
                KeyHint("F6", "Enregistrer", self._opening.save),
                KeyHint("Esc", "Ne pas ouvrir", self._opening.give_up),
            )
        own = self._page.hints() if self._groups.value is not None else ()
        others = [
            KeyHint(side.value[1], side.value[0], partial(self._turn, side)) for side in _Side if side is not self._side
        ]
        return (
            *own,
            *others,
            KeyHint("Ctrl+N", "Ouvrir une distribution", self.open_distribution, self._why_no_opening()),
            KeyHint("F5", "Actualiser", self._reload),
        )

    @override
    def unsaved(self) -> str:
        return next(filter(None, (page.unsaved() for page in self._pages.values())), "")

    @override
    def enter(self) -> None:
        self._reload()
        if self._opening is not None:
            self._opening.begin()
        elif self._stack.currentWidget() is self._page and self._distributions.value is not None:
            self._page.begin()
        else:
            self.setFocus()  # until there is something to work on

    def open_distribution(self) -> None:
        """*Ouvrir une distribution*: the form, above the pages."""
        group = self._groups.value
        if group is None or self._opening is not None or self._why_no_opening():
            return
        card = DistributionOpening(self._tools, group, self._tools.services.today())
        card.opened.connect(self._opened)
        card.given_up.connect(self._close_opening)
        self._opening = card
        self._whole.insertWidget(1, card)
        card.show()  # else Qt would show it later, and the focus with it
        card.begin()
        self.hints_changed.emit()

    @property
    def _side(self) -> _Side:
        return list(_Side)[self._tabs.currentIndex()]

    @property
    def _page(self) -> DistributionPage:
        return self._pages[self._side]

    def _why_no_opening(self) -> str:
        return self.unsaved() or ("" if self._groups.value is not None else _NO_GROUP.replace("\n", " "))

    def _opened(self, distribution: Distribution) -> None:
        self.setFocus()
        self._put_away_opening()
        self._tools.desk.strip.ok(
            f"{distribution.title}, le {short_date(distribution.held_on)} : distribution ouverte."
        )
        self._opened_id = distribution.id
        self._read_distributions()

    def _close_opening(self) -> None:
        self._put_away_opening()
        self._page.begin()

    def _put_away_opening(self) -> None:
        if self._opening is not None:
            put_away(self._whole, self._opening)
            self._opening = None
            self.hints_changed.emit()

    def _reload(self) -> None:
        desk, who = self._tools.desk, self._tools.who
        desk.runner.run(lambda: self._tools.services.groups.all(who), self._show_groups, desk.tell, self)

    def _show_groups(self, groups: Sequence[Group]) -> None:
        self._groups.show_options(groups)
        self._read_distributions()

    def _read_distributions(self) -> None:
        group, desk, who = self._groups.value, self._tools.desk, self._tools.who
        if group is None:
            self._show_distributions(None, ())
            return
        desk.runner.run(
            lambda: self._tools.services.orders.distributions(who, group.id),
            lambda rows: self._show_distributions(group, rows),
            desk.tell,
            self,
        )

    def _show_distributions(self, group: Group | None, rows: Sequence[Distribution]) -> None:
        now = self._groups.value
        if (now and now.id) != (group and group.id):
            return  # another group has been chosen since
        self._distributions.show_options(rows, self._opened_id)
        if self._opened_id in [row.id for row in rows]:
            self._opened_id = None
            self._tabs.setCurrentIndex(0)
        self._show_page()

    def _show_page(self) -> None:
        group, distribution = self._groups.value, self._distributions.value
        needs = self._side is not _Side.ONLINE
        missing = _NO_GROUP if group is None else _NO_DISTRIBUTION if distribution is None and needs else ""
        self._empty.setText(missing)
        self._stack.setCurrentWidget(self._empty if missing else self._page)
        self._page.show_distribution(group, distribution)
        if self.hasFocus() and not missing and self._opened_id is None:
            self._page.begin()
        self._allow()

    def _turn(self, side: _Side) -> None:
        self._tabs.setCurrentIndex(list(_Side).index(side))
        self._page.begin()

    def _picked_group(self) -> None:
        self._opened_id = None
        self._distributions.show_options(())
        self._read_distributions()

    def _allow(self) -> None:
        unsaved = self.unsaved()
        for picker in (self._groups, self._distributions):
            picker.setEnabled(not unsaved)
            picker.setToolTip(unsaved)
        allow(self._open, self._why_no_opening())
        self.hints_changed.emit()

    def _connect(self) -> None:
        self._groups.picked.connect(self._picked_group)
        self._distributions.picked.connect(self._show_page)
        for side, page in self._pages.items():
            self._tabs.addTab(side.value[0])
            self._stack.addWidget(page)
            page.changed.connect(self._allow)
            page.recorded.connect(self._read_distributions)
        self._tabs.currentChanged.connect(self._show_page)

    def _lay_out(self) -> None:
        self._tabs.setAccessibleName("Distribution, pages")
        self._tabs.setExpanding(False)
        self._tabs.setDrawBase(False)
        self._empty.setAlignment(self._empty.alignment().AlignCenter)
        self._empty.setWordWrap(True)
        self._stack.addWidget(self._empty)
        head = QHBoxLayout()
        head.setSpacing(MARGIN)
        head.addWidget(Words("Distributions", "title"))
        head.addWidget(self._groups)
        head.addWidget(self._distributions, 1)
        head.addLayout(level(self._open))
        self._whole = QVBoxLayout(self)
        self._whole.setContentsMargins(MARGIN, ROOM, MARGIN, ROOM)
        self._whole.setSpacing(SPACE)
        self._whole.addLayout(head)
        self._whole.addWidget(self._tabs)
        self._whole.addWidget(self._stack, 1)
