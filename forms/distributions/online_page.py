"""*Cartes en ligne*: the provider's file of confirmations, taken whole or not at all, each payment once (M-05)."""

from collections.abc import Sequence
from pathlib import Path
from uuid import UUID

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout
from typing_extensions import override

from backoffice.domain.group import Distribution, Group
from backoffice.domain.member_files import MemberFile, MemberFileReport
from backoffice.domain.people import Right
from backoffice.french.counted import counted
from forms.distributions.page import DistributionPage, DistributionTools
from forms.kit.buttons import allow, button
from forms.kit.field_alignment import level, raised
from forms.kit.fields import WordsField
from forms.kit.gesture import Gesture
from forms.kit.icons import Icon
from forms.kit.keys import KeyHint
from forms.kit.labels import Words
from forms.kit.member_report import MemberReport
from forms.kit.panels import Card
from forms.kit.tokens import SPACE, Tone
from forms.kit.wording.sentences import sentence

_EXPECTED = (
    "Les paiements par carte bancaire en ligne n'attendent personne : le fichier des confirmations du prestataire "
    f"({';'.join(MemberFile.CONFIRMATIONS.columns)}) crédite les comptes du groupe. Un paiement déjà pris ne l'est pas "
    "deux fois ; si une ligne est fausse, rien n'est pris."
)
_KINDS = "Fichiers CSV (*.csv);;Tous les fichiers (*)"
_NO_GROUP = "Choisissez d'abord un groupe."
_TAKE, _TAKING = "Prendre le fichier", "Lecture…"


class OnlinePage(DistributionPage):
    """Chooses a file, takes it, and reports."""

    def __init__(self, tools: DistributionTools) -> None:
        super().__init__(tools)
        self._group: Group | None = None
        self._may_not = tools.services.why_not(Right.VALIDATE_DISTRIBUTIONS)
        self._gesture = Gesture(tools.desk.runner, self)
        self._file = WordsField("Fichier des confirmations", required=True)
        self._browse = button("Parcourir…", self.choose, Icon.IMPORT)
        self._take = button("Prendre le fichier", self.take, primary=True)
        self._report = MemberReport(tools.desk, _taken)
        self._file.committed.connect(self.take)
        self._lay_out()
        self._allow()

    @override
    def show_distribution(self, group: Group | None, distribution: Distribution | None) -> None:
        if self._group is None or group is None or group.id != self._group.id:
            self._report.clear()
        self._group = group
        self._allow()

    @override
    def begin(self) -> None:
        self._file.take_focus()

    @override
    def hints(self) -> Sequence[KeyHint]:
        return (
            KeyHint("F2", "Fichier", self.choose, self._may_not),
            KeyHint("F6", "Prendre le fichier", self.take, self._why_not()),
        )

    def choose(self) -> None:
        """Ask for the file."""
        chosen = self.tools.desk.questions.open_path("Confirmations des cartes en ligne", _KINDS)
        if chosen is not None:
            self._file.set_value(str(chosen))
            self._take.setFocus()

    def take(self) -> None:
        """*Prendre le fichier*: all of it, or nothing."""
        group = self._group
        if group is None or self._why_not() or self._gesture.is_sending or not self._file.check():
            return
        path, tools = Path(self._file.text().strip()), self.tools

        def work(key: UUID) -> MemberFileReport:
            return tools.services.files.take_confirmations(tools.who, key, group.id, path)

        self._report.clear()
        self._take.setText(_TAKING)
        self._gesture.send(work, self._show_report, self._refused)

    def _show_report(self, report: MemberFileReport) -> None:
        self._take.setText(_TAKE)
        self._report.show_report(report)
        if report.is_sound:
            self._file.take_focus()
        else:
            self._report.faults.setFocus()

    def _refused(self, error: Exception) -> None:
        self._take.setText(_TAKE)
        self._file.show_error(sentence(error))
        self._file.take_focus()

    def _why_not(self) -> str:
        return self._may_not or ("" if self._group is not None else _NO_GROUP)

    def _allow(self) -> None:
        allow(self._browse, self._may_not)
        allow(self._take, self._why_not())
        self._file.setEnabled(not self._may_not)
        self.changed.emit()

    def _lay_out(self) -> None:
        told = Words(_EXPECTED, tone=Tone.MUTED)
        told.setWordWrap(True)
        line = QHBoxLayout()
        line.setSpacing(SPACE)
        line.addLayout(raised(self._file), 1)
        line.addLayout(level(self._browse))
        line.addLayout(level(self._take))
        card = Card("Confirmations du prestataire")
        card.body.addWidget(told)
        card.body.addLayout(line)
        card.body.addWidget(self._report, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(card)
        whole.addStretch()


def _taken(report: MemberFileReport) -> str:
    read = counted(report.read, "ligne lue", "lignes lues")
    taken = counted(report.added, "paiement confirmé", "paiements confirmés")
    known = f", {report.unchanged} déjà pris" if report.unchanged else ""
    return f"{read} : {taken}{known}."
