"""*Gestion des paiements*: on or off, the methods, the cagnotte; what changes is said first (M-02 to M-04)."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget
from typing_extensions import override

from backoffice.domain.errors import RuleBroken
from backoffice.domain.group import Group, GroupMethod, GroupSetup, SetupPreview, require_compatible
from backoffice.domain.people import Right
from backoffice.french.account_words import GROUP_METHODS
from backoffice.french.counted import counted
from backoffice.french.figures import euros
from forms.accounts.services import AccountTools
from forms.actions.value_choice import Remark, Tick
from forms.kit.buttons import allow, button
from forms.kit.gesture import Gesture
from forms.kit.keys import ENTER
from forms.kit.labels import Words
from forms.kit.panels import Card
from forms.kit.tokens import GAP, SPACE, Tone
from forms.kit.wording.member_refusals import SETUP_EFFECTS
from forms.kit.wording.sentences import sentence, typeset

_SAME = "Rien n'est changé."
_ONLY_METHODS = "Seule la liste des moyens proposés change."
_LOADING = "Ce qui change se calcule."
_OFF = "Activez d'abord la gestion des paiements."
_NO_CAGNOTTE = "Cochez d'abord la cagnotte."


class SetupCard(Card):
    """How one group pays.

    Signals:
        done: the setup is recorded; bears the group.
        changed: what the keys do may have changed.
    """

    done = Signal(object)
    changed = Signal()

    def __init__(self, tools: AccountTools) -> None:
        super().__init__("Gestion des paiements")
        self._tools = tools
        self._group: Group | None = None
        self._preview: SetupPreview | None = None
        self._asked: GroupSetup | None = None
        self._refusal = ""
        self._displaced: tuple[GroupMethod | None, tuple[GroupMethod, ...]] = (None, ())
        self._gesture = Gesture(tools.desk.runner, self)
        self.managed = _box("Gestion des paiements activée")
        self.methods = {method: _box(words) for method, words in GROUP_METHODS.items()}
        self.negative = _box("Autoriser les cagnottes négatives")
        self._given_way = Remark(Tone.WARNING)
        self._wrong = Remark()
        self.effects = Words()
        self.effects.setWordWrap(True)
        self._standing = Words(role="small", tone=Tone.MUTED)
        self._standing.setWordWrap(True)
        self._apply = button("Appliquer  F6", self.apply, primary=True)
        self._connect()
        self._lay_out()

    def show_group(self, group: Group | None) -> None:
        """Show how a group pays now."""
        self._group = group
        self._gesture.renew()
        self._displaced = (None, ())
        self._given_way.say("")
        self.managed.setChecked(group is not None and group.managed)
        self.negative.setChecked(group is not None and group.negative_allowed)
        for method, tick in self.methods.items():
            tick.setChecked(group is not None and method in group.methods)
        self._look()

    def why_not(self) -> str:
        """Why nothing can be applied just now; empty where it can."""
        group = self._group
        if group is None:
            return "Ajoutez d'abord un groupe."
        may_not = self._tools.services.why_not(Right.MANAGE_GROUPS)
        if may_not:
            return may_not
        if self._setup(group) == _as_it_is(group):
            return _SAME
        return self._refusal or ("" if self._preview is not None else _LOADING)

    def unsaved(self) -> str:
        """What leaving would lose."""
        group = self._group
        is_same = group is None or self._setup(group) == _as_it_is(group)
        return "" if is_same else "Les réglages du groupe ne sont pas appliqués."

    def take_focus(self) -> None:
        """Put the focus on the first box."""
        self.managed.setFocus(Qt.FocusReason.OtherFocusReason)

    def apply(self) -> None:
        """*Appliquer*: once, and only what was shown before."""
        group = self._group
        if group is None or self.why_not():
            return
        setup = self._setup(group)
        self._gesture.send(
            lambda key: self._tools.services.groups.set_up(self._tools.who, key, setup), self._applied, self._refused
        )

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER:
            if not event.isAutoRepeat():
                self.apply()
        else:
            super().keyPressEvent(event)

    def _applied(self, group: Group) -> None:
        self._tools.desk.strip.ok(typeset(f"{group.name} : réglages appliqués."))
        self.done.emit(group)

    def _refused(self, error: Exception) -> None:
        if isinstance(error, RuleBroken):  # after a lost answer it can be applied again, as it stands
            self._refusal = sentence(error)
        self._wrong.say(sentence(error))
        self._allow()

    def _setup(self, group: Group) -> GroupSetup:
        chosen = tuple(method for method, tick in self.methods.items() if tick.isChecked())
        return GroupSetup(group.id, self.managed.isChecked(), chosen, self.negative.isChecked())

    def _tick(self, method: GroupMethod) -> None:
        self._give_way(method)
        self._look()

    def _give_way(self, method: GroupMethod) -> None:
        """What does not go with the method just ticked is ticked no more, and it is said why; unticked, it is back."""
        group, (displacer, displaced) = self._group, self._displaced
        self._given_way.say("")
        self._displaced = (None, ())
        if group is None or not self.methods[method].isChecked():
            for other in displaced if displacer is method else ():
                self.methods[other].setChecked(True)
            return
        refused = {other: _refusal_of(group, method, other) for other in self.methods if other is not method}
        others = [other for other, why in refused.items() if why and self.methods[other].isChecked()]
        for other in others:
            self.methods[other].setChecked(False)
        if others:
            self._displaced = (method, tuple(others))
            names = ", ".join(GROUP_METHODS[other] for other in others)
            self._given_way.say(typeset(f"{refused[others[0]]} Décoché : {names}."))

    def _look(self) -> None:
        """Ask what the boxes as they stand would change."""
        group, self._preview, self._refusal = self._group, None, ""
        self._wrong.say("")
        self._allow()
        if group is None or self._tools.services.why_not(Right.MANAGE_GROUPS):
            self._show_preview()
            return
        setup = self._setup(group)
        self._asked = setup
        self._tools.desk.runner.run(
            lambda: self._tools.services.groups.preview(self._tools.who, setup),
            lambda preview: self._take(setup, preview),
            lambda error: self._not_possible(setup, error),
            self,
        )

    def _take(self, setup: GroupSetup, preview: SetupPreview) -> None:
        if setup is self._asked:
            self._preview = preview
            self._show_preview()

    def _not_possible(self, setup: GroupSetup, error: Exception) -> None:
        if setup is self._asked:
            self._refusal = sentence(error)
            self._wrong.say(self._refusal)
            self._show_preview()

    def _show_preview(self) -> None:
        preview, group = self._preview, self._group
        for words in (self.effects, self._standing):
            words.setText("")
            words.setVisible(preview is not None)
        if preview is not None and group is not None:
            told = [SETUP_EFFECTS[effect] for effect in preview.effects] or [_ONLY_METHODS]
            is_same = self._setup(group) == _as_it_is(group)
            self.effects.setText(_SAME if is_same else typeset("\n".join(f"• {each}" for each in told)))
            self._standing.setText(_standing(preview))
        self._allow()

    def _allow(self) -> None:
        may_not = self._tools.services.why_not(Right.MANAGE_GROUPS) if self._group else "Ajoutez d'abord un groupe."
        off = may_not or ("" if self.managed.isChecked() else _OFF)
        allow(self.managed, may_not)
        for tick in self.methods.values():
            allow(tick, off)
        has_cagnotte = self.methods[GroupMethod.CAGNOTTE].isChecked()
        allow(self.negative, off or ("" if has_cagnotte else _NO_CAGNOTTE))
        allow(self._apply, self.why_not())
        self.changed.emit()

    def _connect(self) -> None:
        # Clicked, which Space does too, and not toggled: what the program sets is no wish of anybody's.
        self.managed.clicked.connect(self._look)
        self.negative.clicked.connect(self._look)
        for method, tick in self.methods.items():
            tick.clicked.connect(partial(self._tick, method))

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(SPACE)
        grid.setVerticalSpacing(0)
        for place, tick in enumerate(self.methods.values()):
            grid.addWidget(tick, place // 2, place % 2)
        offered = _group_of("Moyens de paiement proposés", QWidget())
        offered.addLayout(grid)
        coming = _group_of("Ce qui change", self.effects)
        coming.addWidget(self._standing)
        self.body.addWidget(self.managed)
        self.body.addLayout(offered)
        self.body.addWidget(self._given_way)
        self.body.addWidget(self.negative)
        self.body.addLayout(coming)
        self.body.addWidget(self._wrong)
        self.body.addStretch(1)
        self.body.addWidget(self._apply, 0, Qt.AlignmentFlag.AlignRight)


def _box(words: str) -> Tick:
    made = Tick(words)
    made.setAccessibleName(words)
    return made


def _as_it_is(group: Group) -> GroupSetup:
    return GroupSetup(group.id, group.managed, group.methods, group.negative_allowed)


def _refusal_of(group: Group, method: GroupMethod, other: GroupMethod) -> str:
    """Why two methods do not go together; empty where they do."""
    try:
        require_compatible(GroupSetup(group.id, managed=True, methods=(method, other), negative_allowed=False))
    except RuleBroken as broken:
        return sentence(broken)
    return ""


def _standing(preview: SetupPreview) -> str:
    return typeset(
        f"{counted(preview.members, 'adhérent')} · dettes {euros(preview.debts)} · avoirs {euros(preview.credits)} · "
        f"en attente {euros(preview.waiting)}"
    )


def _group_of(title: str, first: QWidget) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(GAP)
    column.addWidget(Words(title, "label"))
    column.addWidget(first)
    return column
