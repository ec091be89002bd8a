"""*Sélection d'un client*: what to do first, while no dossier is open, and what waits to be keyed in such a batch."""

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from backoffice.domain.mail_rows import OtherChequeRow, SetAsideRow
from backoffice.french.figures import euros, short_date
from backoffice.french.screen_titles import CLIENT_SELECTION
from forms.kit.icons import Icon
from forms.kit.labels import Glyph, Words
from forms.kit.panels import Card
from forms.kit.screen_tools import ScreenTools
from forms.kit.table import Table
from forms.kit.table_model import Align, Column
from forms.kit.tokens import SPACE, Tone

_GLYPH = 40
_FIRST = (
    "Scannez le code du coupon, ou tapez lettre, code partenaire et chrono, puis Entrée.",
    "Sans référence lisible : Ctrl+F cherche par nom.",
    "Client introuvable : Ctrl+I garde la trace du courrier et dit où il va.",
    "Échap revient à la liste des lots.",
)
_READ_ONLY = (
    "On n'y saisit plus : les lignes se consultent et se contrôlent à la clôture (F9).",
    "Échap revient à la liste des lots.",
)
WORKLIST = "Courriers mis de côté"
OTHER_CHEQUES = "Autres chèques à saisir"


class SelectionPage(QWidget):
    """An empty desk, and how to begin.

    Signals:
        picked: Enter on what waits; bears its `SetAsideRow` or its `OtherChequeRow`.

    Attributes:
        worklist: the mail that was set aside (P-29).
        cheques: the other cheques of instalments (P-26).
    """

    picked = Signal(object)

    def __init__(self, desk: ScreenTools) -> None:
        super().__init__()
        self._glyph = Glyph(Icon.SCAN, Tone.MUTED, _GLYPH)
        self._title = Words(role="title")
        self._steps = Words(tone=Tone.MUTED)
        self._steps.setWordWrap(True)
        self._steps.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.worklist = Table(WORKLIST, _COLUMNS, "", key=lambda row: row.mail_id)
        self.worklist.chosen.connect(self.picked)
        desk.serve(self.worklist, WORKLIST)
        self._waiting = Card(WORKLIST)
        self._waiting.body.addWidget(self.worklist)
        self.cheques = Table(OTHER_CHEQUES, _CHEQUES, "", key=lambda row: (row.client_id, row.number))
        self.cheques.chosen.connect(self.picked)
        desk.serve(self.cheques, OTHER_CHEQUES)
        self._instalments = Card(OTHER_CHEQUES)
        self._instalments.body.addWidget(self.cheques)
        card = Card()
        card.body.setSpacing(SPACE)
        card.body.addStretch(1)
        card.body.addWidget(self._glyph, 0, Qt.AlignmentFlag.AlignCenter)
        card.body.addWidget(self._title, 0, Qt.AlignmentFlag.AlignCenter)
        card.body.addWidget(self._steps)
        card.body.addStretch(2)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(SPACE)
        whole.addWidget(card, 1)
        whole.addWidget(self._waiting, 2)
        whole.addWidget(self._instalments, 2)
        self.say(closed="")
        self.show_worklist((), ())

    def say(self, *, closed: str) -> None:
        """Say how to begin, or that the batch is `closed` (its state in a word) and only read."""
        self._glyph.become(Icon.LOCK if closed else Icon.SCAN, Tone.MUTED)
        self._title.setText(f"Ce lot est {closed}" if closed else CLIENT_SELECTION)
        self._steps.setText("\n".join(_READ_ONLY if closed else _FIRST))

    def show_worklist(self, aside: tuple[SetAsideRow, ...], cheques: tuple[OtherChequeRow, ...]) -> None:
        """Show what waits for this batch; nothing at all where nothing does."""
        self.worklist.show_rows(aside)
        self._waiting.setVisible(bool(aside))
        self.cheques.show_rows(cheques)
        self._instalments.setVisible(bool(cheques))

    def text(self) -> str:
        """What it says."""
        return f"{self._title.text()}\n{self._steps.text()}"


def _cash_on(row: OtherChequeRow) -> str:
    return "sans date" if row.cash_on is None else short_date(row.cash_on)


_COLUMNS: tuple[Column[SetAsideRow], ...] = (
    Column("Référence", lambda row: str(row.ref), width=150),
    Column("Client", lambda row: row.name, width=200, stretch=True),
    Column("Lot", lambda row: row.batch_number, width=110),
    Column("Arrivé le", lambda row: short_date(row.arrival_date), value=lambda row: row.arrival_date, width=100),
    Column("Jours", lambda row: str(row.days), value=lambda row: row.days, align=Align.RIGHT, width=70),
    Column("Mis de côté par", lambda row: row.operator, width=140),
)

_CHEQUES: tuple[Column[OtherChequeRow], ...] = (
    Column("À encaisser le", _cash_on, value=lambda row: row.cash_on or date.max, width=120),
    Column("Référence", lambda row: str(row.ref), width=150),
    Column("Client", lambda row: row.name, width=200, stretch=True),
    Column("N° du chèque", lambda row: row.number, width=110),
    Column("Montant", lambda row: euros(row.amount), value=lambda row: row.amount, align=Align.RIGHT, width=110),
    Column("Lot du premier", lambda row: row.batch_number, width=120),
)
