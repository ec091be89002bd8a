"""The first step of the `Assistant`: alone on this workstation, or in an office and at which address."""

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from backoffice.domain.errors import Fault, Unavailable
from backoffice.domain.founding import DataPlace, OfficeAddress
from forms.kit.fields import Field, PasswordField, WordsField, all_usable
from forms.kit.labels import Words
from forms.kit.panels import Choice
from forms.kit.tokens import SPACE, Tone
from forms.kit.wording.sentences import sentence, typeset

_PLACES: Mapping[DataPlace, str] = {
    DataPlace.HERE: "Seul, sur ce poste",
    DataPlace.OFFICE: "Au bureau, à plusieurs postes",
}
_OFFICE = (
    "Les postes partagent une base PostgreSQL, dont l'administrateur donne l'adresse. Elle est essayée avant d'être "
    "gardée."
)
_USUAL_DATABASE = "liasse"


class PlaceStep(QWidget):
    """Where the data is.

    Signals:
        committed: Enter was pressed where nothing more is to be typed.
    """

    committed = Signal()

    def __init__(self, folder: Path) -> None:
        """Make the step; `folder` is where the data would be, here."""
        super().__init__()
        self._here = f"La base est un fichier de ce poste, dans {folder}."
        self.place: Choice[DataPlace] = Choice(typeset("Où travaille-t-on ?"), _PLACES)
        self.server = WordsField("Serveur", required=True)
        self.server.edit.setPlaceholderText(typeset("par exemple : base.bureau.example, ou base.bureau.example:5433"))
        self.database = WordsField("Base", required=True)
        self.database.set_value(_USUAL_DATABASE)
        self.user = WordsField("Utilisateur", required=True)
        self.password = PasswordField("Mot de passe")
        self.password.show_hint("gardé dans les réglages de votre session")
        self._told = Words(tone=Tone.MUTED)
        self._told.setWordWrap(True)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(SPACE)
        for part in (self.place, self._told, *self._fields):
            whole.addWidget(part)
        self._connect()
        self._show(self.place.value())

    def take_focus(self) -> None:
        """Put the cursor where work begins."""
        self.place.setFocus()

    def check(self) -> bool:
        """Whether it can be used as it stands; where not, the errors show."""
        return self.place.value() is DataPlace.HERE or all_usable(self._fields)

    def address(self) -> str:
        """The database's address; empty where it is here."""
        if self.place.value() is DataPlace.HERE:
            return ""
        server, database, user = (field.text().strip() for field in (self.server, self.database, self.user))
        return OfficeAddress(server, database, user, self.password.text()).url

    def refuse(self, error: Exception) -> bool:
        """Say at the field in question why the address will not do; False where it is about none of them."""
        fields = {
            Fault.DATABASE_HOST_UNKNOWN: self.server,
            Fault.DATABASE_REFUSED: self.server,
            Fault.DATABASE_UNREACHABLE: self.server,
            Fault.DATABASE_LOGIN_REFUSED: self.password,
            Fault.DATABASE_ABSENT: self.database,
            Fault.DATABASE_NOT_OURS: self.database,
            Fault.DATABASE_TOO_OLD: self.database,
            Fault.DATABASE_TOO_NEW: self.database,
            Fault.DATABASE_RIGHTS_MISSING: self.user,
        }
        field = fields.get(error.fault) if isinstance(error, Unavailable) else None
        if field is None or self.place.value() is DataPlace.HERE:
            return False
        field.show_error(sentence(error))
        field.take_focus()
        return True

    @property
    def _fields(self) -> tuple[Field[str], ...]:
        return (self.server, self.database, self.user, self.password)

    def _show(self, place: DataPlace) -> None:
        is_office = place is DataPlace.OFFICE
        self._told.setText(_OFFICE if is_office else self._here)
        for field in self._fields:
            field.setVisible(is_office)

    def _go_on(self) -> None:
        if self.place.value() is DataPlace.OFFICE:
            self.server.take_focus()
        else:
            self.committed.emit()

    def _connect(self) -> None:
        self.place.chosen.connect(self._show)
        self.place.committed.connect(self._go_on)
        self.server.committed.connect(self.database.take_focus)
        self.database.committed.connect(self.user.take_focus)
        self.user.committed.connect(self.password.take_focus)
        self.password.committed.connect(self.committed)
