"""*Groupe*: a group is added, how it pays is set, its members are added."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from backoffice.domain.errors import RuleBroken
from backoffice.domain.group import Group, NewGroup
from backoffice.domain.people import Right
from forms.accounts.members_card import MembersCard
from forms.accounts.page import AccountsPage
from forms.accounts.services import AccountTools
from forms.accounts.setup_card import SetupCard
from forms.kit.buttons import allow, button
from forms.kit.fields import WordsField
from forms.kit.gesture import Gesture
from forms.kit.icons import Icon
from forms.kit.keys import KeyHint
from forms.kit.labels import Words
from forms.kit.panels import Card
from forms.kit.tokens import ROOM, SPACE, Tone, scaled
from forms.kit.wording.sentences import sentence, typeset

_FIRST = "Aucun groupe encore. Donnez-lui un nom ; ses paiements se règlent et ses adhérents s'ajoutent ensuite."
_NAME = 360


class GroupPage(AccountsPage):
    """One group after the other.

    Signals:
        recorded: a group is new or set up otherwise; bears it.
        added: the group in sight has other members or balances.
    """

    recorded = Signal(object)
    added = Signal()

    def __init__(self, tools: AccountTools) -> None:
        super().__init__(tools)
        self._group: Group | None = None
        self._adding = Gesture(tools.desk.runner, self)
        self._new = Card("Nouveau groupe")
        self._told = Words(typeset(_FIRST), tone=Tone.MUTED)
        self.name = WordsField("Nom du groupe", required=True)
        self._add = button("Ajouter le groupe", self.add, Icon.PLUS, primary=True)
        self.setup = SetupCard(tools)
        self.members = MembersCard(tools)
        self.setup.done.connect(self.recorded)
        self.setup.changed.connect(self.changed)
        self.members.added.connect(self.added)
        self.name.committed.connect(self.add)
        self._lay_out()
        self.show_group(None)

    @override
    def begin(self) -> None:
        if self._new.isHidden():
            self.setup.take_focus()
        elif not self._may_not():
            self.name.take_focus()

    @override
    def hints(self) -> Sequence[KeyHint]:
        return (
            KeyHint("F2", "Nouveau groupe", self._begin_new, self._may_not()),
            KeyHint("F6", "Appliquer", self.setup.apply, self.setup.why_not()),
            KeyHint("F4", "Nouvel adhérent", self.members.number.take_focus, self.members.why_not()),
            KeyHint("F7", "Fichier des soldes", self.members.choose, self.members.why_no_file()),
        )

    @override
    def unsaved(self) -> str:
        return self.setup.unsaved()

    def show_group(self, group: Group | None) -> None:
        """Show a group; without one, only what adds the first."""
        self._group = group
        self._new.setVisible(group is None)
        self._told.setVisible(group is None)
        self._sides.setVisible(group is not None)
        self.setup.show_group(group)
        self.members.show_group(group)
        may_not = self._may_not()
        self.name.setEnabled(not may_not)
        self.name.setToolTip(may_not)
        allow(self._add, may_not)
        self.changed.emit()

    def add(self) -> None:
        """*Ajouter le groupe*: once."""
        if self._may_not() or not self.name.check():
            return
        new = NewGroup(self.name.text().strip())
        self._adding.send(
            lambda key: self._tools.services.groups.add(self._tools.who, key, new), self._added, self._refused
        )

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._group is not None and not self._new.isHidden():
            self.name.clear()
            self._new.hide()
            self.begin()
        else:
            super().keyPressEvent(event)

    def _begin_new(self) -> None:
        self._new.show()
        self.name.take_focus()

    def _added(self, group: Group) -> None:
        self.name.clear()
        self._tools.desk.strip.ok(typeset(f"Groupe ajouté : {group.name}."))
        self.recorded.emit(group)

    def _refused(self, error: Exception) -> None:
        if isinstance(error, RuleBroken):
            self.name.show_error(sentence(error))
            self.name.take_focus()
        else:
            self._tools.desk.tell(error)

    def _may_not(self) -> str:
        return self._tools.services.why_not(Right.MANAGE_GROUPS)

    def _lay_out(self) -> None:
        self.name.setFixedWidth(scaled(_NAME))
        line = QHBoxLayout()
        line.setSpacing(SPACE)
        line.addWidget(self.name)
        line.addWidget(self._add, 0, Qt.AlignmentFlag.AlignBottom)
        line.addStretch(1)
        self._new.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._new.body.addWidget(self._told)
        self._new.body.addLayout(line)
        self._sides = QWidget()
        sides = QHBoxLayout(self._sides)
        sides.setContentsMargins(0, 0, 0, 0)
        sides.setSpacing(ROOM)
        sides.addWidget(self.setup, 1)
        sides.addWidget(self.members, 1)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(ROOM)
        column.addWidget(self._new)
        column.addWidget(self._sides, 1)
        column.addStretch(0)
        scroll = QScrollArea()
        scroll.setWidget(inside)
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scroll)
