"""4.3 *Annulation d'encaissement*: ANNULATION first, then the line, one key for why, *Enregistrer* (C-01, A-01)."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from typing_extensions import override

from backoffice.domain.batch_rows import ReceiptRow
from backoffice.domain.documents import CancelledReceipt
from backoffice.domain.dossier import ClientIdentity, Dossier
from backoffice.domain.people import Actor
from backoffice.french.figures import euros, moment
from backoffice.french.means_words import cheque_words
from backoffice.french.paper_words import CANCELLED_RECEIPT
from backoffice.french.payment_words import CANCELLED
from backoffice.services.undoing.cancelling import Cancelling, Undoable
from forms.actions.undo_panel import UndoPanel
from forms.actions.value_choice import Remark
from forms.actions.why import Why
from forms.kit.buttons import allow, button
from forms.kit.icons import Icon
from forms.kit.keys import KeyHint
from forms.kit.labels import Words
from forms.kit.preview import Preview
from forms.kit.screen_tools import ScreenTools
from forms.kit.table import Table
from forms.kit.table_model import Align, Column
from forms.kit.tokens import ROW, Tone, scaled
from forms.kit.wording.credit_refusals import account_after
from forms.kit.wording.sentences import sentence, typeset
from forms.slips.papers import Draw

TITLE = f"4.3 {CANCELLED_RECEIPT}"
_LINES = "Encaissements du client"
_EMPTY = "Aucun encaissement sur ce dossier : il n'y a rien à annuler."
_TICK_FIRST = "Cochez ANNULATION avant tout."
_NO_REASON = "Choisissez le motif de l'annulation : un chiffre suffit."
_ELSEWHERE = (
    "Ce paiement est aussi dans le système financier : la demande d'annulation y part, et la dette revient ligne par "
    "ligne quand il confirme."
)
_STANDS = "Cet encaissement n'est pas annulé : sa ligne se copie après."
_ROWS, _PAPER = 4, 480
_Line = Undoable[ReceiptRow]

_COLUMNS: tuple[Column[_Line], ...] = (
    Column("Saisi", lambda row: moment(row.payment.recorded_at), value=lambda row: row.payment.recorded_at, width=160),
    Column("Lot", lambda row: row.payment.batch_number, width=110),
    Column("N° du chèque", lambda row: row.payment.cheque_number, width=120),
    Column(
        "Montant",
        lambda row: euros(row.payment.amount),
        value=lambda row: row.payment.amount,
        align=Align.RIGHT,
        width=110,
    ),
    Column("Opérateur", lambda row: row.payment.operator, width=140, stretch=True),
    Column("État", lambda row: CANCELLED if row.payment.reversed else "", width=90, tone=lambda _: Tone.MUTED),
)


class CancelPanel(UndoPanel):
    """After *Enregistrer* the copy of the line takes the place of the list, to be printed for the receipts desk.

    Signals:
        asked_elsewhere: the cancellation was asked for, and is to go to the financial system (C-05).

    Attributes:
        lines: the client's receipts, the newest first; cancelled ones are struck through.
        why: the reason.
        preview: the copy.
    """

    asked_elsewhere = Signal()

    def __init__(self, cancelling: Cancelling, draw: Draw, desk: ScreenTools, who: Actor) -> None:
        super().__init__(TITLE, desk, who)
        self._cancelling = cancelling
        self._draw = draw
        self._undone: int | None = None
        self.lines: Table[_Line] = Table(
            _LINES,
            _COLUMNS,
            _EMPTY,
            key=lambda row: row.payment.id,
            struck=lambda row: row.payment.reversed,
        )
        self.why = Why()
        self.preview = Preview(desk, "")
        self._which = Words(role="strong")
        self._elsewhere = Remark(Tone.INFO)
        self._copy = button("Copie de la ligne", self.copy, Icon.PRINT)
        self._lay_out()
        self._connect()

    @override
    def begin(self, dossier: Dossier) -> None:
        super().begin(dossier)
        self._undone = None
        self.why.begin()
        self.lines.show_rows(())
        self._show_paper(shown=False)
        self._follow()
        self.take_focus()
        self.read(self._cancelling.receipts, self._show)

    @override
    def take_focus(self) -> None:
        if self.preview.isVisible():
            self._leave.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            super().take_focus()

    @override
    def hints(self) -> Sequence[KeyHint]:
        if not self.preview.isVisible():
            return super().hints()
        return (
            KeyHint("Ctrl+P", "Imprimer", self.preview.print_paper),
            KeyHint("Ctrl+S", "Enregistrer…", self.preview.save_paper),
            KeyHint("Esc", "Revenir au dossier", self.leave),
        )

    @override
    def why_not(self) -> str:
        line = self.lines.current_row()
        if not self.ticked.isChecked():
            return _TICK_FIRST
        if line is None:
            return _EMPTY
        if line.refusal is not None:
            return sentence(line.refusal)
        return "" if self.why.reason.value() is not None else typeset(_NO_REASON)

    @override
    def go_on(self) -> None:
        """Enter: from ANNULATION to the lines, from there to the reason, which records."""
        if self.preview.isVisible() or not self.is_ticked():
            return
        if self.why.isAncestorOf(self.focusWidget()):
            self.save()
        else:
            self.lines.setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def save(self) -> None:
        line = self.lines.current_row()
        if self.preview.isVisible() or not self.is_ticked() or line is None or line.refusal is not None:
            return
        why = self.why.value() if self.why.check() else None
        if why is not None:
            receipt = line.payment
            self.send(
                lambda who, key, _: self._cancelling.cancel_receipt(who, key, receipt.id, why),
                lambda client, copy: self._cancelled(client, receipt, copy),
            )

    @override
    def leave(self) -> None:
        """Escape: back to the dossier, which is read again where a receipt was cancelled."""
        if self._undone is not None and not self._gesture.is_sending:
            self.recorded.emit(self._undone)
        else:
            super().leave()

    def copy(self) -> None:
        """*Copie de la ligne* of a receipt that is cancelled already."""
        line = self.lines.current_row()
        if line is not None and line.payment.reversed:
            receipt_id = line.payment.id
            self.read(lambda who, _: self._draw(self._cancelling.copy(who, receipt_id)), self._show_copy)

    def _show(self, lines: Sequence[_Line]) -> None:
        self.lines.show_rows(lines)
        self._follow()

    def _follow(self) -> None:
        """Say which line it is, and whether it can be cancelled."""
        line, why_not = self.lines.current_row(), self.why_not()
        ticked = self.ticked.isChecked()
        self.lines.setEnabled(ticked)
        self._which.setText("" if line is None or not ticked else _words(line.payment))
        may = ticked and line is not None and line.refusal is None
        self._elsewhere.say(typeset(_ELSEWHERE) if may and line is not None and line.elsewhere else "")
        self.why.setEnabled(may)
        self._stands.say(why_not if ticked and line is not None and not may else "")
        allow(self._copy, "" if line is not None and line.payment.reversed else _STANDS)
        self.allow_saving()

    def _choose(self) -> None:
        if self.why.isEnabled():
            self.why.take_focus()
        else:
            self._copy.setFocus(Qt.FocusReason.OtherFocusReason)

    def _cancelled(self, client: ClientIdentity, receipt: ReceiptRow, copy: CancelledReceipt | None) -> None:
        cheque = f"chèque n° {receipt.cheque_number} de {euros(receipt.amount)}"
        if copy is None:
            self.tell_done(
                f"l'annulation du {cheque}, {client.name}, {client.ref}, est demandée au système financier. "
                "Elle se suit dans Paiements."
            )
            self.asked_elsewhere.emit()
            self.recorded.emit(client.id)
            return
        after = account_after(copy.debt_back, copy.credit_less)
        self.tell_done(f"{cheque} annulé pour {client.name}, {client.ref}. {after}")
        if self._client is not None:  # another client is in sight
            self.recorded.emit(client.id)
            return
        self._undone = client.id
        gesture = self._gesture
        self._desk.runner.run(
            lambda: self._draw(copy),
            lambda paper: self._show_copy(paper) if gesture is self._gesture else None,
            self._desk.tell,
            self,
        )

    def _show_copy(self, paper: bytes) -> None:
        self.preview.show_paper(paper, "Annulation")
        self._show_paper(shown=True)
        self.take_focus()

    def _show_paper(self, *, shown: bool) -> None:
        self.asked.setVisible(not shown)
        for part in (self._save, self._copy):
            part.setVisible(not shown)
        self.preview.setVisible(shown)
        self.changed.emit()

    def _connect(self) -> None:
        self.ticked.toggled.connect(self._follow)
        self.lines.current.connect(self._follow)
        self.lines.chosen.connect(self._choose)
        self.why.changed.connect(self.allow_saving)
        self.preview.failed.connect(self._desk.tell)

    def _lay_out(self) -> None:
        self.lines.setMinimumHeight(scaled(_ROWS * ROW))
        self.preview.setMinimumHeight(scaled(_PAPER))
        for part in (self.ticked, self.unticked, self.lines, self._which, self._elsewhere, self.why):
            self.column.addWidget(part)
        self.column.setAlignment(self.ticked, Qt.AlignmentFlag.AlignLeft)
        self.body.insertWidget(self.body.indexOf(self.asked) + 1, self.preview)
        self.foot.insertWidget(1, self._copy)


def _words(receipt: ReceiptRow) -> str:
    return f"{cheque_words(receipt.cheque_number)} de {euros(receipt.amount)}, lot {receipt.batch_number}"
