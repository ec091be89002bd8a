"""*Bande chèque*: left the keyed cheques, right the tape; differences meet in the middle (B-05)."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout
from typing_extensions import override

from backoffice.domain.batch_rows import TapeControl
from backoffice.domain.errors import Broken, RuleBroken
from backoffice.domain.money import Money
from backoffice.domain.tape import Tape
from backoffice.french.counted import counted
from backoffice.french.figures import amount, euros
from backoffice.french.screen_titles import CONTROL_TAPE
from forms.closing.cheque_card import ChequeCard
from forms.closing.closing_progress import ClosingProgress
from forms.closing.keyed_tape import KeyedTape
from forms.closing.page import ClosingPage, ClosingTools
from forms.closing.tape_foot import TapeFoot, told
from forms.closing.tape_head import Balance
from forms.closing.tape_rows import ControlRow, LineMark, control_rows, control_table, first_wrong, next_to_come
from forms.closing.tape_text import read_tape_file
from forms.kit.keys import KeyHint
from forms.kit.panels import put_away
from forms.kit.tokens import ROOM

_EMPTY_TAPE = "La bande est vide : tapez les montants des chèques, ⏎ après chacun."
_KINDS = "Listes de montants (*.csv *.txt);;Tous les fichiers (*)"


class TapePage(ClosingPage):
    """A batch's tape stays here until *Enregistrer la bande*, whatever is looked at meanwhile."""

    def __init__(self, tools: ClosingTools) -> None:
        super().__init__(tools)
        self._rolls: dict[int, KeyedTape] = {}
        self._roll = KeyedTape()
        self._is_stale = False
        self._rows: tuple[ControlRow, ...] = ()
        self._card: ChequeCard | None = None
        self._balance = Balance()
        self._field = self._balance.field
        self._table = control_table()
        self._foot = TapeFoot()
        self._set_up()
        self._lay_out()

    @override
    def refresh(self, standing: ClosingProgress, *, another: bool) -> None:
        if another:
            self._drop_card()
            self._roll = self._rolls.get(standing.batch.id) or KeyedTape.of(standing.control)
        if standing.is_closed:
            self._rolls.pop(standing.batch.id, None)
        self._field.setVisible(not standing.is_closed)
        self._foot.let_change(changeable=not standing.is_closed)
        if standing.is_closed:
            self._show(standing.control)
        else:
            self._compare()

    @override
    def begin(self) -> None:
        if self._card is not None:
            self._card.begin()
        elif self._field.isVisibleTo(self):
            self._field.take_focus()
        else:
            self._table.setFocus()

    @override
    def hints(self) -> Sequence[KeyHint]:
        if self._standing is None or self._standing.is_closed:
            return ()
        if self._card is not None:
            return (
                KeyHint("F6", "Enregistrer", self._card.save),
                KeyHint("Esc", "Laisser tel quel", self._card.escape),
            )
        why_not = self._why_not_keep()
        return (KeyHint("F6", "Enregistrer la bande", self.keep, why_not),)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete and self._table.hasFocus():
            self._remove_current()
        else:
            super().keyPressEvent(event)

    @property
    def is_unsaved(self) -> bool:
        """Whether leaving would lose amounts that were keyed."""
        return any(not roll.is_kept for roll in self._rolls.values())

    def keep(self) -> None:
        """*Enregistrer la bande*, whether it agrees or not; an amount that is typed and not taken is taken first."""
        if self._field.text().strip():
            self._field.commit()
        if self._field.text().strip():
            return  # it is no amount, and says so
        if self._standing is None or self._why_not_keep():
            return
        batch_id, amounts = self._standing.batch.id, self._roll.amounts
        services, who = self._tools.services, self._tools.who
        self._send(
            lambda key: services.control.keep(who, key, Tape(batch_id, amounts)),
            lambda control: self._kept(batch_id, amounts, control),
        )

    def _kept(self, batch_id: int, amounts: tuple[Money, ...], control: TapeControl) -> None:
        if self._roll.amounts == amounts:
            self._roll = self._rolls[batch_id] = KeyedTape.kept(amounts)
        if control.agrees:
            figures = f"{counted(control.tape_count, 'chèque')}, {euros(control.tape_total)}"
            self._tools.desk.strip.ok(f"La bande tombe juste : {figures}.")
            self.changed.emit()
        else:
            self._show(control)
            self._table.select(first_wrong(self._table.rows))
            self._table.setFocus()
            self.refused.emit(RuleBroken(Broken.TAPE_DIFFERS))

    def _commit(self) -> None:
        amounts = self._field.value()
        if amounts is None:
            self.keep()
            return
        self._retape((*self._roll.amounts, *amounts))

    def _recall(self) -> None:
        """Take the last amount off the tape, back into the field."""
        if self._roll.amounts:
            last = self._roll.amounts[-1]
            self._retape(self._roll.amounts[:-1])
            self._field.edit.setText(amount(last))

    def _remove_current(self) -> None:
        """Take the current line's amount off the tape, unless the lines in sight are of an older tape."""
        row = self._table.current_row()
        if row is not None and row.line.tape is not None and not self._is_stale:
            left = list(self._roll.amounts)
            left.remove(row.line.tape)
            self._retape(tuple(left))
            self._table.setFocus()

    def _retape(self, amounts: tuple[Money, ...]) -> None:
        """Another tape is another gesture, with a key of its own; a closed batch has none any more."""
        if self._standing is None or self._standing.is_closed:
            return
        was_blank = not self._roll.amounts
        self._roll = self._rolls[self._standing.batch.id] = KeyedTape.keyed(amounts)
        self._is_stale = True
        self._gesture.renew()
        self._field.clear()
        self._field.show_hint(f"dernier : {amount(amounts[-1])}" if amounts else "")
        self._field.take_focus()
        self._compare()
        if was_blank or not amounts:
            self.hints_changed.emit()

    def _read_file(self) -> None:
        path = self._tools.desk.questions.open_path("Lire une bande", _KINDS)
        if path is not None:
            self._tools.desk.runner.run(
                lambda: read_tape_file(path),
                lambda read: self._retape((*self._roll.amounts, *read)),
                self.refused.emit,
                self,
            )

    def _compare(self) -> None:
        if self._standing is not None:
            batch_id, amounts = self._standing.batch.id, self._roll.amounts
            services, who = self._tools.services, self._tools.who
            self._tools.desk.runner.run(
                lambda: services.control.compare(who, batch_id, amounts), self._show, self.refused.emit, self
            )

    def _show(self, control: TapeControl) -> None:
        self._is_stale = control.tape_count != len(self._roll.amounts)
        whole = self._roll.whole or control.tape_count >= control.keyed_count
        self._rows = control_rows(control, whole=whole)
        self._balance.show_control(control, self._rows)
        self._show_rows()
        if self._field.edit.hasFocus():
            self._table.select(next_to_come(self._table.rows) or self._table.current_row())
        self._foot.allow_keeping(self._why_not_keep())

    def _show_rows(self) -> None:
        only = self._foot.wrong_only.isChecked()
        self._table.show_rows([row for row in self._rows if row.is_wrong or not only])

    def _choose(self, row: ControlRow) -> None:
        if self._standing is None or self._standing.is_closed or (self._card is not None and self._card.is_sending):
            return
        if row.line.receipt is None or row.mark is LineMark.IN_FIGURES:
            self._take_back(row)
        elif self._tools.may_not:
            self._tools.desk.strip.warning(self._tools.may_not)
        else:
            self._drop_card()
            card = ChequeCard(self._tools, row.line, row.line.receipt)
            card.done.connect(self._corrected)
            card.left.connect(self._leave_card)
            self._card = card
            self._whole.insertWidget(2, card)
            self._foot.hide()
            card.show()
            card.begin()
            self.hints_changed.emit()

    def _take_back(self, row: ControlRow) -> None:
        """An amount without a cheque, or read in figures (P-20), goes back into the field, to be keyed anew."""
        wrong = row.line.tape
        if row.mark is LineMark.IN_FIGURES:
            self._tools.desk.strip.warning(told(row))
        self._remove_current()
        self._field.set_value(None if wrong is None else (wrong,))
        self._field.take_focus()

    def _corrected(self, words: str) -> None:
        self._tools.desk.strip.ok(words)
        self._leave_card()
        self.changed.emit()

    def _leave_card(self) -> None:
        self._table.setFocus()
        self._put_away_card()

    def _drop_card(self) -> None:
        """Put the form away for another line or batch; what was typed in it is not lost in silence."""
        if self._card is not None:
            self._card.tell_loss()
        self._put_away_card()

    def _put_away_card(self) -> None:
        if self._card is not None:
            put_away(self._whole, self._card)
            self._card = None
            self._foot.show()
            self.hints_changed.emit()

    def _why_not_keep(self) -> str:
        return self._tools.may_not or ("" if self._roll.amounts else _EMPTY_TAPE)

    def _set_up(self) -> None:
        self._field.committed.connect(self._commit)
        self._field.recalled.connect(self._recall)
        self._table.chosen.connect(self._choose)
        self._table.current.connect(self._foot.show_current)
        self._foot.wrong_only.toggled.connect(self._show_rows)
        self._foot.remove_asked.connect(self._remove_current)
        self._foot.file_asked.connect(self._read_file)
        self._foot.again_asked.connect(lambda: self._retape(()))
        self._foot.keep_asked.connect(self.keep)
        self._tools.desk.serve(self._table, CONTROL_TAPE)

    def _lay_out(self) -> None:
        self._whole = QVBoxLayout(self)
        self._whole.setContentsMargins(0, 0, 0, 0)
        self._whole.setSpacing(ROOM)
        self._whole.addWidget(self._balance)
        self._whole.addWidget(self._table, 1)
        self._whole.addWidget(self._foot)
