"""*Tri*: references one after another, by keys or from a reader, and the pile of each in large."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

from backoffice.domain.dossier import ClientIdentity
from backoffice.domain.errors import Broken, RuleBroken
from backoffice.domain.people import Actor
from backoffice.procedure.rules import RULES
from backoffice.procedure.sorting import Piece, Pile
from backoffice.services.clients.sorting import Placed
from forms.kit.buttons import allow, button
from forms.kit.client_choice import ClientChoice
from forms.kit.fields import Field
from forms.kit.icons import Icon
from forms.kit.keys import KeyHint
from forms.kit.labels import Chip, Words
from forms.kit.reader_tab import ReaderTab
from forms.kit.screen import Screen
from forms.kit.screen_tools import ScreenTools
from forms.kit.tokens import MARGIN, ROOM, SPACE, Tone, scaled
from forms.kit.wording.sentences import sentence, typeset
from forms.sorting.count_cards import Counts, Newest
from forms.sorting.pile_papers import PILE_KEYS, PilePapers, SortingServices
from forms.sorting.session_counts import Counted, SessionCounts

_BEGIN = "Scannez le premier coupon, ou tapez sa référence."
_LABEL = "Référence, circulaire ou MANDAT"
_NONE_YET = "Rien n'est encore trié."
_UNREADABLE = "ILLISIBLE"
_NOT_PLACED = "SANS RÉPONSE"
_WHICH = "LEQUEL ?"
_WORDS = {Broken.PARTNER_UNKNOWN: "PARTENAIRE INCONNU", Broken.CLIENT_UNKNOWN: "CLIENT INCONNU"}
"""What is said in large in the place of a pile."""
_TAKE_BACK = "Retirer la dernière"
_RESET = "Remettre à zéro"
_CONSEQUENCE = "Les comptes de ce tri repartent de zéro : ce qui n'est sur aucun bordereau n'est gardé nulle part."
_NARROWEST, _WIDEST = 320, 390
"""Pixels at 100 %: the right-hand column."""
_SENTENCE = 40
"""Pixels at 100 %: two lines of a rule."""


class PieceField(Field[Piece]):
    """Where pieces are read.

    Signals:
        refused: Enter was pressed on what cannot be read.
    """

    refused = Signal()

    def __init__(self) -> None:
        super().__init__(_LABEL, Piece.read)
        self.edit.setProperty("large", True)
        ReaderTab(self, lambda text: bool(text.strip()))  # the field has the focus whatever is done
        self.show_hint("J 121 52134466 QCU2")

    @override
    def commit(self) -> None:
        super().commit()
        if self.error():
            QApplication.beep()  # the operator's eyes are on the paper
            self.refused.emit()

    @override
    def accept(self, value: Piece) -> None:
        """What was typed is said, where it comes back, as it was typed."""


class SortingScreen(Screen):
    """Reads pieces and counts them, and keeps its counts until they are printed on a slip, or reset.

    The field has the focus whatever is done: a reader types into whatever has it.
    """

    def __init__(self, services: SortingServices, desk: ScreenTools, who: Actor, today: Callable[[], date]) -> None:
        """Make the screen; `today` is the day the mail to sort arrived."""
        super().__init__()
        self._sorting = services.sorting
        self._desk = desk
        self._who = who
        self._today = today
        self._asked_about: Piece | None = None
        self._tally = SessionCounts()
        self._field = PieceField()
        self._choice = ClientChoice(self._field.edit)
        self._papers = PilePapers(services, desk, who)
        self._answer = self._papers.answer
        self._rule = Chip(tone=Tone.INFO)
        self._sentence = Words()
        self._sentence.setWordWrap(True)
        self._sentence.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._counts = Counts()
        self._newest = Newest(desk)
        self._take = _aside(_TAKE_BACK, self._take_back, Icon.UNDO)
        self._reset = _aside(_RESET, self._ask_to_reset, Icon.REFRESH)
        self._side = QWidget()
        self._lying: frozenset[Pile] | None = None
        self._field.committed.connect(self._read)
        self._field.refused.connect(partial(self._refuse, _UNREADABLE))
        self._choice.picked.connect(self._pick)
        self._papers.printed.connect(self._leave)
        self._lay_out()
        self._begin(_BEGIN)

    @override
    def hints(self) -> Sequence[KeyHint]:
        why_not = self._why_not()
        return (
            KeyHint("F4", _TAKE_BACK, self._take_back, why_not),
            *(self._slip_hint(pile, key) for pile, key in PILE_KEYS.items()),
            KeyHint("F9", _RESET, self._ask_to_reset, why_not),
        )

    def _slip_hint(self, pile: Pile, key: str) -> KeyHint:
        pieces = self._tally.of(pile)
        why_not = "" if pieces else sentence(RuleBroken(Broken.PILE_EMPTY))
        return KeyHint(key, f"Bordereau {pile.value}", partial(self._print, pile), why_not)

    def _print(self, pile: Pile) -> None:
        self._papers.print_pile(pile, self._tally.of(pile))
        self._field.take_focus()

    def _leave(self, pieces: tuple[Counted, ...]) -> None:
        self._tally.leave(pieces)
        self._say_rule("")
        self._show()
        self._field.take_focus()

    @override
    def enter(self) -> None:
        self._field.take_focus()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._fit()

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        self._field.take_focus()

    def _read(self) -> None:
        piece, typed = self._field.value(), self._field.text().strip()
        if piece is not None:  # Enter on nothing is none
            self._field.set_value(None)  # `clear` would take the hint away too
            self._place(piece, typed)

    def _place(self, piece: Piece, typed: str) -> None:
        """Find the pile; the next piece can be read in the meantime."""
        self._desk.runner.run(
            lambda: self._sorting.place(self._who, piece, self._today()),
            partial(self._answer_with, piece, typed),
            partial(self._refuse_placing, typed),
            self,
        )

    def _answer_with(self, piece: Piece, typed: str, found: Placed | tuple[ClientIdentity, ...]) -> None:
        if isinstance(found, Placed):
            self._count(found)
        elif self._bring_back(typed):
            self._asked_about = piece
            self._refuse(_WHICH)
            self._choice.offer(found)
        else:
            told = f"{typed} peut être à plusieurs clients, et n'est sur aucune pile : relisez-le."
            self._desk.strip.warning(typeset(told))
            self._refuse(_WHICH, typed)

    def _count(self, placed: Placed) -> None:
        again = not self._tally.add(placed.piece, placed.placing)
        if again:
            QApplication.beep()
        self._papers.show_answer()
        if not self._field.error():  # the next one may have been refused before this one was answered
            self._answer.show_pile(placed.placing.pile, placed.piece, again=again)
            self._say_rule(placed.placing.rule)
        self._show()

    def _pick(self, client: ClientIdentity) -> None:
        """The client was chosen whose piece it is."""
        if self._asked_about is not None:
            piece, typed = self._asked_about.of((client.ref,)), self._field.text()
            self._field.set_value(None)
            self._place(piece, typed)

    def _refuse_placing(self, typed: str, error: Exception) -> None:
        QApplication.beep()
        word = _WORDS.get(error.code, _UNREADABLE) if isinstance(error, RuleBroken) else _NOT_PLACED
        if self._bring_back(typed):
            self._field.show_error(sentence(error))
            self._refuse(word)
        else:
            self._desk.strip.error(f"{typed} n'est sur aucune pile. {sentence(error)}")
            self._refuse(word, typed)

    def _bring_back(self, typed: str) -> bool:
        """Put what was typed back into the field, unless the next piece is being read."""
        if self._field.text():
            return False
        self._field.edit.setText(typed)
        self._field.edit.selectAll()
        return True

    def _refuse(self, word: str, typed: str = "") -> None:
        self._papers.show_answer()
        self._answer.show_refused(word, typed)
        self._say_rule("")

    def _take_back(self) -> None:
        """*Retirer la dernière*: a mistake, taken off its pile."""
        taken = self._tally.take_back()
        self._begin(typeset(f"Retiré de la pile {taken.placing.pile.value} : {taken.piece}"))

    def _ask_to_reset(self) -> None:
        figures = [(each.value, str(self._tally.counts[each])) for each in Pile]
        if self._desk.questions.confirm(_RESET, typeset(_CONSEQUENCE), figures, _RESET, "Garder les comptes"):
            self._tally.clear()
            self._begin(_BEGIN)
        self._field.take_focus()

    def _begin(self, text: str) -> None:
        self._papers.show_answer()
        self._answer.say(text)
        self._say_rule("")
        self._show()
        self._field.take_focus()

    def _say_rule(self, rule: str) -> None:
        self._rule.setText(rule)
        self._sentence.setText(RULES[rule].sentence if rule else "")
        self._rule.setVisible(bool(rule))

    def _show(self) -> None:
        self._counts.show_tally(self._tally)
        self._newest.show_tally(self._tally)
        lying = frozenset(pile for pile in Pile if self._tally.counts[pile])
        if lying != self._lying:
            self._lying = lying
            for each in (self._take, self._reset):
                allow(each, self._why_not())
            self.hints_changed.emit()

    def _why_not(self) -> str:
        return "" if self._tally.total else _NONE_YET

    def _fit(self) -> None:
        self._side.setMinimumWidth(scaled(_NARROWEST))
        self._side.setMaximumWidth(scaled(_WIDEST))
        self._sentence.setMinimumHeight(scaled(_SENTENCE))

    def _lay_out(self) -> None:
        why = QHBoxLayout()
        why.setSpacing(SPACE)
        why.addWidget(self._rule, 0, Qt.AlignmentFlag.AlignTop)
        why.addWidget(self._sentence, 1)
        left = QVBoxLayout()
        left.setSpacing(ROOM)
        left.addWidget(self._field)
        left.addWidget(self._choice)
        left.addWidget(self._papers, 1)
        left.addLayout(why)
        buttons = QHBoxLayout()
        buttons.setSpacing(SPACE)
        buttons.addWidget(self._take)
        buttons.addWidget(self._reset)
        side = QVBoxLayout(self._side)
        side.setContentsMargins(0, 0, 0, 0)
        side.setSpacing(ROOM)
        side.addWidget(self._counts)
        side.addWidget(self._newest, 1)
        side.addLayout(buttons)
        columns = QHBoxLayout()
        columns.setSpacing(ROOM)
        columns.addLayout(left, 3)
        columns.addWidget(self._side, 2)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(MARGIN, ROOM, MARGIN, ROOM)
        whole.setSpacing(ROOM)
        whole.addWidget(Words("Tri", "title"))
        whole.addLayout(columns, 1)
        self._fit()


def _aside(words: str, act: Callable[[], None], name: Icon) -> QPushButton:
    """A button for the mouse, which has a key too: it never takes the focus from the field."""
    made = button(words, act, name)
    made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return made
