"""*Adhérents*: one is added, or a whole group by a file with their balances (M-06)."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from backoffice.domain.errors import Broken, RuleBroken
from backoffice.domain.group import Group
from backoffice.domain.ledger import Member, NewMember
from backoffice.domain.member_files import MemberFile, MemberFileReport
from backoffice.domain.people import Right
from backoffice.french.counted import counted
from forms.accounts.services import AccountTools
from forms.kit.buttons import allow, button
from forms.kit.fields import WordsField, all_usable
from forms.kit.gesture import Gesture
from forms.kit.icons import Icon
from forms.kit.labels import Words
from forms.kit.member_report import MemberReport
from forms.kit.panels import Card
from forms.kit.strip import Strip
from forms.kit.tokens import SPACE, Tone, scaled
from forms.kit.wording.sentences import sentence, typeset

_NUMBER = 130
_TOLD = (
    f"Un fichier CSV, {';'.join(MemberFile.OPENINGS.columns)}, ajoute les adhérents inconnus et reprend leur solde. "
    "À la moindre ligne refusée, rien n'en est pris."
)
_NO_GROUP = "Ajoutez d'abord un groupe."
_AT_NUMBER = (Broken.MEMBER_NUMBER_MISSING, Broken.MEMBER_NUMBER_TAKEN)


class MembersCard(Card):
    """Adds members.

    Signals:
        added: the group has other members or balances now.
    """

    added = Signal()

    def __init__(self, tools: AccountTools) -> None:
        super().__init__("Adhérents")
        self._tools = tools
        self._group: Group | None = None
        self._adding = Gesture(tools.desk.runner, self)
        self._taking = Gesture(tools.desk.runner, self)
        self.number = WordsField("Numéro", required=True)
        self.name = WordsField("Nom et prénom", required=True)
        self._add = button("Ajouter", self.add, Icon.PLUS)
        self.path = WordsField("Fichier des soldes", required=True)
        self._browse = button("Parcourir…", self.choose)
        self.reason = WordsField("Motif, si des reprises sont à remplacer")
        self._take = button("Prendre le fichier", self.take, Icon.IMPORT)
        self.notice = Strip()
        self.report = MemberReport(tools.desk, _taken)
        self._connect()
        self._lay_out()

    def show_group(self, group: Group | None) -> None:
        """Add to this group from here on."""
        if group is None or self._group is None or group.id != self._group.id:
            for field in (self.number, self.name, self.path, self.reason):
                field.clear()
            self.report.clear()
            self.notice.hide()
            self._adding.renew()
            self._taking.renew()
        self._group = group
        may_not, may_not_take = self.why_not(), self.why_no_file()
        for may, controls in ((may_not, (self.number, self.name)), (may_not_take, (self.path, self.reason))):
            for field in controls:
                field.setEnabled(not may)
                field.setToolTip(may)
        allow(self._add, may_not)
        allow(self._browse, may_not_take)
        allow(self._take, may_not_take)

    def why_not(self) -> str:
        """Why no member can be added; empty where one can."""
        return self._may_not(Right.KEEP_ACCOUNTS)

    def why_no_file(self) -> str:
        """Why no file can be taken; empty where it can."""
        return self._may_not(Right.MANAGE_GROUPS)

    def add(self) -> None:
        """*Ajouter*: the member as typed, once."""
        group = self._group
        if group is None or self.why_not() or not all_usable((self.number, self.name)):
            return
        new = NewMember(group.id, self.number.text().strip(), self.name.text().strip())
        self._adding.send(
            lambda key: self._tools.services.groups.add_member(self._tools.who, key, new),
            self._member_added,
            self._not_added,
        )

    def choose(self) -> None:
        """*Parcourir…*."""
        path = self._tools.desk.questions.open_path("Fichier des soldes", "CSV (*.csv)")
        if path is not None:
            self.path.set_value(str(path))
            self._take.setFocus()

    def take(self) -> None:
        """*Prendre le fichier*: all of it or nothing, once."""
        group = self._group
        if group is None or self.why_no_file() or not all_usable((self.path,)):
            return
        path, reason = Path(self.path.text().strip()), self.reason.text().strip()
        self.notice.hide()
        self.report.clear()
        self._taking.send(
            lambda key: self._tools.services.files.take_openings(self._tools.who, key, group.id, path, reason),
            self._file_taken,
            lambda error: self.notice.error(sentence(error)),
        )

    def _member_added(self, member: Member) -> None:
        self._tools.desk.strip.ok(typeset(f"Adhérent {member.number} ajouté : {member.name}."))
        self.number.clear()
        self.name.clear()
        self.number.take_focus()
        self.added.emit()

    def _not_added(self, error: Exception) -> None:
        if isinstance(error, RuleBroken):
            field = self.number if error.code in _AT_NUMBER else self.name
            field.show_error(sentence(error))
            field.take_focus()
        else:
            self._tools.desk.tell(error)

    def _file_taken(self, report: MemberFileReport) -> None:
        self.report.show_report(report)
        if report.is_sound:
            self.reason.clear()
            self.added.emit()
        else:
            self.report.faults.setFocus()

    def _may_not(self, right: Right) -> str:
        return _NO_GROUP if self._group is None else self._tools.services.why_not(right)

    def _connect(self) -> None:
        self.number.committed.connect(self.name.take_focus)
        self.name.committed.connect(self.add)
        self.path.committed.connect(self.reason.take_focus)
        self.reason.committed.connect(self.take)

    def _lay_out(self) -> None:
        self.number.setFixedWidth(scaled(_NUMBER))
        told = Words(typeset(_TOLD), tone=Tone.MUTED)
        told.setWordWrap(True)
        self.body.addLayout(_line(self.number, self.name, self._add))
        self.body.addSpacing(SPACE)
        self.body.addWidget(told)
        self.body.addLayout(_line(self.path, self._browse))
        self.body.addLayout(_line(self.reason, self._take))
        self.body.addWidget(self.notice)
        self.body.addWidget(self.report, 1)
        self.body.addStretch(0)


def _line(*parts: QWidget) -> QHBoxLayout:
    """Fields, and the button that stands level with them."""
    line = QHBoxLayout()
    line.setSpacing(SPACE)
    *fields, last = parts
    for field in fields:
        line.addWidget(field, 1)
    line.addWidget(last, 0, Qt.AlignmentFlag.AlignBottom)
    return line


def _taken(report: MemberFileReport) -> str:
    parts = (
        f"{counted(report.read, 'ligne lue', 'lignes lues')}",
        f"{counted(report.added, 'adhérent ajouté', 'adhérents ajoutés')}",
        f"{counted(report.opened, 'solde repris', 'soldes repris')}",
        f"{counted(report.unchanged, 'ligne déjà connue', 'lignes déjà connues')}",
    )
    return typeset(f"Fichier pris : {', '.join(parts)}.")
