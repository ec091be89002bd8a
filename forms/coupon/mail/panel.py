"""*Le courrier*: what is on the coupon, as ticks with a letter each, folded into one line until F3."""

from collections.abc import Collection, Sequence
from dataclasses import asdict, replace

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

from backoffice.domain.dossier import Dossier
from backoffice.keying.facts import ClientFile
from backoffice.keying.ticks import NOTHING, Ticks
from backoffice.keying.untaken import ALL_TAKEN, Untaken
from backoffice.procedure.contradictions import Contradiction
from forms.coupon.mail.other_cheques import OtherCheques
from forms.coupon.mail.ticks import GROUPS, SHIFTED, TickKey, summary
from forms.coupon.mail.widgets import STRIKE, LetteredTick, MailFields, StruckTitles
from forms.coupon.missing_words import clash_said
from forms.kit.flow_layout import Flow
from forms.kit.icons import Icon, icon
from forms.kit.inline_question import Notice
from forms.kit.keys import ENTER
from forms.kit.labels import Words
from forms.kit.tokens import GAP, ROOM, SPACE, Tone

TITLE = "Le courrier"
_PLAIN = "rien de particulier"
_HOW = "Une lettre coche ou décoche · C et I, plusieurs fois\u00a0: le suivant · ⏎ terminé · Échap replie"


