"""What was done to a client's file so far: comments, stops, refusals, letters closed."""

from collections.abc import Callable

from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from backoffice.domain.dossier import Dossier
from backoffice.domain.mail_rows import ActionRow
from backoffice.french.action_words import title, value_words
from backoffice.french.figures import moment
from forms.kit.labels import Words
from forms.kit.screen_tools import ScreenTools
from forms.kit.table import Table
from forms.kit.table_model import Column
from forms.kit.tokens import ROW, SPACE, Tone, scaled
from forms.kit.wording.sentences import typeset

TITLE = "Commentaires et actions"
_EMPTY = "Rien sur ce dossier. Tapez 2.6 pour un commentaire."
_LEAST = 3
"""Rows in sight, the head included, where room lacks."""


class History(QWidget):
    """The comments and actions of a client, the newest first; those that were lifted are quiet, and say why."""

    def __init__(self, desk: ScreenTools) -> None:
        super().__init__()
        self._table = Table(TITLE, _COLUMNS, _EMPTY, key=lambda row: row.id)
        self._table.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self._table.setMinimumHeight(scaled(_LEAST * ROW))
        self._table.current.connect(self._show_whole)
        self._whole = Words()
        self._whole.setWordWrap(True)
        self.setFocusProxy(self._table)
        desk.serve(self._table, TITLE)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE)
        column.addWidget(self._table, 1)
        column.addWidget(self._whole)
        self.show_dossier(None)

    def show_dossier(self, dossier: Dossier | None) -> None:
        """Show what was done to a client's file, or nothing."""
        self._table.show_rows(dossier.actions if dossier else ())
        self._show_whole(self._table.current_row())

    def _show_whole(self, row: ActionRow | None) -> None:
        """A comment may be longer than its cell: the current one stands whole under the table."""
        said = [] if row is None else [row.action.text, _state(row)]
        self._whole.setText(" · ".join(filter(None, said)))
        self._whole.setVisible(any(said))


def _state(row: ActionRow) -> str:
    if not row.lifted:
        return ""
    return typeset(f"Levé : {row.lift_reason}") if row.lift_reason else "Annulé avec son courrier"


def _column(heading: str, text: Callable[[ActionRow], str], width: int, *, stretch: bool = False) -> Column[ActionRow]:
    return Column(heading, text, width=width, stretch=stretch, tone=_tone)


def _tone(row: ActionRow) -> Tone:
    return Tone.MUTED if row.lifted else Tone.NEUTRAL


_COLUMNS: tuple[Column[ActionRow], ...] = (
    Column("Date", lambda row: moment(row.recorded_at), value=lambda row: row.recorded_at, width=150, tone=_tone),
    _column("Action", lambda row: title(row.action.code), 145),
    _column("Texte", lambda row: row.action.text, 140, stretch=True),
    _column("Valeur", lambda row: value_words(row.action.code, row.action.value), 185),
    _column("Opérateur", lambda row: row.operator, 95),
    Column("État", _state, width=180, tone=lambda _: Tone.WARNING),
)
