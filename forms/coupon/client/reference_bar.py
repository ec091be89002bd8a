"""*Sélection d'un client*: one field for the reference, scanned or typed, and who was found."""

import re

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from backoffice.domain.client_ref import ClientRef
from backoffice.domain.dossier import Dossier
from backoffice.domain.errors import RuleBroken
from forms.coupon.client.identity import Identity
from forms.kit.buttons import button
from forms.kit.client_choice import ClientChoice
from forms.kit.icons import Icon
from forms.kit.labelled import level_with_field
from forms.kit.tokens import MARGIN, ROOM, SPACE, scaled
from forms.kit.trade_fields import ReferenceField

_NARROWEST, _WIDEST = 180, 300
_A_NAME = re.compile(r"[^\W\d_]{2}")


class CouponReference(ReferenceField):
    """A reference; letters that are none are a name to search.

    Signals:
        name_asked: Enter was pressed on a name; bears it.
    """

    name_asked = Signal(str)

    def commit(self) -> None:
        """A name is passed on; anything else must be a reference, or an action code."""
        if self.names_somebody():
            self.name_asked.emit(self.text().strip())
        else:
            super().commit()
            if not self.edit.hasFocus():
                self.edit.deselect()

    def names_somebody(self) -> bool:
        """Whether the text is a name: two letters side by side, and no reference."""
        try:
            ClientRef.readings(self.text())
        except RuleBroken:
            return _A_NAME.search(self.text()) is not None
        return False


class ReferenceBar(QFrame):
    """The field, its buttons, and the client.

    Signals:
        names_asked: the search by name was asked for; bears the name typed so far.

    Attributes:
        field: the reference.
        choice: whom the reference can mean, where that is several.
        identity: who was found.
    """

    names_asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("head")
        self.field = CouponReference("Référence")
        self.field.edit.setPlaceholderText("Scannez le coupon, ou J 121 52134466")
        self.choice = ClientChoice(self.field.edit)
        self.identity = Identity()
        self._search = button("Rechercher", self.field.commit, Icon.SEARCH)
        self._by_name = button("Par nom", self.ask_for_names)
        self.field.name_asked.connect(self.names_asked)
        line = QHBoxLayout()
        line.setSpacing(SPACE)
        line.addWidget(self.field, 1, Qt.AlignmentFlag.AlignTop)
        line.addWidget(level_with_field(self._search, self._by_name), 0, Qt.AlignmentFlag.AlignTop)
        line.addSpacing(ROOM)
        line.addWidget(self.identity, 2)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(MARGIN, SPACE, MARGIN, ROOM)
        whole.setSpacing(SPACE)
        whole.addLayout(line)
        whole.addWidget(self.choice)
        self.fit()

    def fit(self) -> None:
        """Be as wide as the text asks for."""
        self.field.setMinimumWidth(scaled(_NARROWEST))
        self.field.setMaximumWidth(scaled(_WIDEST))

    def ask_for_names(self) -> None:
        """Search by name; what is typed in the field begins it where it is a name."""
        self.names_asked.emit(self.field.text().strip() if self.field.names_somebody() else "")

    def allow(self, *, keying: bool) -> None:
        """Whether clients can be looked up for keying just now."""
        for widget in (self.field, self._search, self._by_name):
            widget.setEnabled(keying)

    def show_dossier(self, dossier: Dossier | None) -> None:
        """Show whose file is open; nobody is asked about any more."""
        self.choice.hide()
        self.identity.show_dossier(dossier)
