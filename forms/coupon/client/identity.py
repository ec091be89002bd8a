"""The line of the client's identity: who it is, and what must be known of them at once."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from backoffice.domain.dossier import ClientIdentity, ClientRow, Dossier
from backoffice.domain.money import ZERO
from backoffice.french.figures import euros
from backoffice.french.means_words import mandate_words, means_words
from forms.kit.icons import Icon
from forms.kit.labels import Chip, Glyph, Words
from forms.kit.tokens import GAP, SPACE, Tone


class Identity(QWidget):
    """Name, address and partner, with a word and a shape for what is out of the ordinary."""

    def __init__(self) -> None:
        super().__init__()
        self._name = Words(role="heading")
        self._name.setWordWrap(True)
        self._address = Words(tone=Tone.MUTED)
        self._address.setWordWrap(True)
        self._flags = {
            "BLOQUÉ": Flag(Icon.BLOCKED, "BLOQUÉ", Tone.ERROR),
            "DÉCÉDÉ": Flag(Icon.WARNING, "DÉCÉDÉ", Tone.WARNING),
            "SOUS TUTELLE": Flag(Icon.WARNING, "SOUS TUTELLE", Tone.WARNING),
        }
        self._credit = Chip(tone=Tone.INFO)
        self._means = Words()
        self._means.setWordWrap(True)
        head = QHBoxLayout()
        head.setSpacing(SPACE)
        for flag in self._flags.values():
            head.addWidget(flag)
        head.addWidget(self._name, 1)
        foot = QHBoxLayout()
        foot.setSpacing(SPACE)
        foot.addWidget(self._credit, 0, Qt.AlignmentFlag.AlignTop)
        foot.addWidget(self._address, 1)
        means = QHBoxLayout()
        means.setSpacing(SPACE)
        means.addWidget(Words("MDR", "label"), 0, Qt.AlignmentFlag.AlignTop)
        means.addWidget(self._means, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(GAP)
        whole.addLayout(head)
        whole.addLayout(foot)
        whole.addLayout(means)
        whole.addStretch(1)
        policy = self.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.setSizePolicy(policy)
        self.show_dossier(None)

    def show_dossier(self, dossier: Dossier | None) -> None:
        """Show a client, or nobody."""
        self.setVisible(dossier is not None)
        if dossier is None:
            return
        client = dossier.client
        self._name.setText(client.name)
        place = f"{client.postcode} {client.city}".strip()
        self._address.setText(" · ".join(filter(None, (client.address, place, client.partner))))
        for word, flag in self._flags.items():
            flag.setVisible(word in flags_of(client))
        self._credit.setVisible(dossier.credit != ZERO)
        self._credit.setText(f"Avoir {euros(dossier.credit)}")
        out_of_order = mandate_words(dossier.means)
        self._means.say(means_words(dossier.means), Tone.WARNING if out_of_order else Tone.NEUTRAL)
        self.setAccessibleName(self.text())

    def text(self) -> str:
        """All that is said of the client, for a screen reader; nothing where there is none."""
        if self.isHidden():
            return ""
        flags = [word for word, flag in self._flags.items() if not flag.isHidden()]
        credit = [] if self._credit.isHidden() else [self._credit.text()]
        return " · ".join([*flags, self._name.text(), *credit, self._address.text(), f"MDR {self._means.text()}"])


class Flag(QWidget):
    """A shape and a word on a ground of its tone."""

    def __init__(self, icon: Icon, word: str, tone: Tone) -> None:
        super().__init__()
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(GAP)
        line.addWidget(Glyph(icon, tone))
        line.addWidget(Chip(word, tone))


def flags_of(client: ClientIdentity | ClientRow) -> tuple[str, ...]:
    """The words for what is out of the ordinary with a client."""
    protected = isinstance(client, ClientIdentity) and client.protected_adult
    said = {"BLOQUÉ": client.blocked, "DÉCÉDÉ": client.deceased, "SOUS TUTELLE": protected}
    return tuple(word for word, holds in said.items() if holds)