class MailPanel(QFrame):
    """The ticks of one coupon.

    Signals:
        changed: something is ticked, or is not any more.
        pressed: a tick was pressed; bears the path of its fact.
        done: Enter: on with the coupon.
        left: folded in again, by Escape or F3.

    Attributes:
        boxes: the ticks with their letters.
        fields: what is typed, rarely.
        titles: the titles of the coupon.
        others: the other cheques of an instalment.
        notice: what contradicts itself.
    """

    changed = Signal()
    pressed = Signal(str)
    done = Signal()
    left = Signal()

    def __init__(self, payee: str) -> None:
        """Make the panel; `payee` is to whose order cheques are made out."""
        super().__init__()
        self._payee = payee
        self.setObjectName("card")
        self.setAccessibleName(TITLE)
        self._known = self._ticks = NOTHING
        self._folds = QPushButton(f"F3  {TITLE}")
        self._summary = Words(_PLAIN, tone=Tone.MUTED)
        self.notice = Notice()
        self._body = _FoldedOut(payee)
        self.boxes = self._body.boxes
        self.fields = self._body.fields
        self.titles = self._body.titles
        self.others = self._body.others
        self._lay_out()
        self._connect()
        self.clear()

    @property
    def ticks(self) -> Ticks:
        """What is ticked."""
        return self._ticks

    @property
    def untaken(self) -> Untaken:
        """What is typed and is not in the ticks; the other cheques are out of sight without *Plusieurs chèques*."""
        return self._body.untaken(self._ticks)

    @property
    def is_touched(self) -> bool:
        """Whether the operator has ticked or typed anything beyond what the client's file says."""
        return self._ticks != self._known or self.untaken != ALL_TAKEN

    @property
    def has_focus(self) -> bool:
        """Whether the operator is ticking."""
        focused = QApplication.focusWidget()
        return focused is not None and self.isAncestorOf(focused)

    @property
    def unreadable(self) -> bool:
        """Whether something that is typed here cannot be read."""
        return bool(self.fields.unreadable()) or self._body.has_half_typed_other(self._ticks)

    def clear(self) -> None:
        """Nothing is ticked, and the panel is folded in."""
        self._known = NOTHING
        self.titles.show_titles(())
        self._body.hide()
        self.take_up(NOTHING)

    def open(self, dossier: Dossier) -> None:
        """A client's file is open: what it says is ticked, and its titles can be struck out."""
        file = ClientFile.of(dossier)
        self._known = file.known(NOTHING)
        struck = self._ticks.coupon.struck_titles
        self.titles.show_titles([order.title for order in dossier.orders])
        self.titles.strike(struck)
        self._become(file.known(self._ticks))

    def take_up(self, ticks: Ticks, untaken: Untaken = ALL_TAKEN) -> None:
        """Show ticks as they stood before, and what was typed and not taken."""
        self._body.take_up(ticks, untaken)
        self._become(ticks)

    def correct(self, ticks: Ticks) -> None:
        """What was typed elsewhere says more than what was ticked."""
        if ticks != self._ticks:
            was, now = self._ticks.coupon, ticks.coupon
            if (was.circular, was.amount) != (now.circular, now.amount):
                self.fields.show_debt(ticks)
            self._become(self.fields.typed(ticks))

    def toggle(self) -> None:
        """F3: fold out, or in again."""
        if self._body.isHidden():
            self._body.show()
            self._fold_sign()
            self.take_focus()
        else:
            self._leave()

    def fold(self) -> None:
        """Fold in."""
        self._body.hide()
        self._fold_sign()

    def take_focus(self) -> None:
        """Fold out, with the focus on what cannot be read, else on the first tick."""
        self._body.show()
        self._fold_sign()
        self._body.take_focus(self._ticks)

    def show_wrong(self) -> None:
        """The error at what is missing or cannot be read, with the focus there."""
        self._body.show_wrong(self._ticks)

    def ask_holder(self) -> None:
        """Fold out, with the focus on *Autre titulaire*."""
        self.take_focus()
        self.fields.holder.take_focus()

    def ask_circular(self) -> None:
        """Fold out, with the focus on *Circulaire*."""
        self.take_focus()
        self.fields.circular.take_focus()

    def ask_others(self) -> None:
        """Fold out, with the focus on the other cheques."""
        self.take_focus()
        self.others.take_focus()

    def show_clashes(self, clashes: Sequence[Contradiction], *, pays_nothing: str = "") -> None:
        """Mark the ticks that contradict each other, and say how.

        Args:
            clashes: what contradicts itself.
            pays_nothing: what is said where an amount is typed and nothing was to have come; empty elsewhere.
        """
        facts = {path for clash in clashes for path in clash.paths} | ({"no_payment"} if pays_nothing else set())
        self._body.mark(self._ticks, facts)
        self.notice.say(" ".join((*(clash_said(clash.code) for clash in clashes), pays_nothing)).strip())

    def text(self) -> str:
        """What the folded panel says."""
        return self._summary.text()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        letter = SHIFTED.get(event.text().upper(), event.text().upper())
        if event.key() in ENTER:
            if not event.isAutoRepeat():
                self.done.emit()
        elif event.key() == Qt.Key.Key_Escape and not self._body.isHidden():
            self._leave()
        elif letter == STRIKE:
            self.titles.take_focus()
        elif not letter or not (self._press_letter(letter) or self.fields.take_focus(letter)):
            super().keyPressEvent(event)

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._body.fit()

    def _leave(self) -> None:
        self.fold()
        self.left.emit()

    def _press_letter(self, letter: str) -> bool:
        box = next((box for box in self.boxes if box.key.letter == letter and not box.isHidden()), None)
        if box is None:
            return False
        box.box.setFocus(Qt.FocusReason.OtherFocusReason)
        self._press(box.key)
        return True

    def _press(self, key: TickKey) -> None:
        self._become(self._with_others(self.fields.typed(key.pressed(self._ticks))))
        self.pressed.emit(key.path)

    def _type(self) -> None:
        self._become(self.fields.typed(self._ticks))

    def _strike(self) -> None:
        self._become(replace(self._ticks, coupon=replace(self._ticks.coupon, struck_titles=self.titles.struck())))

    def _keep_others(self) -> None:
        self._become(self._with_others(self._ticks))

    def _with_others(self, ticks: Ticks) -> Ticks:
        """What is out of sight is not on the coupon: without *Plusieurs chèques* there are no others."""
        others = self.others.cheques if ticks.cheque.several else ()
        return replace(ticks, cheque=replace(ticks.cheque, others=others))

    def _become(self, ticks: Ticks) -> None:
        self._ticks = ticks
        self._body.show_ticks(ticks)
        said = summary(ticks, self._payee)
        self._summary.say(said or _PLAIN, Tone.NEUTRAL if said else Tone.MUTED)
        self._folds.setAccessibleDescription(said or _PLAIN)
        self.changed.emit()

    def _fold_sign(self) -> None:
        self._folds.setIcon(icon(Icon.RIGHT if self._body.isHidden() else Icon.DOWN, Tone.MUTED))

    def _connect(self) -> None:
        self._folds.clicked.connect(self.toggle)
        for box in self.boxes:
            box.pressed.connect(self._press)
        self.fields.changed.connect(self._type)
        self.fields.left.connect(self._body.focus_first)
        self.titles.changed.connect(self._strike)
        self.others.changed.connect(self._keep_others)
        self.others.left.connect(self._body.focus_first)

    def _lay_out(self) -> None:
        self._folds.setProperty("role", "key")
        self._folds.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._summary.setWordWrap(True)
        self._fold_sign()
        head = QHBoxLayout()
        head.setSpacing(SPACE)
        head.addWidget(self._folds)
        head.addWidget(self._summary, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(GAP, GAP, GAP, GAP)
        whole.setSpacing(GAP)
        whole.addLayout(head)
        whole.addWidget(self._body)
        whole.addWidget(self.notice)


class _FoldedOut(QWidget):
    """What F3 folds out: the ticks in their groups, what is typed rarely, the titles and the other cheques."""

    def __init__(self, payee: str) -> None:
        super().__init__()
        self.boxes = [LetteredTick(key.told(payee)) for _, keys in GROUPS for key in keys]
        self.fields = MailFields()
        self.titles = StruckTitles()
        self.others = OtherCheques()
        self._others_row = Words("Autres chèques", "label")
        self._lay_out()

    def untaken(self, ticks: Ticks) -> Untaken:
        others = self.others.untaken() if ticks.cheque.several else {}
        return Untaken(**self.fields.untaken(ticks), **others)

    def has_half_typed_other(self, ticks: Ticks) -> bool:
        return ticks.cheque.several and self.others.is_half_typed

    def take_up(self, ticks: Ticks, untaken: Untaken) -> None:
        self.fields.take_up(ticks)
        self.titles.strike(ticks.coupon.struck_titles)
        self.others.take_up(ticks.cheque.others)
        fields = {**self.fields.by_name, **self.others.by_name}
        for name, text in asdict(untaken).items():
            if text:
                fields[name].edit.setText(text)

    def show_ticks(self, ticks: Ticks) -> None:
        self.mark(ticks, ())
        self._others_row.setVisible(ticks.cheque.several)
        self.others.setVisible(ticks.cheque.several)

    def mark(self, ticks: Ticks, conflicting: Collection[str]) -> None:
        for box in self.boxes:
            box.show_ticks(ticks, conflicting)

    def take_focus(self, ticks: Ticks) -> None:
        """On what cannot be read, else on the first tick."""
        if self.has_half_typed_other(ticks):
            self.others.take_focus()
        elif not self.fields.take_focus(self.fields.unreadable()):
            self.focus_first()

    def focus_first(self) -> None:
        self.boxes[0].box.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_wrong(self, ticks: Ticks) -> None:
        """The error at what is missing or cannot be read, with the focus there."""
        if self.fields.unreadable() and not self.has_half_typed_other(ticks):
            self.fields.show_wrong()
        else:
            self.others.show_wrong()

    def fit(self) -> None:
        self.fields.fit()
        self.others.fit()

    def _lay_out(self) -> None:
        rows = QGridLayout(self)
        rows.setContentsMargins(SPACE, 0, SPACE, SPACE)
        rows.setHorizontalSpacing(ROOM)
        rows.setVerticalSpacing(GAP)
        rows.setColumnStretch(1, 1)
        boxes = iter(self.boxes)
        groups = [(title, _flowing([next(boxes) for _ in keys])) for title, keys in GROUPS]
        for at, (title, widget) in enumerate((*groups, ("Préciser", self.fields))):
            rows.addLayout(_head(Words(title, "label")), at, 0)
            rows.addWidget(widget, at, 1)
        titles = QHBoxLayout()
        titles.setSpacing(SPACE)
        titles.addWidget(groups[-1][1])
        titles.addWidget(self.titles, 1)
        rows.addLayout(titles, len(groups) - 1, 1)
        rows.addLayout(_head(self._others_row), rows.rowCount(), 0)
        rows.addWidget(self.others, rows.rowCount() - 1, 1)
        rows.addWidget(Words(_HOW, "small", Tone.MUTED), rows.rowCount(), 1)


def _head(words: Words) -> QVBoxLayout:
    """The words at the height of the ticks beside them; a margin of their own would go with a change of scheme."""
    column = QVBoxLayout()
    column.setContentsMargins(0, SPACE, 0, 0)
    column.addWidget(words, 0, Qt.AlignmentFlag.AlignTop)
    column.addStretch(1)
    return column


def _flowing(boxes: Sequence[LetteredTick]) -> Flow:
    line = Flow()
    for box in boxes:
        line.add(box)
    return line
